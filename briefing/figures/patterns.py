"""The forms that figures are written in, as regular expressions with a group for each part.

They are for text whose spaces, dashes, apostrophes and digits were made alike, and ignore case where case means
nothing.
"""

import re
from collections.abc import Iterable
from typing import Final

from briefing.figures.words import CURRENCIES, MAGNITUDES, MONTHS, ONES, ORDINALS, PARTS, SHARES, TEENS, TENS, UNITS


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _whole(words: Iterable[str]) -> str:
    """One of the words, with no letter behind it; a sign or a Chinese character needs no such end."""
    spelt = {word for word in words if word[-1].isascii() and word[-1].isalnum()}
    return rf"(?:(?:{_any(spelt)}){_END}|{_any(set(words) - spelt)})"


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_START = r"(?<![^\W_])(?<!\d[.,:/])(?<!(?-i:[A-Z])-)"
"""Digits behind letters, as in F-35 and G20, are part of a name."""
_END = r"(?![^\W_])"
_TO_99 = rf"(?:(?:{_any(TENS)})(?:[- ](?:{_any(ONES)}))?|{_any(TEENS)}|{_any(ONES)})"
_TO_999 = rf"(?:(?:{_TO_99}|an?) hundred(?:(?: and)? {_TO_99})?|{_TO_99})"
_WORDS = rf"(?:{_TO_999} thousand(?:(?: and)? {_TO_999})?|{_TO_999}){_END}"
_DIGITS = (
    r"(?:\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,21})?|\d{1,2}(?:,\d{2}){1,6},\d{3}|\d{1,3}(?: 000){1,6}(?![,\d])|"
    r"\d{1,21}(?:[.,]\d{1,21})?)(?![,.]?\d)"
)
_SIMPLE = rf"(?:{_TO_99}|\d[\d,]{{0,20}}){_END}"
_SPELT_MAGNITUDE = _whole(set(MAGNITUDES) - {"k", "m", "b"})
_MAGNITUDE = rf"(?:[ -]?{_SPELT_MAGNITUDE}|(?<=\d)[kmb]{_END})"
"""k, m and b count only directly behind their digits."""
_A = rf"an?(?= (?:{_SPELT_MAGNITUDE}|(?:hour|day|week|month|year|decade|century)\b))"
_UNIT = _whole({*UNITS, *SHARES, *CURRENCIES} - {"$"})
_MONEY_SIGN = _any(word for word in CURRENCIES if word[-1] in "$€£¥₽₹₩" or (len(word) == 3 and word.isascii()))
_MONTH = rf"(?-i:(?:{_any(form for name in MONTHS for form in (name.title(), name.upper()))})\.?{_END})"
_YEAR = r"(?:1\d{3}|2[01]\d{2})(?!\d|[.,]\d)"
_DAY = rf"(?:[0-2]?\d|3[01])(?:st|nd|rd|th)?{_END}"
_VULGAR = "[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]"
_PART = _any(set(PARTS) - {"half", "halves"})
_GOES_ON = (
    r"(?: (?:as|in|at|by|to|from|on|above|below|more|less|fewer|higher|lower|larger|smaller|and|or|but|than|that|who|"
    r"which|is|are|was|were|has|have|had|over|under|since|during|after|before|while|with|against|when|where|for|"
    r"because|if|so|the|until|within|without|instead)\b| ?[^\w\s-]|\s*$)"
)
"""What follows “a third” where it is a share for certain; “a third parlour” may be none."""

