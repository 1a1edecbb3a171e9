"""The commands on sources, their texts, and single claims."""

import shlex
from typing import Annotated

import typer

from briefing import attachments, citing, console, lookup, paths
from briefing.cli_arguments import FolderArgument
from briefing.errors import BriefingError
from briefing.loader import Folder
from briefing.text import clean, one_line

app = typer.Typer()
"""These commands; `briefing.cli` takes them over."""


@app.command(epilog="Example: briefing attach kortunov ~/Downloads/article.html")
def attach(
    source: Annotated[str | None, typer.Argument(metavar="SOURCE", help="The id of a source.")] = None,
    file: Annotated[
        str | None, typer.Argument(metavar="FILE", help="Its text: plain text, Markdown, or a saved web page.")
    ] = None,
    folder: FolderArgument = None,
    listed: Annotated[bool, typer.Option("--list", help="List the texts at hand: attach --list [FOLDER].")] = False,
    removed: Annotated[
        str | None, typer.Option("--remove", metavar="SOURCE", help="Delete a copy: attach --remove SOURCE [FOLDER].")
    ] = None,
) -> None:
    """Attach a copy of a source's text, compared with its outline.

    The copy lies in your data folder, and never in the briefing.
    """
    if listed or removed is not None:
        if file is not None:
            raise typer.BadParameter("--list and --remove take a folder and nothing else")
        found = lookup.find_folder(source)
        if removed is not None:
            console.say(f"Removed {attachments.remove(found, removed)}")
            console.say(f"It was the text of `{removed}` for {_sharing(found)}.")
        else:
            _list(found)
        return
    found = lookup.find_folder(folder)
    if source is None or file is None:
        known = dict.fromkeys(side.source for side in found.about.perspectives)
        raise BriefingError(
            "name a source and the file of its text", f"The sources are {' and '.join(known)}; `--list` tells more."
        )
    before = attachments.attached(found.about.id)
    text = attachments.attach(found, source, paths.path_named(file))
    for line in attachments.account(text):
        console.put(clean(line))
    console.say(f"Attached as {text.path}")
    if source in before:
        console.say(f"It takes the place of the copy that was attached before, for {_sharing(found)}.")
    if any(there.source.id == source and not there.is_attached for there in attachments.at_hand(found)):
        console.say("The briefing has a text of its own, and that one counts.")


def _sharing(folder: Folder) -> str:
    return f"every briefing with the id `{folder.about.id}`, so for copies of this one too"


def _list(folder: Folder) -> None:
    for there in attachments.at_hand(folder):
        if there.problem is not None:
            console.put(clean(f"{there.source.id}: {there.problem.message}. {there.problem.hint}"))
        elif there.text is None:
            console.put(f"{there.source.id}: no text")
        else:
            kind = "attached" if there.is_attached else "in the briefing"
            found, outlined = there.text.alignment, sum(len(s.paragraphs) for s in there.source.outline)
            console.put(
                clean(f"{there.source.id}: {kind}, {len(found.matched)} of {outlined} paragraphs, {there.path}")
            )


@app.command(epilog="Example: briefing source kortunov | less")
def source(
    source: Annotated[
        str | None, typer.Argument(metavar="[SOURCE]", help="A source's id; all in short if left out.")
    ] = None,
    folder: FolderArgument = None,
) -> None:
    """Print a source, and which claims cite which paragraph."""
    ids = [side.source for side in lookup.find_folder(None).about.perspectives] if folder is None else ()
    if source is not None and lookup.is_folder_first(source, folder, ids):
        source, folder = folder, source
    found = lookup.find_folder(folder)
    cited_by = citing.cited_by(lookup.read(found))
    chosen = None if source is None else attachments.find_source(found, source).id

    from briefing.export.source import BLANK, Line, brief, whole

    lines: list[Line] = []
    for there in attachments.at_hand(found):
        command = f"briefing attach {there.source.id} FILE" + (f" {shlex.quote(folder)}" if folder else "")
        if chosen is None:
            lines += [*([BLANK] if lines else []), *brief(there, cited_by, command)]
        elif there.source.id == chosen:
            lines += whole(there, cited_by, command)
    console.put_lines(lines)


@app.command(epilog="Example: briefing cite trade/volume/limits/1 | xclip")
def cite(
    claim: Annotated[
        str, typer.Argument(metavar="CLAIM", help="theme/point/side/number, or theme/point for all claims on a point.")
    ],
    folder: FolderArgument = None,
) -> None:
    """Print a claim with its citation, ready to paste."""
    from briefing.export import claims

    briefing = lookup.read(lookup.find_folder(folder))
    found = citing.find_claims(briefing, claim)
    on_point = claim.strip("/") if claim.strip("/").count("/") == 1 else None
    console.put(claims.render(briefing, found, on_point))


@app.command("list", epilog="Example: briefing list")
def list_() -> None:
    """List the briefings that open by name."""
    known = {path.name: path for path in (*paths.builtin_folders(), *paths.library_folders())}
    width = max(len(name) for name in known)
    for name, path in known.items():
        try:
            told = one_line(Folder(path).about.title)
        except BriefingError as error:
            told = f"cannot be opened: {error.message}"
        console.put(clean(f"{name:<{width}}  {told}  {path}"))
    console.say(f"Your library, for briefings of your own: {paths.library_folder()}")
