"""Reading and writing files safely: every byte the program writes goes through here."""

import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Final

from briefing.errors import BriefingError, WriteRefused, reason
from briefing.held_folder import HeldFolder, hold
from briefing.temporary import beside


class ReadRefused(BriefingError):
    """A file that is there but was not read."""


class AlreadyExists(WriteRefused):
    """An ordinary file has the name already, and nobody said that it may be overwritten."""


class Overtaken(WriteRefused):
    """Another program changed the file while this one was about to replace it."""


def read(path: Path, limit: int, *, follow: bool = True) -> bytes:
    """At most `limit` + 1 bytes of an ordinary file, so that a longer file can be told from one that fits.

    With `follow` false a link is not followed, whenever it got there.

    Raises FileNotFoundError, and ReadRefused for anything else that keeps it from being read.
    """
    try:
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        descriptor = os.open(path, flags if follow else flags | getattr(os, "O_NOFOLLOW", 0))
        with ExitStack() as closing:
            closing.callback(os.close, descriptor)
            file = closing.enter_context(os.fdopen(descriptor, "rb", closefd=False))
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise ReadRefused(f"{path}: this is not an ordinary file", "Put a text file there.")
            return file.read(limit + 1)
    except FileNotFoundError:
        raise
    except IsADirectoryError:
        raise ReadRefused(f"{path}: this is a folder, not a file", "Name a file.") from None
    except OSError as error:
        raise ReadRefused(f"{path}: {reason(error)}", "Look at its permissions.") from None
    except ValueError:
        raise ReadRefused(f"{path}: no file can have this name", "Choose another name.") from None


def write(path: Path, data: bytes, *, mode: int | None = None, over: bytes | None = None) -> None:
    """Put `data` in the place of a file at once, or leave everything as it was.

    A file that is there keeps its mode; a new one gets `mode`, or what the umask leaves. Where `path` is a
    symbolic link, the file that it points to is replaced. `over` is what the file must still hold just before
    it is replaced; a missing file holds nothing. Raises WriteRefused; Overtaken if the file holds something
    other than `over`.
    """
    with refusals(path):
        real = Path(os.path.realpath(path))
        there = _status(real)
        if there is not None:
            _refuse_unless_ordinary(path, there)
            if not os.access(real, os.W_OK):
                raise WriteRefused(f"{path}: the file is write-protected", "Look at its permissions.")
            mode = stat.S_IMODE(there.st_mode)
        folder = HeldFolder(real.parent)
        with _beside(folder, real, data, mode) as temporary:
            if over is not None and bytes_of(real) != over:
                raise Overtaken(f"{path}: another program has just changed the file", "Save once more.")
            folder.replace(temporary, real)
        folder.sync(real)


def settle(path: Path) -> None:
    """Make last that a file is in its place, which `write` may have failed to do. Raises WriteRefused."""
    with refusals(path):
        real = Path(os.path.realpath(path))
        HeldFolder(real.parent).sync(real)


def export(path: Path, data: bytes, *, force: bool) -> None:
    """Write a new file, or with `force` replace an ordinary one; never a link, a folder or a device.

    Between the look and the writing nobody can slip a file in. Raises WriteRefused; AlreadyExists where
    `force` would help.
    """
    export_all({path: data}, force=force, below=path.parent)


def export_all(files: Mapping[Path, bytes], *, force: bool, below: Path, folders: Iterable[Path] = ()) -> None:
    """Write files as `export` does, all or none: each lies on the disk before the first one gets its name.

    With `force`, a failure between two names leaves the files before it replaced. `folders` are made first, where they
    are missing, and taken back if nothing is written. `below` is a folder that is there, above all of them: whatever
    happens meanwhile, no link between it and a file is followed. Raises WriteRefused; AlreadyExists where `force` would
    help.
    """
    folders = list(folders)
    with ExitStack() as made:
        with refusals(next(iter((*folders, *files)))):
            held = made.enter_context(hold(below))
        for folder in folders:
            if _make_export_folder(held, folder):
                made.callback(_try, held.remove_folder, folder)
        staged = []
        for path, data in files.items():
            with refusals(path):
                mode = _mode_to_export(held, path, force=force)
                staged.append((made.enter_context(_beside(held, path, data, mode)), path))
        with ExitStack() as written:
            for temporary, path in staged:
                with refusals(path):
                    if force:
                        held.replace(temporary, path)
                    else:
                        _take_free_name(held, temporary, path)
                        written.callback(_try, held.remove, path)
                    held.sync(path)
            written.pop_all()


def _mode_to_export(held: HeldFolder, path: Path, *, force: bool) -> int | None:
    """The mode of the file that an export will replace; None for a new one. Raises WriteRefused."""
    there = held.status(path)
    if there is None:
        return None
    if stat.S_ISLNK(there.st_mode):
        raise WriteRefused(f"{path}: this is a link, and it was not followed", "Choose another name.")
    _refuse_unless_ordinary(path, there)
    if not force:
        raise _already_exists(path)
    return stat.S_IMODE(there.st_mode)


