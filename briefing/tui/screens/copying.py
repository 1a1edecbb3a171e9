"""The offer to copy a briefing that came with the program, so that it can be changed."""

import asyncio
import os
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Static

from briefing.errors import BriefingError
from briefing.text import clean
from briefing.tui.commands import Command, hint_line
from briefing.tui.commands.writing_theme import COPY_COMMANDS
from briefing.tui.screens.command_screen import CommandScreen
from briefing.tui.widgets.field import Field

OFFER = "This briefing came with the program and stays as it is. A copy of yours can be changed."


class CopyingScreen(CommandScreen[Path | None], ModalScreen[Path | None]):
    """Asks for a folder and copies the briefing into it; its result is that folder, or None."""

    CSS_PATH = "copying.tcss"
    DECLARED: ClassVar[tuple[Command, ...]] = COPY_COMMANDS

    folder = getters.query_one(Input)
    whole = getters.query_one("#whole", Static)
    problem = getters.query_one("#problem", Static)

    def __init__(self, suggested: str, copy: Callable[[Path], None]) -> None:
        """`copy` copies the briefing into a folder, or raises a BriefingError."""
        super().__init__()
        self._suggested = suggested
        self._copy = copy
        self._is_copying = False

    def compose(self) -> ComposeResult:
        """The offer, where to, and the choice."""
        with VerticalScroll(classes="dialog", can_focus=False) as dialog:
            dialog.border_title = Content("Change this briefing")
            dialog.border_subtitle = Content(f"Tab next  {hint_line(self.commands)}")
            yield Static(OFFER, markup=False)
            yield Static("Your notes go along. Copy it into this new folder:", markup=False, classes="label")
            yield Field(self._suggested)
            yield Static(self._whole(self._suggested), id="whole")
            yield Static("", id="problem", markup=False)
            with Horizontal(classes="buttons"):
                yield Button("Copy", variant="primary", id="go")
                yield Button("Close", id="close")

    def _target(self, typed: str) -> Path:
        named = os.path.expanduser(clean(typed.strip()))  # noqa: PTH111  # leaves an unknown ~name as it is
        return Path(os.path.abspath(named))  # noqa: PTH100  # `resolve` would follow links

    def _whole(self, typed: str) -> Content:
        return Content(clean(f"That is {self._target(typed)}"))

    @on(Input.Changed)
    def _show_whole(self) -> None:
        self.whole.update(self._whole(self.folder.value))
        self.problem.update("")

    @on(Input.Submitted)
    @on(Button.Pressed, "#go")
    def action_copy_briefing(self) -> None:
        """Copy it; the dialog stays open if that fails."""
        if self._is_copying:
            return
        if self.folder.value.strip():
            self._is_copying = True
            self._copy_into(self._target(self.folder.value))
        else:
            self._tell(BriefingError("no folder is named", "Type the name of a new one."))

    @on(Button.Pressed, "#close")
    def action_close_dialog(self) -> None:
        """Go back, and leave the briefing as it is; not while it is being copied."""
        if not self._is_copying:
            self.dismiss(None)

    @work
    async def _copy_into(self, target: Path) -> None:
        try:
            await asyncio.to_thread(self._copy, target)
        except BriefingError as error:
            self._is_copying = False
            self._tell(error)
        else:
            self.dismiss(target)

    def _tell(self, error: BriefingError) -> None:
        self.problem.update(Content(clean(f"{error.message}. {error.hint}".strip())))
