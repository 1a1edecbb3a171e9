"""The command that proposes a structure for a briefing."""

import shlex
import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from briefing import console, lookup
from briefing.cli_arguments import FolderArgument
from briefing.errors import BriefingError
from briefing.loader import Folder
from briefing.text import clean
from briefing.texts import SourceText, find_texts

app = typer.Typer()
"""This command; `briefing.cli` takes it over."""


@app.command(epilog="Example: briefing draft ./my-briefing --write")
def draft(
    folder: FolderArgument = None,
    texts: Annotated[
        Path | None, typer.Option("--texts", metavar="FOLDER", help="Where the sources' texts lie, as <source>.txt.")
    ] = None,
    format: Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="One of: text, json.")] = "text",
    write: Annotated[
        bool, typer.Option("--write", help="Write it into a folder that `briefing new` has made and nobody has edited.")
    ] = False,
) -> None:
    """Propose themes and points, by the words of the two texts.

    It groups paragraphs and writes no claim. The same texts always give the same proposal.
    """
    from briefing import drafting
    from briefing.drafting import writing
    from briefing.export.draft import as_json, plain

    if format not in ("text", "json"):
        raise BriefingError(f"there is no format `{format}`", "The formats are text and json.")
    found = lookup.find_folder(folder)
    lookup.read(found)
    if write:
        writing.refuse_written(found)
    with console.working("Comparing the paragraphs of both texts"):
        proposal = drafting.propose(_texts(found, texts, folder))
        about, written = found.about, writing.write(found, proposal) if write else []
    if format == "json":
        console.put(as_json(proposal, about))
    else:
        width = min(shutil.get_terminal_size().columns, console.WIDEST_LINES)
        console.put(plain(proposal, about, width if sys.stdout.isatty() else console.WIDEST_LINES))
    if written:
        named = shlex.quote(clean(folder or ""))
        console.say(f"{len(written)} files written. `briefing check {named}` lists what is still to be written.")


def _texts(folder: Folder, override: Path | None, named: str | None) -> dict[str, SourceText]:
    """The texts of the two sides, by perspective id. Raises BriefingError if one is not at hand."""
    at_hand = find_texts(folder, override)
    for side in folder.about.perspectives:
        if side.source not in at_hand:
            command = f"briefing attach {side.source} FILE" + (f" {shlex.quote(clean(named))}" if named else "")
            raise BriefingError(
                f"the text of `{side.source}` is not at hand",
                f"Attach it with `{command}`, or name the texts’ folder with --texts.",
            )
    return {side.id: at_hand[side.source] for side in folder.about.perspectives}
