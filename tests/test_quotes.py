"""Quotations are found where they stand, after typography only."""

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from briefing.quotes import find_quote, nearest

WORDS = st.lists(st.text("abcäé", min_size=1, max_size=4), min_size=1, max_size=8)
MARKS = {"'": "’", '"': "“", " ": "\u00a0", "-": "\N{NON-BREAKING HYPHEN}", "…": "..."}


def quoted(quote: str, text: str) -> list[str]:
    return [text[start:end] for start, end in find_quote(quote, text)]


@pytest.mark.parametrize(
    ("quote", "text", "found"),
    [
        ('a "thaw" in', "there is a “thaw” in May", "a “thaw” in"),
        ("the city's trees", "under the city’s trees", "the city’s trees"),
        ("two — or three", "two—or three", "two—or three"),
        ("two--or three", "two – or three", "two – or three"),
        ("from 2019-2024", "from 2019–2024", "from 2019–2024"),
        ("wait ... then", "wait … then", "wait … then"),
        ("10 trees", "some 10\u00a0trees", "10\u00a0trees"),
        ("one two", "one\n  two", "one\n  two"),
        ("café", "the cafe\u0301 closed", "cafe\u0301"),
        ("한국", "the word \u1112\u1161\u11ab\u1100\u116e\u11a8 here", "\u1112\u1161\u11ab\u1100\u116e\u11a8"),
        ("coopera\u00adtion", "their cooperation", "cooperation"),
        ("cooperation", "their coopera\u00adtion", "coopera\u00adtion"),
        ("合作", "继续合作的前景", "合作"),
        ("AI", "使用AI技术", "AI"),
        ("$45 billion", "only $45 billion.", "$45 billion"),
        ("[/b] *x*", "a [/b] *x* b", "[/b] *x*"),
    ],
)
def test_typography_makes_no_difference(quote: str, text: str, found: str) -> None:
    assert quoted(quote, text) == [found]


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("art", "start of an article"),
        ("can", "they can’t agree"),
        ("state actors", "non-state actors"),
        ("non", "non-state actors"),
        ("204 people", "1,204 people"),
        ("4", "4.6 million"),
        ("10", "10% of it"),
        ("45", "$45 in all"),
        ("$45", "US$45 in all"),
        ("5 degrees", "it was -5 degrees"),
        ("7", "at 7:00"),
        ("S. army", "the U.S. army"),
        ("Thaw", "a thaw"),
        ("shark-eating", "the shark—eating"),
        ("the end.", "the end, then"),
        ("one two", "onetwo"),
        ("cafe", "a café"),
        ("x", "x\u0302 + y"),
        ("6'", '6" tall'),
        ("合作吗", "合作"),
        ("", "text"),
        (" \n", "text"),
        ("…", "wait…"),
        ("“”", "“”"),
    ],
)
def test_anything_else_makes_a_difference(quote: str, text: str) -> None:
    assert quoted(quote, text) == []


def test_every_place_is_found() -> None:
    assert find_quote("a b", "a b a b, a b") == [(0, 3), (4, 7), (9, 12)]


@given(WORDS, st.integers(0, 7), st.integers(1, 8))
def test_whole_words_of_a_text_are_found_in_it_in_other_typography(words: list[str], start: int, count: int) -> None:
    part = words[start : start + count]
    assume(part)
    text = " ".join(words)
    plain = " ".join(part)
    for made in (plain, unicodedata.normalize("NFD", plain), plain.replace(" ", "\u00a0")):
        assert plain in [text[a:b] for a, b in find_quote(made, text)]


@given(WORDS, WORDS)
def test_what_is_found_is_in_the_text_word_for_word(quote: list[str], words: list[str]) -> None:
    text = " ".join(words)
    for start, end in find_quote(" ".join(quote), text):
        assert unicodedata.normalize("NFC", text[start:end]).split() == [
            unicodedata.normalize("NFC", word) for word in quote
        ]
        assert not text[start - 1 : start].strip() and not text[end : end + 1].strip()


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_can_be_looked_through(quote: str, text: str) -> None:
    for start, end in find_quote(quote, text):
        assert 0 <= start < end <= len(text)
    assert nearest(quote, text) in text


def test_the_nearest_wording_is_shown() -> None:
    text = "First there was rain. The trial was ended in the autumn of 2025, and nobody complained."
    assert nearest("the trial ended in the autumn", text) == "The trial was ended in the"
    assert nearest("something else altogether here", text) == ""
    assert nearest("", text) == "" and nearest("x", "") == ""
    assert nearest("the " * 2_000, f"{text} " * 2_000) == ""
