"""A briefing that came with the program: who wants to change it is offered a copy of it."""

import shlex
from collections.abc import Callable
from pathlib import Path

from textual.app import App

from briefing import copies
from briefing.errors import BriefingError
from briefing.loader import Folder
from briefing.place import Place
from briefing.text import clean
from briefing.tui.messages import WriteAsked
from briefing.tui.outside import Onward


class CopyDesk:
    """Copies the briefing with the user's notes, and has the program go on in the copy."""

    def __init__(
        self,
        app: App[None],
        folder: Callable[[], Folder],
        notes: Callable[[], Path],
        write_notes: Callable[[], BriefingError | None],
        place: Callable[[], Place | None],
        go_on: Callable[[Onward], bool],
    ) -> None:
        """`write_notes` writes the notes into the file of `notes`; `place` is where the reader is.

        `go_on` says whether the program goes on in the copy once it has ended.
        """
        self._app = app
        self._folder = folder
        self._notes = notes
        self._write_notes = write_notes
        self._place = place
        self._go_on = go_on

    def offer(self, asked: WriteAsked) -> None:
        """Offer a copy, and what was asked for in it."""
        from briefing.tui.screens.copying import CopyingScreen

        def copied(target: Path | None) -> None:
            if target is None:
                return
            asked.asker = None
            place = self._place()
            if place and self._go_on(Onward(target, place, asked)):
                self._app.exit()
            else:
                told = clean(f"The copy is in {target}. Open it with `briefing {shlex.quote(str(target))}`.")
                self._app.notify(told, title="Writing", timeout=20, markup=False)

        self._app.push_screen(CopyingScreen(f"./{self._folder().about.id}", self._copy), copied)

    def _copy(self, target: Path) -> None:
        if problem := self._write_notes():
            raise problem
        copies.copy(self._folder(), target, self._notes())
