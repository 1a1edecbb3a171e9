"""The slide that a room sees."""

from typing import ClassVar

from briefing.tui.lines import Line
from briefing.tui.widgets.line_view import LineView, component_classes


class SlideView(LineView):
    """Shows one screenful; nothing of it scrolls."""

    can_focus = False
    COMPONENT_CLASSES: ClassVar[set[str]] = component_classes(
        "slide-title question heading text label byline side-1 side-2 paraphrase quote editor silence relation"
    )

    def show_slide(self, lines: list[Line]) -> None:
        """Show these lines, from the top."""
        self.show_lines(lines)
        self.scroll_to(y=0, animate=False, immediate=True, force=True)
