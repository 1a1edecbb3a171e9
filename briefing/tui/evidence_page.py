"""What one side's answer to a point rests on, laid out for a width. Pure functions of the model."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing import wording
from briefing.citations import reference
from briefing.model import Claim, Evidence, Perspective, Point, Theme, cited
from briefing.passages import quotation, spoken_spans
from briefing.quotes import find_quote
from briefing.sources import paragraphs
from briefing.tui.lines import Line, Page, Run, Target, width_of, wrap, wrap_marked, wrapped
from briefing.tui.reading import Reading
from briefing.tui.source_page import at_hand
from briefing.tui.theme_page import BARS, NOTE_MARK, View, place_of


@dataclass(frozen=True, slots=True)
class Piece:
    """One row of the evidence."""

    claim: Claim | None
    """None where the side says nothing."""
    evidence: Evidence | None
    """None where the claim cites nothing."""
    is_first: bool
    """Whether it is the first of its claim."""


def pieces(point: Point, side: Perspective) -> tuple[Piece, ...]:
    """The evidence of every claim of one side; one row where there is none."""
    found = [
        Piece(claim, evidence, number == 0)
        for claim in point.claims.get(side.id, ())
        for number, evidence in enumerate(cited(claim.evidence) or (None,))
    ]
    return tuple(found) or (Piece(None, None, True),)


def evidence_page(theme: Theme, point: Point, side: Perspective, view: View, reading: Reading, width: int) -> Page:
    """Each claim with the paragraphs it rests on, those before and after, and the full citation."""
    page = Page()
    number = view.about.perspectives.index(side)
    bar = Run(f"{BARS[number]} ", f"side-{number + 1}")
    page.add(-1, *wrapped(point.question, "question", width))
    page.add(-1, *((bar, Run(line, f"side-{number + 1}")) for line in wrap(side.name.upper(), width - 2)))
    rows = pieces(point, side)
    for index, piece in enumerate(rows):
        if piece.is_first:
            page.add(index, (), *(_claim(piece.claim, width) if piece.claim else ()))
        shown = (
            _evidence(piece.claim, piece.evidence, reading, width - 2)
            if piece.claim
            else _silence(point, side, view, width - 2)
        )
        page.add(index, *(_barred(line, number, Target(index), width) for line in shown))
        cited_lines = [line for line in page.spans[index] if any(run.role == "number" for run in page.lines[line])]
        if cited_lines:
            page.cores[index] = range(cited_lines[0], cited_lines[-1] + 1)
    named = dict.fromkeys([side.source, *(p.evidence.at.split("/")[0] for p in rows if p.evidence)])
    for source in (view.sources[name] for name in named if name in view.sources):
        if reading.texts is not None and reading.text(source.id) is None and source.outline:
            page.add(len(rows), (), *wrapped(at_hand(source, reading), "byline", width))
    if note := view.notes.get(f"{theme.id}/{point.id}", "").strip():
        page.add(len(rows), (), (Run(f"{NOTE_MARK} Your note", "note-mark"),), *wrapped(note, "note", width))
    return page


def _claim(claim: Claim, width: int) -> Iterator[Line]:
    yield from wrapped(wording.spoken(claim), claim.voice.value, width)
    yield from wrapped(f"Voice: {claim.voice} — {claim.voice.meaning}.", "byline", width)


def _silence(point: Point, side: Perspective, view: View, width: int) -> list[Line]:
    words = ", ".join(point.silence.get(side.id, ()))
    looked = f" These words were looked for in it, and are not there: {words}." if words else ""
    title = view.sources[side.source].title
    return wrapped(f"“{title}” does not address this question.{looked}", "silence", width)


def _evidence(claim: Claim, evidence: Evidence | None, reading: Reading, width: int) -> Iterator[Line]:
    if evidence is None:
        yield from wrapped("No paragraph is cited.", "byline", width)
        return
    source = reading.sources.get(evidence.at.split("/")[0])
    yield from wrapped(place_of(evidence.at, reading.sources), "foot-label", width)
    yield from _passage(claim, evidence, reading, width)
    yield from wrapped(
        f"{reference(source, evidence.at)} ({evidence.at})" if source else evidence.at, "evidence", width
    )


def _passage(claim: Claim, evidence: Evidence, reading: Reading, width: int) -> Iterator[Line]:
    """The paragraph between those beside it; without its text, the quotation."""
    text = reading.paragraph(evidence.at)
    quote = quotation(claim, evidence)
    if text is None:
        if evidence.quote:
            yield from wrapped(wording.quoted(evidence.quote), "quote", width)
        if reading.changed(evidence.at):
            yield from wrapped("In the text at hand this paragraph reads differently.", "silence", width)
        elif reading.text(evidence.at.split("/")[0]):
            yield from wrapped("This paragraph is not in the text at hand.", "silence", width)
        return
    spans = spoken_spans(claim, evidence, text)
    before, after = _beside(evidence.at, reading)
    yield from _numbered(before, (), "context", reading, width)
    yield from _numbered(evidence.at, spans, "text", reading, width)
    yield from _numbered(after, (), "context", reading, width)
    if quote and not find_quote(quote, text):
        told = f"These words are not in the paragraph as it stands: {wording.quoted(quote)}"
        yield from wrapped(told, "problem", width)


def _numbered(
    locator: str | None, spans: Sequence[tuple[int, int]], role: str, reading: Reading, width: int
) -> Iterator[Line]:
    """The text of a paragraph behind its number, the spans marked."""
    text = reading.paragraph(locator) if locator else None
    if locator is None or text is None:
        return
    label = f"¶{locator.split('/')[-1]} "
    for number, found in enumerate(wrap_marked(text, spans, width - len(label))):
        start = Run(" " * len(label) if number else label, "number" if role == "text" else role)
        yield (start, *(Run(shown, "mark" if marked else role) for shown, marked in found))


def _beside(locator: str, reading: Reading) -> tuple[str | None, str | None]:
    """The paragraphs before and after one, where there are any."""
    source = reading.sources.get(locator.split("/")[0])
    listed: Sequence[str] = [str(each) for each, _ in paragraphs(source)] if source else ()
    if locator not in listed:
        return None, None
    at = listed.index(locator)
    return (listed[at - 1] if at else None), (listed[at + 1] if at + 1 < len(listed) else None)


def _barred(line: Line, side: int, target: Target, width: int) -> Line:
    fill = Run(" " * (width - 2 - width_of(line)), "space", target)
    runs = tuple(run._replace(target=target) for run in line)
    return (Run(BARS[side], f"side-{side + 1}", target), Run(" ", "space", target), *runs, fill)
