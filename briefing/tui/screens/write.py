"""The screen on which a theme is written: each of its rows can be changed."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import on

from briefing.editing import findings, part_edits, silences
from briefing.editing.part_edits import Planned
from briefing.editing.parts import PRIORITIES, Kind, Part
from briefing.errors import BriefingError
from briefing.loader import Folder
from briefing.model import Relation
from briefing.tui.commands import Command, key_name
from briefing.tui.commands.writing_theme import WRITE_COMMANDS
from briefing.tui.messages import ClaimAsked, EditAsked, PlaceAsked, ThemeWritingAsked
from briefing.tui.screens.part_screen import PartScreen
from briefing.tui.theme_page import View
from briefing.tui.widgets.reading_view import ReadingView

if TYPE_CHECKING:
    from briefing.texts import SourceText

EVIDENCE_HINT = "Paragraphs as source/section/paragraph, with commas between them."
SILENCE_HINT = "The words that were looked for, with commas between them; “ ” keep a comma."


class WriteScreen(PartScreen):
    """Changes the theme row by row; each change is written at once."""

    CSS_PATH = "write.tcss"
    DECLARED: ClassVar[tuple[Command, ...]] = WRITE_COMMANDS

    def __init__(
        self,
        asked: ThemeWritingAsked,
        folder: Callable[[], Folder],
        view: Callable[[], View],
        write: Callable[[Planned], Awaitable[BriefingError | None]],
        texts: Callable[[], "Mapping[str, SourceText] | None"],
        has_step: Callable[[str], bool],
    ) -> None:
        """`write` makes a change, and returns what kept it from being made; the others are what a PartScreen takes."""
        super().__init__(asked, folder, view, texts, has_step)
        self._write = write

    @on(ReadingView.Pressed)
    def _pressed(self, message: ReadingView.Pressed) -> None:
        if message.target == self.page_view.selected:
            self.action_change()
        else:
            self.page_view.select(message.target)

    async def _make(self, planned: Planned, theme: str | None = None, key: object = None) -> BriefingError | None:
        """Make a change; what kept it from being made."""
        listed = [entry.id for entry in self._folder().about.themes]
        problem = await self._write(planned)
        if problem is None:
            made = [entry.id for entry in self._folder().about.themes if entry.id not in listed]
            self.show_again(next(iter(made), theme or self._theme.id), key=key)
        return problem

    async def _make_or_tell(self, planned: Planned, key: object = None) -> bool:
        problem = await self._make(planned, key=key)
        if problem:
            self._tell(f"{problem.message}. {problem.hint}".strip())
        return problem is None

    def action_change(self) -> None:
        """Change what stands in the row, or add what it offers."""
        part = self.part
        match part.kind:
            case Kind.CLAIM:
                self._ask_for_claim(part)
            case Kind.LEVEL:
                labels = self._folder().about.scale.labels
                self._pick(part, {str(number): f"{number}  {label}" for number, label in enumerate(labels, 1)})
            case Kind.PRIORITY:
                self._pick(part, {str(number): f"{number}  {meaning}" for number, meaning in PRIORITIES.items()})
            case Kind.RELATION:
                self._pick(part, {each.value: f"{each.glyph} {each.label}: {each.meaning}" for each in Relation})
            case _:
                self._ask_for_text(part)

    def action_add(self) -> None:
        """Add what belongs after the row."""
        from briefing.tui.screens.write_text import WriteTextScreen

        part, theme = self.part, self._theme.id
        kind = part_edits.added_by(part)
        if kind is Kind.CLAIM:
            self._ask_for_claim(part._replace(is_new=True))
            return
        titles = {Kind.TITLE: "The title of a new theme", Kind.POINT: "The question of a new point"}
        title = titles.get(kind, f"New: {kind}") if kind else ""
        save = lambda typed: self._make(part_edits.added(theme, part, typed))  # noqa: E731
        self.app.push_screen(WriteTextScreen(title, "", save))

    async def action_delete(self) -> None:
        """Delete the part; what brings it back is told."""
        part = self.part
        if await self._make_or_tell(part_edits.deleted(self._theme.id, part)):
            undo = next(key_name(command.keys[0]) for command in self.commands if command.id == "undo")
            told = f"{part_edits.noun(part)} deleted. {undo} brings it back."
            self.app.notify(told, title="Writing", markup=False)

    async def action_move_up(self) -> None:
        """Move the part up."""
        await self._move(-1)

    async def action_move_down(self) -> None:
        """Move the part down."""
        await self._move(1)

    async def _move(self, by: int) -> None:
        part = self.part
        key = part._replace(number=part.number + by).key
        await self._make_or_tell(part_edits.moved(self._theme.id, part, by), key)

    def action_next_theme(self) -> None:
        """Go to the next theme."""
        self._go_to(self._theme.number)

    def action_previous_theme(self) -> None:
        """Go to the theme before."""
        self._go_to(self._theme.number - 2)

    def _go_to(self, index: int) -> None:
        listed = self._folder().about.themes
        if 0 <= index < len(listed):
            self.show_again(listed[index].id)

    def action_edit(self) -> None:
        """Open the theme's file in the editor, at the chosen point."""
        self.post_message(EditAsked(self._theme.id, self.part.point))

    def action_close(self) -> None:
        """Go back to the theme, at the same point."""
        part = self.part
        self.post_message(PlaceAsked(self._theme.id, part.point, part.side))

    def _ask_for_claim(self, part: Part) -> None:
        number = None if part.is_new else part.number
        self.post_message(ClaimAsked(theme=self._theme.id, point=part.point, side=part.side, number=number))

    def _pick(self, part: Part, choices: Mapping[str, str]) -> None:
        from briefing.tui.screens.pick import PickScreen

        theme = self._theme.id
        save = lambda choice: self._make(part_edits.chosen(theme, part, choice), key=part.key)  # noqa: E731
        self.app.push_screen(PickScreen(self._called(part), choices, part.value, save))

    def _ask_for_text(self, part: Part) -> None:
        from briefing.tui.screens.write_text import WriteTextScreen

        theme = self._theme.id
        key = part._replace(is_new=False).key
        save = lambda typed: self._make(part_edits.changed(theme, part, typed), key=key)  # noqa: E731
        hint, about = "", None
        if part.kind is Kind.SILENCE:
            hint, about = SILENCE_HINT, self._looker(str(part.side))
            save = lambda typed: self._record(part, typed)  # noqa: E731
        elif part.kind is Kind.EVIDENCE:
            hint = EVIDENCE_HINT
        self.app.push_screen(WriteTextScreen(self._called(part), part.value, save, hint=hint, about=about))

    async def _record(self, part: Part, typed: str) -> BriefingError | None:
        """Write the words of a silence, and say if one of them breaks it; what kept them from being written."""
        problem = await self._make(part_edits.changed(self._theme.id, part, typed), key=part._replace(is_new=False).key)
        if problem is None and await asyncio.to_thread(silences.stands_there, self._text(str(part.side)), typed):
            self._tell(f"Silence {'recorded' if part.is_new else 'changed'}{findings.WITH_ERROR}.")
        return problem

    def _called(self, part: Part) -> str:
        """The row in words, as the heading of a dialog."""
        side = f": {self._folder().about.perspective(part.side).short_name}" if part.side else ""
        match part.kind:
            case Kind.POINT:
                return "Question of the point"
            case Kind.SCALE_LABEL:
                return f"Name of level {part.number + 1}"
        return f"{part.kind}{side}"

    def _looker(self, side: str) -> Callable[[str], str]:
        """Tells of each word of a silence whether it stands in the side's text."""
        return silences.looker(self._text(side))

    def _text(self, side: str) -> "SourceText | None":
        """The text that a side argues from, if it is at hand."""
        return (self._texts() or {}).get(self._folder().about.perspective(side).source)
