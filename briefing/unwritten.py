"""What of a briefing is still to be written: the texts that say TODO."""

import re
from collections.abc import Iterator
from typing import Any, Final

from msgspec import Struct

from briefing.model import Claim, Point, Theme
from briefing.strict_yaml import KeyPath

GLYPH: Final = "…"
"""Stands where something of a theme is still to be written."""
_WORD: Final = "TODO"
_PLACE: Final = re.compile(rf"{_WORD}(?::\s*(?P<what>.*))?\s*", re.DOTALL)
_OF_THE_CONTENTS: Final = ("id", "title", "number")
"""The fields of a theme that stand in the contents, not in its own file."""


def places(file: Struct) -> Iterator[tuple[KeyPath, str]]:
    """Each text in a file that is TODO, or begins with TODO:, by the keys that lead to it; and what belongs there."""
    for path, text in _texts(file, ()):
        if (what := wanted(text)) is not None:
            yield path, what


def wanted(text: str) -> str | None:
    """What belongs in the place of a text that is TODO, or begins with TODO:; None for any other text."""
    found = _PLACE.fullmatch(text)
    return (found["what"] or "") if found else None


def is_written(claim: Claim) -> bool:
    """Whether a claim says something, and not TODO."""
    return wanted(claim.text) is None


def speaks(point: Point, side: str) -> bool:
    """Whether a side says something on a point, and not only TODO."""
    return any(map(is_written, point.claims.get(side, ())))


def count(*files: Struct | None) -> int:
    """How many such texts there are in files, or parts of them, as far as these were read."""
    return sum(1 for file in files if file is not None for _ in places(file))


class Counter:
    """Counts each version of a file once, for as long as it is asked for."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Struct, int]] = {}

    def count(self, *files: Struct | None) -> int:
        """How many such texts there are in files, as far as these were read."""
        held = {id(file): file for file in files if file is not None}
        self._known = {key: self._known.get(key) or (file, count(file)) for key, file in held.items()}
        return sum(number for _, number in self._known.values())


def _texts(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """Every text at or below a value of the model that may be one."""
    match value:
        case str():
            if value.startswith(_WORD):
                yield path, value
        case Struct():
            for name, key in zip(value.__struct_fields__, value.__struct_encode_fields__, strict=True):
                if not (isinstance(value, Theme) and name in _OF_THE_CONTENTS):
                    yield from _texts(getattr(value, name), (*path, key))
        case tuple():
            for index, item in enumerate(value):
                yield from _texts(item, (*path, index))
        case dict():
            for key, item in value.items():
                yield from _texts(item, (*path, key))
