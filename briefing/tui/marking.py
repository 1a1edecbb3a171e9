"""Words of a paragraph that are being marked, one word after another. Pure functions of the text."""

import re
from typing import Final, NamedTuple, Self

from briefing.text import UNSPACED, one_line

_WORD: Final = re.compile(rf"[{UNSPACED}]|[^\s{UNSPACED}]+")
_SENTENCE_END: Final = re.compile(r"[.!?。！？…][”’\"')\]]*$")
_LEFT_OUT: Final = ",;:，；："
"""What is not taken along behind the last word."""


class Marking(NamedTuple):
    """Words that follow each other in a text, and the end of them that moves."""

    text: str
    """The paragraph."""
    first: int = 0
    """The 0-based number of the first word that is marked."""
    last: int = 0
    """The number of the last one."""
    at_start: bool = False
    """Whether the first word moves, rather than the last."""

    @property
    def length(self) -> int:
        """How many words are marked."""
        return self.last - self.first + 1

    @property
    def span(self) -> tuple[int, int]:
        """Where what is marked begins and ends in the text."""
        words = _words(self.text)
        start, end = words[self.first][0], words[self.last][1]
        return start, start + len(self.text[start:end].rstrip(_LEFT_OUT)) or end

    @property
    def quote(self) -> str:
        """What is marked, on one line."""
        return one_line(self.text[slice(*self.span)])

    def moved(self, by: int) -> Self:
        """The same with its moving end that many words further on; it stops at the other end and at the text's."""
        if self.at_start:
            return self._replace(first=min(max(self.first + by, 0), self.last))
        return self._replace(last=min(max(self.last + by, self.first), len(_words(self.text)) - 1))

    def to_sentence(self) -> Self:
        """The same with its moving end at the next end of a sentence, or at the next beginning of one."""
        words = _words(self.text)
        here = self.first if self.at_start else self.last + 1
        ends = [n for n, (start, end) in enumerate(words) if _SENTENCE_END.search(self.text[start:end])]
        if self.at_start:
            return self.moved(next((n + 1 for n in ends if n >= here), self.last) - here)
        return self.moved(next((n for n in ends if n >= here), len(words) - 1) - self.last)

    def turned(self) -> Self:
        """The same with its other end moving."""
        return self._replace(at_start=not self.at_start)


def begin(text: str) -> Marking | None:
    """The first word of a paragraph; None where there is none."""
    return Marking(text) if _words(text) else None


def between(text: str, start: int, end: int) -> Marking | None:
    """The words of a paragraph from one letter to another, whose end moves; None where there are none.

    Letters are counted from 0, without white space.
    """
    word_of = [number for number, (first, last) in enumerate(_words(text)) for _ in range(first, last)]
    if not word_of:
        return None
    one, other = (word_of[min(max(0, letter), len(word_of) - 1)] for letter in (start, end))
    return Marking(text, min(one, other), max(one, other), at_start=other < one)


def _words(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _WORD.finditer(text)]
