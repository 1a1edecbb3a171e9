"""What someone types to search: words, "exact phrases" and filters."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from briefing.search.words import Word, fold

FILTERS: Final = ("side", "theme", "relation", "has")
"""The names of the filters, as in `side:limits`."""
MOST_WORDS: Final = 64
"""How many words of a query count; those after them are not looked for."""

_PART: Final = re.compile(
    rf'(?P<name>{"|".join(FILTERS)}):(?:"(?P<quoted>[^"]*)"?|(?P<value>[^\s"]*))'
    r'|"(?P<phrase>[^"]*)(?P<end>"?)|(?P<word>[^\s"]+)',
    re.IGNORECASE,
)
_QUOTES: Final = str.maketrans("“”„‟«»", '""""""')


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must follow one another in what is found."""

    words: tuple[str, ...]
    """One or more, folded."""
    is_whole: bool = False
    """Whether the last one must be there in full; otherwise it may go on."""

    @property
    def expression(self) -> str:
        """The term in the language of SQLite's FTS5; a word in full counts more than its beginning."""
        phrase = f'"{" ".join(self.words)}"'
        return phrase if self.is_whole else f"({phrase} OR {phrase} *)"

    def starts_at(self, words: Sequence[str], at: int) -> bool:
        """Whether the term stands in a text's words from this one on."""
        found = tuple(words[at : at + len(self.words)])
        if len(found) < len(self.words) or found[:-1] != self.words[:-1]:
            return False
        return found[-1] == self.words[-1] if self.is_whole else found[-1].startswith(self.words[-1])


@dataclass(frozen=True, slots=True)
class Query:
    """A search, taken apart."""

    terms: tuple[Term, ...]
    """All of them must be found."""
    filters: tuple[tuple[str, str], ...]
    """Name and value, as typed; a value may be empty."""

    @property
    def expression(self) -> str:
        """The terms in the language of SQLite's FTS5."""
        return " AND ".join(term.expression for term in self.terms)

    def marks(self, words: Sequence[Word]) -> tuple[tuple[int, int], ...]:
        """Where the terms stand in a text that has these words: starts and ends, in order; none overlap."""
        folded = [word.text for word in words]
        found: list[tuple[int, int]] = []
        for at, start in enumerate(words):
            lengths = [len(term.words) for term in self.terms if term.starts_at(folded, at)]
            if not lengths:
                continue
            end = words[at + max(lengths) - 1].end
            if found and start.start <= found[-1][1]:
                found[-1] = found[-1][0], max(found[-1][1], end)
            else:
                found.append((start.start, end))
        return tuple(found)


def parse(text: str) -> Query:
    """The search that someone means by a text, whatever the text is.

    What stands without a space between, such as `non-state` or Chinese characters, is looked for as it stands. A
    quotation mark that is never closed holds to the end, and its last word may go on.
    """
    terms: dict[Term, None] = {}
    filters: list[tuple[str, str]] = []
    room = MOST_WORDS
    for match in _PART.finditer(text.translate(_QUOTES)):
        if match["name"]:
            filters.append((match["name"].lower(), match["quoted"] or match["value"] or ""))
        elif words := tuple(fold(match["phrase"] or match["word"] or ""))[:room]:
            terms[Term(words, is_whole=bool(match["end"]))] = None
            room -= len(words)
    return Query(tuple(terms), tuple(filters))
