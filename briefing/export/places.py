"""Where the evidence of a claim stands, as a reader is shown it."""

from collections.abc import Iterator
from typing import NamedTuple

from briefing.citations import byline, place
from briefing.model import Briefing, EvidenceList, Perspective, Source, cited


class Place(NamedTuple):
    """One paragraph that a claim rests on."""

    text: str
    """The heading and the paragraph; the source, too, where it is not the side's own."""
    source: Source | None
    """The source; None if the briefing does not have it."""
    quote: str | None
    """What is quoted of the paragraph."""


def places(briefing: Briefing, side: Perspective, evidence: EvidenceList) -> Iterator[Place]:
    """The paragraphs that something said by `side` rests on; a locator without its source stands for itself."""
    for item in cited(evidence):
        source = briefing.sources.get(item.at.split("/")[0])
        where = place(source, item.at) if source else item.at
        if source and source.id != side.source:
            where = f"{byline(source)}, {where}"
        yield Place(where, source, item.quote)
