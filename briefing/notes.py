"""The note store: a user's notes on one briefing, in memory and in one file."""

import threading
from contextlib import suppress
from datetime import UTC
from pathlib import Path
from typing import Final, Self

import msgspec

from briefing import files, keeping, notes_file, strict_yaml
from briefing.errors import BriefingError, UnreadableFile, WriteRefused
from briefing.notes_backups import Backups, Clock, now
from briefing.notes_file import Notes, OtherBriefing
from briefing.notes_merge import Texts, changed, merge, merge_all, tidy, unless_blank

_ATTEMPTS: Final = 5
"""How often a save starts over because an editor that takes no lock was quicker."""


class Saved(msgspec.Struct, frozen=True, kw_only=True):
    """What a save did."""

    written: bool = False
    """Whether the file was written; there may have been nothing to save."""
    merged: tuple[str, ...] = ()
    """The targets whose text here is another one now, because another program had saved them."""
    conflicts: tuple[str, ...] = ()
    """Those among them that were changed on both sides: their note now holds both texts."""
    backup_problem: WriteRefused | None = None
    """Why there is no backup of what the file held before, if one was due and could not be made."""


class NoteStore:
    """The notes on one briefing.

    `set` may be called on one thread while `save` runs on another. Two saves wait for each other, so that
    a save on the main thread, as a signal handler of the event loop makes it, ends after the one that a
    worker is in and takes what the worker's came too early for. A worker must not wait for the main thread
    while it saves.
    """

    def __init__(self, path: Path, *, briefing: str, backups: Path, locks: Path, clock: Clock = now) -> None:
        """A store that has read nothing yet; use `open`."""
        self.path = path
        """The notes file."""
        self.damage: BriefingError | None = None
        """Why the file that is there cannot be understood, as of the last look at it."""
        self.gone: BriefingError | None = None
        """Which saved notes something else has taken out of the file, and where they are, as of the last look at it."""
        self._briefing = briefing
        self._backups = Backups(backups, suffix=path.suffix, briefing=briefing, clock=clock)
        self._locks = locks
        self._clock = clock
        self._saving = threading.RLock()
        self._memory = threading.RLock()
        self._texts: Texts = {}
        self._base: Texts = {}
        self._times: dict[str, str] = {}
        self._data = b""
        self._read_once = False

    @classmethod
    def open(cls, path: Path, *, briefing: str, backups: Path, locks: Path, clock: Clock = now) -> Self:
        """The store of the notes in `path`; a missing file holds none, and is made by the first save.

        A file that cannot be understood is not an error here: see `damage`.
        """
        store = cls(path, briefing=briefing, backups=backups, locks=locks, clock=clock)
        store.reread()
        return store

    def text(self, target: str) -> str:
        """The note on a theme (`trade`) or a point (`trade/volume`), or nothing."""
        with self._memory:
            return self._texts.get(target, "")

    @property
    def texts(self) -> Texts:
        """Every note, in the order of the file."""
        with self._memory:
            return dict(self._texts)

    def targets(self) -> tuple[str, ...]:
        """What has a note, in the order of the file."""
        with self._memory:
            return tuple(self._texts)

    def place(self, target: str) -> tuple[Path, int]:
        """The notes file, and the 1-based line of a note that is saved in it. Raises BriefingError."""
        return self.path, notes_file.line_of(self._bytes(), target)

    @property
    def unsaved(self) -> bool:
        """Whether there is something to save."""
        with self._memory:
            return self._texts != self._base

    def set(self, target: str, text: str, *, was: str | None = None) -> str:
        """Make `text` the note on `target`, and return what the note is now; a blank text deletes it.

        The text is cleaned and its line ends become `\\n`; nothing else changes, so that a line break at its
        end, or none, stays as it is. `was` is what the editor last got from here: if the note has changed
        since, because a save took in another program's, the two are merged. Raises WriteRefused if the file
        could never be read.
        """
        self._refuse_if_never_read()
        with self._memory:
            here = self._texts.get(target, "")
            text = tidy(text)
            if was is not None:
                text = unless_blank(merge(tidy(was), text, here, self._times.get(target, "")))
            if text:
                self._texts[target] = text
            else:
                self._texts.pop(target, None)
            return text

    def save(self) -> Saved:
        """Write what is unsaved, merged with what other programs have saved meanwhile.

        Raises WriteRefused; the notes are then still here, unsaved, and the file is as it was.
        """
        with self._saving:
            self._refuse_if_never_read()
            if not self.unsaved:
                return Saved()
            files.make_folder(self.path.parent)
            attempt = 0
            with keeping.lock(self.path, self._locks):
                while True:
                    attempt += 1
                    try:
                        return self._save()
                    except files.Overtaken:
                        if attempt == _ATTEMPTS:
                            raise

    def reread(self) -> bool:
        """Take in what other programs have saved; whether any note here changed. See also `damage` and `gone`."""
        with self._saving:
            before = self.texts
            self._take_in()
            self.gone = self._told_gone(self._data, self._base)
            if self.gone:
                # Another session may be between a save and its note of it.
                with suppress(WriteRefused), keeping.lock(self.path, self._locks):
                    self._take_in()
                self.gone = self._told_gone(self._data, self._base)
            return self.texts != before

    @property
    def mendable(self) -> bool:
        """Whether the file is damaged in a way that `restore` and `start_afresh` help against."""
        is_other = isinstance(self.damage, OtherBriefing) and self.newest_backup is None
        return isinstance(self.damage, UnreadableFile) and not is_other

    @property
    def newest_backup(self) -> Path | None:
        """The newest backup that can be read."""
        found = self._backups.newest()
        return found.path if found else None

    def restore(self) -> Path:
        """Put the newest backup in the place of the damaged file; returns where the damaged file is now.

        Notes typed here since are kept, unsaved. Raises WriteRefused.
        """
        with self._saving, keeping.lock(self.path, self._locks):
            self._refuse_unless_mendable()
            found = self._backups.newest()
            if found is None:
                raise WriteRefused(f"{self.path}: there is no backup", "Start afresh; the damaged file is kept.")
            aside = files.set_aside(self.path, self._damaged_name(), leave=True)
            files.write(self.path, found.data)
            self._begin_from(found.data, found.notes)
            return aside

    def start_afresh(self) -> Path:
        """Put the damaged file aside and go on without it; returns where the damaged file is now.

        Notes typed here before the damage are kept, unsaved. Raises WriteRefused.
        """
        with self._saving, keeping.lock(self.path, self._locks):
            self._refuse_unless_mendable()
            self._backups.forget_last_saved()
            aside = files.set_aside(self.path, self._damaged_name())
            self._begin_from(b"", notes_file.none_on(self._briefing))
            return aside

    def _take_in(self) -> None:
        """Merge what the file holds with what is here, or remember why that cannot be done."""
        try:
            data = self._known(self._bytes())
            if self._read_once and self.damage is None and data == self._data:
                return
            theirs = self._decode(data)
        except BriefingError as error:
            self.damage = error
            return
        with self._memory:
            self._texts = merge_all(self._base, self._texts, theirs.texts, theirs.times)
            self._settle(data, theirs)

    def _told_gone(self, data: bytes, texts: Texts) -> BriefingError | None:
        """What to say where the file, which holds `data` with these notes, lacks some that were saved."""
        if self.damage is not None or not (gone := self._backups.gone(data, texts)):
            return None
        return notes_file.gone(self.path, gone, self._backups.keep_last_saved())

    def _save(self) -> Saved:
        """Merge and write once, under the lock. Raises Overtaken if another program was quicker."""
        try:
            there = self._bytes()
            data = self._known(there)
            theirs = self._decode(data)
        except BriefingError as error:
            self.damage = error
            raise self._refusal(error) from None
        self.damage = None
        with self._memory:
            mine = dict(self._texts)
        merged = merge_all(self._base, mine, theirs.texts, theirs.times)
        changes = changed(theirs.texts, merged)
        backup_problem: WriteRefused | None = None
        written = bool(changes) or not there.strip()
        if written:
            made = notes_file.encode(data, theirs, changes, notes_file.time(self._clock()), self.path)
            self.gone = self._told_gone(data, theirs.texts)
            backup_problem = self._backups.keep(there)
            files.write(self.path, made, over=there)
            backup_problem = self._backups.saved(made) or backup_problem
            data, theirs = made, notes_file.decode(made, self.path, self._briefing)
        else:
            files.settle(self.path)
        with self._memory:
            self._texts = merge_all(mine, self._texts, theirs.texts, theirs.times)
            self._settle(data, theirs)
        taken = changed(mine, merged)
        return Saved(
            written=written,
            merged=tuple(taken),
            conflicts=tuple(target for target in taken if target in changes),
            backup_problem=backup_problem,
        )

    def _settle(self, data: bytes, notes: Notes) -> None:
        """Remember what the file holds."""
        self._base, self._times, self._data = notes.texts, notes.times, data
        self._read_once, self.damage = True, None

    def _begin_from(self, data: bytes, notes: Notes) -> None:
        """Forget the damaged file; what was typed here counts as newer than what is in `notes`."""
        with self._memory:
            if not self._read_once:
                self._texts = dict(notes.texts)
            self._settle(data, notes)
        self.gone = None

    def _bytes(self) -> bytes:
        """What the file holds; nothing if it is missing.

        Raises ReadRefused, and UnreadableFile if the file is empty and there are backups: that is what a
        crash leaves behind.
        """
        try:
            data = files.read(self.path, strict_yaml.MAX_BYTES)
        except FileNotFoundError:
            return b""
        if not data.strip() and self._backups.newest() is not None:
            raise notes_file.emptied(self.path)
        return data

    def _known(self, data: bytes) -> bytes:
        """What the file holds, or last held: losing a file does not delete its notes."""
        return data if data.strip() else self._data

    def _decode(self, data: bytes) -> Notes:
        return notes_file.decode(data, self.path, self._briefing)

    def _damaged_name(self) -> str:
        return f"damaged-{self._clock().astimezone(UTC):%Y%m%dT%H%M%SZ}"

    def _refuse_unless_mendable(self) -> None:
        """Look at the file once more: another program may have mended it."""
        self._take_in()
        if self.damage is None:
            raise WriteRefused(f"{self.path}: the file can be read, so nothing was put aside", "Go on as usual.")
        if not self.mendable:
            raise self._refusal(self.damage)

    def _refuse_if_never_read(self) -> None:
        if not self._read_once and self.damage is not None:
            raise self._refusal(self.damage)

    def _refusal(self, damage: BriefingError) -> WriteRefused:
        hint = "Mend the file, restore the newest backup, or start afresh." if self.mendable else damage.hint
        return WriteRefused(f"Notes cannot be saved: {damage.message}", hint)
