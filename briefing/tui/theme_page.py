"""A theme laid out for a width: who says what, in lines. Pure functions of the model."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from typing import NamedTuple

from rich.cells import cell_len

from briefing import wording
from briefing.citations import byline, place
from briefing.model import (
    SILENCE_GLYPH,
    BriefingFile,
    Claim,
    Perspective,
    Point,
    Source,
    Stance,
    Theme,
    cited,
)
from briefing.reading_time import RATE
from briefing.text import one_line
from briefing.tui.lines import Line, Page, Run, Target, fit, pad, width_of, wrap

MEASURE = 72
"""The widest a column of prose gets, in cells."""
SIDE_BY_SIDE = 68
"""From this width on, the answers stand side by side."""
ROOMY = 76
"""Above this width, margins are wider."""
BARS = ("▌", "▐")
"""The marks of the briefing's two perspectives: they differ in shape, not only in colour."""
NOTE_MARK = "◊"
NOTE_LINES = 3
"""How many lines of a note are shown with its point."""
EITHER = -1
"""The side of a target that belongs to both: the point's question."""
LABEL_WIDTH = 16
"""The column of the labels below the points, in cells."""


class View(NamedTuple):
    """What is shown beside the theme itself."""

    about: BriefingFile
    sources: Mapping[str, Source]
    notes: Mapping[str, str]
    """Texts by target: `theme`, or `theme/point`."""
    swapped: bool = False
    """Whether the briefing's second perspective is shown first."""
    rate: int = RATE
    """How many words a minute are said."""

    @property
    def sides(self) -> tuple[Perspective, Perspective]:
        """The perspectives in the order they are shown."""
        first, second = self.about.perspectives
        return (second, first) if self.swapped else (first, second)

    def number(self, shown: int) -> int:
        """Which perspective of the briefing, 0 or 1, is shown first (0) or second (1)."""
        return 1 - shown if self.swapped else shown

    def role(self, shown: int) -> str:
        """The style of the side that is shown first (0) or second (1)."""
        return f"side-{self.number(shown) + 1}"


