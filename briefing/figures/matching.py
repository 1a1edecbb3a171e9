"""Whether one figure says what another says, however the two are written."""

from collections.abc import Sequence
from fractions import Fraction

from briefing.figures.figure import Date, Figure, Quantity, Reading
from briefing.figures.words import ANY_OF, CLOCK, MONEY, PERCENT, SCALES, TIMES


def matches(claimed: Figure, stated: Figure) -> bool:
    """Whether a figure says what another states, or less: 2019 for 23 April 2019, but not the other way round."""
    return any(_says(a, b) for a in claimed.readings for b in stated.readings)


def supported(claimed: Figure, stated: Sequence[Figure]) -> bool:
    """Whether the figures of a text support one that is claimed.

    A text may name the year only once for several dates: from 5 April to 4 October, all of it in 2025.
    """
    if any(matches(claimed, figure) for figure in stated):
        return True
    dates = [reading for figure in stated for reading in figure.readings if isinstance(reading, Date)]
    return any(
        isinstance(reading, Date)
        and reading.month is not None
        and any(date.year == reading.year for date in dates)
        and any(date.year is None and _within(reading._replace(year=None), date) for date in dates)
        for reading in claimed.readings
    )


def _says(claimed: Reading, stated: Reading) -> bool:
    if isinstance(claimed, Date):
        return isinstance(stated, Date) and _within(claimed, stated)
    return isinstance(stated, Quantity) and _equal(claimed, stated)


def _within(claimed: Date, stated: Date) -> bool:
    if claimed.years > 1:
        return claimed.year is not None and stated.year is not None and 0 <= stated.year - claimed.year < claimed.years
    parts = zip(claimed[:3], stated[:3], strict=True)
    return stated.years == 1 and all(wanted in (None, given) for wanted, given in parts)


def _equal(claimed: Quantity, stated: Quantity) -> bool:
    a, b = claimed.unit, stated.unit
    if a == b == PERCENT:
        return claimed.number == stated.number or _is_rounded(claimed.number, stated.number)
    if a == b or b in ANY_OF.get(a, ()) or a in ANY_OF.get(b, ()):
        return claimed.number == stated.number
    if "" in (a, b) and {a, b} <= {"", *MONEY}:
        return claimed.number == stated.number >= 10**6
    if {a, b} == {"", TIMES}:
        return claimed.number == stated.number
    if {a, b} == {"", CLOCK}:
        hour, clock = (claimed.number, stated.number) if b == CLOCK else (stated.number, claimed.number)
        return clock in (hour * 60, (hour + 12) * 60)
    (measure, scale), (other, other_scale) = SCALES.get(a, (a, 1)), SCALES.get(b, (b, 1))
    return measure == other and claimed.number * scale == stated.number * other_scale


def _is_rounded(share: Fraction, other: Fraction) -> bool:
    """Whether one of two shares is the other in per cent, rounded to at most one place: 33 per cent for a third."""
    if abs(float(share) - float(other)) > 0.01:
        return False
    exact, whole = sorted((share, other), key=lambda each: (each * 1000).denominator, reverse=True)
    is_endless = exact.denominator < 20 and (exact * 1000).denominator > 1
    return is_endless and any(whole == round(exact * places) / Fraction(places) for places in (100, 1000))
