"""What is done beside the screens while the program runs, each by its own desk, and who does what."""

from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from briefing import paths
from briefing.errors import BriefingError, UnreadableFile
from briefing.history import History
from briefing.loader import Folder
from briefing.model import Briefing
from briefing.place import Place
from briefing.tui import messages, workers
from briefing.tui.export_desk import ExportDesk
from briefing.tui.files_desk import FilesDesk
from briefing.tui.find_desk import FindDesk
from briefing.tui.notes_desk import NotesDesk
from briefing.tui.outside import Outside
from briefing.tui.place_desk import PlaceDesk
from briefing.tui.present_desk import PresentDesk
from briefing.tui.program import ProgramApp
from briefing.tui.reading_desk import ReadingDesk
from briefing.tui.screens.theme import ThemeScreen
from briefing.tui.widgets.theme_view import ThemeView

if TYPE_CHECKING:
    from briefing.editing.steps import Step
    from briefing.notes_history import NoteStep
    from briefing.tui.changes_desk import ChangesDesk
    from briefing.tui.claim_desk import ClaimDesk
    from briefing.tui.write_desk import WriteDesk


class Desks:
    """The desks of a running program, on the briefing as it is now."""

    def __init__(self, app: ProgramApp, folder: Folder, outside: Outside) -> None:
        self.folder = folder
        """The briefing, read anew whenever its files change."""
        self._app = app
        self._outside = outside
        self._opened: Briefing | None = None
        self._changes: ChangesDesk | None = None
        self._now: Callable[[], Folder] = lambda: self.folder
        now, chosen = self._now, outside.settings.settings
        self._history: History[NoteStep | Step] = History()
        self.notes = NotesDesk(app, now, outside.open_notes, self._history.did, self.has_step, width=chosen.note_width)
        self.reading = ReadingDesk(app, now, outside.find_texts, outside.open_address, self.has_step)
        self.exports = ExportDesk(app, now, lambda: self.notes.texts, chosen.speaking_rate, outside.copy_text)
        self.search = FindDesk(app, now, lambda: self.notes.texts, lambda: self.reading.texts)
        self.presents = PresentDesk(app, now, chosen.speaking_rate, outside.now)
        self.places = PlaceDesk(app, lambda: self._place, outside.keep_place)
        self.files = FilesDesk(app, now, lambda: self.notes.path, self.notes.reread, self._take)

    def has_step(self, needs: str) -> bool:
        """Whether there is a change to take back (`undo`), or one to make again (`redo`)."""
        return self._history.next_step(again=needs == "redo") is not None

    @property
    def main(self) -> ThemeScreen | None:
        """The main screen, where it is there already."""
        first = self._app.screen_stack[0] if self._app.screen_stack else None
        return first if isinstance(first, ThemeScreen) else None

    @property
    def _place(self) -> Place | None:
        """Where the reader is; None while the main screen is not there yet, or is being closed."""
        main = self.main if self._app.is_running else None
        return main.place.presenting(self.presents.showing) if main and main.query(ThemeView) else None

    def _take(self, folder: Folder, texts: bool) -> None:
        """Go on with the briefing read anew; `texts` says whether a source's text changed, too."""
        self.folder = folder
        self.presents.follow()
        if self._changes:
            self._changes.follow()
        if texts:
            workers.run(self._app, self.reading.read, group="texts", exclusive=True)
        else:
            self.reading.tell()

    def keep_opened(self) -> None:
        """Keep the briefing as it is, to tell later what has changed; one that cannot be read whole is not kept."""
        with suppress(UnreadableFile):
            self._opened = self.folder.briefing()

    def write_all(self) -> BriefingError | None:
        """Write the notes, then the place; what keeps the notes from being written."""
        problem = self.notes.flush()
        self.presents.end()
        self.places.flush()
        return problem

    async def answer(self, asked: messages.Asked) -> None:
        """Have done what was asked for."""
        match asked:
            case messages.WriteAsked() if paths.is_builtin(self.folder.path):
                self._offer_copy(asked)
            case messages.ThemeWritingAsked():
                self._write_theme(asked)
            case messages.NotesAsked():
                self.notes.answer(asked)
            case messages.ReadingAsked():
                self.reading.answer(asked)
            case messages.Finding():
                self.search.answer(asked)
            case messages.HandOverAsked():
                self.exports.answer(asked)
            case messages.PresentAsked():
                self.presents.present(asked)
            case messages.Shown():
                self.presents.showing = asked.showing
                await self.places.look()
            case messages.StepAsked(again):
                await self._take_step(again=again)
            case messages.ClaimAsked():
                self.claims.answer(asked)
            case messages.EditAsked():
                self._edit(asked)
            case messages.ChangesAsked():
                self._show_changes(asked)
            case messages.OverviewAsked():
                self._show_overview(asked)
            case messages.HelpAsked():
                from briefing.tui.screens.help import HelpScreen

                self._app.push_screen(HelpScreen(self.folder.about, asked.group))

    @cached_property
    def writes(self) -> "WriteDesk":
        """What writes into the briefing."""
        from briefing.tui.write_desk import WriteDesk

        return WriteDesk(self._app, self._now, self._history, self.files.write)

    @cached_property
    def claims(self) -> "ClaimDesk":
        """What writes claims."""
        from briefing.tui.claim_desk import ClaimDesk

        return ClaimDesk(self._app, self._now, self.reading.reading, lambda: self._place, self.writes.write)

    async def _take_step(self, *, again: bool) -> None:
        from briefing.notes_history import NoteStep

        step = self._history.next_step(again=again)
        if step is None:
            return
        if isinstance(step, NoteStep):
            is_taken = self.notes.take(step, again=again)
        else:
            is_taken = await self.writes.take(step, again=again)
        if is_taken:
            self._history.stepped(again=again)

    def _write_theme(self, asked: messages.ThemeWritingAsked) -> None:
        from briefing.tui.screens.write import WriteScreen

        if main := self.main:
            texts = lambda: self.reading.texts  # noqa: E731
            screen = WriteScreen(asked, self._now, lambda: main.view, self.writes.write, texts, self.has_step)
            self._app.push_screen(screen)

    def _offer_copy(self, asked: messages.WriteAsked) -> None:
        from briefing.tui.copy_desk import CopyDesk

        notes, place, go_on = self.notes, lambda: self._place, self._outside.go_on
        CopyDesk(self._app, self._now, lambda: notes.path, notes.flush, place, go_on).offer(asked)

    def _edit(self, asked: messages.EditAsked) -> None:
        from briefing.tui.edit_desk import EditDesk

        edit, listen = self._outside.edit_file, self._app.listen_for_the_end
        EditDesk(self._app, self._now, self.notes.place, edit, listen).answer(asked)

    def _show_changes(self, asked: messages.ChangesAsked) -> None:
        if self._changes is None:
            from briefing.tui.changes_desk import ChangesDesk

            self._changes = ChangesDesk(self._app, self._now, lambda: self._opened, self._outside.read_committed)
        self._changes.answer(asked)

    def _show_overview(self, asked: messages.OverviewAsked) -> None:
        from briefing.tui.screens.overview import OverviewScreen

        if main := self.main:
            self._app.push_screen(OverviewScreen(asked, self._now, lambda: main.view))
