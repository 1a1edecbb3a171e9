"""The speaker's page: what the room sees, with the notes, the evidence, what comes next, and the time."""

from collections.abc import Callable
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult

from briefing.model import BriefingFile
from briefing.tui.commands import Command
from briefing.tui.commands.present import SPEAKER_COMMANDS
from briefing.tui.screens.command_screen import CommandScreen
from briefing.tui.speaker_desk import Seen
from briefing.tui.speaker_page import speaker_page, status, waiting_page
from briefing.tui.widgets.bars import CommandBar, TitleBar
from briefing.tui.widgets.speaker_view import SpeakerView


class SpeakerScreen(CommandScreen[None]):
    """Shows what is presented elsewhere."""

    DECLARED: ClassVar[tuple[Command, ...]] = SPEAKER_COMMANDS
    AUTO_FOCUS = ""

    title_bar = getters.query_one(TitleBar)
    speaker_view = getters.query_one(SpeakerView)
    command_bar = getters.query_one(CommandBar)

    def __init__(self, about: BriefingFile, command: str, now: Callable[[], float]) -> None:
        """`command` is what presents this briefing; `now` gives the time in seconds since 1970."""
        super().__init__()
        self._about = about
        self._command = command
        self._now = now
        self._seen: Seen | None = None

    def compose(self) -> ComposeResult:
        """Where the presentation is, the slide with all that belongs to it, and what can be done."""
        yield TitleBar()
        yield SpeakerView()
        yield CommandBar()

    def on_mount(self) -> None:
        """Wait for a presentation, and let the clock go."""
        self.command_bar.show_commands(self.possible_commands())
        self.speaker_view.show_page(lambda width: waiting_page(self._command, width), "")
        self.show_status()
        self.set_interval(1, self.show_status)

    def show(self, seen: Seen | None) -> None:
        """Show what is presented now; a new slide from its top."""
        if seen is None or seen == self._seen:
            return
        self._seen = seen
        self.speaker_view.show_page(lambda width: speaker_page(*seen, width), seen.showing.slide)
        self.show_status()

    def show_status(self) -> None:
        """Show the time and the slide's number."""
        told = status(*self._seen, self._now()) if self._seen else "waiting for the presentation"
        self.title_bar.show_place(self._about.title, told)

    def action_scroll_up(self) -> None:
        """Scroll up by a line."""
        self.speaker_view.scroll_by(-1)

    def action_scroll_down(self) -> None:
        """Scroll down by a line."""
        self.speaker_view.scroll_by(1)

    def action_page_up(self) -> None:
        """Scroll up by what is visible, less two lines."""
        self.speaker_view.scroll_by(2 - self.speaker_view.page_height)

    def action_page_down(self) -> None:
        """Scroll down by what is visible, less two lines."""
        self.speaker_view.scroll_by(self.speaker_view.page_height - 2)

    def action_leave(self) -> None:
        """Close the speaker's page; what is presented goes on."""
        self.app.exit()
