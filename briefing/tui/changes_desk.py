"""What has changed in the briefing: since its last commit, or since the program opened it."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from textual.app import App

from briefing.diff import compare
from briefing.errors import BriefingError
from briefing.loader import Folder
from briefing.model import Briefing
from briefing.text import clean
from briefing.tui import workers
from briefing.tui.diff_page import Compared
from briefing.tui.messages import ChangesAsked
from briefing.tui.screens.diff import DiffScreen

COMMITTED: Final = "What is saved in the briefing’s files shows here. Notes are not compared."
OPENED: Final = "What is saved in the briefing’s files shows here; in a git repository, all since its last commit."


class ChangesDesk:
    """Shows what is different now."""

    def __init__(
        self,
        app: App[None],
        folder: Callable[[], Folder],
        opened: Callable[[], Briefing | None],
        read_committed: Callable[[Path], Briefing | None],
    ) -> None:
        """`folder` gives the briefing as it is now, `opened` as it was when it was opened, if it could be read whole.

        `read_committed` gives it as it was last committed, if it was; called in a thread.
        """
        self._app = app
        self._folder = folder
        self._read_committed = read_committed
        self._opened = opened

    def answer(self, asked: ChangesAsked) -> None:
        """Show what has changed."""
        workers.run(self._app, self._open, asked.row, group="changes", exclusive=True)

    def follow(self) -> None:
        """Go on with the briefing as it is now, where its changes are shown."""
        if self._screen:
            workers.run(self._app, self._show_again, group="changes", exclusive=True)

    @property
    def _screen(self) -> DiffScreen | None:
        return next((screen for screen in self._app.screen_stack if isinstance(screen, DiffScreen)), None)

    async def _open(self, row: int) -> None:
        below = self._app.screen
        try:
            compared, title = await asyncio.to_thread(self._compare)
        except BriefingError as error:
            told = clean(f"{error.message}. {error.hint}".strip())
            self._app.notify(told, title="Changes", severity="warning", timeout=20, markup=False)
            return
        if self._app.screen is below:
            self._app.push_screen(DiffScreen(compared, title, row=row, leads_on=True))

    async def _show_again(self) -> None:
        with suppress(BriefingError):
            compared, _ = await asyncio.to_thread(self._compare)
            if self._screen:
                self._screen.show(compared)

    def _compare(self) -> tuple[Compared, str]:
        """What is different, and what that screen is called. Raises BriefingError where nothing can be compared."""
        folder = self._folder()
        new = folder.briefing()
        if committed := self._read_committed(folder.path):
            return _compared(committed, new, "at the last commit", "since the last commit", COMMITTED)
        if opened := self._opened():
            return _compared(opened, new, "when it was opened", "since it was opened", OPENED)
        raise BriefingError(
            "the briefing could not be read whole when it was opened", "Open it again to see what changes from now on."
        )


def _compared(old: Briefing, new: Briefing, name: str, since: str, hint: str) -> tuple[Compared, str]:
    return Compared(compare(old, new), name, "now", f"Nothing has changed {since}.", hint), f"Changes {since}"
