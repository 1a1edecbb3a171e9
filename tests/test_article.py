"""A page's text -> its headings and paragraphs, one stated rule after the other."""

import textwrap
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.article import HEADING_WORDS, WRAPPED_AT, Article, read_article
from briefing.sources import outline
from briefing.text import count_words

LONG = (
    "The council counted every cyclist on the bridge for a whole year, in rain and in shine, and wrote it down, which "
    "nobody had ever done before in this town."
)
OTHER = (
    "The shopkeepers counted too, and they counted the customers who came with a bag and left with two, which is after "
    "all what a shop is for."
)
THIRD = (
    "Between the two counts lies the question that the town will have to answer before the summer, and neither of the "
    "two answers it."
)
HEAD = "the page's head"
SHORT = "a short line that heads no paragraph"
FOOT = "the page's foot"
SET_OFF = "a caption or notice, set off by a blank line"


def blocks(text: str) -> list[tuple[str | None, list[str]]]:
    return [(block.heading, block.paragraphs) for block in read_article(text).blocks]


def left_out(text: str) -> list[tuple[int, str, str]]:
    return [(line.line, line.text, line.why) for line in read_article(text).left_out]


def test_a_line_is_a_paragraph() -> None:
    assert blocks(f"{LONG}\n{OTHER}\n\n{THIRD}\n") == [(None, [LONG, OTHER, THIRD])]


def test_a_hard_wrapped_text_is_joined_between_its_blank_lines() -> None:
    text = "The first line goes on\nover a second line.\n\n\nAnother paragraph follows\n  it here.\n"
    assert blocks(text) == [
        (None, ["The first line goes on over a second line.", "Another paragraph follows it here."])
    ]


def test_one_line_longer_than_the_limit_means_that_lines_are_paragraphs() -> None:
    wrapped = "Here is a line of a text.\nHere is a second line of it."
    at_limit = "Word " * 23 + "ends."
    assert len(at_limit) == WRAPPED_AT
    assert blocks(f"{wrapped}\n\n{at_limit}") == [(None, [wrapped.replace("\n", " "), at_limit])]
    assert blocks(f"{wrapped}\n\n{at_limit}”") == [(None, [*wrapped.split("\n"), f"{at_limit}”"])]


@pytest.mark.parametrize(
    "end", [".", "!", "?", ":", "…", ".”", ".’", '."', ".)", "?»", "。", "！", "？」", "：", "。』", "。）"]
)
def test_a_paragraph_ends_as_a_sentence_does(end: str) -> None:
    text = f"This line has five words{end}"
    assert blocks(f"{text}\n{LONG}") == [(None, [text, LONG])]
    assert blocks(f"This line has five words\n{LONG}") == [(None, [LONG])]


def test_more_than_forty_words_are_a_paragraph_however_they_end() -> None:
    forty = " ".join(["word"] * 40)
    assert blocks(f"{LONG}\n{forty} more\n{OTHER}") == [(None, [LONG, f"{forty} more", OTHER])]
    assert left_out(f"{LONG}\n{forty}\n{OTHER}") == [(2, forty, SHORT)]


def test_three_words_are_no_paragraph() -> None:
    assert left_out(f"{LONG}\nSo it is now.\nSo it is.") == [(3, "So it is.", SHORT)]


def test_a_short_line_between_paragraphs_is_a_heading() -> None:
    assert blocks(f"{LONG}\nThe figures\n{OTHER}\n\nThe answer\n\n{THIRD}") == [
        (None, [LONG]),
        ("The figures", [OTHER]),
        ("The answer", [THIRD]),
    ]


@pytest.mark.parametrize("heading", ["经济关系", "一二三四五六七八九十十二", "عنوان قصير", "Ёлка и дом", "2024"])
def test_a_heading_may_be_in_any_script(heading: str) -> None:
    assert blocks(f"{LONG}\n{heading}\n{OTHER}") == [(None, [LONG]), (heading, [OTHER])]


def test_a_chinese_text_has_paragraphs_and_headings() -> None:
    long = "市议会统计了全年每一个骑车过桥的人，" * 8 + "并把数字写了下来。"
    assert blocks(f"{long}\n数字\n商店老板也做了统计。\n") == [(None, [long]), ("数字", ["商店老板也做了统计。"])]


