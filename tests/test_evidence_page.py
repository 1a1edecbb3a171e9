"""What an answer rests on, laid out for a width."""

from dataclasses import replace

import msgspec
import pytest
import samples
from reading_support import CAR_FREE, pages, reading_in, reading_of, told, with_texts
from tui_support import MARKUP, NARROW_AND_WIDE, rotating, squeezed

from briefing import wording
from briefing.citations import reference
from briefing.model import Briefing, Claim, Evidence, Voice, cited
from briefing.passages import spoken_spans
from briefing.tui.evidence_page import Piece, evidence_page, pieces
from briefing.tui.lines import Page, Run, Target, plain, width_of
from briefing.tui.reading import Reading
from briefing.tui.theme_page import BARS, NOTE_MARK, View

PLAIN, READING = with_texts(samples.briefing())
WIDTHS = (*range(20, 100), 140)


def page_of(
    point: int = 0,
    side: int = 0,
    *,
    made: Briefing = PLAIN,
    reading: Reading = READING,
    width: int = 78,
    notes: dict[str, str] | None = None,
) -> Page:
    theme = made.themes[0]
    view = View(made.about, made.sources, notes or {})
    return evidence_page(theme, theme.points[point], made.about.perspectives[side], view, reading, width)


def claiming(*claims: Claim) -> Briefing:
    """The sample whose first point is answered like this by the first side."""
    theme = PLAIN.themes[0]
    point = msgspec.structs.replace(theme.points[0], claims={"close": claims})
    return msgspec.structs.replace(PLAIN, themes=(msgspec.structs.replace(theme, points=(point,)), *PLAIN.themes[1:]))


def runs(page: Page, *roles: str, row: int | None = None) -> list[Run]:
    return [
        run for line in page.lines for run in line if run.role in roles and (row is None or run.target == Target(row))
    ]


def shown(page: Page, *roles: str, row: int | None = None) -> str:
    return squeezed("".join(run.text for run in runs(page, *roles, row=row)))


def beside(page: Page, row: int) -> tuple[str, str]:
    """The paragraphs before and after what a piece of evidence cites, as they stand there."""
    core = page.cores[row]
    parts = range(page.spans[row].start, core.start), range(core.stop, page.spans[row].stop)
    before, after = (
        squeezed("".join(run.text for at in part for run in page.lines[at] if run.role == "context")) for part in parts
    )
    return before, after


def text_of(page: Page) -> str:
    return "\n".join(plain(line) for line in page.lines)


def without_bars(page: Page) -> str:
    return squeezed(text_of(page).replace("▌", "").replace("▐", ""))


def test_a_row_for_each_piece_of_evidence_and_for_each_claim_without() -> None:
    point = PLAIN.themes[0].points[0]
    close, keep = PLAIN.about.perspectives
    assert [(piece.evidence and piece.evidence.at, piece.is_first) for piece in pieces(point, close)] == [
        ("report/shops/1", True),
        ("report/shops/2", True),
        ("report/shops/2", False),
    ]
    assert [piece.evidence and piece.evidence.at for piece in pieces(point, keep)] == [
        "essay/deliveries/2",
        None,
        "report/shops/3",
    ]
    assert pieces(PLAIN.themes[0].points[2], close) == (Piece(None, None, True),)


def test_the_cited_paragraph_stands_between_its_neighbours_which_are_fainter() -> None:
    page = page_of()
    assert shown(page, "text", "mark", row=0) == squeezed(told("report/shops/1"))
    before, after = beside(page, 0)
    assert before == squeezed(f"Before the first heading ¶3 {told('report/3')}")
    assert after == squeezed(f"¶2 {told('report/shops/2')}")
    numbers = [run.text.strip() for run in runs(page, "number", row=0)]
    assert [number for number in numbers if number] == ["¶1"]


