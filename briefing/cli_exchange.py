"""The commands on a briefing as JSON: its schemas, and the way back into a folder."""

import json
from typing import Annotated

import typer

from briefing import console, paths
from briefing.errors import BriefingError
from briefing.text import clean, counted

app = typer.Typer()
"""These commands; `briefing.cli` takes them over."""


@app.command("import", epilog="Example: briefing import briefing.json ./my-briefing")
def import_(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A briefing that `briefing export -f json` wrote.")],
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="The new folder.")],
) -> None:
    """Make a folder of a briefing that was exported as JSON."""
    from briefing import importing

    path = paths.path_named(folder)
    made = importing.import_briefing(paths.path_named(file), path)
    console.say(clean(f"Written to {path}: {counted(len(made.themes), 'theme')}, {counted(len(made.notes), 'note')}"))
    if made.left_out:
        console.say(f"It is a part of a briefing: {counted(len(made.left_out), 'point')} had been left out of it.")


@app.command(epilog="Example: briefing schema briefing > briefing.schema.json")
def schema(
    of: Annotated[
        str, typer.Argument(metavar="briefing|export", help="The YAML files of a briefing, or its export as JSON.")
    ],
) -> None:
    """Print the JSON Schema of the files, or of the JSON."""
    from briefing.exchange import Exchange
    from briefing.model import BriefingFile, Source, ThemeFile
    from briefing.schema import published

    kinds = {"briefing": (BriefingFile, ThemeFile, Source), "export": (Exchange,)}
    if of not in kinds:
        raise BriefingError(f"there is no schema `{clean(of)}`", f"The schemas are {' and '.join(kinds)}.")
    console.put(json.dumps(published(*kinds[of]), ensure_ascii=False, indent=2))
