"""The list of the sources, laid out for a width."""

import msgspec
import pytest
import samples
from reading_support import pages, reading_of, with_texts
from tui_support import MARKUP, NARROW_AND_WIDE, rotating, squeezed

from briefing.citations import record
from briefing.tui.lines import Page, Target, plain, width_of
from briefing.tui.reading import Reading
from briefing.tui.sources_page import sources_page
from briefing.tui.theme_page import BARS

PLAIN, READING = with_texts(samples.briefing())


def said(page: Page, row: int) -> str:
    runs = [run for line in page.lines for run in line if run.target == Target(row)]
    return squeezed("".join(run.text for run in runs if run.text not in BARS))


def test_each_source_has_its_sides_its_record_its_coverage_and_its_address() -> None:
    page = sources_page(READING, 90)
    for row, (side, source) in enumerate(zip(PLAIN.about.perspectives, PLAIN.sources.values(), strict=True)):
        text = said(page, row)
        for part in (side.name.upper(), record(source), str(source.url), "Its text lies in the briefing."):
            assert squeezed(part) in text
    assert squeezed("5 of 9 paragraphs cited, 56% of the words.") in said(page, 0) and "□□□■■■■■□" in said(page, 0)
    assert [{plain(page.lines[n])[1:2] for n in page.spans[row]} for row in (0, 1)] == [{"", "▌"}, {"", "▐"}]


def test_the_shares_are_those_of_the_words() -> None:
    for source in PLAIN.sources.values():
        found = READING.coverage(source)
        assert f"{round(found.share * 100)}%" in said(sources_page(READING, 90), list(PLAIN.sources).index(source.id))


@pytest.mark.parametrize("width", [30, 60, 90])
def test_a_source_without_a_text_says_how_to_attach_a_copy(width: int) -> None:
    page = sources_page(reading_of(PLAIN, {"report": pages(PLAIN)["report"]}), width)
    assert "attach" not in said(page, 0)
    assert squeezed("briefing attach essay FILE") in said(page, 1)


def test_a_source_of_both_sides_stands_once_with_both_names() -> None:
    sides = tuple(msgspec.structs.replace(side, source="report") for side in PLAIN.about.perspectives)
    about = msgspec.structs.replace(PLAIN.about, perspectives=sides)
    reading = Reading(about, {"report": PLAIN.sources["report"]}, {}, {}, {}, READING.folder, READING.attach)
    page = sources_page(reading, 90)
    assert sorted(page.spans) == [0, 1]
    assert squeezed("CLOSE IT KEEP IT OPEN") in said(page, 0)


def test_a_source_without_address_and_outline_leaves_them_out() -> None:
    bare = msgspec.structs.replace(PLAIN.sources["report"], url=None, outline=())
    reading = Reading(
        PLAIN.about, {**PLAIN.sources, "report": bare}, {}, READING.citing, {}, READING.folder, READING.attach
    )
    text = said(sources_page(reading, 90), 0)
    assert squeezed("Its record has no outline.") in text
    assert "http" not in text and "paragraphs" not in text


@pytest.mark.parametrize("texts", [MARKUP, NARROW_AND_WIDE, samples.HOSTILE])
def test_hostile_records_stay_in_their_column(texts: tuple[str, ...]) -> None:
    made = samples.briefing(rotating(texts))
    for width in (*range(14, 100), 160):
        assert all(width_of(line) <= width for line in sources_page(reading_of(made, {}), width).lines)
