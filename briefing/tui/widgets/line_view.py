"""A scrolling view of lines in which one target can be selected: one widget, however much it shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from briefing.tui.lines import Line, Run, Target


class LineView(ScrollView):
    """Draws lines, each run styled by the component class `line--<role>` if there is one.

    Subclasses choose the lines and declare the component classes. The target that is selected gets the component
    class `line--selected`, and its bar becomes solid.
    """

    SELECTED_BAR = "█"
    BAR_CHARACTERS = frozenset("▌▐│")

    @dataclass
    class Pressed(Message):
        """The mouse was pressed on a target."""

        view: "LineView"
        target: Target

        @property
        def control(self) -> "LineView":
            """The view that was pressed."""
            return self.view

    @dataclass
    class Dragged(Message):
        """The mouse was drawn over the lines with its button held."""

        view: "LineView"
        start: Offset
        """Where the button was pressed: the column, and the number of the line."""
        end: Offset
        """Where the mouse is now."""

        @property
        def control(self) -> "LineView":
            """The view that the mouse was drawn over."""
            return self.view

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"line--selected"}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: list[Line] = []
        self._header: list[Line] = []
        self._selected: Target | None = None
        self._styles: dict[tuple[str, bool], Style] = {}
        self._pressed_at: Offset | None = None

    @property
    def lines(self) -> list[Line]:
        """What is drawn."""
        return self._lines

    @property
    def selected(self) -> Target | None:
        """The target that is marked."""
        return self._selected

    @property
    def line_width(self) -> int:
        """How many cells a line has, the scrollbar's left out."""
        return self.scrollable_content_region.width

    @property
    def page_height(self) -> int:
        """How many lines are visible below the header."""
        return max(0, self.size.height - len(self._header))

    def show_lines(self, lines: list[Line], header: list[Line] | None = None) -> None:
        """Draw these lines from now on, below a header that does not scroll.

        The scrollbar is always there, so that another number of lines needs no new layout of the screen.
        """
        before = self._drawn()
        self._lines = lines
        self._header = header or []
        height = len(lines) + len(self._header)
        self.set_reactive(LineView.virtual_size, Size(self.line_width, height))
        self.vertical_scrollbar.window_virtual_size = height
        self._refresh_lines(y for y, (old, new) in enumerate(zip(before, self._drawn(), strict=True)) if old != new)

    def select(self, target: Target | None) -> None:
        """Mark this target and no other."""
        if target != self._selected:
            changed = {target, self._selected} - {None}
            self._selected = target
            self._refresh_lines(y for y, line in enumerate(self._drawn()) if any(run.target in changed for run in line))

    def render_line(self, y: int) -> Strip:
        """One line of the screen. See textual's Line API."""
        width = self.size.width
        base = self._style("", False)
        line = self._line_at(y)
        if not line:
            return Strip.blank(width, base)
        return Strip([self._segment(run) for run in line]).adjust_cell_length(width, base)

    def notify_style_update(self) -> None:
        """Forget the styles of the old theme."""
        self._styles.clear()
        super().notify_style_update()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Select what is under the mouse."""
        offset = event.get_content_offset(self)
        self._pressed_at = self._place_of(offset)
        if offset is None:
            return
        target = target_at(self._line_at(offset.y), offset.x)
        if target is not None:
            self.post_message(self.Pressed(self, target))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Tell where the mouse is drawn to while its button is held."""
        if not event.button:
            self._pressed_at = None
        end = self._place_of(event.get_content_offset(self))
        if self._pressed_at is not None and end is not None:
            self.post_message(self.Dragged(self, self._pressed_at, end))

    def _place_of(self, offset: Offset | None) -> Offset | None:
        """The column and the number of the line at an offset in the widget; None in the header and outside."""
        if offset is None or offset.y < len(self._header):
            return None
        return Offset(offset.x, offset.y - len(self._header) + self.scroll_offset.y)

    def selected_text(self, run: Run) -> str:
        """What a run of the selected target looks like, in as many cells."""
        return self.SELECTED_BAR if run.text in self.BAR_CHARACTERS else run.text

    def _drawn(self) -> list[Line]:
        """What stands in each line of the widget."""
        height, top = self.size.height, self.scroll_offset.y
        shown = [*self._header, *self._lines[top : top + height]][:height]
        return [*shown, *((),) * (height - len(shown))]

    def _refresh_lines(self, changed: Iterable[int]) -> None:
        """Paint these lines of the widget anew, and no other: painting is what takes the time after a key."""
        if regions := [Region(0, y, self.size.width, 1) for y in changed]:
            self.refresh(*regions)

    def _line_at(self, y: int) -> Line:
        """What stands in line `y` of the widget; empty where there is nothing."""
        if y < len(self._header):
            return self._header[y]
        index = y - len(self._header) + self.scroll_offset.y
        return self._lines[index] if index < len(self._lines) else ()

    def _segment(self, run: Run) -> Segment:
        selected = run.target is not None and run.target == self._selected
        return Segment(self.selected_text(run) if selected else run.text, self._style(run.role, selected))

    def _style(self, role: str, selected: bool) -> Style:
        key = (role, selected)
        style = self._styles.get(key)
        if style is None:
            style = self.rich_style
            style += self.get_component_rich_style(f"line--{role}", partial=True, default=Style.null())
            if selected:
                style += self.get_component_rich_style("line--selected", partial=True)
            self._styles[key] = style
        return style


def component_classes(roles: str) -> set[str]:
    """The component classes of some roles, separated by spaces."""
    return {f"line--{role}" for role in roles.split()}


def target_at(line: Line, x: int) -> Target | None:
    """The target of the run that covers cell `x` of a line."""
    start = 0
    for run in line:
        end = start + cell_len(run.text)
        if start <= x < end:
            return run.target
        start = end
    return None
