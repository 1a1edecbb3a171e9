"""The commands of the dialogs."""

from typing import Final

from briefing.tui.commands import Command

DIALOGS: Final = "In dialogs"

CLOSE: Final = Command("close-dialog", ("escape",), "Close", "Close the dialog.", DIALOGS, "close", in_fields=True)
NEXT_CHOICE: Final = Command("next-choice", ("down", "right"), "Next", "Go to the next choice.", DIALOGS)
PREVIOUS_CHOICE: Final = Command("previous-choice", ("up", "left"), "Previous", "Go to the choice before.", DIALOGS)

HELP_COMMANDS: Final[tuple[Command, ...]] = (
    Command("scroll-up", ("up", "k"), "Up", "Scroll help up.", DIALOGS, "scroll", ("scroll-down",)),
    Command("scroll-down", ("down", "j"), "Down", "Scroll help down.", DIALOGS),
    Command("close-help", ("escape", "question_mark", "q", "f1"), "Close", "Close help.", DIALOGS, "close"),
)
"""Every command of the help screen."""

CONTENTS_COMMANDS: Final[tuple[Command, ...]] = (
    Command(
        "previous-row", ("up", "k"), "Previous theme", "Go up the list of themes.", DIALOGS, "choose", ("next-row",)
    ),
    Command("next-row", ("down", "j"), "Next theme", "Go down the list of themes.", DIALOGS),
    Command("top", ("home", "g"), "Top", "Go to the first theme of the list.", DIALOGS),
    Command("bottom", ("end", "G"), "End", "Go to the last theme of the list.", DIALOGS),
    Command("open", ("enter",), "Open", "Open the chosen theme.", DIALOGS, "open"),
    Command("close-contents", ("escape", "t", "q"), "Close", "Close the list of themes.", DIALOGS, "close"),
)
"""Every command of the list of themes as a dialog."""

NOTE_COMMANDS: Final[tuple[Command, ...]] = (
    Command("save", ("ctrl+s",), "Save", "Write the note to the disk now.", DIALOGS, "save", in_fields=True),
    CLOSE,
)
"""Every command of the editor of a note."""

EXPORT_COMMANDS: Final[tuple[Command, ...]] = (
    Command("write-export", ("ctrl+s",), "Export", "Write the export to its file.", DIALOGS, "export", in_fields=True),
    CLOSE,
)
"""Every command of the export dialog."""

ADDRESS_COMMANDS: Final[tuple[Command, ...]] = (
    Command("open-address", ("y",), "Open", "Open the address in the browser.", DIALOGS, "open"),
    Command("keep-closed", ("escape", "n", "q"), "Close", "Do not open the address.", DIALOGS, "close"),
    NEXT_CHOICE,
    PREVIOUS_CHOICE,
)
"""Every command of the question before an address is opened."""

DAMAGED_NOTES_COMMANDS: Final[tuple[Command, ...]] = (
    Command("leave-damaged", ("escape",), "Leave it", "Leave the damaged notes file as it is.", DIALOGS, "leave it"),
    NEXT_CHOICE,
    PREVIOUS_CHOICE,
)
"""Every command of the question about a damaged notes file."""
