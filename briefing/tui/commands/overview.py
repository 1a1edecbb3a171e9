"""The commands of the overview and its matrix."""

from typing import Final

from briefing.tui.commands import HELP, PALETTE, Command

OVERVIEW: Final = "In the overview"

OVERVIEW_COMMANDS: Final[tuple[Command, ...]] = (
    Command(
        "previous-row",
        ("up", "k"),
        "Previous theme",
        "Go to the theme above.",
        OVERVIEW,
        "choose",
        ("next-row", "previous-cell", "next-cell"),
    ),
    Command("next-row", ("down", "j"), "Next theme", "Go to the theme below.", OVERVIEW),
    Command(
        "previous-cell",
        ("left", "h"),
        "Previous point",
        "In the matrix, go to the point before.",
        OVERVIEW,
        needs="matrix",
    ),
    Command(
        "next-cell", ("right", "l"), "Next point", "In the matrix, go to the next point.", OVERVIEW, needs="matrix"
    ),
    Command("open", ("enter",), "Go there", "Go to the theme, or from the matrix to the point.", OVERVIEW, "open"),
    Command("matrix", ("m",), "Matrix", "Change between the themes and the matrix of all points.", OVERVIEW, "matrix"),
    Command(
        "sort", ("s",), "Sort", "Sort by the briefing’s order, distance, agreement or notes, in turn.", OVERVIEW, "sort"
    ),
    Command("page-down", ("pagedown", "space"), "Page down", "Go down by a page.", OVERVIEW),
    Command("page-up", ("pageup", "b"), "Page up", "Go up by a page.", OVERVIEW),
    Command("top", ("home", "g"), "Top", "Go to the first row.", OVERVIEW),
    Command("bottom", ("end", "G"), "End", "Go to the last row.", OVERVIEW),
    PALETTE,
    HELP,
    Command("close", ("escape", "o", "q"), "Back", "Go back to where you came from.", OVERVIEW, "back"),
)
"""Every command of the overview."""
