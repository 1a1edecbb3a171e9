"""Deliberately bad ways to keep notes, which the trials must tell from the good one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from briefing import notes_file, notes_text
from briefing.errors import UnreadableFile
from briefing.notes_backups import Backups


@contextmanager
def lenient() -> Iterator[None]:
    """What cannot be understood counts as no notes, as with an `except` around a `safe_load`; all else is whole."""
    decode = notes_file.decode

    def lenient(data: bytes, path: Path, briefing: str) -> notes_file.Notes:
        try:
            return decode(data, path, briefing)
        except UnreadableFile:
            return notes_file.none_on(briefing)

    with (
        patch.object(notes_file, "decode", lenient),
        patch.object(notes_text, "edited", lambda *_: None),
        patch.object(Backups, "gone", lambda *_: ()),
    ):
        yield


@contextmanager
def no_backups() -> Iterator[None]:
    """Nothing is kept of what the file held."""
    with patch.object(Backups, "keep", lambda *_: None), patch.object(Backups, "saved", lambda *_: None):
        yield


@contextmanager
def trusting() -> Iterator[None]:
    """Whatever can be read is taken to be whole."""
    with patch.object(Backups, "gone", lambda *_: ()):
        yield


@contextmanager
def suspicious() -> Iterator[None]:
    """Whatever was not written by the program itself is suspected."""
    with patch.object(Backups, "gone", lambda self, there, texts: tuple(texts)):
        yield
