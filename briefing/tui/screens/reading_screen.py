"""What the screens about sources have in common: a page with a cursor, laid out anew when more was read."""

from collections.abc import Callable

from textual import getters, on

from briefing.citing import ClaimRef
from briefing.tui.messages import PlaceAsked, ReadingChanged, SourceAsked
from briefing.tui.reading import Reading
from briefing.tui.screens.noting_screen import NotingScreen
from briefing.tui.widgets.line_view import LineView
from briefing.tui.widgets.reading_view import ReadingView


class ReadingScreen(NotingScreen):
    """Shows a page about sources, with a cursor."""

    page_view = getters.query_one(ReadingView)

    def __init__(self, reading: Reading, has_step: Callable[[str], bool] = lambda needs: False) -> None:
        """`has_step` tells whether there is a change to `undo` or to `redo`."""
        super().__init__(has_step)
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
        if self.page_view.press(message.target):
            self.action_open()

    def go_to_claim(self, claim: ClaimRef, locator: str) -> None:
        """Go to a claim in its theme; from there, back leads to the paragraph that it cites."""
        back = SourceAsked(locator.split("/")[0], locator)
        self.post_message(PlaceAsked(claim.theme, claim.point, claim.side, claim.number, back))

    def action_open(self) -> None:
        """Open what the cursor is on."""
        raise NotImplementedError

    def action_close(self) -> None:
        """Go back to where one came from."""
        self.app.pop_screen()
