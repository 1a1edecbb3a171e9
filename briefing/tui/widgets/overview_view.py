"""The rows of the overview, or the cells of the matrix, with a cursor."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from briefing.tui.lines import Line, Page, Run, Target
from briefing.tui.overview_page import CHOSEN_POINTER, chosen_cell
from briefing.tui.widgets.line_view import component_classes
from briefing.tui.widgets.reading_view import ReadingView


class OverviewView(ReadingView):
    """Draws a page with a head that does not scroll; in each row the cursor is on one of its cells."""

    COMPONENT_CLASSES: ClassVar[set[str]] = component_classes("pointer cell none")

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._head: Callable[[int], list[Line]] = lambda width: []
        self._cells: Sequence[int] = ()
        self._column = 0

    def show_rows(
        self, make: Callable[[int], Page], head: Callable[[int], list[Line]], cells: Sequence[int], chosen: Target
    ) -> None:
        """Show what `make` lays out below `head`, the cursor on `chosen`; `cells` says how many each row has."""
        self._head, self._cells = head, cells
        self.show_page(make, len(cells))
        self.choose(chosen)

    def header_for(self, width: int) -> list[Line]:
        """What the function makes of the width."""
        return self._head(width)

    @property
    def wanted_side(self) -> int:
        """The cell that was last chosen, though a shorter row between has none there."""
        return self._column

    def nearest(self, target: Target) -> Target:
        """The cell that a target stands for: a row's title for the one below or above the cursor."""
        cell = self._column if target.side < 0 else target.side
        return Target(target.row, max(0, min(cell, self._cells[target.row] - 1)))

    def select(self, target: Target | None) -> None:
        """Mark this cell, or in a shorter row its last."""
        if target and target.side >= 0:
            self._column = target.side
        super().select(target and self.nearest(target))

    def next_cell(self) -> None:
        """Go to the next cell of the row."""
        self.choose(self.nearest(Target(self.row, self.side + 1)))

    def previous_cell(self) -> None:
        """Go to the cell before in the row."""
        self.choose(Target(self.row, max(0, self.side - 1)))

    def selected_text(self, run: Run) -> str:
        """The pointer of a chosen row, and a chosen cell in brackets."""
        match run.role:
            case "pointer":
                return CHOSEN_POINTER
            case "cell":
                return chosen_cell(run.text)
        return super().selected_text(run)
