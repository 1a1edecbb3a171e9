"""A briefing's files -> a new folder, all of them or nothing."""

from collections.abc import Mapping
from pathlib import Path

from briefing import files
from briefing.errors import WriteRefused
from briefing.loader import ABOUT


def write(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Make a folder of the files, which are named by their paths below it; one of them is `briefing.yaml`.

    An empty folder is filled; its parent must be there. Raises WriteRefused, and nothing is left of the folder then.
    """
    refuse_full(folder)
    # The file that makes a folder a briefing gets its name last.
    names = sorted(contents, key=lambda name: name == ABOUT)
    files.export_all(
        {folder / name: contents[name] for name in names},
        force=False,
        below=folder.parent,
        folders=[folder, *dict.fromkeys((folder / name).parent for name in names if "/" in name)],
    )


def refuse_full(folder: Path) -> None:
    """Raises WriteRefused for a file, a link, a folder with something in it, and one that cannot be looked into."""
    try:
        if folder.is_symlink():
            raise WriteRefused(f"{folder}: this is a link, and it was not followed", "Choose another name.")
        if folder.exists() and not folder.is_dir():
            raise WriteRefused(f"{folder}: this is a file, not a folder", "Choose another name.")
        is_full = folder.is_dir() and any(folder.iterdir())
    except (OSError, ValueError):
        raise WriteRefused(f"{folder}: the folder cannot be looked into", "Name a new folder.") from None
    if is_full:
        raise WriteRefused(f"{folder}: the folder is not empty", "Name a new folder.")
    if not folder.parent.is_dir():
        raise WriteRefused(f"{folder.parent}: there is no such folder", "Create it first, or choose another.")
