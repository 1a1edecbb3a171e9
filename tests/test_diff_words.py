"""Which words of two wordings are different."""

from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.diff.words import Spans, changed_words

WORDS = st.lists(st.sampled_from(["a", "street", "12", "%", "汉", "字", "e\u0301", "[b]", "…"]), max_size=12)


def cut(text: str, spans: Spans) -> list[str]:
    """What the spans hold."""
    return [text[start:end] for start, end in spans]


def rest(text: str, spans: Spans) -> str:
    """The text without what the spans hold, and without white space."""
    for start, end in reversed(spans):
        text = text[:start] + text[end:]
    return "".join(text.split())


@pytest.mark.parametrize(
    ("old", "new", "gone", "come"),
    [
        ("Takings rose by 12 % in a year.", "Takings rose by 14 % in a year.", ["12"], ["14"]),
        ("It rose to 1,200.5 t.", "It rose to 1,200.6 t.", ["1,200.5"], ["1,200.6"]),
        ("They rise slowly.", "They rise.", ["slowly"], []),
        ("They rise.", "They rise, it says.", [], [", it says"]),
        ("one two three two", "one two", ["three two"], []),
        ("A third less", "Less by a third", ["A", "less"], ["Less by a"]),
        ("街道很安静", "街道不安静", ["很"], ["不"]),
        ("don't", "don’t", ["don't"], ["don’t"]),
        ("two  words\nhere", "two words here", [], []),
        ("", "all new", [], ["all new"]),
    ],
)
def test_the_words_that_differ_are_found(old: str, new: str, gone: list[str], come: list[str]) -> None:
    before, after = changed_words(old, new)
    assert (cut(old, before), cut(new, after)) == (gone, come)


@given(WORDS, WORDS)
def test_what_is_left_of_both_is_the_same(old: list[str], new: list[str]) -> None:
    a, b = " ".join(old), " ".join(new)
    before, after = changed_words(a, b)
    assert rest(a, before) == rest(b, after)
    for spans in (before, after):
        assert all(first[1] <= second[0] for first, second in pairwise(spans))


def test_of_very_long_texts_what_lies_between_their_common_ends_differs() -> None:
    old, new = f"Start {'x y ' * 15_000}end", f"Start {'y x ' * 15_000}end"
    start = process_time()
    before, after = changed_words(old, new)
    assert process_time() - start < 5
    assert (before, after) == (((6, 60_005),), ((6, 60_005),))
