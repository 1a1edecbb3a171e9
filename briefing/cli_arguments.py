"""What several commands of the command line take."""

import os
from pathlib import Path
from typing import Annotated

import typer

from briefing import lookup, paths
from briefing.errors import BriefingError


def complete_theme(incomplete: str) -> list[str]:
    """The ids of the themes of the briefing that the command line names, for the shell.

    Without the titles, which some shells evaluate. Typer hands the command line over in one of two variables.
    """
    words = (os.environ.get("COMP_WORDS") or os.environ.get("_TYPER_COMPLETE_ARGS") or "").split()
    named = next((word for word in words if paths.is_there(Path(word, "briefing.yaml"))), None)
    try:
        themes = lookup.find_folder(named).about.themes
    except BriefingError:
        return []
    return [entry.id for entry in themes if entry.id.startswith(incomplete)]


FolderArgument = Annotated[
    str | None,
    typer.Argument(metavar="[FOLDER]", help="The briefing's folder or name; the built-in one if left out."),
]
ThemeArgument = Annotated[
    str | None,
    typer.Argument(metavar="[THEME]", help="A theme's id or number; all if left out.", autocompletion=complete_theme),
]
ThemeOption = Annotated[
    str | None,
    typer.Option("--theme", "-t", metavar="THEME", help="A theme's id or number.", autocompletion=complete_theme),
]
NotesFile = Annotated[
    Path | None,
    typer.Option("--notes", metavar="FILE", help="Your notes, in another file than the usual one."),
]
MinutesOption = Annotated[
    str | None,
    typer.Option("--minutes", metavar="MINUTES", help="Only what can be said in this time, by priority."),
]
SwapOption = Annotated[bool, typer.Option("--swap", help="Put the other perspective first.")]
