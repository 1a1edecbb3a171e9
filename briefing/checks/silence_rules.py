"""Where a side is said to be silent, its source has none of the words that were looked for."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from briefing.checks.examples import one_speaks
from briefing.checks.rule import Rule
from briefing.checks.words import stem, words
from briefing.errors import Finding, Severity
from briefing.loader import theme_file
from briefing.model import Briefing
from briefing.text import is_unspaced
from briefing.texts import SourceText

_SILENCE = one_speaks(open="Lorries come in the early morning.", looked_for="lorry, delivery")

RULES = (
    Rule(
        name="silence-broken",
        severity=Severity.ERROR,
        summary="A word that was looked for stands in the source that is said to be silent.",
        why=(
            "A silence is a finding, and the words looked for are its proof. Inflections count: sanctioned breaks a "
            "silence on sanctions; a word inside another one does not, as art in start. Several words are looked for "
            "in a row. Words in capitals, such as EU, are looked for in capitals. Chinese and Japanese words are found "
            "anywhere, Korean ones at the beginning of a word. Words that share a stem without sharing a sense can be "
            "set aside with `allow`."
        ),
        wrong=_SILENCE.replace("delivery]", "taking]"),
        right=_SILENCE,
    ),
)


def check(briefing: Briefing, texts: Mapping[str, SourceText]) -> Iterator[Finding]:
    """`silence-broken`, for each word looked for, at the paragraphs that are at hand word for word."""
    indexes = {name: Index(text) for name, text in texts.items()}
    sources = {perspective.id: perspective.source for perspective in briefing.about.perspectives}
    for theme in briefing.themes:
        for index, point in enumerate(theme.points):
            for side, looked_for in point.silence.items():
                text = indexes.get(sources[side])
                for number, term in enumerate(looked_for):
                    where = text.where(term) if text else ""
                    if where:
                        yield Finding(
                            file=theme_file(theme.id),
                            path=("points", index, "silence", side, number),
                            rule="silence-broken",
                            where=f"{theme.id}/{point.id}",
                            message=f"`{side}` is not silent: “{term}” is in {where}",
                            hint="Add what that paragraph says as a claim, or look for another word.",
                        )


class Index:
    """Where each word of a source stands."""

    def __init__(self, text: SourceText) -> None:
        self._language = text.source.language
        self._passages = {f"`{locator}`": paragraph for locator, paragraph in text.paragraphs.items()}
        lost = text.alignment.lost_headings
        for section in text.source.outline:
            if section.heading and section.heading not in lost:
                self._passages[f"the heading “{section.heading}”"] = section.heading

    @cached_property
    def _stems(self) -> dict[str, list[tuple[str, int]]]:
        """For each stem, the passages that have it and the word's number there."""
        found: dict[str, list[tuple[str, int]]] = {}
        for place, text in self._passages.items():
            for number, word in enumerate(words(text)):
                found.setdefault(self._stem(word.text), []).append((place, number))
        return found

    def _stem(self, word: str) -> str:
        return stem(word, self._language)

    def where(self, term: str) -> str:
        """Where a term stands, in a few words; nothing where it does not."""
        places = self.places(term)
        return f"{places[0]} and {len(places) - 1} more" if len(places) > 1 else "".join(places)

    def places(self, term: str) -> list[str]:
        """The passages in which a term stands, in their order."""
        if _is_acronym(term):
            pattern = re.compile(rf"(?<![^\W_]){re.escape(term)}(?![^\W_])")
            return [place for place, text in self._passages.items() if pattern.search(text)]
        if any("\uac00" <= character <= "\ud7a3" for character in term):
            pattern = re.compile(rf"(?<![^\W_]){re.escape(term)}")
            return [place for place, text in self._passages.items() if pattern.search(text)]
        found = self._in_a_row([word.text for word in words(term)])
        if "-" in term:
            found |= self._in_a_row([word.text for word in words(term.replace("-", ""))])
        return [place for place in self._passages if place in found]

    def _in_a_row(self, term: list[str]) -> set[str]:
        starts: set[tuple[str, int]] = set()
        for number, word in enumerate(term):
            here = {(place, at - number) for place, at in self._stems.get(self._stem(word), ())}
            starts = here if number == 0 else starts & here
        return {place for place, _ in starts}


def _is_acronym(term: str) -> bool:
    return len(term) > 1 and term.isupper() and term.isalpha() and not any(map(is_unspaced, term))
