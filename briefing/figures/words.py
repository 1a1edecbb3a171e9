"""How people write numbers, units, currencies and months: the tables that figures are read with."""

from fractions import Fraction
from typing import Final


def _numbered(words: str, first: int) -> dict[str, int]:
    return {word: number for number, word in enumerate(words.split(), first)}


ONES: Final = _numbered("one two three four five six seven eight nine", 1)
TEENS: Final = _numbered("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen", 10)
TENS: Final = {
    word: 10 * tens for word, tens in _numbered("twenty thirty forty fifty sixty seventy eighty ninety", 2).items()
}
ORDINALS: Final = (
    _numbered("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth", 1)
    | {f"{word}th": number for word, number in TEENS.items() if number > 12}
    | {f"{word[:-1]}ieth": number for word, number in TENS.items()}
)
PARTS: Final = (
    {"half": 2, "halves": 2, "quarter": 4, "quarters": 4}
    | {word: number for word, number in ORDINALS.items() if number > 2}
    | {f"{word}s": number for word, number in ORDINALS.items() if number > 2}
    | {"hundredth": 100, "hundredths": 100, "thousandth": 1000, "thousandths": 1000}
)
"""What the lower half of a fraction is called: three quarters, two thirds, a tenth."""
MAGNITUDES: Final = {
    "dozen": 12, "hundred": 100, "thousand": 10**3, "k": 10**3, "million": 10**6, "millions": 10**6, "mn": 10**6,
    "mln": 10**6, "mio": 10**6, "m": 10**6, "billion": 10**9, "billions": 10**9, "bn": 10**9, "bln": 10**9,
    "b": 10**9, "trillion": 10**12, "trillions": 10**12, "tn": 10**12, "trn": 10**12, "万": 10**4, "亿": 10**8,
}  # fmt: skip
MONTHS: Final = (
    _numbered("january february march april may june july august september october november december", 1)
    | _numbered("jan feb mar apr may jun jul aug sep oct nov dec", 1)
    | {"sept": 9}
)
CURRENCIES: Final = {
    "us$": "USD", "u.s.$": "USD", "usd": "USD", "us dollar": "USD", "us dollars": "USD", "u.s. dollars": "USD",
    "american dollars": "USD", "美元": "USD", "a$": "AUD", "aud": "AUD", "c$": "CAD", "cad": "CAD",
    "hk$": "HKD", "$": "$", "dollar": "$", "dollars": "$", "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR",
    "£": "GBP", "gbp": "GBP", "pounds sterling": "GBP", "sterling": "GBP", "¥": "¥", "yen": "JPY", "jpy": "JPY",
    "yuan": "CNY", "renminbi": "CNY", "rmb": "CNY", "cny": "CNY", "元": "CNY", "₽": "RUB", "rub": "RUB",
    "rouble": "RUB", "roubles": "RUB", "ruble": "RUB", "rubles": "RUB", "₹": "INR", "rupee": "INR", "rupees": "INR",
    "inr": "INR", "franc": "CHF", "francs": "CHF", "chf": "CHF", "₩": "KRW", "cent": "cent",
    "cents": "cent", "pence": "penny",
}  # fmt: skip
"""How a currency is written, to its ISO 4217 code where the writing tells; `$` may be any dollar."""
ANY_OF: Final = {"$": {"USD", "AUD", "CAD", "HKD"}, "¥": {"JPY", "CNY"}}
"""Signs that stand for more than one currency."""
MONEY: Final = frozenset(CURRENCIES.values())

PERCENT: Final = "%"
"""The unit of shares: ten per cent, one in ten and a tenth are all 1/10 of it."""
TIMES: Final = "times"
ORDINAL: Final = "ordinal"
CLOCK: Final = "clock"
"""Minutes since midnight."""
SHARES: Final = ("percent", "per cent", "per-cent", "%", "％", "pct")

