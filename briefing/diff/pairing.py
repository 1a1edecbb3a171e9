"""Which item of a list is which of another list, and which of them have moved."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from briefing.text import UNSPACED, normalised

SAME: Final = 0.8
"""From which likeness on a theme, point or source of another id is taken for the same, 0 to 1."""
REWORDED: Final = 0.5
"""From which likeness on a text of a list is taken for another wording of one that is gone, 0 to 1."""
_MOST_PAIRS: Final = 40_000
"""How many pairs of texts are compared in one list; beyond it only equal ones are found."""
_UNSPACED: Final = re.compile(f"[{UNSPACED}]")

Pairs = dict[int, int]
"""Places in the old list, and in the new list those of the same items."""


def likeness(first: str, second: str, least: float = 0.0) -> float:
    """How alike the words of two texts are, 0 to 1: difflib's ratio, the same whichever comes first.

    0 where it is below the least, and where one of them has no word.
    """
    a, b = sorted((_words(first), _words(second)))
    if not a or not b:
        return 0.0
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0.0
    found = matcher.ratio()
    return found if found >= least else 0.0


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_UNSPACED.sub(r" \g<0> ", normalised(text)).split())


def equal(old: Sequence[Hashable], new: Sequence[Hashable]) -> Pairs:
    """The items that are equal, the first of several with the first."""
    places: dict[Hashable, list[int]] = defaultdict(list)
    for place, item in enumerate(new):
        places[item].append(place)
    ahead = {item: iter(found) for item, found in places.items()}
    pairs: Pairs = {}
    for place, item in enumerate(old):
        other = next(ahead.get(item, iter(())), None)
        if other is not None:
            pairs[place] = other
    return pairs


def alike(old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]], pairs: Pairs, least: float) -> Pairs:
    """The pairs, and those of what they leave over that are alike, the likest first.

    An item has one or more texts, each compared with its counterpart; the likest of them counts. Of equally like
    ones, those whose places are the nearest come first.
    """
    taken = set(pairs.values())
    left = [place for place in range(len(old)) if place not in pairs]
    right = [place for place in range(len(new)) if place not in taken]
    if len(left) * len(right) > _MOST_PAIRS:
        return _equal_among(old, new, pairs, left, right)
    ranked = sorted(
        (-found, abs(i - j), i + j, i, j)
        for i in left
        for j in right
        if (found := max(likeness(a, b, least) for a, b in zip(old[i], new[j], strict=True))) >= least
    )
    more = dict(pairs)
    for *_, i, j in ranked:
        if i not in more and j not in taken:
            more[i] = j
            taken.add(j)
    return more


def _equal_among(
    old: Sequence[Hashable], new: Sequence[Hashable], pairs: Pairs, left: Sequence[int], right: Sequence[int]
) -> Pairs:
    """The pairs, and those of the items at the places that are left which are equal."""
    more = equal([old[place] for place in left], [new[place] for place in right])
    return pairs | {left[i]: right[j] for i, j in more.items()}


def also_equal(pairs: Pairs, old: Sequence[Hashable], new: Sequence[Hashable]) -> Pairs:
    """The pairs, and those of what they leave over that are equal; None in the old list is equal to nothing."""
    taken = set(pairs.values())
    left = [place for place, item in enumerate(old) if place not in pairs and item is not None]
    return _equal_among(old, new, pairs, left, [place for place in range(len(new)) if place not in taken])


def moved(pairs: Mapping[int, int]) -> set[int]:
    """The old places of the items that have moved: all but a longest series that is in the same order in both lists."""
    ends: list[int] = []
    last: list[int] = []
    before: dict[int, int | None] = {}
    for i in sorted(pairs):
        length = bisect_left(ends, pairs[i])
        ends[length : length + 1] = [pairs[i]]
        last[length : length + 1] = [i]
        before[i] = last[length - 1] if length else None
    kept: set[int] = set()
    at = last[-1] if last else None
    while at is not None:
        kept.add(at)
        at = before[at]
    return set(pairs) - kept
