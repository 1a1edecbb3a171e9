"""A theme laid out for a width."""

from collections.abc import Iterator

import msgspec
import pytest
import samples
import wcwidth
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from tui_support import MARKUP, NARROW_AND_WIDE, rotating, squeezed

from briefing import wording
from briefing.model import Briefing, Claim, Voice
from briefing.text import clean
from briefing.tui.lines import Line, Page, Run, Target, plain, width_of
from briefing.tui.theme_page import (
    BARS,
    EITHER,
    MEASURE,
    NOTE_LINES,
    NOTE_MARK,
    SIDE_BY_SIDE,
    Frame,
    View,
    sides_line,
    theme_page,
)

PLAIN = samples.briefing()
WIDTHS = (*range(20, 100), 140, 168, 240)


def view_of(made: Briefing, notes: dict[str, str] | None = None, *, swapped: bool = False) -> View:
    return View(made.about, made.sources, notes or {}, swapped)


def page_of(
    made: Briefing = PLAIN, width: int = 88, notes: dict[str, str] | None = None, *, swapped: bool = False
) -> Page:
    return theme_page(made.themes[0], view_of(made, notes, swapped=swapped), width)


def text_of(page: Page) -> str:
    return "\n".join(plain(line) for line in page.lines)


def runs(page: Page, *roles: str) -> Iterator[Run]:
    return (run for line in page.lines for run in line if run.role in roles)


def said(page: Page, target: Target, *roles: str) -> str:
    return squeezed("".join(run.text for run in runs(page, *roles) if run.target == target))


def bar_columns(line: Line) -> list[int]:
    columns, start = [], 0
    for run in line:
        if run.text in BARS:
            columns.append(start)
        start += cell_len(run.text)
    return columns


def test_no_line_is_wider_than_the_page() -> None:
    for width in WIDTHS:
        page = page_of(width=width, notes=samples.notes())
        assert max(width_of(line) for line in page.lines) <= width
        assert width_of(sides_line(view_of(PLAIN), width)) <= width


def test_both_bars_stand_at_the_same_cells_in_every_row() -> None:
    made = samples.briefing(rotating((*NARROW_AND_WIDE, *samples.HOSTILE)))
    for width in WIDTHS:
        frame = Frame(width)
        if frame.beside:
            page = page_of(made, width)
            rows = {tuple(columns) for line in page.lines if (columns := bar_columns(line))}
            assert rows == {(frame.margin, frame.margin + frame.cell + frame.gutter)}
            header = "".join(run.text for run in sides_line(view_of(PLAIN), width))
            assert {tuple(header.index(bar) for bar in BARS)} == rows


@pytest.mark.parametrize("width", [30, 60, SIDE_BY_SIDE - 1])
def test_a_narrow_page_has_one_side_under_the_other(width: int) -> None:
    page = page_of(width=width)
    assert {tuple(columns) for line in page.lines if (columns := bar_columns(line))} == {(1,)}
    assert sides_line(view_of(PLAIN), width) == ()
    text = text_of(page)
    assert text.index("▌ CLOSE IT") < text.index("▐ KEEP IT OPEN") < text.index("▌ CLOSE\n") < text.index("▐ KEEP\n")


@pytest.mark.parametrize("width", [SIDE_BY_SIDE, 88, 200])
def test_both_sides_have_the_same_room(width: int) -> None:
    frame = Frame(width)
    assert frame.row == 2 * frame.cell + frame.gutter
    assert frame.margin + frame.row <= width


def test_prose_is_never_wider_than_the_measure() -> None:
    long = samples.briefing(lambda text: " ".join([text] * 40))
    page = page_of(long, 400, {"trade": "word " * 100, "trade/takings": "word " * 100})
    roles = ("question", "overview", "paraphrase", "quote", "editor", "reason", "point", "foot", "silence", "note")
    assert all(cell_len(run.text) <= MEASURE for run in runs(page, *roles))


def test_the_page_says_everything_that_is_in_the_theme() -> None:
    theme = PLAIN.themes[0]
    text = squeezed(text_of(page_of(width=60)))
    claims = [claim for point in theme.points for said in point.claims.values() for claim in said]
    for said in (
        theme.question,
        theme.overview,
        theme.crux or "",
        *theme.common_ground,
        *theme.open_questions,
        *(stance.reason for stance in theme.stances.values()),
        *(point.question for point in theme.points),
        *(wording.spoken(claim) for claim in claims),
    ):
        assert squeezed(said) in text


