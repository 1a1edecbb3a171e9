"""The terminal program: wiring only."""

import asyncio
from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.command import Provider
from textual.filter import LineFilter
from textual.screen import Screen

from briefing.errors import BriefingError
from briefing.loader import Folder
from briefing.place import Place
from briefing.tui import looks, preferences
from briefing.tui.backstop import CleanFilter
from briefing.tui.export_desk import ExportDesk
from briefing.tui.files_desk import FilesDesk
from briefing.tui.leaving import LeavingApp
from briefing.tui.messages import (
    ExportAsked,
    HelpAsked,
    NoteAsked,
    PlaceAsked,
    ReadingAsked,
    ThemesRead,
)
from briefing.tui.notes_desk import NotesDesk
from briefing.tui.outside import Outside
from briefing.tui.place_desk import PlaceDesk
from briefing.tui.reading_desk import ReadingDesk
from briefing.tui.screens.theme import ThemeScreen


def palette_provider() -> type[Provider]:
    """The palette's entries, imported when it is first opened."""
    from briefing.tui.palette import BriefingProvider

    return BriefingProvider


class BriefingApp(LeavingApp):
    """Opens a briefing at a place, with the user's notes."""

    TITLE = "briefing"
    CSS_PATH = ["app.tcss", "screens/theme.tcss"]  # noqa: RUF012  # as textual declares it
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {palette_provider}
    COMMAND_PALETTE_BINDING = "ctrl+p"

    def __init__(self, folder: Folder, first: PlaceAsked, outside: Outside, *, swapped: bool = False) -> None:
        """`first` is where to open; with `swapped` the second perspective is shown first."""
        self._clean_filter = CleanFilter()
        super().__init__()
        self._folder = folder
        self._first, self._swapped = first, swapped
        self._outside = outside
        self.is_read_only = outside.is_read_only
        self._desk = NotesDesk(self, outside.open_notes, width=outside.settings.settings.note_width)
        self._reading = ReadingDesk(self, lambda: self._folder, outside.find_texts, outside.open_address)
        self._exports = ExportDesk(self, lambda: self._folder, lambda: self._desk.texts)
        self._places = PlaceDesk(self, lambda: self._place, outside.keep_place)
        self._files = FilesDesk(self, lambda: self._folder, lambda: self._desk.path, self._desk.reread, self._take)
        self.register_theme(looks.DARK)
        self.register_theme(looks.LIGHT)
        self.set_reactive(LeavingApp.theme, preferences.look(outside.settings, self.available_themes))
        self.keys = preferences.keys(outside.settings)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_default_screen(self) -> Screen[None]:
        """The main screen, without an empty one below it."""
        return ThemeScreen(lambda: self._folder, lambda: self._desk.texts, self._first, swapped=self._swapped)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, and the one that keeps unsafe characters from the terminal."""
        return [*super().get_line_filters(), self._clean_filter]

    def get_css_variables(self) -> dict[str, str]:
        """The look's colours and our own."""
        return {**super().get_css_variables(), **looks.own_variables(self.current_theme)}

    @property
    def _place(self) -> Place | None:
        main = self.screen_stack[0] if self.screen_stack else None
        return main.place if isinstance(main, ThemeScreen) else None

    def _take(self, folder: Folder, texts: bool) -> None:
        """Go on with the briefing read anew; `texts` says whether a source's text changed, too."""
        self._folder = folder
        self.run_worker(self._reading.read() if texts else self._reading.tell())

    def on_mount(self) -> None:
        """Listen for the end, and read on once the first theme is on the screen."""
        self.listen_for_the_end()
        if self.keys:
            self.set_keymap({command: ",".join(keys) for command, keys in self.keys.items()})
        self.call_after_refresh(self._painted)

    def _painted(self) -> None:
        self._outside.on_first_paint()
        self.run_worker(self._read_on())
        self._desk.open()
        self._places.start()
        if self._outside.is_first_time and isinstance(self.screen, ThemeScreen):
            self.screen.welcome()
        for told in preferences.problems(self._outside.settings, self.available_themes):
            self.notify(told, title="Settings", severity="warning", timeout=20, markup=False)

    async def _read_on(self) -> None:
        """Read the other themes; one that cannot be read is reported when it is opened."""
        self.screen_stack[0].post_message(ThemesRead(await asyncio.to_thread(self._folder.readable)))
        await self._reading.read()
        await self._files.start()

    def write_all(self) -> BriefingError | None:
        """Write the place and the notes; what keeps the notes from being written."""
        self._places.flush()
        return self._desk.flush()

    @on(PlaceAsked)
    def _go_to(self, message: PlaceAsked) -> None:
        while len(self.screen_stack) > 1:
            self.pop_screen()
        if isinstance(self.screen, ThemeScreen):
            self.screen.open_place(message)

    @on(NoteAsked)
    def _edit_note(self, message: NoteAsked) -> None:
        self._desk.edit(message.target, message.about)

    @on(ReadingAsked)
    def _show_reading(self, message: ReadingAsked) -> None:
        self._reading.answer(message)

    @on(ExportAsked)
    def _export(self, message: ExportAsked) -> None:
        self._exports.ask(message)

    @on(HelpAsked)
    def _help(self, message: HelpAsked) -> None:
        from briefing.tui.screens.help import HelpScreen

        self.push_screen(HelpScreen(self._folder.about, message.group))
