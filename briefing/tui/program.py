"""What the programs on the screen have in common: the user's look and keys, clean output, and how they end."""

import asyncio
import signal
from collections.abc import Sequence
from time import monotonic
from typing import Any, Final

from textual._styles_cache import StylesCache
from textual.await_complete import AwaitComplete
from textual.driver import Driver
from textual.events import Event, InputEvent
from textual.filter import LineFilter
from textual.notifications import SeverityLevel

from briefing import paths
from briefing.errors import BriefingError
from briefing.settings import Read
from briefing.text import clean
from briefing.tui import looks, preferences
from briefing.tui.backstop import CleanFilter
from briefing.tui.commands import key_name
from briefing.tui.screens.command_screen import CommandScreen, KeyedApp

QUIET: Final = 0.2
"""How long nothing must have been typed until all that was typed before the end has surely arrived, in seconds."""
LONGEST_END: Final = 2.0
"""How long the end may wait for that, in seconds; the system does not wait for ever."""


class ProgramApp(KeyedApp):
    """Looks as the user likes it, and writes what must not be lost before it ends."""

    _warned = False
    _warns_until = 0.0
    _last_input = 0.0

    def __init__(self, settings: Read) -> None:
        self._clean_filter = CleanFilter()
        super().__init__()
        self.register_theme(looks.DARK)
        self.register_theme(looks.LIGHT)
        self.set_reactive(KeyedApp.theme, preferences.look(settings, self.available_themes))
        self.keys = preferences.keys(settings)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, and the one that keeps unsafe characters from the terminal."""
        return [*super().get_line_filters(), self._clean_filter]

    def get_css_variables(self) -> dict[str, str]:
        """The look's colours and our own."""
        return {**super().get_css_variables(), **looks.own_variables(self.current_theme)}

    def on_mount(self) -> None:
        """Listen for the end, and take the user's keys."""
        self.listen_for_the_end()
        if self.keys:
            self.set_keymap({command: ",".join(keys) for command, keys in self.keys.items()})

    def write_all(self) -> BriefingError | None:
        """Write what is not on the disk yet; what keeps the notes from being written."""
        raise NotImplementedError

    def listen_for_the_end(self) -> None:
        """Leave in order when the system asks for it."""
        loop = asyncio.get_running_loop()
        for name in ("SIGINT", "SIGQUIT", "SIGTERM", "SIGHUP"):
            if number := getattr(signal, name, None):
                loop.add_signal_handler(number, self._end, 128 + number)

    def get_driver_class(self) -> type[Driver]:
        """Textual's driver; for a terminal, ours."""
        chosen = super().get_driver_class()
        if chosen.__name__ == "LinuxDriver":
            from briefing.tui.driver import TerminalDriver

            return TerminalDriver
        return chosen

    async def on_event(self, event: Event) -> None:
        """Remember when the last key came."""
        if isinstance(event, InputEvent):
            self._last_input = monotonic()
        await super().on_event(event)

    def _end(self, code: int) -> None:
        """Write at once, and leave when what was typed before the end has arrived and is written too."""
        try:
            self.write_all()
        finally:
            self._last_input = monotonic()
            asyncio.get_running_loop().call_later(QUIET, self._leave, code, monotonic() + LONGEST_END)

    def _leave(self, code: int, latest: float) -> None:
        now = monotonic()
        if now < min(self._last_input + QUIET, latest):
            asyncio.get_running_loop().call_later(QUIET / 4, self._leave, code, latest)
            return
        try:
            self.write_all()
        finally:
            self.exit(return_code=code)

    async def action_quit(self) -> None:
        """Leave, unless notes would be lost; asked again, leave all the same."""
        problem = self.write_all()
        if problem and not self._warned:
            self._warned = True
            told = clean(f"{problem.message}. {problem.hint} Quit again to leave; the notes are printed then.")
            self.notify(told, title="The notes are not saved", severity="error", timeout=30, markup=False)
        else:
            self.exit()

    def action_help_quit(self) -> None:
        """Say how to leave: elsewhere the key that was pressed does."""
        commands = self.screen.commands if isinstance(self.screen, CommandScreen) else ()
        key = next((command.keys[0] for command in commands if command.hint == "quit"), "ctrl+q")
        self.notify(f"{key_name(key)} leaves the program.", timeout=6, markup=False)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Tell something in the place of what was told before; only a warning stays beside it."""
        now = monotonic()
        if now >= self._warns_until:
            self.clear_notifications()
        if severity != "information":
            self._warns_until = now + (self.NOTIFICATION_TIMEOUT if timeout is None else timeout)
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)

    def push_screen(self, *screen: Any, **how: Any) -> Any:
        """Open a screen with nothing left over it that was told before."""
        self.clear_notifications()
        return super().push_screen(*screen, **how)

    def clear_notifications(self) -> None:
        """Take away what was told; textual would leave the empty frame of each message on the screen for good."""
        if self.screen_stack:
            self.screen.query("ToastHolder").remove()
        super().clear_notifications()

    def pop_screen(self) -> AwaitComplete:
        """Close a screen, and let go of its lines: one of textual's caches would hold those of a thousand widgets."""
        StylesCache.get_inner_outer.cache_clear()
        return super().pop_screen()

    def _fatal_error(self) -> None:
        """Textual's report of a fault shows the values of variables, which hold the user's notes."""
        from rich.text import Text

        from briefing.tui import crash

        try:
            self.write_all()
        finally:
            self.panic(Text(clean(crash.told(self._exception, paths.state_folder()))))
