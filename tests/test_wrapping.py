"""Words that hard wrapping broke at a line's end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text import normalised
from briefing.wrapping import unbroken, words_if_broken


@pytest.mark.parametrize(
    ("lines", "known", "whole"),
    [
        (["the har-", "bour wall"], "harbour", ["the harbour", "wall"]),
        (["the har-", "bour, too"], "harbour", ["the harbour,", "too"]),
        (["a second-", "hand shop"], "", ["a second-hand", "shop"]),
        (["the har-", "bour"], "Harbour", ["the harbour"]),
        (["the har-", "bour-", "side inn"], "", ["the har-bour-side", "inn"]),
        (["a two-", "and three-year plan"], "", ["a two-", "and three-year plan"]),
        (["from 1990-", "odd on"], "", ["from 1990-", "odd on"]),
        (["the anti-", "European side"], "", ["the anti-", "European side"]),
        (["it ended -", "so they say"], "", ["it ended -", "so they say"]),
        (["it ended"], "", ["it ended"]),
        ([], "", []),
    ],
)
def test_a_word_is_whole_if_its_halves_are_surely_one(lines: list[str], known: str, whole: list[str]) -> None:
    assert unbroken(lines, words_if_broken([*lines, known])) == tuple(whole)


def test_a_text_in_which_no_line_ends_with_a_hyphen_has_no_words_to_look_up() -> None:
    assert words_if_broken(["the harbour", "a second-hand shop"]) == frozenset()


@given(st.lists(st.text("ab- .", min_size=1, max_size=8).map(str.strip).filter(bool), max_size=6))
def test_words_that_the_text_has_nowhere_else_keep_their_digest(lines: list[str]) -> None:
    assert normalised(" ".join(unbroken(lines, frozenset()))) == normalised(" ".join(lines))
