"""A briefing's numbers as tables of plain text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from briefing.numbers import Numbers, SourceNumbers, Tally
from briefing.text import cell_width

HEADINGS: Final = {
    "claims": "claims",
    "words": "words",
    "quotes": "quotes",
    "figures": "figures",
    "hedges": "hedges",
    "attributions": "attributions",
    "one_paragraph": "on 1 paragraph",
    "no_evidence": "no evidence",
    "remarks": "editor",
}
"""The columns of the table on the sides, by the numbers that stand in them."""


def tables(numbers: Numbers) -> Iterator[str]:
    """Coverage, then what each side says, as lines."""
    for source in numbers.sources:
        yield from _coverage(source)
        yield ""
    yield from _sides(numbers)
    yield ""
    yield "Hedges (may, perhaps …) and attributions (says, argues …) are counted by lists of English words."
    if numbers.uncited_points:
        yield f"Points on which nothing rests on evidence: {', '.join(numbers.uncited_points)}"


def _coverage(source: SourceNumbers) -> Iterator[str]:
    yield (
        f"{source.source}: {source.cited_paragraphs} of {source.paragraphs} paragraphs cited, "
        f"{source.cited_words} of {source.words} words ({source.share:.1%})"
    )
    rows = [(entry.locator, str(entry.words), _short(entry.claims)) for entry in source.outline]
    yield from aligned([("paragraph", "words", "claims that cite it"), *rows], right={1})


def _short(claims: Sequence[str]) -> str:
    if not claims:
        return "-"
    return f"{len(claims)}: {', '.join(claims)}"


def _sides(numbers: Numbers) -> Iterator[str]:
    rows = [("theme", "side", *HEADINGS.values())]
    for theme, sides in [*((entry.theme, entry.sides) for entry in numbers.themes), ("in all", numbers.total)]:
        rows += _rows(theme, sides)
    yield from aligned(rows, right=set(range(2, len(rows[0]))))


def _rows(theme: str, sides: Mapping[str, Tally]) -> Iterator[tuple[str, ...]]:
    for number, (side, tally) in enumerate(sides.items()):
        yield "" if number else theme, side, *(str(getattr(tally, field)) for field in HEADINGS)


def aligned(rows: Iterable[tuple[str, ...]], right: set[int]) -> Iterator[str]:
    """Rows as lines with their columns below each other, those whose index is in `right` to the right."""
    rows = list(rows)
    widths = [max(map(cell_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = []
        for index, (cell, width) in enumerate(zip(row, widths, strict=True)):
            space = " " * (width - cell_width(cell))
            cells.append(space + cell if index in right else cell + space)
        yield ("  " + "  ".join(cells)).rstrip()
