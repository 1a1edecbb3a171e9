"""The list of the sources: records, coverage, texts, addresses."""

from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult

from briefing.citations import address
from briefing.model import Source
from briefing.tui.commands import Command
from briefing.tui.commands.reading import SOURCES_COMMANDS
from briefing.tui.messages import AddressAsked, SourceAsked
from briefing.tui.screens.reading_screen import ReadingScreen
from briefing.tui.sources_page import sources_page
from briefing.tui.widgets.bars import CommandBar, TitleBar
from briefing.tui.widgets.reading_view import ReadingView


class SourcesScreen(ReadingScreen):
    """Lists the sources, and opens one."""

    CSS_PATH = "sources.tcss"
    DECLARED: ClassVar[tuple[Command, ...]] = SOURCES_COMMANDS

    title_bar = getters.query_one(TitleBar)
    command_bar = getters.query_one(CommandBar)

    @property
    def source(self) -> Source:
        """The source that the cursor is on."""
        return list(self.reading.sources.values())[self.page_view.row]

    def compose(self) -> ComposeResult:
        """The list between the title and what can be done."""
        yield TitleBar()
        yield ReadingView()
        yield CommandBar()

    def on_mount(self) -> None:
        """Start at the first source."""
        self.show_reading()

    def show_reading(self) -> None:
        """Lay the sources out, with the texts that are at hand now."""
        self.page_view.show_page(lambda width: sources_page(self.reading, width), len(self.reading.sources))
        self.title_bar.show_place(self.reading.about.title, "Sources")
        self._show_commands()

    def has(self, needs: str) -> bool:
        """Whether the source has an address."""
        return bool(address(self.source)) if needs == "address" else super().has(needs)

    @on(ReadingView.Moved)
    def _show_commands(self) -> None:
        self.command_bar.show_commands(self.possible_commands())

    def action_open(self) -> None:
        """Read the source, or its outline."""
        self.post_message(SourceAsked(self.source.id))

    def action_address(self) -> None:
        """Show the address in full, to open it."""
        if found := address(self.source):
            self.post_message(AddressAsked(found))
