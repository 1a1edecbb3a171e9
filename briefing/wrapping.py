"""Lines that hard wrapping made of one paragraph -> the same lines, no word of which is parted in two.

A word that ends a line with a hyphen is put together with the rest of it. The hyphen goes if the text has the word
without it elsewhere, and stays if not.
"""

import re
from collections.abc import Sequence

_BROKEN = re.compile(r"([^\W\d_]+)-$")
_REST = re.compile(r"(?!(?:and|or|nor|to)\b)([^\W\d_]+)(?:\S*)")


def words_if_broken(lines: Sequence[str]) -> frozenset[str]:
    """The words of a text, in lower case; none if no line of it ends with a hyphen."""
    if not any(line.endswith("-") for line in lines):
        return frozenset()
    return frozenset(word.casefold() for line in lines for word in re.findall(r"[^\W\d_]+", line))


def unbroken(lines: Sequence[str], words: frozenset[str]) -> tuple[str, ...]:
    """The lines of one paragraph, each word whole, in a text that has these words."""
    made: list[str] = []
    for line in lines:
        start = _BROKEN.search(made[-1]) if made else None
        rest = _REST.match(line)
        if start is None or rest is None or not rest.group(1)[0].islower():
            made.append(line)
            continue
        is_one = (start.group(1) + rest.group(1)).casefold() in words
        made[-1] = made[-1][: -1 if is_one else None] + rest.group()
        if left := line[rest.end() :].strip():
            made.append(left)
    return tuple(made)
