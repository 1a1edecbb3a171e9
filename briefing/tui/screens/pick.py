"""The choice of a level, a priority or a relation."""

from collections.abc import Awaitable, Callable, Mapping
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static

from briefing.errors import BriefingError
from briefing.text import clean
from briefing.tui.commands import Command, hint_line
from briefing.tui.commands.writing_theme import PICK_COMMANDS
from briefing.tui.screens.choice_screen import ChoiceScreen


class PickScreen(ChoiceScreen[None]):
    """Writes the choice that is made; stays open where that fails."""

    CSS_PATH = "pick.tcss"
    DECLARED: ClassVar[tuple[Command, ...]] = PICK_COMMANDS

    status = getters.query_one("#status", Static)

    def __init__(
        self,
        title: str,
        choices: Mapping[str, str],
        current: str,
        save: Callable[[str], Awaitable[BriefingError | None]],
    ) -> None:
        """`choices` are what each value is called; `save` writes one, and returns what kept it from being written."""
        super().__init__()
        self._title = title
        self._choices = choices
        self._current = current
        self._save = save

    def compose(self) -> ComposeResult:
        """The choices, below each other."""
        with VerticalScroll(classes="dialog", can_focus=False) as dialog:
            dialog.border_title = Content(self._title)
            dialog.border_subtitle = Content(f"Enter choose  {hint_line(self.commands)}")
            for value, called in self._choices.items():
                mark = "●" if value == self._current else " "
                yield Button(Content(f"{mark} {called}"), id=f"choice-{value}")
            yield Static("", id="status", markup=False)

    def on_mount(self) -> None:
        """Start at what is chosen now."""
        if self._current in self._choices:
            self.query_one(f"#choice-{self._current}", Button).focus()

    @on(Button.Pressed)
    async def _chosen(self, event: Button.Pressed) -> None:
        value = str(event.button.id).removeprefix("choice-")
        problem = None if value == self._current else await self._save(value)
        if not self.is_attached:
            return
        if problem is None:
            self.dismiss(None)
        else:
            self.status.update(Content(clean(f"Not saved: {problem.message}. {problem.hint}".strip())))

    def action_close_dialog(self) -> None:
        """Go back, and leave it as it is."""
        self.dismiss(None)
