"""Saves to places that cannot take them: full, too small, write-protected, gone, or no file at all."""

import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from functools import cache, partial
from itertools import cycle, islice
from pathlib import Path
from typing import Final

from briefing.notes import NoteStore
from torture import worse
from torture.children import Died, in_child
from torture.saving import Fault, warm, what_is_lost
from torture.trial import Outcome, Trial

NOBODY: Final = 65534
"""A user who may do nothing; the superuser may do everything, whatever a mode says."""
TMPFS: Final = 1 << 16
"""The size of the file system that is filled, in bytes."""
MOUNTED: Final = "tmpfs"
"""Where that is, in the folder of the case."""
LONG: Final = "A line of a note that is long enough to fill what is left.\n" * 40
Case = Callable[[Path], tuple[Path, Fault]]
"""Prepares a folder; returns the path of the notes, and what keeps them from being saved."""


def run(count: int, _: random.Random, folder: Path) -> Outcome:
    """Each case in turn, in a process of its own; the notes were saved there before."""
    failures: list[str] = []
    warm(folder)
    cases = {name: case for name, case in CASES.items() if name != FULL or _can_mount()}
    for number, (name, case) in enumerate(islice(cycle(cases.items()), count)):
        with tempfile.TemporaryDirectory() as place:
            text = f"{LONG}{number}\n"
            try:
                lost = in_child(partial(_what_is_lost, Path(place), case, text, is_gone=name in GONE))
            except Died as died:
                lost = str(died)
            if os.path.ismount(Path(place) / MOUNTED):
                subprocess.run(["umount", Path(place) / MOUNTED], check=True)
            if lost:
                failures.append(f"{name}: {lost}")
    figures = {"places": f"{len(cases)}"}
    return Outcome(count, failures, figures if _can_mount() else {**figures, "not tried": f"{FULL}: it needs a mount"})


def _full(place: Path) -> tuple[Path, Fault]:
    """A file system of 64 KB that another file fills."""
    mounted = place / MOUNTED
    mounted.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={TMPFS}", "tmpfs", mounted], check=True)

    @contextmanager
    def fault() -> Iterator[None]:
        rest = mounted / "rest"
        with suppress(OSError), rest.open("wb", buffering=0) as file:
            while file.write(bytes(512)):
                pass
        yield
        rest.unlink()

    return mounted / "notes.yaml", fault


def _limited(place: Path) -> tuple[Path, Fault]:
    """No file may be longer than a few bytes."""

    @contextmanager
    def fault() -> Iterator[None]:
        _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (64, hard))
        yield
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))

    return place / "notes.yaml", fault


def _with_mode(mode: int, which: Callable[[Path], Path]) -> Case:
    """The file, or its folder, has another mode for a while; the process is nobody's."""

    def case(place: Path) -> tuple[Path, Fault]:
        notes = place / "b" / "notes.yaml"
        notes.parent.mkdir()
        if os.geteuid() == 0:
            for path in (place, notes.parent):
                os.chown(path, NOBODY, NOBODY)
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)

        @contextmanager
        def fault() -> Iterator[None]:
            before = which(notes).stat().st_mode
            which(notes).chmod(mode)
            yield
            which(notes).chmod(before)

        return notes, fault

    return case


def _occupied(place: Path) -> tuple[Path, Fault]:
    """The folder is deleted, and a file has its name for a while."""
    notes = place / "b" / "notes.yaml"
    notes.parent.mkdir()

    @contextmanager
    def fault() -> Iterator[None]:
        shutil.rmtree(notes.parent)
        notes.parent.write_bytes(b"")
        yield
        notes.parent.unlink()

    return notes, fault


def _deleted(place: Path) -> tuple[Path, Fault]:
    """The folder is deleted."""
    notes = place / "b" / "notes.yaml"
    notes.parent.mkdir()

    @contextmanager
    def fault() -> Iterator[None]:
        shutil.rmtree(notes.parent)
        yield

    return notes, fault


def _replaced_by(make: Callable[[Path], object]) -> Case:
    """Something else has the file's name for a while."""

    def case(place: Path) -> tuple[Path, Fault]:
        notes, aside = place / "notes.yaml", place / "aside"

        @contextmanager
        def fault() -> Iterator[None]:
            notes.rename(aside)
            make(notes)
            yield
            if notes.is_dir() and not notes.is_symlink():
                notes.rmdir()
            else:
                notes.unlink()
            aside.rename(notes)

        return notes, fault

    return case


def _dangling(place: Path) -> tuple[Path, Fault]:
    """The notes are a link to a file that is not there yet, in a folder that is."""
    (place / "elsewhere").mkdir()
    notes = place / "notes.yaml"
    notes.symlink_to(place / "elsewhere" / "mine.yaml")
    return notes, nullcontext


def _hard_link(place: Path) -> tuple[Path, Fault]:
    """The file has a second name."""

    @contextmanager
    def fault() -> Iterator[None]:
        other = place / "other.yaml"
        before = (place / "notes.yaml").read_bytes()
        other.hardlink_to(place / "notes.yaml")
        yield
        if other.read_bytes() != before:
            raise AssertionError("the other name's file is another one")

    return place / "notes.yaml", fault


FULL, DELETED, OCCUPIED = "a full disk", "the folder deleted", "the folder deleted, and a file in its place"
GONE: Final = (DELETED, OCCUPIED)
"""Cases that take the file itself away."""
CASES: Final[dict[str, Case]] = {
    FULL: _full,
    "RLIMIT_FSIZE": _limited,
    "a read-only folder": _with_mode(0o500, lambda notes: notes.parent),
    "a read-only file": _with_mode(0o400, lambda notes: notes),
    "a folder that may not be entered": _with_mode(0o000, lambda notes: notes.parent),
    OCCUPIED: _occupied,
    DELETED: _deleted,
    "a folder": _replaced_by(Path.mkdir),
    "a FIFO": _replaced_by(os.mkfifo),
    "a link to itself": _replaced_by(lambda notes: notes.symlink_to(notes)),
    "a link into a folder that is not there": _replaced_by(lambda notes: notes.symlink_to(notes.parent / "no" / "a")),
    "a dangling link": _dangling,
    "a hard link": _hard_link,
}


def _what_is_lost(place: Path, case: Case, text: str, *, is_gone: bool) -> str:
    notes, fault = case(place)
    store = NoteStore.open(notes, briefing="b", backups=place / "backups", locks=place / "locks")
    store.set("trade", "before")
    store.save()
    return what_is_lost(store, text, fault, is_gone=is_gone)


@cache
def _can_mount() -> bool:
    """Whether this user may mount a file system here."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["mount", "-t", "tmpfs", "-o", f"size={TMPFS}", "tmpfs", folder]
        if not shutil.which("mount") or subprocess.run(command, capture_output=True, check=False).returncode:
            return False
        subprocess.run(["umount", folder], check=True)
        return True


TRIALS = (
    Trial(
        name="a full 64 KB tmpfs, RLIMIT_FSIZE, no permission, the folder deleted, a folder, FIFO or link instead",
        must="the old or the new file whole, the text kept, a message with path and hint, the next save works",
        run=run,
        quick=len(CASES),
        whole=40 * len(CASES),
        bad={"files are written in place": worse.in_place, "errors go through": worse.no_words},
        not_here=lambda: "" if sys.platform == "linux" else "it needs tmpfs and modes as Linux has them",
    ),
)
