"""Reading and writing files safely: every byte the program writes goes through here."""

import os
import stat
from pathlib import Path

from briefing.errors import BriefingError


class ReadRefused(BriefingError):
    """A file that is there but was not read."""


def read(path: Path, limit: int) -> bytes:
    """At most `limit` + 1 bytes of an ordinary file, so that a longer file can be told from one that fits.

    Raises FileNotFoundError, and ReadRefused for anything else that keeps it from being read.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise ReadRefused(f"{path}: this is not an ordinary file", "Put a text file there.")
            return file.read(limit + 1)
    except FileNotFoundError:
        raise
    except IsADirectoryError:
        raise ReadRefused(f"{path}: this is a folder, not a file", "Name a file.") from None
    except OSError as error:
        reason = (error.strerror or "it cannot be read").lower()
        raise ReadRefused(f"{path}: {reason}", "Look at its permissions.") from None
