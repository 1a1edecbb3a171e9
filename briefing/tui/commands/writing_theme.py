"""The commands of the screen on which a theme is written, and of its dialogs."""

from typing import Final

from briefing.tui.commands import HELP, PALETTE, REDO, UNDO, Command
from briefing.tui.commands.dialogs import CLOSE, DIALOGS, NEXT_CHOICE, PREVIOUS_CHOICE

WRITING: Final = "While writing a theme"

WRITE_COMMANDS: Final[tuple[Command, ...]] = (
    Command("previous-row", ("up", "k"), "Previous row", "Go to the row before.", WRITING, "row", ("next-row",)),
    Command("next-row", ("down", "j"), "Next row", "Go to the next row.", WRITING),
    Command(
        "change",
        ("enter",),
        "Change",
        "Change what stands in the row, or add what it offers; below a side that has no written claim, a silence.",
        WRITING,
        "change",
    ),
    Command(
        "add",
        ("a",),
        "Add",
        "Add after the row: a claim, a point, an item; on the title, a theme.",
        WRITING,
        "add",
        needs="addable",
    ),
    Command(
        "delete",
        ("x",),
        "Delete",
        "Delete the claim, silence, point or item; on the title, the theme.",
        WRITING,
        "delete",
        needs="deletable",
    ),
    Command(
        "move-up",
        ("K", "alt+up"),
        "Move up",
        "Move the claim, point or item up; on the title, the theme.",
        WRITING,
        "move",
        ("move-down",),
        needs="movable",
    ),
    Command(
        "move-down",
        ("J", "alt+down"),
        "Move down",
        "Move the claim, point or item down; on the title, the theme.",
        WRITING,
        needs="movable",
    ),
    UNDO._replace(group=WRITING, hint="undo"),
    REDO._replace(group=WRITING),
    Command(
        "previous-theme",
        ("left_square_bracket",),
        "Previous theme",
        "Go to the theme before.",
        WRITING,
        "theme",
        ("next-theme",),
        needs="themes",
    ),
    Command("next-theme", ("right_square_bracket",), "Next theme", "Go to the next theme.", WRITING, needs="themes"),
    Command("edit", ("E",), "Open in the editor", "Open the theme’s file in your editor.", WRITING, "editor"),
    Command("page-down", ("pagedown", "space"), "Page down", "Go down by a page.", WRITING),
    Command("page-up", ("pageup", "b"), "Page up", "Go up by a page.", WRITING),
    Command("top", ("home", "g"), "Top", "Go to the first row.", WRITING),
    Command("bottom", ("end", "G"), "End", "Go to the last row.", WRITING),
    PALETTE,
    HELP,
    Command("close", ("escape", "q"), "Back", "Go back to the theme, at the same point.", WRITING, "back"),
)
"""Every command of the screen on which a theme is written."""

TEXT_COMMANDS: Final[tuple[Command, ...]] = (
    Command("save-text", ("ctrl+s",), "Save", "Write the text into the briefing.", DIALOGS, "save", in_fields=True),
    CLOSE,
)
"""Every command of the dialog in which a text is changed."""

PICK_COMMANDS: Final[tuple[Command, ...]] = (NEXT_CHOICE, PREVIOUS_CHOICE, CLOSE)
"""Every command of the choice of a level, a priority or a relation."""

COPY_COMMANDS: Final[tuple[Command, ...]] = (
    Command(
        "copy-briefing", ("ctrl+s",), "Copy", "Copy the briefing into the folder.", DIALOGS, "copy", in_fields=True
    ),
    CLOSE,
)
"""Every command of the offer to copy a briefing that came with the program."""
