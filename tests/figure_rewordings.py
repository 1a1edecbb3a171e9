"""The figures of claims and stances in other forms of the same meaning."""

import re
from collections.abc import Callable, Iterator

from mutations import BuiltIn, Change, Kind

from briefing.model import Voice

_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905
_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
_DAY = rf"(?P<day>\d\d?) (?P<month>{'|'.join(_MONTHS)})"

Forms = Callable[[re.Match[str]], list[str]]
"""Other ways to write what was matched."""


def _in_words(number: int) -> str:
    if number < 20:
        return _ONES[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")


def _whole(match: re.Match[str]) -> list[str]:
    number = int(match.group().replace(",", ""))
    if number < 100:
        return [_in_words(number)]
    if number % 1000 == 0 and number < 100_000:
        return [
            f"{number // 1000} thousand",
            f"{_in_words(number // 1000)} thousand",
            f"{number}",
            f"{number // 1000}k",
        ]
    if number >= 1000:
        return [str(number), f"{number:,}".replace(",", "\u00a0"), f"{number:,}".replace(",", "\u202f")]
    return []


def _money(match: re.Match[str]) -> list[str]:
    sign, number, magnitude = match["sign"], match["number"], match["magnitude"]
    name, code = {"$": ("dollars", "US$"), "€": ("euros", "EUR ")}[sign]
    if not magnitude:
        return [f"{number} {name}", f"{code}{number}"]
    short = {"million": "m", "billion": "bn"}[magnitude]
    thousands = f"{float(number) * 1000:,.0f}"
    smaller = {"million": f"{sign}{thousands},000", "billion": f"{sign}{thousands} million"}[magnitude]
    return [f"{sign}{number}{short}", f"{number} {magnitude} {name}", f"{code}{number} {magnitude}", smaller,
            f"{sign}{number}-{magnitude}"]  # fmt: skip


def _share(match: re.Match[str]) -> list[str]:
    number = int(match["number"])
    forms = [f"{number} per cent", f"{number} percent", f"{_in_words(number)} per cent", f"{number}\u00a0%"]
    return forms + {10: ["one in ten", "a tenth"], 50: ["half"], 25: ["a quarter"], 20: ["one in five"]}.get(number, [])


def _part(match: re.Match[str]) -> list[str]:
    return {
        "a third": ["one third", "one in three", "33%"],
        "a tenth": ["10%", "one in ten", "one tenth"],
        "a fifth": ["20%", "one in five", "one fifth"],
        "half": ["50%", "50 per cent", "one half"],
        "nine deliveries in ten": ["90% of the deliveries", "nine out of ten deliveries", "9 deliveries in 10"],
        "one in eight": ["12.5%", "an eighth", "1 in 8"],
    }[match.group().casefold()]


def _date(match: re.Match[str]) -> list[str]:
    day, month = match["day"], match["month"]
    ending = {"1": "st", "2": "nd", "3": "rd"}.get(day[-1], "th") if day not in ("11", "12", "13") else "th"
    forms = [f"{month} {day}", f"{day} {month[:3]}.", f"the {day}{ending} of {month}"]
    if match["year"]:
        number = _MONTHS.index(month) + 1
        forms = [f"{form} {match['year']}" for form in forms[1:]]
        forms += [f"{month} {day}, {match['year']}", f"{match['year']}-{number:02}-{int(day):02}",
                  f"{int(day)}/{number}/{match['year']}"]  # fmt: skip
    return forms


def _month(match: re.Match[str]) -> list[str]:
    return [f"{match['month'][:3]} {match['year']}", f"{match['month']} of {match['year']}"]


def _measure(match: re.Match[str]) -> list[str]:
    number, unit = match["number"], match["unit"]
    return [f"{number} {other}" for other in {
        "km/h": ["kilometres an hour", "kilometers per hour"], "kilograms": ["kg", "kilos"], "micrograms": ["µg"],
        "decibels": ["dB"], "minutes": ["min"], "degrees": ["°C"], "tonnes": ["metric tons"],
        "square metres": ["m²", "square meters"],
    }[unit]]  # fmt: skip


def _span(match: re.Match[str]) -> list[str]:
    return {
        "20 years": ["two decades", "twenty years"], "two decades": ["20 years", "twenty years"],
        "two years": ["2 years", "24 months"], "six years": ["6 years"], "half a year": ["six months", "6 months"],
        "seven minutes": ["7 minutes"], "six minutes": ["6 minutes"], "26 weeks": ["twenty-six weeks"],
    }[match.group().casefold()]  # fmt: skip


def _clock(match: re.Match[str]) -> list[str]:
    hour, minute = int(match["hour"]), match["minute"]
    after = "pm" if hour >= 12 else "am"
    twelve = hour - 12 if hour > 12 else hour
    return (
        [f"{twelve} {after}", f"{hour}:00"]
        if minute == "00"
        else [f"{twelve}:{minute} {after}", f"{twelve}.{minute} p.m."]
    )


def _ordinal(match: re.Match[str]) -> list[str]:
    return ["forty-seventh"]


def _copies(text: str, source: str) -> bool:
    """Whether the new wording happens to have eight words in a row of the source: that is a fault."""
    words, others = (f" {' '.join(re.findall(r'[a-z0-9]+', each.casefold()))} " for each in (text, source))
    parts = words.split()
    return any(f" {' '.join(parts[at : at + 8])} " in others for at in range(len(parts) - 7))


def _figures(name: str, pattern: str, forms: Forms) -> Kind:
    compiled = re.compile(pattern, re.IGNORECASE)

    def make(built_in: BuiltIn) -> Iterator[Change]:
        for wording in built_in.wordings(Voice.PARAPHRASE):
            for match in compiled.finditer(wording.text):
                for form in forms(match):
                    if match.start() == 0 or wording.text[match.start() - 2] in ".!?":
                        form = form[0].upper() + form[1:]
                    made = wording.text[: match.start()] + form + wording.text[match.end() :]
                    if not _copies(made, wording.cited):
                        yield wording.change(*match.span(), form)

    return Kind(name, make)


def _small_numbers(name: str, *, counted_by_the_source: bool) -> Kind:
    def make(built_in: BuiltIn) -> Iterator[Change]:
        for wording in built_in.wordings(Voice.PARAPHRASE):
            for match in re.finditer(r"\b(?:two|three|four|five|six|seven|eight|nine)\b(?= [a-z])", wording.text):
                new = str(_ONES.index(match.group()))
                if bool(re.search(rf"\b(?:{match.group()}|{new})\b", wording.cited)) == counted_by_the_source:
                    yield wording.change(*match.span(), new)

    return Kind(name, make, is_decided=counted_by_the_source)


_WHOLE = (
    r"(?<![\w€$.,:-])(?<!\d )\d{1,3}(?:,\d{3})*(?=[ ;]|[.,] )(?! (?:per"
    r"|million|billion|(?-i:[A-Z])))"
)
_MONEY = r"(?P<sign>[$€])(?P<number>\d[\d,.]*\d|\d)(?: (?P<magnitude>million|billion))?"
_PARTS = r"\b(?:a third|a tenth|a fifth|half(?= of)|nine deliveries in ten|one in eight)\b(?! ice)"
_MEASURES = (
    r"(?P<number>\d+) (?P<unit>km/h|kilograms|micrograms|decibels|minutes"
    r"|degrees|tonnes|square metres)\b"
)
_SPANS = (
    r"\b(?:20 years|two decades|two years|six years|half a year|seven minutes"
    r"|six minutes|26 weeks)\b"
)

KINDS = (
    _figures("a whole number", _WHOLE, _whole),
    _figures("money", _MONEY, _money),
    _figures("a percentage", r"(?P<number>\d+)%", _share),
    _figures("a part", _PARTS, _part),
    _figures("a date", rf"\b{_DAY}(?: (?P<year>\d{{4}}))?\b", _date),
    _figures("a month", rf"(?<!\d )\b(?P<month>{'|'.join(_MONTHS)}) (?P<year>\d{{4}})\b", _month),
    _figures("a measure", _MEASURES, _measure),
    _figures("a span of time", _SPANS, _span),
    _figures("a time of day", r"\b(?P<hour>\d\d?):(?P<minute>\d\d)\b", _clock),
    _figures("an ordinal", r"\b47th\b", _ordinal),
    _small_numbers("a small number in digits", counted_by_the_source=True),
    _small_numbers("a small number in digits that only the briefing counts", counted_by_the_source=False),
)
