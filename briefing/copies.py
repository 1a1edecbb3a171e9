"""A briefing's folder -> a folder of the user's own that holds the same, byte for byte."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from briefing import files, new_folder
from briefing.errors import BriefingError, reason
from briefing.loader import Folder
from briefing.strict_yaml import MAX_BYTES
from briefing.texts import MAX_TEXT

_KINDS: Final = {".yaml": MAX_BYTES, ".json": MAX_BYTES, ".txt": MAX_TEXT}
"""The files that a briefing is made of, by the ends of their names, and the most bytes that each may have."""
_INNER: Final = (".", "sources", "themes", "schema")
_NOTES: Final = "notes.yaml"


def copy(folder: Folder, target: Path, notes: Path | None = None) -> list[str]:
    """Make a new folder of a briefing's files, and of the notes in `notes` if there are any; their names in order.

    What is in the folder besides is left behind. Raises BriefingError for a link and a file that cannot be read, and
    WriteRefused for a target that is not new or empty; then nothing was written.
    """
    new_folder.refuse_full(target)
    contents: dict[str, bytes] = {}
    for inner in _INNER:
        where = folder.path / inner
        if inner != ".":
            _refuse_link(where)
        for path in _listed(where):
            name = path.relative_to(folder.path).as_posix()
            if path.suffix not in _KINDS or name == _NOTES:
                continue
            try:
                contents[name] = _bytes(path, _KINDS[path.suffix])
            except FileNotFoundError:
                raise BriefingError(f"{path}: the file has just gone", "Copy the briefing once more.") from None
    if notes is not None:
        with suppress(FileNotFoundError):
            contents[_NOTES] = _bytes(notes, MAX_BYTES)
    new_folder.write(target, contents)
    return sorted(contents)


def _listed(folder: Path) -> list[Path]:
    """What is in a folder; nothing where there is none. Raises BriefingError if it cannot be looked into."""
    try:
        return sorted(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise BriefingError(f"{folder}: {reason(error)}", "Look at its permissions.") from None


def _bytes(path: Path, limit: int) -> bytes:
    """What a file holds. Raises FileNotFoundError; BriefingError, naming it, for a link and what cannot be read."""
    _refuse_link(path)
    data = files.read(path, limit, follow=False)
    if len(data) > limit:
        raise BriefingError(f"{path}: the file is larger than {limit >> 20} MiB", "No file of a briefing is.")
    return data


def _refuse_link(path: Path) -> None:
    if os.path.islink(path):  # noqa: PTH114  # the other one raises in a folder that is closed
        raise BriefingError(f"{path}: this is a link, and it was not followed", "Put what it leads to in its place.")
