"""The last door before the terminal: whatever slipped through is cleaned here."""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from briefing.text import UNSAFE, clean


class CleanFilter(LineFilter):
    """Replaces unsafe characters in every line that is drawn."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The line without unsafe characters; the list itself where there are none."""
        if not any(UNSAFE.search(segment.text) for segment in segments if not segment.control):
            return segments
        return [s if s.control else Segment(clean(s.text), s.style) for s in segments]