def test_thirteen_words_are_no_heading() -> None:
    twelve = "a heading may have twelve words and this one has that many"
    assert blocks(f"{LONG}\n{twelve}\n{OTHER}")[1:] == [(twelve, [OTHER])]
    assert left_out(f"{LONG}\n{twelve} indeed\n{OTHER}") == [(2, f"{twelve} indeed", SHORT)]


def test_a_short_line_that_stands_twice_is_no_heading() -> None:
    text = f"{LONG}\nRead more\n{OTHER}\nRead more\n{THIRD}"
    assert blocks(text) == [(None, [LONG, OTHER, THIRD])]
    assert left_out(text) == [(2, "Read more", SHORT), (4, "Read more", SHORT)]


def test_of_two_short_lines_the_one_above_a_paragraph_is_the_heading() -> None:
    text = f"{LONG}\nAdvertisement\nThe figures\n{OTHER}\nShare"
    assert blocks(text) == [(None, [LONG]), ("The figures", [OTHER])]
    assert left_out(text) == [(2, "Advertisement", SHORT), (5, "Share", SHORT)]


def test_what_comes_before_the_first_paragraph_is_the_pages_head() -> None:
    text = f"Menu\n\nA bridge and its cyclists\nBy the editors\n\n{LONG}"
    assert blocks(text) == [(None, [LONG])]
    assert left_out(text) == [(1, "Menu", HEAD), (3, "A bridge and its cyclists", HEAD), (4, "By the editors", HEAD)]


def test_marked_headings_are_headings_and_short_lines_are_not() -> None:
    text = f"# A bridge\n\n## First\n\n{LONG}\nA short line\n{OTHER}\n### Second #\n{THIRD}"
    assert blocks(text) == [("First", [LONG, OTHER]), ("Second", [THIRD])]
    assert left_out(text) == [(1, "# A bridge", "the title"), (6, "A short line", SHORT)]


@pytest.mark.parametrize(
    ("marked", "heading"),
    [("## C#", "C#"), ("## Trade ##", "Trade"), ("###### Six", "Six"), ("##   Wide   gap", "Wide gap")],
)
def test_a_marked_heading_is_taken_without_its_marks(marked: str, heading: str) -> None:
    assert blocks(f"{LONG}\n{marked}\n{OTHER}")[1:] == [(heading, [OTHER])]


@pytest.mark.parametrize("line", ["##Trade", "####### Seven", "#"])
def test_what_is_no_marked_heading_is_a_line(line: str) -> None:
    assert blocks(f"{LONG}\n{line}\n{OTHER}") == [(None, [LONG]), (line, [OTHER])]


def test_a_marked_heading_given_twice_makes_two_sections() -> None:
    assert blocks(f"## Count\n{LONG}\n## Count\n{OTHER}") == [("Count", [LONG]), ("Count", [OTHER])]


def test_a_marked_heading_without_a_paragraph_makes_none() -> None:
    assert blocks(f"## One\n## Two\n{LONG}\n## Three") == [("Two", [LONG])]


def test_a_marked_heading_needs_no_blank_line_in_a_hard_wrapped_text() -> None:
    assert blocks("## One\nThe first line\ngoes on here.\n## Two\nAnd a second one.") == [
        ("One", ["The first line goes on here."]),
        ("Two", ["And a second one."]),
    ]


@pytest.mark.parametrize("credit", ["Source: Agency", "Photo: Somebody", "IMAGE: the town archive", "The town archive"])
def test_a_line_with_a_credit_after_its_last_sentence_is_a_caption(credit: str) -> None:
    caption = f"The bridge on a morning in June. {credit}"
    assert left_out(f"{LONG}\n{caption}\n{OTHER}") == [(2, caption, "a caption")]


def test_a_line_that_ends_in_more_than_a_credit_is_no_caption() -> None:
    text = f"{LONG} The count of the year before was lost in a flood, in which much else was lost as well"
    assert blocks(f"{text}\n{OTHER}")[0][1][0] == text


