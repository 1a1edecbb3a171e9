"""What is handed over while the program runs, to a file or to the clipboard, and what became of it."""

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App

from briefing.loader import Folder
from briefing.model import Briefing
from briefing.text import clean
from briefing.tui import workers
from briefing.tui.messages import CopyAsked, ExportAsked, HandOverAsked

if TYPE_CHECKING:
    from briefing.tui.screens.export import ExportChoice


class ExportDesk:
    """Exports and copies what is asked for, and says where it is."""

    def __init__(
        self,
        app: App[None],
        folder: Callable[[], Folder],
        notes: Callable[[], Mapping[str, str]],
        rate: int,
        copy_text: Callable[[str], str | None],
    ) -> None:
        """`folder` and `notes` give the briefing, and the texts of all notes by target, as they are now.

        `rate` is how many words a minute are said. `copy_text` gives a text to the platform's clipboard program and
        returns its name; None if there is none.
        """
        self._app = app
        self._folder = folder
        self._notes = notes
        self._rate = rate
        self._copy_text = copy_text

    def answer(self, asked: HandOverAsked) -> None:
        """Do what was asked for."""
        match asked:
            case ExportAsked():
                self._ask(asked)
            case CopyAsked():
                workers.run(self._app, self._copy, asked)

    async def _copy(self, asked: CopyAsked) -> None:
        from briefing.export import claims

        folder, theme, point = self._folder(), asked.theme, asked.point
        briefing = Briefing(about=folder.about, sources=folder.sources(), themes=(theme,))
        if asked.side:
            text = claims.answer(briefing, theme, point, asked.side.id)
            what = f"The answer of “{asked.side.name}” with its citations"
        else:
            text, what = claims.point(briefing, theme, point, swapped=asked.swapped), "The point with both sides"
        self._app.copy_to_clipboard(text)
        program = await asyncio.to_thread(self._copy_text, text)
        way = f"by {program}, and by the terminal" if program else "by the terminal, if it allows that"
        self._app.notify(clean(f"{what}: {way}."), title="Copied", markup=False)

    def _ask(self, asked: ExportAsked) -> None:
        from briefing.tui.screens.export import ExportScreen

        def write(choice: "ExportChoice") -> Path:
            return self._write(choice, asked.swapped)

        about = self._folder().about
        sides = about.perspectives[:: -1 if asked.swapped else 1]
        self._app.push_screen(ExportScreen(about.id, asked.theme, sides, write))

    def _write(self, choice: "ExportChoice", swapped: bool) -> Path:
        from briefing.export import Options
        from briefing.export.writing import write

        options = Options(
            themes=(choice.theme,) if choice.theme else None,
            side=choice.side,
            notes=choice.notes,
            swapped=swapped,
            minutes=choice.minutes,
            rate=self._rate,
        )
        (written,) = write(
            [choice.format], self._folder().briefing(), self._notes(), options, choice.path, force=choice.replace
        )
        return written.resolve()
