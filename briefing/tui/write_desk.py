"""What the author changes on the screen: each change is written at once, and can be taken back."""

from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import Literal

from textual.app import App

from briefing.editing import steps
from briefing.editing.steps import Step
from briefing.errors import BriefingError
from briefing.loader import Folder
from briefing.text import clean
from briefing.tui.messages import PlaceAsked
from briefing.tui.screens.source import SourceScreen
from briefing.tui.screens.write import WriteScreen


class WriteDesk:
    """Writes the author's changes into the files of the briefing."""

    def __init__(
        self,
        app: App[None],
        folder: Callable[[], Folder],
        did: Callable[[Step], None],
        look: Callable[[Iterable[Path]], Awaitable[None]],
    ) -> None:
        """`folder` gives the briefing as it is now, and `did` gets each change that was made.

        `look` has the files that were written read anew.
        """
        self._app = app
        self._folder = folder
        self._did = did
        self._look = look

    async def write(self, planned: Callable[[Folder], Step]) -> BriefingError | None:
        """Plan a change of the briefing as it is now, and make it; what kept it from being made, or None."""
        try:
            step = planned(self._folder())
            steps.take(step)
        except BriefingError as error:
            return error
        if step.changes:
            self._did(step)
        await self._look(step.paths)
        return None

    async def take(self, step: Step, *, again: bool) -> bool:
        """Make a change that was taken back, or that takes one back; whether it was made."""
        try:
            steps.take(step)
        except BriefingError as error:
            self._tell(f"{error.message}. {error.hint}".strip(), severity="warning")
            return False
        await self._look(step.paths)
        screen = self._app.screen
        if isinstance(screen, WriteScreen):
            screen.show_again(step.theme)
        elif not isinstance(screen, SourceScreen):
            self._app.post_message(PlaceAsked(step.theme, step.point))
        self._tell(f"{step.what}: {'made again' if again else 'taken back'}.")
        return True

    def _tell(self, text: str, *, severity: Literal["information", "warning"] = "information") -> None:
        self._app.notify(clean(text), title="Writing", severity=severity, markup=False)
