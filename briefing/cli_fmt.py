"""The commands that write a briefing's own files anew: in canonical form, or with an id changed."""

from contextlib import suppress
from typing import Annotated

import typer

from briefing import console, lookup, paths, place
from briefing.cli_arguments import FolderArgument
from briefing.errors import BriefingError, Exit, WriteRefused
from briefing.text import clean

app = typer.Typer()
"""These commands; `briefing.cli` takes them over."""


@app.command(epilog="Example: briefing fmt ./my-briefing")
def fmt(
    folder: FolderArgument = None,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; list the files that would change.")] = False,
) -> None:
    """Bring the files of a briefing into one form; comments stay.

    Prints the files that change. The exit code is 1 if --check found some, 2 if a file was left alone.
    """
    from briefing import files, formatting
    from briefing.editing.steps import refuse_builtin

    found = lookup.find_folder(folder)
    lookup.read(found)
    with console.working("Formatting the files"):
        formatted = list(formatting.format_folder(found))
    changed = [file for file in formatted if file.after != file.before]
    if changed and not check:
        refuse_builtin(found)
    problems: list[BriefingError] = [file.problem for file in formatted if file.problem]
    for file in changed:
        try:
            if not check:
                files.write(file.path, file.after, over=file.before)
            console.put(clean(str(file.path)))
        except WriteRefused as error:
            problems.append(error)
    for problem in problems:
        console.complain(problem)
    if problems:
        raise typer.Exit(Exit.UNUSABLE)
    console.say(_told(len(changed), len(formatted), check))
    raise typer.Exit(Exit.PROBLEMS if check and changed else Exit.CLEAN)


def _told(changed: int, files: int, is_check: bool) -> str:
    of = f"{changed} of {files} files"
    if not changed:
        return f"All {files} files have the form already"
    return f"{of} would change" if is_check else f"{of} changed"


@app.command(epilog="Example: briefing rename point trade/volume turnover ./my-briefing")
def rename(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="theme, point, source or perspective.")],
    old: Annotated[str, typer.Argument(metavar="OLD", help="Its id; of a point, theme/point.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The new id.")],
    folder: FolderArgument = None,
) -> None:
    """Change an id everywhere, your notes included.

    Prints the files that change. Either all of them change, or none.
    """
    from briefing import renaming
    from briefing.editing.steps import refuse_builtin

    found = lookup.find_folder(folder)
    refuse_builtin(found)
    lookup.read(found)
    asked = renaming.find_renaming(found, kind, old, new)
    written = renaming.write(renaming.changes(found, asked), asked, lookup.find_notes(found))
    with suppress(BriefingError):  # the ids are changed, and where one was reading is no more than that
        place.follow(place.place_file(found.path), asked)
    for path in written:
        console.put(clean(str(path)))
    console.say(f"The {asked.kind} `{asked.old}` is `{asked.new}` now")
    if paths.attached_text(found.about.id, asked.new) in written:
        console.say(
            f"The attached text is kept under both: other briefings with the id `{found.about.id}` may need it."
        )
