"""A page of rows with a cursor: it stays in sight, every line can be reached, and another width keeps the place."""

from textual import events
from textual.geometry import Region, Size
from textual.strip import Strip

from briefing.tui.lines import Line, Page, Target
from briefing.tui.widgets.line_view import LineView

BEGINNING = 3
"""How many lines of what matters most must be in sight."""


class PageView(LineView):
    """Shows what `page_for` makes of a width; the cursor is on one row of it.

    Subclasses say what there is to show; the page's owners from 0 to `row_count` are the rows.
    """

    can_focus = False

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._page = Page()
        self._laid_out = 0

    @property
    def row_count(self) -> int:
        """How many rows the cursor can be on."""
        raise NotImplementedError

    @property
    def has_page(self) -> bool:
        """Whether there is something to show."""
        return self.row_count > 0

    def page_for(self, width: int) -> Page:
        """The page for a width in cells; asked for only where there is something to show."""
        raise NotImplementedError

    def header_for(self, width: int) -> list[Line]:
        """The lines above the page that do not scroll."""
        return []

    @property
    def row(self) -> int:
        """The 0-based number of the row that the cursor is on."""
        return self.selected.row if self.selected else 0

    @property
    def side(self) -> int:
        """0 if the cursor is on the side shown first, else 1."""
        return self.selected.side if self.selected else 0

    @property
    def wanted_side(self) -> int:
        """The side that the cursor goes to in another row."""
        return self.side

    def keep_on_page(self) -> None:
        """Put the cursor on the last row where its own is not there any more."""
        if self.selected and self.selected.row >= self.row_count > 0:
            self.select(Target(self.row_count - 1, self.selected.side))

    def choose(self, target: Target) -> None:
        """Put the cursor on a row, and bring it into view."""
        self.select(target)
        self._bring_into_view(target.row)

    def press(self, target: Target) -> bool:
        """Choose what was clicked; whether it was chosen before, so that a second click opens it."""
        if target == self.selected:
            return True
        self.choose(target)
        return False

    def start_at(self, target: Target) -> None:
        """Put the cursor on a row, with something of what comes before it in sight."""
        self.select(target)
        span = self._page.spans.get(target.row, range(0))
        self._scroll(span.start - min(self.page_height // 3, max(0, self.page_height - len(span))))

    def span(self, row: int) -> range:
        """The lines that a row takes; none for one that is not on the page."""
        return self._page.spans.get(row, range(0))

    def next_row(self) -> None:
        """Show the rest of the row if it is below the edge, else go to the next; after the last, on."""
        span = self._page.spans.get(self.row, range(0))
        bottom = self.top_line + self.page_height
        if span.stop > bottom:
            self._scroll(min(span.stop - self.page_height, self.top_line + max(1, self.page_height - 2)))
        elif self.row + 1 < self.row_count:
            self.choose(Target(self.row + 1, self.wanted_side))
        else:
            self.page_down()

    def previous_row(self) -> None:
        """Show the start of the row if it is above the edge, else go to the one before, or to the top."""
        span = self._page.spans.get(self.row, range(0))
        if span.start < self.top_line:
            self._scroll(max(span.start, self.top_line - max(1, self.page_height - 2)))
        elif self.row > 0:
            self.choose(Target(self.row - 1, self.wanted_side))
        else:
            self._scroll(0)

    def raise_row(self) -> None:
        """Show the chosen row at the top, out of the way of what covers the lower half."""
        self._scroll(self._page.spans.get(self.row, range(0)).start)

    def show_core(self) -> None:
        """Scroll down to what matters most of the chosen row, unless its first lines are in sight."""
        core = self._page.cores.get(self.row, range(0))
        if core.start + min(len(core), BEGINNING) > self.top_line + self.page_height:
            self._scroll(core.start)

    def page_to_top(self) -> None:
        """Show the page from its top; the cursor stays."""
        self._scroll(0)

    def top(self) -> None:
        """Go to the first row and show the page from its top."""
        if self.row_count:
            self.select(Target(0, self.wanted_side))
        self._scroll(0)

    def bottom(self) -> None:
        """Go to the last row and show the page's end."""
        if self.row_count:
            self.select(Target(self.row_count - 1, self.wanted_side))
        self._scroll(len(self.lines))

    def page_down(self) -> None:
        """Scroll down by what is visible, less two lines."""
        self._scroll(self.top_line + max(1, self.page_height - 2))

    def page_up(self) -> None:
        """Scroll up by what is visible, less two lines."""
        self._scroll(self.top_line - max(1, self.page_height - 2))

    @property
    def top_line(self) -> int:
        """The number of the first line that is visible."""
        return round(self.scroll_y)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the page takes, where the height is left to it."""
        inner = width - self.styles.scrollbar_size_vertical
        return len(self.page_for(inner).lines) + len(self.header_for(inner)) if self.has_page else 0

    def render_lines(self, crop: Region) -> list[Strip]:
        """The visible lines; laid out here the first time, so that the first frame has them."""
        if self.has_page and not self._laid_out:
            self.lay_out()
        return super().render_lines(crop)

    def on_resize(self, event: events.Resize) -> None:
        """Lay the page out anew for another width, with the same lines at the top."""
        if not self.has_page:
            return
        if self.line_width != self._laid_out:
            owner, part = self._owner_at(self.top_line)
            self.lay_out()
            span = self._page.spans.get(owner, range(0))
            self._scroll(span.start + round(part * len(span)))
        at_start = self.top_line == 0 and self.row == 0
        if self.selected and event.size.height and not at_start:
            self.call_after_refresh(self.stay_in_view)

    def lay_out(self) -> None:
        """Draw the page for the width that there is."""
        width = self.line_width
        if not self.has_page or width == 0:
            return
        self._laid_out = width
        self._page = self.page_for(width)
        self.show_lines(self._page.lines, self.header_for(width))

    def stay_in_view(self) -> None:
        """Scroll to the whole row; where it is too long for that, only if nothing chosen of it is visible."""
        if self.selected is None:
            return
        if len(self._page.spans.get(self.selected.row, range(0))) < self.page_height:
            self._bring_into_view(self.selected.row)
            return
        rows = [n for n, line in enumerate(self.lines) if any(run.target == self.selected for run in line)]
        if rows and (rows[-1] < self.top_line or rows[0] >= self.top_line + self.page_height):
            self._scroll(rows[0])

    def _owner_at(self, line: int) -> tuple[int, float]:
        """The row that a line belongs to, and how far down the row it is, from 0 to 1."""
        if not 0 <= line < len(self._page.owners) or line == 0:
            return -1, 0.0
        owner = self._page.owners[line]
        span = self._page.spans[owner]
        return owner, (line - span.start) / max(1, len(span))

    def _bring_into_view(self, row: int) -> None:
        span = self._page.spans.get(row)
        if span is None:
            return
        top, height = self.top_line, self.page_height
        if span.start < top or len(span) >= height:
            self._scroll(span.start)
        elif span.stop > top + height:
            self._scroll(span.stop - height)
        self.show_core()

    def _scroll(self, line: int) -> None:
        self.scroll_to(y=max(0, line), animate=False, immediate=True, force=True)
