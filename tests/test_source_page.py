"""A source laid out for a width: its text or its outline, the map, and the claims that cite a paragraph."""

from collections.abc import Iterator

import msgspec
import pytest
import samples
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_support import CAR_FREE, pages, reading_in, reading_of, told, with_texts
from rich.cells import cell_len, split_graphemes
from tui_support import MARKUP, NARROW_AND_WIDE, of_many, squeezed

from briefing.model import Claim, Source
from briefing.text import clean
from briefing.tui.lines import Line, Page, Run, Target, plain, width_of, wrap
from briefing.tui.reading import MOST_THEMES, Reading, Row
from briefing.tui.source_page import (
    CITED,
    HERE_CITED,
    HERE_UNCITED,
    LENGTH,
    UNCITED,
    UNCITED_BAR,
    at_hand,
    citing_lines,
    claims_page,
    letter_at,
    map_lines,
    map_strip,
    source_page,
)
from briefing.tui.theme_page import MEASURE

PLAIN, READING = with_texts(samples.briefing())
REPORT = PLAIN.sources["report"]
ROWS = READING.rows(REPORT)
WIDTHS = (*range(20, 100), 140, 240)


def page_of(width: int = 90, reading: Reading = READING, source: Source = REPORT) -> Page:
    return source_page(source, reading.rows(source), reading, width)


def text_of(lines: list[Line]) -> str:
    return "\n".join(plain(line) for line in lines)


def shown(page: Page, row: int, *roles: str) -> str:
    runs = (run for line in page.lines for run in line if run.target == Target(row) and run.role in roles)
    return squeezed("".join(run.text for run in runs))


def rows_of(page: Page, row: int) -> Iterator[Line]:
    return (page.lines[number] for number in page.spans[row] if page.lines[number])


def many_claims(count: int) -> Reading:
    """The first paragraph below the report's first heading is cited by so many claims more."""
    theme = PLAIN.themes[0]
    claims = tuple(Claim(text=f"Claim number {n}.", evidence=("report/shops/1",)) for n in range(count))
    point = msgspec.structs.replace(theme.points[0], claims={"close": claims})
    theme = msgspec.structs.replace(theme, points=(point, *theme.points[1:]))
    return reading_of(msgspec.structs.replace(PLAIN, themes=(theme, PLAIN.themes[1])), {})


@pytest.mark.parametrize("texts", [pages(PLAIN), {}], ids=["text", "outline"])
def test_no_line_is_wider_than_the_page(texts: dict[str, str]) -> None:
    reading = reading_of(PLAIN, texts)
    for width in WIDTHS:
        for source in PLAIN.sources.values():
            assert max(width_of(line) for line in page_of(width, reading, source).lines) <= width


def test_the_whole_text_is_shown_in_order_with_its_headings() -> None:
    page = page_of(50)
    starts = [page.spans[number].start for number in range(len(ROWS))]
    assert starts == sorted(starts)
    for number, row in enumerate(ROWS):
        assert squeezed(told(row.locator)) == shown(page, number, "text")
    headings = [run.text.strip() for line in page.lines for run in line if run.role == "heading"]
    assert headings == ["Shops", "Streets and air"]


def test_paragraphs_are_numbered_as_locators_count_them() -> None:
    numbers = [run.text.strip() for line in page_of().lines for run in line if run.role == "number" if run.text.strip()]
    assert numbers == [f"¶{row.locator.split('/')[-1]}" for row in ROWS] == ["¶1", "¶2", "¶3"] * 3


def test_a_heading_belongs_to_its_first_paragraph_so_that_both_come_into_view() -> None:
    page = page_of()
    assert any(plain(page.lines[number]).strip() == "Shops" for number in page.spans[3])
    assert sorted(page.spans) == [-1, *range(len(ROWS)), len(ROWS)]
    assert [n for owner in sorted(page.spans) for n in page.spans[owner]] == list(range(len(page.lines)))


