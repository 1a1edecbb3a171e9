"""A text held against an outline: which paragraphs are there word for word, changed, moved, missing or new.

1. A paragraph is at hand where its digest is that of whole lines or sentences that follow each other, wherever the
   text has them; never approximately.
2. Of the paragraphs at hand, the longest series in the outline's order stands in place; the others have moved.
3. What is left of the text between two paragraphs in place, and what is left of the outline between the same two,
   belong together in order: a paragraph of a like length is the outlined one, changed; at least half as long as the
   other, or four fifths at the beginning and the end of the article, where the page's own paragraphs are near.
   An outline holds no words to compare, so this is likely and not proved.
4. A paragraph of the text that is none of these is new; before the first and after the last one in place it is taken
   for a part of the page around the article.
"""

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final, NamedTuple

from briefing.article import Article, is_paragraph
from briefing.model import Source
from briefing.placing import Outlined, Place, Unit, longest_series, other_places, places_of, units_of
from briefing.sources import Locator, paragraphs, sections
from briefing.text import count_words, normalised

LIKENESS: Final = 0.5
"""How long, compared with the longer of the two, a changed paragraph between two others is at least, in words."""
LIKENESS_AT_THE_END: Final = 0.8
"""The same for one that the page's own paragraphs may stand next to."""

_MOST_PAIRS: Final = 250_000
"""How many pairs of paragraphs are compared between two that are in place."""


@dataclass(frozen=True)
class Alignment:
    """What has become of each outlined paragraph in a text, and what the text has besides. Made by `align`."""

    matched: dict[str, str]
    """The text of every paragraph that is at hand word for word, by locator, in the outline's order."""
    moved: dict[str, str | None]
    """Those of the matched that stand elsewhere: each with the one in place that it now follows, None at the start."""
    changed: dict[str, str]
    """What most likely has become of paragraphs that are not at hand word for word, by locator."""
    missing: tuple[str, ...]
    """The locators of paragraphs that are neither matched nor changed."""
    new: tuple[str, ...]
    """Paragraphs of the text between two outlined ones that are not in the outline."""
    around: tuple[str, ...]
    """Paragraphs before the first and after the last outlined one: the page's own, or written since."""
    lost_headings: tuple[str, ...]
    """Headings of the outline that no line of the text has, of sections with a matched paragraph."""
    words: int
    """The words of the outline."""
    matched_words: int
    """The words of the matched paragraphs, as the outline counts them."""

    @property
    def share(self) -> float:
        """The share of the outline's words that is matched, 0 to 1."""
        return self.matched_words / self.words if self.words else 0.0

    @property
    def is_whole(self) -> bool:
        """Whether the text still is the text that was outlined, page around it or not."""
        return not (self.moved or self.changed or self.missing or self.new or self.lost_headings)


class _Rest(NamedTuple):
    """A paragraph of the text that is none of the outline, and the unit that it begins with."""

    start: int
    text: str


def align(source: Source, article: Article) -> Alignment:
    """Hold a text against its source's outline."""
    outlined = [Outlined(str(locator), p.digest, p.words) for locator, p in paragraphs(source)]
    units = units_of(article)
    places = places_of(outlined, units)
    in_place = longest_series(places)
    elsewhere = other_places(places, in_place)
    found = {place.paragraph: place for place in (*in_place, *elsewhere)}
    rest = _rest(units, found.values(), {_bare(section.heading or "") for section in source.outline})
    changed, new, around = _pair_up(outlined, found, in_place, rest)
    matched = {
        outlined[index].locator: " ".join(unit.text for unit in units[place.start : place.end])
        for index, place in sorted(found.items())
    }
    return Alignment(
        matched=matched,
        moved={outlined[place.paragraph].locator: _follows(place, in_place, outlined) for place in sorted(elsewhere)},
        changed={outlined[index].locator: text for index, text in sorted(changed.items())},
        missing=tuple(p.locator for index, p in enumerate(outlined) if index not in found and index not in changed),
        new=new,
        around=around,
        lost_headings=tuple(_lost_headings(source, article, matched)),
        words=sum(p.words for p in outlined),
        matched_words=sum(outlined[index].words for index in found),
    )


