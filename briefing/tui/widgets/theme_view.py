"""One theme: its points in rows, with a cursor on one side of one point."""

from typing import ClassVar

from textual import events
from textual.geometry import Region
from textual.strip import Strip

from briefing.errors import UnreadableFile
from briefing.model import Theme
from briefing.tui.lines import Line, Page, Run, Target, wrap
from briefing.tui.theme_page import View, sides_line, theme_page
from briefing.tui.widgets.line_view import LineView, component_classes


class ThemeView(LineView):
    """Shows a theme, keeps the cursor in sight, and keeps the place when its width changes."""

    can_focus = False
    COMPONENT_CLASSES: ClassVar[set[str]] = component_classes(
        "side-1 side-2 question overview byline label number point relation silence evidence quote editor "
        "note note-mark foot-label bullet problem"
    )

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._theme: Theme | None = None
        self._view: View | None = None
        self._page = Page()
        self._laid_out = 0
        self._error: UnreadableFile | None = None

    @property
    def point(self) -> int:
        """The 0-based number of the chosen point."""
        return self.selected.row if self.selected else 0

    @property
    def side(self) -> int:
        """0 if the cursor is on the side shown first, else 1."""
        return self.selected.side if self.selected else 0

    def show_theme(self, theme: Theme, view: View, *, chosen: Target | None = None) -> None:
        """Show a theme: from its top, or as it stood when it is the one that is shown already."""
        same = self._theme is not None and self._theme.id == theme.id
        self._theme, self._view, self._error = theme, view, None
        self._lay_out()
        if chosen is not None or not same:
            self.select(chosen or Target(0, self.side))
            if chosen:
                self._bring_into_view(chosen.row)
            else:
                self._scroll(0)

    def show_problem(self, error: UnreadableFile) -> None:
        """Show why a theme cannot be read."""
        self._theme, self._error = None, error
        width = max(20, min(72, self.line_width - 4))
        lines: list[Line] = [(), (Run("  This theme cannot be shown.", "question"),), ()]
        for problem in error.problems:
            for text in wrap(str(problem), width):
                lines.append((Run(f"  {text}", "problem"),))
            for text in wrap(problem.hint, width):
                lines.append((Run(f"  {text}", "overview"),))
        self._page = Page()
        self.select(None)
        self.show_lines(lines)
        self._scroll(0)

    def choose(self, target: Target) -> None:
        """Put the cursor on one side of one point, and bring it into view."""
        self.select(target)
        self._bring_into_view(target.row)

    def choose_side(self, side: int) -> None:
        """Put the cursor on a side of the chosen point."""
        if self._theme:
            self.select(Target(self.point, side))
            self._stay_in_view()

    def next_point(self) -> None:
        """Show the rest of the point if it is below the edge, else go to the next; after the last, on."""
        span = self._page.spans.get(self.point, range(0))
        bottom = round(self.scroll_y) + self.page_height
        if span.stop > bottom:
            self._scroll(min(span.stop - self.page_height, round(self.scroll_y) + max(1, self.page_height - 2)))
        elif self._theme and self.point + 1 < len(self._theme.points):
            self.choose(Target(self.point + 1, self.side))
        else:
            self.page_down()

    def previous_point(self) -> None:
        """Show the start of the point if it is above the edge, else go to the one before, or to the top."""
        span = self._page.spans.get(self.point, range(0))
        if span.start < round(self.scroll_y):
            self._scroll(max(span.start, round(self.scroll_y) - max(1, self.page_height - 2)))
        elif self._theme and self.point > 0:
            self.choose(Target(self.point - 1, self.side))
        else:
            self._scroll(0)

    def raise_point(self) -> None:
        """Show the chosen point at the top, out of the way of what covers the lower half."""
        self._scroll(self._page.spans.get(self.point, range(0)).start)

    def page_to_top(self) -> None:
        """Show the page from its top; the cursor stays."""
        self._scroll(0)

    def top(self) -> None:
        """Go to the first point and show the page from its top."""
        if self._theme:
            self.select(Target(0, self.side))
        self._scroll(0)

    def bottom(self) -> None:
        """Go to the last point and show the page's end."""
        if self._theme:
            self.select(Target(len(self._theme.points) - 1, self.side))
        self._scroll(len(self.lines))

    def page_down(self) -> None:
        """Scroll down by what is visible, less two lines."""
        self._scroll(round(self.scroll_y) + max(1, self.page_height - 2))

    def page_up(self) -> None:
        """Scroll up by what is visible, less two lines."""
        self._scroll(round(self.scroll_y) - max(1, self.page_height - 2))

    def render_lines(self, crop: Region) -> list[Strip]:
        """The visible lines; laid out here the first time, so that the first frame has them."""
        if self._theme and not self._laid_out:
            self._lay_out()
        return super().render_lines(crop)

    def on_resize(self, event: events.Resize) -> None:
        """Lay the theme out anew for another width, with the same lines at the top."""
        if self._theme and self.line_width != self._laid_out:
            top = self._owner_at(round(self.scroll_y))
            self._lay_out()
            self._scroll(self._line_of(*top))
        at_start = round(self.scroll_y) == 0 and self.point == 0
        if self.selected and self._theme and event.size.height and not at_start:
            self.call_after_refresh(self._stay_in_view)
        if self._error:
            self.show_problem(self._error)

    def _stay_in_view(self) -> None:
        """Scroll to the whole point; where it is too long for that, only if none of the chosen answer is visible."""
        if self.selected is None:
            return
        if len(self._page.spans.get(self.selected.row, range(0))) < self.page_height:
            self._bring_into_view(self.selected.row)
            return
        rows = [n for n, line in enumerate(self.lines) if any(run.target == self.selected for run in line)]
        top = round(self.scroll_y)
        if rows and (rows[-1] < top or rows[0] >= top + self.page_height):
            self._scroll(rows[0])

    def _lay_out(self) -> None:
        width = self.line_width
        if self._theme is None or self._view is None or width == 0:
            return
        self._laid_out = width
        self._page = theme_page(self._theme, self._view, width)
        header = sides_line(self._view, width)
        self.show_lines(self._page.lines, [header] if header else [])

    def _owner_at(self, line: int) -> tuple[int, float]:
        """The point that a line belongs to, and how far down the point it is, from 0 to 1."""
        if not 0 <= line < len(self._page.owners) or line == 0:
            return -1, 0.0
        owner = self._page.owners[line]
        span = self._page.spans[owner]
        return owner, (line - span.start) / max(1, len(span))

    def _line_of(self, owner: int, part: float) -> int:
        span = self._page.spans.get(owner, range(0))
        return span.start + round(part * len(span))

    def _bring_into_view(self, point: int) -> None:
        span = self._page.spans.get(point)
        if span is None:
            return
        top, height = round(self.scroll_y), self.page_height
        if span.start < top or len(span) >= height:
            self._scroll(span.start)
        elif span.stop > top + height:
            self._scroll(span.stop - height)

    def _scroll(self, line: int) -> None:
        self.scroll_to(y=max(0, line), animate=False, immediate=True, force=True)
