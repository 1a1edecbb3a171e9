"""The proposal itself: themes in order, their points, what each side says to them or that it is silent, and why."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import count
from typing import Final

from msgspec import Struct

from briefing.checks.silence_rules import Index
from briefing.drafting import grouping, similarity
from briefing.drafting.grouping import Group, Place
from briefing.drafting.terms import Passage, passages, terms_of
from briefing.errors import BriefingError
from briefing.sources import paragraphs
from briefing.text import slug
from briefing.texts import SourceText

MOST_TERMS: Final = 4
"""How many terms are named for one thing."""
_IN_A_TITLE: Final = 3

_NOT_AT_HAND: Final = "Its text is not at hand word for word."
_UNLIKE: Final = "It shares no word with the paragraphs nearest to it."
_NOTHING_OF_ITS_OWN: Final = "It stands alone, and none of its words shows that the other source is silent."


class ProposedPoint(Struct, frozen=True, kw_only=True):
    """Paragraphs that speak to one question, which is still to be put."""

    id: str
    """An id made of its terms, unique in the theme."""
    terms: tuple[str, ...]
    """What the paragraphs share; of a single one, its most frequent terms."""
    paragraphs: dict[str, tuple[str, ...]]
    """The locators of each side that speaks, by perspective id."""
    silence: dict[str, tuple[str, ...]]
    """For a side that does not speak: terms of the other one that its source has nowhere."""
    why: str
    """Why these paragraphs are together, in a sentence."""


class ProposedTheme(Struct, frozen=True, kw_only=True):
    """Points that belong to one domain of the question."""

    id: str
    """An id made of its terms, unique in the draft."""
    terms: tuple[str, ...]
    """What tells its paragraphs from all others, the strongest first."""
    headings: tuple[str, ...]
    """The headings that its paragraphs stand below."""
    stances: dict[str, str]
    """For each side the locator of the paragraph that is nearest to the theme."""
    points: tuple[ProposedPoint, ...]
    """Its points, in order."""
    why: str
    """Why these paragraphs are together, in a sentence."""

    @property
    def title(self) -> str:
        """A title made of its terms."""
        return ", ".join(self.terms[:_IN_A_TITLE])


class Homeless(Struct, frozen=True, kw_only=True):
    """A paragraph that belongs to no point."""

    paragraph: str
    """Its locator."""
    why: str
    """Why it was not put anywhere, in a sentence."""


class Draft(Struct, frozen=True, kw_only=True):
    """A structure proposed for a briefing. Every paragraph of both sources is in one point, or without a home."""

    themes: tuple[ProposedTheme, ...]
    """The themes, in the order in which the sources come to them."""
    without_home: tuple[Homeless, ...]
    """The paragraphs that belong to none of them, in the order of the sources."""


def propose(texts: Mapping[str, SourceText]) -> Draft:
    """A structure for a briefing, from the texts of its two sides by perspective id.

    Raises BriefingError for one source on both sides, for two languages, and for a text of which no paragraph is at
    hand.
    """
    _refuse_unfit(texts)
    work = _Work(texts)
    found = grouping.themes(similarity.vectors(work.terms.with_heading), work.places)
    themes, taken = [], set[str]()
    for group in sorted(found, key=work.place):
        theme = work.theme(group, taken)
        if theme is not None:
            themes.append(theme)
            taken.add(theme.id)
    outlined = [str(at) for text in texts.values() for at, _ in paragraphs(text.source)]
    why = work.without_home | dict.fromkeys(set(outlined) - {passage.at for passage in work.passages}, _NOT_AT_HAND)
    return Draft(
        themes=tuple(themes),
        without_home=tuple(Homeless(paragraph=at, why=why[at]) for at in outlined if at in why),
    )


def _refuse_unfit(texts: Mapping[str, SourceText]) -> None:
    sources = [text.source for text in texts.values()]
    if sources[0].id == sources[1].id:
        raise BriefingError("both sides argue from the same source", "A draft needs two texts.")
    spoken = [(source.language or "en").casefold().split("-")[0] for source in sources]
    if spoken[0] != spoken[1]:
        raise BriefingError(
            f"the sources are in different languages: {' and '.join(spoken)}",
            "A draft compares words. Attach a translation, and say so in the source’s `language`.",
        )
    for text in texts.values():
        if not text.paragraphs:
            raise BriefingError(
                f"{text.source.id}: no paragraph of the text is that of the outline",
                "Attach the text that was outlined.",
            )


class _Work:
    """What is known of the passages while they are sorted."""

    def __init__(self, texts: Mapping[str, SourceText]) -> None:
        self.passages: list[Passage] = [each for side, text in texts.items() for each in passages(text, side)]
        self.sides = [passage.side for passage in self.passages]
        self.places = [Place(passage.side, passage.section) for passage in self.passages]
        self.terms = terms_of(self.passages, {side: text.source.language for side, text in texts.items()})
        self.own = similarity.vectors(self.terms.own)
        self.without_home: dict[str, str] = {}
        self._indexes = {side: Index(text) for side, text in texts.items()}
        self._times = {side: self._counted(self._of(side)) for side in texts}
        self._everywhere: dict[str, float] = {}
        for vector in self.own:
            for term, weight in vector.items():
                self._everywhere[term] = self._everywhere.get(term, 0.0) + weight

    def _of(self, side: str) -> Group:
        return [at for at, other in enumerate(self.sides) if other == side]

    def _counted(self, group: Iterable[int]) -> Counter[str]:
        """How often passages together have which term."""
        counted: Counter[str] = Counter()
        for at in group:
            counted.update(self.terms.own[at])
        return counted

    def place(self, group: Group) -> tuple[float, int]:
        """Where in the two sources a group stands: the mean of its passages' places, from 0 to 1."""
        starts = {side: self.sides.index(side) for side in self._indexes}
        lengths = Counter(self.sides)
        shares = [(at - starts[self.sides[at]]) / lengths[self.sides[at]] for at in group]
        return sum(shares) / len(shares), group[0]

    def theme(self, group: Group, taken: Collection[str]) -> ProposedTheme | None:
        """A group of passages as a theme; None where none of them belongs to it after all."""
        total = self._total(group)
        at_home = [at for at in group if self._shares(at, group)]
        self._leave(set(group) - set(at_home), _UNLIKE)
        points = self._points(at_home) if at_home else []
        if not points:
            return None
        members = [at for point in points for at in point]
        terms = self._telling(members)
        ids = set[str]()
        made = []
        for point in sorted(points, key=self.place):
            made.append(self._point(point, ids))
            ids.add(made[-1].id)
        speaking = [side for side in self._indexes if side in {self.sides[at] for at in members}]
        who = "Both sources have" if len(speaking) > 1 else f"Only `{speaking[0]}` speaks of it"
        return ProposedTheme(
            id=_id(terms[:_IN_A_TITLE], "theme", taken),
            terms=terms,
            headings=tuple(dict.fromkeys(filter(None, (self.passages[at].heading for at in sorted(members))))),
            stances={side: self.passages[self._nearest(side, members, total)].at for side in self._indexes},
            points=tuple(made),
            why=f"{who}: {', '.join(terms)}.",
        )

    def _shares(self, at: int, group: Group) -> bool:
        return any(other != at and self.own[at].keys() & self.own[other].keys() for other in group)

    def _leave(self, gone: Iterable[int], why: str) -> None:
        self.without_home |= {self.passages[at].at: why for at in gone}

    def _points(self, theme: Group) -> list[Group]:
        """The points of a theme: each is spoken to by both sides, or by one in words that the other has nowhere.

        What is neither goes to the point that it is most like, if it is like any.
        """
        groups = grouping.points(self.own, self.places, theme)
        points = [group for group in groups if self._is_fit(group)]
        totals = [self._total(group) for group in points]
        for unfit in [group for group in groups if group not in points]:
            total = self._total(unfit)
            near = [similarity.likeness(total, other) for other in totals]
            if near and max(near) > 0:
                nearest = near.index(max(near))
                points[nearest] = sorted(points[nearest] + unfit)
                totals[nearest] = self._total(points[nearest])
            else:
                self._leave(unfit, _NOTHING_OF_ITS_OWN)
        return points

    def _total(self, group: Group) -> similarity.Vector:
        return similarity.joined([self.own[at] for at in group])

    def _is_fit(self, point: Group) -> bool:
        return len({self.sides[at] for at in point}) > 1 or bool(self._silence(point))

    def _silence(self, point: Group) -> tuple[str, ...]:
        """The most frequent terms of a one-sided point that are nowhere in the other side's source."""
        other = next(side for side in self._indexes if side != self.sides[point[0]])
        found = []
        for term in self._frequent(point):
            written = self.terms.written[term]
            if term not in self._times[other] and not self._indexes[other].places(written):
                found.append(written)
            if len(found) == MOST_TERMS:
                break
        return tuple(found)

    def _frequent(self, point: Group) -> list[str]:
        """The terms of a point: the most frequent first, then those rarest in its source, then longer ones."""
        counted = self._counted(point)
        times = self._times[self.sides[point[0]]]
        written = self.terms.written
        return sorted(counted, key=lambda term: (-counted[term], times[term], -len(written[term]), term))

    def _shared(self, group: Group) -> tuple[str, ...]:
        """The terms that both sides of a group have, or else several of its passages, the weightiest first."""
        by_side = [
            similarity.joined([self.own[at] for at in group if self.sides[at] == side])
            for side in dict.fromkeys(self.sides[at] for at in group)
        ]
        if len(by_side) > 1:
            one, other = by_side
            return self._first({term: one[term] * other[term] for term in one.keys() & other.keys()})
        times = Counter(term for at in group for term in self.own[at])
        return self._first({term: weight for term, weight in by_side[0].items() if times[term] > 1})

    def _telling(self, group: Group) -> tuple[str, ...]:
        """The terms that tell a group from the other passages: weighty in it, and most of their weight is in it.

        Those that both sides have come first, if both speak.
        """
        inside: dict[str, float] = {}
        sides: dict[str, set[str]] = {}
        for at in group:
            for term, weight in self.own[at].items():
                inside[term] = inside.get(term, 0.0) + weight
                sides.setdefault(term, set()).add(self.sides[at])
        spoken = len({self.sides[at] for at in group})
        told = {term: weight * weight / self._everywhere[term] for term, weight in inside.items()}
        by_both = self._first({term: weight for term, weight in told.items() if len(sides[term]) == spoken})
        return (*by_both, *(term for term in self._first(told) if term not in by_both))[:MOST_TERMS]

    def _first(self, weights: Mapping[str, float]) -> tuple[str, ...]:
        chosen = sorted(weights, key=lambda term: (-round(weights[term], 9), term))[:MOST_TERMS]
        return tuple(dict.fromkeys(self.terms.written[term] for term in chosen))

    def _nearest(self, side: str, members: Group, total: similarity.Vector) -> int:
        """The passage of a side that is nearest to a theme: one of the theme's own, where the side speaks to it."""
        own = [at for at in members if self.sides[at] == side] or self._of(side)
        return max(own, key=lambda at: (round(similarity.likeness(self.own[at], total), 9), -at))

    def _point(self, group: Group, taken: Collection[str]) -> ProposedPoint:
        locators: dict[str, tuple[str, ...]] = {}
        for side in self._indexes:
            if own := tuple(self.passages[at].at for at in group if self.sides[at] == side):
                locators[side] = own
        terms = self._shared(group)
        silence: dict[str, tuple[str, ...]] = {}
        if len(locators) > 1:
            why = f"Both sources have: {', '.join(terms)}."
        else:
            silent = next(side for side in self._indexes if side not in locators)
            silence[silent] = self._silence(group)
            why = f"Nowhere in the source of `{silent}`: {', '.join(silence[silent])}."
            terms = terms or silence[silent]
        return ProposedPoint(
            id=_id(terms[:_IN_A_TITLE], "point", taken), terms=terms, paragraphs=locators, silence=silence, why=why
        )


def _id(terms: Sequence[str], kind: str, taken: Collection[str]) -> str:
    """An id made of terms, with a number where it is taken or the terms have no Latin letter."""
    wanted = slug(" ".join(terms))
    if wanted and wanted not in taken:
        return wanted
    stem = wanted[:58].rstrip("-") or kind
    return next(made for number in count(2 if wanted else 1) if (made := f"{stem}-{number}") not in taken)
