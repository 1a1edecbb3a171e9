"""The overview: what is counted of each theme, and in what order the themes stand."""

from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import msgspec
import pytest
import samples
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcwidth

from briefing.model import SILENCE_GLYPH, Briefing, Claim, Point, Relation, Stance, Theme, ThemeEntry
from briefing.overview import USUAL, Answers, Sort, ThemeRow, answers, sorted_rows, theme_rows, used
from briefing.wording import SAME_STANCE, STANCE_MARKS, relation, scale_marks, stance_marks

PLAIN = samples.briefing()
LEVELS = st.integers(1, 5)
SAID: tuple[Claim, ...] = (Claim(text="So it is."),)
BOTH = {"close": SAID, "keep": SAID}
RELATED = {Answers(kind.value): kind for kind in Relation}
MEASURES: dict[Sort, Callable[[ThemeRow], float]] = {
    Sort.ORDER: lambda row: 0,
    Sort.DISTANCE: lambda row: row.distance or 0,
    Sort.AGREEMENT: lambda row: row.agreement or 0,
    Sort.NOTES: lambda row: row.notes,
}


def rows_of(made: Briefing = PLAIN, notes: dict[str, str] | None = None) -> tuple[ThemeRow, ...]:
    return theme_rows(made.about, {theme.id: theme for theme in made.themes}, notes or {})


def point(number: int, kind: Answers) -> Point:
    """A point that is answered in this way."""
    claims = {Answers.ONE_SIDE: {"keep": SAID}, Answers.NEITHER: {}}.get(kind, BOTH)
    return Point(id=f"p{number}", question="Is it so?", claims=claims, relation=RELATED.get(kind))


def theme(number: int, first: int, second: int, kinds: list[Answers]) -> Theme:
    levels = {"close": Stance(level=first, reason="So."), "keep": Stance(level=second, reason="So.")}
    points = tuple(point(n, kind) for n, kind in enumerate(kinds))
    return msgspec.structs.replace(
        PLAIN.themes[0], id=f"t{number}", title=f"Theme {number}", number=number, stances=levels, points=points
    )


def of_themes(*themes: Theme) -> Briefing:
    entries = tuple(ThemeEntry(id=theme.id, title=theme.title) for theme in themes)
    return msgspec.structs.replace(PLAIN, about=msgspec.structs.replace(PLAIN.about, themes=entries), themes=themes)


THEMES = st.lists(st.tuples(LEVELS, LEVELS, st.lists(st.sampled_from(list(Answers)), min_size=1)), min_size=1).map(
    lambda made: of_themes(*(theme(number, *rest) for number, rest in enumerate(made, 1)))
)


@given(LEVELS, LEVELS, st.integers(1, 4))
def test_each_side_s_mark_stands_at_its_level_and_the_line_is_as_long_as_the_distance(
    first: int, second: int, step: int
) -> None:
    marks = stance_marks(first, second, step)
    assert len(marks) == len(scale_marks(step)) == 4 * step + 1
    if first == second:
        assert marks.strip() == SAME_STANCE and scale_marks(step)[marks.index(SAME_STANCE)] == str(first)
    else:
        assert [scale_marks(step)[marks.index(mark)] for mark in STANCE_MARKS] == [str(first), str(second)]
        assert marks.strip()[1:-1] == "─" * (abs(first - second) * step - 1)


def test_every_way_to_answer_has_a_sign_of_its_own_of_one_cell_and_words() -> None:
    assert len({kind.glyph for kind in Answers}) == len({kind.label for kind in Answers}) == len(Answers)
    assert {wcwidth(kind.glyph) for kind in Answers} == {1}
    for kind in Relation:
        assert (Answers(kind.value).glyph, Answers(kind.value).label) == (kind.glyph, kind.label)
    assert Answers.ONE_SIDE.glyph == SILENCE_GLYPH


@pytest.mark.parametrize("kind", list(Answers))
def test_a_point_is_counted_as_what_its_answers_are(kind: Answers) -> None:
    made = point(1, kind)
    assert answers(made) is kind
    if kind in USUAL:
        assert relation(made) == (kind.glyph, kind.label)


def test_one_side_alone_stands_in_no_relation_whatever_the_file_says() -> None:
    made = msgspec.structs.replace(point(1, Answers.ONE_SIDE), relation=Relation.AGREE)
    assert answers(made) is Answers.ONE_SIDE
    assert answers(msgspec.structs.replace(made, claims={"keep": SAID, "close": ()})) is Answers.ONE_SIDE


def test_the_sample_s_rows() -> None:
    trade, air = rows_of(notes=samples.notes())
    assert (trade.id, trade.title, trade.number, trade.levels, trade.distance) == (
        "trade",
        "Shops and trade",
        1,
        (5, 2),
        3,
    )
    assert trade.counts == {Answers.DIFFER: 1, Answers.PARTLY: 1, Answers.ONE_SIDE: 1}
    assert trade.silences == (1, 0)
    assert trade.notes == 3 and air.notes == 0
    assert air.agreement == 0.5
    assert trade.agreement == pytest.approx(1 / 6)


def test_blank_notes_and_notes_on_other_themes_do_not_count() -> None:
    notes = {"trade": " \n", "trade/takings": "one", "trade-two/x": "other", "gone": "other"}
    assert [row.notes for row in rows_of(notes=notes)] == [1, 0]


def test_a_theme_that_was_not_read_has_its_place_and_nothing_else() -> None:
    first, second = theme_rows(PLAIN.about, {"air": PLAIN.themes[1]}, {"trade/takings": "one"})
    assert (first.id, first.number, first.levels, first.distance, first.agreement) == ("trade", 1, None, None, None)
    assert (first.notes, first.points, sum(first.counts.values())) == (1, (), 0)
    assert second.levels == (4, 3)
    for sort in (Sort.DISTANCE, Sort.AGREEMENT):
        assert [row.id for row in sorted_rows([first, second], sort)] == ["air", "trade"]


@given(THEMES)
def test_nothing_is_lost_and_nothing_counted_twice(made: Briefing) -> None:
    for row, read in zip(rows_of(made), made.themes, strict=True):
        assert row.counts == Counter(map(answers, read.points))
        assert sum(row.counts.values()) == len(read.points)
        assert sum(row.silences) == row.counts[Answers.ONE_SIDE] + 2 * row.counts[Answers.NEITHER]
        assert row.agreement is not None and 0 <= row.agreement <= 1
    assert list(used(rows_of(made))) == [
        kind for kind in Answers if kind in USUAL or any(row.counts[kind] for row in rows_of(made))
    ]


@given(THEMES, st.sampled_from(list(Sort)))
def test_the_most_comes_first_and_equal_ones_in_the_briefing_s_order(made: Briefing, sort: Sort) -> None:
    notes = {f"t{number}/p{n}": "note" for number in range(1, 6) for n in range(number % 3)}
    rows = list(rows_of(made, notes))
    shown = sorted_rows(reversed(rows), sort)
    assert sorted(row.number for row in shown) == [row.number for row in rows]
    measure = MEASURES[sort]
    for before, after in pairwise(shown):
        assert measure(before) > measure(after) or (measure(before) == measure(after) and before.number < after.number)


def test_the_sorts_follow_one_another_in_a_ring() -> None:
    seen = [Sort.ORDER]
    while (following := seen[-1].following) is not Sort.ORDER:
        seen.append(following)
    assert seen == list(Sort)
    assert len({sort.meaning for sort in Sort}) == len(Sort)
