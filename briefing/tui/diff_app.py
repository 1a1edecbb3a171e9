"""What is different between two briefings, as a program of its own: wiring only."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.command import Provider
from textual.screen import Screen

from briefing.errors import BriefingError
from briefing.settings import Read
from briefing.tui.diff_page import Compared
from briefing.tui.messages import HelpAsked
from briefing.tui.palette import BriefingProvider
from briefing.tui.program import ProgramApp
from briefing.tui.screens.diff import DiffScreen


class DiffApp(ProgramApp):
    """Shows two briefings that were compared; writes nothing."""

    TITLE = "briefing"
    CSS_PATH = ["app.tcss", "screens/diff.tcss"]  # noqa: RUF012  # as textual declares it
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {BriefingProvider}
    COMMAND_PALETTE_BINDING = "ctrl+p"

    def __init__(self, compared: Compared, settings: Read) -> None:
        super().__init__(settings)
        self._compared = compared

    def get_default_screen(self) -> Screen[None]:
        """The differences, without an empty screen below them."""
        return DiffScreen(self._compared, "Changes")

    def write_all(self) -> BriefingError | None:
        """There is nothing to write."""
        return None

    @on(HelpAsked)
    def _help(self, message: HelpAsked) -> None:
        from briefing.tui.screens.help import HelpScreen

        if self.heeds(message):
            self.push_screen(HelpScreen(self._compared.diff.new, message.group))
