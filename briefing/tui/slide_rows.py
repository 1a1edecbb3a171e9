"""What a slide says, in rows for a width. Pure functions of the model."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple

from briefing import wording
from briefing.citations import byline_below_title, titled
from briefing.model import SILENCE_GLYPH, SILENCE_LABEL, Perspective, Point, Theme
from briefing.slides import FIRST, RELATION, SECOND, Kind, Slide, taken_away
from briefing.text import one_line
from briefing.tui.lines import Line, Run, pad, width_of, wrap, wrapped
from briefing.tui.theme_page import BARS, View

MEASURE = 100
"""The widest that a slide gets, in cells."""
PROSE = 72
"""The widest that a text over both sides gets, in cells."""
BESIDE = 64
"""From this measure on, the sides stand side by side."""
LABELLED = 88
"""From this measure on, what to take away stands beside the themes' titles."""
LABEL_WIDTH = 28
GUTTER = 4
BAR_TEXTS = tuple(f"{bar} " for bar in BARS)
"""What every line of a side begins with; no wrapped text ends in a space."""
TAKE_AWAY = "What to take away"


class Piece(NamedTuple):
    """A part of a row that comes up in one step."""

    step: int
    """0-based number of the step."""
    line: Line


Row = tuple[Piece, ...]
"""What stands on one line of the screen; empty for a blank one."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a slide stands on a screen of some size, in cells."""

    width: int
    height: int

    @property
    def measure(self) -> int:
        """How wide the slide is."""
        free = 4 if self.width >= 72 else 2 if self.width >= 40 else 0
        return max(1, min(MEASURE, self.width - 2 * free))

    @property
    def margin(self) -> int:
        """What is left free at the left."""
        return (self.width - self.measure) // 2

    @property
    def prose(self) -> int:
        """The width of a text over both sides."""
        return min(PROSE, self.measure)

    @property
    def beside(self) -> bool:
        """Whether the sides stand side by side."""
        return self.measure >= BESIDE

    @property
    def cell(self) -> int:
        """The width of one side's cell, its bar included."""
        return (self.measure - GUTTER) // 2 if self.beside else self.measure


@dataclass(frozen=True, slots=True)
class Parts:
    """A slide's rows."""

    head: list[Row]
    """Said again on each screenful."""
    names: list[Row]
    """Over the columns; said again as well."""
    body: list["Block"]
    foot: list[Row]


class Block(NamedTuple):
    """Rows that stand on one screenful where they fit."""

    rows: list[Row]
    name: tuple[Row, ...] = ()
    """Said above the first of the blocks on a screenful that have the same name."""


def parts(slide: Slide, view: View, frame: Frame, themes: Sequence[Theme]) -> Parts:
    """The rows of a slide; `themes` are those that are presented."""
    if slide.theme and slide.point:
        return _point(slide.theme, slide.point, view, frame)
    if slide.theme:
        return _theme(slide.theme, view, frame)
    return _title(view, frame) if slide.kind is Kind.TITLE else _end(themes, frame)


def _title(view: View, frame: Frame) -> Parts:
    about = view.about
    head = [*_rows(about.title, "slide-title", frame.prose), (), *_rows(about.question, "question", frame.prose)]
    sources = [view.sources[side.source] for side in view.sides]
    width = frame.cell - 2
    cells = []
    for source in sources:
        below = byline_below_title(source)
        cells.append([[*wrapped(titled(source), "text", width), *(wrapped(below, "byline", width) if below else ())]])
    return _sided(head, cells, [], view, frame, steps=(0, 0))


def _theme(theme: Theme, view: View, frame: Frame) -> Parts:
    scale = view.about.scale
    head = [
        *_rows(f"{theme.number}. {theme.title}", "slide-title", frame.prose),
        (),
        *_rows(theme.question, "question", frame.prose),
    ]
    cells = []
    for shown, side in enumerate(view.sides):
        stance = theme.stances[side.id]
        label = wrap(one_line(scale.label(stance.level)), frame.cell - 8)
        meter = Run(wording.meter(stance.level), view.role(shown))
        lines = [
            (meter if not number else Run(" " * 5, "space"), Run(f" {text}", "label"))
            for number, text in enumerate(label)
        ]
        cells.append([[*lines, (), *wrapped(stance.reason, "text", frame.cell - 2)]])
    measures = f"From {one_line(scale.labels[0])} to {one_line(scale.labels[-1])}: {one_line(scale.measures)}."
    return _sided(head, cells, _rows(measures, "label", frame.prose), view, frame, steps=(0, 0))


