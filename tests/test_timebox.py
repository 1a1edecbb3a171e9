"""How long a briefing takes to say, and the part of it that fits a time."""

from itertools import chain, combinations

import msgspec
import pytest
import samples
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from briefing.errors import BriefingError
from briefing.model import Briefing, Claim, Point, Theme, Voice
from briefing.reading_time import (
    LONGEST,
    answer_words,
    briefing_words,
    clock,
    duration,
    minutes_typed,
    point_words,
    reading_time,
    theme_words,
)
from briefing.timebox import fit

PLAIN = samples.briefing()
SIDES = ("close", "keep")
RATE = 100


def said(words: int) -> tuple[Claim, ...]:
    """An answer of so many words; none for a silence."""
    return (Claim(text="word " * words),) if words else ()


@st.composite
def points(draw: st.DrawFn, number: int) -> Point:
    first, second = draw(st.integers(0, 30)), draw(st.integers(0, 30))
    claims = {side: said(words) for side, words in zip(SIDES, (first, second), strict=True) if words}
    return Point(id=f"p{number}", question="Which of these?", priority=draw(st.integers(1, 3)), claims=claims)


@st.composite
def briefings(draw: st.DrawFn) -> Briefing:
    """A small briefing with answers of any length, silences, and any priorities."""
    themes = []
    for number in range(draw(st.integers(1, 4))):
        made = tuple(draw(points(n)) for n in range(draw(st.integers(1, 3))))
        themes.append(msgspec.structs.replace(PLAIN.themes[0], id=f"t{number}", number=number + 1, points=made))
    return msgspec.structs.replace(PLAIN, themes=tuple(themes))


def shortest(theme: Theme) -> int:
    """The words of a theme with its shortest point alone."""
    whole = theme_words(theme, SIDES)
    costs = [point_words(point, SIDES) for point in theme.points]
    return whole - sum(costs) + min(costs)


def title_words(briefing: Briefing) -> int:
    return briefing_words(msgspec.structs.replace(briefing, themes=()))


WORDS = st.integers(30, 500)


@given(briefings(), WORDS)
@settings(deadline=None)
def test_it_never_takes_longer_than_was_asked_and_tells_the_time_that_it_takes(made: Briefing, words: int) -> None:
    assume(title_words(made) + min(map(shortest, made.themes)) <= words)
    box = fit(made, words / RATE, RATE)
    assert box.words == briefing_words(box.briefing) <= words
    assert box.minutes == box.words / RATE


@given(briefings(), WORDS)
@settings(deadline=None)
def test_points_are_whole_and_each_is_either_kept_or_told_as_left_out(made: Briefing, words: int) -> None:
    assume(title_words(made) + min(map(shortest, made.themes)) <= words)
    box = fit(made, words / RATE, RATE)
    kept = {theme.id: theme for theme in box.briefing.themes}
    lost = {theme.id: theme for theme in box.left_out}
    for theme in made.themes:
        here, there = (found[theme.id].points if theme.id in found else () for found in (kept, lost))
        assert sorted((*here, *there), key=theme.points.index) == list(theme.points)
        for part in (here, there):
            assert list(part) == sorted(part, key=theme.points.index)
    assert [*kept] == [theme.id for theme in made.themes if theme.id in kept]


@given(briefings(), WORDS)
@settings(deadline=None)
def test_every_theme_has_a_point_where_that_fits(made: Briefing, words: int) -> None:
    assume(title_words(made) + sum(map(shortest, made.themes)) <= words)
    assert len(fit(made, words / RATE, RATE).briefing.themes) == len(made.themes)


@given(briefings(), WORDS)
@settings(deadline=None)
def test_nothing_that_would_still_fit_is_left_out(made: Briefing, words: int) -> None:
    assume(title_words(made) + min(map(shortest, made.themes)) <= words)
    box = fit(made, words / RATE, RATE)
    kept = {theme.id for theme in box.briefing.themes}
    for theme in box.left_out:
        costs = [point_words(point, SIDES) for point in theme.points]
        cost = min(costs) if theme.id in kept else shortest(theme)
        assert box.words + cost > words


