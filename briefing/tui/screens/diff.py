"""What is different between two briefings, or between two states of one: old at the left, new at the right."""

from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Horizontal

from briefing.diff import Of
from briefing.tui.commands import Command
from briefing.tui.commands.diff import DIFF_COMMANDS
from briefing.tui.diff_page import Compared, Row, outline_lines, row_like, rows_of
from briefing.tui.lines import Target
from briefing.tui.messages import ChangesAsked, PlaceAsked
from briefing.tui.screens.page_screen import PageScreen
from briefing.tui.widgets.bars import CommandBar, TitleBar
from briefing.tui.widgets.diff_view import DiffView
from briefing.tui.widgets.line_view import LineView
from briefing.tui.widgets.reading_view import Panel, ReadingView


class DiffScreen(PageScreen[None]):
    """Shows the differences by theme."""

    CSS_PATH = "diff.tcss"
    DECLARED: ClassVar[tuple[Command, ...]] = DIFF_COMMANDS
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012  # as textual declares it

    title_bar = getters.query_one(TitleBar)
    page_view = getters.query_one(DiffView)
    outline = getters.query_one(Panel)
    command_bar = getters.query_one(CommandBar)

    def __init__(self, compared: Compared, title: str, *, row: int = 0, leads_on: bool = False) -> None:
        """`title` says what is shown, and `row` is the 0-based number of the difference to start from.

        With `leads_on` one can go on to a theme of the newer briefing, which is open.
        """
        super().__init__()
        self._compared = compared
        self._title = title
        self._rows = rows_of(compared.diff)
        self._start = row
        self._leads_on = leads_on

    @property
    def row(self) -> Row | None:
        """The difference that the cursor is on; None where there is none."""
        return self._rows[self.page_view.row] if self._rows else None

    def compose(self) -> ComposeResult:
        """What has changed at the left, the differences, and what can be done."""
        self.fit_width()
        yield TitleBar()
        with Horizontal():
            yield Panel()
            yield DiffView()
        yield CommandBar()

    def on_mount(self) -> None:
        """Start at the difference that was asked for."""
        self.show(self._compared)
        if 0 < self._start < len(self._rows):
            self.page_view.select(Target(self._start))
            self.call_after_refresh(self.page_view.start_at, Target(self._start))

    def show(self, compared: Compared) -> None:
        """Show these differences, with the cursor on the one that it was on, as far as it is there."""
        before = self.row
        self._compared = compared
        self._rows = rows_of(compared.diff)
        same = row_like(self._rows, before) if before else None
        has_moved = same not in (None, self.page_view.row)
        if same is not None:
            self.page_view.select(Target(same))
        self.set_class(not self._rows, "-same")
        self.page_view.show_diff(compared)
        if has_moved:
            self.page_view.stay_in_view()
        self._show_row()

    def has(self, needs: str) -> bool:
        """Whether several themes have changed, and whether there is a theme to go to."""
        match needs:
            case "themes":
                return len(self._compared.diff.groups) > 1
            case "theme":
                return self._leads_on and self._theme is not None
        return super().has(needs)

    @property
    def _theme(self) -> str | None:
        """The theme of the newer briefing that the cursor is in."""
        about = self._compared.diff.new
        if self.row is None or self.row.group.of is not Of.THEME:
            return None
        return next((entry.id for entry in about.themes if entry.id == self.row.group.id), None)

    @on(ReadingView.Moved)
    def _show_row(self) -> None:
        """Show where the cursor is."""
        diff, current = self._compared.diff, self.page_view.row
        self.outline.show_panel(lambda width, _: outline_lines(diff, current, width))
        if self.row:
            self.outline.bring_into_view(Target(self._first_rows[self._group]))
        number = f"  {current + 1}/{len(self._rows)}" if self._rows else ""
        self.title_bar.show_place(diff.new.title, self._title + number)
        self.command_bar.show_commands(self.possible_commands())

    @property
    def _first_rows(self) -> list[int]:
        """The first row of each group."""
        return [n for n, row in enumerate(self._rows) if n == 0 or self._rows[n - 1].group is not row.group]

    @property
    def _group(self) -> int:
        """The 0-based number of the group that the cursor is in."""
        return sum(1 for first in self._first_rows if first <= self.page_view.row) - 1

    @on(LineView.Pressed)
    def _pressed(self, message: LineView.Pressed) -> None:
        """A click chooses a change, or in the list a theme; a second one on a change goes there."""
        if message.view is self.outline:
            self._go_to(message.target.row)
        elif self.page_view.press(message.target):
            self.action_open()

    def _go_to(self, row: int) -> None:
        self.page_view.select(Target(row))
        self.page_view.raise_row()

    def _step(self, step: int) -> None:
        firsts, group = self._first_rows, self._group + step
        if 0 <= group < len(firsts):
            self._go_to(firsts[group])

    def action_next_theme(self) -> None:
        """Go to the changes of the next theme or source."""
        self._step(1)

    def action_previous_theme(self) -> None:
        """Go to the changes of the theme or source before."""
        self._step(-1)

    def action_open(self) -> None:
        """Go to what has changed, in its theme; from there, back leads here."""
        if self._leads_on and self.row and self._theme:
            change, back = self.row.change, ChangesAsked(self.page_view.row)
            self.post_message(PlaceAsked(self._theme, change.point, change.side, back=back))

    def action_close(self) -> None:
        """Go back to where one came from; leave where there is nothing below."""
        if len(self.app.screen_stack) > 1:
            self.app.pop_screen()
        else:
            self.app.exit()
