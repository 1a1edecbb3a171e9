"""The results of a search laid out for a width. Pure functions of the model."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len

from briefing.citations import short_title
from briefing.model import SILENCE_GLYPH, BriefingFile, Source
from briefing.search import Entry, Hit, Kind, Results
from briefing.search.filters import RELATIONS
from briefing.text import clean, counted, one_line
from briefing.tui.lines import Line, Page, Run, Target, fit, width_of, wrap, wrap_marked
from briefing.tui.theme_page import BARS, MEASURE, NOTE_MARK

LINES: Final = 3
"""How many lines of a text are shown."""
EXCERPT: Final = 300
"""How many characters of a text are laid out, from a little before the first word that was found."""
BEFORE: Final = 80
"""How many of them stand before that word."""
NEUTRAL: Final = "│"
"""The bar of what neither side says."""
KINDS: Final = {
    Kind.SILENCE: f"{SILENCE_GLYPH} words looked for, and not found",
    Kind.NOTE: f"{NOTE_MARK} note",
    Kind.EVIDENCE: "quoted evidence",
}
"""What kinds are called where their own word does not say enough."""
DOT: Final = " · "
EXAMPLES_WIDTH: Final = 21


@dataclass(frozen=True, slots=True)
class Found:
    """A search as the user left it."""

    results: Results
    """The query, and what was found."""
    chosen: int = 0
    """The 0-based number of the result that the cursor is on."""


def find_page(results: Results, about: BriefingFile, sources: Mapping[str, Source], width: int) -> Page:
    """A row for each result: where it stands, whose it is, and its text with the words marked."""
    page = Page()
    column = max(8, min(MEASURE + 2, width - 4))
    themes = {entry.id: (number, entry.title) for number, entry in enumerate(about.themes, 1)}
    sides = {side.id: number for number, side in enumerate(about.perspectives)}
    for row, hit in enumerate(results.hits):
        side = sides.get(hit.entry.side or "")
        lines = (_heading(hit.entry, themes, sources, about, side, column), *_excerpt(hit, column))
        page.add(row, (), *(_barred(line, side, row, column) for line in lines))
    page.add(len(results.hits), ())
    return page


def told(results: Results) -> str:
    """How much was found, in one line."""
    if not results.total:
        return ""
    if results.total > len(results.hits):
        return f"The first {len(results.hits)} of {results.total:,} results"
    return counted(results.total, "result")


def empty_page(results: Results, about: BriefingFile, width: int) -> Page:
    """What to do where there is no result: not yet, or not for this query."""
    column = max(8, min(MEASURE, width - 4))
    if results.problem:
        said = [(f"{results.problem.message}.", "problem"), (results.problem.hint, "text")]
    elif results.query.strip():
        said = [
            (f"Nothing was found for “{one_line(results.query)}”.", "question"),
            ("Try fewer words, or only how they begin; leave a filter out.", "text"),
        ]
    else:
        said = [("Type a word, or how it begins. Where there are several, each must be there, in any order.", "text")]
    page = Page()
    for text, role in said:
        page.add(-1, (), *((Run("  ", "space"), Run(line, role)) for line in wrap(clean(text), column)))
    page.add(-1, (), *_examples(about, column))
    return page


def _examples(about: BriefingFile, width: int) -> Iterator[Line]:
    sides = [side.id for side in about.perspectives]
    for shown, meaning in (
        ('"two words"', "these words, one after the other"),
        (f"side:{sides[0]}", f"what one side says; the other is {sides[1]}"),
        ("theme:1", "one theme, by its number or its name"),
        ("relation:differ", ", ".join(RELATIONS)),
        ("has:note", "what you wrote a note on"),
    ):
        named = fit(shown, max(4, min(EXAMPLES_WIDTH, width) - 2))
        room = width - EXAMPLES_WIDTH
        if room < EXAMPLES_WIDTH:
            yield (Run("  ", "space"), Run(named, "here"))
            yield from ((Run("    ", "space"), Run(line, "label")) for line in wrap(meaning, width - 2))
            continue
        gap = " " * (EXAMPLES_WIDTH - cell_len(named))
        for number, line in enumerate(wrap(meaning, room)):
            start = (Run(named, "here"), Run(gap, "space")) if not number else (Run(" " * EXAMPLES_WIDTH, "space"),)
            yield (Run("  ", "space"), *start, Run(line, "label"))


def _heading(
    entry: Entry,
    themes: Mapping[str, tuple[int, str]],
    sources: Mapping[str, Source],
    about: BriefingFile,
    side: int | None,
    width: int,
) -> Line:
    if entry.theme in themes:
        number, title = themes[entry.theme or ""]
        where = f"{number} {title}"
    elif entry.source in sources:
        where = short_title(sources[entry.source or ""])
    else:
        where = "No longer in the briefing"
    kind = fit(f"{DOT}{KINDS.get(entry.kind, entry.kind.value)}", width // 2)
    whose: Line = ()
    if side is not None:
        name = fit(one_line(about.perspectives[side].short_name), max(1, (width - cell_len(kind)) // 2 - len(DOT)))
        whose = (Run(DOT, "label"), Run(name, f"side-{side + 1}"))
    where = fit(one_line(where), width - cell_len(kind) - width_of(whose))
    return (Run(where, "label"), *whose, Run(kind, "label"))


def _excerpt(hit: Hit, width: int) -> Iterator[Line]:
    text = hit.entry.text
    first = hit.marks[0][0] if hit.marks else 0
    start = text.rfind(" ", 0, first - BEFORE) + 1 if first > BEFORE else 0
    end = start + EXCERPT
    marks = [(max(0, a - start), b - start) for a, b in hit.marks if a < end]
    lines = list(wrap_marked(text[start:end], marks, width - 2))
    marked = next((number for number, line in enumerate(lines) if any(is_marked for _, is_marked in line)), 0)
    top = marked - 1 if marked >= LINES else 0
    shown = lines[top : top + LINES]
    for number, line in enumerate(shown):
        runs = [Run(piece, "mark" if is_marked else "text") for piece, is_marked in line]
        if number == 0 and (start or top):
            runs.insert(0, Run("…", "label"))
        if number == len(shown) - 1 and (end < len(text) or top + LINES < len(lines)):
            runs.append(Run("…", "label"))
        yield tuple(runs)


def _barred(line: Line, side: int | None, row: int, width: int) -> Line:
    target = Target(row)
    bar = Run(NEUTRAL, "label", target) if side is None else Run(BARS[side], f"side-{side + 1}", target)
    runs = tuple(run._replace(target=target) for run in line)
    fill = Run(" " * (width - width_of(line)), "space", target)
    return (Run(" ", "space"), bar, Run(" ", "space", target), *runs, fill)
