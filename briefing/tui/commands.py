"""What the user can do: each command's one declaration gives its keys, palette entry, hint and help row."""

from dataclasses import dataclass
from typing import Literal

from textual.binding import Binding, BindingType


@dataclass(frozen=True, slots=True)
class Command:
    """Something the reader can do on the main screen."""

    id: str
    """Names the command in settings and tests; with `_` for `-` it is the screen's action."""
    keys: tuple[str, ...]
    """Textual's names of the keys; the first is the one that is shown."""
    title: str
    """What the command palette calls it."""
    help: str
    """One sentence for the help screen."""
    group: str
    """The heading that it stands below in help."""
    hint: str = ""
    """The footer's word for it; empty if the footer leaves it out."""
    hint_keys: str = ""
    """The keys as the footer shows them, where one hint speaks for two commands."""
    takes_key: bool = False
    """Whether the action is told which of the keys was pressed."""

    needs: Literal["", "theme", "themes"] = ""
    """What must be there for it to be possible: a theme that can be read, or more than one theme."""

    @property
    def action(self) -> str:
        """The name of the action on the screen."""
        return self.id.replace("-", "_")

    @property
    def shown_keys(self) -> str:
        """The keys as help shows them."""
        if self.takes_key:
            return f"{key_name(self.keys[0])}–{key_name(self.keys[-1])}"
        return " ".join(key_name(key) for key in self.keys)

    def bindings(self) -> list[BindingType]:
        """The command as textual's bindings."""
        return [
            Binding(key, f"{self.action}('{key}')" if self.takes_key else self.action, self.title, show=False)
            for key in self.keys
        ]


_KEY_NAMES = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "question_mark": "?",
    "enter": "Enter",
    "space": "Space",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "tab": "Tab",
    "escape": "Esc",
    "f1": "F1",
}


def key_name(key: str) -> str:
    """A key as people write it."""
    if key.startswith("ctrl+"):
        return f"Ctrl+{key_name(key[5:]).upper()}"
    return _KEY_NAMES.get(key, key)


READ, MARK, SHOW, MORE = "Read", "Your notes and the result", "How it looks", "The program"

COMMANDS: tuple[Command, ...] = (
    Command("next-point", ("down", "j"), "Next point", "Go to the next point.", READ, "point", "↑↓"),
    Command("previous-point", ("up", "k"), "Previous point", "Go to the point before.", READ),
    Command("first-side", ("left", "h"), "Left side", "Go to the side shown first.", READ, "side", "←→", needs="theme"),
    Command("second-side", ("right", "l"), "Right side", "Go to the side shown second.", READ, needs="theme"),
    Command(
        "evidence",
        ("enter",),
        "Evidence",
        "Show what the chosen side’s answer rests on.",
        READ,
        "evidence",
        "⏎",
        needs="theme",
    ),
    Command(
        "next-theme",
        ("right_square_bracket",),
        "Next theme",
        "Go to the next theme.",
        READ,
        "theme",
        "[ ]",
        needs="themes",
    ),
    Command(
        "previous-theme", ("left_square_bracket",), "Previous theme", "Go to the theme before.", READ, needs="themes"
    ),
    Command(
        "theme-number",
        ("1", "2", "3", "4", "5", "6", "7", "8", "9", "0"),
        "Theme by number",
        "Go to a theme by its number; 0 is the tenth.",
        READ,
        takes_key=True,
        needs="themes",
    ),
    Command("page-down", ("pagedown", "space"), "Page down", "Scroll down by a page.", READ),
    Command("page-up", ("pageup", "b"), "Page up", "Scroll up by a page.", READ),
    Command("top", ("home", "g"), "Top", "Go to the first point.", READ),
    Command("bottom", ("end", "G"), "End", "Go to common ground, crux and open questions.", READ),
    Command("note", ("n",), "Note on the point", "Write a note on the chosen point.", MARK, "note", needs="theme"),
    Command("theme-note", ("N",), "Note on the theme", "Write a note on the theme.", MARK, needs="theme"),
    Command("export", ("e",), "Export", "Write the briefing to a file.", MARK, "export"),
    Command("themes", ("t",), "Themes", "List the themes and choose one.", READ, "themes", needs="themes"),
    Command("swap", ("s",), "Swap the sides", "Show the other perspective first.", SHOW, "swap", needs="theme"),
    Command("brightness", ("d",), "Dark or light", "Change between the dark and the light look.", SHOW),
    Command("appearance", ("ctrl+t",), "Appearance", "Choose among all looks.", SHOW),
    Command("palette", ("ctrl+p",), "Command palette", "Find a command or a theme by its name.", MORE),
    Command("help", ("question_mark", "f1"), "Help", "Show every key and sign.", MORE, "help"),
    Command("quit", ("q", "ctrl+q"), "Quit", "Save the notes and leave.", MORE, "quit"),
)
"""Every command of the main screen, in the order of help and footer."""


def bindings() -> list[BindingType]:
    """The bindings of the main screen."""
    return [binding for command in COMMANDS for binding in command.bindings()]
