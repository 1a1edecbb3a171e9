"""A published piece as it was copied from a page -> its headings and paragraphs, by rules that are stated here.

1. A line is a paragraph. Where no line is longer than 120 characters, the text is taken as hard-wrapped, and what
   stands between two blank lines is a paragraph.
2. A paragraph has more than 3 words and ends as a sentence does, or has more than 40. Anything else is a short line.
3. `## Heading` is a heading. In a text without any, a short line of at most 12 words is a heading if a paragraph
   follows it, one came before it, and it stands only once in the text. What comes before the first paragraph is the
   page's head: title, byline, navigation.
4. A line that ends with a credit after its last sentence (“… in June. Source: Agency”) is a caption. Where paragraphs
   mostly follow each other directly, one that a blank line sets off is a caption or notice too, unless it is the
   first below its heading.
5. A line that begins with a label such as `Disclaimer:` or `Original source:` starts the page's foot.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from briefing.text import clean, count_words

WRAPPED_AT = 120
HEADING_WORDS = 12
SENTENCE_WORDS = 3
PARAGRAPH_WORDS = 40

_SENTENCE_END = re.compile(r"[.!?:…。！？：][\"'”’»)\]」』）]*$")
_CREDIT = re.compile(r"[.!?)\]…]\s+(?:(?:source|photo|image|picture|credit)s?\s*:\s*)?[^.!?…]{1,40}$", re.IGNORECASE)
_FOOT = re.compile(r"(?:disclaimer|original source|source|copyright|editor['’]s note)\s*:|©", re.IGNORECASE)
_MARKDOWN_HEADING = re.compile(r"(#{1,6})\s+(.+)$")
_CLOSING_HASHES = re.compile(r"\s#+$")
_INVISIBLE = str.maketrans("", "", "\u00ad\u200b\u2060\ufeff")
"""Soft hyphens and other marks of where a line may break, which would part a word in two."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, or None for what stands before the first, and the texts of its paragraphs."""

    heading: str | None
    paragraphs: list[str]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line of the page that is not part of the argument, and the rule that left it out."""

    line: int
    """1-based."""
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A line of the page, or the lines that hard wrapping made of one. Together they are the whole page."""

    lines: tuple[str, ...]
    """The lines as they stand in the text, spaces aside."""
    is_kept: bool
    """Whether it is a paragraph of the article."""


@dataclass(slots=True)
class Article:
    """The headings and paragraphs of a piece, and what was left out of it."""

    blocks: list[Block] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    """The whole page, in order."""


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    parts: tuple[str, ...]
    text: str
    after_gap: bool
    is_paragraph: bool


def plain(text: str) -> str:
    """The text with its lines ended alike, cleaned, and without what only marks where a line may break."""
    return clean("\n".join(text.translate(_INVISIBLE).splitlines()))


def read_article(text: str) -> Article:
    """The headings and paragraphs of a plain or Markdown text, by the rules above."""
    lines = _lines(plain(text))
    article = Article()
    times = Counter(line.text for line in lines)
    has_marked_headings = any(_MARKDOWN_HEADING.match(text) and text.startswith("##") for text in times)
    set_off = _set_off_is_rare(lines)
    block = Block(None, [])
    kept: set[int] = set()
    for index, line in enumerate(lines):
        marked = _MARKDOWN_HEADING.match(line.text)
        follows = index + 1 < len(lines) and lines[index + 1].is_paragraph
        why = ""
        if _FOOT.match(line.text) and kept:
            article.left_out += [LeftOut(rest.number, rest.text, "the page's foot") for rest in lines[index:]]
            break
        if marked and len(marked.group(1)) > 1:
            block = Block(_CLOSING_HASHES.sub("", marked.group(2)), [])
            continue
        if marked:
            why = "the title"
        elif _CREDIT.search(line.text) and not _SENTENCE_END.search(line.text):
            why = "a caption"
        elif line.is_paragraph and set_off and line.after_gap and block.paragraphs:
            why = "a caption or notice, set off by a blank line"
        elif line.is_paragraph:
            kept.add(line.number)
            if not block.paragraphs:
                article.blocks.append(block)
            block.paragraphs.append(line.text)
            continue
        elif not kept:
            why = "the page's head"
        elif follows and not has_marked_headings and times[line.text] == 1 and _is_short(line.text, HEADING_WORDS):
            block = Block(line.text, [])
            continue
        else:
            why = "a short line that heads no paragraph"
        article.left_out.append(LeftOut(line.number, line.text, why))
    article.passages = [Passage(line.parts, line.number in kept) for line in lines]
    return article


def _lines(text: str) -> list[_Line]:
    raw = [" ".join(line.split()) for line in text.split("\n")]
    hard_wrapped = max(map(len, raw), default=0) <= WRAPPED_AT
    found: list[tuple[int, list[str], bool]] = []
    gap = True
    for number, line in enumerate(raw, 1):
        if not line:
            gap = True
            continue
        is_heading = bool(_MARKDOWN_HEADING.match(line))
        if hard_wrapped and not gap and not is_heading:
            found[-1][1].append(line)
        else:
            found.append((number, [line], gap))
        gap = hard_wrapped and is_heading
    return [_line(number, parts, after_gap) for number, parts, after_gap in found]


def _line(number: int, parts: list[str], after_gap: bool) -> _Line:
    text = " ".join(parts)
    return _Line(number, tuple(parts), text, after_gap, is_paragraph(text))


def is_paragraph(text: str) -> bool:
    """Whether a line is a paragraph by the second rule, rather than a short line."""
    return not _MARKDOWN_HEADING.match(text) and (
        (bool(_SENTENCE_END.search(text)) and not _is_short(text, SENTENCE_WORDS))
        or not _is_short(text, PARAGRAPH_WORDS)
    )


def _is_short(text: str, words: int) -> bool:
    return count_words(text) <= words


def _set_off_is_rare(lines: list[_Line]) -> bool:
    """Whether most paragraphs follow the line before directly, so that a blank line means something."""
    after_gap = [line.after_gap for line in lines if line.is_paragraph]
    return sum(after_gap) * 3 < len(after_gap)
