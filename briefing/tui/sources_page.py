"""The sources laid out for a width: each record, how much of it is cited, and whether its text is at hand."""

from collections.abc import Iterator

from briefing.citations import address, record
from briefing.model import Source
from briefing.tui.lines import Line, Page, Run, Target, width_of, wrap, wrapped
from briefing.tui.reading import Reading, covered
from briefing.tui.source_page import at_hand, map_strip
from briefing.tui.theme_page import BARS, MEASURE


def sources_page(reading: Reading, width: int) -> Page:
    """A row for each source, with the perspectives that argue from it."""
    page = Page()
    column = max(8, min(MEASURE, width - 4))
    for index, source in enumerate(reading.sources.values()):
        sides = [n for n, side in enumerate(reading.about.perspectives) if side.source == source.id]
        page.add(index, ())
        for side in sides:
            name = wrap(reading.about.perspectives[side].name.upper(), column)
            page.add(index, *(_barred((Run(line, f"side-{side + 1}"),), side, index, column) for line in name))
        page.add(index, *(_barred(line, sides[0], index, column) for line in _source(source, reading, column)))
    page.add(len(reading.sources), ())
    return page


def _source(source: Source, reading: Reading, width: int) -> Iterator[Line]:
    yield from wrapped(record(source), "text", width)
    if where := address(source):
        yield from wrapped(where, "byline", width)
    if not source.outline:
        yield from wrapped("Its record has no outline.", "byline", width)
        return
    yield from wrapped(f"{covered(reading.coverage(source))}.", "byline", width)
    yield from map_strip(reading.rows(source), reading, width)
    yield from wrapped(at_hand(source, reading), "byline", width)


def _barred(line: Line, side: int, index: int, width: int) -> Line:
    target = Target(index)
    runs = tuple(run._replace(target=target) for run in line)
    fill = Run(" " * (width - width_of(line)), "space", target)
    return (
        Run(" ", "space"),
        Run(BARS[side], f"side-{side + 1}", target),
        Run(" ", "space", target),
        *runs,
        fill,
    )
