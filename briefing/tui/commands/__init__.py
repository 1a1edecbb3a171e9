"""What the user can do: each command's one declaration gives its keys, palette entry, hint and help row.

The modules beside this one declare the commands of one or a few screens each; `every` has all of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from briefing.history import LONGEST

Keys = Mapping[str, tuple[str, ...]]
"""The keys that the user has chosen, by the id of the command."""


class Command(NamedTuple):
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
    hint_with: tuple[str, ...] = ()
    """The ids of the other commands that the same hint speaks for."""
    takes_key: bool = False
    """Whether the action is told which of the keys was pressed; such keys cannot be chosen."""
    in_fields: bool = False
    """Whether it works where text is being typed."""

    writes: bool = False
    """Whether it leads to something being written; it is off where the program only shows."""
    needs: Literal[
        "",
        "theme",
        "themes",
        "back",
        "hits",
        "note",
        "tags",
        "undo",
        "redo",
        "claims",
        "cited",
        "uncited",
        "address",
        "sorted",
        "matrix",
        "addable",
        "deletable",
        "movable",
        "paragraph",
        "words",
        "marking",
        "span",
        "relation",
    ] = ""
    """What must be there: a theme that can be read, several themes, somewhere to go back to, results of a search; a
    note, notes with tags, an edit to take back or to repeat; a claim that cites the paragraph, a paragraph that is
    cited, one that is not; an address; something that has an order; the matrix of all points; a row after which
    something can be added, or that can be deleted or moved; a paragraph, the words of its text, words that are being
    marked or were marked; a relation to be chosen."""

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


MISSING: Final[Mapping[str, str]] = {
    "theme": "There is no theme here that can be read.",
    "themes": "The briefing has one theme only.",
    "back": "There is nothing to go back to.",
    "hits": "There are no results of a search.",
    "note": "There is no note.",
    "tags": "No note has a tag.",
    "undo": "There is nothing to take back.",
    "redo": "There is no change to make again.",
    "claims": "No claim rests on this paragraph.",
    "cited": "No paragraph is cited.",
    "uncited": "Every paragraph is cited.",
    "address": "The source has no address.",
    "sorted": "There is nothing to sort.",
    "addable": "Nothing is added after this row.",
    "deletable": "This row cannot be deleted; its text can be changed.",
    "movable": "This row has one place only.",
    "paragraph": "There is no paragraph here.",
    "words": "The text of the paragraph is not at hand.",
    "marking": "No words are being marked.",
    "span": "No words were marked.",
    "relation": "A relation is chosen with the first claim of the second side.",
}
"""What is said where a command is asked for and what it needs is not there; the other needs are passed over."""
READ_ONLY: Final = "The briefing is only shown here, so nothing can be written."

_KEY_NAMES: Final = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "question_mark": "?",
    "slash": "/",
    "full_stop": ".",
    "comma": ",",
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
_ARROWS: Final = frozenset("↑↓←→")
_ENTER: Final = "⏎"


def key_name(key: str) -> str:
    """A key as people write it."""
    if key.startswith("ctrl+"):
        return f"Ctrl+{key_name(key[5:]).upper()}"
    if key.startswith("alt+"):
        return f"Alt+{key_name(key[4:])}"
    return _KEY_NAMES.get(key, key)


def remapped(commands: Iterable[Command], keys: Keys) -> tuple[Command, ...]:
    """The commands with the keys that the user has chosen; a character is no key where text is typed."""
    return tuple(_remapped(command, keys.get(command.id, ())) for command in commands)


def _remapped(command: Command, chosen: tuple[str, ...]) -> Command:
    keys = tuple(key for key in chosen if not (command.in_fields and is_character(key)))
    return command._replace(keys=keys) if keys else command


def is_character(key: str) -> bool:
    """Whether a key puts a character where text is typed."""
    name = key_name(key)
    return key == "space" or (len(name) == 1 and name not in _ARROWS)


def hints(commands: Sequence[Command]) -> list[tuple[str, Command]]:
    """The keys that the footer shows for each command that it does not leave out."""
    first_keys = {command.id: key_name(command.keys[0]) for command in commands}
    return [(_hinted(command, first_keys), command) for command in commands if command.hint]


def hint_line(commands: Sequence[Command]) -> str:
    """The hints of some commands as the lower edge of a dialog shows them."""
    return "  ".join(f"{keys} {command.hint}" for keys, command in hints(commands))


def _hinted(command: Command, first_keys: Mapping[str, str]) -> str:
    named = [first_keys[each] for each in (command.id, *command.hint_with) if each in first_keys]
    shown = [_ENTER if name == "Enter" else name for name in named]
    return ("" if set(shown) <= _ARROWS else " ").join(shown)


READ, MARK, SHOW, MORE = "Read", "Your notes and the result", "How it looks", "The program"

PALETTE: Final = Command("palette", ("ctrl+p",), "Command palette", "Find a command or a theme by its name.", MORE)
HELP: Final = Command("help", ("question_mark", "f1"), "Help", "Show every key and sign.", MORE, "help")
UNDO: Final = Command(
    "undo",
    ("u",),
    "Undo: take back",
    f"Take the last change back, of a note or of the briefing; the last {LONGEST} can be.",
    MARK,
    needs="undo",
    writes=True,
)
REDO: Final = Command(
    "redo", ("U",), "Redo: make again", "Make the change again that was taken back.", MARK, needs="redo", writes=True
)