def _follows(place: Place, in_place: Sequence[Place], outlined: Sequence[Outlined]) -> str | None:
    """The locator of the last paragraph in place that stands before another one in the text."""
    index = bisect_right([other.start for other in in_place], place.start)
    return outlined[in_place[index - 1].paragraph].locator if index else None


def _rest(units: Sequence[Unit], found: Iterable[Place], headings: set[str]) -> list[_Rest]:
    """The paragraphs that the article has besides those that were found."""
    taken = {unit for place in found for unit in range(place.start, place.end)}

    def run(numbered: tuple[int, Unit]) -> tuple[int, bool]:
        number, unit = numbered
        is_heading = _bare(unit.text) in headings
        return unit.passage, unit.is_kept and number not in taken and not is_heading

    rest = []
    for (_, is_rest), group in groupby(enumerate(units), key=run):
        members = list(group)
        text = " ".join(unit.text for _, unit in members)
        if is_rest and is_paragraph(text):
            rest.append(_Rest(members[0][0], text))
    return rest


def _bare(heading: str) -> str:
    """A heading as it is compared: with its punctuation, for a sentence's last word is none."""
    return heading.strip("# ").casefold()


def _pair_up(
    outlined: Sequence[Outlined], found: Mapping[int, Place], in_place: Sequence[Place], rest: Sequence[_Rest]
) -> tuple[dict[int, str], tuple[str, ...], tuple[str, ...]]:
    """The changed paragraphs by their number, the new ones, and those around the article."""
    changed: dict[int, str] = {}
    new: list[str] = []
    around: list[str] = []
    if not in_place:
        return changed, (), tuple(text for _, text in rest)
    starts = [start for start, _ in rest]
    edges = [Place(-1, -1, 0), *in_place, Place(len(outlined), sys.maxsize, 0)]
    for number, (before, after) in enumerate(pairwise(edges)):
        gone = [index for index in range(before.paragraph + 1, after.paragraph) if index not in found]
        first = bisect_left(starts, before.end)
        between = list(rest[first : max(first, bisect_left(starts, after.start))])
        is_head, is_foot = number == 0, number == len(edges) - 2
        far = max(0, len(between) - len(gone)) if is_head or is_foot else 0
        near = between[far:] if is_head else between[: len(between) - far]
        least = LIKENESS_AT_THE_END if is_head or is_foot else LIKENESS
        pairs = _likest([outlined[index].words for index in gone], [count_words(text) for _, text in near], least)
        changed |= {gone[a]: near[b].text for a, b in pairs.items()}
        used = {near[b].start for b in pairs.values()}
        (around if is_head or is_foot else new).extend(text for start, text in between if start not in used)
    return changed, tuple(new), tuple(around)


def _likest(lengths: Sequence[int], others: Sequence[int], least: float) -> dict[int, int]:
    """Pairs of numbers of like length, in order, with the most likeness in all."""
    if not lengths or not others or len(lengths) * len(others) > _MOST_PAIRS:
        return {}
    best = [[0.0] * (len(others) + 1) for _ in range(len(lengths) + 1)]
    for a, length in enumerate(lengths):
        for b, other in enumerate(others):
            best[a + 1][b + 1] = max(best[a][b] + _likeness(length, other, least), best[a][b + 1], best[a + 1][b])
    pairs = {}
    a, b = len(lengths), len(others)
    while a and b:
        if best[a][b] == best[a - 1][b]:
            a -= 1
        elif best[a][b] == best[a][b - 1]:
            b -= 1
        else:
            a, b = a - 1, b - 1
            pairs[a] = b
    return pairs


def _likeness(words: int, others: int, least: float) -> float:
    share = min(words, others) / max(words, others, 1)
    return share if share >= least else 0.0


def _lost_headings(source: Source, article: Article, matched: Mapping[str, str]) -> Iterator[str]:
    lines = {normalised(line) for passage in article.passages for line in passage.lines}
    lines |= {normalised(" ".join(passage.lines)) for passage in article.passages}
    for key, section in sections(source).items():
        has_text = any(str(Locator(source.id, key, n)) in matched for n in range(1, len(section.paragraphs) + 1))
        heading = section.heading or ""
        if has_text and normalised(heading) and normalised(heading) not in lines:
            yield heading
