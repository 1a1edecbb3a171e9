"""The part of a briefing that fits a time; what of it is spoken, `briefing.reading_time` says."""

from collections.abc import Iterator
from math import ceil, floor
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from briefing.errors import BriefingError
from briefing.model import Briefing, Point, Theme
from briefing.reading_time import (
    RATE,
    answer_words,
    briefing_words,
    duration,
    opening_words,
    point_words,
    side_ids,
    theme_words,
    title_words,
)
from briefing.text import count_words


class TimeBox(Struct, frozen=True, kw_only=True):
    """What of a briefing fits a time, and what does not."""

    asked: float
    """The minutes that were asked for."""
    rate: int
    """The words a minute that were reckoned with."""
    briefing: Briefing
    """The briefing with the themes and the points that fit; every point is whole."""
    left_out: tuple[Theme, ...]
    """The themes that lost points, each with only the points that it lost."""
    words: int
    """The words that are spoken."""
    words_by_side: dict[str, int]
    """The words of each side's answers, by perspective id."""
    words_left_out: int
    """The words that the rest would add."""

    @property
    def minutes(self) -> float:
        """How long it takes."""
        return self.words / self.rate

    @property
    def minutes_left_out(self) -> float:
        """How much longer the whole briefing takes."""
        return self.words_left_out / self.rate

    def minutes_lost(self, theme: Theme) -> float:
        """How much longer it takes with what one of the themes in `left_out` lost."""
        sides = side_ids(self.briefing)
        is_kept = any(kept.id == theme.id for kept in self.briefing.themes)
        words = sum(point_words(point, sides) for point in theme.points) if is_kept else theme_words(theme, sides)
        return words / self.rate


def fit(briefing: Briefing, minutes: float, rate: int = RATE) -> TimeBox:
    """The part of a briefing that can be said in some minutes.

    Every theme keeps a point where that fits, one of its best priority where that fits; where not every theme fits,
    they go by their best priority and then in order. Points go by priority: in each, first those of themes that have
    none yet, and among equals the one that brings the sides' words nearest to each other.

    Raises BriefingError, with the shortest time, where not one point fits.
    """
    chosen = _Choice(briefing, floor(minutes * rate + 1e-9))
    if chosen.is_empty:
        least = ceil(10 * chosen.shortest / rate) / 10
        raise BriefingError(
            f"not one point of {briefing.about.title} fits {duration(minutes)}",
            f"The shortest time is {least:g} minutes, at {rate} words a minute.",
        )
    chosen.take()
    return TimeBox(
        asked=minutes,
        rate=rate,
        briefing=replace(briefing, themes=tuple(chosen.divided(kept=True))),
        left_out=tuple(chosen.divided(kept=False)),
        words=chosen.words,
        words_by_side=chosen.words_by_side,
        words_left_out=briefing_words(briefing) - chosen.words,
    )


class _Candidate(NamedTuple):
    """A point that may be taken."""

    theme: Theme
    point: Point
    words: int
    """All its words."""
    answers: tuple[int, ...]
    """The words of each side's answer."""


class _Choice:
    """Which points are taken, while they are being chosen."""

    def __init__(self, briefing: Briefing, budget: int) -> None:
        self.briefing = briefing
        self.sides = side_ids(briefing)
        self._said = [0 for _ in self.sides]
        self._budget = budget
        self._taken: dict[str, set[str]] = {}
        self._candidates = {theme.id: [self._candidate(theme, p) for p in theme.points] for theme in briefing.themes}
        shortest = {theme: min(c.words for c in found) for theme, found in self._candidates.items()}
        least = {theme.id: opening_words(theme) + shortest[theme.id] for theme in briefing.themes}
        title = title_words(briefing)
        self.shortest = title + min(least.values(), default=0)
        """The words of the shortest choice that has a point."""
        self.words = title
        """The words of the title, of what was taken, and of what is reserved for themes that have no point yet."""
        self._reserved: dict[str, int] = {}
        for theme in sorted(briefing.themes, key=lambda theme: min(point.priority for point in theme.points)):
            if self.words + least[theme.id] <= budget:
                self.words += least[theme.id]
                self._reserved[theme.id] = shortest[theme.id]
        for theme in briefing.themes:
            if theme.id in self._reserved:
                self._reserve_better(theme.id)

    @property
    def is_empty(self) -> bool:
        """Whether no theme can get a point."""
        return not self._reserved

    @property
    def words_by_side(self) -> dict[str, int]:
        """The words of each side's answers in what was taken."""
        return dict(zip(self.sides, self._said, strict=True))

    def take(self) -> None:
        """Take points until no other fits."""
        for priority in (1, 2, 3):
            open_candidates = [
                candidate
                for theme in self.briefing.themes
                if theme.id in self._reserved
                for candidate in self._candidates[theme.id]
                if candidate.point.priority == priority
            ]
            while open_candidates := [candidate for candidate in open_candidates if self._fits(candidate)]:
                best = min(open_candidates, key=self._rank)
                open_candidates.remove(best)
                self._take(best)

    def divided(self, *, kept: bool) -> Iterator[Theme]:
        """The themes with the points that were taken, or with those that were not."""
        for theme in self.briefing.themes:
            taken = self._taken.get(theme.id, set())
            points = tuple(point for point in theme.points if (point.id in taken) is kept)
            if points:
                yield replace(theme, points=points)

    def _candidate(self, theme: Theme, point: Point) -> _Candidate:
        answers = tuple(answer_words(point, side) for side in self.sides)
        return _Candidate(theme, point, count_words(point.question) + sum(answers), answers)

    def _reserve_better(self, theme: str) -> None:
        """Reserve for a theme the shortest point of the best priority that fits."""
        candidates = self._candidates[theme]
        for priority in sorted({candidate.point.priority for candidate in candidates}):
            least = min(candidate.words for candidate in candidates if candidate.point.priority == priority)
            more = least - self._reserved[theme]
            if self.words + more <= self._budget:
                self._reserved[theme] = least
                self.words += more
                return

    def _added(self, candidate: _Candidate) -> int:
        """The words that a point adds; the first of a theme takes the place of what is reserved."""
        theme = candidate.theme.id
        return candidate.words - (0 if theme in self._taken else self._reserved[theme])

    def _fits(self, candidate: _Candidate) -> bool:
        return self.words + self._added(candidate) <= self._budget

    def _rank(self, candidate: _Candidate) -> tuple[bool, int]:
        said = [said + more for said, more in zip(self._said, candidate.answers, strict=True)]
        return candidate.theme.id in self._taken, max(said) - min(said)

    def _take(self, candidate: _Candidate) -> None:
        self.words += self._added(candidate)
        self._taken.setdefault(candidate.theme.id, set()).add(candidate.point.id)
        self._said = [said + more for said, more in zip(self._said, candidate.answers, strict=True)]
