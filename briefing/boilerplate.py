"""Boilerplate: what a page puts around and between an article's paragraphs, told by its shape and by known words.

Page numbers; places in a site (`News | Opinion | Weather`, `Opinion > Bridges`); the words of buttons and notices, in
English; the headings of what stands below an article; and bylines.
"""

import re
from typing import Final

from briefing.text import count_words

LONGEST: Final = 300
"""The most characters that a notice has; what is longer is a paragraph, however it begins."""
_LABEL_WORDS: Final = 3

_PAGE_NUMBER: Final = re.compile(
    r"page\s+\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|\d{1,4}\s*(?:of|/)\s*\d{1,4}|([-–—])\s*\d{1,4}\s*\1", re.IGNORECASE
)
_BUTTON: Final = (
    r"(?:share|tweet|print|save|e-?mail|copy link|subscribe|sign (?:in|up)|log (?:in|out)|register|menu|search"
    r"|newsletter|advertisement|\d+ comments?|back to top|next page|previous page|facebook|whatsapp|accept all)"
)
_BUTTONS: Final = re.compile(rf"{_BUTTON}(?:[\s|·•,/]+{_BUTTON})*", re.IGNORECASE)
_NOTICE: Final = re.compile(
    r"(?:subscribe|sign (?:in|up)|log in|register) (?:to|for|now|here|today)\b"
    r"|(?:we|this (?:web ?)?(?:site|page)) uses? cookies\b|(?:read|see) (?:also|more|next)\s*[:|–—]"
    r"|share this (?:page|article|story|post)\b|follow us (?:on|at)\b|advertisement\b|continue reading\b|skip to\b",
    re.IGNORECASE,
)
_BELOW: Final = re.compile(
    r"(?:related(?: (?:articles?|stories|links|posts|topics))?|most (?:read|popular|viewed)|(?:read|see) (?:also|next)"
    r"|you (?:may|might) also like|(?:\d+ )?comments?|(?:leave|post) a comment|about the authors?|newsletter)\s*:?",
    re.IGNORECASE,
)
_BYLINE: Final = re.compile(r"(?:By|BY)\s+(?:the\s+|THE\s+)?[^\W\d_a-z]")


def is_page_number(line: str) -> bool:
    """Whether a line only says which page it stands on; a bare number may be a heading."""
    return bool(_PAGE_NUMBER.fullmatch(line))


def is_boilerplate(text: str) -> bool:
    """Whether a line is a page number, a place in a site, or what buttons and notices say."""
    return len(text) <= LONGEST and (
        is_page_number(text)
        or bool(_BUTTONS.fullmatch(text))
        or bool(_NOTICE.match(text))
        or _are_labels(re.split(r"\s+[|·•]\s+", text), 3)
        or _are_labels(re.split(r"\s+[>›»]\s+", text), 2)
    )


def is_below(text: str) -> bool:
    """Whether a line, a marked heading or not, heads what stands below an article: related pieces, comments."""
    return bool(_BELOW.fullmatch(text.lstrip("# ")))


def is_byline(line: str) -> bool:
    """Whether a line begins as one that names an author does."""
    return bool(_BYLINE.match(line))


def _are_labels(parts: list[str], least: int) -> bool:
    return len(parts) >= least and all(count_words(part) <= _LABEL_WORDS for part in parts)
