"""What stands beside the text of a claim while it is written, laid out for a width. Pure functions of the model."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefing.editing.claim_draft import ClaimDraft
from briefing.errors import Finding
from briefing.model import Claim, Relation, Voice, cited
from briefing.passages import spoken_spans
from briefing.quotes import find_quote
from briefing.text import clean
from briefing.tui.lines import Line, Run, Target, width_of, wrap_marked, wrapped
from briefing.tui.reading import Reading
from briefing.tui.theme_page import place_of

CHOSEN, NOT_CHOSEN = "●", "○"
"""Stand before the voice and the relation that are chosen, and before the others."""
RELATIONS: tuple[Relation | None, ...] = (None, *Relation)
VOICES = tuple(Voice)
VOICE_ROW, RELATION_ROW = 0, 1
"""The rows of the targets of voices and relations."""
LABELS = 10
"""The column of the labels, in cells."""


class Checked(NamedTuple):
    """What is said of a claim as it was when it was looked at."""

    draft: ClaimDraft
    findings: Sequence[Finding]
    """What `check` says of it."""
    problem: str = ""
    """What keeps it from being looked at; empty if nothing does."""


def passages(draft: ClaimDraft, reading: Reading, width: int) -> list[Line]:
    """The paragraphs that a claim rests on, with the words it quotes and the figures it takes over marked."""
    lines: list[Line] = []
    for locator in draft.locators():
        lines += [()] if lines else []
        lines += wrapped(clean(f"{place_of(locator, reading.sources)} ({locator})"), "foot-label", width)
        lines += _passage(draft, locator, reading, width)
    return lines or wrapped("Name the paragraph that it rests on.", "silence", width)


def _passage(draft: ClaimDraft, locator: str, reading: Reading, width: int) -> Iterator[Line]:
    text = reading.paragraph(locator)
    if text is None:
        told = "The texts are being read." if reading.texts is None else "Its text is not at hand."
        yield from wrapped(told, "silence", width)
        return
    claim = Claim(text=draft.text, voice=draft.voice, evidence=draft.rests_on())
    spans = [span for item in cited(claim.evidence) if item.at == locator for span in spoken_spans(claim, item, text)]
    if draft.span and draft.span_at == locator:
        spans += find_quote(draft.span, text)
    for pieces in wrap_marked(text, spans, width):
        yield tuple(Run(piece, "mark" if is_marked else "text") for piece, is_marked in pieces)


def options(draft: ClaimDraft, width: int, *, with_relation: bool) -> list[Line]:
    """The voices to choose from, and the relations where one is to be chosen."""
    lines = list(_choices("Voice", VOICE_ROW, list(VOICES), VOICES.index(draft.voice), width))
    if with_relation:
        names = [f"{each.glyph} {each.label}" if each else "none yet" for each in RELATIONS]
        lines += _choices("Relation", RELATION_ROW, names, RELATIONS.index(draft.relation), width)
    return lines


def _choices(label: str, row: int, names: Sequence[str], chosen: int, width: int) -> Iterator[Line]:
    start: Line = (Run(f"{label:<{LABELS}}", "label"),)
    line = start
    for number, name in enumerate(names):
        is_chosen = number == chosen
        text = f"{CHOSEN if is_chosen else NOT_CHOSEN} {name}"
        if len(line) > 1 and width_of(line) + len(text) > width:
            yield line
            line = (Run(" " * LABELS, "label"),)
        line = (*line, Run(text, "current" if is_chosen else "title", Target(row, number)), Run("  ", "space"))
    yield line


def check_lines(
    checked: Checked | None, own: str | None, reading: Reading, width: int, height: int, voice_key: str
) -> list[Line]:
    """What `check` says of a claim, and which other claims rest on the same paragraphs; as much as there is room for,
    what to do about it first left out.

    `own` is the id of the claim itself, as `ClaimRef.id` makes it; None where it is new. `voice_key` chooses the voice.
    """
    or_editor = f"Or choose the voice {Voice.EDITOR} with {voice_key}."
    for way in (or_editor, None):
        lines = list(_said(checked, own, reading, width, way))
        if len(lines) <= height:
            return lines
    return [*lines[: max(0, height - 1)], (Run("… more: make the window higher", "label"),)]


def _said(
    checked: Checked | None, own: str | None, reading: Reading, width: int, or_editor: str | None
) -> Iterator[Line]:
    """What is said; `or_editor` is how the editor's voice is chosen, None where no hint is to be given."""
    if checked is None:
        yield from wrapped("What `check` says of it stands here as you type.", "silence", width)
        return
    draft = checked.draft
    if checked.problem:
        yield from wrapped(clean(checked.problem), "problem", width)
    for found in sorted(checked.findings, key=lambda found: found.severity):
        hint = "" if or_editor is None else found.advice_on_screen(or_editor)
        told = clean(f"{str(found.severity).capitalize()}: {found.message}. {hint}".strip())
        yield from wrapped(told, "problem" if found.severity == "error" else "text", width)
    if not checked.problem and not checked.findings and not draft.is_blank:
        texts = reading.texts or {}
        is_proved = all(locator.split("/")[0] in texts for locator in draft.locators())
        told = "`check` finds nothing wrong." if is_proved else "`check` finds nothing wrong, without the text at hand."
        yield from wrapped(told, "silence", width)
    others = [ref for locator in draft.locators() for ref in reading.citing.get(locator, ()) if ref.id != own]
    for ref in dict.fromkeys((ref.theme, ref.point) for ref in others):
        told = clean(f"Already cited by: {_place(*ref, reading)}")
        yield from wrapped(told, "label", width)


def _place(theme: str, point: str, reading: Reading) -> str:
    question = next((each.question for each in reading.themes[theme].points if each.id == point), point)
    return f"{reading.theme_title(theme)} · {question}"
