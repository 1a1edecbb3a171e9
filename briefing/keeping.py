"""What keeps a file from being lost: one lock for all programs that save it, and backups of what it held."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from briefing import files
from briefing.errors import WriteRefused

LOCK_TIMEOUT: Final = 5.0
"""How long a program waits for another one that is saving the same file, in seconds."""

_BACKUP = re.compile(r"\d{8}T\d{6}\.\d{6}Z(\.\w+)?")


@contextmanager
def lock(path: Path, folder: Path, *, timeout: float = LOCK_TIMEOUT) -> Iterator[None]:
    """Hold the one lock on a file, whatever spelling of its path each program uses.

    The lock file lies in `folder`, named after the file's own folder (device and inode) and its name, so that
    links, letter case and mounts do not matter. The file's folder must exist. `timeout` is in seconds.
    Raises WriteRefused.
    """
    from hashlib import sha256

    from filelock import FileLock, Timeout

    files.make_folder(folder)
    with files.refusals(path):
        real = Path(os.path.realpath(path))
        place = real.parent.stat()
        name = sha256(f"{place.st_dev}:{place.st_ino}:{real.name.casefold()}".encode(errors="replace"))
    held = FileLock(folder / f"{name.hexdigest()[:32]}.lock", timeout=timeout)
    try:
        held.acquire()
    except Timeout:
        raise WriteRefused(
            f"{path}: another program has been saving this file for {timeout:g} seconds",
            "Close the other program, or save again in a moment.",
        ) from None
    except (OSError, NotImplementedError) as error:
        raise WriteRefused(
            f"{folder}: the lock could not be made: {error}",
            "The program must be able to write to this folder; BRIEFING_DATA_DIR names another.",
        ) from None
    try:
        yield
    finally:
        with suppress(OSError):  # what cannot be closed is not held any more
            held.release()


def backups(folder: Path) -> list[Path]:
    """The backups in a folder, newest first."""
    try:
        found = [path for path in folder.iterdir() if _BACKUP.fullmatch(path.name)]
    except OSError:
        return []
    return sorted(found, key=lambda path: path.name, reverse=True)


def back_up(data: bytes, folder: Path, *, now: datetime, suffix: str = "", keep: int = 10) -> Path:
    """Keep `data` under a name made of the time, and of all the backups in `folder` only the newest `keep`.

    What the newest backup holds already is not kept twice. The names sort by time (UTC); only the owner
    can read the files. Raises WriteRefused.
    """
    files.make_folder(folder)
    before = backups(folder)
    with files.refusals(folder):
        if before and files.bytes_of(before[0]) == data:
            return before[0]
        while (made := folder / f"{now.astimezone(UTC):%Y%m%dT%H%M%S.%fZ}{suffix}").exists():
            now += timedelta(microseconds=1)
    files.write(made, data, mode=0o600)
    for old in before[max(0, keep - 1) :]:
        with files.refusals(old):
            old.unlink(missing_ok=True)
    return made
