"""A source laid out for a width: its text, or its outline, with what is cited in it. Pure functions of the model."""

from collections.abc import Iterator, Sequence

from rich.cells import split_graphemes

from briefing import wording
from briefing.citations import record
from briefing.citing import ClaimRef
from briefing.model import Source
from briefing.text import counted
from briefing.tui.lines import Line, Page, Run, Target, fit, pad, width_of, wrap, wrap_marked
from briefing.tui.reading import Reading, Row, cited_in, covered, still
from briefing.tui.theme_page import BARS, MEASURE

UNCITED_BAR = "┊"
CITED, UNCITED, HERE_CITED, HERE_UNCITED = "■", "□", "◆", "◇"
"""The cells of the map."""
LENGTH = "━"
"""Draws how long a paragraph is."""
LONGEST = 40
"""The bar of the longest paragraph, in cells."""
ROOMY_MAP = 24
"""From this width on, the map names the sections and explains its cells."""
GUTTER = 4
"""What stands before a paragraph's number: a margin, two bars, a space."""


def source_page(
    source: Source, rows: Sequence[Row], reading: Reading, width: int, marked: tuple[int, tuple[int, int]] | None = None
) -> Page:
    """The whole source for `width` cells: the texts of its paragraphs, or how long they are.

    `marked` is the row, and the start and end in its text, of the words that are being marked.
    """
    page = Page()
    numbers = max((len(str(row.number)) for row in rows), default=1) + 1
    column = max(8, min(MEASURE, width - GUTTER - numbers - 2))
    longest = max((row.words for row in rows), default=1)
    page.add(-1, *_head(source, reading, min(MEASURE, width - 2)))
    for index, row in enumerate(rows):
        target = Target(index)
        page.add(index, ())
        if row.heading:
            page.add(index, *((Run(f" {line}", "heading"),) for line in wrap(row.heading, width - 2)), ())
        span = marked[1] if marked and marked[0] == index else None
        for number, line in enumerate(_paragraph(row, reading, column, longest, span)):
            label = f"¶{row.number}" if number == 0 else ""
            fill = Run(" " * (column - width_of(line)), "space", target)
            start = Run(f" {label:<{numbers}}  ", "number", target)
            targeted = tuple(run if run.role == "marking" else run._replace(target=target) for run in line)
            page.add(index, (Run(" ", "space"), *_bars(row, reading, target), start, *targeted, fill))
    page.add(len(rows), ())
    return page


def _head(source: Source, reading: Reading, width: int) -> Iterator[Line]:
    def lines(text: str, role: str) -> Iterator[Line]:
        return ((Run(f" {line}", role),) for line in wrap(text, width))

    yield from lines(record(source), "question")
    if not source.outline:
        yield from lines("Its record has no outline. `briefing outline FILE` makes one of a copy.", "byline")
        return
    yield from lines(f"{covered(reading.coverage(source))}.", "byline")
    yield from lines(at_hand(source, reading), "byline")


def at_hand(source: Source, reading: Reading) -> str:
    """Whether the text of a source is at hand, and what to do if it is not."""
    if reading.texts is None:
        return "The texts are being read."
    text = reading.text(source.id)
    if text is None:
        return f"No text is at hand. To read it here, attach your copy:\n{reading.attach(source.id)}"
    own = text.path is None or text.path.is_relative_to(reading.folder)
    said = "Its text lies in the briefing." if own else "The copy that you attached is at hand."
    differs = (
        (len(text.alignment.changed), "changed"),
        (len(text.alignment.missing), "missing from it"),
        (len(text.alignment.new), "not in the outline"),
    )
    told = [
        f"{counted(number, 'paragraph')} {'is' if number == 1 else 'are'} {what}" for number, what in differs if number
    ]
    return f"{said} {', '.join(told)}.".removesuffix(" .")


def _paragraph(row: Row, reading: Reading, width: int, longest: int, marked: tuple[int, int] | None) -> Iterator[Line]:
    if row.text is not None and marked:
        for pieces in wrap_marked(row.text, [marked], width):
            yield tuple(Run(piece, "marking" if is_marked else "text") for piece, is_marked in pieces)
    elif row.text is not None:
        yield from ((Run(line, "text"),) for line in wrap(row.text, width))
    elif row.changed is not None:
        yield from ((Run(line, "silence"),) for line in wrap("In the text at hand it reads differently:", width))
        yield from ((Run(line, "text"),) for line in wrap(row.changed, width))
    else:
        words = f" {counted(row.words, 'word')}"
        room = max(1, min(LONGEST, width - len(words)))
        yield Run(LENGTH * max(1, round(row.words / longest * room)), "length"), Run(words, "label")
        if reading.text(row.locator.split("/")[0]):
            yield from ((Run(line, "silence"),) for line in wrap("It is not in the text at hand.", width))
    yield from ((Run(line, "evidence"),) for line in wrap(cited_in(row, reading), width) if line)


def letter_at(lines: Sequence[Line], line: int, column: int) -> int:
    """Which letter of a paragraph's text, from 0 and without white space, stands at a place in its lines.

    Where there is none, it is the one before; where none is before, 0.
    """
    letters = 0
    for number, runs in enumerate(lines[: line + 1]):
        at = 0
        for run in runs:
            for start, end, cells in split_graphemes(run.text)[0]:
                if run.role in ("text", "marking") and (number < line or at <= column):
                    letters += sum(not letter.isspace() for letter in run.text[start:end])
                at += cells
    return max(0, letters - 1)


