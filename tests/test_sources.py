"""Outlines, digests and locators."""

import unicodedata
from typing import Any

import msgspec
import pytest
import samples
from hypothesis import given
from hypothesis import strategies as st

from briefing import strict_yaml
from briefing.article import Block
from briefing.fields import Locator as LocatorText
from briefing.model import Paragraph, Section, Source
from briefing.sources import Locator, digest, outline, outline_yaml, paragraphs, parse, sections
from briefing.text import clean

SOURCE = samples.briefing().sources["report"]
EMPTY_DIGEST = "e3b0c44298fc1c14"


def source(*headings: str | None, size: int = 1) -> Source:
    made = tuple(Paragraph(digest=EMPTY_DIGEST, words=1) for _ in range(size))
    return msgspec.structs.replace(
        SOURCE, outline=tuple(Section(heading=heading, paragraphs=made) for heading in headings)
    )


@pytest.mark.parametrize(
    ("text", "locator"),
    [
        ("news/economy/3", Locator("news", "economy", 3)),
        ("news/12", Locator("news", None, 12)),
        ("news/2024/1", Locator("news", "2024", 1)),
    ],
)
def test_a_locator_is_taken_apart_and_put_together(text: str, locator: Locator) -> None:
    assert parse(text) == locator
    assert str(locator) == text


@pytest.mark.parametrize(
    ("headings", "slugs"),
    [
        ((), []),
        ((None, "Shops", "Streets & Air"), [None, "shops", "streets-air"]),
        (("Shops", "Shops", "shops!"), ["shops", "shops-2", "shops-3"]),
        (("Shops", "Shops 2", "Shops"), ["shops", "shops-2", "shops-3"]),
        (("Shops", "Shops", "Shops 2"), ["shops", "shops-2", "shops-2-2"]),
        (("Intro", "经济关系", "—"), ["intro", "section-2", "section-3"]),
        (("Section 2", "经济"), ["section-2", "section-2-2"]),
        ((None, None), [None, "start-2"]),
        (("a" * 70, "a" * 70), ["a" * 64, "a" * 59 + "-2"]),
    ],
)
def test_each_section_has_a_slug_of_its_own(headings: tuple[str | None, ...], slugs: list[str | None]) -> None:
    assert list(sections(source(*headings))) == slugs


@given(
    st.lists(st.none() | st.text(max_size=70) | st.sampled_from(["A", "a-2", "A 2", "a" * 64, "section-1"]), max_size=8)
)
def test_every_paragraph_has_one_locator_that_the_model_accepts(headings: list[str | None]) -> None:
    made = source(*headings, size=2)
    locators = [str(locator) for locator, _ in paragraphs(made)]
    assert len(set(locators)) == len(locators) == 2 * len(headings)
    assert msgspec.convert(locators, list[LocatorText]) == locators
    assert [str(parse(locator)) for locator in locators] == locators


def test_paragraphs_are_counted_anew_below_each_heading() -> None:
    found = [str(locator) for locator, _ in paragraphs(source(None, "Shops", size=2))]
    assert found == ["report/1", "report/2", "report/shops/1", "report/shops/2"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", EMPTY_DIGEST),
        ("— … !", EMPTY_DIGEST),
        ("hello", "2cf24dba5fb0a30e"),
        ("“Hello!”", "2cf24dba5fb0a30e"),
    ],
)
def test_a_digest_is_the_start_of_the_sha_256_of_the_normalised_text(text: str, expected: str) -> None:
    assert digest(text) == expected


letters = st.text(st.characters(categories=["Lu", "Ll", "Nd"], max_codepoint=0x24F), min_size=1, max_size=8)
phrases = st.lists(letters, min_size=1, max_size=6)
gaps = st.sampled_from([" ", "\n", "\r\n", "  \t", "\u00a0", " — ", ", ", "\n\n", "’", "“", '"', "…", "-", "\u2028"])


@given(phrases, st.data())
def test_a_digest_does_not_see_white_space_and_typography(words: list[str], data: st.DataObject) -> None:
    respelled = data.draw(gaps) + "".join(word + data.draw(gaps) for word in words)
    assert digest(respelled) == digest(" ".join(words))


# The dotted and dotless i of Turkish are other letters in lower case than in upper case.
@given(
    phrases.filter(lambda words: not set("".join(words)) & set("ıİ")),
    st.sampled_from(["upper", "lower", "title", "swapcase", "casefold"]),
)
def test_a_digest_does_not_see_case(words: list[str], change: str) -> None:
    text = " ".join(words)
    assert digest(getattr(text, change)()) == digest(text)


@given(phrases, st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
def test_a_digest_does_not_see_how_accents_are_encoded(words: list[str], form: Any) -> None:
    text = " ".join(words)
    assert digest(unicodedata.normalize(form, text)) == digest(text)


@given(st.lists(letters, min_size=2, max_size=6), st.data())
def test_a_digest_sees_every_letter(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    index = data.draw(st.integers(0, len(words) - 1))
    assert digest(" ".join([*words[:index], words[index] + "q", *words[index + 1 :]])) != digest(text)
    assert digest(" ".join(words[:index] + words[index + 1 :])) != digest(text)


def test_an_outline_holds_digests_and_word_counts_and_no_text() -> None:
    made = outline([Block(None, ["Hello!"]), Block("Trade", ["One two.", "Three."])])
    assert made == (
        Section(heading=None, paragraphs=(Paragraph(digest="2cf24dba5fb0a30e", words=1),)),
        Section(
            heading="Trade",
            paragraphs=(Paragraph(digest=digest("one two"), words=2), Paragraph(digest=digest("three"), words=1)),
        ),
    )


headings = st.none() | st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1).filter(str.strip)


@given(st.lists(st.tuples(headings, st.lists(letters, min_size=1, max_size=3)), min_size=1, max_size=4))
def test_an_outline_is_read_back_from_its_yaml(blocks: list[tuple[str | None, list[str]]]) -> None:
    made = outline([Block(heading, texts) for heading, texts in blocks])
    read = strict_yaml.read(outline_yaml(made).encode())
    assert isinstance(read, dict)
    again = msgspec.convert(read["outline"], tuple[Section, ...], strict=False)
    for section, reread in zip(made, again, strict=True):
        assert reread.paragraphs == section.paragraphs
        assert reread.heading == (section.heading and clean(section.heading))
