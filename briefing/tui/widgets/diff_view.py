"""The differences between two briefings, with a cursor."""

from typing import ClassVar

from briefing.tui.diff_page import Compared, diff_page, names_line, rows_of
from briefing.tui.lines import Line
from briefing.tui.widgets.line_view import component_classes
from briefing.tui.widgets.reading_view import ReadingView


class DiffView(ReadingView):
    """Draws the differences below the names of both briefings, which do not scroll."""

    COMPONENT_CLASSES: ClassVar[set[str]] = component_classes(
        "old new gone come sign-old sign-new name-old name-new bar figures"
    )

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._compared: Compared | None = None

    def show_diff(self, compared: Compared) -> None:
        """Show what is different, with the cursor where it is, or on the last row there is."""
        self._compared = compared
        self.show_page(lambda width: diff_page(compared, width), len(rows_of(compared.diff)))

    def header_for(self, width: int) -> list[Line]:
        """The names of both briefings, where they stand side by side."""
        line = names_line(self._compared, width) if self._compared and self.row_count else ()
        return [line] if line else []
