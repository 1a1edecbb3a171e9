"""Which words of two wordings are different."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from briefing.text import UNSPACED

Spans = tuple[tuple[int, int], ...]
"""Starts and ends in a text."""

_MOST_PAIRS: Final = 250_000
"""How many pairs of words are compared, what both texts begin and end with aside; beyond it all of them differ."""
_WORD: Final = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+(?:[.,'’-][^\W{UNSPACED}]+)*|[^\w\s]")
"""A word, a figure with its points, a sign, or one character of a script without spaces."""


@lru_cache(maxsize=512)
def changed_words(old: str, new: str) -> tuple[Spans, Spans]:
    """Where the old text has words that the new one does not have there, and the other way round.

    Neighbouring words are one span. White space does not count.
    """
    before, after = list(_WORD.finditer(old)), list(_WORD.finditer(new))
    a, b = [word.group() for word in before], [word.group() for word in after]
    gone: list[tuple[int, int]] = []
    come: list[tuple[int, int]] = []
    for (i, j), (k, m) in _changed(a, b):
        if i < j:
            gone.append((before[i].start(), before[j - 1].end()))
        if k < m:
            come.append((after[k].start(), after[m - 1].end()))
    return tuple(gone), tuple(come)


def _changed(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """The places, from one to before another, of what differs in both."""
    shortest = min(len(a), len(b))
    start = next((n for n in range(shortest) if a[n] != b[n]), shortest)
    end = next((n for n in range(shortest - start) if a[-1 - n] != b[-1 - n]), shortest - start)
    inner_a, inner_b = a[start : len(a) - end], b[start : len(b) - end]
    if len(inner_a) * len(inner_b) > _MOST_PAIRS:
        yield (start, len(a) - end), (start, len(b) - end)
        return
    for what, i, j, k, m in SequenceMatcher(None, inner_a, inner_b, autojunk=False).get_opcodes():
        if what != "equal":
            yield (start + i, start + j), (start + k, start + m)
