"""What the speaker sees of a slide."""

from collections.abc import Callable
from typing import ClassVar

from textual import events

from briefing.tui.lines import Line
from briefing.tui.widgets.line_view import LineView, component_classes


class SpeakerView(LineView):
    """Shows lines made for its width; they can be scrolled, and start anew with another page."""

    can_focus = False
    COMPONENT_CLASSES: ClassVar[set[str]] = component_classes(
        "question heading text label byline relation side-1 side-2 paraphrase quote editor silence evidence"
        " foot-label note note-mark"
    )

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines_for: Callable[[int], list[Line]] | None = None
        self._page = ""

    def show_page(self, lines_for: Callable[[int], list[Line]], page: str) -> None:
        """Show what `lines_for` makes of a width; from the top, unless `page` names what is shown already."""
        self._lines_for = lines_for
        self._lay_out()
        if page != self._page:
            self._page = page
            self.scroll_to(y=0, animate=False, immediate=True, force=True)

    def scroll_by(self, lines: int) -> None:
        """Scroll down, or up by a negative number."""
        self.scroll_to(y=max(0, self.scroll_y + lines), animate=False, immediate=True, force=True)

    def on_resize(self, event: events.Resize) -> None:
        """Lay the lines out anew."""
        self._lay_out()

    def _lay_out(self) -> None:
        if self._lines_for and self.line_width:
            self.show_lines(self._lines_for(self.line_width))
