"""The backups of one notes file, made while it is being worked on."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from briefing import files, keeping, notes_file, strict_yaml
from briefing.errors import BriefingError, WriteRefused
from briefing.notes_file import Notes

EVERY: Final = timedelta(minutes=10)
"""How much time lies between two backups, so that the few that are kept reach back far enough."""


Clock = Callable[[], datetime]


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


class Backups:
    """One session's view of the folder that the backups lie in."""

    def __init__(self, folder: Path, *, suffix: str, briefing: str, clock: Clock) -> None:
        self._folder = folder
        self._suffix = suffix
        self._briefing = briefing
        self._clock = clock
        self._last: datetime | None = None

    def newest(self) -> tuple[Path, bytes, Notes] | None:
        """The newest backup that can be read, and what it holds."""
        for path in keeping.backups(self._folder):
            try:
                data = files.read(path, strict_yaml.MAX_BYTES)
                return path, data, notes_file.decode(data, path, self._briefing)
            except (BriefingError, FileNotFoundError):
                continue
        return None

    def keep(self, data: bytes) -> WriteRefused | None:
        """Keep what the file holds, before a session's first save and then every ten minutes.

        Returns why it could not be kept, if it was due.
        """
        now = self._clock()
        due = self._last is None or abs(now - self._last) >= EVERY
        if due and data.strip():
            try:
                keeping.back_up(data, self._folder, now=now, suffix=self._suffix)
            except WriteRefused as problem:
                return problem
            self._last = now
        return None
