"""Lines of styled text: wrapped and filled by cells, whatever the characters."""

import pytest
import samples
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from tui_support import NARROW_AND_WIDE, squeezed

from briefing.text import clean
from briefing.tui.lines import Page, Run, Target, pad, plain, width_of, wrap

texts = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from([*NARROW_AND_WIDE, *samples.HOSTILE, "a", "and", "[b]"]), max_size=8).map(" ".join),
)


@given(texts.map(clean), st.integers(2, 90))
def test_wrapped_lines_fit_the_width_and_keep_every_letter(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert squeezed("".join(lines)) == squeezed(text)


@given(texts.map(clean), st.integers(2, 90))
def test_wrapped_lines_hold_neither_line_breaks_nor_tabs(text: str, width: int) -> None:
    assert not any(character in line for line in wrap(text, width) for character in "\n\t")


def test_paragraphs_stay_apart() -> None:
    assert wrap("one two\n\nthree", 5) == ["one", "two", "", "three"]


def test_text_breaks_between_words_where_it_can() -> None:
    assert wrap("alpha beta gamma", 11) == ["alpha beta", "gamma"]
    assert wrap("extraordinarily", 6) == ["extrao", "rdinar", "ily"]


def test_markup_is_wrapped_as_text() -> None:
    assert wrap("[b]bold[/b] [/ [@click=app.quit]x", 60) == ["[b]bold[/b] [/ [@click=app.quit]x"]


@given(texts.map(clean), st.integers(0, 90))
def test_padded_text_takes_exactly_the_width(text: str, width: int) -> None:
    assert cell_len(pad(text, width)) == width


@pytest.mark.parametrize(("text", "expected"), [("汉字", "汉 "), ("abc", "abc"), ("a", "a  "), ("汉", "汉 ")])
def test_a_wide_character_is_never_cut_in_two(text: str, expected: str) -> None:
    assert pad(text, 3) == expected


def test_a_line_is_as_wide_as_its_runs() -> None:
    line = (Run("汉字", "note"), Run(" ab ", "point", Target(0)))
    assert (width_of(line), plain(line)) == (8, "汉字 ab")
    assert (width_of(()), plain(())) == (0, "")


def test_a_page_knows_which_lines_belong_to_which_point() -> None:
    page = Page()
    page.add(-1, (), (Run("head", "question"),))
    page.add(0, (Run("point", "point"),))
    page.add(0, (), ())
    page.add(1, ())
    assert page.owners == [-1, -1, 0, 0, 0, 1]
    assert page.spans == {-1: range(2), 0: range(2, 5), 1: range(5, 6)}
    assert len(page.lines) == 6