UNITS: Final = {
    name: unit
    for unit, names in {
        "percentage point": "percentage point|percentage points|pp",
        TIMES: "times|fold|x|×",
        "second": "second|seconds|sec|secs", "minute": "minute|minutes|min|mins", "hour": "hour|hours|hr|hrs",
        "day": "day|days", "week": "week|weeks", "fortnight": "fortnight|fortnights", "month": "month|months",
        "year": "year|years|yr|yrs", "decade": "decade|decades", "century": "century|centuries",
        "millimetre": "mm|millimetre|millimetres|millimeter|millimeters",
        "centimetre": "cm|centimetre|centimetres|centimeter|centimeters",
        "metre": "m|metre|metres|meter|meters", "kilometre": "km|kms|kilometre|kilometres|kilometer|kilometers",
        "mile": "mile|miles", "foot": "foot|feet|ft", "inch": "inch|inches", "yard": "yard|yards",
        "square metre": "m²|m2|sqm|sq m|square metre|square metres|square meter|square meters",
        "square kilometre": "km²|km2|sq km|square kilometre|square kilometres|square kilometer|square kilometers",
        "square mile": "square mile|square miles|sq mi", "hectare": "ha|hectare|hectares", "acre": "acre|acres",
        "cubic metre": "m³|m3|cubic metre|cubic metres|cubic meter|cubic meters", "litre": "litre|litres|liter|liters",
        "barrel": "barrel|barrels|bbl",
        "microgram": "µg|μg|microgram|micrograms|microgramme|microgrammes", "milligram": "mg|milligram|milligrams",
        "gram": "gram|grams|gramme|grammes", "kilogram": "kg|kgs|kilo|kilos|kilogram|kilograms|kilogramme|kilogrammes",
        "tonne": "tonne|tonnes|metric ton|metric tons", "ton": "ton|tons", "pound": "pound|pounds|lb|lbs",
        "km/h": "km/h|kmh|kph|kilometres an hour|kilometers an hour|kilometres per hour|kilometers per hour",
        "mph": "mph|miles an hour|miles per hour",
        "watt": "watt|watts", "kilowatt": "kw|kilowatt|kilowatts", "megawatt": "mw|megawatt|megawatts",
        "gigawatt": "gw|gigawatt|gigawatts", "kilowatt hour": "kwh|kilowatt-hour|kilowatt hours|kilowatt-hours",
        "megawatt hour": "mwh|megawatt hours|megawatt-hours", "terawatt hour": "twh|terawatt hours|terawatt-hours",
        "decibel": "db|decibel|decibels", "degree Fahrenheit": "°f|degrees fahrenheit",
        "degree": "°c|°|degree|degrees|degrees celsius|degrees centigrade",
    }.items()
    for name in names.split("|")
}  # fmt: skip
"""How a unit is written, to its name."""

SCALES: Final[dict[str, tuple[str, int | Fraction]]] = {
    "second": ("second", 1), "minute": ("second", 60), "hour": ("second", 3600), "day": ("second", 86400),
    "week": ("second", 604800), "fortnight": ("second", 1209600),
    "month": ("month", 1), "year": ("month", 12), "decade": ("month", 120), "century": ("month", 1200),
    "millimetre": ("metre", Fraction(1, 1000)), "centimetre": ("metre", Fraction(1, 100)), "metre": ("metre", 1),
    "kilometre": ("metre", 1000), "hectare": ("square metre", 10**4), "square metre": ("square metre", 1),
    "square kilometre": ("square metre", 10**6),
    "microgram": ("gram", Fraction(1, 10**6)), "milligram": ("gram", Fraction(1, 1000)), "gram": ("gram", 1),
    "kilogram": ("gram", 1000), "tonne": ("gram", 10**6),
    "watt": ("watt", 1), "kilowatt": ("watt", 1000), "megawatt": ("watt", 10**6), "gigawatt": ("watt", 10**9),
    "kilowatt hour": ("kilowatt hour", 1), "megawatt hour": ("kilowatt hour", 1000),
    "terawatt hour": ("kilowatt hour", 10**9),
}  # fmt: skip
"""What a unit measures, and how many of the basic unit it is; any other unit measures only itself."""
