"""Reads the tutorial: what it has its reader type, press and see, in order.

On the page, a `console` block has commands behind `$ `, and lines that they print. A `keys` block has on each line what
is pressed, and behind `→` what stands on the screen then: “…” is typed letter by letter, and what is not in these marks
is the name of a key. A `screen` block has lines of the screen, with `…` for what is left out.
"""

import re
from pathlib import Path
from typing import Final, NamedTuple

from terminal import CTRL_S, DOWN, ENTER, ESCAPE, LEFT, RIGHT, TAB, UP

PAGE: Final = Path(__file__).parent.parent / "docs" / "tutorial.md"
KINDS: Final = ("console", "keys", "screen")
"""The kinds of blocks that the test of the tutorial knows what to do with."""
KEYS: Final = {
    "Up": UP, "Down": DOWN, "Left": LEFT, "Right": RIGHT, "Enter": ENTER, "Esc": ESCAPE, "Tab": TAB, "Space": " ",
    "Backspace": "\x7f", "Ctrl+S": CTRL_S, "Ctrl+T": "\x14", "Ctrl+R": "\x12", "Ctrl+U": "\x15",
}  # fmt: skip
"""What a terminal sends for each key that has a name; other keys are their letter."""
_BLOCK: Final = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PRESSED: Final = re.compile(r"“([^”]*)”|(\S+)")
PROMPT: Final = "$ "
_ARROW: Final = "→"


class Block(NamedTuple):
    """A block of the page that is fenced off."""

    kind: str
    """What stands behind its opening fence."""
    lines: tuple[str, ...]
    """Its lines."""
    line: int
    """The number of its first line on the page."""


class Press(NamedTuple):
    """A line of a block of keys."""

    keys: tuple[str, ...]
    """What is sent to the terminal, key by key; a text that is typed is one of them."""
    typed: str
    """The last text that is typed; empty if none is."""
    seen: str
    """What stands on the screen then; empty where the page does not say."""


def blocks(page: str) -> list[Block]:
    """Every block of the page, in order."""
    found = _BLOCK.finditer(page)
    return [Block(each[1], tuple(each[2].splitlines()), page.count("\n", 0, each.start()) + 2) for each in found]


def commands(block: Block) -> list[tuple[str, list[str]]]:
    """The commands of a block, each with the texts that it prints."""
    found: list[tuple[str, list[str]]] = []
    for line in block.lines:
        if line.startswith(PROMPT):
            found.append((line.removeprefix(PROMPT), []))
        else:
            found[-1][1].extend(parts(line))
    return found


def parts(line: str) -> list[str]:
    """The texts of a line that can be looked for: what is left out parts them."""
    return [text for part in line.split("…") if (text := squeezed(part))]


def press(line: str) -> Press:
    """What a line of a block of keys says. Raises KeyError for a key that has no such name."""
    pressed, _, seen = line.partition(_ARROW)
    keys, typed = [], ""
    for each in _PRESSED.finditer(pressed):
        name = each[2]
        typed = typed if name else each[1]
        keys.append(each[1] if name is None else name if len(name) == 1 else KEYS[name])
    return Press(tuple(keys), typed, seen.strip())


def squeezed(text: str) -> str:
    """The text with one space for each run of them."""
    return " ".join(text.split())
