"""A briefing's folder -> a folder of the user's own that holds the same, byte for byte."""

from pathlib import Path
from typing import Final

from briefing import files, new_folder
from briefing.errors import BriefingError
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
        if inner != "." and where.is_symlink():
            raise _is_link(where)
        for path in sorted(where.iterdir()) if where.is_dir() else ():
            name = path.relative_to(folder.path).as_posix()
            if path.suffix in _KINDS and name != _NOTES:
                contents[name] = _bytes(path, _KINDS[path.suffix])
    if notes is not None and notes.exists():
        contents[_NOTES] = _bytes(notes, MAX_BYTES)
    new_folder.write(target, contents)
    return sorted(contents)


def _bytes(path: Path, limit: int) -> bytes:
    if path.is_symlink():
        raise _is_link(path)
    try:
        data = files.read(path, limit, follow=False)
    except FileNotFoundError:
        raise BriefingError(f"{path}: the file has just gone", "Copy the briefing once more.") from None
    if len(data) > limit:
        raise BriefingError(f"{path}: the file is larger than {limit >> 20} MiB", "No file of a briefing is.")
    return data


def _is_link(path: Path) -> BriefingError:
    return BriefingError(f"{path}: this is a link, and it was not followed", "Put what it leads to in its place.")
