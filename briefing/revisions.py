"""A briefing as it was at a revision of the git repository that its folder is in."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from briefing.errors import BriefingError
from briefing.loader import ABOUT, Folder
from briefing.model import Briefing
from briefing.strict_yaml import MAX_BYTES
from briefing.text import one_line

TIMEOUT: Final = 60.0
"""How long git may take for one answer, in seconds."""
MOST: Final = 1000
"""How many files of a briefing are read at most."""
_ELSEWHERE: Final = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX")
"""What a hook of git sets, which would lead away from the folder (gitglossary, git(1))."""
_FILE: Final = (b"100644", b"100755")
"""The modes of ordinary files in a tree."""


class _Committed(Folder):
    """A briefing's folder as it was at a revision; its files are held in memory."""

    def __init__(self, path: Path, revision: str, held: Mapping[str, bytes]) -> None:
        super().__init__(path)
        self._revision = one_line(revision)
        self._held = held

    def shown(self, name: str) -> str:
        """The path of a file, as git names it."""
        return f"{self._revision}:./{name}"

    def _bytes(self, name: str) -> bytes:
        if name not in self._held:
            raise self._unreadable(name, "the file is missing", "Name another revision.", "missing-file")
        return self._held[name]


def briefing_at(path: Path, revision: str) -> Briefing:
    """The briefing in a folder as it was at a revision.

    Raises BriefingError where there is no git, no repository, no such revision, or no briefing in it; UnreadableFile,
    with its files named as git does, `HEAD~1:./briefing.yaml`, where that cannot be read.
    """
    held = _files(path, _commit(path, revision))
    if ABOUT not in held:
        raise BriefingError(
            f"{path}: at {one_line(revision)} there was no {ABOUT} in this folder",
            "Name a later revision; `git log` in that folder lists those that changed it.",
        )
    return _Committed(path, revision, held).briefing()


def last_committed(path: Path) -> Briefing | None:
    """The briefing in a folder as it was last committed; None where it never was, or cannot be read as it was then."""
    with suppress(BriefingError):
        return briefing_at(path, "HEAD")
    return None


def _commit(path: Path, revision: str) -> str:
    """The full name of the commit. Raises BriefingError."""
    shown = one_line(revision)
    if revision.startswith("-") or not revision.strip() or "\0" in revision:
        raise BriefingError(f"`{shown}` is no revision", "A branch, a tag, or a commit such as HEAD~1.")
    _git(path, "rev-parse", "--git-dir", refusal=(f"{path}: git knows no repository here", "`git init` makes one."))
    refusal = f"{path}: git knows no revision `{shown}`", "`git log` lists them."
    found = _git(
        path, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}", refusal=refusal
    )
    return found.decode("ascii").strip()


def _files(path: Path, commit: str) -> dict[str, bytes]:
    """The YAML files of the briefing at a commit, by their paths below the folder."""
    refusal = f"{path}: git cannot list what was in this folder", "`git fsck` says whether the repository is whole."
    told = _git(path, "ls-tree", "-r", "-z", commit, "--", ABOUT, "sources", "themes", refusal=refusal)
    listed = [entry.partition(b"\t") for entry in told.split(b"\0") if entry]
    names = [
        (os.fsdecode(name), about.split()[2].decode("ascii"))
        for about, _, name in listed
        if about.split()[0] in _FILE and _is_of_briefing(os.fsdecode(name))
    ]
    if len(names) > MOST:
        raise BriefingError(f"{path}: the briefing had {len(names):,} files", f"{MOST:,} are the most that are read.")
    return {name: _content(path, name, blob) for name, blob in names}


def _is_of_briefing(name: str) -> bool:
    """Whether a path is that of a file that the loader may read."""
    parts = name.split("/")
    return name == ABOUT or (len(parts) == 2 and parts[0] in ("sources", "themes") and parts[1].endswith(".yaml"))


def _content(path: Path, name: str, blob: str) -> bytes:
    """A file's bytes as they were committed. Raises BriefingError for what is larger than the loader reads."""
    refusal = f"{path}: git cannot read {one_line(name)} as it was", "`git fsck` says whether the repository is whole."
    if int(_git(path, "cat-file", "-s", blob, refusal=refusal)) > MAX_BYTES:
        raise BriefingError(
            f"{path}: {one_line(name)} was larger than {MAX_BYTES:,} bytes", "Name a revision in which it is smaller."
        )
    return _git(path, "cat-file", "blob", blob, refusal=refusal)


def _git(path: Path, *arguments: str, refusal: Sequence[str]) -> bytes:
    """What git prints; the refusal is the message and the hint of the error if it fails."""
    kept = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    try:
        done = subprocess.run(
            ["git", "-C", str(path.absolute()), *arguments],
            env={**kept, "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=TIMEOUT,
            check=False,
        )
    except FileNotFoundError:
        raise BriefingError("git is not installed", "Install it, or name two folders.") from None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise BriefingError(f"git could not be run: {one_line(str(error))}", "Name two folders instead.") from None
    if done.returncode:
        told = one_line(os.fsdecode(done.stderr)).removeprefix("fatal: ")
        raise BriefingError(refusal[0] + (f" ({told})" if told else ""), refusal[1])
    return done.stdout
