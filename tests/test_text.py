"""Cleaning, widths, slugs and words."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text import ID_PATTERN, UNSAFE, cell_width, clean, count_words, counted, normalised, one_line, slug

UNSAFE_CHARACTERS = [
    *range(0x09),
    *range(0x0B, 0x20),
    *range(0x7F, 0xA0),
    *range(0x200E, 0x2010),
    *range(0x2028, 0x202F),
    *range(0x2060, 0x206A),
    *range(0xFFF9, 0xFFFC),
    *(0x061C, 0x200B, 0xD800, 0xDBFF, 0xDC00, 0xDFFF, 0xFEFF, 0xE0000, 0xE0001, 0xE007F, 0xE0FFF),
]
BESIDE_THE_UNSAFE = "\n\t ~\xa0؛؝\u200a\u200c\u200d\u2010‧\u202f\u205f\u206a\ufe0f\ufefe\ufff8\ufffc\U000e1000"

any_text = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize("code", UNSAFE_CHARACTERS, ids=hex)
def test_an_unsafe_character_is_replaced_by_a_visible_one(code: int) -> None:
    replaced = clean(f"a{chr(code)}b")
    assert len(replaced) == 3
    assert replaced[1] == "\ufffd" or 0x2400 <= ord(replaced[1]) <= 0x2421


@pytest.mark.parametrize("kept", BESIDE_THE_UNSAFE, ids=ascii)
def test_the_neighbours_of_the_unsafe_characters_are_kept(kept: str) -> None:
    assert clean(kept) == kept


@pytest.mark.parametrize(
    ("raw", "shown"),
    [("\x1b[31m", "␛[31m"), ("\x00", "␀"), ("\x7f", "␡"), ("\r\n", "␍\n"), ("\x9b2J", "\ufffd2J")],
)
def test_a_control_becomes_its_picture(raw: str, shown: str) -> None:
    assert clean(raw) == shown


@given(any_text)
def test_cleaned_text_is_as_long_and_holds_nothing_unsafe(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    assert not UNSAFE.search(cleaned)
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in cleaned if c not in "\n\t")
    assert clean(cleaned) == cleaned
    cleaned.encode("utf-8")


@given(any_text)
def test_one_line_is_one_line(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert line == line.strip()
    assert one_line(line) == line


@pytest.mark.parametrize(
    ("text", "cells"),
    [("", 0), ("abc", 3), ("汉字", 4), ("e\u0301", 1), ("\U0001f600", 2), ("\x1b", 1), ("שלום", 4)],
)
def test_width_is_counted_in_cells(text: str, cells: int) -> None:
    assert cell_width(text) == cells


@pytest.mark.parametrize(
    ("heading", "made"),
    [
        ("Economic Relations", "economic-relations"),
        ("  Who pays — and when?  ", "who-pays-and-when"),
        ("Überlegungen à Paris", "uberlegungen-a-paris"),
        ("3. Figures (2024/25)", "3-figures-2024-25"),
        ("经济关系", ""),
        ("—", ""),
        ("../../etc/passwd", "etc-passwd"),
        ("a" * 63 + " b", "a" * 63),
        ("a" * 100, "a" * 64),
    ],
)
def test_a_slug_keeps_the_latin_letters_and_digits(heading: str, made: str) -> None:
    assert slug(heading) == made


@given(any_text)
def test_a_slug_is_empty_or_an_id(text: str) -> None:
    assert slug(text) == "" or re.search(ID_PATTERN, slug(text))


@pytest.mark.parametrize(
    "text", ["", "-a", "A", "a_b", "a/b", "..", "a\n", "\na", "a b", "ä", "a" * 65, "\u0661", "a\u200b"]
)
def test_what_is_no_safe_file_name_is_no_id(text: str) -> None:
    assert not re.search(ID_PATTERN, text)


@pytest.mark.parametrize("text", ["a", "0", "a-", "no", "2024-05-01", "a" * 64])
def test_letters_digits_and_hyphens_make_an_id(text: str) -> None:
    assert re.search(ID_PATTERN, text)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("— … !", 0),
        ("one two  three\nfour", 4),
        ("don't and don’t", 3),
        ("57,000 of 3.5 per cent", 5),
        ("well-known", 1),
        ("A. B.", 2),
        ("汉字", 2),
        ("他们来了。Two words", 6),
        ("ひらがな カナ", 6),
        ("한국어 낱말", 2),
        ("слово и дело", 3),
    ],
)
def test_words_are_counted(text: str, count: int) -> None:
    assert count_words(text) == count


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“It’s done” — he said…", '"it\'s done" - HE SAID...'),
        ("ﬁne", "fine"),
        ("１２３", "123"),
        ("Straße", "STRASSE"),
        ("cafe\u0301", "café"),
        ("snake_case", "snake case"),
        ("a\u00a0b\n\nc", " A b C "),
    ],
)
def test_case_typography_and_white_space_are_normalised_away(one: str, other: str) -> None:
    assert normalised(one) == normalised(other)


@pytest.mark.parametrize(("one", "other"), [("naïve", "naive"), ("1 2", "12"), ("a b", "b a"), ("и", "й")])
def test_letters_digits_and_their_order_are_not_normalised_away(one: str, other: str) -> None:
    assert normalised(one) != normalised(other)


@pytest.mark.parametrize(("number", "told"), [(0, "0 claims"), (1, "1 claim"), (2, "2 claims"), (1200, "1,200 claims")])
def test_a_number_stands_with_its_word(number: int, told: str) -> None:
    assert counted(number, "claim") == told
