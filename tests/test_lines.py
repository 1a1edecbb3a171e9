"""Lines of styled text: wrapped and filled by cells, whatever the characters."""

import pytest
import samples
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from tui_support import NARROW_AND_WIDE, squeezed

from briefing.text import clean
from briefing.tui.lines import Page, Run, Target, fit, pad, plain, width_of, wrap, wrap_marked

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


@given(texts.map(clean), st.integers(2, 90), st.integers(0, 200), st.integers(0, 60))
def test_marks_change_no_line_and_no_width(text: str, width: int, start: int, length: int) -> None:
    lines = list(wrap_marked(text, [(start, start + length)], width))
    assert ["".join(piece for piece, _ in line) for line in lines] == wrap(text, width)
    assert all(sum(cell_len(piece) for piece, _ in line) <= width for line in lines)


@given(st.lists(st.sampled_from(["one", "two", "字", "three-four", "é"]), min_size=1, max_size=30), st.data())
def test_exactly_what_is_inside_a_span_is_marked(words: list[str], data: st.DataObject) -> None:
    text = "  ".join(words)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    marked = "".join(p for line in wrap_marked(text, [(start, end)], 12) for p, is_marked in line if is_marked)
    assert squeezed(marked) == squeezed(text[start:end])


def test_marks_go_on_over_spaces_and_line_breaks() -> None:
    lines = list(wrap_marked("one two  three four", [(4, 19)], 9))
    assert lines == [[("one ", False), ("two", True)], [("three", True)], [("four", True)]]
    assert list(wrap_marked("one two three", [(0, 7)], 20)) == [[("one two", True), (" three", False)]]


@pytest.mark.parametrize(("text", "expected"), [("abcd", "abcd"), ("abcde", "abc…"), ("汉字汉", "汉…"), ("", "")])
def test_a_text_that_is_too_wide_ends_in_an_ellipsis(text: str, expected: str) -> None:
    assert fit(text, 4) == expected


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
