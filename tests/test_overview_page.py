"""The overview and the matrix, laid out for a width."""

import re

import msgspec
import pytest
import samples
from hypothesis import given
from hypothesis import strategies as st
from test_overview import THEMES, rows_of
from tui_support import MARKUP, NARROW_AND_WIDE, of_many, rotating, squeezed

from briefing.model import Briefing, Point, Relation
from briefing.overview import Answers, Sort, ThemeRow, answers, sorted_rows, theme_rows
from briefing.tui.lines import Line, Page, Target, plain, width_of
from briefing.tui.overview_page import (
    matrix_head,
    matrix_legend,
    matrix_page,
    overview_head,
    overview_legend,
    overview_page,
    point_lines,
    theme_lines,
)
from briefing.tui.theme_page import EITHER, View
from briefing.wording import stance_marks

PLAIN = samples.briefing()
ROWS = rows_of(notes=samples.notes())
WIDTHS = st.integers(14, 160)


def view_of(made: Briefing = PLAIN, *, swapped: bool = False) -> View:
    return View(made.about, made.sources, {}, swapped)


def with_points(count: int) -> tuple[ThemeRow, ...]:
    """The sample's rows, the first with so many points."""
    first, *others = PLAIN.themes
    points = tuple(
        msgspec.structs.replace(first.points[0], id=f"p{n}", question=f"Question {n}?") for n in range(1, count + 1)
    )
    themes = (msgspec.structs.replace(first, points=points), *others)
    return rows_of(msgspec.structs.replace(PLAIN, themes=themes))


def cells_of(page: Page, row: int) -> dict[Target, str]:
    """The cells of a row of the matrix by their target."""
    runs = [run for n in page.spans[row] for run in page.lines[n] if run.target and run.target.side != EITHER]
    return {run.target: run.text for run in runs if run.target}


def text_of(lines: list[Line]) -> str:
    return "\n".join(map(plain, lines))


def every_line(made: Briefing, rows: tuple[ThemeRow, ...], width: int) -> list[Line]:
    view = view_of(made)
    lines = [*overview_head(rows, view, width), *overview_page(rows, view, width).lines]
    lines += [*matrix_head(rows, width), *matrix_page(rows, width).lines]
    lines += [*overview_legend(rows, view, Sort.AGREEMENT, width), *matrix_legend(rows, Sort.ORDER, width)]
    for row in rows:
        lines += [*theme_lines(row, view, width), *point_lines(row, 0, view, width)]
    return lines


def test_a_row_has_number_title_stances_counts_silences_and_notes() -> None:
    assert [plain(line).split() for line in overview_page(ROWS, view_of(), 79).lines] == [
        ["1", "Shops", "and", "trade", "○─────●", "·", "1", "1", "·", "1", "1", "·", "3"],
        ["2", "Air", "and", "noise", "○─●", "1", "·", "·", "1", "·", "·", "·", "·"],
    ]


@pytest.mark.parametrize("width", [59, 79, 119, 159])
def test_each_number_stands_below_its_sign_and_each_stance_below_its_level(width: int) -> None:
    head = plain(overview_head(ROWS, view_of(), width)[0])
    row = plain(overview_page(ROWS, view_of(), width).lines[0])
    assert [row[head.index(sign)] for sign in "=≈≠∥◊"] == ["·", "1", "1", "·", "3"]
    assert [row[head.index(sign) + 1] for sign in ("●∅", "○∅")] == ["1", "·"]
    assert (row.index("○"), row.index("●")) == (head.index("2"), head.index("5"))


@pytest.mark.parametrize(("width", "shown"), [(46, "=≈≠∥∅●○◊"), (45, "=≈≠∥∅◊"), (39, "◊")])
def test_where_there_is_no_room_the_silences_go_first_then_the_counts_and_the_title_stays(
    width: int, shown: str
) -> None:
    head = plain(overview_head(ROWS, view_of(), width)[0])
    assert [sign for sign in "=≈≠∥∅●○◊" if sign in head] == list(shown)
    row = plain(overview_page(ROWS, view_of(), width).lines[0])
    assert "Shops and t" in row and stance_marks(5, 2).strip() in row and row.endswith("3")


