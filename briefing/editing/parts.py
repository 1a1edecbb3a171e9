"""What its author can change of the briefing's own texts and of a theme, part by part, in the order of reading."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from briefing import unwritten, wording
from briefing.editing import silence_line
from briefing.model import BriefingFile, EvidenceList, Point, Stance, Theme, cited
from briefing.strict_yaml import KeyPath


class Kind(StrEnum):
    """What a part is, in the user's words."""

    BRIEFING_TITLE = "Title of the briefing"
    BRIEFING_QUESTION = "Question of the briefing"
    SCALE = "What the scale measures"
    SCALE_LABEL = "Name of a level"
    NAME = "Name"
    SHORT_NAME = "Short name"
    THESIS = "Thesis"
    TITLE = "Title"
    QUESTION = "Question"
    OVERVIEW = "Overview"
    LEVEL = "Level"
    REASON = "Reason"
    EVIDENCE = "Evidence"
    POINT = "Point"
    PRIORITY = "Priority"
    RELATION = "Relation"
    CLAIM = "Claim"
    SILENCE = "Silence"
    COMMON_GROUND = "Common ground"
    CRUX = "Crux"
    OPEN_QUESTION = "Open question"


OF_THE_BRIEFING: Final = frozenset(
    {
        Kind.BRIEFING_TITLE,
        Kind.BRIEFING_QUESTION,
        Kind.SCALE,
        Kind.SCALE_LABEL,
        Kind.NAME,
        Kind.SHORT_NAME,
        Kind.THESIS,
    }
)
"""The parts that are the same whichever theme is shown; they stand in the file of the contents."""
OF_THE_STANCE: Final = frozenset({Kind.LEVEL, Kind.REASON, Kind.EVIDENCE})
PRIORITIES: Final = {
    1: "kept when there are only two minutes",
    2: "said when there is time",
    3: "left out first",
}
"""What a point's priority means."""
_ADD: Final = {
    Kind.SHORT_NAME: "Add a short name",
    Kind.CLAIM: "Add a claim",
    Kind.SILENCE: "Record a silence",
    Kind.COMMON_GROUND: "Add common ground",
    Kind.CRUX: "Add a crux",
    Kind.OPEN_QUESTION: "Add an open question",
}


class Part(NamedTuple):
    """One thing that can be changed, or added."""

    kind: Kind
    path: KeyPath
    """The keys that lead to it in the theme's file, or for parts of the briefing in the file of the contents.

    None for the theme's title, which the contents give.
    """
    text: str
    """What stands there, in words; for what can be added, what that would do."""
    value: str = ""
    """What stands there, as its author types it; empty for what can be added."""
    point: str | None = None
    """The id of its point."""
    side: str | None = None
    """The id of its perspective."""
    number: int = 0
    """Where it stands among its like, from 0; the number of a point among the points."""
    is_new: bool = False
    """Whether it is not there yet."""
    rests_on: tuple[str, ...] = ()
    """The locators of its evidence."""

    @property
    def key(self) -> tuple[Kind, str | None, str | None, int, bool]:
        """What tells it from the theme's other parts; a point keeps it wherever it stands, and so does a theme."""
        number = 0 if self.kind in (Kind.TITLE, Kind.POINT) else self.number
        return self.kind, self.point, self.side, number, self.is_new


def parts(theme: Theme, about: BriefingFile, sides: Sequence[str]) -> list[Part]:
    """The briefing's own parts, then all of a theme, those of each side in the order in which `sides` names them."""
    return [*_briefing(about, sides), *_head(theme, about, sides), *_points(theme, sides), *_foot(theme)]


def nearest(listed: Sequence[Part], path: KeyPath, *, in_contents: bool = False) -> int:
    """The index of the part that a place in the theme's file belongs to: the one with most of its keys in common.

    `in_contents` says that the place is one in the file of the contents.
    """
    if in_contents and path[:1] == ("themes",):
        return start(listed, None, None)

    def common(index: int) -> int:
        own = listed[index].path
        return next((n for n, (a, b) in enumerate(zip(own, path, strict=False)) if a != b), min(len(own), len(path)))

    of_file = [index for index, part in enumerate(listed) if (part.kind in OF_THE_BRIEFING) == in_contents]
    return max(of_file, key=common)


def first_difference(before: Sequence[Part], after: Sequence[Part]) -> int:
    """The index of the first part that is new or another one than it was; a relation last, as it goes with the answers.

    Where parts have only gone, it is the nearest one that the first of them stood below, and never one of another side.
    """
    was, now = ([part._replace(path=()) for part in rows] for rows in (before, after))
    shown, left = set(was), set(now)
    if other := [index for index, part in enumerate(now) if part not in shown]:
        return min(other, key=lambda index: now[index].kind is Kind.RELATION)
    for index, gone in enumerate(was):
        if gone not in left:
            above = (part for part in reversed(was[:index]) if part in left and part.side in (None, gone.side))
            return next(map(now.index, above), 0)
    return next((index for index, part in enumerate(now) if part != was[index]), len(now) - 1)


def start(listed: Sequence[Part], point: str | None, side: str | None) -> int:
    """The index of the part to begin at: what a side says on a point, the point, or the theme's title."""
    of_point = [index for index, part in enumerate(listed) if point is not None and part.point == point]
    of_side = [index for index in of_point if listed[index].side == side]
    title = next(index for index, part in enumerate(listed) if part.kind is Kind.TITLE)
    return next(iter(of_side + of_point), title)


