"""`kill -9` at a random moment while notes are being saved."""

import gc
import os
import random
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from unittest.mock import patch

from leash import end_with_parent

from briefing import files, opening, paths, place, temporary
from briefing.notes import NoteStore
from torture.saving import in_memory
from torture.trial import Outcome, Trial

SAVES = 3
"""How many saves fit, about, into the longest time that a process goes on."""


def run(count: int, chance: random.Random, folder: Path) -> Outcome:
    """Each time a process saves note after note, says so after each, and is killed."""
    failures: list[str] = []
    last = 0
    with in_memory(folder) as home, patch.dict(os.environ, {"BRIEFING_DATA_DIR": str(home / "data")}):
        path = home / "notes.yaml"
        for number in range(count):
            acknowledged = _save_until_killed(home, last, chance.uniform(0, SAVES))
            store = _store(home)
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
        young, old = _temporary_files(home), _temporary_files_after_an_hour_and_a_start(home)
    failures += [f"{name} is still there an hour later" for name in old]
    figures = {
        "saves acknowledged or found": f"{last:,}",
        "temporary files left": f"{len(young):,}",
        "of these an hour old after the next start": f"{len(old):,}",
    }
    return Outcome(count, failures, figures)


def _temporary_files(folder: Path) -> list[Path]:
    return list(folder.rglob(".*.tmp"))


def _temporary_files_after_an_hour_and_a_start(folder: Path) -> list[str]:
    """Those that a start of the program leaves where it finds them older than an hour."""
    for path in _temporary_files(folder):
        moment = time.time() - temporary.LEFT_AFTER - 1
        os.utime(path, (moment, moment))
    opening._clear_up(folder / "notes.yaml", place.place_file(folder))
    return [path.name for path in _temporary_files(folder)]


def _save_until_killed(folder: Path, start: int, saves: float) -> int:
    """The last number that a process said it had saved, before it was killed in its first few saves."""
    save = _seconds_for_a_save(folder)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _save_on(folder, start, writing)
    os.close(writing)
    said = os.read(reading, 1 << 16)
    time.sleep(saves * save)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while piece := os.read(reading, 1 << 16):
        said += piece
    os.close(reading)
    return int(said.split()[-1])


@cache
def _seconds_for_a_save(folder: Path) -> float:
    """How long a save takes here, about, when nothing interrupts it."""
    took = []
    with TemporaryDirectory(dir=folder.parent) as other:
        store = _store(Path(other))
        for number in range(20):
            start = time.monotonic()
            store.set("trade", str(number))
            store.save()
            took.append(time.monotonic() - start)
    return median(took)


def _save_on(folder: Path, number: int, writing: int) -> None:
    """Save one number after the other, each acknowledged in a write that cannot be torn; never returns."""
    try:
        end_with_parent()
        gc.disable()  # looking for garbage would copy the parent's memory
        store = _store(folder)
        os.write(writing, b"%d\n" % number)
        while True:
            number += 1
            store.set("trade", str(number))
            store.save()
            os.write(writing, b"%d\n" % number)
    finally:
        os._exit(1)


def _store(folder: Path) -> NoteStore:
    path = folder / "notes.yaml"
    return NoteStore.open(path, briefing="b", backups=paths.backups_folder(path), locks=paths.locks_folder())


SLOWLY = 0.002
"""How long a slow disk takes to do anything, in seconds."""


@contextmanager
def _plain_writing() -> Iterator[None]:
    """Files are opened and written over, as a beginner does, on a slow disk."""

    def write(path: Path, data: bytes, *, mode: int | None = None, over: bytes | None = None) -> None:
        with path.open("wb") as file:
            for half in (data[: len(data) // 2], data[len(data) // 2 :]):
                time.sleep(SLOWLY)
                file.write(half)
                file.flush()

    with patch.object(files, "write", write):
        yield


@contextmanager
def _early_word() -> Iterator[None]:
    """A save is said to be done before it is."""
    with patch.object(NoteStore, "save", lambda self: None):
        yield


@contextmanager
def _no_clearing() -> Iterator[None]:
    """What killed programs left stays for ever, and on a slow disk they leave more."""
    with patch.object(temporary, "clear", lambda _: None), patch.object(os, "fsync", lambda _: time.sleep(SLOWLY)):
        yield


TRIALS = (
    Trial(
        name="`kill -9` at a random moment while notes are saved",
        must="no torn file, no acknowledged save lost, no temporary file older than an hour after the next start",
        run=run,
        quick=30,
        whole=10_000,
        seconds=110,
        waits=True,
        bad={
            "a plain open and write": _plain_writing,
            "a word before the deed": _early_word,
            "nothing is cleared up": _no_clearing,
        },
        bad_tries=25,
    ),
)
