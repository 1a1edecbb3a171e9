"""`kill -9` at a random moment while notes are being saved."""

import os
import random
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from unittest.mock import patch

from briefing import files
from briefing.notes import NoteStore
from torture.trial import Outcome, Trial

SAVES = 3
"""How many saves fit, about, into the longest time that a process goes on after its first."""


def run(count: int, chance: random.Random, folder: Path) -> Outcome:
    """Each time a process saves note after note, says so after each, and is killed."""
    failures: list[str] = []
    last = 0
    path = folder / "notes.yaml"
    for number in range(count):
        acknowledged = _save_until_killed(folder, last, chance.uniform(0, SAVES))
        store = _store(folder)
        text = store.text("trade")
        if store.damage:
            failures.append(f"{number}: torn: {store.damage.message}")
            path.unlink()
            last = 0
        elif (found := int(text or 0)) < acknowledged:
            failures.append(f"{number}: {acknowledged} was acknowledged, {found} is there")
            last = found
        else:
            last = found
    left = [each.name for each in folder.glob(".*.tmp")]
    return Outcome(
        count, failures, {"saves acknowledged or found": f"{last:,}", "temporary files left": str(len(left))}
    )


def _save_until_killed(folder: Path, start: int, saves: float) -> int:
    """The last number that a process said it had saved, before it was killed in its first few saves."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _save_on(folder, start, writing)
    os.close(writing)
    said = os.read(reading, 1 << 16)
    time.sleep(saves * _seconds_for_a_save(folder))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while piece := os.read(reading, 1 << 16):
        said += piece
    os.close(reading)
    return int(said.split()[-1])


@cache
def _seconds_for_a_save(folder: Path) -> float:
    """How long a save takes here, about."""
    start = time.monotonic()
    for number in range(5):
        files.write(folder / "other.yaml", b"%d" % number)
    return (time.monotonic() - start) / 5 * 2


def _save_on(folder: Path, number: int, writing: int) -> None:
    """Save one number after the other, each acknowledged in a write that cannot be torn; never returns."""
    try:
        store = _store(folder)
        while True:
            number += 1
            store.set("trade", str(number))
            store.save()
            os.write(writing, b"%d\n" % number)
    finally:
        os._exit(1)


def _store(folder: Path) -> NoteStore:
    return NoteStore.open(folder / "notes.yaml", briefing="b", backups=folder / "backups", locks=folder / "locks")


@contextmanager
def _plain_writing() -> Iterator[None]:
    """Files are opened and written over, as a beginner does."""

    def write(path: Path, data: bytes, *, mode: int | None = None, over: bytes | None = None) -> None:
        with path.open("wb") as file:
            for start in range(0, len(data), 16):
                file.write(data[start : start + 16])
                file.flush()

    with patch.object(files, "write", write):
        yield


@contextmanager
def _early_word() -> Iterator[None]:
    """A save is said to be done before it is."""
    with patch.object(NoteStore, "save", lambda self: None):
        yield


TRIALS = (
    Trial(
        name="`kill -9` at a random moment while notes are saved",
        must="no torn file, no acknowledged save lost",
        run=run,
        quick=60,
        whole=10_000,
        bad={"a plain open and write": _plain_writing, "a word before the deed": _early_word},
        bad_tries=400,
    ),
)
