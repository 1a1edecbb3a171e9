"""The choice of where a claim is to stand: its side, its point, or a new point or theme."""

from collections.abc import Sequence
from typing import ClassVar, Final

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from briefing.editing.claiming import ClaimPlace
from briefing.model import BriefingFile, Theme
from briefing.text import one_line
from briefing.tui.commands import Command, hint_line
from briefing.tui.commands.writing import POINT_COMMANDS
from briefing.tui.lines import Target
from briefing.tui.points_page import PointRow, explained, point_rows, points_page, row_of, sides_page
from briefing.tui.screens.command_screen import CommandScreen
from briefing.tui.widgets.field import Field
from briefing.tui.widgets.line_view import LineView
from briefing.tui.widgets.reading_view import ReadingView

SIDE, POINT, TITLE, QUESTION = "side", "point", "title", "question"
ASKED: Final = {
    SIDE: "Which side says it? Both argue from this source.",
    POINT: "On which point? Type to find one.",
    TITLE: "What is the title of the new theme?",
    QUESTION: "Which question does it answer, that both sides can be asked?",
}
"""What is asked at each step."""


class PointChoiceScreen(CommandScreen[ClaimPlace | None], ModalScreen[ClaimPlace | None]):
    """Asks what is not known of a claim's place; its result is the place, or None."""

    CSS_PATH = "point_choice.tcss"
    DECLARED: ClassVar[tuple[Command, ...]] = POINT_COMMANDS
    AUTO_FOCUS = "Field"

    input = getters.query_one(Field)
    asked = getters.query_one("#asked", Static)
    told = getters.query_one("#told", Static)
    rows_view = getters.query_one(ReadingView)

    def __init__(
        self,
        about: BriefingFile,
        themes: Sequence[Theme],
        place: ClaimPlace | None,
        preselected: tuple[str, str | None] | None,
        *,
        with_new_theme: bool = True,
    ) -> None:
        """`themes` are those to choose from, and `place` is what is known; None where the side is not.

        `preselected` is the theme and the point that the cursor begins at.
        """
        super().__init__()
        self._about = about
        self._themes = themes
        self._place = place
        self._preselected = preselected
        self._with_new_theme = with_new_theme
        self._steps = [POINT if place else SIDE]
        self._rows: tuple[PointRow, ...] = ()
        self._listed = ""

    def compose(self) -> ComposeResult:
        """What is asked, what is typed, and the rows to choose from."""
        with Vertical(id="point-choice", classes="dialog") as dialog:
            dialog.border_title = Content("A new claim")
            dialog.border_subtitle = Content(hint_line(self.commands))
            yield Static("", id="asked", markup=False)
            typed = Field(placeholder="Type here")
            typed.cursor_blink = False
            yield typed
            yield ReadingView()
            yield Static("", id="told", markup=False)

    def on_mount(self) -> None:
        """Ask for what comes first."""
        self._show()

    def _show(self, typed: str = "") -> None:
        """Ask for what the last of the steps stands for."""
        step = self._steps[-1]
        self.asked.update(Content(ASKED[step]))
        self.set_class(step in (TITLE, QUESTION), "typing")
        self.set_class(step == SIDE, "choosing")
        with self.prevent(Input.Changed):
            self.input.value = typed
        self.input.cursor_position = len(typed)
        self.told.update(Content(explained(self._about) if step == POINT else ""))
        self._list()

    @on(Input.Changed)
    def _typed(self) -> None:
        """List what fits what is typed; a key may come before the field has told of the letters typed before it."""
        if self._steps[-1] == POINT and self.input.value != self._listed:
            self._preselected = None
            self._list()

    def _list(self) -> None:
        sides = self._about.perspectives
        if self._steps[-1] == SIDE:
            self.rows_view.show_page(lambda width: sides_page(sides, width), len(sides))
            self.rows_view.choose(Target(0))
        elif self._steps[-1] == POINT:
            self._listed = self.input.value
            rows = self._rows = point_rows(self._themes, self._listed, with_new_theme=self._with_new_theme)
            self.rows_view.show_page(lambda width: points_page(rows, self._about, width), len(rows))
            self.rows_view.select(Target(row_of(rows, self._preselected)))
            self.call_after_refresh(lambda: self.rows_view.start_at(Target(self.rows_view.row)))

    @on(LineView.Pressed)
    def _pressed(self, message: LineView.Pressed) -> None:
        if self.rows_view.press(message.target):
            self.action_take_point()

    def action_take_point(self) -> None:
        """Take what the cursor is on, or what was typed, and ask for what is still missing."""
        self._typed()
        typed = one_line(self.input.value)
        match self._steps[-1]:
            case "side":
                self._place = ClaimPlace(self._about.perspectives[self.rows_view.row].id)
                self._next(POINT)
            case "point":
                self._take_row(self._rows[self.rows_view.row], typed)
            case _ if not typed:
                self.told.update("Type it first.")
            case "title":
                self._place = self._known._replace(title=typed)
                self._next(QUESTION)
            case _:
                self.dismiss(self._known._replace(question=typed))

    @property
    def _known(self) -> ClaimPlace:
        """What is known of the place; asked for only behind the first step."""
        return self._place or ClaimPlace(self._about.perspectives[0].id)

    def _take_row(self, row: PointRow, typed: str) -> None:
        was_found = any(each.point for each in self._rows)
        theme, point = row
        place = self._known._replace(theme=theme.id if theme else None, point=point.id if point else None)
        if point:
            self.dismiss(place)
            return
        self._place = place
        self._next(QUESTION if theme else TITLE, "" if was_found else typed)

    def _next(self, step: str, typed: str = "") -> None:
        self._steps.append(step)
        self._show(typed)

    def action_leave_choice(self) -> None:
        """Go a step back; from the first one, leave."""
        self._steps.pop()
        if self._steps:
            self._show()
        else:
            self.dismiss(None)

    def action_next_row(self) -> None:
        """Go to the next row."""
        self._typed()
        self.rows_view.next_row()

    def action_previous_row(self) -> None:
        """Go to the row before."""
        self._typed()
        self.rows_view.previous_row()

    def action_page_down(self) -> None:
        """Go down by a page."""
        self._typed()
        self.rows_view.page_down()

    def action_page_up(self) -> None:
        """Go up by a page."""
        self._typed()
        self.rows_view.page_up()
