"""What the author changes on the screen: each change is written at once, and can be taken back."""

from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from textual.app import App

from briefing.editing import steps
from briefing.editing.steps import Step
from briefing.errors import BriefingError
from briefing.files import Overtaken
from briefing.history import History
from briefing.loader import Folder
from briefing.text import clean
from briefing.tui.messages import PlaceAsked
from briefing.tui.screens.source import SourceScreen
from briefing.tui.screens.write import WriteScreen

if TYPE_CHECKING:
    from briefing.notes_history import NoteStep


class WriteDesk:
    """Writes the author's changes into the files of the briefing."""

    def __init__(
        self,
        app: App[None],
        folder: Callable[[], Folder],
        history: History["NoteStep | Step"],
        write_files: Callable[[Callable[[], Iterable[Path]]], Awaitable[None]],
    ) -> None:
        """`folder` gives the briefing as it is now, and `history` is told of each change that was made.

        `write_files` has a function write files in a thread, and what it returns the paths of read anew.
        """
        self._app = app
        self._folder = folder
        self._history = history
        self._write_files = write_files

    async def write(self, planned: Callable[[Folder], Step]) -> BriefingError | None:
        """Plan a change of the briefing as it is now, and make it; what kept it from being made, or None."""
        made: list[Step] = []

        def make() -> list[Path]:
            made.append(planned(self._folder()))
            steps.take(made[0])
            return made[0].paths

        try:
            await self._write_files(make)
        except BriefingError as error:
            return error
        if made[0].changes:
            self._history.did(made[0])
        return None

    async def take(self, step: Step, *, again: bool) -> bool:
        """Make a change that was taken back, or that takes one back; whether it was made.

        One whose files say something else by now never can be: it is forgotten, so that those before it can.
        """

        def make() -> list[Path]:
            steps.take(step)
            return step.paths

        done = "made again" if again else "taken back"
        try:
            await self._write_files(make)
        except Overtaken as error:
            self._history.forget(again=again)
            self._tell(f"{step.what}: this can no longer be {done}. {error.message}.", severity="warning")
            return False
        except BriefingError as error:
            self._tell(f"{error.message}. {error.hint}".strip(), severity="warning")
            return False
        screen = self._app.screen
        if isinstance(screen, WriteScreen):
            screen.show_again(step.theme)
        elif not isinstance(screen, SourceScreen):
            self._app.post_message(PlaceAsked(step.theme, step.point))
        self._tell(f"{step.what}: {done}.")
        return True

    def _tell(self, text: str, *, severity: Literal["information", "warning"] = "information") -> None:
        self._app.notify(clean(text), title="Writing", severity=severity, markup=False)
