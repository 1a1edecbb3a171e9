"""The words of a text as a search sees them, and where each stands in the text."""

import re
import unicodedata
from typing import Final, NamedTuple

from briefing.text import UNSPACED

_INITIAL, _REST = "\u1100-\u115f\ua960-\ua97c", "\u1160-\u11ff\ud7b0-\ud7fb"
"""The letters that begin a Korean syllable, and those that go on with it (Unicode, chapter 3.12)."""
_LETTER = "(?=[^\\W_])"
_WORD: Final = re.compile(
    f"{_LETTER}(?:[{UNSPACED}]|[{_INITIAL}][{_REST}]*|[{_REST}]+|(?:{_LETTER}[^{UNSPACED}{_INITIAL}{_REST}])+)"
)


class Word(NamedTuple):
    """One word of a text."""

    text: str
    """The word, folded."""
    start: int
    """Where it begins in the text as written."""
    end: int
    """Where it ends there."""


class _Folding(dict[int, str]):
    """What each character, by its code, is folded to; made as they come."""

    def __missing__(self, code: int) -> str:
        folded = _bare(_bare(chr(code)).casefold())
        self[code] = folded
        return folded


def _bare(text: str) -> str:
    """The text decomposed (NFKD), without combining marks and without invisible signs such as soft hyphens."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in plain if unicodedata.category(letter) not in ("Mn", "Mc", "Me", "Cf"))


_FOLDING: Final = _Folding()


def fold(text: str) -> list[str]:
    """The words of a text, without accents and case.

    A word is a run of letters and digits; a Chinese character, a kana and a Korean syllable are words of their own.
    """
    return _WORD.findall(text.translate(_FOLDING))


def words(text: str) -> list[Word]:
    """The same words, each with its place in the text; accents that follow a word belong to it."""
    pieces = [_FOLDING[ord(letter)] for letter in text]
    origins = [at for at, piece in enumerate(pieces) for _ in piece]
    found = []
    for match in _WORD.finditer("".join(pieces)):
        end = origins[match.end() - 1] + 1
        while end < len(pieces) and not pieces[end]:
            end += 1
        found.append(Word(match.group(), origins[match.start()], end))
    return found