@given(briefings(), WORDS)
@settings(deadline=None)
def test_the_choice_is_the_same_each_time(made: Briefing, words: int) -> None:
    assume(title_words(made) + min(map(shortest, made.themes)) <= words)
    assert fit(made, words / RATE, RATE) == fit(made, words / RATE, RATE)


@given(briefings(), WORDS)
@settings(deadline=None)
def test_the_words_of_the_sides_and_of_what_was_lost_are_told(made: Briefing, words: int) -> None:
    assume(title_words(made) + min(map(shortest, made.themes)) <= words)
    box = fit(made, words / RATE, RATE)
    for side in SIDES:
        spoken = sum(answer_words(point, side) for theme in box.briefing.themes for point in theme.points)
        assert box.words_by_side[side] == spoken
    assert box.words + box.words_left_out == briefing_words(made)
    assert sum(map(box.minutes_lost, box.left_out)) == pytest.approx(box.minutes_left_out)


@given(briefings(), st.integers(1, 60))
@settings(deadline=None)
def test_where_not_one_point_fits_the_shortest_time_is_told_and_it_fits(made: Briefing, words: int) -> None:
    assume(title_words(made) + min(map(shortest, made.themes)) > words)
    with pytest.raises(BriefingError) as caught:
        fit(made, words / RATE, RATE)
    told = float(caught.value.hint.removeprefix("The shortest time is ").split(" ")[0])
    assert fit(made, told, RATE).briefing.themes
    with pytest.raises(BriefingError):
        fit(made, told - 0.1, RATE)


@given(briefings(), WORDS)
@settings(max_examples=60, deadline=None)
def test_where_any_choice_has_a_point_of_best_priority_from_every_theme_so_has_this_one(
    made: Briefing, words: int
) -> None:
    every = [(theme, point) for theme in made.themes for point in theme.points]
    best = {theme.id: min(point.priority for point in theme.points) for theme in made.themes}
    opening = title_words(made) + sum(theme_words(t, SIDES) - _points(t) for t in made.themes)

    def is_good(choice: tuple[tuple[Theme, Point], ...]) -> bool:
        found = {theme.id for theme, point in choice if point.priority == best[theme.id]}
        return found == set(best) and opening + sum(point_words(point, SIDES) for _, point in choice) <= words

    choices = chain.from_iterable(combinations(every, size) for size in range(len(made.themes), len(every) + 1))
    assume(any(map(is_good, choices)))
    box = fit(made, words / RATE, RATE)
    assert {t.id: min(p.priority for p in t.points) for t in box.briefing.themes} == best


def _points(theme: Theme) -> int:
    return sum(point_words(point, SIDES) for point in theme.points)


def made_of(*themes: tuple[Point, ...]) -> Briefing:
    made = tuple(
        msgspec.structs.replace(PLAIN.themes[0], id=f"t{number}", number=number, points=points)
        for number, points in enumerate(themes, 1)
    )
    return msgspec.structs.replace(PLAIN, themes=made)


def point(id: str, priority: int, first: int, second: int) -> Point:
    claims = {"close": said(first), "keep": said(second)}
    return Point(id=id, question="Which?", priority=priority, claims=claims)


def kept(briefing: Briefing, words: int) -> list[str]:
    themes = fit(briefing, words / RATE, RATE).briefing.themes
    return [f"{theme.id}/{point.id}" for theme in themes for point in theme.points]


def test_priority_goes_before_order() -> None:
    made = made_of((point("c", 3, 10, 10), point("b", 2, 10, 10), point("a", 1, 10, 10)))
    start = title_words(made) + shortest(made.themes[0])
    assert kept(made, start) == ["t1/a"]
    assert kept(made, start + 21) == ["t1/b", "t1/a"]
    assert kept(made, start + 42) == ["t1/c", "t1/b", "t1/a"]


