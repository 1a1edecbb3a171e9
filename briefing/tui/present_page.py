"""A slide laid out for a room: screenfuls of lines in which no text is cut. Pure functions of the model."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from sys import maxsize

from briefing.model import Theme
from briefing.slides import Slide
from briefing.tui.lines import Line, Run, width_of
from briefing.tui.slide_rows import BAR_TEXTS, Block, Frame, Parts, Piece, Row, parts
from briefing.tui.theme_page import View


@dataclass(frozen=True, slots=True)
class Screenful:
    """What the room sees at one time."""

    step: int
    """The step that it shows last, from 0."""
    lines: list[Line]
    """At most as many as the screen is high."""
    part: int
    """Which of the parts of the slide it is, from 1; the steps of a part are built on the same place."""
    parts: int
    """How many there are: one where the screen holds the whole slide."""


def screenfuls(
    slide: Slide, themes: Sequence[Theme], view: View, width: int, height: int, *, in_steps: bool = True
) -> list[Screenful]:
    """The slide step by step, or all at once; what a screen cannot hold goes on to the next screenful.

    `themes` are those that are presented. Nothing moves while a slide is built: each step has its place from the start.
    """
    frame = Frame(max(1, width), max(1, height))
    pages = list(_pages(parts(slide, view, frame, themes), frame))
    height = max(len(page.rows) for page in pages)
    last = slide.steps - 1
    steps = range(last + 1) if in_steps else (last,)
    return [
        Screenful(step, _built(page, step, frame, height), part, len(pages))
        for step in steps
        for part, page in enumerate(pages, 1)
        if not in_steps or page.brings(step)
    ]


@dataclass(frozen=True, slots=True)
class _Page:
    repeated: list[Row]
    """What stood on the page before, too."""
    own: list[Row]

    @property
    def rows(self) -> list[Row]:
        """Everything on it."""
        return [*self.repeated, *self.own]

    def brings(self, step: int) -> bool:
        """Whether something of a step is first seen here."""
        return any(piece.step == step and _says(piece) for row in self.own for piece in row)


def _built(page: _Page, step: int, frame: Frame, height: int) -> list[Line]:
    """The page with what has come up so far, in the middle where the highest of its slide takes `height`."""
    above: list[Line] = [()] * ((frame.height - height) // 2)
    return [*above, *(_built_row(row, step, frame) for row in page.rows)]


def _built_row(row: Row, step: int, frame: Frame) -> Line:
    """The row with what has come up so far; the rest keeps its place."""
    runs = [Run(" " * frame.margin, "space")]
    for piece in row:
        runs += piece.line if piece.step <= step else [Run(" " * width_of(piece.line), "space")]
    return tuple(runs) if row else ()


def _pages(said: Parts, frame: Frame) -> Iterator[_Page]:
    """The rows on as few pages as hold them; the gaps get smaller before a second page is begun."""
    body = [row for page in _filled(said.body, maxsize) for row in page]
    for gap in (2, 1):
        space: list[Row] = [()] * gap
        own = [*said.head, *space, *said.names, *body, *(space if said.foot else []), *said.foot]
        if len(own) <= frame.height:
            yield _Page([], own)
            return
    repeated: list[Row] = [*said.head, (), *said.names]
    blocks = [*said.body, *([Block([(), *said.foot])] if said.foot else [])]
    if len(repeated) > frame.height // 2:
        blocks = [Block(repeated), *blocks]
        repeated = []
    first, *others = _filled(blocks, frame.height - len(repeated))
    yield _Page([], [*repeated, *first])
    yield from (_Page(repeated, own) for own in others)


def _filled(blocks: Sequence[Block], room: int) -> Iterator[list[Row]]:
    """The blocks' rows in pages of at most `room`; a block is broken only where it is longer than a page."""
    page: list[Row] = []
    named: tuple[Row, ...] = ()
    for block in blocks:
        rest = block.rows
        name = block.name if len(block.name) <= room // 2 else ()
        while rest:
            start: list[Row] = [] if name in ((), named) else [*([()] if page else []), *name]
            left = room - len(page) - len(start)
            fits_a_page = bool(page) and len(name) + len(_from_text(rest)) <= room
            if len(rest) <= left or (left > 0 and not fits_a_page):
                page += [*start, *rest[:left]]
                named, rest = name, rest[left:]
            if rest:
                yield page
                page, named, rest = [], (), _from_text(rest)
    if page:
        yield page


def _from_text(rows: list[Row]) -> list[Row]:
    """The rows without blank ones at their start."""
    start = next((number for number, row in enumerate(rows) if any(_says(piece) for piece in row)), len(rows))
    return rows[start:]


def _says(piece: Piece) -> bool:
    return any(run.text.strip() and run.text not in BAR_TEXTS for run in piece.line)
