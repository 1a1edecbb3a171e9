"""The words of a silence as an author types them: with commas between them, or on lines of their own."""

import re
from collections.abc import Iterable
from typing import Final

from briefing.text import clean, one_line

_BETWEEN: Final = re.compile(r"[,，、\n]")
_WORD: Final = re.compile(r"\s*(?:“(?P<quoted>.*?)”(?=\s*(?:[,，、\n]|\Z))|(?P<word>[^,，、\n]+))", re.DOTALL)


def shown(words: Iterable[str]) -> str:
    """The words as a line: `tram, “Marsh Lane, north”`."""
    return ", ".join(f"“{word}”" if _BETWEEN.search(word) or word.lstrip()[:1] == "“" else word for word in words)


def parsed(typed: str) -> list[str]:
    """The words that are typed; commas between quotation marks part none."""
    found = (match["quoted"] or match["word"] or "" for match in _WORD.finditer(clean(typed)))
    return [word for each in found if (word := one_line(each))]
