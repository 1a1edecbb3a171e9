"""The commands of presenting, and of the speaker's page."""

from typing import Final

from briefing.tui.commands import HELP, Command

PRESENTING, SPEAKING = "While presenting", "On the speaker’s page"

PRESENT_COMMANDS: Final[tuple[Command, ...]] = (
    Command(
        "next-step",
        ("space", "right", "down", "pagedown"),
        "Go on",
        "Show the next step, or the next slide.",
        PRESENTING,
        "go on",
    ),
    Command("previous-step", ("left", "up", "pageup"), "Go back", "Go back by a step.", PRESENTING),
    Command("first-slide", ("home",), "First slide", "Go to the title.", PRESENTING),
    Command("last-slide", ("end",), "Last slide", "Go to the last slide.", PRESENTING),
    Command("in-steps", ("i",), "Step by step", "Build points step by step, or show each all at once.", PRESENTING),
    Command("blank", ("b",), "Blank", "Blank the screen, or show the slide again.", PRESENTING),
    Command("clock", ("c",), "Clock", "Show or hide the time that has passed.", PRESENTING),
    HELP,
    Command("end-presenting", ("escape", "q"), "End", "End, and go to the point that was shown.", PRESENTING, "end"),
)
"""Every command of the screen that a room sees; its hints are shown until the first move."""

SPEAKER_COMMANDS: Final[tuple[Command, ...]] = (
    Command("scroll-up", ("up", "k"), "Up", "Scroll up by a line.", SPEAKING, "scroll", ("scroll-down",)),
    Command("scroll-down", ("down", "j"), "Down", "Scroll down by a line.", SPEAKING),
    Command("page-up", ("pageup", "b"), "Page up", "Scroll up by a page.", SPEAKING),
    Command("page-down", ("pagedown", "space"), "Page down", "Scroll down by a page.", SPEAKING),
    HELP,
    Command("leave", ("q", "ctrl+q"), "Quit", "Close the speaker’s page.", SPEAKING, "quit"),
)
"""Every command of the speaker's page; it shows what is presented elsewhere, and changes nothing."""
