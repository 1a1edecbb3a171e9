"""A source as lines: its record, its coverage, and its numbered paragraphs with the claims that cite them."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from briefing.attachments import AtHand
from briefing.citations import address, record
from briefing.citing import ClaimRef, coverage, covered
from briefing.export.text import wrapped
from briefing.model import Source
from briefing.sources import paragraphs, sections
from briefing.text import counted, one_line

LONGEST = 30
"""The bar of the longest paragraph, in cells."""
_BAR = "█"
_INDENT = 5
"""The width of what stands before a paragraph: its number."""

CitedBy = Mapping[str, Sequence[ClaimRef]]
"""The claims that cite each locator."""


class Role(StrEnum):
    """What a line is, so that a terminal can show it so."""

    TITLE = "title"
    HEADING = "heading"
    CITED = "cited"
    """A paragraph that a claim cites."""
    UNCITED = "uncited"
    CITING = "citing"
    """The claims that cite it; an id is never broken."""
    ABOUT = "about"
    """Anything else."""


class Line(NamedTuple):
    """One paragraph of output, before it is wrapped."""

    role: Role
    text: str
    indent: int = 0
    """How far it is set in, in cells."""
    margin: str = ""
    """What stands in that room in the first line."""
    is_whole: bool = False
    """Whether it is an address or a command, which is never broken."""


BLANK = Line(Role.ABOUT, "")


def brief(at_hand: AtHand, cited_by: CitedBy, attach: str) -> Iterator[Line]:
    """A source in short; `attach` is the command that attaches a copy of it."""
    source = at_hand.source
    yield Line(Role.TITLE, record(source))
    if where := address(source):
        yield Line(Role.ABOUT, where, is_whole=True)
    yield Line(Role.ABOUT, f"{source.id}: {_covered(source, cited_by)}")
    yield from _at_hand(at_hand, attach)


def whole(at_hand: AtHand, cited_by: CitedBy, attach: str) -> Iterator[Line]:
    """A source with its text, or, where none is at hand, with its outline; `attach` as above."""
    source = at_hand.source
    yield from brief(at_hand, cited_by, attach)
    longest = max((paragraph.words for _, paragraph in paragraphs(source)), default=1)
    headings = {key: section.heading for key, section in sections(source).items()}
    for locator, paragraph in paragraphs(source):
        name = str(locator)
        if locator.paragraph == 1:
            heading = headings[locator.section] or "Before the first heading"
            yield BLANK
            yield Line(Role.HEADING, f"{heading} [{name.rpartition('/')[0]}]")
        claims = cited_by.get(name, ())
        yield BLANK
        yield Line(
            Role.CITED if any(claim.is_written for claim in claims) else Role.UNCITED,
            _shown(at_hand, name, paragraph.words, longest),
            _INDENT,
            f"{locator.paragraph:>3}",
        )
        for said, is_written in (("Cited by", True), ("Still to be written:", False)):
            if labels := dict.fromkeys(claim.label for claim in claims if claim.is_written is is_written):
                yield Line(Role.CITING, f"{said} {'; '.join(labels)}", _INDENT)


def plain(lines: Sequence[Line], width: int) -> str:
    """The lines as text, none wider than `width` cells but addresses and commands."""
    return "\n".join(line for item in lines for line in laid_out(item, width)) + "\n"


def laid_out(line: Line, width: int) -> list[str]:
    """A line of output as lines of at most `width` cells."""
    text = one_line(line.text)
    if line.is_whole or not text:
        return [text]
    indent = " " * line.indent
    if line.role is Role.CITING:
        return textwrap.wrap(
            text, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False
        )
    first, *rest = wrapped(text, max(width, line.indent + 10), indent)
    return [line.margin.ljust(line.indent) + first[line.indent :], *rest]


def _shown(at_hand: AtHand, locator: str, words: int, longest: int) -> str:
    """A paragraph's text; how it has changed; or how long it is."""
    if at_hand.text is None:
        return f"{_BAR * max(1, round(words / longest * LONGEST))} {counted(words, 'word')}"
    found = at_hand.text.alignment
    if locator in found.matched:
        return found.matched[locator]
    if locator in found.changed:
        return f"[It reads otherwise in the text at hand:] {found.changed[locator]}"
    return f"[It is not in the text at hand: {counted(words, 'word')}]"


def _covered(source: Source, cited_by: CitedBy) -> str:
    if not source.outline:
        return "it has no outline; `briefing outline FILE` makes one of its text."
    found = coverage(source, covered(cited_by))
    cited = f"{found.cited_paragraphs} of {counted(found.paragraphs, 'paragraph')} cited"
    return f"{cited}, {int(found.share * 100)}% of the words."


def _at_hand(at_hand: AtHand, attach: str) -> Iterator[Line]:
    if at_hand.problem is not None:
        yield Line(Role.ABOUT, f"Its text cannot be read: {at_hand.problem.message}. {at_hand.problem.hint}")
    elif at_hand.text is None:
        yield Line(Role.ABOUT, "No text is at hand. To read it here, attach a copy:")
        yield Line(Role.ABOUT, attach, is_whole=True)
    else:
        where = "a copy that you attached" if at_hand.is_attached else "part of the briefing"
        found = at_hand.text.alignment
        whole = "" if found.is_whole else f"; {len(found.matched)} of its paragraphs are at hand word for word"
        yield Line(Role.ABOUT, f"Its text is {where}{whole}.")
