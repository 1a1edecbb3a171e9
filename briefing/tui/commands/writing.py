"""The commands of writing a claim: from the source reader, in the choice of its point, and in its own screen."""

from typing import Final

from briefing.tui.commands import REDO, UNDO, Command

READER: Final = "In the source reader"
CHOOSING, CLAIM = "In the choice of a claim’s point", "While a claim is written"

WRITING_FROM_THE_READER: Final[tuple[Command, ...]] = (
    Command(
        "claim",
        ("c",),
        "Make a claim",
        "Write a claim that rests on the paragraph, or on the words of it that are marked.",
        READER,
        "claim",
        writes=True,
        needs="paragraph",
    ),
    Command(
        "mark",
        ("v",),
        "Mark words",
        "Mark words of the paragraph, as the mouse does; once more, and their other end moves. Esc leaves.",
        READER,
        "mark",
        writes=True,
        needs="words",
    ),
    Command(
        "mark-back",
        ("left",),
        "Mark back",
        "Move the end of what is marked by a word back.",
        READER,
        "words",
        ("mark-on",),
        writes=True,
        needs="marking",
    ),
    Command(
        "mark-on",
        ("right",),
        "Mark on",
        "Move the end of what is marked by a word on.",
        READER,
        writes=True,
        needs="marking",
    ),
    Command(
        "mark-sentence",
        ("full_stop",),
        "Mark the sentence",
        "Mark as far as the sentence goes.",
        READER,
        "sentence",
        writes=True,
        needs="marking",
    ),
    UNDO._replace(group=READER, hint="undo"),
    REDO._replace(group=READER),
)
"""The commands of the source reader that write."""

POINT_COMMANDS: Final[tuple[Command, ...]] = (
    Command(
        "previous-row",
        ("up",),
        "Previous point",
        "Go to the point before.",
        CHOOSING,
        "choose",
        ("next-row",),
        in_fields=True,
    ),
    Command("next-row", ("down",), "Next point", "Go to the next point.", CHOOSING, in_fields=True),
    Command("page-down", ("pagedown",), "Page down", "Go down by a page of points.", CHOOSING, in_fields=True),
    Command("page-up", ("pageup",), "Page up", "Go up by a page of points.", CHOOSING, in_fields=True),
    Command(
        "take-point",
        ("enter",),
        "Take it",
        "Write the claim there, or make what is to be new.",
        CHOOSING,
        "take",
        in_fields=True,
    ),
    Command("leave-choice", ("escape",), "Back", "Go a step back, and leave.", CHOOSING, "back", in_fields=True),
)
"""Every command of the choice of a point."""

CLAIM_COMMANDS: Final[tuple[Command, ...]] = (
    Command(
        "next-relation",
        ("ctrl+r",),
        "Relation",
        "Say how the answers of the two sides stand to each other.",
        CLAIM,
        "relation",
        in_fields=True,
        needs="relation",
    ),
    Command(
        "turn-span",
        ("ctrl+t",),
        "Take the marked words",
        "Take the marked words as the claim, or as the quote below a claim in your own words.",
        CLAIM,
        "quote",
        in_fields=True,
        needs="span",
    ),
    Command("next-voice", ("ctrl+o",), "Voice", "Say whose words the claim is in.", CLAIM, "voice", in_fields=True),
    Command(
        "next-field", ("tab",), "Next field", "Go to the text, or to the evidence.", CLAIM, "field", in_fields=True
    ),
    Command("passage-down", ("pagedown",), "Scroll down", "Scroll the paragraph down.", CLAIM, in_fields=True),
    Command("passage-up", ("pageup",), "Scroll up", "Scroll the paragraph up.", CLAIM, in_fields=True),
    Command("save", ("ctrl+s",), "Save", "Write the claim into the briefing.", CLAIM, "save", in_fields=True),
    Command(
        "leave-claim",
        ("escape",),
        "Leave",
        "Go back; what is not saved is asked about first.",
        CLAIM,
        "leave",
        in_fields=True,
    ),
    Command("claim-help", ("f1",), "Help", "Show every key and sign.", CLAIM, "help", in_fields=True),
)
"""Every command of the screen of a claim."""