def _make_export_folder(held: HeldFolder, path: Path) -> bool:
    """Make a folder in one that is there; whether it was missing. Raises WriteRefused."""
    with refusals(path):
        there = held.status(path)
        if there is None:
            held.make(path)
            return True
        if stat.S_ISLNK(there.st_mode):
            raise WriteRefused(f"{path}: this is a link, and it was not followed", "Choose another name.")
        if not stat.S_ISDIR(there.st_mode):
            raise WriteRefused(f"{path}: this is a file, not a folder", "Choose another name.")
        return False


def _try(undo: Callable[[Path], None], path: Path) -> None:
    with suppress(OSError):
        undo(path)


def remove(path: Path, *, below: Path | None = None) -> None:
    """Delete an ordinary file or a link. Raises WriteRefused.

    `below` is a folder above it: no link between the two is followed.
    """
    with refusals(path), hold(below or path.parent) as held:
        there = held.status(path)
        if there is not None and not stat.S_ISLNK(there.st_mode):
            _refuse_unless_ordinary(path, there)
        held.remove(path)
        held.sync(path)


def make_folder(path: Path) -> None:
    """Create a folder of the program's own, and those above it. Raises WriteRefused."""
    with refusals(path):
        path.mkdir(mode=0o700, parents=True, exist_ok=True)


def set_aside(path: Path, label: str, *, leave: bool = False) -> Path:
    """Give an ordinary file the name `<name>.<label>` beside itself, and return that.

    With `leave` the old name stays too, to be written over, where the file system allows two names.
    Raises WriteRefused.
    """
    with refusals(path):
        real = Path(os.path.realpath(path))
        _refuse_unless_ordinary(path, real.stat())
        number, aside = 1, real.with_name(f"{real.name}.{label}")
        while os.path.lexists(aside):
            number += 1
            aside = real.with_name(f"{real.name}.{label}-{number}")
        try:
            aside.hardlink_to(real)
        except FileExistsError:
            raise
        except OSError:
            real.rename(aside)
        else:
            if not leave:
                real.unlink()
        HeldFolder(real.parent).sync(real)
        return aside


@contextmanager
def _beside(held: HeldFolder, path: Path, data: bytes, mode: int | None) -> Iterator[Path]:
    """A temporary file in the same folder that holds `data` safely on the disk; gone at the end."""
    temporary = beside(path)
    try:
        with os.fdopen(held.create(temporary, 0o666 if mode is None else 0o600), "wb") as file:
            file.write(data)
            file.flush()
            if mode is not None and hasattr(os, "fchmod"):
                os.fchmod(file.fileno(), mode)
            os.fsync(file.fileno())
        yield temporary
    finally:
        _try(held.remove, temporary)


def _take_free_name(held: HeldFolder, temporary: Path, path: Path) -> None:
    """Move a file to a name that nothing else may have, in one step."""
    try:
        held.link(temporary, path)
    except FileExistsError:
        raise _already_exists(path) from None
    except OSError:
        # A file system without hard links: the name is taken first, then filled.
        try:
            os.close(held.create(path, 0o666))
        except FileExistsError:
            raise _already_exists(path) from None
        with ExitStack() as undo:
            undo.callback(_try, held.remove, path)
            held.replace(temporary, path)
            undo.pop_all()


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def bytes_of(path: Path) -> bytes:
    """What a file holds; nothing if it is missing."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def _refuse_unless_ordinary(path: Path, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise WriteRefused(f"{path}: this is a folder, not a file", "Name a file in it.")
    if not stat.S_ISREG(status.st_mode):
        raise WriteRefused(f"{path}: this is not an ordinary file", "Choose another name.")


def _already_exists(path: Path) -> AlreadyExists:
    return AlreadyExists(f"{path}: there is a file already", "Overwrite it with --force, or choose another name.")


_REASONS: Final = {
    errno.ENOSPC: ("the disk is full", "Make room, then try again."),
    errno.EDQUOT: ("the disk quota is used up", "Make room, then try again."),
    errno.EFBIG: ("the file would be larger than the system allows", "Raise the limit (see `ulimit -f`)."),
    errno.EIO: ("the disk reports an error", "Try again, or choose another disk."),
    errno.EROFS: ("the disk is read-only", "Choose another folder."),
    errno.ENOENT: ("there is no such folder", "Create the folder first, or choose another."),
    errno.ENOTDIR: ("a part of the path is not a folder", "Choose another folder."),
    errno.EACCES: ("permission denied", "Look at the permissions of the file and of its folder."),
    errno.EPERM: ("permission denied", "Look at the permissions of the file and of its folder."),
    errno.EISDIR: ("this is a folder, not a file", "Name a file in it."),
    errno.ENAMETOOLONG: ("the name is too long", "Choose a shorter name."),
    errno.ELOOP: ("the link leads back to itself", "Choose another name."),
}


@contextmanager
def refusals(path: Path) -> Iterator[None]:
    """Turn what the system says into a WriteRefused about `path`."""
    try:
        yield
    except OSError as error:
        what, hint = _REASONS.get(error.errno or 0, (reason(error, "it could not be written"), ""))
        raise WriteRefused(f"{path}: {what}", hint or "Try again, or choose another folder.") from None
    except ValueError:
        raise WriteRefused(f"{path}: no file can have this name", "Choose another name.") from None