def test_a_neighbour_in_another_section_is_named_with_it_and_one_in_the_same_is_not() -> None:
    made = claiming(Claim(text="x", evidence=("report/3", "report/shops/2")))
    page = page_of(made=made, reading=reading_of(made, pages(made)))
    assert beside(page, 0) == (squeezed(f"¶2 {told('report/2')}"), squeezed(f"Shops ¶1 {told('report/shops/1')}"))
    assert beside(page, 1)[0] == squeezed(f"¶1 {told('report/shops/1')}")


@pytest.mark.parametrize("side", [0, 1])
def test_only_what_is_cited_has_the_bar_of_its_side_and_is_chosen_with_it(side: int) -> None:
    page = page_of(side=side)
    cited_rows = page.lines[page.spans[0].start : page.spans[0].stop]
    contexts = [line for line in cited_rows if any(run.role == "context" for run in line)]
    passage = [line for line in cited_rows if any(run.role in ("text", "mark", "number") for run in line)]
    assert contexts and passage
    assert all(line[0].text.isspace() and not any(run.target for run in line) for line in contexts)
    assert all(line[0] == Run(BARS[side], f"side-{side + 1}", Target(0)) for line in passage)


def test_the_first_and_the_last_paragraph_have_one_neighbour() -> None:
    made = claiming(Claim(text="x", evidence=("essay/1", "essay/deliveries/3")))
    page = page_of(made=made, reading=reading_of(made, pages(made)))
    assert beside(page, 0) == ("", squeezed(f"¶2 {told('essay/2')}"))
    assert beside(page, 1) == (squeezed(f"¶2 {told('essay/deliveries/2')}"), "")


@pytest.mark.parametrize("width", [20, 33, 78])
def test_the_quote_and_the_claims_figures_are_marked_however_lines_break(width: int) -> None:
    made = claiming(
        Claim(text="A rise of 12%.", evidence=(Evidence(at="report/shops/1", quote="the street came alive in"),)),
        Claim(text="takings rose by 12 % in a year", voice=Voice.QUOTE, evidence=("report/shops/2",)),
    )
    page = page_of(made=made, reading=reading_of(made, pages(made)), width=width)
    assert shown(page, "mark", row=0) == squeezed("12 % the street came alive in")
    assert shown(page, "mark", row=1) == squeezed("takings rose by 12 % in a year")
    assert shown(page, "text", "mark", row=0) == squeezed(told("report/shops/1"))


def test_words_that_are_not_in_the_paragraph_are_named() -> None:
    made = claiming(Claim(text="x", evidence=(Evidence(at="report/shops/1", quote="the road came alive"),)))
    page = page_of(made=made, reading=reading_of(made, pages(made)))
    assert shown(page, "mark") == ""
    assert "“the road came alive”" in " ".join(run.text for run in runs(page, "problem", row=0))
    assert not runs(page_of(), "problem", row=1)
    assert squeezed("“in the evenings too”") in shown(page_of(), "problem", row=2)


def test_each_claim_has_its_voice_and_each_piece_its_full_citation() -> None:
    text = without_bars(page_of())
    theme = PLAIN.themes[0]
    for claim in theme.points[0].claims["close"]:
        assert squeezed(wording.spoken(claim)) in text
        assert squeezed(f"Voice: {claim.voice} — {claim.voice.meaning}.") in text
        for evidence in cited(claim.evidence):
            assert squeezed(f"{reference(PLAIN.sources['report'], evidence.at)} ({evidence.at})") in text


def test_without_a_text_there_are_the_quote_the_citation_and_how_to_attach_a_copy() -> None:
    page = page_of(reading=reading_of(PLAIN, {}))
    text = without_bars(page)
    assert squeezed("“came alive”") in text
    assert squeezed(reference(PLAIN.sources["report"], "report/shops/2")) in text
    assert text.count(squeezed("briefing attach report FILE")) == 1
    assert not runs(page, "context", "text", "mark")
    assert "attach essay" not in text
    assert "attach essay" in text_of(page_of(side=1, reading=reading_of(PLAIN, {})))
    assert "attach" not in text_of(page_of())
    assert "attach" not in text_of(page_of(reading=reading_of(PLAIN, None)))


