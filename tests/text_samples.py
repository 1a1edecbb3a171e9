"""A small article of our own, its outline, and ways to write it otherwise without changing a word."""

import textwrap
from collections.abc import Sequence

import msgspec
import samples

from briefing.alignment import Alignment, align
from briefing.article import Block, read_article
from briefing.model import Source
from briefing.sources import outline

HEADINGS = (None, "Shops", "The Winter")
PARAGRAPHS = (
    "The main street was closed to cars on 3 May 2024, and nobody in the town hall expected to hear the last of it.",
    "Two years later the council’s report counts 1,250 visitors a day. “It came alive,” says the baker at number 12.",
    "Takings rose by 12 % in the second year. In the first they had fallen, by as much as a tenth in the small shops.",
    "Rents follow takings, slowly: €14 a square metre before, €17 now. One shop in eight has changed hands since then.",
    "What the report leaves out is the winter. From November to March the benches stand empty, and so do the tills.",
    "The second-hand bookshop closed in January; its owner, who is 71, says that he does not blame the street for it.",
)
BELOW = ((0, 2), (2, 4), (4, 6))
"""Which of the paragraphs stand below which heading."""
LOCATORS = (
    "report/1", "report/2", "report/shops/1", "report/shops/2", "report/the-winter/1",
    "report/the-winter/2",
)  # fmt: skip
OTHER = (
    "Nothing was further from the minds of the two sailors than a storm, when the harbour bell began to ring.",
    "By nightfall all eleven boats were back, and the smell of tar and frying herring lay over the quay as always.",
    "Only the pilot's daughter stayed out on the mole, with a lamp, for she had counted twelve sails that morning.",
)
"""Paragraphs of another text."""


def source(paragraphs: Sequence[str] = PARAGRAPHS) -> Source:
    """The record, with the outline of these six paragraphs."""
    blocks = [Block(heading, list(paragraphs[a:b])) for heading, (a, b) in zip(HEADINGS, BELOW, strict=True)]
    return msgspec.structs.replace(samples.briefing().sources["report"], outline=outline(blocks))


def lines(paragraphs: Sequence[str] = PARAGRAPHS) -> list[str]:
    """The headings and paragraphs, in order."""
    found: list[str] = []
    for heading, (a, b) in zip(HEADINGS, BELOW, strict=True):
        found += [*([heading] if heading else []), *paragraphs[a:b]]
    return found


def text(paragraphs: Sequence[str] = PARAGRAPHS) -> str:
    """The article as a plain text."""
    return "\n\n".join(lines(paragraphs)) + "\n"


def wrapped(made: str, width: int, *, gap: str = "\n\n") -> str:
    """The same, hard-wrapped; with `gap` between what were its lines."""
    return gap.join(textwrap.fill(line, width, break_on_hyphens=False) for line in made.split("\n") if line)


def aligned(made: str) -> Alignment:
    """A text held against the outline of the article."""
    return align(source(), read_article(made))