def _bars(row: Row, reading: Reading, target: Target) -> Iterator[Run]:
    """One column for each perspective; where neither cites the paragraph, a mark of its own in the first."""
    cited = row.sides(reading)
    for side, bar in enumerate(BARS):
        if side in cited:
            yield Run(bar, f"side-{side + 1}", target)
        else:
            yield Run(" " if cited or side else UNCITED_BAR, "uncited", target)


def map_lines(rows: Sequence[Row], reading: Reading, current: int | None, width: int) -> list[Line]:
    """One cell for each paragraph, a new line for each section; where there is room, with headings and a legend."""
    is_roomy = width >= ROOMY_MAP
    longest = max((len(cells) for _, cells in _sections(rows, reading, current)), default=0)
    across = max(1, min(longest, width // 2 if is_roomy else width))
    lines: list[Line] = []
    for heading, cells in _sections(rows, reading, current):
        for start in range(0, len(cells), across):
            part = cells[start : start + across]
            title = fit(heading, width - across - 2) if is_roomy and start == 0 else ""
            is_here = any(cell.role == "here" for cell in cells)
            gap = Run(" " * (across - len(part) + 2), "space")
            lines.append((*part, gap, Run(title, "text" if is_here else "byline")) if title else tuple(part))
    if is_roomy:
        lines += [(), (Run(f"{CITED} cited  {UNCITED} not  {HERE_CITED}{HERE_UNCITED} here", "byline"),), ()]
    return lines


def _sections(rows: Sequence[Row], reading: Reading, current: int | None) -> list[tuple[str, list[Run]]]:
    """The heading and the cells of each section."""
    sections: list[tuple[str, list[Run]]] = []
    for index, row in enumerate(rows):
        if row.number == 1:
            sections.append((row.heading or "", []))
        here = index == current
        sides = row.sides(reading)
        shapes = (HERE_CITED, CITED) if sides else (HERE_UNCITED, UNCITED)
        role = f"side-{min(sides) + 1}" if len(sides) == 1 else "cited" if sides else "uncited"
        sections[-1][1].append(Run(shapes[0] if here else shapes[1], "here" if here else role, Target(index)))
    return sections


def map_strip(rows: Sequence[Row], reading: Reading, width: int) -> list[Line]:
    """The cells of all sections after each other, a space between two sections."""
    lines: list[list[Run]] = [[]]
    for _, cells in _sections(rows, reading, None):
        if lines[-1] and len(lines[-1]) + 1 + len(cells) > width:
            lines.append([])
        elif lines[-1]:
            lines[-1].append(Run(" ", "space"))
        for cell in cells:
            if len(lines[-1]) >= width:
                lines.append([])
            lines[-1].append(cell)
    return [tuple(line) for line in lines]


def claims_page(claims: Sequence[ClaimRef], reading: Reading, width: int) -> Page:
    """A row for each claim, with its theme and its question, to choose one."""
    page = Page()
    for index, claim in enumerate(claims):
        head = [(reading.theme_title(claim.theme), "byline"), (reading.question(claim), "point")]
        lines = _claim(index, claim, reading, width, head)
        page.add(index, *([()] if index else []), *lines)
    return page


def citing_lines(claims: Sequence[ClaimRef], reading: Reading, width: int, height: int) -> list[Line]:
    """The claims that cite a paragraph, with as much about each as the height allows, at least one line each."""
    if not claims:
        return [(Run(fit("No claim cites this paragraph.", width), "silence"),)]
    number, waiting = counted(len(claims), "claim"), still(claims)
    head: Line = (Run(fit(number + waiting if waiting else f"Cited by {number}", width), "foot-label"),)
    whole = claims_page(claims, reading, width).lines
    texts = [line for index, claim in enumerate(claims) for line in ((), *_claim(index, claim, reading, width, []))]
    for lines in ([(), *whole], texts):
        if 1 + len(lines) <= height:
            return [head, *lines]
    room = max(1, height - 1)
    brief = [_brief(index, claim, reading, width) for index, claim in enumerate(claims)]
    if len(brief) <= room:
        return [head, *brief]
    left = len(brief) - room + 1
    return [head, *brief[: room - 1], (Run(fit(f"  and {left} more: Enter lists all", width), "label"),)]


def _claim(index: int, claim: ClaimRef, reading: Reading, width: int, head: list[tuple[str, str]]) -> Iterator[Line]:
    for text, role in (*head, (wording.spoken(claim.claim), claim.claim.voice.value)):
        for line in wrap(text, width - 2):
            yield _barred(index, claim, reading, (Run(line, role),), width)


def _brief(index: int, claim: ClaimRef, reading: Reading, width: int) -> Line:
    text = " ".join(wording.spoken(claim.claim).split())
    return _barred(index, claim, reading, (Run(fit(text, width - 2), claim.claim.voice.value),), width)


def _barred(index: int, claim: ClaimRef, reading: Reading, line: Line, width: int) -> Line:
    target = Target(index)
    side = reading.side_number(claim.side)
    bar = Run(BARS[side], f"side-{side + 1}", target)
    texts = tuple(run._replace(target=target) for run in line)
    return (bar, Run(" ", "space", target), *texts, Run(pad("", width - 2 - width_of(line)), "space", target))