def test_the_bars_say_in_shape_and_colour_which_sides_cite_a_paragraph() -> None:
    page = page_of()
    bars = {}
    for index, row in enumerate(ROWS):
        line = next(line for line in rows_of(page, index) if any(run.text in ("▌", "▐", UNCITED_BAR) for run in line))
        bars[row.locator] = [(run.text, run.role) for run in line[1:3]]
    assert bars["report/shops/1"] == [("▌", "side-1"), (" ", "uncited")]
    assert bars["report/shops/3"] == [(" ", "uncited"), ("▐", "side-2")]
    assert bars["report/1"] == [(UNCITED_BAR, "uncited"), (" ", "uncited")]
    both = msgspec.structs.replace(
        PLAIN.themes[1].points[0],
        claims={side: (Claim(text="x", evidence=("report/2",)),) for side in ("close", "keep")},
    )
    theme = msgspec.structs.replace(PLAIN.themes[1], points=(both,))
    reading = reading_of(msgspec.structs.replace(PLAIN, themes=(theme,)), {})
    line = next(line for line in rows_of(page_of(90, reading), 1) if line)
    assert [run.text for run in line[1:3]] == ["▌", "▐"]


def test_a_cited_paragraph_says_how_many_claims_cite_it_and_in_which_themes() -> None:
    page = page_of()
    assert shown(page, 3, "evidence") == squeezed("1 claim in Shops and trade")
    assert shown(page, 4, "evidence") == squeezed("2 claims in Shops and trade")
    assert shown(page, 0, "evidence") == ""
    point = PLAIN.themes[1].points[0]
    more = (Claim(text="x", evidence=("report/shops/2",)), Claim(text="y", evidence=("report/shops/2",)))
    theme = msgspec.structs.replace(PLAIN.themes[1], points=(msgspec.structs.replace(point, claims={"close": more}),))
    reading = reading_of(msgspec.structs.replace(PLAIN, themes=(PLAIN.themes[0], theme)), {})
    assert shown(page_of(90, reading), 4, "evidence") == squeezed("4 claims in Shops and trade (2); Air and noise (2)")


def test_of_many_themes_the_first_are_named_and_the_others_counted() -> None:
    made = of_many(MOST_THEMES + 3)
    reading = reading_of(made, {})
    text = shown(page_of(90, reading, made.sources["report"]), 3, "evidence")
    assert text.endswith(squeezed(f"Theme number {MOST_THEMES} and 3 more themes"))


def test_without_a_text_the_lengths_of_paragraphs_are_bars() -> None:
    made = samples.briefing()
    source = made.sources["essay"]
    words = [40, 20, 10, 40, 20, 1]
    paragraphs = iter(words)
    source = msgspec.structs.replace(
        source,
        outline=tuple(
            msgspec.structs.replace(
                section,
                paragraphs=tuple(msgspec.structs.replace(p, words=next(paragraphs)) for p in section.paragraphs),
            )
            for section in source.outline
        ),
    )
    reading = reading_of(msgspec.structs.replace(made, sources={**made.sources, "essay": source}), {})
    page = page_of(90, reading, source)
    lengths = [shown(page, index, "length").count(LENGTH) for index in range(6)]
    assert lengths == [40, 20, 10, 40, 20, 1]
    assert [shown(page, index, "label") for index in range(6)] == [f"{n}word{'s' * (n > 1)}" for n in words]


def test_the_head_has_the_citation_the_coverage_and_where_the_text_is() -> None:
    head = squeezed(text_of(page_of(200).lines[: page_of(200).spans[-1].stop]))
    assert squeezed("“The street report: what changed”, edited by the editors") in head
    assert squeezed("5 of 9 paragraphs cited") in head
    assert squeezed("Its text lies in the briefing.") in head


def test_without_a_text_one_line_says_how_to_attach_a_copy() -> None:
    lines = [plain(line).strip() for line in page_of(90, reading_of(PLAIN, {})).lines]
    assert "briefing attach report FILE" in lines
    assert "briefing attach" not in text_of(page_of().lines)


def test_texts_that_are_still_being_read_are_not_said_to_be_missing() -> None:
    assert at_hand(REPORT, reading_of(PLAIN, None)) == "The texts are being read."


