"""Two briefings -> what is different between them, by theme and by source."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefing.citations import record
from briefing.diff import points, records
from briefing.diff.changes import Change, Diff, Group, Kind, Of, Part, allowed, on_side, renamed, texts
from briefing.diff.ids import Ids, ids
from briefing.diff.lists import listed, place, wordings
from briefing.diff.pairing import SAME, Pairs, alike, equal, moved
from briefing.model import Briefing, Point, Theme
from briefing.text import one_line


class _At(NamedTuple):
    """Where a point stands."""

    theme: int
    point: int


def compare(old: Briefing, new: Briefing) -> Diff:
    """All that is different between two briefings, each read whole.

    Themes, points, sources and sides go by their ids; one whose id is gone is taken for one whose id is new if they
    are alike enough, and told as renamed.
    """
    return Diff(old.about, new.about, tuple(group for group in _groups(old, new) if group.changes))


def _groups(old: Briefing, new: Briefing) -> Iterator[Group]:
    known = ids(old, new)
    about = tuple(records.abouts(old.about, new.about, known))
    yield Group(Of.BRIEFING, new.about.id, new.about.title, about)
    yield from _Themes(old, new, known).groups()
    partner = {after: before for before, after in known.sources.items()}
    for source in new.sources.values():
        if source.id in partner:
            changes = tuple(records.sources(old.sources[partner[source.id]], source))
        else:
            changes = (Change(Kind.ADDED, Part.SOURCE, None, one_line(record(source))),)
        yield Group(Of.SOURCE, source.id, source.title, changes)
    for source in old.sources.values():
        if source.id not in known.sources:
            changes = (Change(Kind.REMOVED, Part.SOURCE, one_line(record(source)), None),)
            yield Group(Of.SOURCE, source.id, source.title, changes)


class _Themes:
    """The themes of two briefings, and which of them and of their points are the same."""

    def __init__(self, old: Briefing, new: Briefing, known: Ids) -> None:
        self._old, self._new, self._ids = old, new, known
        self._themes = alike(
            [_words_of_theme(theme) for theme in old.themes],
            [_words_of_theme(theme) for theme in new.themes],
            equal([theme.id for theme in old.themes], [theme.id for theme in new.themes]),
            SAME,
        )
        self._points = self._pair_points()
        self._before = {after: before for before, after in self._points.items()}

    def groups(self) -> Iterator[Group]:
        """The differences of each theme, the removed ones last."""
        before = {j: i for i, j in self._themes.items()}
        out_of_order = moved(self._themes)
        for j, theme in enumerate(self._new.themes):
            i = before.get(j)
            changes = [] if i is None or i not in out_of_order else [Change(Kind.MOVED, Part.THEME, place(i), place(j))]
            yield Group(Of.THEME, theme.id, theme.title, (*changes, *self._theme(i, j)))
        for i, theme in enumerate(self._old.themes):
            if i not in self._themes:
                yield Group(Of.THEME, theme.id, theme.title, tuple(self._theme(i, None)))

    def _theme(self, i: int | None, j: int | None) -> Iterator[Change]:
        """The differences of a theme by its old and its new place, of which one may be missing."""
        if i is None and j is not None:
            yield Change(Kind.ADDED, Part.THEME, None, self._told(self._new, j))
        elif j is None and i is not None:
            yield Change(Kind.REMOVED, Part.THEME, self._told(self._old, i), None)
        elif i is not None and j is not None:
            yield from self._own(self._old.themes[i], self._new.themes[j])
        out_of_order = self._moved_within(i, j)
        for number, point in enumerate(self._new.themes[j].points if j is not None else ()):
            yield from points.of_point(self._point(_At(j or 0, number), point, out_of_order), point)
        for number, point in enumerate(self._old.themes[i].points if i is not None else ()):
            if _At(i or 0, number) not in self._points:
                text = points.point_text(point, self._old.about)
                yield from points.of_point(iter((Change(Kind.REMOVED, Part.POINT, text, None),)), point)

    def _point(self, at: _At, point: Point, out_of_order: set[int]) -> Iterator[Change]:
        """The differences of a point of the new briefing."""
        origin = self._before.get(at)
        if origin is None:
            yield Change(Kind.ADDED, Part.POINT, None, points.point_text(point, self._new.about))
            return
        theme = self._old.themes[origin.theme]
        if self._themes.get(origin.theme) != at.theme:
            yield Change(Kind.MOVED, Part.POINT, f"theme {theme.id}", f"theme {self._new.themes[at.theme].id}")
        elif origin.point in out_of_order:
            yield Change(Kind.MOVED, Part.POINT, place(origin.point), place(at.point))
        before = theme.points[origin.point]
        yield from renamed(Part.POINT, before.id, point.id)
        yield from points.points(before, point, self._ids)

    def _own(self, old: Theme, new: Theme) -> Iterator[Change]:
        """The differences of a theme, those of its points aside."""
        yield from renamed(Part.THEME, old.id, new.id)
        yield from texts(Part.TITLE, old.title, new.title)
        yield from texts(Part.QUESTION, old.question, new.question)
        yield from texts(Part.OVERVIEW, old.overview, new.overview)
        scales = self._old.about.scale, self._new.about.scale
        before = self._ids.by_side(old.stances)
        for side in dict.fromkeys((*new.stances, *before)):
            found = points.stances(before.get(side), new.stances.get(side), self._ids, scales)
            yield from on_side(found, side)
        yield from _texts(Part.COMMON_GROUND, old.common_ground, new.common_ground)
        yield from texts(Part.CRUX, old.crux, new.crux)
        yield from _texts(Part.OPEN_QUESTION, old.open_questions, new.open_questions)
        yield from allowed(old.allow, new.allow)

    def _pair_points(self) -> dict[_At, _At]:
        """The points of which both themes are the same by id, then by likeness, then the rest by likeness."""
        pairs: dict[_At, _At] = {}
        for i, j in self._themes.items():
            old, new = self._old.themes[i].points, self._new.themes[j].points
            same = equal([point.id for point in old], [point.id for point in new])
            found = alike(list(map(_words_of_point, old)), list(map(_words_of_point, new)), same, SAME)
            pairs |= {_At(i, a): _At(j, b) for a, b in found.items()}
        taken = set(pairs.values())
        gone = [(at, point) for at, point in _all_points(self._old) if at not in pairs]
        come = [(at, point) for at, point in _all_points(self._new) if at not in taken]
        found = alike(
            [_words_of_point(point) for _, point in gone], [_words_of_point(point) for _, point in come], {}, SAME
        )
        return pairs | {gone[a][0]: come[b][0] for a, b in found.items()}

    def _moved_within(self, i: int | None, j: int | None) -> set[int]:
        """The old places of the points that have moved within a theme."""
        within: Pairs = {a.point: b.point for a, b in self._points.items() if (a.theme, b.theme) == (i, j)}
        return moved(within)

    def _told(self, briefing: Briefing, number: int) -> str:
        """A theme in lines; its points are told by themselves."""
        theme = briefing.themes[number]
        lines = [theme.title, theme.question, theme.overview]
        for side in briefing.about.perspectives:
            if side.id in theme.stances:
                lines.append(f"{side.name}: {points.stance_text(theme.stances[side.id], briefing.about.scale)}")
        lines += [f"Common ground: {text}" for text in theme.common_ground]
        lines += [f"Crux: {theme.crux}"] if theme.crux else []
        lines += [f"Open question: {text}" for text in theme.open_questions]
        return "\n".join(map(one_line, lines))


def _all_points(briefing: Briefing) -> Iterator[tuple[_At, Point]]:
    for i, theme in enumerate(briefing.themes):
        for number, point in enumerate(theme.points):
            yield _At(i, number), point


def _words_of_theme(theme: Theme) -> tuple[str, str]:
    """What a theme is known by: its question, and all that is claimed in it."""
    return theme.question, " ".join(_words_of_point(point)[1] for point in theme.points)


def _words_of_point(point: Point) -> tuple[str, str]:
    """What a point is known by: its question, and all that is claimed on it."""
    return point.question, " ".join(claim.text for claims in point.claims.values() for claim in claims)


def _texts(part: Part, old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    return listed(part, old, new, wordings(old, new))
