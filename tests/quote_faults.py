"""Faults in quotes: of evidence, and of claims in the source's own words."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from mutations import BuiltIn, Change, Kind

from briefing.checks.walk import Said, statements
from briefing.model import Claim, Evidence, Voice
from briefing.strict_yaml import KeyPath

Edit = tuple[int, int, str]
"""The start and the end of what is exchanged, and what for."""


def _quotes(built_in: BuiltIn) -> Iterator[tuple[Said, KeyPath, str]]:
    for said in statements(built_in.briefing):
        for index, item in enumerate(said.statement.evidence):
            if isinstance(item, Evidence) and item.quote:
                yield said, (*said.path, "evidence", index, "quote"), item.quote
        if isinstance(said.statement, Claim) and said.statement.voice is Voice.QUOTE:
            yield said, (*said.path, "text"), said.statement.text


def _kind(name: str, edits: Callable[[str], Iterator[Edit]]) -> Kind:
    """A kind of change that leaves words which no source has."""

    def make(built_in: BuiltIn) -> Iterator[Change]:
        for said, path, quote in _quotes(built_in):
            file = built_in.themes[said.file]
            for start, end, new in edits(quote):
                changed = quote[:start] + new + quote[end:]
                if not any(
                    re.search(rf"\b{re.escape(changed)}(?!\w)", paragraph) for paragraph in built_in.paragraphs.values()
                ):
                    text = file.replaced(path, quote, start, end, new)
                    yield Change(
                        f"{said.name}: {quote} -> {changed}", file.name, text, file.name, file.lines(said.path)
                    )

    return Kind(f"a quote: {name}", make)


def _words(quote: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"[^\W\d_]+(?:’[a-z]+)?", quote)]


def _dropped(quote: str) -> Iterator[Edit]:
    return ((start, after, "") for (start, _), (after, _) in pairwise(_words(quote)[1:]))


def _exchanged(quote: str) -> Iterator[Edit]:
    other = ("always", "never", "some", "other")
    return ((start, end, other[number % 4]) for number, (start, end) in enumerate(_words(quote)))


def _doubled(quote: str) -> Iterator[Edit]:
    return ((end, end, f" {quote[start:end]}") for start, end in _words(quote))


def _reversed(quote: str) -> Iterator[Edit]:
    for (start, end), (after, last) in pairwise(_words(quote)):
        yield start, last, quote[after:last] + quote[end:after] + quote[start:end]


def _misspelt(quote: str) -> Iterator[Edit]:
    for start, end in _words(quote):
        if end - start > 3:
            yield start, end, quote[start] + quote[start + 2] + quote[start + 1] + quote[start + 3 : end]


def _capital(quote: str) -> Iterator[Edit]:
    return ((start, start + 1, quote[start].swapcase()) for start, _ in _words(quote))


def _longer(quote: str) -> Iterator[Edit]:
    return ((end, end, "s") for _, end in _words(quote))


def _cut(quote: str) -> Iterator[Edit]:
    start, end = _words(quote)[-1]
    if end - start > 2 and end == len(quote):
        yield end - 1, end, ""


KINDS = (
    _kind("a word dropped", _dropped),
    _kind("a word exchanged", _exchanged),
    _kind("a word doubled", _doubled),
    _kind("two words in each other’s place", _reversed),
    _kind("two letters in each other’s place", _misspelt),
    _kind("a capital letter", _capital),
    _kind("an s too many", _longer),
    _kind("the last letter cut off", _cut),
)
