"""A YAML file as text, and changes to one value in it that leave every other character in its place."""

import re
from functools import cached_property

from briefing import strict_yaml
from briefing.strict_yaml import KeyPath, Mark


class File:
    """One YAML file of a briefing, as it stands on the disk."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        """Its path below the briefing's folder."""
        self.text = text
        """What it holds."""

    @cached_property
    def marks(self) -> dict[KeyPath, Mark]:
        """Where each value stands."""
        return strict_yaml.marks(self.text.encode("utf-8"))

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def at(self, place: tuple[int, int]) -> int:
        """The offset of a line and column."""
        return self._lines[place[0] - 1] + place[1] - 1

    def line(self, path: KeyPath) -> int:
        """The line of a value, 1-based."""
        return self.marks[path].value[0]

    def last_line(self, path: KeyPath) -> int:
        """The last line that belongs to a value: the one before the next value that is no part of it."""
        start = self.marks[path].key
        later = (mark.key[0] for other, mark in self.marks.items() if mark.key > start and other[: len(path)] != path)
        return min((line for line in later if line > start[0]), default=len(self._lines) + 1) - 1

    def lines(self, path: KeyPath) -> range:
        """The lines of a value with its key."""
        return range(self.marks[path].key[0], self.last_line(path) + 1)

    def replaced(self, path: KeyPath, value: str, start: int, end: int, new: str) -> str:
        """The file with the characters from `start` to `end` of a text value exchanged."""
        places = self._places(path, value)
        if start == end:
            at = places[start] if start < len(places) else places[-1] + 1
            return self.text[:at] + new + self.text[at:]
        return self.text[: places[start]] + new + self.text[places[end - 1] + 1 :]

    def without(self, path: KeyPath) -> str:
        """The file without the lines of a value and its key."""
        taken = self.lines(path)
        lines = self.text.splitlines(keepends=True)
        return "".join(lines[: taken.start - 1] + lines[taken.stop - 1 :])

    def exchanged(self, first: KeyPath, second: KeyPath) -> str:
        """The file with the lines of two values that follow each other in exchanged places."""
        a, b = self.lines(first), self.lines(second)
        lines = self.text.splitlines(keepends=True)
        return "".join(
            lines[: a.start - 1]
            + lines[b.start - 1 : b.stop - 1]
            + lines[a.start - 1 : a.stop - 1]
            + lines[b.stop - 1 :]
        )

    def _places(self, path: KeyPath, value: str) -> list[int]:
        """The offset in the file of each character of a plain, folded or double-quoted value."""
        at = self.at(self.marks[path].value)
        if self.text[at] in ">|":
            at = self.text.index("\n", at) + 1
        elif self.text[at] == '"':
            at += 1
        places: list[int] = []
        for character in value:
            if character == " " or not places:
                gap = re.compile(r"\s*").match(self.text, at)
                assert gap is not None
                if character == " ":
                    places.append(at)
                    at = gap.end()
                    continue
                at = gap.end()
            assert self.text[at] == character, (self.name, path, self.text[at : at + 20], character)
            places.append(at)
            at += 1
        return places