def test_a_text_that_differs_from_the_outline_says_by_how_many_paragraphs() -> None:
    page = pages(PLAIN)["report"]
    page = page.replace(told("report/2"), "").replace(
        told("report/shops/2"), "What was said here before has been written anew by somebody, with other words in it."
    )
    reading = reading_of(PLAIN, {"report": page})
    said = at_hand(REPORT, reading)
    assert "1 paragraph is changed" in said and "1 paragraph is missing from it" in said
    laid = page_of(90, reading)
    assert "It is not in the text at hand." in text_of(list(rows_of(laid, 1)))
    changed = text_of(list(rows_of(laid, 4)))
    assert "In the text at hand it reads differently:" in changed and "written anew by somebody" in changed


def test_a_source_without_an_outline_says_what_makes_one() -> None:
    bare = msgspec.structs.replace(REPORT, outline=())
    text = text_of(source_page(bare, (), READING, 60).lines)
    assert "briefing outline FILE" in text
    assert map_lines((), READING, 0, 40)[-1] == () and map_strip((), READING, 40) == [()]


@pytest.mark.parametrize("hostile", [*samples.HOSTILE, *MARKUP, *NARROW_AND_WIDE], ids=lambda text: repr(text)[:20])
@pytest.mark.parametrize("width", [40, 90])
def test_hostile_text_is_shown_letter_for_letter(hostile: str, width: int) -> None:
    hostile = " ".join(clean(hostile).split())
    made, reading = with_texts(samples.briefing(), lambda at: f"This is {at}, and {hostile} is in it, as it ends here.")
    page = page_of(width, reading, made.sources["report"])
    assert all(width_of(line) <= width for line in page.lines)
    for index, row in enumerate(reading.rows(made.sources["report"])):
        assert row.text is not None
        assert shown(page, index, "text") == squeezed(row.text)
        assert squeezed(hostile) in squeezed(row.text)


def test_chinese_paragraphs_fill_the_measure_and_no_more() -> None:
    made, reading = with_texts(samples.briefing(), lambda at: f"{at}：{'这是一个没有空格的段落' * 30}。")
    for width in (40, 60, 200):
        lines = [line for line in page_of(width, reading, made.sources["report"]).lines if line]
        assert all(width_of(line) <= width for line in lines)
        texts = [cell_len(run.text) for line in lines for run in line if run.role == "text"]
        assert max(texts) <= MEASURE
        assert max(texts) >= min(MEASURE, width - 9) - 1


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80), st.integers(12, 130))
def test_any_text_of_a_paragraph_keeps_the_columns(text: str, width: int) -> None:
    row = Row("report/shops/1", "Shops", 1, 7, clean(text), None, ROWS[3].claims)
    page = source_page(REPORT, [row], READING, width)
    columns = {line[3].text for line in rows_of(page, 0) if len(line) > 4}
    assert {cell_len(column) for column in columns} == {5}
    widths = {width_of(line) for line in rows_of(page, 0) if len(line) > 4}
    assert len(widths) == 1


def test_the_map_has_one_cell_for_each_paragraph_and_a_line_for_each_section() -> None:
    lines = [plain(line) for line in map_lines(ROWS, READING, 4, 8)]
    assert lines == [UNCITED * 3, f"{CITED}{HERE_CITED}{CITED}", f"{CITED}{CITED}{UNCITED}"]
    assert plain(map_lines(ROWS, READING, 0, 8)[0]) == f"{HERE_UNCITED}{UNCITED}{UNCITED}"
    targets = [run.target for line in map_lines(ROWS, READING, 4, 8) for run in line if run.target]
    assert targets == [Target(index) for index in range(len(ROWS))]


def test_a_wide_map_names_the_sections_and_explains_its_cells() -> None:
    lines = [plain(line) for line in map_lines(ROWS, READING, 4, 38)]
    assert lines[1] == f"{CITED}{HERE_CITED}{CITED}  Shops"
    assert lines[-2] == f"{CITED} cited  {UNCITED} not  {HERE_CITED}{HERE_UNCITED} here"


@pytest.mark.parametrize("width", [1, 2, 5, 8, 24, 38])
def test_a_map_of_many_paragraphs_wraps_and_loses_none(width: int) -> None:
    many = tuple(
        Row(f"report/shops/{n}", "字" * 40 if n == 1 else None, n, 9, None, None, ROWS[3].claims if n % 3 else ())
        for n in range(1, 201)
    )
    for lines in (map_lines(many, READING, 100, width), map_strip(many, READING, width)):
        assert all(width_of(line) <= max(width, 1) for line in lines)
        assert [run.target for line in lines for run in line if run.target] == [Target(n) for n in range(200)]


