"""The search: what is typed, and the results below it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from briefing.model import BriefingFile, Source
from briefing.search import Results
from briefing.tui.commands import Command
from briefing.tui.commands.find import FIND_COMMANDS
from briefing.tui.find_page import Found, empty_page, find_page, told
from briefing.tui.lines import Target
from briefing.tui.messages import FindLeft, ReadingChanged
from briefing.tui.screens.command_screen import CommandScreen
from briefing.tui.widgets.bars import CommandBar, TitleBar
from briefing.tui.widgets.field import Field
from briefing.tui.widgets.line_view import LineView
from briefing.tui.widgets.reading_view import ReadingView

PLACEHOLDER = 'Words, "two words", side: theme: relation: has:note'


class FindScreen(CommandScreen[None]):
    """Searches as the user types; the input has the focus all the time."""

    CSS_PATH = "find.tcss"
    AUTO_FOCUS = "Input"
    DECLARED: ClassVar[tuple[Command, ...]] = FIND_COMMANDS

    title_bar = getters.query_one(TitleBar)
    input = getters.query_one(Input)
    told = getters.query_one("#told", Static)
    results_view = getters.query_one(ReadingView)
    command_bar = getters.query_one(CommandBar)

    @dataclass
    class Answered(Message):
        """A search has ended."""

        results: Results

    def __init__(
        self, about: BriefingFile, sources: Mapping[str, Source], search: Callable[[str], Results], found: Found
    ) -> None:
        """`search` is called in a thread; `found` is the search as the user left it."""
        super().__init__()
        self._about = about
        self._sources = sources
        self._search = search
        self._found = found

    @property
    def found(self) -> Found:
        """The search as it is now."""
        return Found(self._found.results, self.results_view.row)

    def compose(self) -> ComposeResult:
        """What is typed, how much was found, and the results."""
        yield TitleBar()
        typed = Field(self._found.results.query, placeholder=PLACEHOLDER)
        typed.cursor_blink = False
        yield typed
        yield Static("", id="told", markup=False)
        yield ReadingView()
        yield CommandBar()

    def on_mount(self) -> None:
        """Show the last search again; the input looks whether it still finds the same."""
        self.title_bar.show_place(self._about.title, "Find")
        self._show(self._found)

    def has(self, needs: str) -> bool:
        """Whether there are results."""
        return bool(self._found.results.hits) if needs == "hits" else super().has(needs)

    @on(ReadingChanged)
    def _reading_changed(self, message: ReadingChanged) -> None:
        self._about, self._sources = message.reading.about, message.reading.sources
        self._look()

    @on(Input.Changed)
    def _look(self) -> None:
        if not self._found.results.query:
            self.told.update("Searching …")
        self._look_for(self.input.value)

    @work(thread=True, exclusive=True)
    def _look_for(self, text: str) -> None:
        worker = get_current_worker()
        answered = self.Answered(self._search(text))
        if not worker.is_cancelled:
            self.post_message(answered)

    @on(Answered)
    def _answered(self, message: Answered) -> None:
        found, results = self.found, message.results
        if results.query != self.input.value:
            return
        if results == found.results:
            self.told.update(told(results))
            return
        entries = [hit.entry for hit in results.hits]
        chosen = found.results.hits[found.chosen].entry if found.results.hits else None
        is_same = results.query == found.results.query and chosen in entries
        self._show(Found(results, entries.index(chosen) if chosen and is_same else 0))

    def _show(self, found: Found) -> None:
        self._found = found
        results, about, sources = found.results, self._about, self._sources
        if results.hits:
            self.results_view.show_page(lambda width: find_page(results, about, sources, width), len(results.hits))
            self.results_view.choose(Target(found.chosen))
        else:
            self.results_view.show_page(lambda width: empty_page(results, about, width), 0)
            self.results_view.select(None)
            self.results_view.page_to_top()
        self.told.update(told(results))
        self.command_bar.show_commands(self.possible_commands())

    @on(LineView.Pressed)
    def _pressed(self, message: LineView.Pressed) -> None:
        if self.results_view.press(message.target):
            self.action_open_result()

    def action_next_result(self) -> None:
        """Go to the next result."""
        self.results_view.next_row()

    def action_previous_result(self) -> None:
        """Go to the result before."""
        self.results_view.previous_row()

    def action_results_down(self) -> None:
        """Go down by a page of results."""
        self.results_view.page_down()

    def action_results_up(self) -> None:
        """Go up by a page of results."""
        self.results_view.page_up()

    def action_open_result(self) -> None:
        """Go to where the result stands."""
        self.app.post_message(FindLeft(self.found, to_hit=True))

    def action_close_find(self) -> None:
        """Go back to the theme; the search is kept."""
        self.app.post_message(FindLeft(self.found, to_hit=False))
        self.app.pop_screen()
