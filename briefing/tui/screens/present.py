"""The screen that a room sees: one thing at a time, and nothing around it."""

from collections.abc import Callable
from typing import ClassVar

from textual import events, getters
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from briefing.place import Showing
from briefing.reading_time import clock
from briefing.slides import number_of, part_of
from briefing.tui.commands import Command, hint_line
from briefing.tui.commands.present import PRESENT_COMMANDS
from briefing.tui.deck import Deck
from briefing.tui.messages import PlaceAsked, Shown
from briefing.tui.present_page import Screenful, screenfuls
from briefing.tui.screens.command_screen import CommandScreen
from briefing.tui.widgets.slide_view import SlideView


class PresentScreen(CommandScreen[None]):
    """Goes through the slides step by step."""

    CSS_PATH = "present.tcss"
    DECLARED: ClassVar[tuple[Command, ...]] = PRESENT_COMMANDS
    AUTO_FOCUS = ""

    slide_view = getters.query_one(SlideView)
    line = getters.query_one("#line", Static)

    def __init__(self, deck: Deck, first: str, now: Callable[[], float]) -> None:
        """`first` is the id of the slide to start from; `now` gives the time in seconds since 1970."""
        super().__init__()
        self._deck = deck
        self._number = number_of(deck.slides, first)
        self._page = self._step = 0
        self._part = self._parts = 1
        self._share = 0.0
        """How far the shown part is into those of its step, from 0 to 1; kept while the size changes."""
        self._in_steps = True
        self._is_blank = False
        self._is_timed = False
        self._is_new = True
        self._now = now
        self._started = now()

    def compose(self) -> ComposeResult:
        """The slide, and a line kept free for the part that is shown, the keys before the first move, and the clock."""
        yield SlideView()
        yield Static("", id="line", markup=False)

    def on_mount(self) -> None:
        """Let the clock go."""
        self._show_line()
        self.set_interval(1, self._show_line)

    def on_resize(self, event: events.Resize) -> None:
        """Lay the slide out anew, at the same step."""
        self.call_after_refresh(self._show_again)

    def take(self, deck: Deck) -> None:
        """Go on with a deck whose briefing was read anew, at the same slide and step."""
        slide = self._deck.slides[self._number].id
        self._deck = deck
        self._number = number_of(deck.slides, slide)
        if self.is_mounted:
            self._show_again()

    @property
    def showing(self) -> Showing:
        """What is shown, for the speaker's page to follow."""
        return Showing(
            slide=self._deck.slides[self._number].id,
            step=self._step,
            part=self._part,
            parts=self._parts,
            started=self._started,
            minutes=self._deck.minutes,
            is_blank=self._is_blank,
        )

    @property
    def _screenfuls(self) -> list[Screenful]:
        slide, size = self._deck.slides[self._number], self.slide_view.size
        deck = self._deck
        return screenfuls(slide, deck.themes, deck.view, size.width, size.height, in_steps=self._in_steps)

    def _show_again(self) -> None:
        """Show the same part of the same step, or of the last one before it, for the size that there is now."""
        steps = [page.step for page in self._screenfuls]
        step = max((step for step in steps if step <= self._step), default=steps[0])
        within = min(round(self._share * steps.count(step)), steps.count(step) - 1)
        self._show(steps.index(step) + within)

    def _show(self, page: int) -> None:
        pages = self._screenfuls
        self._page = min(page, len(pages) - 1)
        shown = pages[self._page]
        self._step, self._part, self._parts = shown.step, shown.part, shown.parts
        self.slide_view.show_slide([] if self._is_blank else shown.lines)
        self._show_line()
        self.set_class(self._is_blank, "-blank")
        self.app.post_message(Shown(self.showing))

    def _go_to(self, number: int, page: int) -> None:
        self._number = number
        self._is_blank = self._is_new = False
        self._show(page)
        steps = [page.step for page in self._screenfuls]
        self._share = (self._page - steps.index(self._step)) / steps.count(self._step)

    def _show_line(self) -> None:
        said = ["" if self._is_blank else part_of(self._part, self._parts)]
        if self._is_new:
            said.append(hint_line(self.commands))
        elif self._is_timed:
            said.append(clock(self._now() - self._started, self._deck.minutes))
        self.line.update(Content("  ·  ".join(filter(None, said))), layout=False)

    def action_next_step(self) -> None:
        """Show the next step, or the next slide."""
        if self._page + 1 < len(self._screenfuls):
            self._go_to(self._number, self._page + 1)
        elif self._number + 1 < len(self._deck.slides):
            self._go_to(self._number + 1, 0)
        else:
            self._go_to(self._number, self._page)

    def action_previous_step(self) -> None:
        """Go back by a step, to the slide before with all its steps."""
        if self._page > 0:
            self._go_to(self._number, self._page - 1)
        elif self._number > 0:
            self._number -= 1
            self._go_to(self._number, len(self._screenfuls) - 1)

    def action_first_slide(self) -> None:
        """Go to the title."""
        self._go_to(0, 0)

    def action_last_slide(self) -> None:
        """Go to the last slide."""
        self._go_to(len(self._deck.slides) - 1, 0)

    def action_in_steps(self) -> None:
        """Build points step by step, or show each all at once; what is shown stays."""
        self._in_steps = not self._in_steps
        self._show_again()

    def action_blank(self) -> None:
        """Blank the screen, or show the slide again."""
        self._is_blank, self._is_new = not self._is_blank, False
        self._show(self._page)

    def action_clock(self) -> None:
        """Show or hide the time that has passed."""
        self._is_timed, self._is_new = not self._is_timed, False
        self._show_line()

    def action_end_presenting(self) -> None:
        """End, and go to the point that was shown."""
        slide = self._deck.slides[self._number]
        self.app.post_message(Shown(self.showing.over()))
        self.dismiss()
        if slide.theme:
            self.app.post_message(PlaceAsked(slide.theme.id, slide.point.id if slide.point else None))
