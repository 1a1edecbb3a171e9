"""What the user can do: each command's one declaration gives its keys, palette entry, hint and help row."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from textual.binding import Binding, BindingType


@dataclass(frozen=True, slots=True)
class Command:
    """Something the reader can do on one of the screens."""

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

    needs: Literal["", "theme", "themes", "source", "claims", "cited", "uncited", "address"] = ""
    """What must be there: a theme that can be read, several themes, a source to go back to; a claim that cites the
    paragraph, a paragraph that is cited, one that is not; an address."""

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
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
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
EVIDENCE, READER, SOURCES = "In the evidence", "In the source reader", "In the list of sources"
CITING = "Among the claims that cite a paragraph"

PALETTE = Command("palette", ("ctrl+p",), "Command palette", "Find a command or a theme by its name.", MORE)
HELP = Command("help", ("question_mark", "f1"), "Help", "Show every key and sign.", MORE, "help")

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
        "back",
        ("escape",),
        "Back to the source",
        "Go back to the source that you came from.",
        READ,
        "back to the source",
        needs="source",
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
    Command("sources", ("S",), "Sources", "List the sources: records, coverage, texts.", READ, "sources"),
    Command("brightness", ("d",), "Dark or light", "Change between the dark and the light look.", SHOW),
    Command("appearance", ("ctrl+t",), "Appearance", "Choose among all looks.", SHOW),
    PALETTE,
    HELP,
    Command("quit", ("q", "ctrl+q"), "Quit", "Save the notes and leave.", MORE, "quit"),
)
"""Every command of the main screen, in the order of help and footer."""

EVIDENCE_COMMANDS: tuple[Command, ...] = (
    Command("next-row", ("down", "j"), "Next evidence", "Go to the next piece of evidence.", EVIDENCE, "choose", "↑↓"),
    Command("previous-row", ("up", "k"), "Previous evidence", "Go to the piece of evidence before.", EVIDENCE),
    Command(
        "open", ("enter",), "Read the source", "Read the source, from the cited paragraph.", EVIDENCE, "read on", "⏎"
    ),
    Command("page-down", ("pagedown", "space"), "Page down", "Scroll down by a page.", EVIDENCE),
    Command("page-up", ("pageup", "b"), "Page up", "Scroll up by a page.", EVIDENCE),
    Command("top", ("home", "g"), "Top", "Go to the first piece of evidence.", EVIDENCE),
    Command("bottom", ("end", "G"), "End", "Go to the last piece of evidence.", EVIDENCE),
    Command("close", ("escape", "q"), "Close", "Go back to the theme.", EVIDENCE, "close"),
)
"""Every command of the evidence."""

READER_COMMANDS: tuple[Command, ...] = (
    Command("next-row", ("down", "j"), "Next paragraph", "Go to the next paragraph.", READER, "paragraph", "↑↓"),
    Command("previous-row", ("up", "k"), "Previous paragraph", "Go to the paragraph before.", READER),
    Command(
        "open",
        ("enter",),
        "Claims",
        "Go to the claim that cites the paragraph; choose if there are several.",
        READER,
        "claims",
        "⏎",
        needs="claims",
    ),
    Command(
        "next-cited", ("right_square_bracket",), "Next cited", "Go to the next cited paragraph.", READER, "cited", "[ ]"
    ),
    Command("previous-cited", ("left_square_bracket",), "Previous cited", "Go to the cited paragraph before.", READER),
    Command(
        "next-uncited",
        ("right_curly_bracket",),
        "Next not cited",
        "Go to the next paragraph that no claim cites.",
        READER,
        "not cited",
        "{ }",
        needs="uncited",
    ),
    Command(
        "previous-uncited",
        ("left_curly_bracket",),
        "Previous not cited",
        "Go to the paragraph before that no claim cites.",
        READER,
        needs="uncited",
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

CITING_COMMANDS: tuple[Command, ...] = (
    Command("next-row", ("down", "j"), "Next claim", "Go to the next claim.", CITING, "choose", "↑↓"),
    Command("previous-row", ("up", "k"), "Previous claim", "Go to the claim before.", CITING),
    Command("open", ("enter",), "Go to the claim", "Go to the claim, in its theme.", CITING, "go there", "⏎"),
    Command("close", ("escape", "q"), "Close", "Go back to the source.", CITING, "close"),
)
"""Every command of the choice among claims."""

SOURCES_COMMANDS: tuple[Command, ...] = (
    Command("next-row", ("down", "j"), "Next source", "Go to the next source.", SOURCES, "source", "↑↓"),
    Command("previous-row", ("up", "k"), "Previous source", "Go to the source before.", SOURCES),
    Command("open", ("enter",), "Read the source", "Read the source, or its outline.", SOURCES, "read", "⏎"),
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

ALL_COMMANDS: tuple[Command, ...] = tuple(
    dict.fromkeys((*COMMANDS, *EVIDENCE_COMMANDS, *READER_COMMANDS, *CITING_COMMANDS, *SOURCES_COMMANDS))
)
"""Every command of every screen; those that several screens share are in it once."""


def hints(commands: Iterable[Command]) -> list[tuple[str, Command]]:
    """What the footer says of each command that it does not leave out."""
    return [(f"{c.hint_keys or key_name(c.keys[0])} {c.hint}", c) for c in commands if c.hint]


def bindings(commands: tuple[Command, ...] = COMMANDS) -> list[BindingType]:
    """The bindings of a screen, the main one if none is named."""
    return [binding for command in commands for binding in command.bindings()]
