"""A text -> its figures: each form is tried in turn, on what the forms before it left over."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import Final

from briefing.figures import patterns
from briefing.figures.figure import Date, Figure, Quantity, Reading
from briefing.figures.words import (
    CLOCK,
    CURRENCIES,
    MAGNITUDES,
    MONTHS,
    ONES,
    ORDINAL,
    ORDINALS,
    PARTS,
    PERCENT,
    SHARES,
    TEENS,
    TENS,
    TIMES,
    UNITS,
)

_MANY: Final = {10**power for power in range(2, 7)} | {*range(2, 21), 50}
"""What people say “one in …” with."""


def figures(text: str, *, small: bool = False) -> list[Figure]:
    """The figures of a text in their order; with the small words too if they are asked for."""
    return [figure for figure in _all(text) if small or not figure.small]


_SAME_LENGTH: Final = str.maketrans(
    dict.fromkeys("\u00a0\u2009\u202f\t\n—―", " ") | dict.fromkeys("‐‑‒–−", "-") | dict.fromkeys("‘’ʼ", "'")
    | {chr(0xFF10 + digit): str(digit) for digit in range(10)}
    | {"％": "%", "，": ",", "．": ".", "／": "/", "\0": " "}
    | {"ı": "i", "İ": "I", "ſ": "s"}
)  # fmt: skip
"""Last come the letters that the patterns, as they ignore case, take for `i` and `s`, and that fold to others."""
_GROUP_SPACE = re.compile(r"(?<=\d)[\u00a0\u2009\u202f'’](?=\d{3}(?!\d))")


def _plain(text: str) -> str:
    """The text with its signs made alike, each character in its place."""
    return _GROUP_SPACE.sub(",", text).translate(_SAME_LENGTH)


Reader = Callable[[re.Match[str]], tuple[Reading, ...]]


def _date(match: re.Match[str]) -> tuple[Reading, ...]:
    year, month, day = match["year"], match["month"], match["day"]
    if not (year or month):
        return ()
    number = None
    if month:
        number = int(month) if month.isdigit() else MONTHS[month.casefold().rstrip(".")]
    made = Date(int(year) if year else None, number, int(re.sub(r"\D", "", day)) if day else None)
    return (made,) if (made.month or 1) in range(1, 13) and (made.day or 1) in range(1, 32) else ()


def _year_month(match: re.Match[str]) -> tuple[Reading, ...]:
    """2011-12 is a month, or the first of two years."""
    return (*_date(match), Date(int(match["year"])))


def _slashed(match: re.Match[str]) -> tuple[Reading, ...]:
    """23/4 and 4/23, with or without a year; 3/4 may be a share too."""
    a, b = int(match["a"]), int(match["b"] or match["only"])
    written = match["year"]
    year = None if not written else int(written) if len(written) == 4 else 2000 + int(written)
    dates = [Date(year, month, day) for day, month in ((a, b), (b, a)) if 0 < month < 13 and 0 < day < 32]
    share = [Quantity(Fraction(a, b), PERCENT)] if not written and 0 < a < b else []
    return (*dict.fromkeys(dates), *share)


def _decade(match: re.Match[str]) -> tuple[Reading, ...]:
    if match["word"]:
        return (Date(1900 + TENS[match["word"].casefold()[:-3] + "y"], years=10),)
    return (Date(int(match["long"] or 1900 + int(match["short"])), years=10),)


def _second_year(match: re.Match[str]) -> tuple[Reading, ...]:
    first = int(match.string[match.start() - 5 : match.start() - 1])
    second = first - first % 100 + int(match.group())
    return (Date(second),) if second > first else ()


def _clock(match: re.Match[str]) -> tuple[Reading, ...]:
    hour = int(_value(match["hour"] or match["at"])[0])
    minute = int(match["minute"] or (match["point"] or "0").lstrip("."))
    part = (match["half"] or match["part"] or "").casefold()
    if hour > 24 or minute > 59:
        return ()
    is_night = part == "at night"
    is_late = part[:1] == "p" or part in ("in the afternoon", "in the evening") or (is_night and 6 <= hour < 12)
    if is_late and hour < 13:
        hour = hour % 12 + 12
    elif hour == 12 and (is_night or part[:1] == "a"):
        hour = 0
    return (Quantity(Fraction(hour * 60 + minute), CLOCK),)


def _midday(match: re.Match[str]) -> tuple[Reading, ...]:
    return (Quantity(Fraction(12 * 60 if match.group().casefold() == "noon" else 0), CLOCK),)


def _in_every(match: re.Match[str]) -> tuple[Reading, ...]:
    """One in ten, nine out of ten, three of every four."""
    part, whole = _value(match["part"])[0], _value(match["whole"])[0]
    return (Quantity(part / whole, PERCENT),) if part < whole and whole in _MANY else ()


def _half(match: re.Match[str]) -> tuple[Reading, ...]:
    of = (match["of"] or "").casefold()
    if not of:
        return (Quantity(Fraction(1, 2), PERCENT),)
    return _counted([Fraction(MAGNITUDES.get(of, 1), 2)], "" if of in MAGNITUDES else of)


def _part(match: re.Match[str]) -> tuple[Reading, ...]:
    """Two thirds; “a third” is a share, too, unless a noun follows that it numbers."""
    part = (match["part"] or match["single"]).casefold()
    number = _value(match["many"] or match["a"])[0] / PARTS[part]
    if match["of"]:
        return _counted([number * MAGNITUDES[match["of"].casefold()]], (match["unit"] or "").casefold())
    share = Quantity(number, PERCENT)
    if match["many"] or match["plain"] is not None or part not in ORDINALS:
        return (share,)
    return (share, Quantity(Fraction(ORDINALS[part]), ORDINAL))


def _multiple(match: re.Match[str]) -> tuple[Reading, ...]:
    number = _value(match["fold"])[0] if match["fold"] else Fraction(3 if match["three"] else 2)
    return (Quantity(number, TIMES),)


def _ordinal(match: re.Match[str]) -> tuple[Reading, ...]:
    if match["digits"]:
        return (Quantity(_value(match["digits"])[0], ORDINAL),)
    tens = TENS[match["tens"].casefold()] if match["tens"] else 0
    return (Quantity(Fraction(tens + ORDINALS[match["word"].casefold()]), ORDINAL),)


def _quantity(match: re.Match[str]) -> tuple[Reading, ...]:
    written = match["digits"] or match["words"]
    magnitude = (match["magnitude"] or "").casefold().lstrip(" -")
    unit = (match["before"] or match["unit"] or "").casefold().strip(" -")
    numbers = [Fraction(1)] if written is None else _value(written)
    if match["vulgar"]:
        fraction = Fraction(unicodedata.numeric(match["vulgar"])).limit_denominator(100)
        numbers = [number + fraction for number in numbers] if written else [fraction]
    if match["half"]:
        numbers = [number + Fraction(1, 2) for number in numbers]
    if match["sign"]:
        numbers = [-number for number in numbers]
    times = MAGNITUDES.get(magnitude, 1)
    readings = _counted([number * times for number in numbers], unit)
    if magnitude == "m" and not unit:
        readings += _counted(numbers, "m")
    if written is None and not (unit or magnitude):
        readings += tuple(Quantity(number, PERCENT) for number in numbers)
    if match["old"]:
        readings += _counted(numbers, "")
    if written and patterns.YEAR.fullmatch(written) and readings == (Quantity(Fraction(written)),):
        return (Date(int(written)), *readings)
    return readings


def _counted(numbers: list[Fraction], unit: str) -> tuple[Reading, ...]:
    if unit in SHARES:
        return tuple(Quantity(number / 100, PERCENT) for number in numbers)
    names = [CURRENCIES[unit]] if unit in CURRENCIES else [UNITS[unit]] if unit else [""]
    if unit in ("pound", "pounds"):
        names.append("GBP")
    return tuple(Quantity(number, name) for number in numbers for name in names)


def _value(written: str) -> list[Fraction]:
    """What a number says; two values where a point may part thousands."""
    if written[0].isdigit():
        if re.fullmatch(r"\d+,(?:\d{1,2}|\d{4,})", written):
            return [Fraction(written.replace(",", "."))]
        exact = Fraction(re.sub("[, ]", "", written))
        return [exact, exact * 1000] if re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", written) else [exact]
    total = part = 0
    for word in re.findall(r"[a-z]+", written.casefold()):
        if word == "hundred":
            part = (part or 1) * 100
        elif word == "thousand":
            total, part = (part or 1) * 1000, 0
        else:
            part += ONES.get(word) or TEENS.get(word) or TENS.get(word) or (1 if word in ("a", "an") else 0)
    return [Fraction(total + part)]


_MONTH_SIGNS = tuple({name[:3] for name in MONTHS})
_FORMS: Final[tuple[tuple[re.Pattern[str], Reader, tuple[str, ...]], ...]] = (
    (patterns.ISO_DATE, _date, ("-",)),
    (patterns.CHINESE_DATE, _date, ("年", "月")),
    (patterns.MONTH_RANGE, _date, _MONTH_SIGNS),
    (patterns.DAY_MONTH, _date, _MONTH_SIGNS),
    (patterns.MONTH_DAY, _date, _MONTH_SIGNS),
    (patterns.MONTH_YEAR, _date, _MONTH_SIGNS),
    (patterns.SLASHED, _slashed, ("/", ".")),
    (patterns.DECADE, _decade, ("0s", "0's", "ties")),
    (patterns.ISO_MONTH, _year_month, ("-",)),
    (patterns.SECOND_YEAR, _second_year, ("-", "/")),
    (patterns.CLOCK, _clock, (":", "am", "a.m", "pm", "p.m", "o'clock", "in the", "at night")),
    (patterns.MIDDAY, _midday, ("noon", "midnight")),
    (patterns.IN_EVERY, _in_every, (" in ", " of ")),
    (patterns.HALF, _half, ("hal",)),
    (patterns.PARTS_OF, _part, ("third", "quarter", "th")),
    (patterns.MULTIPLE, _multiple, ("twice", "thrice", "doubl", "tripl", "fold")),
    (patterns.ORDINAL, _ordinal, ("st", "nd", "rd", "th")),
    (patterns.QUANTITY, _quantity, ("",)),
)
"""Each form with its reader, and with what stands, in small letters, in every text that has it."""


@lru_cache(maxsize=4096)
def _all(text: str) -> tuple[Figure, ...]:
    plain = rest = _plain(text)
    left = list(plain)
    found: list[Figure] = []
    lowered = plain.lower()
    for pattern, read, signs in _FORMS:
        if not any(sign in lowered for sign in signs):
            continue
        before = len(found)
        for match in pattern.finditer(rest):
            readings = read(match) if match.group() else ()
            if readings:
                start, end = match.span()
                found.append(Figure(start, end, readings, _is_small(match.group().casefold(), readings)))
                left[start:end] = "\0" * (end - start)
        rest = "".join(left) if len(found) > before else rest
    return tuple(_with_units(_with_ranges(sorted(found), plain), plain))


def _is_small(written: str, readings: tuple[Reading, ...]) -> bool:
    ordinal = readings[-1].number if isinstance(readings[-1], Quantity) and readings[-1].unit == ORDINAL else None
    is_counted = written in ONES or patterns.ONE_SPAN.fullmatch(written) is not None
    return is_counted or (ordinal is not None and ordinal < 10 and not written[0].isdigit())


def _with_ranges(found: list[Figure], text: str) -> Iterator[Figure]:
    """The first figure of a range takes over what only the last one states: 5 to 10 per cent, from 5 to 10 million."""
    for first, last in pairwise(found):
        between = text[first.end : last.start]
        added: list[Reading] = []
        if patterns.RANGE.fullmatch(between) or (between == " and " and patterns.BETWEEN.match(text, first.start)):
            magnitude = patterns.ENDS_IN_MAGNITUDE.search(text[last.start : last.end])
            times = MAGNITUDES[magnitude["magnitude"].casefold()] if magnitude else 1
            added = [reading for each in last.readings for reading in _taken_over(first, each, times)]
        yield first._replace(readings=tuple(dict.fromkeys((*first.readings, *added))), small=first.small and not added)
    yield from found[-1:]


def _taken_over(first: Figure, last: Reading, times: int) -> Iterator[Reading]:
    """What the first figure of a range says with the year, the unit and the magnitude of the last one."""
    for reading in first.readings:
        if isinstance(last, Date):
            if isinstance(reading, Quantity):
                if last.day and not reading.unit and reading.number in range(1, 32):
                    yield last._replace(day=int(reading.number))
            elif reading.year is None and last.year is not None:
                yield reading._replace(year=last.year)
        elif isinstance(reading, Quantity) and reading.unit in ("", last.unit):
            if last.unit == PERCENT and not reading.unit:
                yield Quantity(reading.number / 100, PERCENT)
            elif last.unit == CLOCK:
                yield from (Quantity((reading.number + hours) * 60, CLOCK) for hours in (0, 12))
            elif last.unit != ORDINAL and (last.unit or times > 1):
                yield Quantity(reading.number * (times if reading.number < 1000 else 1), last.unit)


def _with_units(found: Iterable[Figure], text: str) -> Iterator[Figure]:
    """A number that stands alone may be in any unit that was named before it: from 41 micrograms to 27."""
    units: dict[str, None] = {}
    for figure in found:
        readings = figure.readings
        bare = readings[0] if len(readings) == 1 else None
        if isinstance(bare, Quantity) and not bare.unit and patterns.STANDS_ALONE.match(text, figure.end):
            taken = (Quantity(bare.number / 100 if unit == PERCENT else bare.number, unit) for unit in units)
            readings = (bare, *taken)
        yield figure._replace(readings=readings)
        named = (reading.unit for reading in figure.readings if isinstance(reading, Quantity) and not figure.small)
        units |= dict.fromkeys(unit for unit in named if unit not in ("", CLOCK, ORDINAL, TIMES))
