"""What the screens about sources have in common: a page with a cursor, laid out anew when more was read."""

from textual import getters, on

from briefing.tui.messages import ReadingChanged
from briefing.tui.reading import Reading
from briefing.tui.screens.command_screen import CommandScreen
from briefing.tui.widgets.line_view import LineView
from briefing.tui.widgets.reading_view import ReadingView


class ReadingScreen(CommandScreen):
    """Shows a page about sources, with a cursor."""

    AUTO_FOCUS = ""

    page_view = getters.query_one(ReadingView)

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading.about)
        self.reading = reading

    def show_reading(self) -> None:
        """Show what is known now."""
        raise NotImplementedError

    @on(ReadingChanged)
    def _reading_changed(self, message: ReadingChanged) -> None:
        self.reading = message.reading
        self.show_reading()

    @on(LineView.Pressed)
    def _pressed(self, message: LineView.Pressed) -> None:
        self.pressed(message)

    def pressed(self, message: LineView.Pressed) -> None:
        """A click chooses a row; a second one opens it."""
        if message.target == self.page_view.selected:
            self.action_open()
        else:
            self.page_view.choose(message.target)

    def action_open(self) -> None:
        """Open what the cursor is on."""
        raise NotImplementedError

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
        """Go to the last row."""
        self.page_view.bottom()

    def action_close(self) -> None:
        """Go back to where one came from."""
        self.app.pop_screen()
