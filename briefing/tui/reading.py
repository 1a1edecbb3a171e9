"""What the screens about sources show: the records, who cites what, and the texts at hand."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.citing import ClaimRef, Coverage, coverage
from briefing.citing import covered as covered_by
from briefing.model import BriefingFile, Source, Theme
from briefing.sources import paragraphs, sections
from briefing.text import counted

if TYPE_CHECKING:
    from briefing.texts import SourceText

MOST_THEMES = 4
"""How many themes are named that cite a paragraph."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The sources of a briefing, as far as they were read."""

    about: BriefingFile
    sources: Mapping[str, Source]
    """By id."""
    themes: Mapping[str, Theme]
    """The themes that can be read, by id."""
    citing: Mapping[str, Sequence[ClaimRef]]
    """The claims that cite each locator."""
    texts: "Mapping[str, SourceText] | None"
    """The texts at hand, by source; None as long as they are being read."""
    folder: Path
    """The briefing's folder."""
    attach: Callable[[str], str]
    """The command that attaches a copy of a source, given its id."""

    def text(self, source: str) -> "SourceText | None":
        """The text of a source, if it is at hand."""
        return self.texts.get(source) if self.texts else None

    def paragraph(self, locator: str) -> str | None:
        """The text of a paragraph, if it is at hand."""
        text = self.text(locator.split("/")[0])
        return text.paragraphs.get(locator) if text else None

    def changed(self, locator: str) -> str | None:
        """What has most likely become of a paragraph that is not at hand word for word."""
        text = self.text(locator.split("/")[0])
        return text.alignment.changed.get(locator) if text else None

    def coverage(self, source: Source) -> Coverage:
        """How much of a source is cited."""
        return coverage(source, covered_by(self.citing))

    def side_number(self, side: str) -> int:
        """Which perspective of the briefing an id is: 0 or 1."""
        return [perspective.id for perspective in self.about.perspectives].index(side)

    def theme_title(self, theme: str) -> str:
        """The title that the contents give a theme."""
        return next(entry.title for entry in self.about.themes if entry.id == theme)

    def question(self, claim: ClaimRef) -> str:
        """The question that a claim answers."""
        return next(point.question for point in self.themes[claim.theme].points if point.id == claim.point)

    def rows(self, source: Source) -> tuple["Row", ...]:
        """The paragraphs of a source, in order."""
        headings = {key: section.heading for key, section in sections(source).items()}
        return tuple(
            Row(
                locator=str(locator),
                heading=headings[locator.section] if locator.paragraph == 1 else None,
                number=locator.paragraph,
                words=paragraph.words,
                text=self.paragraph(str(locator)),
                changed=self.changed(str(locator)),
                claims=tuple(self.citing.get(str(locator), ())),
            )
            for locator, paragraph in paragraphs(source)
        )


@dataclass(frozen=True, slots=True)
class Row:
    """One paragraph of a source."""

    locator: str
    heading: str | None
    """The heading above it, where it is the first below one."""
    number: int
    """1-based, counted below its heading."""
    words: int
    text: str | None
    """Its text, if it is at hand word for word."""
    changed: str | None
    """What has most likely become of it, if it is not."""
    claims: tuple[ClaimRef, ...]
    """The claims that cite it, written or not."""

    @property
    def is_cited(self) -> bool:
        """Whether a claim that is written cites it."""
        return any(claim.is_written for claim in self.claims)

    def sides(self, reading: Reading) -> set[int]:
        """The perspectives, 0 and 1, whose written claims cite it."""
        return {reading.side_number(claim.side) for claim in self.claims if claim.is_written}


def cited_in(row: Row, reading: Reading) -> str:
    """How many claims cite a paragraph, in which themes, and how many still say TODO; empty where none does."""
    if not row.claims:
        return ""
    times = Counter(claim.theme for claim in row.claims)
    named = list(times.items())[:MOST_THEMES]
    themes = [reading.theme_title(theme) + (f" ({n})" if n > 1 and len(times) > 1 else "") for theme, n in named]
    more = f" and {counted(len(times) - len(named), 'more theme')}" if len(times) > len(named) else ""
    return f"{counted(len(row.claims), 'claim')} in {'; '.join(themes)}{more}{still(row.claims)}"


def still(claims: Sequence[ClaimRef]) -> str:
    """What follows a number of claims, at least one: how many of them say TODO; nothing where none does."""
    waiting = sum(not claim.is_written for claim in claims)
    of_them = "" if waiting == len(claims) else f"{waiting} "
    return f", {of_them}still to be written" if waiting else ""


def covered(found: Coverage) -> str:
    """Coverage in words."""
    return f"{found.cited_paragraphs} of {counted(found.paragraphs, 'paragraph')} cited, {found.share:.0%} of the words"
