"""The notes while the program runs: when they are edited, when they are written, and what if they cannot be."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual.app import App

from briefing.errors import BriefingError
from briefing.loader import Folder
from briefing.text import clean
from briefing.tui import messages, workers
from briefing.tui.messages import NotesAsked, NotesChanged, NotesSaved

if TYPE_CHECKING:
    from briefing.notes import NoteStore
    from briefing.notes_history import NoteStep, OpenNote
    from briefing.tui.screens.note import NoteScreen

PAUSE: Final = 1.0
"""The longest that an edit waits before it is written, in seconds."""


class NotesDesk:
    """Opens notes, and writes them: a second after an edit, on asking, and on leaving."""

    def __init__(
        self,
        app: App[None],
        folder: Callable[[], Folder],
        open_store: Callable[[], "NoteStore"],
        did: Callable[["NoteStep"], None],
        has_step: Callable[[str], bool],
        *,
        width: int,
        clock: Callable[[], datetime] = datetime.now,
    ) -> None:
        """`folder` gives the briefing as it is now; `open_store` is called once, when the notes are first wanted.

        `did` gets each change that was made, and `has_step` tells whether there is one to `undo` or to `redo`; `width`
        is that of a note's lines.
        """
        self._app = app
        self._folder = folder
        self._open_store = open_store
        self._is_open = False
        self._told_gone = ""
        self._width = width
        self._clock = clock
        self._waiting = False
        self._editor: NoteScreen | None = None
        self._open_note: OpenNote | None = None
        self._did = did
        self._has_step = has_step

    @cached_property
    def _store(self) -> "NoteStore":
        self._is_open = True
        return self._open_store()

    @property
    def texts(self) -> dict[str, str]:
        """All notes by target; none until they have been opened."""
        return self._store.texts if self._is_open else {}

    @property
    def path(self) -> Path:
        """The notes file."""
        return self._store.path

    def reread(self) -> None:
        """Take in what another program has written; called in a thread."""
        if self._store.reread():
            self._app.call_from_thread(self._tell_changed)

    def open(self) -> None:
        """Read the notes; where their file cannot be understood, say so and offer what can be done."""
        if self._store.damage:
            self.ask_about_damage()
        else:
            self._tell_changed()

    def answer(self, asked: NotesAsked) -> None:
        """Do what was asked for."""
        match asked:
            case messages.NoteAsked(target, about):
                self._edit(target, about)
            case messages.AllNotesAsked():
                self._list(asked)

    def _edit(self, target: str, about: str) -> None:
        if self._store.damage:
            self.ask_about_damage()
            return
        from briefing.notes_history import OpenNote
        from briefing.tui.screens.note import NoteScreen

        text = self._store.text(target)
        self._open_note = OpenNote(target, about, text)
        self._editor = NoteScreen(about, text, partial(self._edited, target), self.save, self._width)
        self._app.push_screen(self._editor, partial(self._closed, target))

    def _list(self, asked: messages.AllNotesAsked) -> None:
        if self._store.damage:
            self.ask_about_damage()
            return
        from briefing.tui.screens.notes import NotesScreen

        self._app.push_screen(NotesScreen(self._folder, lambda: self.texts, self._has_step, asked))

    def take(self, step: "NoteStep", *, again: bool) -> bool:
        """Make a change that was taken back, or that takes one back; what other programs made of the note stays.

        Whether it was made.
        """
        try:
            now = self._store.set(step.target, step.after, was=step.before)
        except BriefingError as error:
            self._tell(NotesSaved(_shown(error), failed=True))
            return False
        self.save()
        self._tell_changed()
        told = f"Note on “{step.about}” {'written again' if again else 'taken back'}"
        told += "." if now == step.after else ". What another program wrote in it stays."
        self._app.notify(clean(told), title="Notes", markup=False)
        return True

    def ask_about_damage(self) -> None:
        """Where the notes file cannot be understood, say so and offer what can be done."""
        from briefing.tui.screens.damaged_notes import DamagedNotesScreen

        if self._store.damage is None:
            return
        store = self._store
        choices = {"restore": store.restore, "afresh": store.start_afresh}

        def act(choice: str | None) -> None:
            if choice not in choices:
                return
            try:
                aside = choices[choice]()
            except BriefingError as error:
                self._tell(NotesSaved(_shown(error), failed=True))
            else:
                told = clean(f"The damaged file is kept as {aside}")
                self._app.notify(told, title="Notes", timeout=30, markup=False)
            self._tell_changed()

        screen = DamagedNotesScreen(self._store.damage, store.newest_backup, mendable=store.mendable)
        self._app.push_screen(screen, act)

    def save(self) -> None:
        """Write what is not written yet, in a worker."""
        self._waiting = False
        workers.run(self._app, self._save, group="notes")

    def flush(self) -> BriefingError | None:
        """Write now, with what an open editor holds; what went wrong, or None."""
        if self._editor and self._editor in self._app.screen_stack and self._editor.is_mounted:
            self._editor.keep()
        try:
            if self._is_open and self._store.unsaved:
                self._store.save()
        except BriefingError as error:
            return error
        return None

    def place(self, target: str) -> tuple[Path, int]:
        """The notes file with everything saved, and the line of a note in it. Raises BriefingError."""
        if problem := self.flush():
            raise problem
        return self._store.place(target)

    def _edited(self, target: str, text: str, was: str) -> str:
        """Take an edit in, and return the note as it is now, with what other programs made of it.

        `was` is what the editor last got from here.
        """
        try:
            here = self._store.text(target)
            if self._open_note and here != was:
                self._open_note.merged(was, here)
            now = self._store.set(target, text, was=was)
        except BriefingError as error:
            self._tell(NotesSaved(_shown(error), failed=True))
            return text
        if not self._waiting and self._store.unsaved:
            self._waiting = True
            self._app.set_timer(PAUSE, self.save)
        return now

    async def _save(self) -> None:
        before = self._store.texts
        self._tell(await asyncio.to_thread(self._write))
        if self._store.texts != before:
            self._tell_changed()

    def _write(self) -> NotesSaved:
        if not self._store.unsaved:
            return NotesSaved(f"Saved in {self._store.path}")
        try:
            saved = self._store.save()
        except BriefingError as error:
            return NotesSaved(_shown(error), failed=True)
        told = f"Saved at {self._clock():%H:%M:%S} in {self._store.path}"
        if saved.conflicts:
            told += f". Another program changed {', '.join(saved.conflicts)} too: both texts are kept."
        if saved.backup_problem:
            told += f". There is no backup: {saved.backup_problem.message}"
        return NotesSaved(told)

    def _tell(self, message: NotesSaved) -> None:
        if self._app.is_running:
            self._app.screen.post_message(message)

    def _closed(self, target: str, _: None) -> None:
        self._editor = None
        if self._open_note and (step := self._open_note.closed(self._store.text(target))):
            self._did(step)
        self._open_note = None
        self._tell_changed()

    def _tell_changed(self) -> None:
        if self._app.is_running:
            for screen in self._app.screen_stack:
                screen.post_message(NotesChanged())
            self._tell_gone()

    def _tell_gone(self) -> None:
        """Say once which saved notes something else has taken out of the file."""
        gone = self._store.gone
        if gone and gone.message != self._told_gone:
            told = clean(f"{gone.message}. {gone.hint}")
            self._app.notify(told, title="Notes", severity="warning", timeout=60, markup=False)
        self._told_gone = gone.message if gone else ""


def _shown(error: BriefingError) -> str:
    return f"Not saved: {error.message}. {error.hint}".strip()
