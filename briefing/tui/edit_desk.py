"""The user's editor while the program runs: which file it opens, where, and how the screen comes back."""

import asyncio
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from textual.app import App, SuspendNotSupported

from briefing import paths
from briefing.errors import BriefingError
from briefing.loader import Folder
from briefing.text import clean
from briefing.tui.messages import EditAsked

_MEANT_FOR_THE_EDITOR: Final = (signal.SIGINT, getattr(signal, "SIGQUIT", signal.SIGINT))
_SETTLED: Final = 0.2
"""After how many seconds a signal that came while the editor ran has been passed over."""


class EditDesk:
    """Leaves the terminal to the user's editor, and takes it back."""

    def __init__(
        self,
        app: App[None],
        folder: Callable[[], Folder],
        note_place: Callable[[str], tuple[Path, int]],
        edit_file: Callable[[Path, int], None],
        listen: Callable[[], None],
    ) -> None:
        """`folder` gives the briefing as it is now, `note_place` the file and the line of a note.

        `edit_file` returns when the editor ends, and raises BriefingError where that fails. `listen` makes
        the program heed signals again.
        """
        self._app = app
        self._folder = folder
        self._note_place = note_place
        self._edit_file = edit_file
        self._listen = listen

    def answer(self, asked: EditAsked) -> None:
        """Open what was asked for."""
        try:
            if asked.note:
                self._edit(*self._note_place(asked.note))
            else:
                self._edit_theme(*self._folder().place(asked.theme, asked.point))
        except BriefingError as error:
            self._tell(f"{error.message}. {error.hint}".strip())

    def _edit_theme(self, file: Path, line: int) -> None:
        folder = self._folder().path
        if paths.is_builtin(folder):
            hint = f"`briefing copy {folder.name} FOLDER` makes a copy that you can change."
            self._tell(f"{file} belongs to the program. {hint}")
        else:
            self._edit(file, line)

    def _edit(self, file: Path, line: int) -> None:
        problem: BriefingError | None = None
        try:
            with self._app.suspend(), self._interrupts_passed_over():
                try:
                    self._edit_file(file, line)
                except BriefingError as error:
                    problem = error  # what leaves `suspend` as an exception leaves the terminal suspended
        except SuspendNotSupported:
            self._tell(f"This terminal cannot be left to an editor. The place is {file}:{line}.")
        if problem:
            raise problem

    @contextmanager
    def _interrupts_passed_over(self) -> Iterator[None]:
        """A key that interrupts the editor reaches this program too, and is not meant for it."""
        loop = asyncio.get_running_loop()
        for number in _MEANT_FOR_THE_EDITOR:
            loop.remove_signal_handler(number)
            signal.signal(number, lambda *_: None)
        try:
            yield
        finally:
            loop.call_later(_SETTLED, self._listen)

    def _tell(self, text: str) -> None:
        self._app.notify(clean(text), title="Editor", severity="warning", timeout=20, markup=False)
