"""What there is of the briefing and a theme to be changed: a row for each part, and what `check` finds there."""

import asyncio
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from textual import getters, on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from briefing.editing import findings, part_edits
from briefing.editing.parts import Part, first_difference, parts, start
from briefing.errors import Finding, UnreadableFile
from briefing.loader import Folder
from briefing.text import clean, counted
from briefing.tui.lines import Target
from briefing.tui.messages import BriefingChanged, ReadingChanged, ThemeWritingAsked
from briefing.tui.screens.noting_screen import NotingScreen
from briefing.tui.theme_page import View
from briefing.tui.widgets.bars import CommandBar, TitleBar
from briefing.tui.widgets.reading_view import ReadingView
from briefing.tui.write_page import write_page
from briefing.unwritten import GLYPH

if TYPE_CHECKING:
    from briefing.texts import SourceText


OR_EDITOR = "Or open the claim, and choose the voice editor."


class PartScreen(NotingScreen):
    """Shows the parts of the briefing and of a theme as they are now, with a cursor that stays on its part."""

    page_view = getters.query_one(ReadingView)
    title_bar = getters.query_one(TitleBar)
    command_bar = getters.query_one(CommandBar)
    told = getters.query_one("#told", Static)

    def __init__(
        self,
        asked: ThemeWritingAsked,
        folder: Callable[[], Folder],
        view: Callable[[], View],
        texts: Callable[[], "Mapping[str, SourceText] | None"],
        has_step: Callable[[str], bool],
    ) -> None:
        """`folder` and `view` give the briefing as it is now, and `texts` those at hand, by source.

        `has_step` tells whether there is a change to `undo` or to `redo`.
        """
        super().__init__(has_step)
        self._asked = asked
        self._folder = folder
        self._view = view
        self._texts = texts
        self._theme = folder().theme(asked.theme)
        self._rows = self._parts()
        self._found: Mapping[int, list[Finding]] | None = None

    @property
    def part(self) -> Part:
        """The part that the cursor is on."""
        return self._rows[min(self.page_view.row, len(self._rows) - 1)]

    def compose(self) -> ComposeResult:
        """The rows between the title and what there is to say of the chosen one."""
        yield TitleBar()
        yield ReadingView()
        yield Static("", id="told", markup=False)
        yield CommandBar()

    def on_mount(self) -> None:
        """Start at what was asked for."""
        row = start(self._rows, self._asked.point, self._asked.side)
        self._lay_out(row)
        if row:
            self.call_after_refresh(self.page_view.start_at, Target(row))
        self._check()

    def has(self, needs: str) -> bool:
        """Whether the chosen row can be deleted, moved, or followed by another one."""
        match needs:
            case "addable":
                return part_edits.added_by(self.part) is not None
            case "deletable":
                return self.part.kind in part_edits.DELETABLE and not self.part.is_new
            case "movable":
                return self.part.kind in part_edits.MOVABLE and not self.part.is_new
            case "themes":
                return len(self._folder().about.themes) > 1
        return super().has(needs)

    def _parts(self) -> list[Part]:
        about = self._folder().about
        return parts(self._theme, about, [side.id for side in self._view().sides])

    def _lay_out(self, row: int) -> None:
        """Show the rows, with the cursor on one of them."""
        signs = {index: findings.sign(found) for index, found in (self._found or {}).items()}
        view = self._view()
        self.page_view.show_page(lambda width: write_page(self._rows, signs, view, width), len(self._rows))
        self.page_view.choose(Target(min(row, len(self._rows) - 1)))
        place = f"{self._theme.number}/{len(view.about.themes)}  {self._theme.title}"
        self.title_bar.show_place(f"Writing: {view.about.title}", place)
        self._show_row()

    @on(ReadingView.Moved)
    def _show_row(self) -> None:
        self.told.update(Content(clean(self._told())))
        self.command_bar.show_commands(self.possible_commands())

    def _told(self) -> str:
        """What `check` finds at the chosen row."""
        if self._found is None:
            return ""
        if found := self._found.get(self.page_view.row):
            more = f" And {len(found) - 1} more." if len(found) > 1 else ""
            sign, told = findings.sign(found[:1]), found[0].message
            hint = "" if sign == GLYPH else f" {found[0].advice_on_screen(OR_EDITOR)}"
            return f"{sign} {told}.{hint}{more}"
        title = start(self._rows, None, None)
        count = sum(len(found) for index, found in self._found.items() if index >= title)
        told = f"`check` finds {counted(count, 'thing') if count else 'nothing'} in this theme"
        if above := sum(map(len, self._found.values())) - count:
            told += f" and {counted(above, 'thing')} in the briefing’s rows above"
        return f"{told}: see the rows that are marked." if self._found else f"{told}."

    @work(exclusive=True)
    async def _check(self) -> None:
        """Hold the theme against the rules, in a thread."""
        rows, texts = self._rows, self._texts() or {}
        found = await asyncio.to_thread(findings.in_theme, self._folder(), self._theme.id, texts)
        if rows is self._rows and self in self.app.screen_stack:
            self._found = findings.by_part(found, rows)
            self._lay_out(self.page_view.row)

    def show_again(self, theme: str, *, key: object = None) -> None:
        """Show a theme as it is now, at the part with this key, else at the first part that is another one now."""
        if not self.is_attached:
            return
        folder = self._folder()
        listed = [entry.id for entry in folder.about.themes]
        if theme not in listed:
            theme = listed[min(self._theme.number, len(listed)) - 1]
        try:
            shown = folder.theme(theme)
        except UnreadableFile as error:
            self._tell(f"{error.message}. {error.hint}".strip())
            return
        before, is_same = self._rows, theme == self._theme.id
        self._theme = shown
        self._rows = self._parts()
        if self._rows == before:
            self._show_row()
            return
        self._found = None
        other = first_difference(before, self._rows) if is_same else start(self._rows, None, None)
        self._lay_out(next((index for index, part in enumerate(self._rows) if part.key == key), other))
        self._check()

    @on(BriefingChanged)
    def _briefing_changed(self, message: BriefingChanged) -> None:
        """Show what the files hold now, with the cursor on the same part."""
        self.show_again(self._theme.id, key=self.part.key)
        self.show_problems(message.problems)

    @on(ReadingChanged)
    def _texts_read(self) -> None:
        self._check()

    def _tell(self, text: str) -> None:
        self.app.notify(clean(text), title="Writing", severity="warning", timeout=10, markup=False)
