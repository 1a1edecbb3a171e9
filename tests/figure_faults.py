"""Faults in the figures of claims and stances."""

import re
from collections.abc import Callable, Iterator

from mutations import BuiltIn, Change, Kind

from briefing.model import Voice

_PROVED = (Voice.PARAPHRASE, Voice.QUOTE)
_NUMBER = re.compile(r"(?<![\w-])\d+(?:[.,:]\d+)*")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
_WORDS = "two three four five six seven eight nine ten eleven twelve thirteen".split()  # noqa: SIM905
_UNITS = {
    "%": " tonnes", "€": "$", "$": "€", "million": "billion", "billion": "million", "micrograms": "milligrams",
    "decibels": "degrees", "weeks": "days", "years": "months", "seconds": "minutes", "minutes": "hours",
    "kilograms": "tonnes", "tonnes": "kilograms", "degrees": "decibels", "km/h": "mph",
}  # fmt: skip


def _digits(built_in: BuiltIn) -> Iterator[Change]:
    for wording in built_in.wordings(*_PROVED):
        for match in _NUMBER.finditer(wording.text):
            for at, digit in enumerate(match.group()):
                if digit.isdigit() and not _YEAR.fullmatch(match.group()):
                    new = "8" if digit == "9" else str(int(digit) + 1)
                    number = match.group()[:at] + new + match.group()[at + 1 :]
                    if not re.search(rf"(?<!\d){re.escape(number)}(?!\d)", wording.cited):
                        yield wording.change(match.start() + at, match.start() + at + 1, new)


def _years(built_in: BuiltIn) -> Iterator[Change]:
    for wording in built_in.wordings(*_PROVED):
        for match in _YEAR.finditer(wording.text):
            step = 10 if wording.text[match.end() : match.end() + 1] == "s" else 1
            for new in (str(int(match.group()) - step), str(int(match.group()) + step)):
                if new not in wording.cited:
                    yield wording.change(*match.span(), new)


def _units(built_in: BuiltIn) -> Iterator[Change]:
    for wording in built_in.wordings(*_PROVED):
        for unit, other in _UNITS.items():
            pattern = rf"(?<=\d ){unit}\b" if unit[0].isalpha() else rf"(?<=\d){unit}|{re.escape(unit)}(?=\d)"
            for match in re.finditer(pattern, wording.text):
                if other.strip() not in wording.cited:
                    yield wording.change(*match.span(), other)


def _months(built_in: BuiltIn) -> Iterator[Change]:
    names = "|".join(_MONTHS)
    for wording in built_in.wordings(*_PROVED):
        for match in re.finditer(rf"(?<=\d )(?:{names})\b|\b(?:{names})(?= \d)", wording.text):
            new = _MONTHS[(_MONTHS.index(match.group()) + 1) % 12]
            if new not in wording.cited:
                yield wording.change(*match.span(), new)


def _number_words(first: str, last: str, behind: str) -> Callable[[BuiltIn], Iterator[Change]]:
    words = _WORDS[_WORDS.index(first) : _WORDS.index(last) + 1]

    def make(built_in: BuiltIn) -> Iterator[Change]:
        for wording in built_in.wordings(Voice.PARAPHRASE):
            for match in re.finditer(rf"\b(?:{'|'.join(words)})\b{behind}", wording.text):
                new = _WORDS[_WORDS.index(match.group()) + 1]
                if match.group() in wording.cited and not re.search(rf"\b{new}\b", wording.cited):
                    yield wording.change(*match.span(), new)

    return make


def _borrowed(built_in: BuiltIn) -> Iterator[Change]:
    """A figure for another one that the cited paragraph has too."""
    for wording in built_in.wordings(Voice.PARAPHRASE):
        for match in _NUMBER.finditer(wording.text):
            others = [number for number in _NUMBER.findall(wording.cited) if number not in wording.text]
            if match.group() in wording.cited and others:
                yield wording.change(*match.span(), others[len(wording.text) % len(others)])


_UNIT_BEHIND = r"(?= (?:years|months|weeks|days|minutes|degrees|square|decades|times|million)\b)"

KINDS = (
    Kind("a digit of a figure", _digits),
    Kind("a year", _years),
    Kind("the unit or currency of a figure", _units),
    Kind("the month of a date", _months),
    Kind("a number in words, from ten", _number_words("ten", "twelve", "")),
    Kind("a number in words, up to nine, with a unit", _number_words("two", "nine", _UNIT_BEHIND)),
    Kind(
        "a number in words, up to nine, that counts things",
        _number_words("two", "nine", _UNIT_BEHIND.replace("(?=", "(?!") + "(?= [a-z])"),
        is_decided=False,
    ),
    Kind("a figure for another one of the same paragraph", _borrowed, is_decided=False),
)
