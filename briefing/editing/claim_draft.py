"""A claim while it is being written: what its author has typed, and the words of the source that were marked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self, TypeVar

from msgspec.structs import replace as with_fields

from briefing.editing import evidence_line
from briefing.errors import BriefingError
from briefing.model import Claim, Evidence, EvidenceList, Relation, Voice, cited
from briefing.text import one_line

Item = TypeVar("Item")


@dataclass(frozen=True)
class ClaimDraft:
    """What is in the fields of a claim that is being written."""

    text: str
    """As it was typed."""
    evidence: str
    """The line of its evidence."""
    voice: Voice = Voice.PARAPHRASE
    relation: Relation | None = None
    """How the answers stand to each other then; None to leave that as it is."""
    span: str = ""
    """The words of the source that were marked; empty where none were."""
    span_at: str = ""
    """The locator of the paragraph that they were marked in."""
    own_text: str = ""
    """What was typed before the marked words took its place."""
    was: Claim | None = None
    """The claim that is changed; None for a new one."""

    @classmethod
    def new(cls, locator: str | None, span: str) -> Self:
        """A new claim that rests on a paragraph; words of it that were marked are its text, as a quote."""
        voice = Voice.QUOTE if span else Voice.PARAPHRASE
        return cls(one_line(span), locator or "", voice, span=one_line(span), span_at=locator or "")

    @classmethod
    def of(cls, claim: Claim) -> Self:
        """A claim that is to be changed."""
        return cls(claim.text, evidence_line.shown(claim.evidence), claim.voice, was=claim)

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written yet."""
        return not self.text.strip()

    @property
    def has_span_as_text(self) -> bool:
        """Whether the claim is the marked words, as a quote."""
        return bool(self.span) and self.voice is Voice.QUOTE and one_line(self.text) == self.span

    def rests_on(self) -> EvidenceList:
        """Its evidence. Raises BriefingError where the line cannot be read."""
        if self.was is not None and self.evidence == evidence_line.shown(self.was.evidence):
            return self.was.evidence
        return evidence_line.parsed(self.evidence)

    def locators(self) -> tuple[str, ...]:
        """The paragraphs that it rests on, each once; none where the line cannot be read."""
        try:
            return tuple(dict.fromkeys(item.at for item in cited(self.rests_on())))
        except BriefingError:
            return ()

    def claim(self) -> Claim:
        """The claim, on one line. Raises BriefingError where it cannot be one yet."""
        if self.is_blank:
            raise BriefingError("nothing is written yet", "Type what the side says.")
        is_same = self.was is not None and self.text == self.was.text
        text = self.text if is_same else one_line(self.text)
        if self.was is None:
            return Claim(text=text, voice=self.voice, evidence=self.rests_on())
        return with_fields(self.was, text=text, voice=self.voice, evidence=self.rests_on())

    def with_span_turned(self) -> Self:
        """The marked words as the claim itself, or else as the quote of its evidence, below a text of one's own.

        Raises BriefingError where the line of the evidence cannot be read.
        """
        others = tuple(item for item in cited(self.rests_on()) if item.at != self.span_at)
        if self.has_span_as_text:
            evidence: EvidenceList = (Evidence(at=self.span_at, quote=self.span), *others)
            text, voice, own = self.own_text, Voice.PARAPHRASE, ""
        else:
            evidence = (self.span_at, *others)
            text, voice, own = self.span, Voice.QUOTE, self.text
        return replace(self, text=text, voice=voice, own_text=own, evidence=evidence_line.shown(evidence))

    def with_next_voice(self) -> Self:
        """The same in the next voice."""
        return replace(self, voice=_next(tuple(Voice), self.voice))

    def with_next_relation(self) -> Self:
        """The same with the next relation, or with none behind the last."""
        return replace(self, relation=_next((None, *Relation), self.relation))


def _next(items: Sequence[Item], item: Item) -> Item:
    return items[(items.index(item) + 1) % len(items)]
