"""What a figure is: where it stands and what it says."""

from fractions import Fraction
from typing import NamedTuple


class Quantity(NamedTuple):
    """A number and what it counts in."""

    number: Fraction
    """As written, with its magnitude: 45 billion is 45,000,000,000; ten per cent is 1/10."""
    unit: str = ""
    """The name of the unit or the code of the currency; empty for a bare number."""


class Date(NamedTuple):
    """A day, a month, a year, or a decade."""

    year: int | None
    month: int | None = None
    day: int | None = None
    years: int = 1
    """10 for a decade."""


Reading = Quantity | Date


class Figure(NamedTuple):
    """A figure in a text."""

    start: int
    """The offset of its first character."""
    end: int
    """The offset behind its last character."""
    readings: tuple[Reading, ...]
    """What it says; more than one where the writing leaves it open, as 4/5 does."""
    small: bool = False
    """A word from one to nine, or first to ninth, that only counts: it can support a figure, but is none to prove."""
