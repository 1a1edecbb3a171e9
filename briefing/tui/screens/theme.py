"""The main screen: the themes at the left, one theme with both perspectives side by side."""

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message

from briefing import unwritten
from briefing.errors import UnreadableFile
from briefing.loader import Folder
from briefing.model import BriefingFile, Theme
from briefing.place import Place
from briefing.reading_time import RATE
from briefing.tui import looks
from briefing.tui.commands import Command
from briefing.tui.commands.theme import THEME_COMMANDS
from briefing.tui.lines import Target
from briefing.tui.messages import (
    BriefingChanged,
    EvidenceAsked,
    ExportAsked,
    HitsChanged,
    NotesChanged,
    PlaceAsked,
    ThemesRead,
)
from briefing.tui.screens.point_screen import PointScreen
from briefing.tui.theme_page import EITHER, View
from briefing.tui.widgets.bars import CommandBar, FirstTimeBar, TitleBar
from briefing.tui.widgets.line_view import LineView
from briefing.tui.widgets.theme_list import ThemeList
from briefing.tui.widgets.theme_view import ThemeView


class ThemeScreen(PointScreen):
    """Reads one theme at a time; everything else opens from here."""

    DECLARED: ClassVar[tuple[Command, ...]] = THEME_COMMANDS
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (120, "-roomy")]  # noqa: RUF012  # as textual declares it

    title_bar = getters.query_one(TitleBar)
    theme_list = getters.query_one(ThemeList)
    command_bar = getters.query_one(CommandBar)

    def __init__(
        self,
        folder: Callable[[], Folder],
        notes: Callable[[], Mapping[str, str]],
        has_step: Callable[[str], bool],
        first: PlaceAsked,
        *,
        swapped: bool = False,
        rate: int = RATE,
    ) -> None:
        """`folder` and `notes` give the briefing, and the texts of all notes by target, as they are now.

        `has_step` tells whether there is a change of a note to `undo` or to `redo`; `rate` is that of words a minute.
        """
        super().__init__(has_step)
        self._folder = folder
        self._notes = notes
        self.themes: dict[str, Theme] = {}
        """The themes that were read so far, by id."""
        self._first = first
        self._current = first.theme
        self._swapped = swapped
        self._rate = rate
        self._came_for: tuple[Target, int] | None = None
        self._back: Message | None = None
        self._hits = 0
        self._unwritten = unwritten.Counter()

    @property
    def about(self) -> BriefingFile:
        """The question, the sides and the contents."""
        return self._folder().about

    @property
    def view(self) -> View:
        """What is shown beside the theme itself."""
        return View(self.about, self._folder().sources(), self._notes(), self._swapped, self._rate)

    @property
    def theme(self) -> Theme | None:
        """The theme that is open; None if its file cannot be read."""
        return self.themes.get(self._current)

    @property
    def place(self) -> Place:
        """Where the reader is."""
        side = self.view.sides[self.theme_view.side].id
        return Place(theme=self._current, point=self.point.id if self.point else None, side=side, swapped=self._swapped)

    def compose(self) -> ComposeResult:
        """The title, the list and the theme, and what can be done."""
        self.fit_width()
        yield TitleBar()
        with Horizontal():
            yield ThemeList()
            yield ThemeView()
        yield CommandBar()

    def on_mount(self) -> None:
        """Open the first theme."""
        self.open_place(self._first)

    def open_theme(self, theme: str, chosen: Target | None = None) -> None:
        """Show a theme, or say why it cannot be shown."""
        self._current = theme
        self._came_for = self._back = None
        try:
            self.themes[theme] = self._folder().theme(theme)
        except UnreadableFile as error:
            self.theme_view.show_problem(error, self.mending(error))
        else:
            self.theme_view.show_theme(self.themes[theme], self.view, chosen=chosen)
        self._show_place()

    def open_place(self, place: PlaceAsked) -> None:
        """Show a theme with the cursor on a side of a point; what is not there any more is passed over."""
        if place.theme not in [entry.id for entry in self.about.themes]:
            self.app.notify("The briefing no longer has this theme.", title="Themes", timeout=6, markup=False)
            return
        self.open_theme(place.theme)
        points = [point.id for point in self.theme.points] if self.theme else []
        if place.point in points:
            sides = [side.id for side in self.view.sides]
            side = sides.index(place.side) if place.side in sides else self.theme_view.side
            chosen = Target(points.index(place.point), side)
            self.theme_view.choose(chosen)
            self._came_for = chosen, place.claim
        elif place.text:
            self.theme_view.mark(place.text)
        self._back = place.back
        self.command_bar.show_commands(self.possible_commands())

    def show_again(self) -> None:
        """Draw the same theme anew, after a note or the order of the sides has changed."""
        if self.theme:
            self.theme_view.show_theme(self.theme, self.view)
        self._show_place()

    def has(self, needs: str) -> bool:
        """Whether what a command needs is there: without a theme nothing can be chosen, and one theme is no list."""
        match needs:
            case "theme":
                return self.theme is not None
            case "themes":
                return len(self.about.themes) > 1
            case "back":
                return self._back is not None
            case "hits":
                return self._hits > 0
        return super().has(needs)

    def _show_place(self) -> None:
        about = self.about
        if self._current not in [entry.id for entry in about.themes]:
            return  # the contents have just changed, and what the screen follows is on its way
        noted = {target.split("/")[0] for target in self._notes()}
        self.theme_list.show_themes(self.view, self.themes, noted, self._current)
        number, title = next((n, e.title) for n, e in enumerate(about.themes, 1) if e.id == self._current)
        self.command_bar.show_commands(self.possible_commands())
        left = self._unwritten.count(about, *self.view.sources.values(), *self.themes.values())
        briefing = f"{about.title} ({left} to write)" if left else about.title
        self.title_bar.show_place(briefing, f"{number}/{len(about.themes)}  {title}")

    @on(ThemesRead)
    def _themes_read(self) -> None:
        self.themes = self._folder().themes_read | self.themes
        self._show_place()

    @on(BriefingChanged)
    def _briefing_changed(self, message: BriefingChanged) -> None:
        """Show what the files hold now, at the same place."""
        place, back = self.place, self._back
        self.themes = self._folder().themes_read
        listed = [entry.id for entry in self.about.themes]
        if place.theme not in listed:
            self.open_theme(listed[0])
        elif self.theme and self.point and self.point.id == place.point:
            self.show_again()
        else:
            self.open_place(PlaceAsked(place.theme, place.point, place.side, back=back))
        self.show_problems(message.problems)

    def welcome(self) -> None:
        """Say how to move and how to get help."""
        self.mount(FirstTimeBar(self.commands), before=self.command_bar)

    @on(NotesChanged)
    def _notes_changed(self) -> None:
        self.show_again()

    @on(HitsChanged)
    def _hits_changed(self, message: HitsChanged) -> None:
        self._hits = message.count
        self.command_bar.show_commands(self.possible_commands())

    @on(LineView.Pressed)
    def _pressed(self, message: LineView.Pressed) -> None:
        if message.view is self.theme_list:
            self._go_to(message.target.row)
        elif message.target == self.theme_view.selected:
            self.action_evidence()
        elif message.target.side == EITHER:
            self.theme_view.choose(Target(message.target.row, self.theme_view.side))
        else:
            self.theme_view.choose(message.target)

    def _go_to(self, index: int) -> None:
        themes = self.about.themes
        if 0 <= index < len(themes):
            self.open_theme(themes[index].id)

    @property
    def _number(self) -> int:
        """The 0-based number of the theme that is open; 0 where the contents have just lost it."""
        return next((n for n, entry in enumerate(self.about.themes) if entry.id == self._current), 0)

    def action_first_side(self) -> None:
        """Go to the side shown first."""
        self.theme_view.choose_side(0)

    def action_second_side(self) -> None:
        """Go to the side shown second."""
        self.theme_view.choose_side(1)

    def action_next_theme(self) -> None:
        """Go to the next theme."""
        self._go_to(self._number + 1)

    def action_previous_theme(self) -> None:
        """Go to the theme before."""
        self._go_to(self._number - 1)

    def action_theme_number(self, key: str) -> None:
        """Go to the theme with the number of the key; 0 is the tenth."""
        self._go_to((int(key) or 10) - 1)

    def action_swap(self) -> None:
        """Show the other perspective first; the cursor stays on what was said."""
        self._swapped = not self._swapped
        chosen = self.theme_view.selected
        self.show_again()
        if chosen:
            self.theme_view.select(Target(chosen.row, 1 - chosen.side))

    def action_evidence(self) -> None:
        """Show what the chosen side's answer rests on."""
        if self.theme and self.point:
            side = self.view.sides[self.theme_view.side]
            chosen, claim = self._came_for or (None, 1)
            claim = claim if chosen == self.theme_view.selected else 1
            self.post_message(EvidenceAsked(self.theme, self.point, side, self.view, claim))

    def action_back(self) -> None:
        """Go back to where the user came from."""
        if self._back:
            self.post_message(self._back)

    def action_export(self) -> None:
        """Write the briefing to a file."""
        self.post_message(ExportAsked(self.about.themes[self._number], self._swapped))

    def action_brightness(self) -> None:
        """Change between the dark and the light look."""
        self.app.theme = looks.LIGHT.name if self.app.current_theme.dark else looks.DARK.name

    def action_appearance(self) -> None:
        """Choose among all looks."""
        from textual.theme import ThemeProvider

        from briefing.tui.screens.palette import Palette

        self.app.push_screen(Palette(providers=[ThemeProvider], placeholder="Choose a look…"))

    async def action_quit(self) -> None:
        """Save the notes and leave."""
        await self.app.action_quit()

    def action_themes(self) -> None:
        """List the themes and choose one."""
        from briefing.tui.screens.contents import ContentsScreen

        listed = [entry.id for entry in self.about.themes]

        def open_chosen(index: int | None) -> None:
            if index is not None:
                self.open_place(PlaceAsked(listed[index]))

        noted = {target.split("/")[0] for target in self._notes()}
        self.app.push_screen(ContentsScreen(self.view, self.themes, noted, self._number), open_chosen)
