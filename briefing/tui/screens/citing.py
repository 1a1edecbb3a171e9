"""The choice among the claims that cite one paragraph."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.screen import ModalScreen

from briefing.citing import ClaimRef
from briefing.tui.commands import Command, hint_line
from briefing.tui.commands.reading import CITING_COMMANDS
from briefing.tui.reading import Reading
from briefing.tui.screens.reading_screen import ReadingScreen
from briefing.tui.source_page import claims_page
from briefing.tui.widgets.reading_view import ReadingView


class CitingScreen(ReadingScreen, ModalScreen[None]):
    """Lists claims, and goes to the one that is chosen."""

    CSS_PATH = "citing.tcss"
    DECLARED: ClassVar[tuple[Command, ...]] = CITING_COMMANDS

    def __init__(self, locator: str, reading: Reading) -> None:
        """`locator` is that of the paragraph."""
        super().__init__(reading)
        self._locator = locator

    @property
    def claims(self) -> Sequence[ClaimRef]:
        """The claims that cite the paragraph now."""
        return self.reading.citing.get(self._locator, ())

    def compose(self) -> ComposeResult:
        """The claims in a frame."""
        with Container(id="citing", classes="dialog") as dialog:
            dialog.border_title = Content("Claims that cite this paragraph")
            dialog.border_subtitle = Content(hint_line(self.commands))
            yield ReadingView()

    def on_mount(self) -> None:
        """Start at the first claim."""
        self.show_reading()

    def show_reading(self) -> None:
        """Lay the claims out; where none is left, go back to the source."""
        claims, reading = self.claims, self.reading
        self.page_view.show_page(lambda width: claims_page(claims, reading, width), len(claims))
        if not claims:
            self.dismiss()

    def action_open(self) -> None:
        """Go to the chosen claim."""
        if self.claims:
            self.go_to_claim(self.claims[self.page_view.row], self._locator)