class Frame(NamedTuple):
    """The columns of a page of some width, in cells."""

    width: int

    @property
    def beside(self) -> bool:
        """Whether the sides stand side by side, rather than one under the other."""
        return self.width >= SIDE_BY_SIDE

    @property
    def margin(self) -> int:
        """What is left free at the left."""
        return 2 if self.width > ROOMY else 1

    @property
    def gutter(self) -> int:
        """What is left free between the sides."""
        return 3 if self.width > ROOMY else 2

    @property
    def cell(self) -> int:
        """The width of one side's cell, its bar included."""
        if self.beside:
            return min(MEASURE + 2, (self.width - self.margin - self.gutter - 1) // 2)
        return min(MEASURE + 2, self.width - 2 * self.margin)

    @property
    def row(self) -> int:
        """The width that a point takes."""
        return 2 * self.cell + self.gutter if self.beside else self.cell

    @property
    def prose(self) -> int:
        """The width of a text that belongs to no side."""
        return min(MEASURE, self.row)


def theme_page(theme: Theme, view: View, width: int, marked: str = "") -> Page:
    """The whole theme for `width` cells: side by side where there is room, else one side under the other.

    Outside the points, the text that is `marked` gets the role `mark`.
    """
    frame = Frame(width)
    page = Page()
    _add(page, frame, -1, [(), *_texts(theme.question, "question", frame.prose, marked=marked)])
    _add(page, frame, -1, _texts(theme.overview, "overview", frame.prose, marked=marked))
    _add(page, frame, -1, _note(view.notes.get(theme.id, ""), frame.prose))
    _add(page, frame, -1, [()])
    stances = [_stance(i, side, theme.stances[side.id], view, frame, marked) for i, side in enumerate(view.sides)]
    _add(page, frame, -1, _cells(stances, view, frame))
    for index, point in enumerate(theme.points):
        _add(page, frame, index, [(), *_point_head(index, point, frame)])
        cells = [_claims(Target(index, i), side, point, view, frame) for i, side in enumerate(view.sides)]
        _add(page, frame, index, _cells(cells, view, frame, index))
        _add(page, frame, index, _note(view.notes.get(f"{theme.id}/{point.id}", ""), frame.prose))
    _add(page, frame, len(theme.points), _foot(theme, frame, marked))
    return page


def sides_line(view: View, width: int) -> Line:
    """The names of the two sides over their columns; empty where the sides stand one under the other."""
    frame = Frame(width)
    if not frame.beside:
        return ()
    names = [
        Run(
            pad(f"{BARS[view.number(i)]} {fit(one_line(side.name.upper()), frame.cell - 2)}", frame.cell),
            view.role(i),
        )
        for i, side in enumerate(view.sides)
    ]
    return (Run(" " * frame.margin, "space"), names[0], Run(" " * frame.gutter, "space"), names[1])


def _add(page: Page, frame: Frame, owner: int, lines: Iterable[Line]) -> None:
    margin = Run(" " * frame.margin, "space")
    page.add(owner, *((margin, *line) if line else () for line in lines))


def _texts(text: str, role: str, width: int, target: Target | None = None, *, marked: str = "") -> list[Line]:
    return [(Run(line, _marked(text, role, marked), target),) for line in wrap(text, width)]


def _marked(text: str, role: str, marked: str) -> str:
    return "mark" if marked and text == marked else role


def _stance(shown: int, side: Perspective, stance: Stance, view: View, frame: Frame, marked: str) -> list[Line]:
    width = frame.cell - 2
    name = [] if frame.beside else _texts(side.name.upper(), view.role(shown), width)
    meter = Run(wording.meter(stance.level), view.role(shown))
    label = view.about.scale.label(stance.level)
    return [
        *name,
        (meter, Run(f" {fit(one_line(label), width - 6)}", "label")),
        *_texts(byline(view.sources[side.source]), "byline", width),
        *_texts(stance.reason, "reason", width, marked=marked),
    ]


def _point_head(index: int, point: Point, frame: Frame) -> list[Line]:
    relation = " ".join(wording.relation(point) or ())
    number = f"{index + 1}  "
    room = frame.row - len(number) - cell_len(relation) - 2
    target = Target(index, EITHER)
    if room < 20:
        head = [
            (Run(number if first else " " * len(number), "number", target), Run(text, "point", target))
            for first, text in _first(wrap(point.question, frame.row - len(number)))
        ]
        return [*head, (Run(" " * len(number) + relation, "relation", target),)]
    lines: list[Line] = []
    for first, text in _first(wrap(point.question, min(room, MEASURE))):
        start = Run(number if first else " " * len(number), "number", target)
        end = (
            Run(" " * (frame.row - len(number) - cell_len(text) - cell_len(relation)), "space", target),
            Run(relation, "relation", target),
        )
        lines.append((start, Run(text, "point", target), *(end if first else ())))
    return lines


def _claims(target: Target, side: Perspective, point: Point, view: View, frame: Frame) -> list[Line]:
    width = frame.cell - 2
    name = [] if frame.beside else _texts(side.short_name.upper(), view.role(target.side), width, target)
    claims = point.claims.get(side.id, ())
    if not claims:
        text = f"{SILENCE_GLYPH} {wording.silent(point, side.id)}"
        return name + _texts(text, "silence", width, target)
    return name + [line for claim in claims for line in _claim(claim, target, view, width)]


def _claim(claim: Claim, target: Target, view: View, width: int) -> Iterator[Line]:
    yield from _texts(wording.spoken(claim), claim.voice.value, width, target)
    places = dict.fromkeys(place_of(evidence.at, view.sources) for evidence in cited(claim.evidence))
    if places:
        yield from _texts("; ".join(places), "evidence", width, target)


def place_of(locator: str, sources: Mapping[str, Source]) -> str:
    """Where a locator points, in words; the locator itself where its source is not known."""
    source = sources.get(locator.split("/")[0])
    return place(source, locator) if source else locator


def _cells(cells: list[list[Line]], view: View, frame: Frame, point: int | None = None) -> Iterator[Line]:
    """The two sides' lines with their bars: side by side, or one under the other."""
    targets = [None if point is None else Target(point, side) for side in (0, 1)]
    if not frame.beside:
        for side, lines in enumerate(cells):
            for line in lines:
                yield _barred(line, view.number(side), targets[side], frame.cell)
        return
    for first, second in zip_longest(*cells, fillvalue=()):
        yield (
            *_barred(first, view.number(0), targets[0], frame.cell),
            Run(" " * frame.gutter, "space"),
            *_barred(second, view.number(1), targets[1], frame.cell),
        )


def _barred(line: Line, side: int, target: Target | None, width: int) -> Line:
    bar = Run(BARS[side], f"side-{side + 1}", target)
    fill = Run(" " * (width - 2 - width_of(line)), "space", target)
    return (bar, Run(" ", "space", target), *line, fill)


def _note(text: str, width: int) -> Iterator[Line]:
    lines = [line for line in wrap(text, width - 2) if line]
    if len(lines) > NOTE_LINES:
        lines = [*lines[: NOTE_LINES - 1], fit(lines[NOTE_LINES - 1] + " …", width - 2)]
    for first, line in _first(lines):
        yield (Run(f"{NOTE_MARK} " if first else "  ", "note-mark"), Run(line, "note"))


def _foot(theme: Theme, frame: Frame, marked: str) -> Iterator[Line]:
    sections = [("Common ground", theme.common_ground), ("Open questions", theme.open_questions)]
    if theme.crux:
        sections.insert(1, ("Crux", (theme.crux,)))
    beside = frame.beside
    width = min(MEASURE, frame.row - LABEL_WIDTH) if beside else frame.prose
    for title, texts in sections:
        if not texts:
            continue
        yield ()
        if not beside:
            yield (Run(title, "foot-label"),)
        bullet = "• " if len(texts) > 1 else ""
        for number, text in enumerate(texts):
            for first, line in _first(wrap(text, width - len(bullet))):
                label = Run(pad(title if first and not number else "", LABEL_WIDTH), "foot-label")
                mark = Run(bullet if first else " " * len(bullet), "bullet")
                yield (*((label,) if beside else ()), mark, Run(line, _marked(text, "foot", marked)))
    yield ()


def _first(lines: list[str]) -> Iterator[tuple[bool, str]]:
    return ((number == 0, line) for number, line in enumerate(lines))
