"""Where a quotation stands in a text.

Typography alone may differ: the shape of quotation marks, dashes, spaces and ellipses, and how accents are encoded
(Unicode's NFC). Letters, their case, digits and every other sign must be the same, and a quotation begins and ends
where a word or figure does.
"""

import difflib
import re
import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

from briefing.text import is_unspaced

_MARKS = str.maketrans(
    dict.fromkeys("‘’‚‛‹›′´`ʼ", "'") | dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‐‑‒−", "-") | {"―": "—"}
)
_CLUSTER = re.compile(
    r"(?P<run>[A-Za-z0-9]+)|(?P<space>\s+)|(?P<ellipsis>\.\.\.|\. \. \.|…)|(?P<soft>\N{SOFT HYPHEN})|.", re.DOTALL
)
_DASH: Final = "—"
_NEAR: Final = 0.6
"""How alike the nearest wording is at least, 0 to 1, as difflib measures."""
_MOST_PAIRS: Final = 250_000
"""How many pairs of words are compared for the nearest wording; a quotation longer than that has none."""


class _Plain(NamedTuple):
    """A text without its typography."""

    text: str
    starts: list[int]
    """For each character, where it begins in the text as written."""
    ends: list[int]
    """For each character, where it ends there."""


def find_quote(quote: str, text: str) -> list[tuple[int, int]]:
    """Where the quotation stands in the text: the start and end of each place, as offsets into the text."""
    wanted = _quote(quote)
    if not wanted:
        return []
    plain = _page(text)
    found = []
    at = plain.text.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        if not (_cuts(plain.text, at) or _cuts(plain.text, end)):
            found.append((plain.starts[at], plain.ends[end - 1]))
        at = plain.text.find(wanted, at + 1)
    return found


def nearest(quote: str, text: str) -> str:
    """The wording in the text that is most like the quotation, for a hint; empty if nothing is much like it."""
    spans = [match.span() for match in re.finditer(r"\S+", text)]
    words = [_bare(text[start:end]) for start, end in spans]
    wanted = [_bare(word) for word in quote.split()]
    if len(wanted) * len(words) > _MOST_PAIRS:
        return ""
    matcher = difflib.SequenceMatcher(None, wanted, words, autojunk=False)
    best, place = 0.0, (0, 0)
    for block in matcher.get_matching_blocks():
        if not block.size:
            continue
        first = max(0, block.b - block.a)
        last = min(len(words), first + len(wanted))
        likeness = difflib.SequenceMatcher(None, wanted, words[first:last], autojunk=False).ratio()
        if likeness > best:
            best, place = likeness, (spans[first][0], spans[last - 1][1])
    return text[slice(*place)] if best >= _NEAR else ""


def _bare(word: str) -> str:
    return "".join(filter(_is_wordy, word.casefold()))


def _plain(text: str) -> _Plain:
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end, plain in _clusters(text):
        characters.append(plain)
        if len(plain) == end - start:
            starts += range(start, end)
            ends += range(start + 1, end + 1)
        else:
            starts += [start] * len(plain)
            ends += [end] * len(plain)
    return _Plain("".join(characters), starts, ends)


_page = lru_cache(maxsize=4096)(_plain)
"""Kept for texts, which many quotations are looked for in."""


@lru_cache(maxsize=16)
def _quote(quote: str) -> str:
    """What is looked for, kept while it is looked for in many texts; empty if it has no word."""
    wanted = _plain(quote).text.strip()
    return wanted if any(map(_is_wordy, wanted)) else ""


def _clusters(text: str) -> list[tuple[int, int, str]]:
    """The text in pieces, each with its start, its end and its plain form."""
    pieces: list[tuple[int, int, str]] = []
    for match in _CLUSTER.finditer(text):
        start, end = match.span()
        if match["soft"]:
            continue
        if match["run"]:
            plain = match["run"]
        elif match["space"]:
            plain = " "
        elif match["ellipsis"]:
            plain = "…"
        else:
            plain = match.group()
            if not plain.isascii():
                plain = plain.translate(_MARKS)
                if pieces and _joins(plain):
                    first, last, before = pieces.pop()
                    if before.isascii() and len(before) > 1:
                        pieces.append((first, last - 1, before[:-1]))
                        first, before = last - 1, before[-1]
                    start = first
                    plain = unicodedata.normalize("NFC", before + plain)
        pieces.append((start, end, plain))
    return _with_dashes(pieces)


def _joins(character: str) -> bool:
    """Whether a character can be one with the character before it: an accent, or a Hangul vowel or final."""
    return unicodedata.category(character)[0] == "M" or "\u1160" <= character <= "\u11ff"


def _with_dashes(pieces: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Dashes between words become one sign, with or without spaces about them; a hyphen inside a word stays one."""
    made: list[tuple[int, int, str]] = []
    index = 0
    while index < len(pieces):
        start, end, plain = pieces[index]
        after = index + 1
        if plain in "-–—":
            while after < len(pieces) and pieces[after][2] in "-–—":
                after += 1
            spaced = bool(made) and made[-1][2] == " " and after < len(pieces) and pieces[after][2] == " "
            if spaced or plain == _DASH or after - index > 1:
                if made and made[-1][2] == " ":
                    start = made.pop()[0]
                if after < len(pieces) and pieces[after][2] == " ":
                    after += 1
                plain, end = _DASH, pieces[after - 1][1]
            else:
                plain = "-"
        made.append((start, end, plain))
        index = after
    return made


def _is_wordy(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNM"


def _cuts(text: str, at: int) -> bool:
    """Whether an edge before the character at `at` cuts through a word, a figure or an amount."""
    if not 0 < at < len(text):
        return False
    before, left, right, after = text[at - 2 : at - 1], text[at - 1], text[at], text[at + 1 : at + 2]
    if unicodedata.category(right)[0] == "M":
        return True
    if _is_wordy(left) and _is_wordy(right):
        return not (is_unspaced(left) or is_unspaced(right))
    if _is_wordy(left):
        return _is_joined(left, right, after) or (left.isdigit() and right in "%‰°") or _is_money(left, right)
    if _is_wordy(right):
        signed = left in "-+±" and right.isdigit()
        return _is_joined(before, left, right) or signed or (_is_currency(left) and right.isdigit())
    return False


def _is_joined(left: str, joiner: str, right: str) -> bool:
    """Whether a sign joins two parts of a word or figure: `can't`, `non-state`, `U.S`, `1,204`, `7:00`."""
    if not (left and right):
        return False
    if joiner == "-":
        return not (left.isspace() or right.isspace())
    if joiner in "'.":
        return _is_wordy(left) and _is_wordy(right)
    return joiner in ",:/" and left.isdigit() and right.isdigit()


def _is_money(left: str, right: str) -> bool:
    return _is_currency(right) and left.isalnum()


def _is_currency(character: str) -> bool:
    return unicodedata.category(character) == "Sc"
