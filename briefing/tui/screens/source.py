"""The source reader: a whole text, or its outline, with the claims that rest on it."""

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Container

from briefing.citations import place, short_title
from briefing.model import Source
from briefing.text import counted
from briefing.tui.commands import Command
from briefing.tui.commands.reading import READER_COMMANDS
from briefing.tui.lines import Target
from briefing.tui.marking import Marking, begin, between
from briefing.tui.messages import ClaimAsked
from briefing.tui.reading import Reading, Row
from briefing.tui.screens.reading_screen import ReadingScreen
from briefing.tui.source_page import citing_lines, letter_at, map_lines, source_page
from briefing.tui.widgets.bars import CommandBar, TitleBar
from briefing.tui.widgets.line_view import LineView
from briefing.tui.widgets.reading_view import Panel, ReadingView


class SourceScreen(ReadingScreen):
    """Reads one source, paragraph by paragraph."""

    CSS_PATH = "source.tcss"
    DECLARED: ClassVar[tuple[Command, ...]] = READER_COMMANDS
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012  # as textual declares it

    title_bar = getters.query_one(TitleBar)
    command_bar = getters.query_one(CommandBar)
    map_panel = getters.query_one("#map", Panel)
    claims_panel = getters.query_one("#claims", Panel)

    def __init__(self, source: Source, locator: str | None, reading: Reading, has_step: Callable[[str], bool]) -> None:
        """`locator` is the paragraph to start from; None for the first.

        `has_step` tells whether there is a change to `undo` or to `redo`.
        """
        super().__init__(reading, has_step)
        self._source = source
        self._rows = reading.rows(source)
        self._marking: Marking | None = None
        self._start = next((index for index, row in enumerate(self._rows) if row.locator == locator), None)

    @property
    def row(self) -> Row | None:
        """The paragraph that the cursor is on; None in a source without an outline."""
        return self._rows[self.page_view.row] if self._rows else None

    def compose(self) -> ComposeResult:
        """The text, the map of what is cited, and the claims that cite the current paragraph."""
        self.fit_width()
        yield TitleBar()
        with Container(id="reader"):
            yield ReadingView()
            yield Panel(id="map")
            yield Panel(id="claims")
        yield CommandBar()

    def on_mount(self) -> None:
        """Start at the paragraph that was asked for."""
        self.show_reading()
        if self._start is not None:
            self.page_view.select(Target(self._start))
            self.call_after_refresh(self.page_view.start_at, Target(self._start))

    def show_reading(self) -> None:
        """Lay the source out as it is now, with the cursor on the same paragraph, and the same words of it marked."""
        before, at = self.row, self.page_view.row
        self._source = self.reading.sources.get(self._source.id, self._source)
        self._rows = self.reading.rows(self._source)
        if self._rows:
            same = (index for index, row in enumerate(self._rows) if before and row.locator == before.locator)
            self.page_view.select(Target(next(same, min(at, len(self._rows) - 1))))
        self._mark(self._marking if self._is_marking_here else None)

    def _mark(self, marking: Marking | None) -> None:
        """Show the source with these words of the current paragraph marked."""
        self._marking = marking
        marked = (self.page_view.row, marking.span) if marking else None
        self.page_view.show_page(
            lambda width: source_page(self._source, self._rows, self.reading, width, marked), len(self._rows)
        )
        self._show_row()

    def has(self, needs: str) -> bool:
        """Whether there is a paragraph, with a text, whose words are being marked; and whether claims cite it, or any.

        While words are marked, there is nothing else to go to.
        """
        match needs:
            case "paragraph":
                return self.row is not None
            case "words":
                return bool(self.row and self.row.text and begin(self.row.text))
            case "marking":
                return self._marking is not None
            case "claims" | "cited" | "uncited" if self._marking:
                return False
            case "claims":
                return bool(self.row and self.row.claims)
            case "cited":
                return any(row.is_cited for row in self._rows)
            case "uncited":
                return any(not row.is_cited for row in self._rows)
        return super().has(needs)

    @on(ReadingView.Moved)
    def _moved(self) -> None:
        """Show what goes with another paragraph; what was marked belongs to the one before."""
        if self._marking and not self._is_marking_here:
            self._mark(None)
        else:
            self._show_row()

    @property
    def _is_marking_here(self) -> bool:
        """Whether the words that are being marked are those of the current paragraph."""
        return bool(self._marking and self.row and self.row.text == self._marking.text)

    def _show_row(self) -> None:
        """Show what goes with the current paragraph."""
        current = self.page_view.row
        self.map_panel.show_panel(lambda width, _: map_lines(self._rows, self.reading, current, width))
        self.map_panel.bring_into_view(Target(current))
        claims = self.row.claims if self.row else ()
        self.claims_panel.show_panel(lambda width, height: citing_lines(claims, self.reading, width, height))
        at = f"{place(self._source, self.row.locator)}  {current + 1}/{len(self._rows)}" if self.row else ""
        if self._marking:
            at = f"Marking: {counted(self._marking.length, 'word')}  {at}"
        self.title_bar.show_place(short_title(self._source), at)
        is_hinted = {"marking", "words", "paragraph"} if self._marking else None
        commands = self.possible_commands()
        self.command_bar.show_commands(
            [*(each for each in commands[:-2] if not is_hinted or each.needs in is_hinted), *commands[-2:]]
        )

    def pressed(self, message: LineView.Pressed) -> None:
        """A click in the text or on the map chooses a paragraph, with no words marked; one on a claim goes to it."""
        if message.view is self.claims_panel and self.row:
            self.go_to_claim(self.row.claims[message.target.row], self.row.locator)
        else:
            self._mark(None)
            self.page_view.choose(message.target)

    @on(LineView.Dragged)
    def _dragged(self, message: LineView.Dragged) -> None:
        """Mark the words from where the mouse was pressed to where it is, within the paragraph."""
        span = self.page_view.span(self.page_view.row)
        if message.view is not self.page_view or message.start.y not in span or not self.check_action("mark", ()):
            return
        lines = self.page_view.lines[span.start : span.stop]
        start, end = (letter_at(lines, at.y - span.start, at.x) for at in (message.start, message.end))
        if self.row and self.row.text and (marking := between(self.row.text, start, end)) != self._marking:
            self._mark(marking)

    def action_open(self) -> None:
        """Go to the claim that cites the paragraph; choose among several."""
        if self.row and len(self.row.claims) == 1:
            self.go_to_claim(self.row.claims[0], self.row.locator)
        elif self.row and self.row.claims:
            from briefing.tui.screens.citing import CitingScreen

            self.app.push_screen(CitingScreen(self.row.locator, self.reading))

    def action_claim(self) -> None:
        """Make a claim of the paragraph, or of the words of it that are marked."""
        if self.row:
            quote = self._marking.quote if self._marking else ""
            self._mark(None)
            self.post_message(ClaimAsked(self.row.locator, quote))

    def action_mark(self) -> None:
        """Begin to mark words of the paragraph, or have the other end of them move."""
        if self._marking:
            self._mark(self._marking.turned())
        elif self.row and self.row.text:
            self._mark(begin(self.row.text))

    def action_mark_on(self) -> None:
        """Move the end of what is marked by a word on."""
        if self._marking:
            self._mark(self._marking.moved(1))

    def action_mark_back(self) -> None:
        """Move the end of what is marked by a word back."""
        if self._marking:
            self._mark(self._marking.moved(-1))

    def action_mark_sentence(self) -> None:
        """Mark as far as the sentence goes."""
        if self._marking:
            self._mark(self._marking.to_sentence())

    def action_close(self) -> None:
        """Leave what is marked; else go back to where one came from."""
        if self._marking:
            self._mark(None)
        else:
            super().action_close()

    def action_next_cited(self) -> None:
        """Go to the next cited paragraph."""
        self._go(self._after(), lambda row: row.is_cited)

    def action_previous_cited(self) -> None:
        """Go to the cited paragraph before."""
        self._go(self._before(), lambda row: row.is_cited)

    def action_next_uncited(self) -> None:
        """Go to the next paragraph that no claim cites."""
        self._go(self._after(), lambda row: not row.is_cited)

    def action_previous_uncited(self) -> None:
        """Go to the paragraph before that no claim cites."""
        self._go(self._before(), lambda row: not row.is_cited)

    def _after(self) -> Iterator[int]:
        return iter(range(self.page_view.row + 1, len(self._rows)))

    def _before(self) -> Iterator[int]:
        return iter(range(self.page_view.row - 1, -1, -1))

    def _go(self, indexes: Iterator[int], wanted: Callable[[Row], bool]) -> None:
        found = next((index for index in indexes if wanted(self._rows[index])), None)
        if found is not None:
            self.page_view.start_at(Target(found))