def _point(theme: Theme, point: Point, view: View, frame: Frame) -> Parts:
    head = [
        *_rows(f"{theme.number}. {theme.title}", "label", frame.prose),
        (),
        *_rows(point.question, "question", frame.prose),
    ]
    foot: list[Row] = []
    if found := wording.relation(point):
        glyph, label = found
        text = f"{glyph} {label}" + (f": {point.relation.meaning}" if point.relation and label != SILENCE_LABEL else "")
        foot = _rows(text, "relation", frame.prose, RELATION)
    cells = [_claims(point, side, frame.cell - 2) for side in view.sides]
    return _sided(head, cells, foot, view, frame, steps=(FIRST, SECOND))


def _end(themes: Sequence[Theme], frame: Frame) -> Parts:
    beside = frame.measure >= LABELLED
    label_width = LABEL_WIDTH if beside else frame.measure
    text_width = frame.measure - LABEL_WIDTH - 2 if beside else frame.measure
    body: list[Block] = []
    for theme in themes:
        texts = [line for text in taken_away(theme) for line in wrap(text, text_width)]
        titles = wrap(one_line(theme.title), label_width)
        if not texts:
            continue
        block: list[Row] = [()] if body else []
        if beside:
            for title, text in zip_longest(titles, texts, fillvalue=""):
                label = Run(pad(title, LABEL_WIDTH + 2), "heading")
                block.append((Piece(0, (label, Run(text, "text"))),))
        else:
            block += [(Piece(0, (Run(title, "heading"),)),) for title in titles]
            block += [(Piece(0, (Run(text, "text"),)),) for text in texts]
        body.append(Block(block))
    return Parts(_rows(TAKE_AWAY, "slide-title", frame.prose), [], body, [])


def _claims(point: Point, side: Perspective, width: int) -> list[list[Line]]:
    """What a side says, claim by claim."""
    claims = point.claims.get(side.id, ())
    if not claims:
        return [wrapped(f"{SILENCE_GLYPH} {wording.silent(point, side.id)}", "silence", width)]
    return [wrapped(wording.spoken(claim), claim.voice.value, width) for claim in claims]


def _sided(
    head: list[Row], cells: list[list[list[Line]]], foot: list[Row], view: View, frame: Frame, steps: tuple[int, int]
) -> Parts:
    """Both sides' names and blocks of lines: side by side, or one under the other."""
    names = [
        [
            _barred(line, view.number(shown), frame.cell)
            for line in wrapped(side.name.upper(), view.role(shown), frame.cell - 2)
        ]
        for shown, side in enumerate(view.sides)
    ]
    barred = [
        [[_barred(line, view.number(shown), frame.cell) for line in block] for block in cells[shown]]
        for shown in (0, 1)
    ]
    gaps = [_barred((), view.number(shown), frame.cell) for shown in (0, 1)]
    if frame.beside:
        columns = [[line for block in blocks for line in (gaps[shown], *block)] for shown, blocks in enumerate(barred)]
        return Parts(head, _beside(names, steps, frame), [Block(_beside(columns, steps, frame))], foot)
    body: list[Block] = []
    for shown, (first, *others) in enumerate(barred):
        name = tuple(_of(names[shown], steps[shown]))
        body.append(Block(_of(first, steps[shown]), name))
        body += [Block(_of([gaps[shown], *block], steps[shown]), name) for block in others]
    return Parts(head, [], body, foot)


def _of(lines: list[Line], step: int) -> list[Row]:
    return [(Piece(step, line),) for line in lines]


def _beside(columns: Sequence[list[Line]], steps: tuple[int, int], frame: Frame) -> list[Row]:
    gutter = Run(" " * GUTTER, "space")
    blank = (Run(" " * frame.cell, "space"),)
    return [
        (Piece(steps[0], first), Piece(steps[1], (gutter, *second)))
        for first, second in zip_longest(*columns, fillvalue=blank)
    ]


def _barred(line: Line, side: int, width: int) -> Line:
    fill = Run(" " * (width - 2 - width_of(line)), "space")
    return (Run(BAR_TEXTS[side], f"side-{side + 1}"), *line, fill)


def _rows(text: str, role: str, width: int, step: int = 0) -> list[Row]:
    return _of(wrapped(text, role, width), step)
