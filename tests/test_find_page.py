"""The results of a search, laid out for a width."""

import msgspec
import pytest
import samples
from hypothesis import given, settings
from hypothesis import strategies as st
from tui_support import MARKUP, NARROW_AND_WIDE, rotating, squeezed

from briefing.errors import BriefingError
from briefing.model import Briefing
from briefing.search import Entry, Hit, Index, Kind, Results
from briefing.tui.find_page import LINES, NEUTRAL, empty_page, find_page, told
from briefing.tui.lines import Page, Target, plain, width_of
from briefing.tui.theme_page import BARS

SAMPLE = samples.briefing()


def page_of(query: str, width: int, made: Briefing = SAMPLE) -> tuple[Results, Page]:
    with Index(made, notes=samples.notes()) as index:
        results = index.search(query)
    return results, find_page(results, made.about, made.sources, width)


def of_text(text: str, *marks: tuple[int, int], width: int = 60) -> Page:
    """The page of one claim, with these marks."""
    entry = Entry(kind=Kind.CLAIM, text=text, theme="trade", point="takings", side="close", number=1)
    return find_page(Results("", (Hit(entry, marks),), 1), SAMPLE.about, SAMPLE.sources, width)


def row(page: Page, number: int) -> list[str]:
    return [plain(line).strip() for line in (page.lines[n] for n in page.spans[number]) if line]


def marked(page: Page) -> list[str]:
    return [run.text for line in page.lines for run in line if run.role == "mark"]


@pytest.mark.parametrize("width", [120, 76, 56])
def test_a_result_has_its_theme_its_side_its_kind_and_its_text_with_the_words_marked(width: int) -> None:
    results, page = page_of("takings outside", width)
    assert [hit.entry.kind for hit in results.hits] == [Kind.CLAIM]
    assert row(page, 0) == [
        "▐ 1 Shops and trade · Keep · claim",
        "▐ Takings fell outside the summer.",
    ]
    assert marked(page) == ["Takings", "outside"]


def test_the_sides_differ_in_shape_and_what_is_neither_s_has_a_bar_of_its_own() -> None:
    results, page = page_of("takings", 80)
    seen = set()
    for number, hit in enumerate(results.hits):
        side = {"close": BARS[0], "keep": BARS[1], None: NEUTRAL}[hit.entry.side]
        assert all(line.startswith(side) for line in row(page, number))
        seen.add(side)
    assert seen == {*BARS, NEUTRAL}


def test_every_kind_says_what_it_is() -> None:
    for query, said in (
        ("lorry", "∅ words looked for, and not found"),
        ("which year", "◊ note"),
        ("came alive", "quoted evidence"),
        ("quiet street", "Who pays for a quiet street? · Keep · source"),
    ):
        _, page = page_of(query, 90)
        assert any(said in line for number in page.spans for line in row(page, number)), query


def test_what_the_briefing_no_longer_has_says_so() -> None:
    results = Results("", (Hit(Entry(kind=Kind.NOTE, text="Old."), ()),), 1)
    page = find_page(results, SAMPLE.about, SAMPLE.sources, 80)
    assert row(page, 0) == ["│ No longer in the briefing · ◊ note", "│ Old."]


def test_a_long_text_is_cut_around_the_first_word_that_was_found() -> None:
    text = " ".join(f"word{number}" for number in range(1000)) + " end"
    at = text.index("word500")
    lines = row(of_text(text, (at, at + 7)), 0)
    assert len(lines) == 1 + LINES
    assert lines[1].startswith("▌ …") and lines[-1].endswith("…")
    for width in (120, 60, 24):
        assert marked(of_text(text, (at, at + 7), width=width)) == ["word500"]
    start, end = row(of_text(text), 0), row(of_text(text, (len(text) - 3, len(text))), 0)
    assert start[1].startswith("▌ word0 ") and start[-1].endswith("…")
    assert end[1].startswith("▌ …") and end[-1].endswith("end")
    assert row(of_text("It is short."), 0)[1:] == ["▌ It is short."]


def test_every_line_of_a_result_belongs_to_it_and_can_be_clicked() -> None:
    results, page = page_of("t", 60)
    for number in range(len(results.hits)):
        for at in page.spans[number]:
            assert {run.target for run in page.lines[at][1:]} <= {Target(number)}


def test_it_is_told_how_much_was_found() -> None:
    hit = Hit(Entry(kind=Kind.CLAIM, text="x"), ())
    assert told(Results("x")) == ""
    assert told(Results("x", (hit,), 1)) == "1 result"
    assert told(Results("x", (hit, hit), 2)) == "2 results"
    assert told(Results("x", (hit, hit), 1234)) == "The first 2 of 1,234 results"


@pytest.mark.parametrize("width", [120, 80, 60, 30])
def test_where_nothing_is_found_it_is_said_what_to_do(width: int) -> None:
    def text(results: Results) -> str:
        return squeezed("".join(plain(line) for line in empty_page(results, SAMPLE.about, width).lines))

    examples = ('"two words"', "side:close", "theme:1", "relation:differ", "has:note", "talk-past", "keep")
    for results, said in (
        (Results(""), "Type a word, or how it begins."),
        (Results("zebra", advice="Try less."), "Nothing was found for “zebra”.Try less."),
        (
            Results("side:x", problem=BriefingError("side:x names nothing", "Write side:close.")),
            "side:x names nothing.",
        ),
    ):
        assert squeezed(said) in text(results)
        for example in examples:
            assert squeezed(example) in text(results)


@pytest.mark.parametrize("texts", [MARKUP, NARROW_AND_WIDE, samples.HOSTILE])
def test_hostile_texts_stay_in_their_column(texts: tuple[str, ...]) -> None:
    made = samples.briefing(rotating(texts))
    with Index(made, notes=samples.notes(rotating(texts))) as index:
        found = [index.search("t"), index.search("theme:1"), index.search("side:keep")]
    for width in (*range(14, 90, 5), 160):
        for results in found:
            page = find_page(results, made.about, made.sources, width)
            assert all(width_of(line) <= width for line in page.lines)
        for text in texts:
            page = empty_page(Results(text), made.about, width)
            assert all(width_of(line) <= max(width, 20) for line in page.lines)


@settings(max_examples=50)
@given(st.text(max_size=800), st.integers(20, 120), st.integers(0, 800), st.integers(1, 20))
def test_any_text_with_any_mark_fits(text: str, width: int, start: int, length: int) -> None:
    marks = [(start, start + length)] if start + length <= len(text) else []
    page = of_text(text.translate({10: " ", 13: " "}), *marks, width=width)
    assert len(page.spans[0]) <= 2 + LINES
    assert [plain(line).strip()[:1] for line in page.lines[1:-1]] == [BARS[0]] * (len(page.lines) - 2)


def test_a_source_of_both_sides_is_neither_s() -> None:
    sides = tuple(msgspec.structs.replace(side, source="report") for side in SAMPLE.about.perspectives)
    made = msgspec.structs.replace(SAMPLE, about=msgspec.structs.replace(SAMPLE.about, perspectives=sides))
    _, page = page_of("street report", 80, made)
    assert row(page, 0)[0] == "│ The street report · source"
