"""What the screens have in common on which something is written: it is taken back, and what failed is told."""

from collections.abc import Callable, Sequence

from textual import on

from briefing.errors import Problem
from briefing.tui.messages import NotesSaved, StepAsked
from briefing.tui.screens.page_screen import PageScreen
from briefing.tui.widgets.bars import CommandBar, ProblemBar


class NotingScreen(PageScreen[None]):
    """Can take a change of a note or of the briefing back, and make it again."""

    def __init__(self, has_step: Callable[[str], bool]) -> None:
        """`has_step` tells whether there is a change to `undo` or to `redo`."""
        super().__init__()
        self._has_step = has_step

    def has(self, needs: str) -> bool:
        """Whether there is a change to take back, or to make again."""
        return self._has_step(needs) if needs in ("undo", "redo") else super().has(needs)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show what keeps changed files from being read, until it is mended."""
        self.query(ProblemBar).remove()
        if problems:
            self.mount(ProblemBar(problems), before=self.query_one(CommandBar))

    @on(NotesSaved)
    def _notes_saved(self, message: NotesSaved) -> None:
        if message.failed:
            self.app.notify(message.told, title="Notes", severity="error", timeout=30, markup=False)

    def action_undo(self) -> None:
        """Take the last change back."""
        self.post_message(StepAsked(again=False))

    def action_redo(self) -> None:
        """Make the change again that was taken back."""
        self.post_message(StepAsked(again=True))
