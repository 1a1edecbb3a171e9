"""What a search finds: everything that a briefing says, each with its place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from briefing import wording
from briefing.citations import record
from briefing.model import SILENCE_LABEL, Briefing, Point, Source, Theme, cited
from briefing.sources import Locator, sections

if TYPE_CHECKING:
    from briefing.texts import SourceText

SILENCE: Final = "silence"
"""The relation of a point to which one side only speaks."""


class Kind(StrEnum):
    """What a text is in the briefing."""

    THEME = "theme"
    QUESTION = "question"
    OVERVIEW = "overview"
    STANCE = "stance"
    CLAIM = "claim"
    EVIDENCE = "evidence"
    """The words of a source that a claim quotes."""
    SILENCE = "silence"
    """The words looked for where a side does not speak to a point."""
    COMMON_GROUND = "common ground"
    CRUX = "crux"
    OPEN_QUESTION = "open question"
    NOTE = "note"
    SOURCE = "source"
    """A source's record."""
    HEADING = "heading"
    """A heading of a source."""
    PARAGRAPH = "paragraph"
    """A paragraph of a source whose text is at hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One text that can be found."""

    kind: Kind
    text: str
    """As it is shown."""
    theme: str | None = None
    """The id of the theme that it stands in."""
    point: str | None = None
    """The id of the point that it stands in."""
    relation: str | None = None
    """How the answers to that point stand to each other: a value of `Relation`, or `silence`."""
    side: str | None = None
    """The id of the perspective whose it is."""
    number: int | None = None
    """Which claim of that side on that point; 1-based."""
    source: str | None = None
    """The id of the source that it stands in."""
    locator: str | None = None
    """The paragraph of the source; of a heading, the first below it."""

    @property
    def target(self) -> str | None:
        """What a note on it is a note on: `theme/point`, `theme`, or None for what stands in no theme."""
        return f"{self.theme}/{self.point}" if self.point else self.theme


def entries(briefing: Briefing, texts: Mapping[str, "SourceText"]) -> Iterator[Entry]:
    """Everything but the notes: the themes in order, then the sources, with the texts at hand by source id."""
    for theme in briefing.themes:
        yield from _theme(theme, briefing)
    for source in briefing.sources.values():
        sides = [side.id for side in briefing.about.perspectives if side.source == source.id]
        yield from _source(source, texts.get(source.id), sides[0] if len(sides) == 1 else None)


def note(briefing: Briefing, target: str, text: str) -> Entry:
    """A note; what the briefing no longer has of its target is left out."""
    theme_id, _, point_id = target.partition("/")
    theme = next((theme for theme in briefing.themes if theme.id == theme_id), None)
    point = next((point for point in theme.points if point.id == point_id), None) if theme else None
    return Entry(
        kind=Kind.NOTE,
        text=text.strip(),
        theme=theme.id if theme else None,
        point=point.id if point else None,
        relation=_relation(point) if point else None,
    )


def _theme(theme: Theme, briefing: Briefing) -> Iterator[Entry]:
    def entry(kind: Kind, text: str, side: str | None = None) -> Entry:
        return Entry(kind=kind, text=text, theme=theme.id, side=side)

    yield entry(Kind.THEME, theme.title)
    yield entry(Kind.QUESTION, theme.question)
    yield entry(Kind.OVERVIEW, theme.overview)
    for side in briefing.about.perspectives:
        if side.id in theme.stances:
            yield entry(Kind.STANCE, theme.stances[side.id].reason, side.id)
    for point in theme.points:
        yield from _point(theme, point, briefing)
    for text in theme.common_ground:
        yield entry(Kind.COMMON_GROUND, text)
    if theme.crux:
        yield entry(Kind.CRUX, theme.crux)
    for text in theme.open_questions:
        yield entry(Kind.OPEN_QUESTION, text)


def _point(theme: Theme, point: Point, briefing: Briefing) -> Iterator[Entry]:
    relation = _relation(point)

    def entry(
        kind: Kind, text: str, side: str | None = None, number: int | None = None, at: str | None = None
    ) -> Entry:
        return Entry(
            kind=kind, text=text, theme=theme.id, point=point.id, relation=relation, side=side, number=number,
            source=at and at.split("/")[0], locator=at,
        )  # fmt: skip

    yield entry(Kind.QUESTION, point.question)
    for side in briefing.about.perspectives:
        for number, claim in enumerate(point.claims.get(side.id, ()), 1):
            yield entry(Kind.CLAIM, wording.spoken(claim), side.id, number)
            for evidence in cited(claim.evidence):
                if evidence.quote:
                    yield entry(Kind.EVIDENCE, wording.quoted(evidence.quote), side.id, number, evidence.at)
        if words := point.silence.get(side.id):
            yield entry(Kind.SILENCE, ", ".join(words), side.id)


def _source(source: Source, text: "SourceText | None", side: str | None) -> Iterator[Entry]:
    def entry(kind: Kind, text: str, locator: str | None = None) -> Entry:
        return Entry(kind=kind, text=text, side=side, source=source.id, locator=locator)

    yield entry(Kind.SOURCE, record(source))
    for key, section in sections(source).items():
        if section.heading:
            yield entry(Kind.HEADING, section.heading, str(Locator(source.id, key, 1)))
    for locator, paragraph in text.paragraphs.items() if text else ():
        yield entry(Kind.PARAGRAPH, paragraph, locator)


def _relation(point: Point) -> str | None:
    said = wording.relation(point)
    if said and said[1] == SILENCE_LABEL:
        return SILENCE
    return point.relation.value if point.relation else None
