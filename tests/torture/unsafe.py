"""The characters that can act on a terminal or hide text, in 23 classes, and what finds them in what was written."""

import random
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from unittest.mock import patch

from samples import Mark

from briefing import text
from briefing.tui import backstop

Ranges = tuple[tuple[int, int], ...]

CLASSES: Final[dict[str, Ranges]] = {
    "null": ((0x00, 0x00),),
    "bell": ((0x07, 0x07),),
    "backspace": ((0x08, 0x08),),
    "line and page feeds": ((0x0B, 0x0C),),
    "carriage return": ((0x0D, 0x0D),),
    "shifts to another character set": ((0x0E, 0x0F),),
    "escape": ((0x1B, 0x1B),),
    "other C0 controls": ((0x01, 0x06), (0x10, 0x1A), (0x1C, 0x1F)),
    "delete": ((0x7F, 0x7F),),
    "control sequence introducer": ((0x9B, 0x9B),),
    "C1 strings": ((0x90, 0x90), (0x98, 0x98), (0x9C, 0x9F)),
    "other C1 controls": ((0x80, 0x8F), (0x91, 0x97), (0x99, 0x9A)),
    "surrogates": ((0xD800, 0xDFFF),),
    "Arabic letter mark": ((0x061C, 0x061C),),
    "zero-width space": ((0x200B, 0x200B),),
    "direction marks": ((0x200E, 0x200F),),
    "line and paragraph separators": ((0x2028, 0x2029),),
    "embeddings and overrides": ((0x202A, 0x202E),),
    "invisible operators": ((0x2060, 0x2065),),
    "isolates and shaping": ((0x2066, 0x2069),),
    "byte order mark": ((0xFEFF, 0xFEFF),),
    "annotations": ((0xFFF9, 0xFFFB),),
    "tags and selectors": ((0xE0000, 0xE0FFF),),
}
"""Every unsafe character but the line break and the tab, which are laid out; each class with its code points."""

IN_TEXT: Final = tuple(name for name in CLASSES if name != "surrogates")
"""The classes that a text in UTF-8 can hold."""
IN_NAMES: Final = tuple(name for name in CLASSES if name != "null")
"""The classes that a file's name, an argument or a variable can hold: of the surrogates, those for stray bytes."""

TAIL: Final = "zq"
"""Stands behind each unsafe character, so that its place can be found where it was made visible."""
_MADE_VISIBLE: Final = re.compile(f"[\u2400-\u2421\ufffd]{TAIL}", re.IGNORECASE)
_ANY: Final = re.compile(
    f"[{''.join(rf'{chr(low)}-{chr(high)}' for ranges in CLASSES.values() for low, high in ranges)}]"
)
_OWN: Final = re.compile(r"\x1b\[[0-9;]*m|\x1b\[[0-9]+;[0-9]+H")
"""What the program itself may say to a terminal on which it prints lines, or draws a screen: colours and places."""


def one_of(name: str, chance: random.Random) -> str:
    """A character of a class, with the mark behind it."""
    low, high = chance.choice(CLASSES[name])
    return chr(chance.randint(low, high)) + TAIL


def name(turn: int, chance: random.Random) -> str:
    """A name for a file, argument or variable, with a character of the next class that one can hold."""
    kind = IN_NAMES[turn % len(IN_NAMES)]
    return chr(chance.randint(0xDC80, 0xDCFF)) + TAIL if kind == "surrogates" else one_of(kind, chance)


def marked(names: tuple[str, ...], start: int, chance: random.Random) -> Mark:
    """Puts two characters before each text: of the class number `start` and of one half a turn on, then of the next.

    With half as many starts as there are classes each text has had all.
    """
    turn = start

    def mark(harmless: str) -> str:
        nonlocal turn
        turn += 1
        both = (names[number % len(names)] for number in (turn, turn + len(names) // 2))
        return f"{''.join(one_of(name, chance) for name in both)} {harmless}"

    return mark


def found(written: str) -> list[str]:
    """The code points that got through, in what was written to a terminal."""
    return [f"U+{ord(each):04X}" for each in _ANY.findall(_OWN.sub("", written))]


def made_visible(written: str) -> int:
    """How many unsafe characters were made visible in what was written."""
    return len(_MADE_VISIBLE.findall(written))


@contextmanager
def no_cleaning() -> Iterator[None]:
    """Nothing is cleaned at any door; the last one, before the terminal, stays."""
    visible = text._visible
    with (
        patch.object(text, "_visible", lambda match: match.group()),
        patch.object(backstop, "clean", lambda drawn: text.UNSAFE.sub(visible, drawn)),
    ):
        yield


@contextmanager
def no_backstop() -> Iterator[None]:
    """What is drawn goes to the terminal as it is."""
    with patch.object(backstop.CleanFilter, "apply", lambda self, segments, background: segments):
        yield


@contextmanager
def nothing_at_all() -> Iterator[None]:
    """Nothing is cleaned anywhere."""
    with no_cleaning(), no_backstop():
        yield
