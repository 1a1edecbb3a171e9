"""The dialog that hands the briefing over."""

import asyncio
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Input, RadioSet, Static

from briefing.errors import BriefingError
from briefing.export import FORMATS, described
from briefing.files import AlreadyExists
from briefing.model import Perspective, ThemeEntry
from briefing.reading_time import minutes_typed
from briefing.text import clean
from briefing.tui import workers
from briefing.tui.commands import Command, hint_line
from briefing.tui.commands.dialogs import EXPORT_COMMANDS
from briefing.tui.screens.command_screen import CommandScreen
from briefing.tui.widgets.choices import Choice, Tick
from briefing.tui.widgets.field import Field

REPLACE = "Replace the file if it is there"


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """What the user wants written, and where."""

    format: str
    """A key of FORMATS."""
    theme: str | None
    """Only this theme; None for the whole briefing."""
    side: str | None
    """Only this perspective's answers, by its id; None for both."""
    notes: bool
    """Whether the user's notes go along."""
    minutes: float | None
    """How long it may take to say aloud; None for all."""
    path: Path
    replace: bool
    """Whether a file that is there may be replaced."""


class ExportScreen(CommandScreen[None], ModalScreen[None]):
    """Asks what to export and where to, and tells what became of it, even after it was closed."""

    CSS_PATH = "export.tcss"
    DECLARED: ClassVar[tuple[Command, ...]] = EXPORT_COMMANDS
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-short"), (36, "-tall")]  # noqa: RUF012  # as textual declares it

    what = getters.query_one("#what", RadioSet)
    side = getters.query_one("#side", RadioSet)
    format = getters.query_one("#format", RadioSet)
    notes = getters.query_one("#notes", Tick)
    replace = getters.query_one("#replace", Tick)
    minutes = getters.query_one("#minutes", Input)
    path = getters.query_one("#path", Input)
    problem = getters.query_one("#problem", Static)

    def __init__(
        self, briefing: str, theme: ThemeEntry, sides: Sequence[Perspective], write: Callable[[ExportChoice], Path]
    ) -> None:
        """`briefing` is its id. `write` writes the file and returns its path, or raises a BriefingError."""
        super().__init__()
        self._briefing = briefing
        self._theme = theme
        self._sides = sides
        self._write = write
        self._is_writing = False
        self._suggested, self._suffix = self._suggestion(), FORMATS[self._format].suffix

    def compose(self) -> ComposeResult:
        """What, how, with or without notes, and where to."""
        with VerticalScroll(id="export", classes="dialog", can_focus=False) as dialog:
            dialog.border_title = Content("Export")
            dialog.border_subtitle = Content(f"Tab next  Space choose  {hint_line(self.commands)}")
            yield RadioSet(
                Choice("The whole briefing", value=True),
                Choice(Content(f"Only “{self._theme.title}”")),
                id="what",
            )
            yield RadioSet(
                Choice("Both sides", value=True),
                *(Choice(Content(f"Only “{side.short_name}”")) for side in self._sides),
                id="side",
            )
            yield RadioSet(
                *(Choice(Content(line), value=number == 0) for number, line in enumerate(described(is_short=True))),
                id="format",
            )
            yield Tick("With my notes", value=True, id="notes")
            with Horizontal(classes="field"):
                yield Static("Minutes, said aloud (empty for all):", markup=False)
                yield Field(id="minutes")
            yield Static("To this file or folder:", markup=False, classes="label")
            yield Field(self._suggestion(), id="path")
            yield Tick(REPLACE, id="replace")
            yield Static("", id="problem", markup=False)
            with Horizontal(classes="buttons"):
                yield Button("Export", variant="primary", id="go")
                yield Button("Close", id="close")

    @on(RadioSet.Changed)
    def _suggest(self) -> None:
        """Suggest another name; of one that the user typed, only the ending changes."""
        suggested, suffix = self._suggestion(), FORMATS[self._format].suffix
        if self.path.value == self._suggested:
            self.path.value = suggested
        elif self.path.value.endswith(self._suffix):
            self.path.value = self.path.value.removesuffix(self._suffix) + suffix
        self._suggested, self._suffix = suggested, suffix

    @on(Input.Submitted)
    @on(Button.Pressed, "#go")
    def action_write_export(self) -> None:
        """Write the file, once at a time; the dialog stays open if that fails."""
        if self._is_writing:
            return
        if not self.path.value.strip():
            self._show_problem("Name a file or a folder.")
            return
        try:
            minutes = minutes_typed(self.minutes.value)
        except BriefingError as error:
            self._tell(error)
            return
        choice = ExportChoice(
            format=self._format,
            theme=self._theme.id if self.what.pressed_index == 1 else None,
            side=self._side,
            notes=self.notes.value,
            minutes=minutes,
            path=Path(os.path.expanduser(self.path.value.strip())),  # noqa: PTH111  # leaves an unknown ~name as it is
            replace=self.replace.value,
        )
        self._is_writing = True
        workers.run(self.app, self._export, choice)

    @on(Button.Pressed, "#close")
    def action_close_dialog(self) -> None:
        """Go back without writing."""
        self.dismiss()

    async def _export(self, choice: ExportChoice) -> None:
        try:
            written = await asyncio.to_thread(self._write, choice)
        except BriefingError as error:
            self._tell(error)
        else:
            self.app.notify(clean(f"Written to {written}"), title="Exported", timeout=10, markup=False)
            self.dismiss()
        finally:
            self._is_writing = False

    def _tell(self, error: BriefingError) -> None:
        if isinstance(error, AlreadyExists):
            told = f"{error.message}. Tick “{REPLACE}”, or choose another name."
        else:
            told = f"{error.message}. {error.hint}".strip()
        if self in self.app.screen_stack:
            self._show_problem(told)
        else:
            self.app.notify(clean(told), title="Not exported", severity="warning", timeout=20, markup=False)

    def _show_problem(self, told: str) -> None:
        self.problem.update(Content(clean(told)))
        self.problem.add_class("-told")
        self.call_after_refresh(self.problem.scroll_visible, animate=False)

    @property
    def _side(self) -> str | None:
        chosen = self.side.pressed_index if self.is_mounted else 0
        return self._sides[chosen - 1].id if chosen > 0 else None

    @property
    def _format(self) -> str:
        return list(FORMATS)[max(0, self.format.pressed_index)] if self.is_mounted else next(iter(FORMATS))

    def _suggestion(self) -> str:
        one_theme = self.is_mounted and self.what.pressed_index == 1
        stem = "-".join(filter(None, (self._briefing, self._theme.id if one_theme else None, self._side)))
        return f"{stem}{FORMATS[self._format].suffix}"
