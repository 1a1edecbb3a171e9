"""The commands of the screens about sources: evidence, the source reader, claims that cite, the list."""

from typing import Final

from briefing.tui.commands import HELP, PALETTE, Command
from briefing.tui.commands.writing import READER, WRITING_FROM_THE_READER

EVIDENCE, SOURCES = "In the evidence", "In the list of sources"
CITING = "Among the claims that cite a paragraph"

EVIDENCE_COMMANDS: Final[tuple[Command, ...]] = (
    Command(
        "previous-row",
        ("up", "k"),
        "Previous evidence",
        "Go to the piece of evidence before.",
        EVIDENCE,
        "choose",
        ("next-row",),
    ),
    Command("next-row", ("down", "j"), "Next evidence", "Go to the next piece of evidence.", EVIDENCE),
    Command("open", ("enter",), "Read the source", "Read the source, from the cited paragraph.", EVIDENCE, "read on"),
    Command("page-down", ("pagedown", "space"), "Page down", "Scroll down by a page.", EVIDENCE),
    Command("page-up", ("pageup", "b"), "Page up", "Scroll up by a page.", EVIDENCE),
    Command("top", ("home", "g"), "Top", "Go to the first piece of evidence.", EVIDENCE),
    Command("bottom", ("end", "G"), "End", "Go to the last piece of evidence.", EVIDENCE),
    Command("close", ("escape", "q"), "Close", "Go back to the theme.", EVIDENCE, "close"),
)
"""Every command of the evidence."""

READER_COMMANDS: Final[tuple[Command, ...]] = (
    Command(
        "previous-row",
        ("up", "k"),
        "Previous paragraph",
        "Go to the paragraph before.",
        READER,
        "paragraph",
        ("next-row",),
    ),
    Command("next-row", ("down", "j"), "Next paragraph", "Go to the next paragraph.", READER),
    *WRITING_FROM_THE_READER,
    Command(
        "open",
        ("enter",),
        "Claims",
        "Go to the claim that cites the paragraph; choose if there are several.",
        READER,
        "claims",
        needs="claims",
    ),
    Command(
        "previous-uncited",
        ("left_curly_bracket",),
        "Previous not cited",
        "Go to the paragraph before that no claim cites.",
        READER,
        "not cited",
        ("next-uncited",),
        needs="uncited",
    ),
    Command(
        "next-uncited",
        ("right_curly_bracket",),
        "Next not cited",
        "Go to the next paragraph that no claim cites.",
        READER,
        needs="uncited",
    ),
    Command(
        "previous-cited",
        ("left_square_bracket",),
        "Previous cited",
        "Go to the cited paragraph before.",
        READER,
        "cited",
        ("next-cited",),
        needs="cited",
    ),
    Command(
        "next-cited", ("right_square_bracket",), "Next cited", "Go to the next cited paragraph.", READER, needs="cited"
    ),
    Command("page-down", ("pagedown", "space"), "Page down", "Go down by a page.", READER),
    Command("page-up", ("pageup", "b"), "Page up", "Go up by a page.", READER),
    Command("top", ("home", "g"), "Top", "Go to the first paragraph.", READER),
    Command("bottom", ("end", "G"), "End", "Go to the last paragraph.", READER),
    PALETTE,
    HELP,
    Command("close", ("escape", "q"), "Back", "Go back to where you came from.", READER, "back"),
)
"""Every command of the source reader."""

CITING_COMMANDS: Final[tuple[Command, ...]] = (
    Command("previous-row", ("up", "k"), "Previous claim", "Go to the claim before.", CITING, "choose", ("next-row",)),
    Command("next-row", ("down", "j"), "Next claim", "Go to the next claim.", CITING),
    Command("open", ("enter",), "Go to the claim", "Go to the claim, in its theme.", CITING, "go there"),
    Command("close", ("escape", "q"), "Close", "Go back to the source.", CITING, "close"),
)
"""Every command of the choice among claims."""

SOURCES_COMMANDS: Final[tuple[Command, ...]] = (
    Command(
        "previous-row", ("up", "k"), "Previous source", "Go to the source before.", SOURCES, "source", ("next-row",)
    ),
    Command("next-row", ("down", "j"), "Next source", "Go to the next source.", SOURCES),
    Command("open", ("enter",), "Read the source", "Read the source, or its outline.", SOURCES, "read"),
    Command(
        "address",
        ("u",),
        "Open the address",
        "Show the source’s address in full, and open it in the browser.",
        SOURCES,
        "address",
        needs="address",
    ),
    Command("page-down", ("pagedown", "space"), "Page down", "Scroll down by a page.", SOURCES),
    Command("page-up", ("pageup", "b"), "Page up", "Scroll up by a page.", SOURCES),
    Command("top", ("home", "g"), "Top", "Go to the first source.", SOURCES),
    Command("bottom", ("end", "G"), "End", "Go to the last source.", SOURCES),
    PALETTE,
    HELP,
    Command("close", ("escape", "q"), "Back", "Go back to where you came from.", SOURCES, "back"),
)
"""Every command of the list of sources."""
