"""Slides laid out for a room."""

from itertools import pairwise

import msgspec
import pytest
import samples
from hypothesis import given, settings
from hypothesis import strategies as st
from tui_support import MARKUP, NARROW_AND_WIDE, long_claims, rotating, squeezed

from briefing.model import Briefing
from briefing.slides import Slide, number_of, slides
from briefing.text import clean
from briefing.tui.lines import plain, width_of
from briefing.tui.present_page import Screenful, screenfuls
from briefing.tui.theme_page import View
from briefing.wording import silent, spoken

PLAIN = samples.briefing()
SIZES = [(120, 40), (80, 24), (60, 20), (40, 12), (20, 8), (12, 3), (1, 1)]


def shown(
    wanted: str,
    made: Briefing = PLAIN,
    size: tuple[int, int] = (120, 40),
    *,
    in_steps: bool = True,
    swapped: bool = False,
) -> list[Screenful]:
    sequence = slides(made)
    view = View(made.about, made.sources, {"trade/takings": "SECRET"}, swapped)
    return screenfuls(sequence[number_of(sequence, wanted)], made.themes, view, *size, in_steps=in_steps)


def text(screenful: Screenful) -> str:
    return "\n".join(plain(line) for line in screenful.lines)


def every(made: Briefing, size: tuple[int, int], *, in_steps: bool = True) -> list[tuple[Slide, list[Screenful]]]:
    view = View(made.about, made.sources, {})
    return [(slide, screenfuls(slide, made.themes, view, *size, in_steps=in_steps)) for slide in slides(made)]


def of_a_side(screens: list[Screenful], bar: str) -> str:
    """What stands behind a side's bar, without white space."""
    found = []
    for screen in screens:
        for line in map(plain, screen.lines):
            if bar in line:
                found.append(line.split(bar)[1].split("▐")[0])
    return squeezed("".join(found))


def test_a_source_without_an_author_says_its_title_once() -> None:
    words = squeezed(text(shown("", in_steps=False)[-1]))
    assert words.count(squeezed("The street report")) == 1
    assert squeezed("Feb 2024") in words


def test_the_title_names_the_question_both_sides_and_their_sources() -> None:
    (screen,) = shown("title")
    for words in (
        "A quiet main street",
        "Should the main",
        "CLOSE IT",
        "KEEP IT OPEN",
        "The street report",
        "S. Author",
    ):
        assert words in text(screen)


def test_a_theme_shows_both_stances_on_the_scale_with_their_reasons() -> None:
    (screen,) = shown("theme/trade")
    for words in (
        "1. Shops and trade",
        "▰▰▰▰▰ strong",
        "▰▰▱▱▱ slight",
        "Takings rose.",
        "From none to strong: how much",
    ):
        assert words in text(screen)


def test_a_point_is_built_step_by_step() -> None:
    screens = shown("point/trade/takings")
    assert [screen.step for screen in screens] == [0, 1, 2, 3]
    parts = ["Do the shops take more?", "Takings rose by 12 %", "Takings fell outside", "≠ differ: They answer against"]
    for number, screen in enumerate(screens):
        assert [part in text(screen) for part in parts] == [part in parts[: number + 1] for part in parts]


def test_all_at_once_is_one_screenful() -> None:
    (screen,) = shown("point/trade/takings", in_steps=False)
    assert screen == shown("point/trade/takings")[-1]


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
def test_nothing_moves_while_a_slide_is_built(size: tuple[int, int]) -> None:
    screens = shown("point/trade/takings", size=size)
    for before, after in pairwise(screens):
        for early, late in zip(map(plain, before.lines), map(plain, after.lines), strict=True):
            assert all(one in (" ", other) for one, other in zip(early, late.ljust(len(early)), strict=False))


def test_the_side_that_is_shown_first_comes_up_first() -> None:
    _, first, *_ = shown("point/trade/takings", swapped=True)
    assert "Takings fell outside" in text(first) and "Takings rose by" not in text(first)


def test_a_silence_is_said_with_the_words_looked_for() -> None:
    (screen,) = shown("point/trade/deliveries", in_steps=False)
    assert "∅ Does not address this. Looked for:" in text(screen)
    assert "∅ one side only" in text(screen)


