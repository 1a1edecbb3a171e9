"""Deliberately bad ways to keep notes, which the trials must tell from the good one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from unittest.mock import patch

from briefing import files, notes, notes_file, notes_text
from briefing.errors import UnreadableFile
from briefing.notes_backups import Backups
from briefing.notes_merge import Texts


@contextmanager
def in_place() -> Iterator[None]:
    """Files are emptied and written anew."""

    def write(path: Path, data: bytes, *, mode: int | None = None, over: bytes | None = None) -> None:
        with files.refusals(path), os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), "wb") as file:
            file.write(data)

    with patch.object(files, "write", write):
        yield


@contextmanager
def no_words() -> Iterator[None]:
    """What the system says is not turned into words."""
    with patch.object(files, "refusals", lambda _: nullcontext()):
        yield


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


def _mine(base: Texts, mine: Texts, theirs: Texts, their_times: object) -> Texts:
    return mine


@contextmanager
def last_one_wins() -> Iterator[None]:
    """What another program saved is written over."""
    with patch.object(notes, "merge_all", _mine):
        yield


@contextmanager
def editor_wins() -> Iterator[None]:
    """What an editor holds replaces what was merged into the note since."""
    with patch.object(notes, "merge", lambda _, mine, *__: mine):
        yield
