"""Files of a briefing before and after: proved before the first one is written, and written all or none."""

import stat
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple

from briefing import files
from briefing.errors import BriefingError, WriteRefused, reason
from briefing.loader import Folder


class Change(NamedTuple):
    """One file, before and after; it may be new, get another name, or go."""

    path: Path
    """Where it lies."""
    before: bytes
    """What it holds; nothing, if it is made."""
    new_path: Path | None
    """Where it will lie; the same, if it is not renamed, and None if it goes."""
    after: bytes
    """What it will hold."""
    mode: int | None = None
    """The permissions of a file that is made; None for what the umask leaves."""


class Proposed(Folder):
    """A briefing some of whose files are still only in memory."""

    def __init__(self, path: Path, made: Mapping[str, bytes], gone: Collection[str] = ()) -> None:
        """`made` are the files that will be there, and `gone` those that will not, by their names below the folder."""
        super().__init__(path)
        self._made = made
        self._gone = gone

    def _bytes(self, name: str) -> bytes:
        if name in self._made:
            return self._made[name]
        if name in self._gone:
            raise self._unreadable(name, "the file is missing", "", "missing-file")
        return super()._bytes(name)


def refuse_in_the_way(change: Change) -> None:
    """Raises BriefingError for a link that would be renamed, and for a file where another one is to lie."""
    if change.new_path is None or (change.path == change.new_path and change.before):
        return
    if change.path.is_symlink():
        raise BriefingError(f"{change.path}: this is a link, and it was not renamed", "Put the file itself there.")
    if change.new_path.is_symlink() or change.new_path.exists():
        raise BriefingError(f"{change.new_path}: there is a file already", "Move it away, or choose another id.")


def write(found: Sequence[Change]) -> None:
    """Write the changes, all or none. Raises WriteRefused; Overtaken where a file does not hold what it held."""
    with written(found):
        pass


@contextmanager
def written(found: Sequence[Change]) -> Iterator[None]:
    """Write the changes; if one cannot be written, or what is done with them fails, all is put back.

    Raises WriteRefused; Overtaken where a file does not hold what it held.
    """
    stuck: list[Path] = []
    try:
        with ExitStack() as undo:
            for change in found:
                _write(change, undo, stuck)
            for change in found:
                if change.path != change.new_path:
                    _remove(change, undo, stuck)
            yield
            undo.pop_all()
    except WriteRefused as error:
        if not stuck:
            raise
        left = ", ".join(map(str, stuck))
        raise WriteRefused(f"{error.message}; and these could not be put back: {left}", error.hint) from None


def _write(change: Change, undo: ExitStack, stuck: list[Path]) -> None:
    """Write what a file will hold, and say how to undo that."""
    path, data = change.new_path, change.after
    if path is None:
        return
    if change.before and change.path == path:
        back = partial(_put_back, path, change.before, data, None, stuck)
        _do(partial(files.write, path, data, over=change.before), path, data, back, undo)
    else:
        mode = _mode(change.path) if change.before else change.mode
        back = partial(_take_back, path, stuck)
        _do(partial(files.write, path, data, mode=mode, over=b""), path, data, back, undo)


def _remove(change: Change, undo: ExitStack, stuck: list[Path]) -> None:
    """Take a file away that goes, or has another name now, and say how to undo that."""
    mode = _mode(change.path)
    if files.read(change.path, len(change.before)) != change.before:
        raise files.Overtaken(f"{change.path}: another program has just changed the file", "Try it once more.")
    back = partial(_put_back, change.path, change.before, b"", mode, stuck)
    _do(partial(files.remove, change.path), change.path, b"", back, undo)


def _do(do: Callable[[], None], path: Path, after: bytes, back: Callable[[], None], undo: ExitStack) -> None:
    """Do something, and say how to undo it, even if it fails when it is done: the disk may not say that it lasts."""
    try:
        do()
    except files.Overtaken:
        raise
    except WriteRefused:
        with suppress(OSError):
            if files.bytes_of(path) == after:
                undo.callback(back)
        raise
    undo.callback(back)


def _mode(path: Path) -> int:
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except OSError as error:
        raise WriteRefused(f"{path}: {reason(error)}", "Try it once more.") from None


def _put_back(path: Path, before: bytes, after: bytes, mode: int | None, stuck: list[Path]) -> None:
    try:
        files.write(path, before, mode=mode, over=after)
    except WriteRefused:
        stuck.append(path)


def _take_back(path: Path, stuck: list[Path]) -> None:
    try:
        files.remove(path)
    except WriteRefused:
        stuck.append(path)