@pytest.mark.parametrize("gap", ["\n\n", "\n\n\n\n"])
def test_where_paragraphs_follow_directly_one_that_is_set_off_is_a_caption(gap: str) -> None:
    caption = "The bridge was built long before the town hall."
    text = f"{LONG}\n{OTHER}\n{THIRD}\n{LONG}\n{OTHER}{gap}{caption}\n{THIRD}\n{LONG}"
    assert left_out(text) == [(5 + len(gap), caption, SET_OFF)]


def test_where_blank_lines_are_usual_nothing_is_set_off() -> None:
    assert left_out(f"{LONG}\n\n{OTHER}\n\n{THIRD}\n{LONG}") == []


@pytest.mark.parametrize("heading", ["## Figures", "Figures", "## Figures\n\nShare"])
def test_a_blank_line_below_a_heading_sets_nothing_off(heading: str) -> None:
    text = f"{LONG}\n{OTHER}\n{THIRD}\n{LONG}\n{heading}\n\n{OTHER}\n{THIRD}\n{LONG}\n{OTHER}"
    assert [why for _, _, why in left_out(text)] == [SHORT] * heading.count("Share")
    assert blocks(text)[1] == ("Figures", [OTHER, THIRD, LONG, OTHER])


@pytest.mark.parametrize(
    "foot",
    ["Disclaimer: these are views.", "Original source: a paper", "Source: a paper", "© the town", "COPYRIGHT: the town",
     "Editor's note: it was cut.", "Editor’s note: it was cut."],
)  # fmt: skip
def test_a_label_starts_the_pages_foot(foot: str) -> None:
    text = f"{LONG}\n{foot}\n{OTHER}\nShare"
    assert blocks(text) == [(None, [LONG])]
    assert left_out(text) == [(2, foot, FOOT), (3, OTHER, FOOT), (4, "Share", FOOT)]


def test_a_label_above_the_first_paragraph_is_part_of_the_head() -> None:
    assert left_out(f"Source: a paper\n{LONG}\n{OTHER}") == [(1, "Source: a paper", HEAD)]


def test_a_label_inside_a_line_starts_nothing() -> None:
    text = f"{LONG} Source: it was counted by hand."
    assert blocks(f"{text}\n{OTHER}") == [(None, [text, OTHER])]


def wrapped(*lines: str) -> str:
    """The lines, each wrapped at 60 characters and set off by a blank line."""
    return "\n\n".join(textwrap.fill(line, 60) for line in lines) + "\n"


def test_a_long_line_of_the_page_does_not_unwrap_a_hard_wrapped_text() -> None:
    notice = "Everything on this page may be read and nothing on it may be copied " * 2
    text = f"{notice}\n\n{wrapped(*[LONG, OTHER, THIRD] * 12)}"
    assert blocks(text) == [(None, [LONG, OTHER, THIRD] * 12)]
    assert left_out(text) == [(1, notice.strip(), HEAD)]


@pytest.mark.parametrize(
    "between", ["\n\nPage 2 of 5\n\n", "\nPage 2 of 5\n", "\n\nShare\n\n- 2 -\n\nHome | News | Town\n\n"]
)
def test_a_paragraph_goes_on_after_a_page_number(between: str) -> None:
    first, _, rest = textwrap.fill(OTHER, 60).partition("\n")
    text = f"{wrapped(LONG)}\n{first}{between}{rest}\n\n{wrapped(THIRD)}"
    assert blocks(text) == [(None, [LONG, OTHER, THIRD])]
    assert all(why == SHORT for _, _, why in left_out(text))


def test_a_page_number_between_whole_paragraphs_joins_nothing_and_heads_nothing() -> None:
    assert blocks(wrapped(LONG, "Page 2 of 5", OTHER)) == [(None, [LONG, OTHER])]
    assert blocks(wrapped(LONG, "The figures", "Page 2 of 5", OTHER)) == [(None, [LONG]), ("The figures", [OTHER])]


def test_buttons_and_notices_head_no_paragraph_and_are_none() -> None:
    notice = "Subscribe to our letter. It comes on Fridays."
    text = wrapped(LONG, "Share Print Save", OTHER, notice, "Read also: Why the tram is late", THIRD)
    assert blocks(text) == [(None, [LONG, OTHER, THIRD])]
    assert [why for _, _, why in left_out(text)] == [SHORT, "a notice of the page", SHORT]


