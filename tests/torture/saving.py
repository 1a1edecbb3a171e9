"""One save that something keeps from succeeding, and what must hold then and afterwards."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from briefing.errors import BriefingError
from briefing.notes import NoteStore

Fault = Callable[[], AbstractContextManager[object]]
"""Keeps saves from succeeding for a while, if it can."""


def store_in(folder: Path, name: str = "notes.yaml") -> NoteStore:
    """The notes in a folder, with their backups and locks beside them."""
    return NoteStore.open(folder / name, briefing="b", backups=folder / "backups", locks=folder / "locks")


def what_is_lost(store: NoteStore, text: str, fault: Fault, *, may_leave: bool = False, is_gone: bool = False) -> str:
    """Change a note, save it while the fault lasts, then once more; what is wrong, or nothing.

    The file must hold the old text or the new one; the store the new one; a refusal must name the path and say what to
    do; no descriptor and, unless it `may_leave` one, no temporary file may stay; and in the end the new text is saved.
    With `is_gone` the fault itself takes the file away.
    """
    old = store.text("trade")
    store.set("trade", text)
    descriptors = _descriptors()
    with fault():
        refused = _save(store)
        if isinstance(refused, OSError):
            return f"it is not caught: {refused!r}"
    if isinstance(refused, BriefingError) and not (refused.hint and str(store.path.parent) in refused.message):
        return f"it does not say where, or what to do: {refused.message!r} {refused.hint!r}"
    if store.text("trade") != text:
        return f"the text is gone from memory: {store.text('trade')!r}"
    found = _found(store)
    if found not in ((old, text) if refused else (text,)) and not (is_gone and refused and not found):
        said = refused or "called saved"
        return f"the file holds {found[:60]!r} instead of {old[:60]!r} or {text[:60]!r}; it was {said}"
    if _descriptors() > descriptors:
        return "a file stays open"
    if not may_leave and (left := list(store.path.parent.glob(".*.tmp"))):
        return f"{left[0]} stays"
    again = _save(store)
    if again or _found(store) != text:
        return f"saving again does not work: {again}"
    return ""


@contextmanager
def in_memory(folder: Path) -> Iterator[Path]:
    """A folder that no disk slows down, where there is one: what a process has written outlives it in any case."""
    memory = Path("/dev/shm")  # only the folder that is made in it is used
    with TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else folder) as place:
        yield Path(place)


def warm(folder: Path) -> None:
    """Import here what a save imports, so that no child has to."""
    place = folder / "warm"
    place.mkdir()
    store = store_in(place)
    store.set("trade", "warm")
    store.save()


def _save(store: NoteStore) -> BriefingError | OSError | None:
    try:
        store.save()
    except (BriefingError, OSError) as error:
        return error
    return None


def _found(store: NoteStore) -> str:
    """What a program finds that opens the notes now."""
    folder = store.path.parent
    fresh = NoteStore.open(store.path, briefing="b", backups=folder / "backups", locks=folder / "locks")
    return fresh.text("trade") if fresh.damage is None else f"damage: {fresh.damage.message}"


def _descriptors() -> int:
    folder = Path("/dev/fd")
    return len(os.listdir(folder)) if folder.exists() else 0  # noqa: PTH208  # the names alone
