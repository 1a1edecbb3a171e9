"""The points of a briefing to choose one for a claim, laid out for a width. Pure functions of the model."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefing import unwritten, wording
from briefing.model import BriefingFile, Perspective, Point, Theme
from briefing.text import one_line
from briefing.tui.lines import Line, Page, Run, Target, fit, pad

BAR = "│"
"""Begins each row; solid where the cursor is."""
NEW = "+"
"""Stands before what is to be made."""


class PointRow(NamedTuple):
    """One row: a point, or what is to be made."""

    theme: Theme | None
    """Its theme; None for a new one."""
    point: Point | None
    """The point; None for a new one."""


def point_rows(themes: Sequence[Theme], typed: str, *, with_new_theme: bool = True) -> tuple[PointRow, ...]:
    """The points whose question or whose theme's title holds each word typed, and what can be made.

    A new point is offered in each theme of which a point is listed; where none is, in every theme.
    """
    wanted = one_line(typed).casefold().split()
    rows: list[PointRow] = []
    for theme in themes:
        found = [point for point in theme.points if _has(wanted, theme, point)]
        if found:
            rows += [*(PointRow(theme, point) for point in found), PointRow(theme, None)]
    if not rows:
        rows = [PointRow(theme, None) for theme in themes]
    return (*rows, *([PointRow(None, None)] if with_new_theme else ()))


def row_of(rows: Sequence[PointRow], place: tuple[str, str | None] | None) -> int:
    """The row of a theme and a point of it; that of the theme where the point is not listed, else the first."""
    ids = [(row.theme and row.theme.id, row.point and row.point.id) for row in rows]
    if place in ids:
        return ids.index(place)
    return next((number for number, (theme, _) in enumerate(ids) if place and theme == place[0]), 0)


def points_page(rows: Sequence[PointRow], about: BriefingFile, width: int) -> Page:
    """A line for each row below the title of its theme; marks say which sides speak to a point already."""
    page = Page()
    titled: str | None = None
    for index, row in enumerate(rows):
        if row.theme is None:
            page.add(index, (), _row(index, ((NEW, "label"),), "New theme", width))
            continue
        if row.theme.id != titled:
            titled = row.theme.id
            head = (Run(fit(f"{row.theme.number} {one_line(row.theme.title)}", width), "foot-label"),)
            page.add(index, *([()] if index else []), head)
        if row.point is None:
            new = f"New point in “{one_line(row.theme.title)}”"
            page.add(index, _row(index, ((" ", "space"), (NEW, "label")), new, width))
        else:
            page.add(index, _row(index, tuple(_marks(row.point, about)), one_line(row.point.question), width))
    return page


def sides_page(sides: Sequence[Perspective], width: int) -> Page:
    """A line for each perspective."""
    page = Page()
    for index, side in enumerate(sides):
        page.add(index, _row(index, ((wording.STANCE_MARKS[index], f"side-{index + 1}"),), one_line(side.name), width))
    return page


def explained(about: BriefingFile) -> str:
    """What the marks before the questions mean."""
    sides = (f"{mark} {one_line(side.short_name)}" for mark, side in _sides(about))
    return f"{'  '.join(sides)}: who speaks to a point already.  {NEW} makes a new one."


def _has(wanted: Sequence[str], theme: Theme, point: Point) -> bool:
    text = one_line(f"{theme.title} {point.question}").casefold()
    return all(word in text for word in wanted)


def _marks(point: Point, about: BriefingFile) -> Iterator[tuple[str, str]]:
    for number, (mark, side) in enumerate(_sides(about), 1):
        yield (mark, f"side-{number}") if unwritten.speaks(point, side.id) else (" ", "space")


def _sides(about: BriefingFile) -> Iterator[tuple[str, Perspective]]:
    return zip(wording.STANCE_MARKS, about.perspectives, strict=True)


def _row(index: int, marks: Sequence[tuple[str, str]], text: str, width: int) -> Line:
    target = Target(index)
    start = [Run(BAR, "label", target), Run(" ", "space", target), *(Run(*mark, target) for mark in marks)]
    room = max(1, width - 3 - len(marks))
    return (*start, Run(" ", "space", target), Run(pad(fit(text, room), room), "text", target))