def test_sentences_above_a_title_with_a_byline_are_the_pages_head() -> None:
    text = wrapped(
        "This site is made by people who live here.", "A bridge too many", "By the Harbour Board", LONG, OTHER
    )
    assert blocks(text) == [(None, [LONG, OTHER])]
    assert {why for _, _, why in left_out(text)} == {HEAD}


@pytest.mark.parametrize("heading", ["By Sea and Land", "By night"])
def test_a_heading_that_begins_as_a_byline_does_takes_no_paragraph_away(heading: str) -> None:
    assert blocks(wrapped(LONG, heading, OTHER)) == [(None, [LONG]), (heading, [OTHER])]
    assert blocks(wrapped(LONG, OTHER, THIRD, "The routes", heading, LONG))[0] == (None, [LONG, OTHER, THIRD])


def test_the_heading_of_related_pieces_starts_the_foot_if_little_follows() -> None:
    text = wrapped(*[LONG] * 5, "Related articles", "What the ferry costs, and to whom. An overview.")
    assert blocks(text) == [(None, [LONG] * 5)]
    assert {why for _, _, why in left_out(text)} == {FOOT}
    assert blocks(wrapped(LONG, "Comments", OTHER)) == [(None, [LONG]), ("Comments", [OTHER])]


def test_words_broken_at_the_end_of_a_line_are_whole() -> None:
    text = "The harbour is old.\n\nNobody knows the har-\nbour as its second-\nhand dealers do."
    assert blocks(text)[0][1] == ["The harbour is old.", "Nobody knows the harbour as its second-hand dealers do."]


def test_what_may_be_missed_is_not_the_head_nor_the_foot() -> None:
    read = read_article(f"Menu\n{LONG}\nSo it is.\n© the town\nShare")
    assert [(left.line, left.text) for left in read.may_be_missed] == [(3, "So it is.")]
    assert str(read.may_be_missed[0]) == f"line 3, {SHORT}: So it is."


def test_an_empty_text_is_an_empty_article() -> None:
    assert read_article("") == read_article("\n \n\t\n") == Article()


def test_text_is_cleaned() -> None:
    assert blocks(f"{LONG}\nThe \x1b[31mfigures\n{OTHER}")[1][0] == "The ␛[31mfigures"


LINES = st.lists(
    st.sampled_from([LONG, OTHER, THIRD, "", "The figures", "Share", "## Count", "# T", "So.", "Source: x",
                     "A. Photo: B"])
    | st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=30),
    max_size=12,
)  # fmt: skip


@given(LINES)
def test_nothing_longer_than_a_heading_vanishes(lines: list[str]) -> None:
    text = "\n".join([*lines, LONG])
    article = read_article(text)
    kept = [paragraph for block in article.blocks for paragraph in block.paragraphs]
    left = {line.line: line.text for line in article.left_out}
    for number, line in enumerate(text.split("\n"), 1):
        if count_words(line) > HEADING_WORDS:
            assert line in kept or left[number] == line
    assert all(block.paragraphs for block in article.blocks)
    assert len(outline(article.blocks)) == len(article.blocks)


@given(LINES, st.sampled_from(["\r\n", "\r"]), st.sampled_from(["", " ", "\t "]))
def test_line_ends_and_margins_make_no_difference(lines: list[str], end: str, margin: str) -> None:
    text = "\n".join(lines)
    assert read_article(end.join(f"{margin}{line}{margin}" for line in text.split("\n"))) == read_article(text)


@pytest.mark.parametrize(
    "text",
    [
        "## " + "#" * 100_000 + "x",
        "# # " * 50_000,
        "a line\n" * 100_000,
        f"{LONG}\n" + "".join(f"heading {n}\n{OTHER}\n" for n in range(5_000)),
        ". " * 100_000,
        '."' * 100_000 + "x",
        "." + '"' * 100_000 + "x",
        f"{LONG}\n" * 10_000,
    ],
    ids=[
        "hashes",
        "spaced hashes",
        "wrapped lines",
        "headings",
        "full stops",
        "stops and quotes",
        "quotes",
        "paragraphs",
    ],
)
def test_a_hostile_text_is_read_quickly(text: str) -> None:
    started = time.process_time()
    read_article(text)
    assert time.process_time() - started < 2
