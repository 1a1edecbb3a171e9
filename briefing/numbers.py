"""A briefing in numbers: what of its sources is cited, and how the two sides compare. No verdict."""

import re
from collections.abc import Iterable, Mapping
from operator import add
from typing import Final

from msgspec import Struct
from msgspec.structs import astuple

from briefing.citing import ClaimRef, cited_by, claims, coverage, covered
from briefing.figures import figures
from briefing.model import Briefing, Source, Voice, cited
from briefing.sources import paragraphs
from briefing.text import count_words

_HEDGES: Final = """
    about almost apparently appear appears arguably around believe believes could doubt doubtful estimate estimated
    expect expected expects generally hope hopes largely likely mainly may maybe might mostly nearly often partly
    perhaps possible possibly potential potentially presumably probable probably roughly seem seemed seemingly seems
    should some sometimes somewhat suggest suggested suggests tend tends typically unclear unlikely usually would
"""
HEDGES: Final = frozenset(_HEDGES.split())
"""English words with which a statement is made with less than full certainty."""
_ATTRIBUTIONS: Final = """
    acknowledge acknowledged acknowledges admit admits admitted argue argued argues arguing assert asserted asserts
    claim claimed claims concede conceded concedes conclude concluded concludes contend contended contends denied
    denies deny dismissed dismisses insist insisted insists maintained maintains noted notes objected objects observed
    observes proposed proposes recalled recalls recommended recommends replied replies reported reports said say saying
    says stated stresses stressed tells thinks told urged urges warn warned warns write writes wrote
"""
ATTRIBUTIONS: Final = frozenset(_ATTRIBUTIONS.split())
"""Forms of English verbs with which a statement is put in someone's mouth."""
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


class Tally(Struct, frozen=True, kw_only=True):
    """What one side says, counted: its claims without the editor's remarks, except where it says so."""

    claims: int = 0
    """Claims."""
    words: int = 0
    """Words of the claims."""
    quotes: int = 0
    """Quotations: claims in the source's words, and quotes in evidence."""
    figures: int = 0
    """Numbers, sums, shares, years and dates in the claims."""
    hedges: int = 0
    """Words such as may, perhaps, likely. English only."""
    attributions: int = 0
    """Verbs such as says, argues, warns. English only."""
    one_paragraph: int = 0
    """Claims that rest on one paragraph alone."""
    no_evidence: int = 0
    """Claims without evidence."""
    remarks: int = 0
    """The editor's remarks at the side's claims."""

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(**dict(zip(self.__struct_fields__, map(add, astuple(self), astuple(other)), strict=True)))


class CitedParagraph(Struct, frozen=True, kw_only=True):
    """A paragraph of an outline, and who cites it."""

    locator: str
    """Where it is."""
    words: int
    """Its words."""
    claims: tuple[str, ...]
    """The ids of the claims that cite it."""


class SourceNumbers(Struct, frozen=True, kw_only=True):
    """How much of a source is cited."""

    source: str
    """Its id."""
    paragraphs: int
    """The paragraphs of its outline."""
    cited_paragraphs: int
    """Those of them that a claim cites."""
    words: int
    """The words of its outline."""
    cited_words: int
    """The words of the cited paragraphs."""
    share: float
    """The share of the words that is cited, 0 to 1."""
    outline: tuple[CitedParagraph, ...]
    """Each paragraph, in order."""


class ThemeNumbers(Struct, frozen=True, kw_only=True):
    """What each side says in a theme, counted."""

    theme: str
    """Its id."""
    sides: dict[str, Tally]
    """By perspective id."""


class Numbers(Struct, frozen=True, kw_only=True):
    """A briefing in numbers."""

    sources: tuple[SourceNumbers, ...]
    """How much of each source is cited."""
    themes: tuple[ThemeNumbers, ...]
    """What each side says, theme by theme."""
    total: dict[str, Tally]
    """What each side says in all, by perspective id."""
    uncited_points: tuple[str, ...]
    """`theme/point`, for each point on which nothing that is said rests on any evidence."""


def numbers(briefing: Briefing) -> Numbers:
    """The numbers of as much of a briefing as could be read."""
    sides = [perspective.id for perspective in briefing.about.perspectives]
    tallies = {theme.id: dict.fromkeys(sides, Tally()) for theme in briefing.themes}
    for claim in claims(briefing):
        tallies[claim.theme][claim.side] += tally(claim)
    by_locator = cited_by(briefing)
    return Numbers(
        sources=tuple(_of_source(source, by_locator) for source in briefing.sources.values()),
        themes=tuple(ThemeNumbers(theme=theme, sides=counted) for theme, counted in tallies.items()),
        total={side: sum((counted[side] for counted in tallies.values()), Tally()) for side in sides},
        uncited_points=tuple(
            f"{theme.id}/{point.id}"
            for theme in briefing.themes
            for point in theme.points
            if not any(claim.evidence for said in point.claims.values() for claim in said)
        ),
    )


def tally(claim: ClaimRef) -> Tally:
    """What one claim adds to its side's numbers."""
    said = claim.claim
    if said.voice is Voice.EDITOR:
        return Tally(remarks=1)
    words = [word.casefold() for word in _WORD.findall(said.text)]
    locators = {evidence.at for evidence in cited(said.evidence)}
    quoted = sum(evidence.quote is not None for evidence in cited(said.evidence))
    return Tally(
        claims=1,
        words=count_words(said.text),
        quotes=quoted or int(said.voice is Voice.QUOTE),
        figures=len(figures(said.text)),
        hedges=_count(words, HEDGES),
        attributions=_count(words, ATTRIBUTIONS),
        one_paragraph=int(len(locators) == 1),
        no_evidence=int(not locators),
    )


def _count(words: Iterable[str], listed: frozenset[str]) -> int:
    return sum(word in listed for word in words)


def _of_source(source: Source, by_locator: Mapping[str, list[ClaimRef]]) -> SourceNumbers:
    found = coverage(source, covered(by_locator))
    outline = tuple(
        CitedParagraph(
            locator=str(locator),
            words=paragraph.words,
            claims=tuple(claim.id for claim in by_locator.get(str(locator), ())),
        )
        for locator, paragraph in paragraphs(source)
    )
    return SourceNumbers(
        source=source.id,
        paragraphs=found.paragraphs,
        cited_paragraphs=found.cited_paragraphs,
        words=found.words,
        cited_words=found.cited_words,
        share=round(found.share, 4),
        outline=outline,
    )