def test_a_paragraph_that_the_text_does_not_hold_or_tells_otherwise_is_said_to() -> None:
    page = pages(PLAIN)["report"].replace(told("report/shops/1"), "")
    laid = page_of(reading=reading_of(PLAIN, {"report": page}))
    assert "This paragraph is not in the text at hand." in text_of(laid)
    page = pages(PLAIN)["report"].replace("report/shops/1", "some street or other in the town")
    laid = page_of(reading=reading_of(PLAIN, {"report": page}))
    assert "In the text at hand this paragraph reads differently." in text_of(laid)


def test_a_source_or_paragraph_that_is_not_known_is_shown_by_its_locator() -> None:
    made = claiming(Claim(text="x", evidence=("gone/3", "report/shops/99")))
    page = page_of(made=made, reading=reading_of(made, pages(made)))
    assert squeezed("gone/3") in shown(page, "evidence", row=0)
    assert squeezed("(report/shops/99)") in shown(page, "evidence", row=1)


def test_a_silence_and_a_claim_without_evidence_say_so() -> None:
    text = without_bars(page_of(2, 0))
    assert squeezed("“The street report: what changed” does not address this question.") in text
    assert squeezed("delivery, lorry") in text
    assert squeezed("No paragraph is cited.") in without_bars(page_of(0, 1))


def test_the_note_on_the_point_is_shown_last() -> None:
    text = text_of(page_of(notes={"trade/takings": "Ask again.\n\nTwice.", "trade": "Not this."}))
    assert text.endswith(f"{NOTE_MARK} Your note\nAsk again.\n\nTwice.")
    assert "Not this." not in text
    assert NOTE_MARK not in text_of(page_of(notes={"trade/takings": " \n"}))


@pytest.mark.parametrize("texts", [MARKUP, NARROW_AND_WIDE, samples.HOSTILE])
def test_hostile_text_stays_in_its_column(texts: tuple[str, ...]) -> None:
    mark = rotating(texts)
    made, reading = with_texts(
        samples.briefing(rotating(texts)), lambda at: f"This is {at} and {' '.join(mark('x').split())} and it ends so."
    )
    for width in WIDTHS:
        for point in range(3):
            for side in (0, 1):
                page = page_of(point, side, made=made, reading=reading, width=width, notes=samples.notes(mark))
                assert all(width_of(line) <= width for line in page.lines)


def test_every_claim_of_the_built_in_example_has_a_mark_for_each_quote() -> None:
    reading = reading_in(CAR_FREE)
    quotes = 0
    for theme in reading.themes.values():
        view = View(reading.about, reading.sources, {})
        for point in theme.points:
            for side in reading.about.perspectives:
                page = evidence_page(theme, point, side, view, reading, 60)
                assert not runs(page, "problem")
                for row, piece in enumerate(pieces(point, side)):
                    if piece.claim and piece.evidence:
                        text = reading.paragraph(piece.evidence.at) or ""
                        spans = spoken_spans(piece.claim, piece.evidence, text)
                        marked = squeezed("".join(text[start:end] for start, end in spans))
                        assert shown(page, "mark", row=row) == marked
                        quotes += piece.evidence.quote is not None
    assert quotes > 10


@pytest.mark.parametrize("point", [0, 2])
def test_sources_that_were_renamed_or_cut_meanwhile_are_done_without(point: int) -> None:
    cut = {name: msgspec.structs.replace(source, outline=source.outline[:1]) for name, source in PLAIN.sources.items()}
    for sources in ({}, cut):
        page = page_of(point, reading=replace(READING, sources=sources))
        assert PLAIN.themes[0].points[point].question in text_of(page)
