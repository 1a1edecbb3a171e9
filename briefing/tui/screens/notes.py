"""The list of the user's notes, by theme, by tag or by length."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult

from briefing.loader import Folder
from briefing.notes_list import ORDERS, Listed, listed, ordered
from briefing.tags import Tag, folded, gather
from briefing.tui.commands import Command, key_name, remapped
from briefing.tui.commands.notes import NOTES_COMMANDS
from briefing.tui.commands.theme import THEME_COMMANDS
from briefing.tui.lines import Target
from briefing.tui.messages import AllNotesAsked, BriefingChanged, EditAsked, NoteAsked, NotesChanged, PlaceAsked
from briefing.tui.notes_page import empty_page, notes_page
from briefing.tui.screens.noting_screen import NotingScreen
from briefing.tui.widgets.bars import CommandBar, TitleBar
from briefing.tui.widgets.line_view import LineView
from briefing.tui.widgets.reading_view import ReadingView


class NotesScreen(NotingScreen):
    """Lists the notes, and goes to what they are on."""

    CSS_PATH = "notes.tcss"
    DECLARED: ClassVar[tuple[Command, ...]] = NOTES_COMMANDS

    title_bar = getters.query_one(TitleBar)
    page_view = getters.query_one(ReadingView)
    command_bar = getters.query_one(CommandBar)

    def __init__(
        self,
        folder: Callable[[], Folder],
        notes: Callable[[], Mapping[str, str]],
        has_step: Callable[[str], bool],
        asked: AllNotesAsked,
    ) -> None:
        """`folder` and `notes` give the briefing, and the texts of all notes by target, as they are now."""
        super().__init__(has_step)
        self._folder = folder
        self._texts = notes
        self._asked = asked
        self._notes: Sequence[Listed] = ()
        self._tags: Sequence[Tag] = ()

    @property
    def note(self) -> Listed | None:
        """The note that the cursor is on."""
        return self._notes[self.page_view.row] if self._notes else None

    def compose(self) -> ComposeResult:
        """The list between the title and what can be done."""
        yield TitleBar()
        yield ReadingView()
        yield CommandBar()

    def on_mount(self) -> None:
        """Start at the note that was asked for."""
        self.show_notes()
        self.call_after_refresh(self.page_view.choose, Target(self.page_view.row))

    def show_notes(self) -> None:
        """List the notes as they are now, with the cursor on the same note, or where it was."""
        texts, about, asked = self._texts(), self._folder().about, self._asked
        every = listed(about, self._folder().readable(), texts)
        self._tags = gather(texts.values())
        if asked.tag not in [folded(tag.name) for tag in self._tags]:
            asked.tag = ""
        self._notes = ordered((note for note in every if not asked.tag or note.has_tag(asked.tag)), asked.order)
        targets = [note.target for note in self._notes]
        row = targets.index(asked.target) if asked.target in targets else self.page_view.row
        self.page_view.select(Target(min(row, len(targets) - 1)) if targets else None)
        if every:
            self.page_view.show_page(lambda width: notes_page(self._notes, self._tags, asked.tag, width), len(targets))
        else:
            how = self._how()
            self.page_view.show_page(lambda width: empty_page(how, width), 0)
        count = f"{len(targets)} of {len(every)}" if asked.tag else str(len(every))
        self.title_bar.show_place(about.title, f"Notes: {count}, {ORDERS[asked.order]}" if every else "Notes")
        self._moved()

    def _how(self) -> str:
        keys = {command.id: key_name(command.keys[0]) for command in remapped(THEME_COMMANDS, self.app.keys)}
        return (
            f"Press {keys['note']} on a point, or {keys['theme-note']} for its theme, to write one. "
            "A word with # before it, such as #follow-up, is a tag: it gathers notes here."
        )

    def has(self, needs: str) -> bool:
        """Whether there are notes, one to go to, tags among them, and several to sort."""
        match needs:
            case "note":
                return self.note is not None
            case "theme":
                return self.note is not None and not self.note.is_stray
            case "tags":
                return bool(self._tags)
            case "sorted":
                return len(self._notes) > 1
        return super().has(needs)

    @on(NotesChanged)
    @on(BriefingChanged)
    def _notes_changed(self) -> None:
        self.show_notes()

    @on(ReadingView.Moved)
    def _moved(self) -> None:
        if self.note:
            self._asked.target = self.note.target
        self.command_bar.show_commands(self.possible_commands())

    @on(LineView.Pressed)
    def _pressed(self, message: LineView.Pressed) -> None:
        if self.page_view.press(message.target):
            self.action_open()

    def action_open(self) -> None:
        """Go to what the note is on; the way back leads here."""
        if self.note and not self.note.is_stray:
            theme, _, point = self.note.target.partition("/")
            self.post_message(PlaceAsked(theme, point or None, back=replace(self._asked)))

    def action_note(self) -> None:
        """Change the chosen note."""
        if self.note:
            self.page_view.raise_row()
            self.post_message(NoteAsked(self.note.target, self.note.about))

    def action_edit(self) -> None:
        """Open the notes file in the editor, at the chosen note."""
        if self.note:
            self.post_message(EditAsked(note=self.note.target))

    def action_next_tag(self) -> None:
        """List the notes with the next tag; after the last tag all."""
        self._choose_tag(1)

    def action_previous_tag(self) -> None:
        """List the notes with the tag before; before the first tag all."""
        self._choose_tag(-1)

    def _choose_tag(self, step: int) -> None:
        tags = ["", *(folded(tag.name) for tag in self._tags)]
        self._asked.tag = tags[(tags.index(self._asked.tag) + step) % len(tags)]
        self.show_notes()
        self.page_view.top()

    def action_sort(self) -> None:
        """Sort the list in the next of the orders; the cursor stays on its note."""
        orders = list(ORDERS)
        self._asked.order = orders[(orders.index(self._asked.order) + 1) % len(orders)]
        self.show_notes()
        self.page_view.choose(Target(self.page_view.row))

    def action_close(self) -> None:
        """Go back to where one came from."""
        self.app.pop_screen()
