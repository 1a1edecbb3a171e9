"""The terminal program: wiring only."""

import asyncio
from collections.abc import Callable
from typing import ClassVar

from textual import on, work
from textual.command import Provider
from textual.screen import Screen

from briefing.errors import BriefingError
from briefing.loader import Folder
from briefing.tui import preferences
from briefing.tui.desks import Desks
from briefing.tui.messages import Asked, PlaceAsked, PresentAsked, ThemesRead
from briefing.tui.outside import Outside
from briefing.tui.program import ProgramApp
from briefing.tui.screens.theme import ThemeScreen


def palette_provider() -> type[Provider]:
    """The palette's entries, imported when it is first opened."""
    from briefing.tui.palette import BriefingProvider

    return BriefingProvider


class BriefingApp(ProgramApp):
    """Opens a briefing at a place, with the user's notes."""

    TITLE = "briefing"
    CSS_PATH = ["app.tcss", "screens/theme.tcss"]  # noqa: RUF012  # as textual declares it
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {palette_provider}
    COMMAND_PALETTE_BINDING = "ctrl+p"

    def __init__(
        self,
        folder: Folder,
        first: PlaceAsked,
        outside: Outside,
        *,
        swapped: bool = False,
        present: PresentAsked | None = None,
        then: Asked | None = None,
    ) -> None:
        """`first` is where to open; with `swapped` the second perspective is shown first.

        `present` is what to show to a room at once, and `then` what to do as soon as all is read.
        """
        super().__init__(outside.settings)
        self._first, self._swapped, self._present, self._then = first, swapped, present, then
        self._outside = outside
        self.is_read_only = outside.is_read_only
        self.desks = Desks(self, folder, outside)

    def get_default_screen(self) -> Screen[None]:
        """The main screen, without an empty one below it."""
        return ThemeScreen(
            lambda: self.desks.folder,
            lambda: self.desks.notes.texts,
            self.desks.has_step,
            self._first,
            swapped=self._swapped,
            rate=self._outside.settings.settings.speaking_rate,
        )

    def on_mount(self) -> None:
        """Read on once the first theme is on the screen."""
        if self._present:
            self.desks.presents.present(self._present)
        self.call_after_refresh(self._painted)

    def on_unmount(self) -> None:
        """Give back what the search holds."""
        self.desks.search.close()

    def _painted(self) -> None:
        self._outside.on_first_paint()
        self._read_on()
        self.desks.notes.open()
        self.desks.places.start()
        if self._outside.is_first_time and isinstance(self.screen, ThemeScreen):
            self.screen.welcome()
        if told := preferences.told(self._outside.settings, self.available_themes):
            self.notify(told, title="Settings", severity="warning", timeout=20, markup=False)

    @work
    async def _read_on(self) -> None:
        """Read the other themes; one that cannot be read is reported when it is opened."""
        await self.desks.files.watch()
        await asyncio.to_thread(self.desks.folder.readable)
        for screen in self.screen_stack:
            screen.post_message(ThemesRead())
        await asyncio.to_thread(self.desks.keep_opened)
        await self.desks.reading.read()
        await self.desks.files.start()
        if self._then:
            self.post_message(self._then)
        await asyncio.to_thread(self._outside.clear_up)

    def write_all(self) -> BriefingError | None:
        """Write the place and the notes; what keeps the notes from being written."""
        return self.desks.write_all()

    @on(PlaceAsked)
    def _go_to(self, message: PlaceAsked) -> None:
        while len(self.screen_stack) > 1:
            self.screen.dismiss()
        if isinstance(self.screen, ThemeScreen):
            self.screen.open_place(message)

    @on(Asked)
    async def _answer(self, message: Asked) -> None:
        if self.heeds(message):
            await self.desks.answer(message)
