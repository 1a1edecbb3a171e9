"""The words of a text, and the stem that a word shares with its inflections."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from briefing.text import is_unspaced

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+|['’][^\W_]+)*")
_STEMMERS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi",
    "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian",
    "ne": "nepali", "nl": "dutch", "nn": "norwegian", "no": "norwegian", "pl": "polish", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
}  # fmt: skip
"""The Snowball stemmer of each language, by BCP 47."""
_IRREGULAR = {
    "child": "children", "foot": "feet", "goose": "geese", "half": "halves", "leaf": "leaves", "life": "lives",
    "man": "men", "mouse": "mice", "ox": "oxen", "person": "people", "tooth": "teeth", "woman": "women",
    "wife": "wives", "wolf": "wolves",
}  # fmt: skip
"""English plurals that share no stem with their singulars."""


class Word(NamedTuple):
    """One word of a text; a Chinese character or a kana counts as one."""

    text: str
    """As comparisons see it: NFKC, casefolded, one apostrophe."""
    start: int
    """Where it begins in the text."""
    end: int
    """Where it ends."""


def words(text: str) -> list[Word]:
    """The words of a text in their order."""
    if text.isascii():
        return [Word(match.group(), *match.span()) for match in _WORD.finditer(text.lower())]
    return [Word(_folded(text[start:end]), start, end) for start, end in _spans(text)]


def _spans(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for match in _WORD.finditer(text):
        start = match.start()
        if match.group().isascii() or not any(map(is_unspaced, match.group())):
            spans.append(match.span())
            continue
        for at in range(*match.span()):
            if is_unspaced(text[at]):
                spans += [(start, at)] * (start < at) + [(at, at + 1)]
                start = at + 1
        spans += [(start, match.end())] * (start < match.end())
    return spans


@lru_cache(maxsize=50_000)
def _folded(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold().replace("’", "'")


@lru_cache(maxsize=50_000)
def stem(word: str, language: str | None) -> str:
    """What a word has in common with its inflections, by the Snowball stemmer of a language; None is English.

    A word of a language without a stemmer is its own stem, but for a possessive.
    """
    import snowballstemmer  # type: ignore[import-untyped]  # the library ships no types

    word = word.removesuffix("'s").removesuffix("'")
    code = (language or "en").split("-")[0].casefold()
    if code == "en":
        word = _SINGULARS.get(word, word)
    name = _STEMMERS.get(code)
    return str(snowballstemmer.stemmer(name).stemWord(word)) if name else word


_SINGULARS = {plural: singular for singular, plural in _IRREGULAR.items()}
