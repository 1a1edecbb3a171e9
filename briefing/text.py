"""Cleaning, widths and slugs: the only place that knows which characters are unsafe."""

import re
import unicodedata
from collections.abc import Collection
from functools import cache
from itertools import count

ID_PATTERN = r"^[a-z0-9][a-z0-9-]{0,63}$(?!\n)"
"""Ids are safe as file names, anchors and HTML ids. (Python's `$` alone lets a final line break pass.)"""

UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""The scripts that put no spaces between words, as what stands in a regular expression's brackets."""

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_UNSAFE_RANGES = (
    (0x00, 0x1F),
    (0x7F, 0x9F),
    (0xD800, 0xDFFF),
    (0x061C, 0x061C),
    (0x200B, 0x200B),
    (0x200E, 0x200F),
    (0x2028, 0x202E),
    (0x2060, 0x2069),
    (0xFEFF, 0xFEFF),
    (0xFFF9, 0xFFFB),
    (0xE0000, 0xE0FFF),
)
"""Controls, direction marks, invisible characters and tags: what can act on a terminal or hide text."""

_KEPT = "\n\t"
UNSAFE = re.compile(
    f"(?![{_KEPT}])[" + "".join(f"{re.escape(chr(low))}-{re.escape(chr(high))}" for low, high in _UNSAFE_RANGES) + "]"
)
"""Matches one unsafe character. Joiners (U+200C, U+200D) and variation selectors are safe."""


def _visible(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "\N{SYMBOL FOR DELETE}" if code == 0x7F else REPLACEMENT


def clean(text: str) -> str:
    """The text with every unsafe character replaced, one for one, by a visible one.

    C0 controls become their Unicode control pictures (ESC is `␛`), everything else U+FFFD.
    """
    if text.isascii() and text.isprintable():
        return text
    return UNSAFE.sub(_visible, text)


def one_line(text: str) -> str:
    """The cleaned text with every run of white space turned into one space."""
    return " ".join(clean(text).split())


@cache
def _unspaced() -> re.Pattern[str]:
    """Compiled when it is first needed: so many characters take as long as all else in this module."""
    return re.compile(f"[{UNSPACED}]")


def is_unspaced(character: str) -> bool:
    """Whether the character is of a script that puts no spaces between words: Chinese characters and kana."""
    return bool(_unspaced().match(character))


def cell_width(text: str) -> int:
    """How many terminal cells the cleaned text takes, by Unicode's East Asian Width (wcwidth)."""
    from wcwidth import wcswidth

    return max(0, wcswidth(clean(text)))


def slug(text: str) -> str:
    """An id made from a heading: ASCII letters and digits, joined by hyphens; empty if none are left."""
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return "-".join(re.findall(r"[a-z0-9]+", folded))[:64].strip("-")


def short_slug(text: str, longest: int = 32) -> str:
    """An id made from the first words of a text, as many as fit."""
    whole = slug(text)
    return whole if len(whole) <= longest else whole[: longest + 1].rpartition("-")[0] or whole[:longest]


def free_id(wanted: str, taken: Collection[str]) -> str:
    """The id, with a number where it is taken."""
    if wanted not in taken:
        return wanted
    return next(made for number in count(2) if (made := f"{wanted[:58].rstrip('-')}-{number}") not in taken)


def normalised(text: str) -> str:
    """The text as digests and comparisons see it.

    NFKC, casefolded, and every run of characters that are neither letters nor digits turned into one space.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.findall(r"[^\W_]+", folded))


def counted(number: int, thing: str) -> str:
    """A number with its word: `1 claim`, `2 claims`."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def count_words(text: str) -> int:
    """The number of words: runs of letters and digits that an apostrophe or point may join.

    Each Chinese character and each kana counts as a word, since no spaces part them.
    """
    unspaced = 0
    if max(text, default="") >= UNSPACED[0]:
        text, unspaced = _unspaced().subn(" ", text)
    return unspaced + len(re.findall(r"[^\W_]+(?:[.,'’-][^\W_]+)*", text))
