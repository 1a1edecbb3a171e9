"""The speaker's page laid out for a width. Pure functions of the model."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from briefing import wording
from briefing.citations import byline
from briefing.model import SILENCE_GLYPH, EvidenceList, Perspective, Theme, cited
from briefing.place import Showing
from briefing.reading_time import clock
from briefing.slides import FIRST, Kind, Slide, number_of, taken_away
from briefing.tui.deck import Deck
from briefing.tui.lines import Line, Run, width_of, wrapped
from briefing.tui.slide_rows import BAR_TEXTS
from briefing.tui.theme_page import NOTE_MARK, place_of

BESIDE = 100
"""From this width on, notes and what comes next stand beside the slide."""
ASIDE = 44
"""The width of that column, in cells."""
MEASURE = 84
"""The widest that the slide's column gets."""
GAP = 3
SHOWN, UNSHOWN = "▸", "·"
"""Mark what the room sees already, and what it does not see yet."""


def status(deck: Deck, showing: Showing, now: float) -> str:
    """Where the presentation is: the time, the slide's number, and whether the room sees it."""
    number = number_of(deck.slides, showing.slide) + 1
    parts = [clock(now - showing.started, showing.minutes), f"slide {number} of {len(deck.slides)}"]
    if showing.minutes is not None and now - showing.started > showing.minutes * 60:
        parts.append("over time")
    if showing.ended:
        parts = ["The presentation has ended", *parts[1:]]
    elif showing.is_blank:
        parts.append("the screen is blanked")
    return "  ·  ".join(parts)


def waiting_page(command: str, width: int) -> list[Line]:
    """What to do while nothing is presented; `command` is what presents this briefing."""
    return [
        (),
        *wrapped("Nothing is being presented yet.", "question", width),
        (),
        *wrapped("In another terminal, run", "text", width),
        (),
        *wrapped(command, "heading", width),
        (),
        *wrapped(
            "or press p in the program. This page then follows it, with your notes and the evidence.", "text", width
        ),
    ]


def speaker_page(deck: Deck, showing: Showing, width: int) -> list[Line]:
    """The slide that is shown, with its evidence; the notes on it, and what comes next."""
    number = number_of(deck.slides, showing.slide)
    slide = deck.slides[number]
    beside = width >= BESIDE
    main_width = min(MEASURE, width - ASIDE - GAP) if beside else width
    main = list(_slide(slide, showing.step, deck, main_width))
    aside = [
        *_next(deck, number, showing.step, ASIDE if beside else width),
        *_notes(slide, deck, ASIDE if beside else width),
    ]
    if not beside:
        head = _head_height(main)
        return [*main[:head], *aside, *main[head:]]
    return [
        (*left, Run(" " * (main_width + GAP - width_of(left)), "space"), *right)
        for left, right in zip_longest(main, [(), *aside], fillvalue=())
    ]


def _head_height(lines: Sequence[Line]) -> int:
    """How many lines there are before the blank one over the sides; all, where there are no sides."""
    first = (n for n, line in enumerate(lines) if line and line[0].text in BAR_TEXTS)
    return next(first, len(lines) + 1) - 1


def _slide(slide: Slide, step: int, deck: Deck, width: int) -> Iterator[Line]:
    view = deck.view
    yield ()
    if slide.theme is None:
        yield from wrapped(view.about.title if slide.kind is Kind.TITLE else "What to take away", "question", width)
        yield from (_opening(deck, width) if slide.kind is Kind.TITLE else _end(deck.themes, width))
        return
    theme, point = slide.theme, slide.point
    yield from wrapped(f"{theme.number}. {theme.title}", "label", width)
    yield from wrapped(point.question if point else theme.question, "question", width)
    if point and (found := wording.relation(point)):
        yield from wrapped(" ".join(found), "relation", width)
    for shown, side in enumerate(view.sides):
        yield ()
        yield _barred((Run(side.name.upper(), deck.view.role(shown)),), deck, shown)
        if point is None:
            stance = theme.stances[side.id]
            level = f"{wording.meter(stance.level)} {view.about.scale.label(stance.level)}"
            yield from _said("", f"{level}. {stance.reason}", "text", stance.evidence, deck, shown, width)
            continue
        mark = f"{SHOWN if step >= FIRST + shown else UNSHOWN} "
        claims = point.claims.get(side.id, ())
        for number, claim in enumerate(claims):
            if number:
                yield _barred((), deck, shown)
            text = wording.spoken(claim)
            yield from _said(mark, text, claim.voice.value, claim.evidence, deck, shown, width)
        if not claims:
            silence = f"{SILENCE_GLYPH} {wording.silent(point, side.id)}"
            yield from _said(mark, silence, "silence", (), deck, shown, width)


