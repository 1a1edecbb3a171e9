"""The overview laid out for a width: a row for each theme, and the matrix of all points. Pure functions of the rows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.cells import cell_len

from briefing import wording
from briefing.model import SILENCE_GLYPH, Relation
from briefing.overview import Answers, Sort, ThemeRow, answers, used
from briefing.text import one_line
from briefing.tui.lines import Line, Page, Run, Target, fit, pad, width_of, wrap
from briefing.tui.theme_page import EITHER, MEASURE, NOTE_MARK, View

POINTER = " "
"""Stands before each row, in the role `pointer`; the view makes `CHOSEN_POINTER` of it where the cursor is."""
CHOSEN_POINTER = "▸"
NONE = "·"
"""Stands for the number 0."""
COUNT_WIDTH = 3
"""The width of a number or of a cell of the matrix, in cells."""
LEAST_TITLE = 12
"""A title gets at least so many cells before the counts are left out."""
STEPS = ((110, 4), (76, 2), (0, 1))
"""From which width on the levels of a stance are how many cells apart."""


@dataclass(frozen=True, slots=True)
class Columns:
    """How wide the columns of the overview are, in cells, and which of them there is room for."""

    number: int
    title: int
    step: int
    """From one level of a stance to the next."""
    kinds: tuple[Answers, ...]
    """What is counted."""
    silences: bool
    """Whether the silences of each side are."""

    @property
    def title_start(self) -> int:
        """Where the titles begin."""
        return 1 + self.number + 1


def columns_for(rows: Sequence[ThemeRow], width: int) -> Columns:
    """The columns of these rows; where there is no room, the silences are left out, then all counts."""
    number = max((len(str(row.number)) for row in rows), default=1)
    longest = max((cell_len(one_line(row.title)) for row in rows), default=0)
    step = next(step for least, step in STEPS if width >= least)
    kinds = tuple(used(rows))
    taken = 1 + number + 1 + 2 + 4 * step + 1 + COUNT_WIDTH
    for shown, silences in ((kinds, True), (kinds, False), ((), False)):
        room = width - taken - COUNT_WIDTH * (len(shown) + 2 * silences)
        if room >= LEAST_TITLE:
            break
    return Columns(number, max(0, min(longest, room)), step, shown, silences)


def overview_head(rows: Sequence[ThemeRow], view: View, width: int) -> list[Line]:
    """The names of the columns."""
    columns = columns_for(rows, width)
    start = Run(" " * columns.title_start + pad("Theme", columns.title) + "  ", "label")
    signs = "".join(f"{kind.glyph:>{COUNT_WIDTH}}" for kind in columns.kinds)
    silent = [
        Run(f"{sign:>{COUNT_WIDTH}}", _side(view.number(shown)))
        for shown, sign in enumerate(_silent(view))
        if columns.silences
    ]
    marks = Run(f"{NOTE_MARK:>{COUNT_WIDTH}}", "note-mark")
    return [_cut((start, Run(wording.scale_marks(columns.step), "label"), Run(signs, "label"), *silent, marks), width)]


def overview_page(rows: Sequence[ThemeRow], view: View, width: int) -> Page:
    """A line for each theme: number, title, stances, how many points are answered in which way, silences, notes."""
    columns = columns_for(rows, width)
    page = Page()
    for index, row in enumerate(rows):
        target = Target(index)
        line = (*_start(row, columns, target), *_stances(row, columns), *_numbers(row, columns, view))
        page.add(index, _cut(tuple(run._replace(target=target) for run in line), width))
    return page


def matrix_columns(rows: Sequence[ThemeRow], width: int) -> tuple[Columns, int]:
    """The columns of the matrix, and how many cells of it stand in a line."""
    number = max((len(str(row.number)) for row in rows), default=1)
    longest = max((cell_len(one_line(row.title)) for row in rows), default=0)
    most = max((len(row.points) for row in rows), default=1)
    room = width - (1 + number + 1 + 1)
    title = max(min(longest, room - COUNT_WIDTH * most), min(longest, room // 3), 0)
    return Columns(number, title, 1, (), False), max(1, (room - title) // COUNT_WIDTH)


def matrix_head(rows: Sequence[ThemeRow], width: int) -> list[Line]:
    """The numbers of the points above their cells."""
    columns, across = matrix_columns(rows, width)
    most = max((len(row.points) for row in rows), default=0)
    numbers = "".join(f"{number:^{COUNT_WIDTH}}" for number in range(1, min(most, across) + 1))
    return [_cut((Run(" " * columns.title_start + pad("Theme", columns.title) + " " + numbers, "label"),), width)]


def matrix_page(rows: Sequence[ThemeRow], width: int) -> Page:
    """A row for each theme, and in it a cell for each point: the sign of how it is answered.

    The target of a cell has the number of the point as its side; that of a title belongs to no point.
    """
    columns, across = matrix_columns(rows, width)
    page = Page()
    for index, row in enumerate(rows):
        target = Target(index, EITHER)
        start = [run._replace(target=target) for run in (*_start(row, columns, target), Run(" ", "space"))]
        cells = [
            Run(f"{answers(point).glyph:^{COUNT_WIDTH}}", "cell", Target(index, number))
            for number, point in enumerate(row.points)
        ]
        if not cells:
            cells = [Run(fit(" not read", max(1, width - width_of(tuple(start)))), "silence", Target(index))]
        for first in range(0, len(cells), across):
            before = start if first == 0 else [Run(" " * width_of(tuple(start)), "space")]
            page.add(index, _cut((*before, *cells[first : first + across]), width))
    return page


def theme_lines(row: ThemeRow, view: View, width: int) -> list[Line]:
    """The whole title of a theme, and its stances in words."""
    lines = _texts(f"{row.number}. {row.title}", "point", width)
    if row.levels is None:
        return [
            *lines,
            *_texts("Its file is not read. Enter opens the theme, and says why if it cannot be.", "silence", width),
        ]
    parts = []
    for shown, side in enumerate(view.sides):
        number = view.number(shown)
        level = wording.level(view.about.scale, row.levels[number])
        parts.append((f"{wording.STANCE_MARKS[number]} {side.short_name}: {level}", _side(number)))
    measured = [(f"distance {row.distance}", "label"), (f"agreement {row.agreement or 0:.0%}", "label")]
    return [*lines, *_flow([*parts, *measured], width)]


def point_lines(row: ThemeRow, number: int, view: View, width: int) -> list[Line]:
    """The question of a point, and how it is answered, in words; `number` is 0-based."""
    if not row.points:
        return theme_lines(row, view, width)
    point = row.points[number]
    kind = answers(point)
    said = f"{kind.glyph} {kind.label}"
    if kind.value in list(Relation):
        said += f": {Relation(kind.value).meaning}"
    silent = [
        f"{side.short_name}: {wording.silent(point, side.id)}" for side in view.sides if not point.claims.get(side.id)
    ]
    return [
        *_texts(f"{row.title}, point {number + 1} of {len(row.points)}", "byline", width),
        *_texts(point.question, "point", width),
        *_texts(said, "relation", width),
        *(line for text in silent for line in _texts(text, "silence", width)),
    ]


def chosen_cell(text: str) -> str:
    """A cell of the matrix that the cursor is on."""
    return f"[{text[1:-1]}]"


def overview_foot(
    rows: Sequence[ThemeRow], chosen: ThemeRow, view: View, sort: Sort, width: int, height: int
) -> list[Line]:
    """What stands below the overview: the chosen theme in words, and the legend."""
    return _foot(theme_lines(chosen, view, width), overview_legend(rows, view, sort, width), height)


def matrix_foot(
    rows: Sequence[ThemeRow], chosen: ThemeRow, number: int, view: View, sort: Sort, width: int, height: int
) -> list[Line]:
    """What stands below the matrix: the chosen point in words, and the legend."""
    return _foot(point_lines(chosen, number, view, width), matrix_legend(rows, sort, width), height)


def _foot(chosen: list[Line], legend: list[Line], height: int) -> list[Line]:
    """Both with blank lines, where there is room."""
    whole = [(), *chosen, (), *legend]
    return whole if len(whole) <= height else [*chosen, *legend]


def overview_legend(rows: Sequence[ThemeRow], view: View, sort: Sort, width: int) -> list[Line]:
    """What the signs of the overview mean, and how the themes are sorted."""
    scale = view.about.scale
    sides = [
        (f"{wording.STANCE_MARKS[view.number(n)]} {side.short_name}", _side(view.number(n)))
        for n, side in enumerate(view.sides)
    ]
    return [
        *_texts(f"Sorted: {sort.meaning}.", "label", width),
        *_flow(
            [
                *sides,
                (f"{wording.SAME_STANCE} the same", "label"),
                (f"1 {scale.labels[0]} to 5 {scale.labels[-1]}", "label"),
                *_kinds(rows),
                (f"{' '.join(_silent(view))} silences of a side", "label"),
                (f"{NOTE_MARK} notes", "note-mark"),
            ],
            width,
        ),
    ]


def matrix_legend(rows: Sequence[ThemeRow], sort: Sort, width: int) -> list[Line]:
    """What the signs of the matrix mean, and how the themes are sorted."""
    return [*_texts(f"Sorted: {sort.meaning}.", "label", width), *_flow([*_kinds(rows)], width)]


def _silent(view: View) -> list[str]:
    """For each side, as they are shown, the sign that it does not speak to a point."""
    return [wording.STANCE_MARKS[view.number(shown)] + SILENCE_GLYPH for shown in (0, 1)]


def _kinds(rows: Sequence[ThemeRow]) -> Iterator[tuple[str, str]]:
    return ((f"{kind.glyph} {kind.label}", "label") for kind in used(rows))


def _start(row: ThemeRow, columns: Columns, target: Target) -> Iterator[Run]:
    yield Run(POINTER, "pointer", target)
    yield Run(f"{row.number:>{columns.number}} ", "number", target)
    yield Run(pad(fit(one_line(row.title), columns.title), columns.title), "text", target)


def _stances(row: ThemeRow, columns: Columns) -> Iterator[Run]:
    yield Run("  ", "space")
    if row.levels is None:
        yield Run(pad("", 4 * columns.step + 1), "space")
        return
    roles = {mark: _side(number) for number, mark in enumerate(wording.STANCE_MARKS)}
    for mark, same in groupby(wording.stance_marks(*row.levels, columns.step)):
        yield Run("".join(same), roles.get(mark, "label"))


def _numbers(row: ThemeRow, columns: Columns, view: View) -> Iterator[Run]:
    if row.levels is None:
        room = COUNT_WIDTH * (len(columns.kinds) + 2 * columns.silences)
        yield Run(pad("  not read" if room >= 10 else "", room), "silence")
    else:
        yield from (_number(row.counts[kind], "text") for kind in columns.kinds)
        if columns.silences:
            yield from (_number(row.silences[view.number(shown)], "text") for shown in (0, 1))
    yield _number(row.notes, "note-mark")


def _number(number: int, role: str) -> Run:
    return Run(f"{number or NONE:>{COUNT_WIDTH}}", role if number else "none")


def _side(number: int) -> str:
    return f"side-{number + 1}"


def _texts(text: str, role: str, width: int) -> list[Line]:
    return [(Run(f" {line}", role),) for line in wrap(text, min(MEASURE, width - 2))]


def _flow(parts: Iterable[tuple[str, str]], width: int) -> list[Line]:
    """Texts with their roles, one after the other, in as many lines as they need."""
    lines: list[list[Run]] = []
    for text, role in parts:
        run = Run(f" {fit(one_line(text), width - 2)}", role)
        if lines and width_of(tuple(lines[-1])) + 1 + cell_len(run.text) <= width:
            lines[-1] += [Run(" ", "space"), run]
        else:
            lines.append([run])
    return [tuple(line) for line in lines]


def _cut(line: Line, width: int) -> Line:
    """The line without what there is no room for."""
    if width_of(line) <= width:
        return line
    kept: list[Run] = []
    for run in line:
        room = width - width_of(tuple(kept))
        kept.append(run if cell_len(run.text) <= room else run._replace(text=pad(run.text, room)))
    return tuple(kept)
