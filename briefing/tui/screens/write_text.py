"""The dialog in which one text of the briefing is written."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from briefing import unwritten
from briefing.errors import BriefingError
from briefing.text import clean
from briefing.tui.commands import Command, hint_line, key_name
from briefing.tui.commands.writing_theme import TEXT_COMMANDS
from briefing.tui.screens.command_screen import CommandScreen
from briefing.tui.widgets.note_area import NoteArea


class WriteTextScreen(CommandScreen[None], ModalScreen[None]):
    """Keeps what is typed until it is written, or left twice."""

    CSS_PATH = "write_text.tcss"
    DECLARED: ClassVar[tuple[Command, ...]] = TEXT_COMMANDS

    area = getters.query_one(NoteArea)
    told = getters.query_one("#told", Static)
    status = getters.query_one("#status", Static)

    def __init__(
        self,
        title: str,
        text: str,
        save: Callable[[str], Awaitable[BriefingError | None]],
        *,
        hint: str = "",
        about: Callable[[str], str] | None = None,
    ) -> None:
        """`save` writes the text, and returns what kept it from being written.

        A `text` that says TODO is not kept: what it says is to be written shows where nothing is typed yet.
        `hint` says what to type; `about` says something of what is typed, and is called in a thread.
        """
        super().__init__()
        self._title = title
        self._wanted = unwritten.wanted(text)
        self._was = text if self._wanted is None else ""
        self._save = save
        self._hint = hint
        self._about = about
        self._is_leaving = False

    def compose(self) -> ComposeResult:
        """The text in a frame, and what there is to say of it."""
        with Vertical(classes="dialog") as frame:
            frame.border_title = Content(self._title)
            frame.border_subtitle = Content(hint_line(self.commands))
            yield NoteArea(self._was, soft_wrap=True, show_line_numbers=False, placeholder=Content(self._wanted or ""))
            yield Static(Content(self._hint), id="told")
            yield Static("", id="status", markup=False)

    def on_mount(self) -> None:
        """Start at the end of what is there."""
        self.told.display = bool(self._hint or self._about)
        self.area.move_cursor(self.area.document.end)
        self._look()

    @on(TextArea.Changed)
    def _changed(self) -> None:
        self._is_leaving = False
        self._tell("")
        self._look()

    def _look(self) -> None:
        if self._about:
            self._tell_about(self._about, self.area.text)

    @work(exclusive=True)
    async def _tell_about(self, about: Callable[[str], str], text: str) -> None:
        found = await asyncio.to_thread(about, text)
        self.told.update(Content(found or self._hint))

    def _tell(self, text: str) -> None:
        self.status.update(Content(clean(text)))

    async def action_save_text(self) -> None:
        """Write the text; the dialog stays open if that fails."""
        if self.area.text == self._was:
            self.dismiss(None)
            return
        problem = await self._save(self.area.text)
        if not self.is_attached:
            return
        if problem is None:
            self.dismiss(None)
        else:
            self._tell(f"Not saved: {problem.message}. {problem.hint}".strip())

    def action_close_dialog(self) -> None:
        """Go back; what is not saved is left only when that is asked for twice."""
        if self.area.text == self._was or self._is_leaving:
            self.dismiss(None)
            return
        self._is_leaving = True
        save, close = (key_name(command.keys[0]) for command in self.commands)
        self._tell(f"This is not saved. {save} saves it; {close} once more leaves it.")