@pytest.mark.parametrize("width", [40, 90])
@pytest.mark.parametrize("hostile", [*samples.HOSTILE, *MARKUP, *NARROW_AND_WIDE], ids=lambda text: repr(text)[:20])
def test_hostile_text_is_shown_letter_for_letter_in_every_field(hostile: str, width: int) -> None:
    hostile = clean(hostile)
    made = samples.briefing(lambda text: f"{text} {hostile}")
    theme = made.themes[0]
    page = page_of(made, width, samples.notes(lambda text: f"{hostile} {text}"))
    assert all(width_of(line) <= width for line in page.lines)
    for index, point in enumerate(theme.points):
        assert said(page, Target(index, EITHER), "point") == squeezed(point.question)
        for side, perspective in enumerate(made.about.perspectives):
            claims = point.claims.get(perspective.id, ())
            words = "".join(wording.spoken(claim) for claim in claims)
            shown = said(page, Target(index, side), *Voice)
            assert shown == squeezed(words)
            if not claims:
                assert squeezed(wording.silent(point, perspective.id)) in said(page, Target(index, side), "silence")
    everything = squeezed("".join(run.text for run in runs(page, "foot")))
    assert squeezed("".join((*theme.common_ground, theme.crux or "", *theme.open_questions))) == everything
    assert squeezed("".join(run.text for run in runs(page, "question"))) == squeezed(theme.question)
    assert squeezed("".join(run.text for run in runs(page, "overview"))) == squeezed(theme.overview)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=60).map(clean), min_size=1, max_size=9), st.integers(24, 130), st.booleans())
def test_any_text_leaves_the_columns_where_they_are(texts: list[str], width: int, swapped: bool) -> None:
    page = page_of(samples.briefing(rotating(tuple(texts))), width, swapped=swapped)
    assert all(width_of(line) <= width for line in page.lines)
    assert len({tuple(columns) for line in page.lines if (columns := bar_columns(line))}) == 1


@pytest.mark.parametrize("text", [*NARROW_AND_WIDE, "two\nlines"])
def test_the_columns_stand_where_a_terminal_puts_them(text: str) -> None:
    """Terminals count cells as wcwidth does."""
    made = samples.briefing(lambda plain: f"{text} {plain} {text}")
    second = Frame(90).margin + Frame(90).cell + Frame(90).gutter
    for line in [sides_line(view_of(made), 90), *page_of(made, 90).lines]:
        if BARS[1] in plain(line):
            whole = "".join(run.text for run in line)
            before = whole[: whole.rindex(BARS[1])]
            assert wcwidth.wcswidth(before) == second, whole


def test_a_quote_and_the_editors_words_are_told_from_a_paraphrase() -> None:
    text = text_of(page_of(width=60))
    assert "“The street came alive.”" in text
    assert "Editor: The two count different months." in text
    assert "“Takings rose by" not in text


def test_each_claim_is_followed_by_the_places_it_rests_on() -> None:
    lines = [plain(line).lstrip(" ▌▐") for line in page_of(width=60).lines]
    assert lines[lines.index("“The street came alive.”") + 1] == "Shops ¶2"
    after_editor = lines[lines.index("Editor: The two count different months.") + 1]
    assert after_editor == "The report leaves the winter out."


def test_a_source_that_is_not_there_is_shown_by_its_locator() -> None:
    gone = msgspec.structs.replace(
        PLAIN.themes[0],
        points=(
            msgspec.structs.replace(
                PLAIN.themes[0].points[1],
                claims={"close": (Claim(text="x", evidence=("gone/3", "report/shops/99")),)},
            ),
        ),
    )
    page = theme_page(gone, view_of(PLAIN), 60)
    assert "gone/3; report/shops/99" in text_of(page)


def test_a_silent_side_says_so_with_the_words_looked_for() -> None:
    page = page_of(width=60)
    assert "∅ Does not address this. Looked for: delivery, lorry." in text_of(page)
    assert [run.text for run in runs(page, "silence")] == ["∅ Does not address this. Looked for: delivery, lorry."]


