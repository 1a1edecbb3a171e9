"""A briefing of the user's own, for tests of what changes one."""

from pathlib import Path

from briefing import copies
from briefing.loader import Folder
from briefing.paths import builtin_folder


def copied(folder: Path) -> Folder:
    """A copy of a briefing that came with the program, with its texts."""
    copies.copy(Folder(builtin_folder("car-free-centre")), folder)
    return Folder(folder)


def everything(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
