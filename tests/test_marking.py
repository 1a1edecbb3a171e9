"""Words that are marked in a paragraph, word by word."""

from hypothesis import given
from hypothesis import strategies as st

from briefing.text import one_line
from briefing.tui.marking import begin, between

TEXT = "He came early, she left. “Why?” they asked; nobody\nknew: 12 % of it"


def test_words_are_marked_one_after_another_and_back() -> None:
    marking = begin(TEXT)
    assert marking and marking.quote == "He"
    assert marking.moved(2).quote == "He came early"
    assert marking.moved(2).moved(-1).quote == "He came"
    assert marking.moved(-5) == marking
    assert marking.moved(99).quote == " ".join(TEXT.split())


def test_the_other_end_moves_when_it_is_turned() -> None:
    marking = begin(TEXT)
    assert marking
    turned = marking.moved(4).turned().moved(3)
    assert turned.quote == "she left."
    assert turned.moved(99).quote == "left."
    assert turned.turned().moved(1).quote == "she left. “Why?”"


def test_a_sentence_is_marked_as_far_as_it_goes() -> None:
    marking = begin(TEXT)
    assert marking
    first = marking.to_sentence()
    assert first.quote == "He came early, she left."
    assert first.to_sentence().quote == "He came early, she left. “Why?”"
    assert first.to_sentence().turned().to_sentence().quote == "“Why?”"
    assert first.to_sentence().to_sentence().to_sentence().length == 14


def test_characters_without_spaces_between_them_are_words() -> None:
    marking = begin("汉字很多 and")
    assert marking and marking.moved(1).quote == "汉字"


def test_a_text_without_words_has_nothing_to_mark() -> None:
    assert begin(" \n ") is None


@given(st.text(max_size=40), st.lists(st.sampled_from(["on", "back", "turn", "sentence"]), max_size=12))
def test_whatever_is_done_something_of_the_text_is_marked(text: str, keys: list[str]) -> None:
    marking = begin(text)
    for key in keys if marking else ():
        assert marking
        match key:
            case "turn":
                marking = marking.turned()
            case "sentence":
                marking = marking.to_sentence()
            case _:
                marking = marking.moved(1 if key == "on" else -1)
        start, end = marking.span
        assert 0 <= start < end <= len(text)
        assert marking.length >= 1


def test_from_one_letter_to_another_whole_words_are_marked_and_the_second_end_moves() -> None:
    there, back = between(TEXT, 1, 7), between(TEXT, 7, 1)
    assert there and back
    assert there.quote == back.quote == "He came early"
    assert (there.moved(1).quote, back.moved(1).quote) == ("He came early, she", "came early")
    everything = between(TEXT, -3, 999)
    assert everything and everything.quote == one_line(TEXT)
    characters = between("汉字很多 and", 1, 2)
    assert characters and characters.quote == "字很"
    assert between(" \n ", 0, 0) is None
