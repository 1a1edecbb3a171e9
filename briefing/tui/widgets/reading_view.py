"""The text of a source and what is beside it: a page with a cursor, and panels that go with it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.geometry import Size
from textual.message import Message

from briefing.tui.lines import Line, Page, Target
from briefing.tui.widgets.line_view import LineView, component_classes
from briefing.tui.widgets.page_view import PageView

ROLES = (
    "side-1 side-2 question byline heading text mark context number label length evidence silence quote editor "
    "point relation foot-label note note-mark problem cited uncited here marking current title"
)


class ReadingView(PageView):
    """Draws a page that a function lays out for its width."""

    COMPONENT_CLASSES: ClassVar[set[str]] = component_classes(ROLES)

    @dataclass
    class Moved(Message):
        """The cursor is on another row."""

        row: int

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._make: Callable[[int], Page] | None = None
        self._rows = 0

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return self._rows

    @property
    def has_page(self) -> bool:
        """Whether there is a function that lays a page out."""
        return self._make is not None

    def page_for(self, width: int) -> Page:
        """What the function makes of the width."""
        return self._make(width) if self._make else Page()

    def show_page(self, make: Callable[[int], Page], rows: int) -> None:
        """Show the page that `make` lays out for a width, with the cursor where it is, or on the last row there is."""
        self._make, self._rows = make, rows
        if self.selected is None and rows:
            self.select(Target(0))
        self.keep_on_page()
        self.lay_out()
        if self.styles.is_auto_height:
            self.refresh(layout=True)

    def select(self, target: Target | None) -> None:
        """Mark this row and no other."""
        if target is not None and target != self.selected:
            self.post_message(self.Moved(target.row))
        super().select(target)

    def page_down(self) -> None:
        """Scroll down by what is visible, less two lines, and take the cursor along."""
        super().page_down()
        self._take_cursor_along()

    def page_up(self) -> None:
        """Scroll up by what is visible, less two lines, and take the cursor along."""
        super().page_up()
        self._take_cursor_along()

    def _take_cursor_along(self) -> None:
        """Put the cursor on the first row of which the most important part is visible, unless its own row is."""
        bottom = self.top_line + self.page_height
        owners = self._page.owners[self.top_line : bottom]
        seen = [row for row in dict.fromkeys(owners) if 0 <= row < self._rows]
        if not seen or self.row in seen:
            return
        whole = [row for row in seen if self._page.spans[row].start >= self.top_line]
        self.select(Target(next(iter(whole), seen[0]), self.wanted_side))


class Panel(LineView):
    """Draws lines that a function lays out for its width and height."""

    can_focus = False
    COMPONENT_CLASSES: ClassVar[set[str]] = component_classes(ROLES)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._make: Callable[[int, int], list[Line]] = lambda width, height: []

    def show_panel(self, make: Callable[[int, int], list[Line]]) -> None:
        """Show what `make` lays out for a width and a height."""
        self._make = make
        height = len(self.lines)
        self.on_resize()
        if self.styles.is_auto_height and len(self.lines) != height:
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as there are, where the height is left to them."""
        return len(self._make(width - self.styles.scrollbar_size_vertical, viewport.height))

    def on_resize(self, event: events.Resize | None = None) -> None:
        """Lay the lines out for the room that there is."""
        if self.line_width:
            self.show_lines(self._make(self.line_width, self.size.height))

    def bring_into_view(self, target: Target) -> None:
        """Scroll to the line in which a target stands."""
        found = [number for number, line in enumerate(self.lines) if any(run.target == target for run in line)]
        if found and not self.scroll_y <= found[0] < self.scroll_y + self.size.height:
            self.scroll_to(y=max(0, found[0] - self.size.height // 2), animate=False, immediate=True, force=True)
