"""How the program ends: asked to by the reader or by the system, or because of a fault; the notes are written first."""

import asyncio
import signal

from briefing import paths
from briefing.errors import BriefingError
from briefing.text import clean
from briefing.tui.screens.command_screen import KeyedApp


class LeavingApp(KeyedApp):
    """Writes what must not be lost before it ends."""

    _warned = False

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
        self.write_all()
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

    def _fatal_error(self) -> None:
        """Textual's report of a fault shows the values of variables, which hold the user's notes."""
        from rich.text import Text

        from briefing.tui import crash

        self.write_all()
        self.panic(Text(clean(crash.told(self._exception, paths.state_folder()))))
