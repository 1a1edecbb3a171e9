"""The passages that a draft sorts, and their terms: what in a paragraph can show what it is about."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from briefing.checks.words import stem, words
from briefing.sources import parse, sections
from briefing.text import is_unspaced
from briefing.texts import SourceText

_ENGLISH: Final = """
    about above across after again against all almost also although always among and another any anyone anything are
    around away back became because become been before behind being below best better between billion both but came
    can cannot cent come could did does doing done down dozen during each eight either eleven else enough even ever
    every everybody everyone everything far few fifth fifty first five for forty four from further gave get give
    given goes had half has have having hence her here hers herself him himself his how however hundred including
    indeed instead into its itself just keep last least less let like likely made make makes making many may might
    million mine more moreover most much must near neither never nine ninety nobody none nor not nothing now off
    often once one ones only onto other others our ours ourselves out over own per percent perhaps put quite rather
    really said same say says second see seem seemed seems seven seventy several shall she should since six sixty
    some someone something sometimes still such take taken ten than that the their theirs them themselves then there
    thereby therefore these they thing things think third thirty this those though thousand three through throughout
    thus together too toward towards trillion twelve twenty two under unless until upon use used very via want wants
    was way well went were what whatever when whenever where whereas wherever whether which while who whoever whole
    whom whose why will with within without would yet you your yours
"""
_FUNCTION_WORDS: Final = frozenset(_ENGLISH.split())
"""English words, and numbers in words, that say nothing of what a text is about."""
_SHORTEST: Final = 3
"""How many letters a term has at least, where words are spaced."""
_COMMON: Final = 0.25
"""In languages other than English: in a larger share of the passages, a word says nothing of what they are about."""
_ENOUGH: Final = 12
"""How many passages there must be for that share to mean something."""


class Passage(NamedTuple):
    """One paragraph of a source."""

    at: str
    """Its locator."""
    side: str
    """The id of the perspective that argues from the source."""
    section: str | None
    """The section that it stands in, as locators name it."""
    heading: str
    """The section's heading; empty before the first."""
    text: str
    """What it says."""


class Term(NamedTuple):
    """A word of a text, or two Chinese characters or kana in a row."""

    stem: str
    """What it has in common with its inflections."""
    written: str
    """As it stands in the text."""


class Terms(NamedTuple):
    """The terms of the passages that are sorted."""

    own: list[Counter[str]]
    """How often each passage has which stem."""
    with_heading: list[Counter[str]]
    """The same with the heading that the passage stands below."""
    written: Mapping[str, str]
    """How each stem is most often written."""


def passages(text: SourceText, side: str) -> list[Passage]:
    """The paragraphs of a source that are at hand word for word, in the outline's order."""
    headings = {key: section.heading or "" for key, section in sections(text.source).items()}
    found = []
    for locator, paragraph in text.paragraphs.items():
        key = parse(locator).section
        found.append(Passage(locator, side, key, headings[key], paragraph))
    return found


def terms_of(found: Sequence[Passage], languages: Mapping[str, str | None]) -> Terms:
    """The terms of passages; `languages` are those of the sides' sources, None for English."""
    own, with_heading = [], []
    written: dict[str, Counter[str]] = {}
    for passage in found:
        language = languages[passage.side]
        there = list(_terms(passage.text, language))
        for term in there:
            written.setdefault(term.stem, Counter())[term.written] += 1
        own.append(Counter(term.stem for term in there))
        with_heading.append(own[-1] + Counter(term.stem for term in _terms(passage.heading, language)))
    common = _common(own, [languages[passage.side] for passage in found])
    return Terms(
        [_without(counted, common) for counted in own],
        [_without(counted, common) for counted in with_heading],
        {known: _usual(spellings) for known, spellings in written.items()},
    )


def _terms(text: str, language: str | None) -> Iterator[Term]:
    found = words(text)
    is_english = (language or "en").casefold().split("-")[0] == "en"
    for word in found:
        is_word = len(word.text) >= _SHORTEST and not any(map(str.isdigit, word.text))
        if is_word and not (is_english and word.text in _FUNCTION_WORDS):
            yield Term(stem(word.text, language), text[word.start : word.end].replace("’", "'").removesuffix("'s"))
    for first, second in pairwise(found):
        if first.end == second.start and is_unspaced(first.text[0]) and is_unspaced(second.text[0]):
            yield Term(first.text + second.text, text[first.start : second.end])


def _common(own: Sequence[Counter[str]], languages: Iterable[str | None]) -> set[str]:
    """The stems that too many passages have to tell them apart, where no list of function words is known."""
    if len(own) < _ENOUGH or all((language or "en").casefold().startswith("en") for language in languages):
        return set()
    times = Counter(known for counted in own for known in counted)
    return {known for known, count in times.items() if count > _COMMON * len(own)}


def _without(counted: Counter[str], common: set[str]) -> Counter[str]:
    return Counter({known: count for known, count in counted.items() if known not in common})


def _usual(spellings: Counter[str]) -> str:
    """The most frequent way to write a term; small letters before capitals, as a sentence may begin with it."""
    return min(spellings, key=lambda word: (not word.islower(), -spellings[word], len(word), word))
