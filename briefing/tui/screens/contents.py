"""The list of themes on its own, for screens that are too narrow to show it beside a theme."""

from collections.abc import Collection, Mapping
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.screen import ModalScreen

from briefing.model import Theme
from briefing.tui.theme_page import View
from briefing.tui.widgets.line_view import LineView
from briefing.tui.widgets.theme_list import ThemeList


class ContentsScreen(ModalScreen[int | None]):
    """Chooses a theme; its result is the theme's 0-based number, or None."""

    CSS_PATH = "contents.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", show=False),
        Binding("up,k", "move(-1)", show=False),
        Binding("home,g", "move(-1000)", show=False),
        Binding("end,G", "move(1000)", show=False),
        Binding("enter", "open", "Open"),
        Binding("escape,t,q", "dismiss(None)", "Close"),
    ]

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
            dialog.border_subtitle = Content("↑↓ choose  Enter open  Esc close")
            yield ThemeList()

    def on_mount(self) -> None:
        """Start at the theme that is open."""
        self.action_move(0)

    @on(LineView.Pressed)
    def _pressed(self, message: LineView.Pressed) -> None:
        self.dismiss(message.target.row)

    def action_move(self, by: int) -> None:
        """Go down or up the list."""
        entries = self._view.about.themes
        self._current = min(max(0, self._current + by), len(entries) - 1)
        self.theme_list.show_themes(self._view, self._themes, self._noted, entries[self._current].id)

    def action_open(self) -> None:
        """Open the theme that the cursor is on."""
        self.dismiss(self._current)
