"""A text held against an outline: what is there, however it is written, and what has become of the rest."""

import re
import time

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_samples import LOCATORS, OTHER, PARAGRAPHS, aligned, lines, source, text, wrapped

from briefing.alignment import align
from briefing.article import Block, read_article
from briefing.sources import digest, outline, paragraphs
from briefing.text import normalised

CHROME = (
    "Home", "Log in", "Share", "©", "Subscribe to our newsletter for two pounds a month and never miss a story again.",
    "Read also: why the tram is late", "Comments (3)", "I have lived here for thirty years and never saw such a thing.",
    "All rights reserved.", "7 min", "* * *", "Photo: Town Press",
)  # fmt: skip


def test_the_text_that_was_outlined_matches_whole() -> None:
    found = aligned(text())
    assert found.matched == dict(zip(LOCATORS, PARAGRAPHS, strict=True))
    assert found.is_whole
    assert (found.missing, found.changed, found.moved, found.new, found.around) == ((), {}, {}, (), ())
    assert found.words == found.matched_words == sum(p.words for _, p in paragraphs(source()))
    assert found.share == 1


@given(
    width=st.integers(20, 200),
    gap=st.sampled_from(["\n", "\n\n", "\n\n\n\n", "\n \t\n"]),
    ending=st.sampled_from(["\n", "\r\n", "\r"]),
    quotes=st.booleans(),
    before=st.lists(st.sampled_from(CHROME), max_size=6),
    after=st.lists(st.sampled_from(CHROME), max_size=6),
    spaces=st.sampled_from([" ", "  ", "\u00a0", "\t"]),
    case=st.sampled_from([str, str.upper]),
)
def test_typography_wrapping_and_the_page_around_change_nothing(
    width: int, gap: str, ending: str, quotes: bool, before: list[str], after: list[str], spaces: str, case: object
) -> None:
    made = wrapped(text(), width, gap=gap)
    if quotes:
        made = made.translate(str.maketrans("“”’", '""\''))
    if case is str.upper:
        made = made.upper()
    made = "\n\n".join([*before, made, *after]).replace(" ", spaces).replace("\n", ending)
    found = aligned(made)
    assert list(found.matched) == list(LOCATORS)
    assert found.is_whole
    for locator, said in found.matched.items():
        assert normalised(said) == normalised(PARAGRAPHS[LOCATORS.index(locator)])


@given(st.data())
def test_a_paragraph_with_one_word_changed_does_not_match_and_is_told_as_changed(data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(PARAGRAPHS) - 1))
    words = PARAGRAPHS[index].split(" ")
    at = data.draw(st.integers(0, len(words) - 2))
    word = data.draw(st.sampled_from(["zebra", "13", "", "zebra zebra"]).filter(lambda w: w != words[at]))
    changed = [*words[:at], *([word] if word else []), *words[at + 1 :]]
    if digest(" ".join(changed)) == digest(PARAGRAPHS[index]):
        return
    made = [*PARAGRAPHS[:index], " ".join(changed), *PARAGRAPHS[index + 1 :]]
    width = data.draw(st.integers(40, 200))
    found = aligned(wrapped(text(made), width))
    assert LOCATORS[index] not in found.matched
    assert set(found.matched) == {*LOCATORS} - {LOCATORS[index]}
    assert found.changed == {LOCATORS[index]: " ".join(changed)}
    assert (found.missing, found.moved, found.new) == ((), {}, ())
    assert not found.is_whole


@given(st.data())
def test_what_is_matched_is_always_word_for_word_what_was_outlined(data: st.DataObject) -> None:
    pieces = st.sampled_from([*lines(), *OTHER, *CHROME, *(p.partition(". ")[0] for p in PARAGRAPHS)])
    made = data.draw(st.lists(pieces, max_size=14).map("\n\n".join))
    found = aligned(wrapped(made, data.draw(st.integers(30, 200)), gap=data.draw(st.sampled_from(["\n", "\n\n"]))))
    digests = {str(locator): paragraph.digest for locator, paragraph in paragraphs(source())}
    for locator, said in found.matched.items():
        assert digest(said) == digests[locator]
    assert list(found.matched) == [locator for locator in LOCATORS if locator in found.matched]
    told = [*found.matched, *found.changed, *found.missing]
    assert sorted(told) == sorted(LOCATORS)
    assert set(found.moved) <= set(found.matched)


@pytest.mark.parametrize("index", range(len(PARAGRAPHS)))
def test_a_paragraph_that_was_taken_out_is_missing_and_nothing_else_is(index: int) -> None:
    found = aligned("\n\n".join(line for line in lines() if line != PARAGRAPHS[index]))
    assert found.missing == (LOCATORS[index],)
    assert (found.changed, found.moved, found.new) == ({}, {}, ())


def test_a_text_cut_short_misses_its_end() -> None:
    found = aligned("\n\n".join(lines()[:4]))
    assert found.missing == LOCATORS[3:]
    assert list(found.matched) == list(LOCATORS[:3])


