"""The list of themes on its own, for screens that are too narrow to show it beside a theme."""

from collections.abc import Collection, Mapping
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.screen import ModalScreen

from briefing.model import Theme
from briefing.tui.commands import Command, hint_line
from briefing.tui.commands.dialogs import CONTENTS_COMMANDS
from briefing.tui.screens.command_screen import CommandScreen
from briefing.tui.theme_page import View
from briefing.tui.widgets.line_view import LineView
from briefing.tui.widgets.theme_list import ThemeList


class ContentsScreen(CommandScreen[int | None], ModalScreen[int | None]):
    """Chooses a theme; its result is the theme's 0-based number, or None."""

    CSS_PATH = "contents.tcss"
    DECLARED: ClassVar[tuple[Command, ...]] = CONTENTS_COMMANDS

    theme_list = getters.query_one(ThemeList)

    def __init__(self, view: View, themes: Mapping[str, Theme], noted: Collection[str], current: int) -> None:
        super().__init__()
        self._view = view
        self._themes = themes
        self._noted = noted
        self._current = current

    def compose(self) -> ComposeResult:
        """The list in a frame."""
        with Container(id="contents", classes="dialog") as dialog:
            dialog.border_title = Content("Themes")
            dialog.border_subtitle = Content(hint_line(self.commands))
            yield ThemeList()

    def on_mount(self) -> None:
        """Start at the theme that is open."""
        self._choose(self._current)

    @on(LineView.Pressed)
    def _pressed(self, message: LineView.Pressed) -> None:
        self.dismiss(message.target.row)

    def _choose(self, index: int) -> None:
        entries = self._view.about.themes
        self._current = min(max(0, index), len(entries) - 1)
        self.theme_list.show_themes(self._view, self._themes, self._noted, entries[self._current].id)

    def action_next_row(self) -> None:
        """Go down the list."""
        self._choose(self._current + 1)

    def action_previous_row(self) -> None:
        """Go up the list."""
        self._choose(self._current - 1)

    def action_top(self) -> None:
        """Go to the first theme."""
        self._choose(0)

    def action_bottom(self) -> None:
        """Go to the last theme."""
        self._choose(len(self._view.about.themes) - 1)

    def action_close_contents(self) -> None:
        """Go back to the theme that is open."""
        self.dismiss(None)

    def action_open(self) -> None:
        """Open the theme that the cursor is on."""
        self.dismiss(self._current)