def _said(
    mark: str, text: str, role: str, evidence: EvidenceList, deck: Deck, shown: int, width: int
) -> Iterator[Line]:
    """What a side says, and under it each paragraph that it rests on, with its citation, locator and quotation."""
    for number, line in enumerate(wrapped(text, role, width - 2 - len(mark))):
        start = Run(mark if number == 0 else " " * len(mark), "label")
        yield _barred((start, *line), deck, shown)
    for item in cited(evidence):
        source = deck.view.sources.get(item.at.split("/")[0])
        told = f"{place_of(item.at, deck.view.sources)}, {byline(source)} ({item.at})" if source else item.at
        if item.quote:
            told += f": {wording.quoted(item.quote)}"
        for line in wrapped(told, "evidence", width - 6):
            yield _barred((Run(" " * 4, "space"), *line), deck, shown)


def _opening(deck: Deck, width: int) -> Iterator[Line]:
    yield from wrapped(deck.view.about.question, "text", width)
    for shown, side in enumerate(deck.view.sides):
        yield ()
        yield _barred((Run(side.name.upper(), deck.view.role(shown)),), deck, shown)
        for text in (side.thesis, byline(deck.view.sources[side.source])):
            for line in wrapped(text, "text", width - 2):
                yield _barred(line, deck, shown)


def _end(themes: Sequence[Theme], width: int) -> Iterator[Line]:
    for theme in themes:
        for text in taken_away(theme):
            yield ()
            yield from wrapped(theme.title, "heading", width)
            yield from wrapped(text, "text", width)


def _next(deck: Deck, number: int, step: int, width: int) -> Iterator[Line]:
    yield ()
    yield from wrapped("Next", "foot-label", width)
    yield from wrapped(_coming(deck, number, step), "text", width)


def _coming(deck: Deck, number: int, step: int) -> str:
    """What the room sees after the step that it sees now."""
    slide = deck.slides[number]
    if slide.point and step + 1 < slide.steps:
        sides: Sequence[Perspective] = deck.view.sides
        return ("The question", *(side.name for side in sides), "How the answers stand to each other")[step + 1]
    if number + 1 == len(deck.slides):
        return "The end."
    coming = deck.slides[number + 1]
    if coming.point:
        return coming.point.question
    return f"{coming.theme.number}. {coming.theme.title}" if coming.theme else "What to take away"


def _notes(slide: Slide, deck: Deck, width: int) -> Iterator[Line]:
    """The notes on the point, or on the theme, as they were written."""
    targets = [slide.theme and slide.theme.id, slide.theme and slide.point and f"{slide.theme.id}/{slide.point.id}"]
    found = [deck.view.notes.get(target, "").strip() for target in targets if target]
    texts = [text for text in reversed(found) if text]
    yield ()
    yield (Run(f"{NOTE_MARK} ", "note-mark"), Run("Your notes", "foot-label"))
    for number, text in enumerate(texts):
        if number:
            yield ()
        yield from wrapped(text, "note", width)
    if not texts:
        yield from wrapped("None on this.", "byline", width)


def _barred(line: Line, deck: Deck, shown: int) -> Line:
    number = deck.view.number(shown)
    return (Run(BAR_TEXTS[number], f"side-{number + 1}"), *line)
