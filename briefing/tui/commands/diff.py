"""The commands of the screen that shows what has changed."""

from typing import Final

from briefing.tui.commands import HELP, PALETTE, Command

DIFF: Final = "Among the changes"

DIFF_COMMANDS: Final[tuple[Command, ...]] = (
    Command("previous-row", ("up", "k"), "Previous change", "Go to the change before.", DIFF, "change", ("next-row",)),
    Command("next-row", ("down", "j"), "Next change", "Go to the next change.", DIFF),
    Command(
        "previous-theme",
        ("left_square_bracket",),
        "Previous theme",
        "Go to the changes of the theme or source before.",
        DIFF,
        "theme",
        ("next-theme",),
        needs="themes",
    ),
    Command(
        "next-theme",
        ("right_square_bracket",),
        "Next theme",
        "Go to the changes of the next theme or source.",
        DIFF,
        needs="themes",
    ),
    Command("open", ("enter",), "Go there", "Go to what has changed, in its theme.", DIFF, "go there", needs="theme"),
    Command("page-down", ("pagedown", "space"), "Page down", "Go down by a page.", DIFF),
    Command("page-up", ("pageup", "b"), "Page up", "Go up by a page.", DIFF),
    Command("top", ("home", "g"), "Top", "Go to the first change.", DIFF),
    Command("bottom", ("end", "G"), "End", "Go to the last change.", DIFF),
    PALETTE,
    HELP,
    Command("close", ("escape", "q", "D"), "Close", "Go back to where you came from, or leave.", DIFF, "close"),
)
"""Every command of the changes."""
