"""Watching files: what has changed on the disk since the last look.

Files are looked at, not listened to: that works in every file system and with every editor, whether it writes a file
anew, renames one over it or changes it in place.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

INTERVAL: Final = 0.4
"""How long a program waits from one look to the next, in seconds."""


class Stamp(NamedTuple):
    """What tells one state of a file from another."""

    modified: int
    """When it was last written, in nanoseconds."""
    size: int
    """Its length in bytes."""
    file: int
    """Its number in the file system, which a rename changes."""


def stamp(path: Path) -> Stamp | None:
    """The state of a file; None if there is none that can be seen."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return Stamp(found.st_mtime_ns, found.st_size, found.st_ino)


class Watch:
    """Remembers the state of some files."""

    def __init__(self, paths: Callable[[], Iterable[Path]]) -> None:
        """`paths` gives the files to look at, which may become others."""
        self._paths = paths
        self._seen = self._look()

    def changed(self) -> list[Path]:
        """The files that changed, came or went since the last look."""
        seen, self._seen = self._seen, self._look()
        return [path for path in {**seen, **self._seen} if seen.get(path) != self._seen.get(path)]

    def _look(self) -> Mapping[Path, Stamp | None]:
        return {path: stamp(path) for path in self._paths()}
