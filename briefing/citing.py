"""Which claims rest on which paragraph, and how much of a source they cover."""

from collections.abc import Container, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import NamedTuple, TypeVar

from briefing import unwritten
from briefing.errors import BriefingError
from briefing.model import Briefing, Claim, Source, cited
from briefing.sources import paragraphs
from briefing.text import counted

Item = TypeVar("Item")


class ClaimRef(NamedTuple):
    """One claim of a briefing, and where it stands."""

    theme: str
    """The theme's id."""
    point: str
    """The point's id."""
    side: str
    """The perspective's id."""
    number: int
    """1-based, among what the side says on the point."""
    claim: Claim
    """What is said."""

    @property
    def id(self) -> str:
        """`theme/point/side/number`: what `briefing cite` takes."""
        return f"{self.theme}/{self.point}/{self.side}/{self.number}"

    @property
    def label(self) -> str:
        """`theme/point side`: what stands beside a cited paragraph."""
        return f"{self.theme}/{self.point} {self.side}"

    @property
    def is_written(self) -> bool:
        """Whether it says something, and not TODO."""
        return unwritten.is_written(self.claim)


class Coverage(NamedTuple):
    """How much of a source's outline is cited."""

    paragraphs: int
    """The paragraphs of the outline."""
    cited_paragraphs: int
    """Those of them that a written claim cites."""
    words: int
    """The words of the outline."""
    cited_words: int
    """The words of the cited paragraphs."""

    @property
    def share(self) -> float:
        """The share of the words that is cited, 0 to 1; 0 for a source without words."""
        return self.cited_words / self.words if self.words else 0.0


def claims(briefing: Briefing) -> Iterator[ClaimRef]:
    """Every claim, in the order of the themes, the points and the perspectives."""
    for theme in briefing.themes:
        for point in theme.points:
            for perspective in briefing.about.perspectives:
                for number, claim in enumerate(point.claims.get(perspective.id, ()), 1):
                    yield ClaimRef(theme.id, point.id, perspective.id, number, claim)


def cited_by(briefing: Briefing) -> dict[str, list[ClaimRef]]:
    """The claims that cite each locator, in the briefing's order; a locator that none cites is not in it.

    A claim that cites a paragraph twice is listed once.
    """
    found: dict[str, list[ClaimRef]] = {}
    for claim in claims(briefing):
        for locator in dict.fromkeys(evidence.at for evidence in cited(claim.claim.evidence)):
            found.setdefault(locator, []).append(claim)
    return found


def covered(cited_by: Mapping[str, Sequence[ClaimRef]]) -> frozenset[str]:
    """The locators that a written claim cites, of those that any claim does."""
    return frozenset(locator for locator, citing in cited_by.items() if any(claim.is_written for claim in citing))


def coverage(source: Source, cited: Container[str]) -> Coverage:
    """How much of a source is cited, given the locators that are, such as those of `covered`."""
    outlined = [(paragraph.words, str(locator) in cited) for locator, paragraph in paragraphs(source)]
    cited_words = [words for words, is_cited in outlined if is_cited]
    return Coverage(len(outlined), len(cited_words), sum(words for words, _ in outlined), sum(cited_words))


def find_claims(briefing: Briefing, wanted: str) -> list[ClaimRef]:
    """The claims that `theme/point`, `theme/point/side` or `theme/point/side/number` names; none where all are silent.

    Raises BriefingError with the id that was probably meant.
    """
    parts = wanted.strip("/").split("/")
    if not 2 <= len(parts) <= 4:
        hint = "A claim is theme/point/side/number, such as {}; theme/point names all claims on a point."
        example = next((claim.id for claim in claims(briefing)), "trade/volume/limits/1")
        raise BriefingError(f"`{wanted}` names no claim", hint.format(example))
    theme = _choose("theme", parts[0], {theme.id: theme for theme in briefing.themes}, "")
    point = _choose("point", parts[1], {point.id: point for point in theme.points}, f"{theme.id}/")
    found = [claim for claim in claims(briefing) if (claim.theme, claim.point) == (theme.id, point.id)]
    if len(parts) > 2:
        sides = {perspective.id: perspective.id for perspective in briefing.about.perspectives}
        side = _choose("perspective", parts[2], sides, f"{theme.id}/{point.id}/")
        found = [claim for claim in found if claim.side == side]
        if not found:
            hint = "It is silent on this point." if side in point.silence else "Nothing is written of its answer yet."
            raise BriefingError(f"`{side}` makes no claim on {theme.id}/{point.id}", hint)
    if len(parts) > 3:
        number = int(parts[3]) if parts[3].isdecimal() and len(parts[3]) < 9 else 0
        if not 1 <= number <= len(found):
            raise BriefingError(
                f"`{found[0].side}` has {counted(len(found), 'claim')} on {theme.id}/{point.id}, and no `{parts[3]}`",
                f"The last one is `{found[-1].id}`.",
            )
        found = [found[number - 1]]
    return found


def _choose(kind: str, wanted: str, known: Mapping[str, Item], before: str) -> Item:
    """The item that has the id. Raises BriefingError with the ids that come near."""
    if wanted in known:
        return known[wanted]
    near = get_close_matches(wanted.lower(), known, n=1)
    listed = f"The {kind}s are {', '.join(known)}."
    raise BriefingError(
        f"there is no {kind} `{before}{wanted}`", f"Did you mean `{before}{near[0]}`?" if near else listed
    )
