"""The editor of one note."""

from collections.abc import Callable
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from briefing.tui.commands import Command, hint_line
from briefing.tui.commands.dialogs import NOTE_COMMANDS
from briefing.tui.messages import NotesSaved
from briefing.tui.screens.command_screen import CommandScreen
from briefing.tui.widgets.note_area import NoteArea


class NoteScreen(CommandScreen[None], ModalScreen[None]):
    """Edits a note in the lower half of the screen, so that what it is about stays in sight."""

    CSS_PATH = "note.tcss"
    DECLARED: ClassVar[tuple[Command, ...]] = NOTE_COMMANDS

    area = getters.query_one(NoteArea)
    status = getters.query_one("#status", Static)

    def __init__(
        self, about: str, text: str, keep: Callable[[str, str], str], save: Callable[[], None], width: int
    ) -> None:
        """`about` is what the note is on, in words.

        `keep` takes the text and what the editor last got from the store, and returns the note as it is now;
        `save` writes without waiting for the writing to pause. `width` is the longest line, in columns.
        """
        super().__init__()
        self._about = about
        self._was = text
        self._keep = keep
        self._save = save
        self._width = width

    def compose(self) -> ComposeResult:
        """The text in a frame that says what it is on and whether it is saved."""
        with Vertical(id="note") as frame:
            frame.border_title = Content(f"Note: {self._about}")
            frame.border_subtitle = Content(f"Markdown  {hint_line(self.commands)}")
            yield NoteArea(self._was, soft_wrap=True, show_line_numbers=False)
            yield Static("Saved by itself as you write. An empty note is deleted.", id="status", markup=False)

    def on_mount(self) -> None:
        """Start at the end of what is there."""
        self.area.styles.max_width = self._width
        self.area.move_cursor(self.area.document.end)

    @on(TextArea.Changed)
    def _changed(self) -> None:
        if self.area.text == self._was:
            return
        self.status.update(Content("Not saved yet"))
        self.status.set_class(False, "failed")
        self.keep()

    def keep(self) -> None:
        """Hand the text over; where another program's text has been merged into it, show the result.

        What is blank is no note, but may become the beginning of one: it stays as it was typed.
        """
        text = self.area.text
        self._was = self._keep(text, self._was)
        if self._was != text and (self._was or not text.isspace()):
            place = self.area.cursor_location
            self.area.load_text(self._was)
            self.area.move_cursor(place)

    @on(NotesSaved)
    def _saved(self, message: NotesSaved) -> None:
        self.keep()
        self.status.update(Content(message.told))
        self.status.set_class(message.failed, "failed")

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Go back, once, with all that was typed."""
        if self.is_mounted:
            self.keep()
        return super().dismiss(result)

    def action_save(self) -> None:
        """Save now."""
        self.keep()
        self._save()

    def action_close_dialog(self) -> None:
        """Save, and go back."""
        self.action_save()
        self.dismiss(None)
