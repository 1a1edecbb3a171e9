"""The terminal program: wiring only."""

import asyncio
import signal
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.command import Provider
from textual.filter import LineFilter
from textual.screen import Screen

from briefing.loader import Folder
from briefing.tui import looks
from briefing.tui.backstop import CleanFilter
from briefing.tui.export_desk import ExportDesk
from briefing.tui.messages import EditAsked, HandOverAsked, HelpAsked, NotesAsked, PlaceAsked, ReadingAsked, ThemesRead
from briefing.tui.notes_desk import NotesDesk
from briefing.tui.reading_desk import ReadingDesk
from briefing.tui.screens.command_screen import KeyedApp
from briefing.tui.screens.theme import ThemeScreen

if TYPE_CHECKING:
    from briefing.notes import NoteStore
    from briefing.texts import SourceText


def palette_provider() -> type[Provider]:
    """The palette's entries, imported when it is first opened."""
    from briefing.tui.palette import BriefingProvider

    return BriefingProvider


class BriefingApp(KeyedApp):
    """Opens a briefing on a theme, with the user's notes."""

    TITLE = "briefing"
    CSS_PATH = ["app.tcss", "screens/theme.tcss"]  # noqa: RUF012  # as textual declares it
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {palette_provider}
    COMMAND_PALETTE_BINDING = "ctrl+p"

    def __init__(
        self,
        folder: Folder,
        open_notes: Callable[[], "NoteStore"],
        first: PlaceAsked,
        *,
        find_texts: Callable[[], Mapping[str, "SourceText"]],
        open_address: Callable[[str], bool],
        copy_text: Callable[[str], str | None],
        edit_file: Callable[[Path, int], None],
        on_first_paint: Callable[[], None] = lambda: None,
    ) -> None:
        """`on_first_paint` is called once the first theme can be read, then `open_notes` and `find_texts`, once."""
        self._clean_filter = CleanFilter()
        super().__init__()
        self._folder = folder
        self._desk = NotesDesk(self, lambda: self._folder, open_notes)
        self._reading = ReadingDesk(self, lambda: self._folder, find_texts, open_address)
        self._exports = ExportDesk(self, lambda: self._folder, lambda: self._desk.texts, copy_text)
        self._edit_file = edit_file
        self._first = first
        self._on_first_paint = on_first_paint
        self.register_theme(looks.DARK)
        self.register_theme(looks.LIGHT)
        self.set_reactive(KeyedApp.theme, looks.DARK.name)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_default_screen(self) -> Screen[None]:
        """The main screen, without an empty one below it."""
        return ThemeScreen(lambda: self._folder, lambda: self._desk.texts, self._desk.has_step, self._first)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, and the one that keeps unsafe characters from the terminal."""
        return [*super().get_line_filters(), self._clean_filter]

    def get_css_variables(self) -> dict[str, str]:
        """The look's colours and our own."""
        return {**super().get_css_variables(), **looks.own_variables(self.current_theme)}

    def on_mount(self) -> None:
        """Listen for the end, and read on once the first theme is on the screen."""
        self._listen()
        self.call_after_refresh(self._painted)

    def _listen(self) -> None:
        loop = asyncio.get_running_loop()
        for name in ("SIGINT", "SIGQUIT", "SIGTERM", "SIGHUP"):
            if number := getattr(signal, name, None):
                loop.add_signal_handler(number, self._end, 128 + number)

    def _painted(self) -> None:
        self._on_first_paint()
        self.run_worker(self._read_on())
        self._desk.open()

    async def _read_on(self) -> None:
        """Read the other themes; one that cannot be read is reported when it is opened."""
        self.screen_stack[0].post_message(ThemesRead(await asyncio.to_thread(self._folder.readable)))
        await self._reading.read()

    def _end(self, code: int) -> None:
        """Leave because the system says so, with the notes written first."""
        self._desk.flush()
        self.exit(return_code=code)

    @on(PlaceAsked)
    def _go_to(self, message: PlaceAsked) -> None:
        while len(self.screen_stack) > 1:
            self.pop_screen()
        if isinstance(self.screen, ThemeScreen):
            self.screen.open_place(message)

    @on(NotesAsked)
    def _answer_about_notes(self, message: NotesAsked) -> None:
        self._desk.answer(message)

    @on(ReadingAsked)
    def _show_reading(self, message: ReadingAsked) -> None:
        self._reading.answer(message)

    @on(EditAsked)
    def _edit(self, message: EditAsked) -> None:
        from briefing.tui.edit_desk import EditDesk

        EditDesk(self, lambda: self._folder, self._desk.place, self._edit_file, self._listen).answer(message)

    @on(HandOverAsked)
    def _hand_over(self, message: HandOverAsked) -> None:
        self._exports.answer(message)

    @on(HelpAsked)
    def _help(self, message: HelpAsked) -> None:
        from briefing.tui.screens.help import HelpScreen

        self.push_screen(HelpScreen(self._folder.about, message.group))

    async def action_quit(self) -> None:
        """Leave, unless notes would be lost; asked again, leave all the same."""
        if self._desk.may_leave():
            self.exit()

    def _fatal_error(self) -> None:
        """Textual's report of a fault shows the values of variables, which hold the user's notes."""
        from briefing.tui import crash

        self._desk.flush()
        self.panic(crash.told(self._exception or RuntimeError()))
