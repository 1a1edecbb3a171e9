"""The temporary files of atomic writes: their names, and what becomes of those that a killed program left."""

import os
import re
import stat
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

LEFT_AFTER: Final = 3600.0
"""The age, in seconds, from which no program can still be writing such a file."""

_NAME: Final = re.compile(r"\..+\.[0-9a-f]{8}\.tmp", re.DOTALL)


def beside(path: Path) -> Path:
    """A new name for a temporary file in the folder of the file that it will replace."""
    return path.with_name(f".{path.name[:40]}.{os.urandom(4).hex()}.tmp")


def clear(folder: Path) -> None:
    """Delete what killed programs left in a folder; only ordinary files of the user's own, and none that is young."""
    with suppress(OSError):
        for path in folder.iterdir():
            if _NAME.fullmatch(path.name):
                with suppress(OSError):
                    if _is_left(path.lstat()):
                        path.unlink()


def _is_left(status: os.stat_result) -> bool:
    is_ours = not hasattr(os, "geteuid") or status.st_uid == os.geteuid()
    return is_ours and stat.S_ISREG(status.st_mode) and time.time() - status.st_mtime > LEFT_AFTER
