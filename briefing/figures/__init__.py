"""Numbers, money, shares, measures, years, dates and times in a text, in the forms that people write."""

from briefing.figures.figure import Date, Figure, Quantity, Reading
from briefing.figures.matching import matches, supported
from briefing.figures.reading import figures

__all__ = ["Date", "Figure", "Quantity", "Reading", "figures", "matches", "supported"]
