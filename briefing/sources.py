"""A text -> its outline; a locator -> its paragraph."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from briefing.model import Paragraph, Section, Source
from briefing.text import count_words, normalised, slug

if TYPE_CHECKING:
    from briefing.article import Block


class Locator(NamedTuple):
    """The parts of `source/section/paragraph`."""

    source: str
    """The source's id."""
    section: str | None
    """The slug of the heading, or None before the first heading."""
    paragraph: int
    """1-based, counted below the heading."""

    def __str__(self) -> str:
        return "/".join(str(part) for part in self if part is not None)


def parse(locator: str) -> Locator:
    """The parts of a locator that the model's pattern has accepted."""
    source, *section, paragraph = locator.split("/")
    return Locator(source, section[0] if section else None, int(paragraph))


def sections(source: Source) -> dict[str | None, Section]:
    """The sections of a source by the slug that locators use, None for what stands before the first heading.

    A heading without a Latin letter or digit is `section-N`; a slug that is taken gets `-2`, `-3`, …
    """
    found: dict[str | None, Section] = {}
    for number, section in enumerate(source.outline, 1):
        base = None if section.heading is None else slug(section.heading) or f"section-{number}"
        key, times = base, 1
        while key in found:
            times += 1
            key = f"{(base or 'start')[:59]}-{times}"
        found[key] = section
    return found


def paragraphs(source: Source) -> Iterator[tuple[Locator, Paragraph]]:
    """Every paragraph of a source with its locator, in order."""
    for key, section in sections(source).items():
        for number, paragraph in enumerate(section.paragraphs, 1):
            yield Locator(source.id, key, number), paragraph


def digest(text: str) -> str:
    """The first 16 hex digits of the SHA-256 of the normalised text: proves a paragraph without giving it away."""
    from hashlib import sha256

    return sha256(normalised(text).encode("utf-8")).hexdigest()[:16]


def outline(blocks: list["Block"]) -> tuple[Section, ...]:
    """The outline of an article: its headings, and for each paragraph a digest and a word count."""
    return tuple(
        Section(
            heading=block.heading,
            paragraphs=tuple(Paragraph(digest=digest(text), words=count_words(text)) for text in block.paragraphs),
        )
        for block in blocks
    )


def outline_yaml(made: tuple[Section, ...]) -> str:
    """The outline as it stands in `sources/<id>.yaml`."""
    lines = ["outline:"]
    for section in made:
        heading = "null" if section.heading is None else json.dumps(section.heading, ensure_ascii=False)
        lines += [f"  - heading: {heading}", "    paragraphs:"]
        lines += [f"      - {{digest: {p.digest}, words: {p.words}}}" for p in section.paragraphs]
    return "\n".join(lines) + "\n"
