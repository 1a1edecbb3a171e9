"""Where the paragraphs of an outline stand in a text: found by their digests, in their order as far as possible."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import groupby
from typing import Final, NamedTuple

from briefing.article import Article, Passage
from briefing.text import normalised

_MOST_STRETCHES: Final = 2_000_000
"""How many stretches of a text are tried, beyond its lines; 100,000 words in lines of 10 need half as many."""
_MOST_PLACES: Final = 16
"""In how many places of the text the same paragraph is looked at."""
_SENTENCE_END: Final = re.compile(r"(?<=[.!?…。！？])[\"'”’»)\]」』）]*\s+|(?<=[。！？])")


class Unit(NamedTuple):
    """The smallest piece that a paragraph may begin or end with: a line, or a sentence of it."""

    text: str
    normal: str
    passage: int
    is_kept: bool


class Outlined(NamedTuple):
    """A paragraph of the outline."""

    locator: str
    digest: str
    words: int


class Place(NamedTuple):
    """Where an outlined paragraph stands in the text, in units."""

    paragraph: int
    start: int
    end: int


class _Link(NamedTuple):
    """A place at the end of a series, and the rest of it."""

    place: Place
    before: "_Link | None"


def units_of(article: Article) -> list[Unit]:
    """The units of a text, in order."""
    return [unit for number, passage in enumerate(article.passages) for unit in _units(number, passage)]


def _units(number: int, passage: Passage) -> Iterator[Unit]:
    for line in passage.lines:
        start = 0
        for end in (*(match.end() for match in _SENTENCE_END.finditer(line)), len(line)):
            piece = line[start:end].strip()
            start = end
            if normal := normalised(piece):
                yield Unit(piece, normal, number, passage.is_kept)


def places_of(outlined: Sequence[Outlined], units: Sequence[Unit]) -> list[list[Place]]:
    """For each outlined paragraph, where it may stand; one that is repeated leaves room for those of its kind."""
    stretches = _stretches(outlined, units)
    times: Counter[str] = Counter()
    places = []
    for index, paragraph in enumerate(outlined):
        nth = times[paragraph.digest]
        times[paragraph.digest] += 1
        spans = stretches.get(paragraph.digest, [])[nth : nth + _MOST_PLACES]
        places.append([Place(index, start, end) for start, end in spans])
    return places


def _stretches(outlined: Sequence[Outlined], units: Sequence[Unit]) -> dict[str, list[tuple[int, int]]]:
    """Where the text has which digest, from unit to unit, in order: first whole passages, then what is left of it."""
    wanted = Counter(paragraph.digest for paragraph in outlined)
    found: dict[str, list[tuple[int, int]]] = {}
    taken: set[int] = set()
    start = 0
    for passage, group in groupby(units, key=lambda unit: unit.passage):
        members = list(group)
        digest = _digest(unit.normal for unit in members)
        if digest in wanted:
            found.setdefault(digest, []).append((start, start + len(members)))
            taken.add(passage)
        start += len(members)
    left = {digest for digest, times in wanted.items() if len(found.get(digest, ())) < times}
    if left:
        most = 24 * max(paragraph.words for paragraph in outlined) + 200
        for digest, span in _stretches_between(units, taken, left, most):
            found.setdefault(digest, []).append(span)
        for digest in left & found.keys():
            found[digest].sort()
    return found


def _stretches_between(
    units: Sequence[Unit], taken: set[int], wanted: set[str], most: int
) -> Iterator[tuple[str, tuple[int, int]]]:
    """Stretches of at most `most` characters that touch no passage that is taken."""
    tried = 0
    for start in range(len(units)):
        running, size = sha256(), 0
        for end in range(start, len(units)):
            part = units[end].normal if end == start else f" {units[end].normal}"
            size += len(part)
            tried += 1
            if units[end].passage in taken or size > most or tried > _MOST_STRETCHES:
                break
            running.update(part.encode("utf-8"))
            digest = running.hexdigest()[:16]
            if digest in wanted:
                yield digest, (start, end + 1)


def _digest(normals: Iterable[str]) -> str:
    return sha256(" ".join(normals).encode("utf-8")).hexdigest()[:16]


def longest_series(places: Iterable[Sequence[Place]]) -> list[Place]:
    """The longest series, at most one place for each paragraph, in which none begins before the last has ended."""
    ends: list[int] = []
    series: list[_Link] = []
    for candidates in places:
        longer = []
        for place in candidates:
            length = bisect_right(ends, place.start)
            longer.append((length, _Link(place, series[length - 1] if length else None)))
        for length, link in longer:
            if length == len(ends):
                ends.append(link.place.end)
                series.append(link)
            elif link.place.end < ends[length]:
                ends[length], series[length] = link.place.end, link
    found: list[Place] = []
    last = series[-1] if series else None
    while last is not None:
        found.append(last.place)
        last = last.before
    return found[::-1]


def other_places(places: Iterable[Sequence[Place]], in_place: Sequence[Place]) -> list[Place]:
    """The first free place of each paragraph that has none in the series."""
    taken = {unit for place in in_place for unit in range(place.start, place.end)}
    placed = {place.paragraph for place in in_place}
    found = []
    for candidates in places:
        for place in candidates:
            if place.paragraph in placed or not taken.isdisjoint(range(place.start, place.end)):
                continue
            found.append(place)
            placed.add(place.paragraph)
            taken.update(range(place.start, place.end))
    return found
