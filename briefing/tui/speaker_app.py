"""The speaker's page as a program of its own: wiring only."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.filter import LineFilter
from textual.screen import Screen

from briefing.errors import BriefingError
from briefing.loader import Folder
from briefing.settings import Read
from briefing.tui import looks, preferences
from briefing.tui.backstop import CleanFilter
from briefing.tui.leaving import LeavingApp
from briefing.tui.messages import HelpAsked
from briefing.tui.screens.speaker import SpeakerScreen
from briefing.tui.speaker_desk import Followed, SpeakerDesk
from briefing.watching import INTERVAL


class SpeakerApp(LeavingApp):
    """Follows a presentation in another terminal; writes nothing."""

    TITLE = "briefing"
    CSS_PATH = ["app.tcss", "screens/speaker.tcss"]  # noqa: RUF012  # as textual declares it
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, folder: Folder, followed: Followed, settings: Read, command: str) -> None:
        """`command` is what presents this briefing."""
        self._clean_filter = CleanFilter()
        super().__init__()
        self._folder = folder
        self._followed = followed
        self._command = command
        self._desk = SpeakerDesk(folder, followed)
        self.register_theme(looks.DARK)
        self.register_theme(looks.LIGHT)
        self.set_reactive(LeavingApp.theme, preferences.look(settings, self.available_themes))
        self.keys = preferences.keys(settings)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_default_screen(self) -> Screen[None]:
        """The speaker's page, without an empty screen below it."""
        return SpeakerScreen(self._folder.about, self._command, self._followed.now)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, and the one that keeps unsafe characters from the terminal."""
        return [*super().get_line_filters(), self._clean_filter]

    def get_css_variables(self) -> dict[str, str]:
        """The look's colours and our own."""
        return {**super().get_css_variables(), **looks.own_variables(self.current_theme)}

    def on_mount(self) -> None:
        """Listen for the end, and follow."""
        self.listen_for_the_end()
        if self.keys:
            self.set_keymap({command: ",".join(keys) for command, keys in self.keys.items()})
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

        self.push_screen(HelpScreen(self._folder.about, message.group))
