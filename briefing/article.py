"""A published piece as it was copied from a page -> its headings and paragraphs, by rules that are stated here.

1. A line is a paragraph. Where lines of more than 120 characters make up at most a twentieth of the text, it is taken
   as hard-wrapped: what stands between two blank lines is a paragraph, and a word broken at a line's end is whole.
2. A paragraph has more than 3 words and ends as a sentence does, or has more than 40. Anything else is a short line.
3. `## Heading` is a heading. In a text without any, a short line of at most 12 words is a heading if a paragraph
   follows it, one came before it, and it stands only once in the text. What comes before the first paragraph is the
   page's head: title, byline, navigation; so are up to two paragraphs above a title with a byline below it.
4. A line that ends with a credit after its last sentence (“… in June. Source: Agency”) is a caption. Where paragraphs
   mostly follow each other directly, one that a blank line sets off is a caption or notice too, unless it is the
   first below its heading.
5. A line that begins with a label such as `Disclaimer:` or `Original source:` starts the page's foot. So does the
   heading of related pieces or comments, if at most a quarter as much text stands below it as above.
6. Page numbers, places in a site, buttons and notices, as `briefing.boilerplate` knows them, are neither paragraphs nor
   headings. A paragraph that a page number interrupts goes on after it.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from briefing import boilerplate
from briefing.text import clean, count_words
from briefing.wrapping import unbroken, words_if_broken

WRAPPED_AT = 120
HEADING_WORDS = 12
SENTENCE_WORDS = 3
PARAGRAPH_WORDS = 40
KEEPING = (
    "To keep a line, put it at the end of the paragraph above it, or make it a sentence of more than "
    f"{SENTENCE_WORDS} words. Of a web page, the lines of what was read are counted."
)
"""How someone keeps a line that was left out."""

_LONG_LINES = 0.05
"""Of the characters of a hard-wrapped text, how many may stand in lines that are not: a notice, a list of links."""
_HEAD_PARAGRAPHS = 2
_FOOT_SHARE = 0.25

_SENTENCE_END = re.compile(r"[.!?:…。！？：][\"'”’»)\]」』）]*$")
_CREDIT = re.compile(r"[.!?)\]…]\s+(?:(?:source|photo|image|picture|credit)s?\s*:\s*)?[^.!?…]{1,40}$", re.IGNORECASE)
_FOOT = re.compile(r"(?:disclaimer|original source|source|copyright|editor['’]s note)\s*:|©", re.IGNORECASE)
_MARKDOWN_HEADING = re.compile(r"(#{1,6})\s+(.+)$")
_CLOSING_HASHES = re.compile(r"\s#+$")
_TITLE = "the title"
_HEAD = "the page's head"
_FOOT_OF_PAGE = "the page's foot"
_SHORT = "a short line that heads no paragraph"
_NOTICE = "a notice of the page"
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

    @property
    def is_around(self) -> bool:
        """Whether it is the title, or stands before or after the article."""
        return self.why in (_TITLE, _HEAD, _FOOT_OF_PAGE)

    def __str__(self) -> str:
        """Where it stands, why it was left out, and its first words."""
        return f"line {self.line}, {self.why}: {self.text[:60]}"


@dataclass(frozen=True, slots=True)
class Passage:
    """A line of the page, or the lines that hard wrapping made of one. Together they are the whole page."""

    lines: tuple[str, ...]
    """The lines as they stand in the text, spaces and broken words aside."""
    is_kept: bool
    """Whether it is a paragraph of the article."""


@dataclass(slots=True)
class Article:
    """The headings and paragraphs of a piece, and what was left out of it."""

    blocks: list[Block] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    """The whole page, in order."""

    @property
    def may_be_missed(self) -> list[LeftOut]:
        """What was left out between the title and the foot, where the article is."""
        return [left for left in self.left_out if not left.is_around]


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    parts: tuple[str, ...]
    text: str
    after_gap: bool
    is_paragraph: bool
    is_boilerplate: bool


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
    begins, ends = _begins_after(lines), _ends_before(lines)
    follows = False
    heads: list[bool] = []
    for line in reversed(lines):
        heads.append(follows)
        follows = follows if line.is_boilerplate else line.is_paragraph
    heads.reverse()
    for index, line in enumerate(lines):
        marked = _MARKDOWN_HEADING.match(line.text)
        why = ""
        if index >= ends or (_FOOT.match(line.text) and kept):
            article.left_out += [LeftOut(rest.number, rest.text, _FOOT_OF_PAGE) for rest in lines[index:]]
            break
        if index < begins:
            why = _HEAD
        elif marked and len(marked.group(1)) > 1:
            block = Block(_CLOSING_HASHES.sub("", marked.group(2)), [])
            continue
        elif marked:
            why = _TITLE
        elif line.is_boilerplate:
            is_notice = bool(_SENTENCE_END.search(line.text))
            why = _HEAD if not kept else _NOTICE if is_notice else _SHORT
        elif _CREDIT.search(line.text) and not _SENTENCE_END.search(line.text):
            is_byline = boilerplate.is_byline(line.text)
            why = _HEAD if is_byline and not kept else "a byline" if is_byline else "a caption"
        elif line.is_paragraph and set_off and line.after_gap and block.paragraphs:
            why = "a caption or notice, set off by a blank line"
        elif line.is_paragraph:
            kept.add(line.number)
            if not block.paragraphs:
                article.blocks.append(block)
            block.paragraphs.append(line.text)
            continue
        elif not kept:
            why = _HEAD
        elif heads[index] and not has_marked_headings and times[line.text] == 1 and _is_short(line.text, HEADING_WORDS):
            block = Block(line.text, [])
            continue
        else:
            why = _SHORT
        article.left_out.append(LeftOut(line.number, line.text, why))
    article.passages = [Passage(line.parts, line.number in kept) for line in lines]
    return article


def _begins_after(lines: Sequence[_Line]) -> int:
    """The number of the byline below a title, where paragraphs stand above both; else 0."""
    above: _Line | None = None
    paragraphs = 0
    for index, line in enumerate(lines):
        if paragraphs > _HEAD_PARAGRAPHS:
            return 0
        at = next((n for n, part in enumerate(line.parts) if boilerplate.is_byline(part)), None)
        has_title = bool(at) or (above is not None and not above.is_paragraph)
        if at is not None and has_title and not line.is_paragraph:
            return index if paragraphs else 0
        if not line.is_boilerplate:
            above = line
            paragraphs += line.is_paragraph
    return 0


def _ends_before(lines: Sequence[_Line]) -> int:
    """The number of the line that heads what stands below the article; that of the lines if none does."""
    sizes = [len(line.text) if line.is_paragraph else 0 for line in lines]
    below, every = 0, sum(sizes)
    ends = len(lines)
    for index in range(len(lines) - 1, -1, -1):
        below += sizes[index]
        if below > (every - below) * _FOOT_SHARE:
            break
        if boilerplate.is_below(lines[index].text):
            ends = index
    return ends if any(sizes[:ends]) else len(lines)


@dataclass(slots=True)
class _Open:
    """A line that others may be joined to."""

    number: int
    parts: list[str]
    after_gap: bool

    @property
    def text(self) -> str:
        return " ".join(self.parts)


def _lines(text: str) -> list[_Line]:
    raw = [" ".join(line.split()) for line in text.split("\n")]
    hard_wrapped = sum(len(line) for line in raw if len(line) > WRAPPED_AT) <= _LONG_LINES * sum(map(len, raw))
    found: list[_Open] = []
    gap = True
    for number, line in enumerate(raw, 1):
        if not line:
            gap = True
            continue
        is_page_number = boilerplate.is_page_number(line)
        is_alone = is_page_number or bool(_MARKDOWN_HEADING.match(line)) or len(line) > WRAPPED_AT
        if hard_wrapped and not gap and not is_alone:
            found[-1].parts.append(line)
        else:
            found.append(_Open(number, [line], gap))
        gap = hard_wrapped and is_alone
    words = words_if_broken(raw) if hard_wrapped else frozenset()
    return [_line(each.number, unbroken(each.parts, words), each.after_gap) for each in _rejoined(found)]


def _rejoined(found: Sequence[_Open]) -> list[_Open]:
    """The lines, those that a page number parted in two made one again."""
    made: list[_Open] = []
    torn: _Open | None = None
    is_parted = has_paragraph = False
    for each in found:
        if boilerplate.is_boilerplate(each.text):
            is_parted = is_parted or boilerplate.is_page_number(each.text)
            made.append(each)
            continue
        if torn is not None and is_parted and has_paragraph and _goes_on(torn.text, each.text):
            torn.parts += each.parts
        else:
            has_paragraph = has_paragraph or (torn is not None and is_paragraph(torn.text))
            torn = each
            made.append(each)
        is_parted = False
    return made


def _goes_on(text: str, after: str) -> bool:
    """Whether a line that stands after a page number goes on with the one before."""
    if _SENTENCE_END.search(text) or _MARKDOWN_HEADING.match(text) or _MARKDOWN_HEADING.match(after):
        return False
    return after[:1].islower() or not _is_short(text, HEADING_WORDS)


def _line(number: int, parts: tuple[str, ...], after_gap: bool) -> _Line:
    text = " ".join(parts)
    is_boilerplate = boilerplate.is_boilerplate(text)
    return _Line(number, parts, text, after_gap, is_paragraph(text) and not is_boilerplate, is_boilerplate)


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
