"""The speaker's page as a program of its own: wiring only."""

from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.screen import Screen

from briefing.errors import BriefingError
from briefing.loader import Folder
from briefing.settings import Read
from briefing.tui.messages import HelpAsked
from briefing.tui.program import ProgramApp
from briefing.tui.screens.speaker import SpeakerScreen
from briefing.tui.speaker_desk import Followed, SpeakerDesk
from briefing.watching import INTERVAL


class SpeakerApp(ProgramApp):
    """Follows a presentation in another terminal; writes nothing."""

    TITLE = "briefing"
    CSS_PATH = ["app.tcss", "screens/speaker.tcss"]  # noqa: RUF012  # as textual declares it
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, folder: Folder, followed: Followed, settings: Read, command: str) -> None:
        """`command` is what presents this briefing."""
        super().__init__(settings)
        self._folder = folder
        self._followed = followed
        self._command = command
        self._desk = SpeakerDesk(folder, followed)

    def get_default_screen(self) -> Screen[None]:
        """The speaker's page, without an empty screen below it."""
        return SpeakerScreen(self._folder.about, self._command, self._followed.now)

    def on_mount(self) -> None:
        """Follow."""
        self.call_after_refresh(self._look)
        self.set_interval(INTERVAL, self._look)

    async def _look(self) -> None:
        seen = await self._desk.look()
        main = self.screen_stack[0]
        if isinstance(main, SpeakerScreen):
            main.show(seen)

    def write_all(self) -> BriefingError | None:
        """There is nothing to write."""
        return None

    @on(HelpAsked)
    def _help(self, message: HelpAsked) -> None:
        from briefing.tui.screens.help import HelpScreen

        if self.heeds(message):
            self.push_screen(HelpScreen(self._folder.about, message.group))
