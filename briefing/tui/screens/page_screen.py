"""Screens that are a page of rows with a cursor."""

from textual import getters
from textual.screen import ScreenResultType

from briefing.tui.screens.command_screen import CommandScreen
from briefing.tui.widgets.page_view import PageView


class PageScreen(CommandScreen[ScreenResultType]):
    """Moves over the rows of its page."""

    AUTO_FOCUS = ""

    page_view = getters.query_one(PageView)

    def action_next_row(self) -> None:
        """Go to the next row."""
        self.page_view.next_row()

    def action_previous_row(self) -> None:
        """Go to the row before."""
        self.page_view.previous_row()

    def action_page_down(self) -> None:
        """Go down by a page."""
        self.page_view.page_down()

    def action_page_up(self) -> None:
        """Go up by a page."""
        self.page_view.page_up()

    def action_top(self) -> None:
        """Go to the first row."""
        self.page_view.top()

    def action_bottom(self) -> None:
        """Go to the last row, and to what follows it."""
        self.page_view.bottom()