def test_quotes_and_the_editors_remarks_are_marked() -> None:
    (screen,) = shown("point/trade/takings", in_steps=False)
    assert "“The street came alive.”" in text(screen) and "Editor: The two count" in text(screen)


def test_notes_and_evidence_are_not_shown() -> None:
    for _, screens in every(PLAIN, (120, 40)):
        assert not any("SECRET" in text(screen) or "¶" in text(screen) for screen in screens)


def test_what_to_take_away_stands_with_its_theme() -> None:
    (screen,) = shown("end")
    lines = [line.split() for line in text(screen).splitlines() if line.strip()]
    assert lines[1] == ["Shops", "and", "trade", "A", "full", "year", "of", "takings."]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("in_steps", [True, False])
@pytest.mark.parametrize("made", [PLAIN, long_claims(200), samples.briefing(rotating(NARROW_AND_WIDE))])
def test_no_line_is_wider_and_no_screenful_higher_than_the_screen(
    made: Briefing, size: tuple[int, int], in_steps: bool
) -> None:
    width, height = size
    for _, screens in every(made, size, in_steps=in_steps):
        assert screens
        for screen in screens:
            assert len(screen.lines) <= height
            assert all(width_of(line) <= width for line in screen.lines) or width < 12


@given(st.integers(24, 130), st.integers(4, 45), st.integers(1, 120), st.booleans())
@settings(max_examples=60, deadline=None)
def test_no_claim_is_cut_whatever_the_size(width: int, height: int, words: int, in_steps: bool) -> None:
    made = long_claims(words)
    point = made.themes[0].points[0]
    screens = shown("point/trade/takings", made, (width, height), in_steps=in_steps)
    for side, bar, step in (("close", "▌", 1), ("keep", "▐", 2)):
        said = [screen for screen in screens if screen.step == (step if in_steps else 3)]
        assert squeezed(spoken(point.claims[side][0])) in without_names(of_a_side(said, bar))


def without_names(told: str) -> str:
    return told.replace("CLOSEIT", "").replace("KEEPITOPEN", "")


@pytest.mark.parametrize("hostile", [*samples.HOSTILE, *MARKUP], ids=lambda text: repr(text)[:20])
def test_hostile_texts_are_shown_letter_for_letter(hostile: str) -> None:
    made = samples.briefing(lambda plain: f"{plain} {clean(hostile)}")
    for slide, screens in every(made, (60, 400), in_steps=False):
        (screen,) = screens
        told = squeezed(text(screen)).replace("▌", "").replace("▐", "")
        if slide.point:
            said = [spoken(claim) for claims in slide.point.claims.values() for claim in claims]
            said += [silent(slide.point, side) for side in slide.point.silence]
            for words in (slide.point.question, *said):
                assert squeezed(words).replace("▌", "").replace("▐", "") in told


def test_a_slide_that_goes_on_says_the_question_and_the_side_again() -> None:
    for size, bar in (((60, 20), "▌ CLOSE IT"), ((120, 20), "▌ CLOSE IT")):
        screens = [screen for screen in shown("point/trade/takings", long_claims(200), size) if screen.step == 1]
        assert len(screens) > 1
        assert all("Do the shops take more?" in text(screen) and bar in text(screen) for screen in screens)


def test_what_goes_on_stands_at_the_same_height() -> None:
    screens = shown("point/trade/takings", long_claims(200), (60, 20))
    assert len({next(n for n, line in enumerate(screen.lines) if plain(line)) for screen in screens}) == 1


def test_a_question_longer_than_the_screen_is_not_cut() -> None:
    trade = PLAIN.themes[0]
    question = " ".join(f"word{number}" for number in range(200)) + "?"
    point = msgspec.structs.replace(trade.points[0], question=question)
    made = msgspec.structs.replace(PLAIN, themes=(msgspec.structs.replace(trade, points=(point,)),))
    screens = shown("point/trade/takings", made, (40, 12))
    told = squeezed("".join(text(screen) for screen in screens if screen.step == 0))
    assert squeezed(question) in told
    assert [screen.step for screen in screens] == sorted(screen.step for screen in screens)