YEAR: Final = _form(_YEAR)
ISO_DATE: Final = _form(rf"(?<![\d-])(?P<year>{_YEAR})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)")
ISO_MONTH: Final = _form(r"(?<![\d-])(?P<year>[12]\d{3})-(?P<month>0[1-9]|1[0-2])(?P<day>)(?![\d-])")
CHINESE_DATE: Final = _form(r"(?:(?P<year>\d{4})年)?(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?|(?<=年))")
DAY_MONTH: Final = _form(rf"{_START}(?P<day>{_DAY})(?: of)? (?P<month>{_MONTH})(?:,? (?P<year>{_YEAR}))?")
MONTH_DAY: Final = _form(rf"{_START}(?P<month>{_MONTH}) (?P<day>{_DAY})(?:,? (?P<year>{_YEAR}))?")
MONTH_YEAR: Final = _form(rf"{_START}(?P<month>{_MONTH})(?: of|,)? (?P<year>{_YEAR})(?P<day>)")
MONTH_RANGE: Final = _form(
    rf"{_START}(?P<month>{_MONTH})(?P<day>)(?P<year>)(?= ?(?:to|until|till|and|-) ?{_MONTH} {_YEAR})"
)
SLASHED: Final = _form(
    r"(?<![\w./-])(?P<a>\d{1,2})(?:(?P<by>[/.])(?P<b>\d{1,2})(?P=by)(?P<year>\d{4}|\d\d)|/(?P<only>\d{1,2}))(?![\w/])"
)
DECADE: Final = _form(
    rf"(?<![^\W_])(?:(?P<long>[12]\d{{2}}0)|'(?P<short>\d0))'?s{_END}"
    r"|(?<=\bthe )(?P<word>sixties|seventies|eighties|nineties)\b"
)
SECOND_YEAR: Final = _form(r"(?<=(?<!\d)[12]\d{3}[-/])\d\d(?![\w%-]|[.,]\d)")
"""The 24 of 2019-24."""
CLOCK: Final = _form(
    rf"{_START}(?:(?P<hour>\d{{1,2}}):(?P<minute>\d\d)(?!:?\d)(?: ?(?P<half>[ap]\.?m\b\.?))?"
    rf"|(?P<at>{_TO_99}|\d{{1,2}})(?P<point>[.]\d\d)? ?(?P<part>[ap]\.?m\b\.?|o'clock\b"
    r"|in the (?:morning|afternoon|evening)\b|at night\b))"
)
MIDDAY: Final = _form(r"\b(?:noon|midnight)\b")
IN_EVERY: Final = _form(
    rf"{_START}(?P<part>{_SIMPLE}) (?:[a-z]+ )?(?:in|out of|of every|in every) (?P<whole>{_SIMPLE})"
    rf"(?![ -]?(?:{_UNIT}|{_SPELT_MAGNITUDE}|{_MONTH})|[.,]\d|:|%)"
)
HALF: Final = _form(
    rf"(?<!\band a )\b(?:one[ -])?(?:half(?:[ -]an? (?P<of>{_UNIT}|{_SPELT_MAGNITUDE})|(?! past\b|-price\b|-hearted))"
    r"|hal(?:ves?|ved|ving))\b"
)
PARTS_OF: Final = _form(
    rf"(?<![^\W_])(?:(?P<many>{_any(ONES)}|\d)[ -](?P<part>{_PART}){_END}|(?P<a>an?)[ -](?P<single>{_PART}){_END})"
    rf"(?: of an? (?P<of>{_SPELT_MAGNITUDE})(?: (?P<unit>{_UNIT}))?|(?P<plain>(?= of\b|{_GOES_ON}))?)"
)
MULTIPLE: Final = _form(
    rf"\b(?:(?P<three>thrice|tripl(?:ed|ing))|twice|doubl(?:ed|ing)|(?<=\bto )double|(?<=uld )double|(?<=will )double"
    rf"|double(?= (?:the|that|its|their|this)\b)|(?P<fold>{_any((*ONES, *TEENS, *TENS))})fold)\b"
)
ORDINAL: Final = _form(
    rf"(?<![^\W_])(?:(?P<digits>\d[\d,]{{0,20}})(?:st|nd|rd|th)"
    rf"|(?:(?P<tens>{_any(TENS)})[- ])?(?P<word>{_any(ORDINALS)})){_END}"
)
QUANTITY: Final = _form(
    rf"(?:(?<![^\W_])(?P<before>{_MONEY_SIGN}) ?|{_START})(?P<sign>(?<!\S)-|(?<!\S)minus )?"
    rf"(?:(?P<digits>{_DIGITS})|(?P<words>{_WORDS}|{_A})|(?={_VULGAR}))"
    rf"(?: ?(?P<vulgar>{_VULGAR}))?(?P<half> and a half)?(?P<magnitude>{_MAGNITUDE})?"
    rf"(?:(?: (?:such|more|full|whole|long|further|consecutive|additional|extra)(?= ))?[ -]?(?P<unit>{_UNIT}))?"
    r"(?P<old>[ -]old\b)?(?:(?![^\W_])|(?<=[^\x00-\u2e7f])|(?=[^\x00-\u2e7f]))"
)
ONE_SPAN: Final = _form(r"one day|an? (?:hour|day|week|month|year|decade|century)")
"""What seldom says how much: one day, so much a year."""
RANGE: Final = _form(r" ?- ?| (?:to|until|till|or) ")
BETWEEN: Final = _form(r"(?:(?<=\bbetween )|(?<=\bfrom ))")
ENDS_IN_MAGNITUDE: Final = _form(r"\d[ -]?(?P<magnitude>thousand|million|billion|trillion|bn|mn|tn|[kmb])(?![a-z])")
STANDS_ALONE: Final = _form(_GOES_ON)
"""What follows a number whose unit was named before: from 41 micrograms to 27."""
