"""The backups of one notes file, made while it is being worked on."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple

from briefing import files, keeping, notes_file, strict_yaml
from briefing.errors import BriefingError, WriteRefused
from briefing.notes_file import Notes
from briefing.notes_merge import Texts

EVERY: Final = timedelta(minutes=10)
"""How much time lies between two backups, so that the few that are kept reach back far enough."""


Clock = Callable[[], datetime]


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


class Backup(NamedTuple):
    """A backup that can be read."""

    path: Path
    """Where it lies."""
    data: bytes
    """The whole file."""
    notes: Notes
    """The notes in it."""


class Backups:
    """One session's view of the folder that the backups lie in.

    Beside the dated backups there is `last-saved`: what the program itself last wrote, byte for byte. It shows what
    anything else has done to the file since.
    """

    def __init__(self, folder: Path, *, suffix: str, briefing: str, clock: Clock) -> None:
        self._folder = folder
        self._suffix = suffix
        self._briefing = briefing
        self._clock = clock
        self._last: datetime | None = None

    def newest(self) -> Backup | None:
        """The newest backup that can be read."""
        paths = (self._last_saved_path, *keeping.backups(self._folder))
        return next((found for path in paths if (found := self._read(path))), None)

    def saved(self, data: bytes) -> WriteRefused | None:
        """Remember what the program has just saved; returns why that could not be done."""
        try:
            files.make_folder(self._folder)
            files.write(self._last_saved_path, data, mode=0o600)
        except WriteRefused as problem:
            return problem
        return None

    def gone(self, there: bytes, texts: Texts) -> tuple[str, ...]:
        """The notes that the program saved, and that something else has taken out of the file since or cut short.

        `there` is what the file holds now, and `texts` are the notes in it.
        """
        saved = self._last_saved_unless(there)
        if saved is None:
            return ()
        is_cut = saved.data.startswith(there)
        return tuple(
            target
            for target, text in saved.notes.texts.items()
            if target not in texts or (is_cut and texts[target].rstrip() != text.rstrip())
        )

    def keep_last_saved(self) -> Path:
        """Keep what the program last saved as a dated backup, and return where it is kept."""
        with suppress(WriteRefused):
            return self._back_up(files.bytes_of(self._last_saved_path))
        return self._last_saved_path

    def forget_last_saved(self) -> None:
        """Keep what the program last saved as a dated backup only. Raises WriteRefused."""
        if data := files.bytes_of(self._last_saved_path):
            self._back_up(data)
            files.remove(self._last_saved_path)

    def keep(self, there: bytes) -> WriteRefused | None:
        """Keep what the file holds, before a session's first save and then every ten minutes.

        What the program last saved is kept too, if something else has changed the file since. Returns why it could
        not be kept, if it was due.
        """
        now = self._clock()
        due = self._last is None or abs(now - self._last) >= EVERY
        try:
            if saved := self._last_saved_unless(there):
                self._back_up(saved.data)
            if due and there.strip():
                self._back_up(there)
                self._last = now
        except WriteRefused as problem:
            return problem
        return None

    def _back_up(self, data: bytes) -> Path:
        return keeping.back_up(data, self._folder, now=self._clock(), suffix=self._suffix)

    @property
    def _last_saved_path(self) -> Path:
        return self._folder / f"last-saved{self._suffix}"

    def _last_saved_unless(self, there: bytes) -> Backup | None:
        """What the program last saved, unless the file still holds just that."""
        with suppress(OSError):
            if self._last_saved_path.read_bytes() != there:
                return self._read(self._last_saved_path)
        return None

    def _read(self, path: Path) -> Backup | None:
        """A backup, if it is there and can be read."""
        try:
            data = files.read(path, strict_yaml.MAX_BYTES)
            return Backup(path, data, notes_file.decode(data, path, self._briefing)) if data.strip() else None
        except (BriefingError, FileNotFoundError):
            return None