def test_swapped_sides_change_places_and_keep_their_marks() -> None:
    view = view_of(swapped=True)
    head = plain(overview_head(ROWS, view, 79)[0])
    assert head.index("○∅") < head.index("●∅")
    row = plain(overview_page(ROWS, view, 79).lines[0])
    assert row.split()[-3:] == ["·", "1", "3"]
    assert stance_marks(5, 2, 2).strip() in row
    for lines in (theme_lines(ROWS[0], view, 79), overview_legend(ROWS, view, Sort.ORDER, 79)):
        assert text_of(lines).index("○ Keep") < text_of(lines).index("● Close")


def test_the_marks_of_the_sides_differ_in_shape_and_in_role() -> None:
    roles = {run.text: run.role for run in overview_page(ROWS, view_of(), 79).lines[0]}
    assert (roles["●"], roles["○"]) == ("side-1", "side-2")


def test_everything_of_a_row_leads_to_its_theme() -> None:
    page = overview_page(ROWS, view_of(), 79)
    assert [{run.target for run in line} for line in page.lines] == [{Target(0)}, {Target(1)}]
    assert [list(page.spans[row]) for row in (0, 1)] == [[0], [1]]


def test_ten_themes_with_head_and_legend_fit_a_small_terminal() -> None:
    made = of_many(10)
    rows, view = rows_of(made), view_of(made)
    page = overview_page(rows, view, 79)
    foot = [*theme_lines(rows[0], view, 79), *overview_legend(rows, view, Sort.AGREEMENT, 79)]
    assert len(page.lines) == 10
    assert len(overview_head(rows, view, 79)) + len(page.lines) + len(foot) + 2 <= 24 - 2


def test_a_hundred_themes_have_a_line_each_and_stand_below_each_other() -> None:
    made = of_many(100)
    lines = overview_page(rows_of(made), view_of(made), 79).lines
    assert len(lines) == 100
    assert {plain(line).index("Theme number") for line in lines} == {5}


def test_a_theme_that_was_not_read_is_said_to_be_so() -> None:
    rows = theme_rows(PLAIN.about, {"air": PLAIN.themes[1]}, {"trade": "x"})
    first, second = (plain(line) for line in overview_page(rows, view_of(), 79).lines)
    assert first.split() == ["1", "Shops", "and", "trade", "not", "read", "1"]
    assert "not read" not in second
    assert "not read" in plain(matrix_page(rows, 79).lines[0])
    assert cells_of(matrix_page(rows, 79), 0) == {Target(0): " not read"}
    for lines in (theme_lines(rows[0], view_of(), 79), point_lines(rows[0], 0, view_of(), 79)):
        assert "Enter opens the theme" in text_of(lines)


def test_a_theme_in_words_has_its_whole_title_and_both_stances() -> None:
    long = samples.briefing(lambda text: f"{text} and {'a title that goes on ' * 5}end")
    assert "end" not in text_of(overview_page(rows_of(long), view_of(long), 59).lines)
    assert squeezed(long.themes[0].title) in squeezed(text_of(theme_lines(rows_of(long)[0], view_of(long), 59)))
    text = text_of(theme_lines(ROWS[0], view_of(), 79))
    assert text.split("\n")[0] == " 1. Shops and trade"
    for part in ("● Close: strong, 5 of 5", "○ Keep: slight, 2 of 5", "distance 3", "agreement 17%"):
        assert part in text