def _briefing(about: BriefingFile, sides: Sequence[str]) -> Iterator[Part]:
    yield Part(Kind.BRIEFING_TITLE, ("title",), about.title, about.title)
    yield Part(Kind.BRIEFING_QUESTION, ("question",), about.question, about.question)
    yield Part(Kind.SCALE, ("scale", "measures"), about.scale.measures, about.scale.measures)
    for number, label in enumerate(about.scale.labels):
        text = f"{wording.meter(number + 1)} {label}"
        yield Part(Kind.SCALE_LABEL, ("scale", "labels", number), text, label, number=number)
    indexes = {perspective.id: index for index, perspective in enumerate(about.perspectives)}
    for side in sides:
        path, named = ("perspectives", indexes[side]), about.perspective(side)
        yield Part(Kind.NAME, (*path, "name"), named.name, named.name, side=side)
        short = (*path, "short")
        if named.short is None:
            yield Part(Kind.SHORT_NAME, short, _ADD[Kind.SHORT_NAME], side=side, is_new=True)
        else:
            yield Part(Kind.SHORT_NAME, short, named.short, named.short, side=side)
        yield Part(Kind.THESIS, (*path, "thesis"), named.thesis, named.thesis, side=side)


def _head(theme: Theme, about: BriefingFile, sides: Sequence[str]) -> Iterator[Part]:
    yield Part(Kind.TITLE, (), theme.title, theme.title, number=theme.number - 1)
    yield Part(Kind.QUESTION, ("question",), theme.question, theme.question)
    yield Part(Kind.OVERVIEW, ("overview",), theme.overview, theme.overview)
    for side in sides:
        yield from _stance(theme.stances[side], side, about)


def _stance(stance: Stance, side: str, about: BriefingFile) -> Iterator[Part]:
    path = ("stances", side)
    level = f"{wording.meter(stance.level)} {wording.level(about.scale, stance.level)}"
    yield Part(Kind.LEVEL, (*path, "level"), level, str(stance.level), side=side)
    yield Part(Kind.REASON, (*path, "reason"), stance.reason, stance.reason, side=side)
    rests_on = ", ".join(_locators(stance.evidence))
    yield Part(Kind.EVIDENCE, (*path, "evidence"), rests_on or "none", rests_on, side=side)


def _points(theme: Theme, sides: Sequence[str]) -> Iterator[Part]:
    for index, point in enumerate(theme.points):
        path, known = ("points", index), point.id
        yield Part(Kind.POINT, (*path, "question"), point.question, point.question, point=known, number=index)
        priority = f"{point.priority}: {PRIORITIES[point.priority]}"
        yield Part(Kind.PRIORITY, (*path, "priority"), priority, str(point.priority), point=known)
        if len(point.claims) == len(sides) or point.relation:
            relation = point.relation
            text = f"{relation.glyph} {relation.label}: {relation.meaning}" if relation else "not said yet"
            yield Part(Kind.RELATION, (*path, "relation"), text, relation or "", point=known)
        for side in sides:
            yield from _answer(point, path, side)


def _answer(point: Point, path: KeyPath, side: str) -> Iterator[Part]:
    """What a side says on a point, or that it is silent."""
    claims, silence = (*path, "claims", side), (*path, "silence", side)
    for number, claim in enumerate(point.claims.get(side, ())):
        rests_on = _locators(claim.evidence)
        text = wording.spoken(claim)
        yield Part(Kind.CLAIM, (*claims, number), text, claim.text, point.id, side, number, rests_on=rests_on)
    if side in point.silence:
        words = silence_line.shown(point.silence[side])
        yield Part(Kind.SILENCE, silence, wording.silent(point, side), words, point.id, side)
    elif side not in point.claims:
        yield Part(Kind.CLAIM, claims, _ADD[Kind.CLAIM], point=point.id, side=side, is_new=True)
        yield Part(Kind.SILENCE, silence, _ADD[Kind.SILENCE], point=point.id, side=side, is_new=True)
    elif not unwritten.speaks(point, side):
        instead = f"{_ADD[Kind.SILENCE]} instead"
        yield Part(Kind.SILENCE, silence, instead, point=point.id, side=side, is_new=True)


def _foot(theme: Theme) -> Iterator[Part]:
    yield from _items(Kind.COMMON_GROUND, "common_ground", theme.common_ground)
    if theme.crux is None:
        yield Part(Kind.CRUX, ("crux",), _ADD[Kind.CRUX], is_new=True)
    else:
        yield Part(Kind.CRUX, ("crux",), theme.crux, theme.crux)
    yield from _items(Kind.OPEN_QUESTION, "open_questions", theme.open_questions)


def _items(kind: Kind, key: str, texts: Sequence[str]) -> Iterator[Part]:
    for number, text in enumerate(texts):
        yield Part(kind, (key, number), text, text, number=number)
    yield Part(kind, (key, len(texts)), _ADD[kind], number=len(texts), is_new=True)


def _locators(evidence: EvidenceList) -> tuple[str, ...]:
    return tuple(each.at for each in cited(evidence))
