"""Search in a whole briefing: as someone types, the best first, with the places of the words."""

from briefing.search.entries import Entry, Kind
from briefing.search.index import Hit, Index, Results

__all__ = ["Entry", "Hit", "Index", "Kind", "Results"]
