"""The whole briefing on one screen: a row for each theme, or a cell for each point."""

from collections.abc import Callable
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult

from briefing.loader import Folder
from briefing.overview import Sort, ThemeRow, sorted_rows, theme_rows
from briefing.tui import overview_page
from briefing.tui.commands import Command
from briefing.tui.commands.overview import OVERVIEW_COMMANDS
from briefing.tui.lines import Line, Target
from briefing.tui.messages import BriefingChanged, NotesChanged, OverviewAsked, PlaceAsked, ThemesRead
from briefing.tui.screens.page_screen import PageScreen
from briefing.tui.theme_page import View
from briefing.tui.widgets.bars import CommandBar, TitleBar
from briefing.tui.widgets.line_view import LineView
from briefing.tui.widgets.overview_view import OverviewView
from briefing.tui.widgets.reading_view import Panel, ReadingView


class OverviewScreen(PageScreen[None]):
    """Shows the themes or the matrix, sorted as the user likes, and goes to what is chosen."""

    CSS_PATH = "overview.tcss"
    DECLARED: ClassVar[tuple[Command, ...]] = OVERVIEW_COMMANDS

    title_bar = getters.query_one(TitleBar)
    page_view = getters.query_one(OverviewView)
    panel = getters.query_one(Panel)
    command_bar = getters.query_one(CommandBar)

    def __init__(self, asked: OverviewAsked, folder: Callable[[], Folder], view: Callable[[], View]) -> None:
        """`folder` and `view` give the briefing, and its sides and notes, as they are now."""
        super().__init__()
        self._place = asked.theme, asked.point
        self._folder = folder
        self._view = view
        self._sort = asked.sort or Sort.ORDER
        self._is_matrix = asked.is_matrix
        self._rows: list[ThemeRow] = []

    @property
    def row(self) -> ThemeRow:
        """The theme that the cursor is on."""
        return self._rows[self.page_view.row]

    @property
    def point(self) -> str | None:
        """The id of the point that the cursor is on in the matrix."""
        return self.row.points[self.page_view.side].id if self._is_matrix and self.row.points else None

    def compose(self) -> ComposeResult:
        """The rows, and below them the chosen one in words."""
        yield TitleBar()
        yield OverviewView()
        yield Panel()
        yield CommandBar()

    def on_mount(self) -> None:
        """Start at the theme and the point that were asked for."""
        self._show(*self._place)

    def has(self, needs: str) -> bool:
        """Whether the matrix is shown."""
        return self._is_matrix if needs == "matrix" else super().has(needs)

    def _show(self, theme: str, point: str | None) -> None:
        """Lay everything out, with the cursor on a theme, in the matrix on a point of it."""
        view = self._view()
        self._rows = sorted_rows(theme_rows(view.about, self._folder().themes_read, view.notes), self._sort)
        rows = self._rows
        row = next((index for index, found in enumerate(rows) if found.id == theme), 0)
        ids = [found.id for found in rows[row].points]
        if self._is_matrix:
            self.page_view.show_rows(
                lambda width: overview_page.matrix_page(rows, width),
                lambda width: overview_page.matrix_head(rows, width),
                [max(1, len(found.points)) for found in rows],
                Target(row, ids.index(point) if point in ids else 0),
            )
        else:
            self.page_view.show_rows(
                lambda width: overview_page.overview_page(rows, view, width),
                lambda width: overview_page.overview_head(rows, view, width),
                [1] * len(rows),
                Target(row),
            )
        name = "Matrix" if self._is_matrix else "Overview"
        self.title_bar.show_place(view.about.title, name if self._sort is Sort.ORDER else f"{name} by {self._sort}")
        self.command_bar.show_commands(self.possible_commands())
        self._show_chosen()

    @on(ThemesRead)
    @on(BriefingChanged)
    @on(NotesChanged)
    def _show_again(self) -> None:
        self._show(self.row.id, self.point)

    @on(ReadingView.Moved)
    def _show_chosen(self) -> None:
        row, number, view = self.row, self.page_view.side, self._view()

        def foot(width: int, height: int) -> list[Line]:
            if self._is_matrix:
                return overview_page.matrix_foot(self._rows, row, number, view, self._sort, width, height)
            return overview_page.overview_foot(self._rows, row, view, self._sort, width, height)

        self.panel.show_panel(foot)

    @on(LineView.Pressed)
    def _pressed(self, message: LineView.Pressed) -> None:
        """A click chooses a theme or a point; a second one goes there."""
        if message.view is not self.page_view:
            return
        if self.page_view.nearest(message.target) == self.page_view.selected:
            self.action_open()
        else:
            self.page_view.choose(message.target)

    def action_previous_cell(self) -> None:
        """In the matrix, go to the point before."""
        self.page_view.previous_cell()

    def action_next_cell(self) -> None:
        """In the matrix, go to the next point."""
        self.page_view.next_cell()

    def action_matrix(self) -> None:
        """Change between the themes and the matrix of all points."""
        theme, point = self._place
        if self._is_matrix or theme != self.row.id:
            theme, point = self._place = self.row.id, self.point
        self._is_matrix = not self._is_matrix
        self._show(theme, point)

    def action_sort(self) -> None:
        """Sort by the next of the sorts; the cursor stays on its theme."""
        self._sort = self._sort.following
        self._show_again()

    def action_open(self) -> None:
        """Go to the theme, or from the matrix to the point; from there, back leads here."""
        back = OverviewAsked(self.row.id, self.point, self._is_matrix, self._sort)
        self.post_message(PlaceAsked(self.row.id, self.point, back=back))

    def action_close(self) -> None:
        """Go back to where one came from."""
        self.app.pop_screen()
