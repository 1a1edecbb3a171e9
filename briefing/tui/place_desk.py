"""Where the reader is, kept while the program runs."""

import asyncio
from collections.abc import Callable
from threading import Lock
from typing import Final

from textual.app import App

from briefing.errors import BriefingError
from briefing.place import Place
from briefing.text import clean

PAUSE: Final = 1.0
"""How often the place is looked at, in seconds."""


class PlaceDesk:
    """Writes the place soon after it has changed, and on leaving."""

    def __init__(self, app: App[None], where: Callable[[], Place | None], keep: Callable[[Place], None]) -> None:
        """`where` says where the reader is, if that can be said; `keep` writes it, and may raise BriefingError."""
        self._app = app
        self._where = where
        self._keep = keep
        self._kept: Place | None = None
        self._failed = False
        self._lock = Lock()

    def start(self) -> None:
        """Keep the place from now on."""
        self._kept = self._where()
        self._app.set_interval(PAUSE, self.look)

    async def look(self) -> None:
        """Write the place, in a thread, if it is another one."""
        self._tell(await asyncio.to_thread(self._write, self._where()))

    def flush(self) -> None:
        """Write the place if it is another one; that it cannot be written is said once."""
        self._tell(self._write(self._where()))

    def _write(self, place: Place | None) -> BriefingError | None:
        """Write a place if it is another one; what kept it from being written, or None."""
        with self._lock:
            if place is None or place == self._kept:
                return None
            self._kept = place
            try:
                self._keep(place)
            except BriefingError as error:
                return error
            return None

    def _tell(self, problem: BriefingError | None) -> None:
        if problem is None:
            return
        if not self._failed and self._app.is_running:
            told = clean(f"Where you are cannot be kept: {problem.message}. {problem.hint}")
            self._app.notify(told, title="Place", severity="warning", timeout=15, markup=False)
        self._failed = True