def test_sections_are_apart_in_the_strip() -> None:
    assert [plain(line) for line in map_strip(ROWS, READING, 40)] == ["□□□ ■■■ ■■□"]


def test_the_claims_of_a_paragraph_are_shown_with_as_much_as_there_is_room_for() -> None:
    claims = ROWS[4].claims
    whole = text_of(citing_lines(claims, READING, 38, 30))
    assert whole.startswith("Cited by 2 claims")
    for part in ("Shops and trade", "Do the shops take more?", "▌ “The street came alive.”", "▌ They rise slowly."):
        assert part in whole
    texts = text_of(citing_lines(claims, READING, 38, 6))
    assert "Do the shops take more?" not in texts and "“The street came alive.”" in texts
    brief = citing_lines(claims, READING, 16, 3)
    assert [plain(line) for line in brief] == ["Cited by 2 clai…", "▌ “The street c…", "▌ They rise slo…"]


@pytest.mark.parametrize("height", range(1, 12))
@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_claims_never_take_more_lines_than_there_are(height: int, count: int) -> None:
    reading = many_claims(count)
    lines = citing_lines(reading.rows(REPORT)[3].claims, reading, 30, height)
    assert len(lines) <= max(2, height)
    assert all(width_of(line) <= 30 for line in lines)
    if count > max(1, height - 1):
        named = sum("Claim number" in plain(line) for line in lines)
        assert plain(lines[-1]).strip().startswith(f"and {count - named} more")


def test_the_panel_and_the_page_say_the_same_of_claims_that_are_still_to_be_written() -> None:
    theme = PLAIN.themes[0]
    waiting = Claim(text="TODO: what this side says", evidence=("report/1",))
    written = Claim(text="They rise.", evidence=("report/1",))
    for claims, below, head in (
        ((waiting,), "1 claim in Shops and trade, still to be written", "1 claim, still to be written"),
        ((waiting, written), "2 claims in Shops and trade, 1 still to be written", "2 claims, 1 still to be written"),
        ((written,), "1 claim in Shops and trade", "Cited by 1 claim"),
    ):
        point = msgspec.structs.replace(theme.points[0], claims={"close": claims})
        changed = msgspec.structs.replace(theme, points=(point, *theme.points[1:]))
        reading = reading_of(msgspec.structs.replace(PLAIN, themes=(changed, PLAIN.themes[1])), {})
        assert shown(page_of(reading=reading), 0, "evidence") == squeezed(below)
        assert plain(citing_lines(reading.rows(REPORT)[0].claims, reading, 60, 9)[0]) == head


def test_a_paragraph_that_nothing_cites_says_so() -> None:
    assert text_of(citing_lines((), READING, 40, 5)) == "No claim cites this paragraph."


def test_the_choice_among_claims_has_a_row_for_each_with_its_question() -> None:
    claims = ROWS[4].claims
    page = claims_page(claims, READING, 60)
    assert sorted(page.spans) == [0, 1]
    assert shown(page, 1, "byline", "point", "paraphrase") == squeezed(
        "Shops and trade What happens to rents? They rise slowly."
    )


def test_every_paragraph_of_the_built_in_example_is_there() -> None:
    reading = reading_in(CAR_FREE)
    for source in reading.sources.values():
        rows = reading.rows(source)
        page = page_of(80, reading, source)
        assert all(row.text and shown(page, n, "text") == squeezed(row.text) for n, row in enumerate(rows))


@given(st.text(alphabet="ab ,\n汉한é\u0301\U0001f44d", min_size=1, max_size=60), st.integers(2, 20))
def test_every_letter_of_a_paragraph_is_found_where_it_is_drawn(text: str, width: int) -> None:
    lines = [(Run(" ¶1  ", "number"), Run(line, "text")) for line in wrap(text, width)]
    letters = 0
    for number, (start, run) in enumerate(lines):
        at = width_of((start,))
        for first, last, cells in split_graphemes(run.text)[0]:
            letters += sum(not letter.isspace() for letter in run.text[first:last])
            for column in range(at, at + cells):
                assert letter_at(lines, number, column) == max(0, letters - 1)
            at += cells
