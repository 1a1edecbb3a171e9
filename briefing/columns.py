"""A briefing in columns for a plain terminal, drawn by Rich; data goes in as Text, never as markup."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.console import Console, Group, RenderableType
from rich.constrain import Constrain
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from briefing import wording
from briefing.citations import address, byline, place, record
from briefing.diff import Diff
from briefing.export import diff as differences
from briefing.export import results as found
from briefing.export.selection import stray_notes
from briefing.export.source import Line, Role, laid_out
from briefing.model import SILENCE_GLYPH, Briefing, BriefingFile, EvidenceList, Point, Theme, Voice, cited
from briefing.overview import Answers, Sort, ThemeRow, used
from briefing.search import Results
from briefing.text import one_line

WIDEST = 150
"""So that the lines of a column stay short enough to be read, in cells."""
ROOMY = 80
"""From this width on, the levels of a stance stand further apart."""
MEASURE = 78
"""The same for what stands alone."""
INDENT = 3
GAP = 3
SIDES = ("bold blue", "bold yellow")
"""The names of the two perspectives."""
TITLE, FAINT, NOTE, MARKED = "bold", "dim", "green", "bold underline"
NONE = "·"
"""Stands for the number 0 in a table."""

ROLES = {
    Role.TITLE: TITLE,
    Role.HEADING: TITLE,
    Role.CITED: "",
    Role.UNCITED: FAINT,
    Role.CITING: "blue",
    Role.ABOUT: FAINT,
}
DIFFERENCES = {
    differences.Role.TITLE: TITLE,
    differences.Role.HEADING: TITLE,
    differences.Role.ABOUT: "",
    differences.Role.OLD: "red",
    differences.Role.NEW: "green",
    differences.Role.FIGURES: "italic",
}


def print_in_columns(briefing: Briefing, notes: Mapping[str, str], themes: tuple[str, ...] | None, width: int) -> None:
    """Print themes (None for all) to a terminal of this width, in cells."""
    console = Console(markup=False, highlight=False, emoji=False, width=min(width, WIDEST))
    if themes is None:
        console.print(_about(briefing))
    for theme in briefing.themes:
        if themes is None or theme.id in themes:
            console.print(_theme(theme, briefing, notes))
    if themes is None:
        for target, text in stray_notes(briefing, notes).items():
            console.print(*_note(f"Note on {target}, which the briefing no longer has", text))
    console.print(_sources(briefing))


def print_overview(about: BriefingFile, rows: Sequence[ThemeRow], sort: Sort, width: int) -> None:
    """Print a row for each theme to a terminal of this width, in cells."""
    console = Console(markup=False, highlight=False, emoji=False, width=min(width, WIDEST))
    kinds = list(used(rows))
    step = 2 if width >= ROOMY else 1
    numbers = [*(kind.glyph for kind in kinds), *(mark + SILENCE_GLYPH for mark in wording.STANCE_MARKS)]
    number, scale = len(str(len(rows))), wording.scale_marks(step)
    titles = console.width - (number + len(scale) + len("notes") + 4 + 3 * len(numbers))
    table = Table(box=None, padding=(0, 1, 0, 0), header_style=FAINT)
    table.add_column("", width=number, justify="right")
    table.add_column("Theme", max_width=titles, no_wrap=True, overflow="ellipsis")
    table.add_column(scale, width=len(scale), no_wrap=True)
    for head in numbers:
        table.add_column(head, width=2, justify="right", no_wrap=True)
    table.add_column("notes", width=len("notes"), justify="right")
    for row in rows:
        table.add_row(*_overview_cells(row, kinds, step))
    heads = [Text(one_line(about.title), TITLE), Text(f"{sort.meaning[:1].upper()}{sort.meaning[1:]}.")]
    console.print(*heads, Text(), table, Text(), *_overview_legend(about, kinds), sep="\n")


def _overview_cells(row: ThemeRow, kinds: Iterable[Answers], step: int) -> Iterator[Text]:
    yield Text(str(row.number))
    yield Text(one_line(row.title), TITLE) if row.levels else Text(f"Cannot be read: {one_line(row.title)}", "italic")
    yield Text.assemble(*(_marks(row.levels, step) if row.levels else ()))
    for number in (*(row.counts[kind] for kind in kinds), *row.silences):
        yield Text(str(number or NONE) if row.levels else "")
    yield Text(str(row.notes or NONE), NOTE)


def _marks(levels: tuple[int, int], step: int) -> Iterator[tuple[str, str]]:
    colors = dict(zip(wording.STANCE_MARKS, SIDES, strict=True))
    return ((mark, colors.get(mark, FAINT)) for mark in wording.stance_marks(*levels, step))


def _overview_legend(about: BriefingFile, kinds: Iterable[Answers]) -> Iterator[Text]:
    scale = about.scale
    sides = [f"{mark} {side.name}" for mark, side in zip(wording.STANCE_MARKS, about.perspectives, strict=True)]
    yield Text(one_line(", ".join((*sides, f"{wording.SAME_STANCE} both the same"))), FAINT)
    yield Text(one_line(f"1 {scale.labels[0]} to 5 {scale.labels[-1]}: {scale.measures}"), FAINT)
    yield Text(", ".join(f"{kind.glyph} {kind.label}" for kind in kinds), FAINT)
    marks = " ".join(mark + SILENCE_GLYPH for mark in wording.STANCE_MARKS)
    yield Text(f"{marks}: points that a side does not speak to", FAINT)


def print_lines(lines: Sequence[Line], width: int) -> None:
    """Print a source to a terminal of this width, in cells."""
    console = Console(markup=False, highlight=False, emoji=False, width=width)
    for line in lines:
        for text in laid_out(line, width):
            number = line.indent if line.role is Role.CITED else 0
            shown = Text.assemble((text[:number], TITLE), (text[number:], ROLES[line.role]))
            console.print(shown, soft_wrap=True)


def print_results(results: Results, briefing: Briefing, width: int) -> None:
    """Print what a search found to a terminal of this width, in cells."""
    console = Console(markup=False, highlight=False, emoji=False, width=width)
    for number, hit in enumerate(results.hits):
        text = Text(hit.entry.text)
        for start, end in hit.marks:
            text.stylize(MARKED, start, end)
        if number:
            console.print()
        for line in found.heading(hit.entry, briefing, width):
            console.print(Text(line, FAINT), soft_wrap=True)
        console.print(Padding(text, (0, 0, 0, len(found.INDENT))))


def print_diff(diff: Diff, width: int) -> None:
    """Print what is different to a terminal of this width, in cells."""
    console = Console(markup=False, highlight=False, emoji=False, width=width)
    for line in differences.lines(diff):
        for text in differences.laid_out(line, width):
            console.print(Text(text, DIFFERENCES[line.role]), soft_wrap=True)


def _about(briefing: Briefing) -> RenderableType:
    about = briefing.about
    theses = [
        Text.assemble((side.name.upper(), style), "\n", side.thesis)
        for side, style in zip(about.perspectives, SIDES, strict=True)
    ]
    head = Group(Text(about.title, TITLE), Text(about.question), Text(), _side_by_side(theses))
    return Padding(head, (0, 0, 2, 0))


def _theme(theme: Theme, briefing: Briefing, notes: Mapping[str, str]) -> RenderableType:
    parts: list[RenderableType] = [
        Text(f"{theme.number:<{INDENT}}{theme.title.upper()}", TITLE),
        _indented(Text(theme.question, TITLE)),
        _indented(Text(theme.overview)),
        *_note("Note", notes.get(theme.id, "")),
        Text(),
        _side_by_side([_stance(theme, briefing, index) for index in (0, 1)]),
    ]
    for number, point in enumerate(theme.points, 1):
        parts += [Text(), _heading(number, point)]
        parts.append(
            _side_by_side([Text("\n").join(_answer(point, side.id, briefing)) for side in briefing.about.perspectives])
        )
        parts += _note("Note", notes.get(f"{theme.id}/{point.id}", ""))
    for title, texts in (
        ("Common ground", theme.common_ground),
        ("Crux", (theme.crux,) if theme.crux else ()),
        ("Open questions", theme.open_questions),
    ):
        if texts:
            listed = len(texts) > 1
            parts += [
                Text(),
                _indented(Text(title, TITLE)),
                *(_indented(_item(text) if listed else Text(text)) for text in texts),
            ]
    return Padding(Group(*parts), (0, 0, 2, 0))


def _stance(theme: Theme, briefing: Briefing, index: int) -> Text:
    side = briefing.about.perspectives[index]
    stance = theme.stances[side.id]
    level = f"{wording.meter(stance.level)} {briefing.about.scale.label(stance.level)}"
    source = briefing.sources[side.source]
    return Text.assemble(
        (side.name.upper(), SIDES[index]),
        ("\n" + byline(source), FAINT),
        f"\n{level}\n{stance.reason}",
        (_places(stance.evidence, briefing), FAINT),
    )


def _heading(number: int, point: Point) -> RenderableType:
    table = Table(box=None, expand=True, padding=0, show_header=False)
    table.add_column(width=INDENT)
    table.add_column(ratio=1)
    table.add_column(justify="right", no_wrap=True)
    relation = Text("  " + " ".join(wording.relation(point) or ()), FAINT)
    table.add_row(Text(str(number), TITLE), Text(point.question, TITLE), relation)
    return table


def _answer(point: Point, side: str, briefing: Briefing) -> Iterator[Text]:
    if not point.claims.get(side):
        yield Text(wording.silent(point, side), "italic")
    for claim in point.claims.get(side, ()):
        style = "italic" if claim.voice is Voice.EDITOR else ""
        yield Text.assemble((wording.spoken(claim), style), (_places(claim.evidence, briefing), FAINT))


def _places(evidence: EvidenceList, briefing: Briefing) -> str:
    """The cited places on a line of their own, or nothing."""
    found = dict.fromkeys(item.at for item in cited(evidence))
    sources = briefing.sources
    places = [place(sources[at.split("/")[0]], at) if at.split("/")[0] in sources else at for at in found]
    return f"\n{'; '.join(places)}" if places else ""


def _sources(briefing: Briefing) -> RenderableType:
    parts = [Text("Sources", TITLE)]
    for key in dict.fromkeys(side.source for side in briefing.about.perspectives):
        source = briefing.sources[key]
        parts.append(Text.assemble(record(source), (f"\n{address(source) or ''}".rstrip("\n"), FAINT)))
    return Group(*parts)


def _note(title: str, text: str) -> list[RenderableType]:
    return [_indented(Text(f"{title}: {text.strip()}", NOTE))] if text.strip() else []


def _item(text: str) -> RenderableType:
    table = Table(box=None, padding=0, show_header=False)
    table.add_column(width=2)
    table.add_column()
    table.add_row("–", Text(text))
    return table


def _indented(content: RenderableType) -> RenderableType:
    return Constrain(Padding(content, (0, GAP, 0, INDENT)), MEASURE)


def _side_by_side(texts: Sequence[Text]) -> RenderableType:
    table = Table(box=None, expand=True, padding=(0, GAP, 0, 0), show_header=False)
    for _ in texts:
        table.add_column(ratio=1)
    table.add_row(*texts)
    return Padding(table, (0, 0, 0, INDENT))
