"""The commands of the main screen."""

from typing import Final

from briefing.tui.commands import HELP, MARK, MORE, PALETTE, READ, SHOW, Command

DIGITS: Final = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "0")

THEME_COMMANDS: Final[tuple[Command, ...]] = (
    Command(
        "previous-row",
        ("up", "k"),
        "Previous point",
        "Go to the point before.",
        READ,
        "move",
        ("next-row", "first-side", "second-side"),
    ),
    Command("next-row", ("down", "j"), "Next point", "Go to the next point.", READ),
    Command("first-side", ("left", "h"), "Left side", "Go to the side shown first.", READ, needs="theme"),
    Command("second-side", ("right", "l"), "Right side", "Go to the side shown second.", READ, needs="theme"),
    Command(
        "evidence",
        ("enter",),
        "Evidence",
        "Show what the chosen side’s answer rests on.",
        READ,
        "evidence",
        needs="theme",
    ),
    Command("back", ("escape",), "Back", "Go back to where you came from.", READ, "back", needs="back"),
    Command(
        "note",
        ("n",),
        "Note on the point",
        "Write a note on the chosen point.",
        MARK,
        "note",
        needs="theme",
        writes=True,
    ),
    Command("find", ("slash",), "Find", "Search the briefing, your notes and the texts.", READ, "find"),
    Command("export", ("e",), "Export", "Write the briefing to a file.", MARK, "export", writes=True),
    Command(
        "previous-hit",
        ("comma",),
        "Previous result",
        "Go to the result of the search before.",
        READ,
        "result",
        ("next-hit",),
        needs="hits",
    ),
    Command("next-hit", ("full_stop",), "Next result", "Go to the next result of the search.", READ, needs="hits"),
    Command(
        "previous-theme",
        ("left_square_bracket",),
        "Previous theme",
        "Go to the theme before.",
        READ,
        "theme",
        ("next-theme",),
        needs="themes",
    ),
    Command("next-theme", ("right_square_bracket",), "Next theme", "Go to the next theme.", READ, needs="themes"),
    Command(
        "theme-number",
        DIGITS,
        "Theme by number",
        "Go to a theme by its number; 0 is the tenth.",
        READ,
        takes_key=True,
        needs="themes",
    ),
    Command("overview", ("o",), "Overview", "See the whole briefing on one screen.", READ, "overview"),
    Command(
        "present",
        ("p",),
        "Present",
        "Show the briefing to a room, full screen, from the chosen point on.",
        MARK,
        "present",
        needs="theme",
    ),
    Command("all-notes", ("a",), "All notes", "List all your notes, with their tags.", MARK, "notes"),
    Command("sources", ("S",), "Sources", "List the sources: records, coverage, texts.", READ, "sources"),
    Command("themes", ("t",), "Themes", "List the themes and choose one.", READ, "themes", needs="themes"),
    Command("page-down", ("pagedown", "space"), "Page down", "Scroll down by a page.", READ),
    Command("page-up", ("pageup", "b"), "Page up", "Scroll up by a page.", READ),
    Command("top", ("home", "g"), "Top", "Go to the first point.", READ),
    Command("bottom", ("end", "G"), "End", "Go to common ground, crux and open questions.", READ),
    Command("theme-note", ("N",), "Note on the theme", "Write a note on the theme.", MARK, needs="theme", writes=True),
    Command(
        "undo", ("u",), "Take a note back", "Take the last change of a note back.", MARK, needs="undo", writes=True
    ),
    Command(
        "redo",
        ("U",),
        "Write a note again",
        "Make the change again that was taken back.",
        MARK,
        needs="redo",
        writes=True,
    ),
    Command(
        "copy-claim",
        ("y",),
        "Copy the answer",
        "Copy the chosen side’s answer with its citations.",
        MARK,
        needs="theme",
    ),
    Command("copy-point", ("Y",), "Copy the point", "Copy the chosen point with both sides.", MARK, needs="theme"),
    Command(
        "edit", ("E",), "Open in the editor", "Open the theme’s file in your editor, at the point.", MARK, writes=True
    ),
    Command("swap", ("s",), "Swap the sides", "Show the other perspective first.", SHOW, "swap", needs="theme"),
    Command("brightness", ("d",), "Dark or light", "Change between the dark and the light look.", SHOW),
    Command("appearance", ("ctrl+t",), "Appearance", "Choose among all looks.", SHOW),
    PALETTE,
    HELP,
    Command("quit", ("q", "ctrl+q"), "Quit", "Save the notes and leave.", MORE, "quit"),
)
"""Every command of the main screen, in the order of help and footer."""
