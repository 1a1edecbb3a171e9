"""A briefing beside what belongs to somebody else, and what is wrong there after something was tried."""

import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple
from unittest.mock import patch

from briefing.errors import BriefingError

SECRET: Final = "kept by somebody else"


class Box(NamedTuple):
    """Where one trial is made."""

    inside: Path
    """A briefing, which may be changed by what is tried."""
    outside: Path
    """A folder of somebody else."""
    made: Path
    """A folder in which new things may be made."""


Try = Callable[[Box], object]
"""Does what the user asks for, and gives what it says; raises BriefingError where it is refused."""


def boxed(home: Path, master: Path) -> Box:
    box = Box(home / "inside", home / "outside", home / "made")
    for each in (box.outside, box.made, home / "data"):
        each.mkdir(parents=True)
    shutil.copytree(master, box.inside)
    (box.outside / "empty").mkdir()
    for name in ("secret", "secret.yaml", "secret.txt"):
        (box.outside / name).write_text(SECRET)
    return box


def tried(attack: Try, box: Box, home: Path, before: dict[str, str]) -> list[str]:
    """What is wrong after an attack."""
    wrong = []
    try:
        with patch.object(os, "fsync"):  # nothing here has to last
            said = str(attack(box))
    except BriefingError as error:
        said = f"{error.message} {error.hint}"
    after = tree(home)
    links = {name for name, what in after.items() if what.startswith("link")}
    wrong += [f"{name} is gone or not as it was" for name, what in before.items() if after.get(name, "") != what]
    wrong += [
        f"{name} was written"
        for name in after
        if name not in before and name not in links and not name.startswith(("inside/", "made/", "data/"))
    ]
    written = [home / name for name in after if name not in before and name not in links and (home / name).is_file()]
    told = [said, *(path.read_text("utf-8", "replace") for path in written if path.stat().st_size < 1 << 20)]
    if any(SECRET in text for text in told):
        wrong.append("what somebody else keeps was read")
    return wrong


def tree(home: Path) -> dict[str, str]:
    """What each path below a folder is and holds."""
    found = {}
    for path in sorted(home.rglob("*")):
        status = path.lstat()
        what = path.read_bytes().hex() if stat.S_ISREG(status.st_mode) else ""
        what = f"link to {path.readlink()}" if path.is_symlink() else what
        found[path.relative_to(home).as_posix()] = f"{what} {stat.filemode(status.st_mode)}"
    return found
