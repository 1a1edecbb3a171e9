"""What to do when the notes file cannot be understood."""

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Button, Static

from briefing.errors import BriefingError
from briefing.text import clean
from briefing.tui.commands import Command, hint_line
from briefing.tui.commands.dialogs import DAMAGED_NOTES_COMMANDS
from briefing.tui.screens.choice_screen import ChoiceScreen


class DamagedNotesScreen(ChoiceScreen[str]):
    """Says what is wrong with the notes; its result is `restore`, `afresh` or `leave`."""

    CSS_PATH = "damaged_notes.tcss"
    DECLARED: ClassVar[tuple[Command, ...]] = DAMAGED_NOTES_COMMANDS

    def __init__(self, damage: BriefingError, backup: Path | None, *, mendable: bool) -> None:
        """`backup` is the newest one, if there is one; `mendable` says whether a new file would help."""
        super().__init__()
        self._damage = damage
        self._backup = backup
        self._mendable = mendable

    def compose(self) -> ComposeResult:
        """The problem and the ways out."""
        with Vertical(id="damaged", classes="dialog") as dialog:
            dialog.border_title = Content("Your notes cannot be read")
            dialog.border_subtitle = Content(hint_line(self.commands))
            yield Static(Content(clean(f"{self._damage.message}. {self._damage.hint}")), classes="message")
            yield Static(
                "The file is left as it is. Until it is mended, notes are switched off.",
                markup=False,
                classes="message",
            )
            yield Button("Read without notes; mend the file later", id="leave")
            if not self._mendable:
                return
            if self._backup:
                yield Button(Content(f"Put back the last backup ({self._backup.name})"), id="restore")
            yield Button("Begin a new notes file", id="afresh")
            yield Static("The damaged file is kept beside the new one, under another name.", classes="hint")

    @on(Button.Pressed)
    def _chosen(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id)

    def action_leave_damaged(self) -> None:
        """Leave the file as it is."""
        self.dismiss("leave")
