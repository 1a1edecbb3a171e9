"""A notes file with what belongs to it, and all that is kept of it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from briefing import files, notes_file
from briefing.errors import BriefingError
from briefing.notes import NoteStore

HEAD = "schema_version: 1\nbriefing: b\nnotes:\n"


class NotesPlace:
    """A folder with the notes on the briefing `b`, their backups and locks, and a clock that is set by hand."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.folder.mkdir(exist_ok=True)
        self.path = folder / "notes.yaml"
        self.backups = folder / "state" / "backups"
        self.locks = folder / "state" / "locks"
        self.now = datetime(2026, 11, 22, 2, 7, tzinfo=UTC)

    def pass_time(self, **much: float) -> None:
        """Let so much time pass: `minutes=5`."""
        self.now += timedelta(**much)

    def open(self) -> NoteStore:
        """A session's view of the notes."""
        return NoteStore.open(self.path, briefing="b", backups=self.backups, locks=self.locks, clock=lambda: self.now)

    def put(self, data: bytes) -> None:
        """Write over the file as another program does, without a lock, a backup or a second thought."""
        self.path.write_bytes(data)

    @property
    def data(self) -> bytes:
        """What the file holds; nothing if it is missing."""
        return files.bytes_of(self.path)

    def copies(self) -> list[bytes]:
        """The whole of every backup, and of every file that was put aside."""
        aside = self.folder.glob("notes.yaml.damaged-*")
        return [path.read_bytes() for path in (*self.backups.glob("*"), *aside)]

    def texts_kept(self) -> list[dict[str, str]]:
        """The notes of everything that can be read: the file first, then all that is kept of it."""
        return [texts for data in (self.data, *self.copies()) if (texts := _texts(data)) is not None]


def _texts(data: bytes) -> dict[str, str] | None:
    try:
        return notes_file.decode(data, Path("notes.yaml"), "b").texts
    except BriefingError:
        return None
