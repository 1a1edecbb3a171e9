"""What is different between two briefings, laid out for a width: old at the left, new at the right. Pure functions."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from rich.cells import cell_len

from briefing.diff import Change, Diff, Group, Kind
from briefing.diff.words import Spans, changed_words
from briefing.export.diff import by_kind, figures, group_title, heading, is_of_places, parts, summary
from briefing.text import one_line
from briefing.tui.lines import Line, Page, Run, Target, fit, pad, width_of, wrap, wrap_marked, wrapped
from briefing.tui.theme_page import BARS, Frame

WAS, IS = "-", "+"
"""Stand before what was and before what is."""
TO = " → "
"""Stands between an old value and the new one."""
NO_SIDE = "│"
"""The bar of a difference that belongs to neither perspective."""
HERE = "▸"
"""Stands before the theme that the cursor is in, in the list of what has changed."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Two briefings, or two states of one, and what is different."""

    diff: Diff
    old: str
    """What the older one is called, such as its folder."""
    new: str
    """What the newer one is called."""
    same: str
    """What is said where nothing is different."""
    hint: str
    """What is said below that."""


@dataclass(frozen=True, slots=True)
class Row:
    """One difference, and the group that it is in."""

    group: Group
    change: Change


def rows_of(diff: Diff) -> tuple[Row, ...]:
    """The differences in the order they are shown."""
    return tuple(Row(group, change) for group in diff.groups for change in group.changes)


def row_like(rows: Sequence[Row], row: Row) -> int | None:
    """The 0-based number of a difference of before, or of one in the same place; None where there is none now."""
    alike = [index for index, other in enumerate(rows) if _place(other) == _place(row)]
    return next((index for index in alike if rows[index].change == row.change), next(iter(alike), None))


def _place(row: Row) -> tuple[object, ...]:
    """What a difference is in, whatever it says."""
    group, change = row.group, row.change
    return group.of, group.id, change.part, change.side, change.point, change.field


def diff_page(compared: Compared, width: int) -> Page:
    """The differences by theme and by point; each is a row of the page."""
    diff, frame, page = compared.diff, Frame(width), Page()
    _add(page, frame, -1, _head(compared, frame))
    before: Row | None = None
    for index, row in enumerate(rows_of(diff)):
        if before is None or before.group is not row.group:
            _add(page, frame, index, _group_head(row.group, frame))
            before = None
        if row.change.point is not None and (before is None or before.change.point != row.change.point):
            question = f"Point {row.change.point}: {row.change.question}"
            _add(page, frame, index, [(), *wrapped(question, "point", frame.prose)])
        _add(page, frame, index, [(), *_barred(_change(row.change, diff, frame), row.change, diff, index, frame)])
        before = row
    _add(page, frame, len(rows_of(diff)), [()])
    return page


def names_line(compared: Compared, width: int) -> Line:
    """What both briefings are called, over their columns; empty where they stand one under the other."""
    frame = Frame(width)
    if not frame.beside:
        return ()
    old, new = (
        pad(f"{sign} {fit(one_line(name), frame.cell - 4)}", frame.cell - 2)
        for sign, name in ((WAS, compared.old), (IS, compared.new))
    )
    gap = Run(" " * frame.gutter, "space")
    return (Run(" " * (frame.margin + 2), "space"), Run(old, "name-old"), gap, Run(new, "name-new"))


def outline_lines(diff: Diff, current: int, width: int) -> list[Line]:
    """A line for each group with the number of its differences; `current` is the row that the cursor is on."""
    lines: list[Line] = [(Run(pad(" Changes in", width), "label"),)]
    first = 0
    for group in diff.groups:
        number = len(group.changes)
        is_here = first <= current < first + number
        end = f" {number:,} "
        room = max(1, width - len(HERE) - len(end))
        start = Run(HERE if is_here else " ", "here", Target(first))
        title = pad(fit(one_line(group_title(group)), room), room)
        role = "here" if is_here else "text"
        lines.append((start, Run(title, role, Target(first)), Run(end, "length", Target(first))))
        first += number
    return lines


def _add(page: Page, frame: Frame, owner: int, lines: Iterable[Line]) -> None:
    margin = Run(" " * frame.margin, "space")
    page.add(owner, *((margin, *line) if line else () for line in lines))


