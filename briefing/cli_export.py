"""The command that hands a briefing over."""

import os
import shlex
from pathlib import Path
from typing import Annotated, Final

import typer

from briefing import console, export, lookup, paths, reading_time
from briefing.cli_arguments import FolderArgument, MinutesOption, NotesFile, SwapOption, ThemeOption
from briefing.errors import BriefingError
from briefing.export.writing import write

app = typer.Typer()
"""This command; `briefing.cli` takes it over."""

BY_PANDOC: Final = (".docx", ".odt", ".pdf")
"""The endings of files that pandoc makes of our Markdown for it."""
_AS_IT_IS = "\b"
"""Keeps the lines of a paragraph of a command's help apart."""
_HELP = "\n".join(
    (
        "Write a briefing to a file, or to standard output.\n",
        "Several formats at once go into a folder, which is made if it is missing.\n",
        _AS_IT_IS,
        *export.described(),
    )
)


@app.command("export", help=_HELP, epilog="Example: briefing export -o briefing.md")
def export_(
    folder: FolderArgument = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where to, a file or a folder; - is standard output."),
    ] = None,
    format: Annotated[
        str | None,
        typer.Option(
            "--format", "-f", metavar="FORMAT", help="One of those above, or several with commas; FILE's ending tells."
        ),
    ] = None,
    flavour: Annotated[
        str | None,
        typer.Option("--flavour", metavar="FLAVOUR", help=f"Of markdown, one of: {', '.join(export.FLAVOURS)}."),
    ] = None,
    theme: ThemeOption = None,
    side: Annotated[
        str | None, typer.Option("--side", metavar="SIDE", help="Only this perspective's answers, by its id.")
    ] = None,
    with_notes: Annotated[bool, typer.Option("--with-notes/--no-notes", help="Take your notes along.")] = True,
    notes: NotesFile = None,
    swap: SwapOption = False,
    minutes: MinutesOption = None,
    force: Annotated[bool, typer.Option("--force", help="Replace files that are there.")] = False,
) -> None:
    """Hand a briefing over, as `_HELP` says."""
    formats = _formats(format or _format_of(output, flavour), flavour)
    found = lookup.find_folder(folder)
    chosen = None if theme is None else (lookup.find_theme(found, theme),)
    options = export.Options(
        themes=chosen, side=side, notes=with_notes, swapped=swap, minutes=reading_time.minutes_typed(minutes or "")
    )
    briefing = lookup.read(found, chosen)
    texts = lookup.notes_on(found, notes) if with_notes else {}
    if output in (None, "-"):
        if len(formats) > 1:
            raise BriefingError("several formats go into a folder", "Name one with -o.")
        console.put(export.render(formats[0].name, briefing, texts, options))
        return
    path = paths.path_named(str(output))
    if not output:
        raise BriefingError("no file is named", "Name a file or a folder with -o; - is standard output.")
    if str(output).endswith(os.sep) and len(formats) == 1 and formats[0].load and not paths.is_there(path):
        raise BriefingError(f"{output}: there is no such folder", "Create it first, or name a file.")
    for written in write([format.name for format in formats], briefing, texts, options, path, force=force):
        console.say(f"Written to {written}")


def _format_of(output: str | None, flavour: str | None) -> str:
    """The format that the ending of a file's name tells. Raises BriefingError for an ending that no format has."""
    if output in (None, "-") or flavour is not None:
        return "markdown"
    if os.path.isdir(paths.path_named(str(output))):  # noqa: PTH112  # Path's raises for an impossible name
        return "markdown"
    endings = {format.suffix: name for name, format in export.FORMATS.items()}
    known = [ending for ending in endings if str(output).endswith(ending)]
    if str(output).endswith(BY_PANDOC):
        wanted, made = Path(str(output)), shlex.quote(str(Path(str(output)).with_suffix(".pandoc.md")))
        raise BriefingError(
            f"{output}: no format has the ending `{wanted.suffix}`, but pandoc makes such files",
            f"`briefing export -o {made}`, then `pandoc --citeproc {made} -o {shlex.quote(str(wanted))}`.",
        )
    if not known and Path(str(output)).suffix:
        raise BriefingError(
            f"{output}: no format has the ending `{Path(str(output)).suffix}`",
            f"Name one with --format. The endings are {', '.join(endings)}.",
        )
    return endings[max(known, key=len)] if known else "markdown"


def _formats(names: str, flavour: str | None) -> list[export.Format]:
    """What the user typed, each format once. Raises BriefingError for what does not exist."""
    found = [export.find_format(name.strip(), flavour) for name in names.split(",")]
    if flavour is not None and not any(format.name in export.FLAVOURS.values() for format in found):
        raise BriefingError("--flavour is for markdown alone", "Add --format markdown, or leave it out.")
    return list({format.name: format for format in found}.values())
