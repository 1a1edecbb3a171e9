"""The whole briefing at a glance: for each theme its stances, how its points are answered, and the notes on it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from briefing.model import SILENCE_GLYPH, SILENCE_LABEL, BriefingFile, Point, Relation, Theme


class Answers(StrEnum):
    """How the answers to a point stand to each other: in one of the relations, or in none of them."""

    AGREE = Relation.AGREE.value
    PARTLY = Relation.PARTLY.value
    DIFFER = Relation.DIFFER.value
    TALK_PAST = Relation.TALK_PAST.value
    ONE_SIDE = "one-side"
    """Only one side speaks to the point."""
    NEITHER = "neither"
    """Neither side does."""
    UNSTATED = "unstated"
    """Both do, and the briefing does not say how they stand to each other."""

    @property
    def glyph(self) -> str:
        """One character of width one that stands for it."""
        others = {self.ONE_SIDE: SILENCE_GLYPH, self.NEITHER: "–", self.UNSTATED: "?"}
        return others[self] if self in others else Relation(self.value).glyph

    @property
    def label(self) -> str:
        """The same in words."""
        others = {self.ONE_SIDE: SILENCE_LABEL, self.NEITHER: "neither side", self.UNSTATED: "relation not stated"}
        return others[self] if self in others else Relation(self.value).label


USUAL = (Answers.AGREE, Answers.PARTLY, Answers.DIFFER, Answers.TALK_PAST, Answers.ONE_SIDE)
"""What a point's answers are in a briefing that has no problems."""


def answers(point: Point) -> Answers:
    """How the answers to a point stand to each other."""
    speaking = sum(1 for claims in point.claims.values() if claims)
    if speaking < 2:
        return Answers.ONE_SIDE if speaking else Answers.NEITHER
    return Answers(point.relation.value) if point.relation else Answers.UNSTATED


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """What the overview says of one theme."""

    id: str
    title: str
    number: int
    """1 for the first theme of the contents."""
    notes: int
    """How many notes there are on the theme and its points."""
    levels: tuple[int, int] | None = None
    """Both stances, 1 to 5, in the briefing's order of the sides; None if the theme was not read."""
    points: tuple[Point, ...] = ()
    """The points, in order; none if the theme was not read."""
    counts: Counter[Answers] = field(default_factory=Counter)
    """How many points are answered in which way."""
    silences: tuple[int, int] = (0, 0)
    """At how many points each side does not speak, in the briefing's order of the sides."""

    @property
    def distance(self) -> int | None:
        """How many levels the stances are apart, 0 to 4."""
        return abs(self.levels[0] - self.levels[1]) if self.levels else None

    @property
    def agreement(self) -> float | None:
        """The share of the points, 0 to 1, at which the sides agree; where they agree partly, a point counts half."""
        if not self.points:
            return None
        return (self.counts[Answers.AGREE] + self.counts[Answers.PARTLY] / 2) / len(self.points)


class Sort(StrEnum):
    """What the themes are sorted by."""

    ORDER = "order"
    DISTANCE = "distance"
    AGREEMENT = "agreement"
    NOTES = "notes"

    @property
    def meaning(self) -> str:
        """The order of the themes in a few words."""
        return {
            "order": "in the briefing’s order",
            "distance": "widest distance first",
            "agreement": "most agreement first (share of points; partly counts half)",
            "notes": "most notes first",
        }[self]

    @property
    def following(self) -> "Sort":
        """The sort after this one, and after the last the first."""
        every = list(Sort)
        return every[(every.index(self) + 1) % len(every)]


def theme_rows(about: BriefingFile, themes: Mapping[str, Theme], notes: Mapping[str, str]) -> tuple[ThemeRow, ...]:
    """A row for each theme of the contents, in their order.

    `themes` holds those that were read, by id; `notes` the texts by target, `theme` or `theme/point`.
    """
    noted = Counter(target.split("/")[0] for target, text in notes.items() if text.strip())
    return tuple(
        _row(about, themes[entry.id], noted[entry.id])
        if entry.id in themes
        else ThemeRow(entry.id, entry.title, number, noted[entry.id])
        for number, entry in enumerate(about.themes, 1)
    )


def sorted_rows(rows: Iterable[ThemeRow], sort: Sort) -> list[ThemeRow]:
    """The rows sorted; equal ones in the briefing's order, and themes of which nothing is known last."""
    return sorted(rows, key=lambda row: (*_rank(row, sort), row.number))


def used(rows: Iterable[ThemeRow]) -> Iterator[Answers]:
    """The ways in which points are answered, as many as an overview of these rows needs."""
    found = {kind for row in rows for kind in row.counts}
    return (kind for kind in Answers if kind in USUAL or kind in found)


def _row(about: BriefingFile, theme: Theme, notes: int) -> ThemeRow:
    first, second = (side.id for side in about.perspectives)
    return ThemeRow(
        id=theme.id,
        title=theme.title,
        number=theme.number,
        notes=notes,
        levels=(theme.stances[first].level, theme.stances[second].level),
        points=theme.points,
        counts=Counter(map(answers, theme.points)),
        silences=(_silences(theme, first), _silences(theme, second)),
    )


def _silences(theme: Theme, side: str) -> int:
    return sum(1 for point in theme.points if not point.claims.get(side))


def _rank(row: ThemeRow, sort: Sort) -> tuple[float, ...]:
    """What a row is sorted by, lowest first."""
    if sort is Sort.ORDER:
        return ()
    measured = {Sort.DISTANCE: row.distance, Sort.AGREEMENT: row.agreement, Sort.NOTES: row.notes}[sort]
    return (1, 0) if measured is None else (0, -measured)
