"""The commands of the list of notes."""

from typing import Final

from briefing.tui.commands import HELP, PALETTE, REDO, UNDO, Command

NOTES: Final = "In the list of notes"

NOTES_COMMANDS: Final[tuple[Command, ...]] = (
    Command(
        "previous-row",
        ("up", "k"),
        "Previous note",
        "Go to the note before.",
        NOTES,
        "choose",
        ("next-row",),
        needs="note",
    ),
    Command("next-row", ("down", "j"), "Next note", "Go to the next note.", NOTES, needs="note"),
    Command("open", ("enter",), "Go there", "Go to what the note is on.", NOTES, "go there", needs="theme"),
    Command("note", ("n",), "Change the note", "Change the chosen note.", NOTES, "change", needs="note"),
    Command(
        "next-tag", ("f", "tab"), "Next tag", "List the notes with the next tag, or all.", NOTES, "tag", needs="tags"
    ),
    Command("previous-tag", ("F",), "Previous tag", "List the notes with the tag before, or all.", NOTES, needs="tags"),
    Command("sort", ("s",), "Sort", "Sort by theme, by tag, or longest first.", NOTES, "sort", needs="sorted"),
    Command(
        "edit",
        ("E",),
        "Open in the editor",
        "Open the notes file in your editor, at the note.",
        NOTES,
        "editor",
        needs="note",
    ),
    UNDO._replace(group=NOTES, hint="undo"),
    REDO._replace(group=NOTES),
    Command("page-down", ("pagedown", "space"), "Page down", "Scroll down by a page.", NOTES),
    Command("page-up", ("pageup", "b"), "Page up", "Scroll up by a page.", NOTES),
    Command("top", ("home", "g"), "Top", "Go to the first note.", NOTES),
    Command("bottom", ("end", "G"), "End", "Go to the last note.", NOTES),
    PALETTE,
    HELP,
    Command("close", ("escape", "q", "a"), "Back", "Go back to the theme.", NOTES, "back"),
)
"""Every command of the list of notes."""