def test_a_paragraph_that_stands_elsewhere_has_moved_and_is_still_at_hand() -> None:
    made = [line for line in lines() if line != PARAGRAPHS[0]]
    made.insert(made.index(PARAGRAPHS[4]) + 1, PARAGRAPHS[0])
    found = aligned("\n\n".join(made))
    assert found.moved == {"report/1": "report/the-winter/1"}
    assert list(found.matched) == list(LOCATORS)
    assert (found.changed, found.missing, found.new) == ({}, (), ())


def test_a_paragraph_that_now_comes_first_follows_none() -> None:
    made = [line for line in lines() if line != PARAGRAPHS[5]]
    found = aligned("\n\n".join([PARAGRAPHS[5], *made]))
    assert found.moved == {LOCATORS[5]: None}


def test_a_paragraph_put_in_is_new_and_one_around_the_article_is_not() -> None:
    made = lines()
    inner = made.index(PARAGRAPHS[3])
    found = aligned("\n\n".join([OTHER[1], *made[:inner], OTHER[0], *made[inner:], OTHER[2]]))
    assert found.new == (OTHER[0],)
    assert found.around == (OTHER[1], OTHER[2])
    assert list(found.matched) == list(LOCATORS)


def test_changed_and_new_paragraphs_between_the_same_two_are_told_apart_by_their_length() -> None:
    brief = "This is a short one that was not there."
    made = lines()
    at = made.index(PARAGRAPHS[2])
    longer = PARAGRAPHS[2].replace("12 %", "13 %")
    found = aligned("\n\n".join([*made[:at], brief, longer, *made[at + 1 :]]))
    assert found.changed == {LOCATORS[2]: longer}
    assert found.new == (brief,)


def test_a_paragraph_of_less_than_half_the_length_is_new_and_the_outlined_one_missing() -> None:
    made = list(PARAGRAPHS)
    made[2] = "Takings rose by 13 %."
    found = aligned(text(made))
    assert found.changed == {}
    assert found.missing == (LOCATORS[2],)
    assert found.new == ("Takings rose by 13 %.",)


def test_a_changed_first_or_last_paragraph_is_the_one_next_to_the_article() -> None:
    made = list(PARAGRAPHS)
    made[0], made[5] = (p.replace("the", "that") for p in (made[0], made[5]))
    found = aligned("\n\n".join([OTHER[0], *lines(made), OTHER[1]]))
    assert found.changed == {LOCATORS[0]: made[0], LOCATORS[5]: made[5]}
    assert found.around == (OTHER[0], OTHER[1])


def test_a_changed_paragraph_that_wraps_before_the_word_of_a_heading_is_one() -> None:
    changed = PARAGRAPHS[2].replace("Takings", "Profits").removesuffix("shops.")
    found = aligned(text().replace(PARAGRAPHS[2], f"{changed}\nshops."))
    assert found.changed == {LOCATORS[2]: f"{changed}shops."}


def test_a_heading_that_no_blank_line_sets_off_is_no_part_of_a_changed_paragraph() -> None:
    found = aligned(wrapped(text().replace("What the report", "What this report"), 70, gap="\n"))
    assert found.changed[LOCATORS[4]].startswith("What this report")


def test_at_the_ends_a_paragraph_of_a_length_of_its_own_belongs_to_the_page() -> None:
    made = [line for line in lines() if line != PARAGRAPHS[5]]
    shorter = " ".join(PARAGRAPHS[5].replace("second", "third").split()[:12]) + "."
    between = [*made[:-1], shorter, made[-1]]
    assert aligned("\n\n".join([*made, shorter])).around == (shorter,)
    assert aligned("\n\n".join([*made, shorter])).missing == (LOCATORS[5],)
    assert aligned("\n\n".join(between)).new == (shorter,)


def test_paragraphs_that_were_joined_are_found_by_their_sentences() -> None:
    made = lines()
    at = made.index(PARAGRAPHS[2])
    joined = [*made[:at], f"{PARAGRAPHS[2]} {PARAGRAPHS[3]}", *made[at + 2 :]]
    found = aligned("\n\n".join(joined))
    assert found.matched == dict(zip(LOCATORS, PARAGRAPHS, strict=True))
    assert found.is_whole


def test_a_paragraph_that_was_split_is_put_together() -> None:
    found = aligned(text().replace(". One shop", ".\n\nOne shop").replace("; its owner", ";\n\nits owner"))
    assert found.matched == dict(zip(LOCATORS, PARAGRAPHS, strict=True))
    assert found.is_whole


def test_a_paragraph_broken_at_its_hyphens_matches() -> None:
    found = aligned(wrapped(text(), 60).replace("second-hand", "second-\nhand"))
    assert list(found.matched) == list(LOCATORS)


def test_a_paragraph_inside_a_longer_sentence_does_not_match() -> None:
    made = text().replace(PARAGRAPHS[4], f"He said that {PARAGRAPHS[4]}")
    found = aligned(made)
    assert LOCATORS[4] not in found.matched