@pytest.mark.parametrize("sort", list(Sort))
def test_the_legend_explains_every_sign_and_the_sort(sort: Sort) -> None:
    text = squeezed(text_of(overview_legend(ROWS, view_of(), sort, 79)))
    for part in (
        sort.meaning,
        "● Close",
        "○ Keep",
        "1 none to 5 strong",
        "∅ one side only",
        "●∅ ○∅ silences",
        "◊ notes",
    ):
        assert squeezed(part) in text
    for kind in Relation:
        for told in (text, squeezed(text_of(matrix_legend(ROWS, sort, 79)))):
            assert squeezed(f"{kind.glyph} {kind.label}") in told


def test_the_matrix_has_a_cell_for_each_point() -> None:
    page = matrix_page(ROWS, 79)
    for number, theme in enumerate(PLAIN.themes):
        signs = [answers(point).glyph for point in theme.points]
        assert [text.strip() for text in cells_of(page, number).values()] == signs
        assert list(cells_of(page, number)) == [Target(number, n) for n in range(len(signs))]


def test_the_numbers_of_the_points_stand_above_their_cells() -> None:
    head, row = plain(matrix_head(ROWS, 79)[0]), plain(matrix_page(ROWS, 79).lines[0])
    assert [row[head.index(str(n))] for n in (1, 2, 3)] == [answers(point).glyph for point in PLAIN.themes[0].points]


@pytest.mark.parametrize("width", [20, 40, 60, 100])
def test_the_cells_of_a_long_theme_go_on_in_further_lines(width: int) -> None:
    rows = with_points(60)
    page = matrix_page(rows, width)
    assert len(page.spans[0]) > 1
    assert list(cells_of(page, 0)) == [Target(0, n) for n in range(60)]
    before = [[run for run in line if run.target is None or run.target.side == EITHER] for line in page.lines]
    assert len({width_of(tuple(runs)) for runs in before}) == 1
    assert len(page.spans[1]) == 1


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_point_in_words_has_its_question_and_how_it_is_answered(number: int) -> None:
    point = PLAIN.themes[0].points[number]
    text = squeezed(text_of(point_lines(ROWS[0], number, view_of(), 79)))
    kind = answers(point)
    for part in (f"Shops and trade, point {number + 1} of 3", point.question, f"{kind.glyph} {kind.label}"):
        assert squeezed(part) in text
    silent = squeezed("Close: Does not address this. Looked for: delivery, lorry.")
    assert (silent in text) == (kind is Answers.ONE_SIDE)


@given(THEMES, WIDTHS)
def test_no_line_is_wider_than_the_screen_and_no_cell_is_lost(made: Briefing, width: int) -> None:
    rows = tuple(sorted_rows(rows_of(made), Sort.DISTANCE))
    assert all(width_of(line) <= width for line in every_line(made, rows, width))
    page = matrix_page(rows, width)
    shown = [(target, text) for row in range(len(rows)) for target, text in cells_of(page, row).items()]
    points: list[tuple[Target, Point]] = [
        (Target(row, n), point) for row, found in enumerate(rows) for n, point in enumerate(found.points)
    ]
    assert [target for target, _ in shown] == [target for target, _ in points]
    if width >= 20:
        assert [text.strip() for _, text in shown] == [answers(point).glyph for _, point in points]


@pytest.mark.parametrize("texts", [MARKUP, NARROW_AND_WIDE, samples.HOSTILE])
def test_hostile_texts_stay_on_their_line_and_keep_the_columns(texts: tuple[str, ...]) -> None:
    made = samples.briefing(rotating(texts))
    rows = rows_of(made)
    for width in (*range(14, 100), 160):
        assert all(width_of(line) <= width for line in every_line(made, rows, width))
        assert len(overview_page(rows, view_of(made), width).lines) == 2
        assert not any(re.search(r"[\x00-\x1f]", run.text) for line in every_line(made, rows, width) for run in line)
    heads = overview_head(rows, view_of(made), 79)
    for line in overview_page(rows, view_of(made), 79).lines:
        assert width_of(line) == width_of(heads[0])
