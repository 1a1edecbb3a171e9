"""Rows of two columns: a key or a sign, and what it means."""

from collections.abc import Sequence
from typing import Final

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from briefing.tui.lines import wrap

LEFT: Final = 11
"""How wide the left column is at least, in cells."""
GAP: Final = 2
"""How many cells are between the columns."""


class Rows(Widget):
    """Shows rows; the left column is never broken."""

    def __init__(self, rows: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.rows = rows
        """What is shown: for each row its left and its right text."""
        self._left = GAP + max((LEFT, *(cell_len(left) for left, _ in rows)))
        self._laid_out: dict[int, list[Content]] = {}

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """How many lines the rows take."""
        return len(self._lines(width))

    def render(self) -> Content:
        """The rows, for the width that there is."""
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[Content]:
        """Laid out once for each width: textual asks for the height several times whenever it lays a screen out."""
        if width not in self._laid_out:
            lines = [
                (left if number == 0 else "", line)
                for left, right in self.rows
                for number, line in enumerate(wrap(right, width - self._left))
            ]
            self._laid_out[width] = [
                Content.styled(set_cell_size(left, self._left), "bold") + line for left, line in lines
            ]
        return self._laid_out[width]
