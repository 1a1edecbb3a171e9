"""The command that compares two briefings."""

from typing import TYPE_CHECKING, Annotated

import typer

from briefing import console, lookup, paths
from briefing.errors import BriefingError, Exit
from briefing.model import Briefing
from briefing.text import clean

if TYPE_CHECKING:
    from briefing.diff import Diff

app = typer.Typer()
"""This command; `briefing.cli` takes it over."""


@app.command(epilog="Example: briefing diff ./my-briefing --git HEAD~1")
def diff(
    old: Annotated[
        str | None, typer.Argument(metavar="[OLD]", help="A briefing's folder or name; with --git, the one to compare.")
    ] = None,
    new: Annotated[str | None, typer.Argument(metavar="[NEW]", help="The briefing to compare it with.")] = None,
    revision: Annotated[
        str | None,
        typer.Option("--git", metavar="REV", help="Compare the folder with what it was at this git revision."),
    ] = None,
    screen: Annotated[bool, typer.Option("--screen", help="Show them side by side, on the screen.")] = False,
    format: Annotated[
        str, typer.Option("--format", "-f", metavar="FORMAT", help="One of: text, markdown, json.")
    ] = "text",
) -> None:
    """Print or show what is different between two briefings.

    Themes, points and sources of another id are recognised by what they say. Notes are not compared. The exit code is
    0 if the two are the same, 1 if they differ, 2 if they could not be compared.
    """
    from briefing.diff import compare
    from briefing.export import diff as differences

    if format not in differences.FORMATS:
        known = ", ".join(differences.FORMATS[:-1])
        raise BriefingError(
            f"there is no format `{clean(format)}`", f"The formats are {known} and {differences.FORMATS[-1]}."
        )
    if screen and format != "text":
        raise typer.BadParameter("name a format, or --screen")
    if screen:
        from briefing import opening

        opening.refuse_without_terminal("`briefing diff` without --screen prints the differences.")
    found = compare(*_both(old, new, revision))
    if screen:
        if code := _show(found, *_names(old, new, revision)):
            raise typer.Exit(code)
    elif format == "json":
        console.put(differences.as_json(found))
    elif format == "markdown":
        console.put(differences.markdown(found))
    elif not found.is_empty:
        console.put_diff(found)
    if found.is_empty:
        console.say(differences.SAME)
        return
    raise typer.Exit(Exit.PROBLEMS)


def _both(old: str | None, new: str | None, revision: str | None) -> tuple[Briefing, Briefing]:
    """The two briefings to compare, the older one first."""
    if revision is None:
        if old is None or new is None:
            raise typer.BadParameter("name two briefings, or one folder and --git REV")
        return lookup.read(lookup.find_folder(old)), lookup.read(lookup.find_folder(new))
    if new is not None:
        raise typer.BadParameter("--git takes one folder")
    from briefing import revisions

    found = lookup.find_folder(old)
    return revisions.briefing_at(found.path, revision), lookup.read(found)


def _names(old: str | None, new: str | None, revision: str | None) -> tuple[str, str]:
    """What the two are called."""
    if revision is None:
        return old or "", new or ""
    folder = old or paths.DEFAULT_BRIEFING
    return f"{folder} at {revision}", f"{folder} now"


def _show(diff: "Diff", old: str, new: str) -> int:
    """Show the differences until the reader leaves; the exit code of what kept the screen from ending well."""
    from briefing import opening
    from briefing.export.diff import SAME
    from briefing.tui.diff_app import DiffApp
    from briefing.tui.diff_page import Compared

    app = DiffApp(Compared(diff, old, new, SAME, f"{old} and {new} were compared."), opening.settings_at_hand())
    app.run()
    return app.return_code or 0
