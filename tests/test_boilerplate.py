"""What a page puts around and between an article's paragraphs."""

import time

import pytest

from briefing.boilerplate import is_below, is_boilerplate, is_byline, is_page_number


@pytest.mark.parametrize("line", ["Page 2 of 5", "page 12", "PAGE 3/4", "2 / 5", "2 of 5", "- 7 -", "— 12 —"])
def test_a_line_that_says_which_page_it_stands_on_is_a_page_number(line: str) -> None:
    assert is_page_number(line)
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line", ["2024", "7", "Page", "Page 2 of the report", "Two of five", "- 7", "1.2", "9/11 changed"]
)
def test_what_may_be_a_heading_is_no_page_number(line: str) -> None:
    assert not is_page_number(line)


@pytest.mark.parametrize(
    "line",
    [
        "Home | News | Weather",
        "Opinion > Bridges",
        "News › Town › The harbour",
        "Share",
        "Share Tweet Print",
        "Share · Save · 42 comments",
        "Advertisement",
        "Subscribe to our letter. It comes on Fridays.",
        "We use cookies to learn what is read. You can change this at any time.",
        "Read also: Why the tram is late",
        "Share this article",
        "Skip to the article",
    ],
)
def test_places_in_a_site_buttons_and_notices_are_boilerplate(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Shares fell on Friday.",
        "Home is where the harbour is",
        "Share and share alike",
        "The price | a note on what it leaves out",
        "Black | White",
        "If a > b and b > c, a is the largest of them.",
        "The page uses cookies of dough to make its point.",
        "We use the ferry twice a day.",
        "Subscribe to the idea " + "that a bridge is a road like any other one " * 7 + "and you have lost.",
        "首页",
    ],
)
def test_what_an_article_says_is_no_boilerplate(line: str) -> None:
    assert not is_boilerplate(line)


@pytest.mark.parametrize(
    "line", ["Related", "## Related articles", "Most read", "Read also:", "14 comments", "COMMENTS"]
)
def test_what_stands_below_an_article_has_known_headings(line: str) -> None:
    assert is_below(line)


@pytest.mark.parametrize("line", ["Related matters of law", "Comments on the plan", "The most read book", ""])
def test_other_headings_are_the_articles_own(line: str) -> None:
    assert not is_below(line)


def test_a_byline_has_a_name() -> None:
    assert all(map(is_byline, ["By Ada Quill", "BY THE HARBOUR BOARD", "By the Harbour Board, 3 May", "By Énide"]))
    assert not any(map(is_byline, ["by night", "By night", "By the way", "Bypass", "Written by Ada", ""]))


@pytest.mark.parametrize("piece", ["share ", "| ", "a | ", "> ", "share,", "2 of ", "- ", "subscribe to "])
def test_a_hostile_line_is_read_quickly(piece: str) -> None:
    started = time.process_time()
    for read in (is_boilerplate, is_below, is_byline):
        read(piece * 50_000 + "x")
    assert time.process_time() - started < 1
