"""The export while the program runs: what is asked for, and what became of it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App

from briefing.loader import Folder
from briefing.text import clean
from briefing.tui.messages import ExportAsked

if TYPE_CHECKING:
    from briefing.tui.screens.export import ExportChoice


class ExportDesk:
    """Asks what to export, writes it, and says where it is."""

    def __init__(self, app: App[None], folder: Callable[[], Folder], notes: Callable[[], Mapping[str, str]]) -> None:
        """`folder` and `notes` give the briefing, and the texts of all notes by target, as they are now."""
        self._app = app
        self._folder = folder
        self._notes = notes

    def ask(self, asked: ExportAsked) -> None:
        """Open the dialog."""
        from briefing.tui.screens.export import ExportScreen

        def write(choice: "ExportChoice") -> Path:
            return self._write(choice, asked.swapped)

        self._app.push_screen(ExportScreen(self._folder().about.id, asked.theme, write), self._tell)

    def _write(self, choice: "ExportChoice", swapped: bool) -> Path:
        from briefing.export import Options
        from briefing.export.writing import write

        options = Options(
            themes=(choice.theme,) if choice.theme else None,
            notes=choice.notes,
            swapped=swapped,
            minutes=choice.minutes,
        )
        (written,) = write(
            [choice.format], self._folder().briefing(), self._notes(), options, choice.path, force=choice.replace
        )
        return written.resolve()

    def _tell(self, path: Path | None) -> None:
        if path:
            self._app.notify(clean(f"Written to {path}"), title="Exported", timeout=10, markup=False)