@pytest.mark.parametrize("theme", [0, 1])
@pytest.mark.parametrize("width", [24, 60, 88])
def test_every_point_names_the_relation(theme: int, width: int) -> None:
    shown = text_of(theme_page(PLAIN.themes[theme], view_of(PLAIN), width))
    expected = [("≠ differ", "≈ partly agree", "∅ one side only"), ("= agree", "∥ talk past")][theme]
    assert all(relation in shown for relation in expected)


def test_relations_end_at_the_right_edge_of_the_row() -> None:
    for width in (60, 88):
        page = page_of(width=width)
        frame = Frame(width)
        ends = {width_of(line) for line in page.lines for run in line if run.role == "relation"}
        assert ends == {frame.margin + frame.row}


def test_a_note_stands_below_its_point_and_is_cut_after_some_lines() -> None:
    page = page_of(width=60, notes={"trade/takings": "line\n" * 9, "trade": "On the theme"})
    notes = [plain(line).strip() for line in page.lines if any(run.role == "note" for run in line)]
    assert notes == [f"{NOTE_MARK} On the theme", f"{NOTE_MARK} line", "line", "line …"]
    assert len(notes) == 1 + NOTE_LINES
    owners = [page.owners[number] for number, line in enumerate(page.lines) if any(r.role == "note" for r in line)]
    assert owners == [-1, 0, 0, 0]


def test_a_blank_note_shows_no_mark() -> None:
    assert NOTE_MARK not in text_of(page_of(notes={"trade": " \n", "trade/takings": ""}))


def test_a_note_on_another_theme_is_not_shown() -> None:
    assert NOTE_MARK not in text_of(page_of(notes={"air": "x", "air/soot": "y"}))


def test_swapping_moves_the_sides_and_keeps_their_bars() -> None:
    before, after = page_of(), page_of(swapped=True)
    first = "".join(run.text for run in sides_line(view_of(PLAIN, swapped=True), 88))
    assert first.split() == ["▐", "KEEP", "IT", "OPEN", "▌", "CLOSE", "IT"]
    for target, other in ((Target(0, 0), Target(0, 1)), (Target(2, 1), Target(2, 0))):
        roles = (*Voice, "silence", "evidence", "side-1", "side-2")
        assert said(before, target, *roles) == said(after, other, *roles)
    assert [run.text for run in runs(after, "side-1") if run.text in BARS] == ["▌"] * text_of(after).count("▌")
    assert {run.role for run in runs(after, "side-2") if run.text == "▐"} == {"side-2"}


def test_every_bar_has_its_sides_colour() -> None:
    for page in (page_of(), page_of(swapped=True), page_of(width=50, swapped=True)):
        roles = {(run.text, run.role) for line in page.lines for run in line if run.text in BARS}
        assert roles == {("▌", "side-1"), ("▐", "side-2")}


@pytest.mark.parametrize("width", [50, 88])
def test_the_spans_of_points_follow_each_other_and_cover_the_page(width: int) -> None:
    page = page_of(width=width, notes=samples.notes())
    points = len(PLAIN.themes[0].points)
    assert sorted(page.spans) == [-1, 0, 1, 2, points]
    assert [n for owner in sorted(page.spans) for n in page.spans[owner]] == list(range(len(page.lines)))
    for number, line in enumerate(page.lines):
        assert {run.target.row for run in line if run.target} <= {page.owners[number]}


def test_a_blank_line_parts_points_and_none_is_inside() -> None:
    page = page_of(width=88)
    for point in range(3):
        blank = [number for number in page.spans[point] if not plain(page.lines[number])]
        assert blank == [page.spans[point].start]


def test_what_a_theme_does_not_have_takes_no_room() -> None:
    bare = msgspec.structs.replace(PLAIN.themes[0], common_ground=(), crux=None, open_questions=())
    text = text_of(theme_page(bare, view_of(PLAIN), 88))
    assert "Common ground" not in text and "Crux" not in text and "Open questions" not in text


@pytest.mark.parametrize("width", [1, 3, 8, 12, 17])
def test_hardly_any_room_is_no_error(width: int) -> None:
    assert page_of(width=width).lines
    sides_line(view_of(PLAIN), width)
