"""A folder that is held open while something is written below it, so that nobody puts a link in a folder's place."""

import errno
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Final

CAN_HOLD: Final = (
    {os.open, os.stat, os.mkdir, os.rmdir, os.unlink, os.link, os.rename} <= os.supports_dir_fd
    and hasattr(os, "O_DIRECTORY")
    and hasattr(os, "O_NOFOLLOW")
)
"""Whether the system takes a path as a name in an open folder."""
_FOLDER: Final = getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_PATH", os.O_RDONLY)


class HeldFolder:
    """What happens below one folder. Every method takes a path below it, and raises OSError.

    With a descriptor no link on the way from the folder to the path is followed, whenever it got there; without one the
    path alone says where it leads.
    """

    def __init__(self, path: Path, descriptor: int | None = None) -> None:
        """`descriptor` is of the folder `path`; whoever opened it closes it."""
        self.path = path
        self._descriptor = descriptor

    def status(self, path: Path) -> os.stat_result | None:
        """What has the name, be it a link; None if nothing has."""
        try:
            with self._at(path) as (name, folder):
                return os.stat(name, dir_fd=folder, follow_symlinks=False)
        except FileNotFoundError:
            return None

    def make(self, path: Path) -> None:
        """Make a folder; the one that it lies in is there."""
        with self._at(path) as (name, folder):
            os.mkdir(name, dir_fd=folder)

    def create(self, path: Path, mode: int) -> int:
        """The descriptor of a new file, to be written; FileExistsError if anything has the name."""
        with self._at(path) as (name, folder):
            return os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode, dir_fd=folder)

    def link(self, file: Path, path: Path) -> None:
        """Give a file a second name in its folder; FileExistsError if anything has that."""
        with self._at(path) as (name, folder):
            os.link(file if folder is None else file.name, name, src_dir_fd=folder, dst_dir_fd=folder)

    def replace(self, file: Path, path: Path) -> None:
        """Give a file another name in its folder, whatever had that."""
        with self._at(path) as (name, folder):
            os.replace(file if folder is None else file.name, name, src_dir_fd=folder, dst_dir_fd=folder)

    def remove(self, path: Path) -> None:
        """Delete a file or a link."""
        with self._at(path) as (name, folder):
            os.unlink(name, dir_fd=folder)

    def remove_folder(self, path: Path) -> None:
        """Delete an empty folder."""
        with self._at(path) as (name, folder):
            os.rmdir(name, dir_fd=folder)

    def sync(self, path: Path) -> None:
        """Make a rename in the folder of a path last; some file systems and Windows have no such thing."""
        with self._at(path) as (_, folder), suppress(PermissionError):
            descriptor = os.open(path.parent if folder is None else ".", os.O_RDONLY, dir_fd=folder)
            try:
                os.fsync(descriptor)
            except OSError as error:
                if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EBADF):
                    raise
            finally:
                os.close(descriptor)

    @contextmanager
    def _at(self, path: Path) -> Iterator[tuple[Path | str, int | None]]:
        """How the system is told of a path: a name, and the descriptor of the folder that has it."""
        if self._descriptor is None:
            yield path, None
            return
        *folders, name = path.relative_to(self.path).parts or (".",)
        with ExitStack() as closing:
            descriptor = self._descriptor
            for folder in folders:
                descriptor = os.open(folder, _FOLDER | os.O_NOFOLLOW, dir_fd=descriptor)
                closing.callback(os.close, descriptor)
            yield name, descriptor


@contextmanager
def hold(path: Path) -> Iterator[HeldFolder]:
    """Hold a folder that the user named, wherever links lead on the way to it. Raises OSError."""
    if not CAN_HOLD:
        yield HeldFolder(path)
        return
    descriptor = os.open(path, _FOLDER)
    try:
        yield HeldFolder(path, descriptor)
    finally:
        os.close(descriptor)
