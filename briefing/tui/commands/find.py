"""The commands of the search."""

from typing import Final

from briefing.tui.commands import PALETTE, Command

FINDING: Final = "In the search"

FIND_COMMANDS: Final[tuple[Command, ...]] = (
    Command(
        "previous-result",
        ("up",),
        "Previous result",
        "Go to the result before.",
        FINDING,
        "choose",
        ("next-result",),
        in_fields=True,
        needs="hits",
    ),
    Command("next-result", ("down",), "Next result", "Go to the next result.", FINDING, in_fields=True, needs="hits"),
    Command(
        "results-down",
        ("pagedown",),
        "Page down",
        "Go down by a page of results.",
        FINDING,
        in_fields=True,
        needs="hits",
    ),
    Command("results-up", ("pageup",), "Page up", "Go up by a page of results.", FINDING, in_fields=True, needs="hits"),
    PALETTE,
    Command(
        "open-result",
        ("enter",),
        "Go to the result",
        "Go to where the result stands; Esc comes back from there.",
        FINDING,
        "go there",
        in_fields=True,
        needs="hits",
    ),
    Command("close-find", ("escape",), "Close", "Go back to the theme.", FINDING, "close", in_fields=True),
)
"""Every command of the search."""