def _head(compared: Compared, frame: Frame) -> Iterator[Line]:
    """How much is different; what is compared, where no line above the page says so."""
    yield ()
    if compared.diff.is_empty:
        yield from wrapped(one_line(compared.same), "question", frame.prose)
        yield from wrapped(one_line(compared.hint), "label", frame.prose)
        return
    yield from wrapped(f"{summary(compared.diff).capitalize()}.", "label", frame.prose)
    if not frame.beside:
        yield from _cell(one_line(compared.old), "name-old", WAS, frame.prose)
        yield from _cell(one_line(compared.new), "name-new", IS, frame.prose)


def _group_head(group: Group, frame: Frame) -> Iterator[Line]:
    """The title of a group, and how many differences of which kinds it has."""
    title = wrap(group_title(group), frame.prose)
    told = by_kind(group.counts)
    yield ()
    yield from ((Run(line, "question"),) for line in title[:-1])
    room = frame.row - cell_len(title[-1]) - 2
    if cell_len(told) <= room:
        yield (Run(title[-1], "question"), Run(" " * (room + 2 - cell_len(told)), "space"), Run(told, "label"))
    else:
        yield (Run(title[-1], "question"),)
        yield from wrapped(told, "label", frame.prose)


def _change(change: Change, diff: Diff, frame: Frame) -> Iterator[Line]:
    """What has happened to which part, and both wordings."""
    yield from wrapped(one_line(heading(change, diff)), "label", frame.row - 2)
    if is_of_places(change):
        return
    width = frame.cell - 2
    if line := _values(change, frame.row - 2):
        yield line
    else:
        spans: tuple[Spans, Spans] = ((), ())
        if change.old is not None and change.new is not None and change.kind is not Kind.WRITTEN:
            spans = changed_words(change.old, change.new)
        old = list(_wording(change, change.old, WAS, spans[0], width))
        new = list(_wording(change, change.new, IS, spans[1], width))
        yield from _beside(old, new, width, frame.gutter) if frame.beside else (*old, *new)
    if told := figures(change):
        yield from wrapped(told, "figures", frame.row - 2)


def _values(change: Change, width: int) -> Line:
    """An old value and the new one on one line; empty where they are wordings or too long for it."""
    if change.kind is not Kind.CHANGED or change.old is None or change.new is None:
        return ()
    line = (Run(one_line(change.old), "old"), Run(TO, "label"), Run(one_line(change.new), "new"))
    return line if width_of(line) <= width else ()


def _wording(change: Change, text: str | None, sign: str, spans: Spans, width: int) -> Iterator[Line]:
    """The old or the new wording, the words that only it has marked; nothing where there is none."""
    if text is None:
        return
    role, mark = ("old", "gone") if sign == WAS else ("new", "come")
    if not spans:
        for part in parts(change, text):
            yield from _cell(part, role, sign, width)
        return
    for number, pieces in enumerate(wrap_marked(text, spans, width - 2)):
        runs = (Run(piece, mark if is_marked else role) for piece, is_marked in pieces)
        yield (Run(f"{sign} " if number == 0 else "  ", f"sign-{role}"), *runs)


def _cell(text: str, role: str, sign: str, width: int) -> Iterator[Line]:
    """A text behind its sign."""
    for number, line in enumerate(wrap(text, width - 2) or [""]):
        yield (Run(f"{sign} " if number == 0 else "  ", f"sign-{role.removeprefix('name-')}"), Run(line, role))


def _beside(old: list[Line], new: list[Line], width: int, gutter: int) -> Iterator[Line]:
    for left, right in zip_longest(old, new, fillvalue=()):
        yield (*left, Run(" " * (width + gutter - width_of(left)), "space"), *right)


def _barred(lines: Iterable[Line], change: Change, diff: Diff, index: int, frame: Frame) -> Iterator[Line]:
    """The lines of a difference behind the bar of its side, as wide as the page."""
    number = side_number(change, diff)
    bar = Run(NO_SIDE, "bar") if number is None else Run(BARS[number], f"side-{number + 1}")
    for line in lines:
        runs = (bar, Run(" ", "space"), *line, Run(" " * (frame.row - 2 - width_of(line)), "space"))
        yield tuple(run._replace(target=Target(index)) for run in runs)


def side_number(change: Change, diff: Diff) -> int | None:
    """Which perspective a difference belongs to, 0 or 1; None for neither."""
    for about in (diff.new, diff.old):
        ids = [side.id for side in about.perspectives]
        if change.side in ids:
            return ids.index(change.side)
    return None
