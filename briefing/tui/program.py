"""What the programs on the screen have in common: the user's look and keys, clean output, and how they end."""

import asyncio
import signal
from collections.abc import Sequence
from typing import Any

from textual.filter import LineFilter

from briefing import paths
from briefing.errors import BriefingError
from briefing.settings import Read
from briefing.text import clean
from briefing.tui import looks, preferences
from briefing.tui.backstop import CleanFilter
from briefing.tui.commands import key_name
from briefing.tui.screens.command_screen import CommandScreen, KeyedApp


class ProgramApp(KeyedApp):
    """Looks as the user likes it, and writes what must not be lost before it ends."""

    _warned = False

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

    def _end(self, code: int) -> None:
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

    def push_screen(self, *screen: Any, **how: Any) -> Any:
        """Open a screen with nothing left over it that was told before."""
        self.clear_notifications()
        return super().push_screen(*screen, **how)

    def _fatal_error(self) -> None:
        """Textual's report of a fault shows the values of variables, which hold the user's notes."""
        from rich.text import Text

        from briefing.tui import crash

        try:
            self.write_all()
        finally:
            self.panic(Text(clean(crash.told(self._exception, paths.state_folder()))))