def test_another_text_has_nothing_of_the_outline() -> None:
    found = aligned("\n\n".join(OTHER))
    assert (found.matched, found.changed, found.new) == ({}, {}, ())
    assert found.missing == LOCATORS
    assert found.around == OTHER
    assert found.share == 0


@pytest.mark.parametrize("made", ["", "\n\n\n", " ", "#", "\x00", "…", "\u200b"])
def test_an_empty_text_has_nothing(made: str) -> None:
    found = aligned(made)
    assert found.matched == {}
    assert found.missing == LOCATORS


def test_an_outline_without_paragraphs_matches_nothing() -> None:
    bare = msgspec.structs.replace(source(), outline=())
    found = align(bare, read_article(text()))
    assert (found.matched, found.missing, found.share) == ({}, (), 0)


def test_a_renamed_heading_is_lost_and_a_kept_one_is_not() -> None:
    found = aligned(text().replace("The Winter", "The Summer"))
    assert found.lost_headings == ("The Winter",)
    assert not found.is_whole
    assert list(found.matched) == list(LOCATORS)
    assert aligned(text().replace("The Winter", "## THE WINTER ##")).lost_headings == ()


def test_the_heading_of_a_section_that_is_missing_too_is_not_told_twice() -> None:
    cut = text().partition("The Winter")[0]
    assert aligned(cut).lost_headings == ()


def repeated(times: int) -> tuple[str, str]:
    """A refrain that stands some times between two others, and the article as a text."""
    made = [PARAGRAPHS[0], *[PARAGRAPHS[1]] * times, PARAGRAPHS[2]]
    return PARAGRAPHS[1], "\n\n".join(made)


def test_a_repeated_paragraph_is_matched_as_often_as_it_stands() -> None:
    refrain, made = repeated(3)
    whole = msgspec.structs.replace(source(), outline=outline([Block(None, made.split("\n\n"))]))
    assert align(whole, read_article(made)).is_whole
    fewer = align(whole, read_article(made.replace(f"{refrain}\n\n", "", 1)))
    assert len(fewer.matched) == 4
    assert len(fewer.missing) == 1
    more = align(whole, read_article(made.replace(refrain, f"{refrain}\n\n{refrain}", 1)))
    assert more.new == (refrain,)
    assert not more.missing


def test_a_repeated_paragraph_keeps_its_order_though_one_of_them_is_wrapped() -> None:
    refrain, made = repeated(2)
    whole = msgspec.structs.replace(source(), outline=outline([Block(None, made.split("\n\n"))]))
    first, second = refrain.split(". ", 1)
    found = align(whole, read_article(made.replace(refrain, f"{first}.\n\n{second}", 1)))
    assert found.is_whole
    assert len(found.matched) == 4


def test_no_sentence_counts_for_two_paragraphs() -> None:
    one, two, three = ("One sentence stands here.", "Another one stands there.", "The third one stands alone.")
    both = msgspec.structs.replace(source(), outline=outline([Block(None, [f"{one} {two}", f"{two} {three}"])]))
    assert len(align(both, read_article(f"{one} {two} {three}")).matched) == 1
    assert len(align(both, read_article(f"{one} {two} {two} {three}")).matched) == 2


def test_a_teaser_that_repeats_a_paragraph_does_not_move_it() -> None:
    found = aligned(f"{PARAGRAPHS[3]}\n\n{text()}\n\n{PARAGRAPHS[0]}")
    assert found.moved == {}
    assert found.is_whole
    assert found.around == (PARAGRAPHS[3], PARAGRAPHS[0])


def test_soft_hyphens_and_invisible_marks_part_no_word() -> None:
    made = re.sub(r"(\w\w)(\w\w)", "\\1\u00ad\\2\u200b", text())
    found = aligned(made)
    assert found.matched == dict(zip(LOCATORS, PARAGRAPHS, strict=True))


@pytest.mark.parametrize("letter", ["一", "ก", "あ"])
def test_a_text_without_spaces_between_words_matches_when_it_is_wrapped_at_its_sentences(letter: str) -> None:
    said = [f"{letter * 40}{number}。{letter * 30}。" for number in range(6)]
    whole = msgspec.structs.replace(source(), outline=outline([Block(None, said)]))
    found = align(whole, read_article("\n\n".join(said).replace("。", "。\n")))
    assert len(found.matched) == 6


@pytest.mark.parametrize(
    "made",
    [
        "word\n" * 100_000,
        "A sentence of words. " * 50_000,
        f"{PARAGRAPHS[0]}\n\n" * 20_000,
        "\n\n".join(wrapped(PARAGRAPHS[2], 30) for _ in range(2_000)),
        "." * 500_000,
        '."' * 200_000,
    ],
    ids=["words", "one line", "repeats", "wrapped repeats", "stops", "quotes"],
)
def test_a_hostile_text_is_held_against_the_outline_quickly(made: str) -> None:
    read = read_article(made)
    started = time.process_time()
    align(source(), read)
    assert time.process_time() - started < 8