def test_a_theme_without_a_point_goes_before_a_second_one_of_better_priority() -> None:
    made = made_of((point("a", 1, 10, 10), point("b", 1, 10, 10)), (point("c", 3, 10, 10),))
    assert kept(made, briefing_words(made) - 1) == ["t1/a", "t2/c"]


def test_every_theme_has_a_point_of_its_best_priority_before_one_has_a_longer_that_is_better_balanced() -> None:
    first = (point("uneven", 1, 12, 8), point("even", 1, 29, 29))
    made = made_of(first, (point("best", 1, 20, 20), point("least", 3, 1, 1)))
    words = briefing_words(made) - 59 - 3
    assert kept(made, words) == ["t1/uneven", "t2/best"]


def test_themes_go_by_their_best_priority_and_then_in_order_where_not_all_fit() -> None:
    made = made_of((point("a", 2, 10, 10),), (point("b", 1, 10, 10),), (point("c", 2, 10, 10),))
    one = shortest(made.themes[0])
    assert kept(made, title_words(made) + one) == ["t2/b"]
    assert kept(made, title_words(made) + 2 * one) == ["t1/a", "t2/b"]


def test_among_equals_the_point_is_taken_that_brings_the_sides_nearer() -> None:
    made = made_of((point("a", 1, 20, 5), point("b", 2, 20, 5), point("c", 2, 5, 20)))
    box = fit(made, (briefing_words(made) - 26) / RATE, RATE)
    assert [point.id for point in box.briefing.themes[0].points] == ["a", "c"]
    assert box.words_by_side == {"close": 25, "keep": 25}


def test_a_silence_is_said_in_a_sentence_and_the_words_looked_for_are_not() -> None:
    assert answer_words(PLAIN.themes[0].points[2], "close") == 4


def test_an_editors_remark_is_said_as_one() -> None:
    remark = Point(id="a", question="Which?", claims={"close": (Claim(text="Two words.", voice=Voice.EDITOR),)})
    assert answer_words(remark, "close") == 3


def test_a_whole_briefing_fits_its_own_time() -> None:
    box = fit(PLAIN, briefing_words(PLAIN) / RATE, RATE)
    assert box.briefing == PLAIN and not box.left_out and not box.words_left_out


@pytest.mark.parametrize(
    ("words", "rate", "shown"), [(0, 150, "1 min"), (224, 150, "1 min"), (226, 150, "2 min"), (1800, 150, "12 min")]
)
def test_a_reading_time_is_in_whole_minutes(words: int, rate: int, shown: str) -> None:
    assert reading_time(words, rate) == shown


@pytest.mark.parametrize(
    ("minutes", "shown"),
    [(5, "5 min"), (4.92, "4 min 56 s"), (0.5, "30 s"), (0, "0 s"), (1.999, "2 min"), (0.001, "1 s")],
)
def test_a_duration_is_told_to_the_second(minutes: float, shown: str) -> None:
    assert duration(minutes) == shown


@pytest.mark.parametrize(("text", "minutes"), [("5", 5.0), (" 2,5 ", 2.5), ("2.5", 2.5), ("", None), ("  ", None)])
def test_minutes_are_typed_as_a_number_or_left_empty(text: str, minutes: float | None) -> None:
    assert minutes_typed(text) == minutes


@pytest.mark.parametrize("text", ["0", "-1", "nan", "inf", "five", "5 min", str(LONGEST + 1), "1e999"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(BriefingError, match="no number of minutes"):
        minutes_typed(text)


@pytest.mark.parametrize(
    ("seconds", "minutes", "shown"),
    [(0, None, "0:00"), (61.9, None, "1:01"), (3600, 5, "60:00 of 5:00"), (-3, 2.5, "0:00 of 2:30")],
)
def test_a_clock_shows_what_has_passed_and_what_was_planned(seconds: float, minutes: float | None, shown: str) -> None:
    assert clock(seconds, minutes) == shown
