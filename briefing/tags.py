"""Tags: words in notes that start with `#`, by which notes are found again."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import takewhile
from typing import Final, NamedTuple

_ADDRESS_OR_START: Final = re.compile(r"\b\w+://\S*|www\.\S*|(?<![^\s(\[{<\"'“‘„«*_,;])(?<!\]\()#(?P<rest>[^\s#]+)")
"""A web address, in which nothing is a tag, or a `#` at the start of a word that is not the target of a link."""


class Tag(NamedTuple):
    """A tag, and how often it is used."""

    name: str
    """As it was first written, without the `#`."""
    notes: int
    """How many notes have it."""


def folded(tag: str) -> str:
    """What two spellings of one tag have in common (Unicode's case folding and NFC)."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", tag).casefold())


def tags(text: str) -> tuple[str, ...]:
    """The tags of a note as they are written first, in order, each once.

    A tag is a `#` and letters, digits, `-` and `_` behind it, at least one of them a letter. A heading's `#` has a
    space behind it, and so is none.
    """
    found: dict[str, str] = {}
    for match in _ADDRESS_OR_START.finditer(text):
        name = "".join(takewhile(_is_part, match["rest"] or "")).rstrip("-_")
        if any(character.isalpha() for character in name):
            found.setdefault(folded(name), name)
    return tuple(found.values())


def gather(notes: Iterable[str]) -> tuple[Tag, ...]:
    """The tags of all notes: what most notes have first, then by name."""
    names: dict[str, str] = {}
    times: dict[str, int] = {}
    for text in notes:
        for name in tags(text):
            key = folded(name)
            names.setdefault(key, name)
            times[key] = times.get(key, 0) + 1
    return tuple(Tag(names[key], times[key]) for key in sorted(names, key=lambda key: (-times[key], key)))


def _is_part(character: str) -> bool:
    return character.isalnum() or character in "-_" or unicodedata.category(character).startswith("M")
