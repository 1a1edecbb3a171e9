"""Tags in notes."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.tags import Tag, folded, gather, tags


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("#energy", ("energy",)),
        ("Ask him. #follow-up, #to_check; (#Q3) and *#bold*", ("follow-up", "to_check", "Q3", "bold")),
        ("#Energy then #energy and #ENERGY", ("Energy",)),
        ("#Straße and #STRASSE", ("Straße",)),
        ("#caf\u00e9 #cafe\u0301", ("caf\u00e9",)),
        ("#能源 #नमस्ते #Ärger", ("能源", "नमस्ते", "Ärger")),
        ("#one#two #three.four #five/six", ("one", "three", "five")),
        ("line\n#second\n- #third", ("second", "third")),
        ("#- #tag- _#other_", ("tag", "other")),
        ("(#a,#b;#c)", ("a", "b", "c")),
    ],
)
def test_a_tag_is_a_hash_and_a_word(text: str, found: tuple[str, ...]) -> None:
    assert tags(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "# Heading",
        "## Heading",
        "##double",
        "no#tag",
        "#1 and #2024-04",
        "#",
        "# ",
        "#-_",
        "https://example.org/page#part",
        "https://example.org/(#part)",
        "see www.example.org/#part",
        "[link](#part)",
        "&#x41; \\#escaped",
        "C# and F#",
    ],
)
def test_a_heading_a_number_a_part_of_a_word_or_of_an_address_is_no_tag(text: str) -> None:
    assert tags(text) == ()


def test_tags_are_counted_by_the_notes_that_have_them_most_first() -> None:
    notes = ["#b #a #a", "#B", "#c", "none"]
    assert gather(notes) == (Tag("b", 2), Tag("a", 1), Tag("c", 1))
    assert gather([]) == ()


@given(st.text())
def test_every_tag_of_a_text_is_in_it_and_is_found_on_its_own(text: str) -> None:
    for tag in tags(text):
        assert f"#{tag}" in text
        assert tags(f"#{tag}") == (tag,)
        assert folded(folded(tag)) == folded(tag)


@given(st.lists(st.text("#ab A-\n"), max_size=5))
def test_no_tag_is_gathered_twice_and_each_has_a_note(notes: list[str]) -> None:
    found = gather(notes)
    assert len({folded(tag.name) for tag in found}) == len(found)
    assert sum(tag.notes for tag in found) == sum(len(tags(text)) for text in notes)


@pytest.mark.parametrize("text", ["x" * 65_536, "#" * 65_536, "#x," * 20_000, "www." * 16_000, "[](" * 20_000])
def test_a_note_as_long_as_can_be_is_read_at_once(text: str) -> None:
    start = perf_counter()
    assert len(tags(text)) <= 1
    assert perf_counter() - start < 2
