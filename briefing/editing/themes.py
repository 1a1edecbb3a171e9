"""What an author does to one theme; each function returns the theme changed, so that it can still be loaded."""

from collections.abc import Iterable

from msgspec.structs import replace

from briefing import unwritten
from briefing.editing import at
from briefing.errors import BriefingError
from briefing.model import Claim, Point, Relation, ThemeFile
from briefing.text import free_id, short_slug


class CannotEdit(BriefingError):
    """A change that would leave something that cannot be read or makes no sense."""


def file_of(theme: ThemeFile) -> ThemeFile:
    """What the theme's own file holds of it, without what the contents add."""
    if type(theme) is ThemeFile:
        return theme
    return ThemeFile(**{name: getattr(theme, name) for name in ThemeFile.__struct_fields__})


def index_of(theme: ThemeFile, point: str) -> int:
    """Where a point stands among the theme's, from 0. Raises CannotEdit if it is not there."""
    for index, each in enumerate(theme.points):
        if each.id == point:
            return index
    raise CannotEdit(f"there is no point `{point}` in the theme any more", "Choose another point.")


def with_claim(theme: ThemeFile, point: str, side: str, claim: Claim, number: int | None = None) -> ThemeFile:
    """A side says something on a point: its claim with this number, from 0, gives way; without one it is a new claim.

    A side that speaks is not silent.
    """
    index = index_of(theme, point)
    held = theme.points[index]
    claims = held.claims.get(side, ())
    if number is None:
        claims = (*claims, claim)
    else:
        claims = tuple(claim if place == number else each for place, each in enumerate(claims))
    silence = {name: words for name, words in held.silence.items() if name != side}
    return _with_point(theme, index, replace(held, claims={**held.claims, side: claims}, silence=silence))


def without_claim(theme: ThemeFile, point: str, side: str, number: int) -> ThemeFile:
    """A side's claim with this number, from 0, goes; with its last one the relation goes, too."""
    index = index_of(theme, point)
    held = theme.points[index]
    left = tuple(each for place, each in enumerate(held.claims[side]) if place != number)
    if left:
        return _with_point(theme, index, replace(held, claims={**held.claims, side: left}))
    claims = {name: each for name, each in held.claims.items() if name != side}
    return _with_point(theme, index, replace(held, claims=claims, relation=None))


def with_silence(theme: ThemeFile, point: str, side: str, words: Iterable[str]) -> ThemeFile:
    """A side is silent on a point, and these words were looked for; no words take the silence back.

    Claims that still say TODO give way to it. Raises CannotEdit if the side makes another one.
    """
    index = index_of(theme, point)
    held = theme.points[index]
    looked_for = tuple(dict.fromkeys(word.strip() for word in words if word.strip()))
    silence = {name: each for name, each in held.silence.items() if name != side}
    if not looked_for:
        return _with_point(theme, index, replace(held, silence=silence))
    if unwritten.speaks(held, side):
        raise CannotEdit("a side that makes a claim is not silent", "Delete its claims first.")
    claims = {name: each for name, each in held.claims.items() if name != side}
    silence[side] = looked_for
    return _with_point(theme, index, replace(held, claims=claims, silence=silence, relation=None))


def with_relation(theme: ThemeFile, point: str, relation: Relation | None) -> ThemeFile:
    """How the answers to a point stand to each other. Raises CannotEdit unless both sides speak."""
    index = index_of(theme, point)
    held = theme.points[index]
    if relation is not None and len(held.claims) < 2:
        raise CannotEdit("one answer alone stands in no relation", "Write what the other side says first.")
    return _with_point(theme, index, replace(held, relation=relation))


def with_new_point(theme: ThemeFile, question: str, place: int) -> tuple[ThemeFile, str]:
    """A new point at a place, from 0, and the id that it got from its question."""
    known = free_id(short_slug(question) or "point", {point.id for point in theme.points})
    return at.with_item(theme, ("points", place), Point(id=known, question=question)), known


def without_point(theme: ThemeFile, point: str) -> ThemeFile:
    """A point goes. Raises CannotEdit for the last one."""
    if len(theme.points) == 1:
        raise CannotEdit("a theme has at least one point", "Add another one first, or delete the theme.")
    return at.without(theme, ("points", index_of(theme, point)))


def _with_point(theme: ThemeFile, index: int, point: Point) -> ThemeFile:
    return at.with_value(theme, ("points", index), point)
