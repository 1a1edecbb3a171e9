"""The saved place, the settings and the library, spoiled in every way, also by another user."""

import os
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Final, NamedTuple
from unittest.mock import patch

import msgspec
import samples

from briefing import cli, lookup, paths, place, settings
from briefing.errors import BriefingError
from briefing.place import Place, Showing
from briefing.text import UNSAFE
from briefing.tui import preferences
from torture.children import Died, in_child
from torture.trial import Outcome, Trial

SECRET: Final = "kept by somebody else"
NOBODY: Final = 65534
"""The user to whom nothing belongs."""
_PLACE: Final = (
    b'{"theme":"trade","point":"takings","side":"keep","swapped":true,"showing":{"slide":"trade","step":2,'
    b'"started":1700000000.5,"minutes":5},"schema_version":1}'
)
_SETTINGS: Final = (
    b'# mine\ntheme = "light"\norder = "swapped"\nspeaking_rate = 120\nnote_width = 60\n[keys]\nnote = "m"\n'
    b'find = ["/", "ctrl+f"]\n'
)
_WORDS: Final = (
    b"[", b"]", b"{", b"}", b'"', b"'", b"=", b"\n", b",", b".", b"[[", b"null", b"true", b"-1", b"1e999", b"9" * 5000,
    b"0x" + b"f" * 5000, b"2024-02-30", b"0001-01-01T00:00:00+23:59", b"\\ud800", b"\x1b[31m", b"\0", b"\xff",
    "\u202e".encode(), b"keys", b"theme", b"[" * 9000, b'{"a":' * 3000, b"a." * 4000, b"x" * 20_000, b"nan", b"inf",
)  # fmt: skip


class Box(NamedTuple):
    """Where one trial is made."""

    data: Path
    """The user's data folder."""
    outside: Path
    """A folder of somebody else."""


Spoil = Callable[[Path, Box, random.Random], object]
"""Puts something where a file or folder of the program's own belongs."""


def _mutated(original: bytes) -> Spoil:
    def spoil(path: Path, _: Box, chance: random.Random) -> None:
        data = original
        for _times in range(chance.randrange(1, 6)):
            start = chance.randrange(len(data) + 1)
            end = min(len(data), start + chance.choice((0, 0, 1, 5, 40)))
            data = data[:start] + chance.choice((*_WORDS, chance.randbytes(3), data[end : end + 30])) + data[end:]
        path.write_bytes(data)

    return spoil


def _large(path: Path, *_: object) -> None:
    path.touch()
    os.truncate(path, 50 << 20)


def _entries(path: Path, box: Box, chance: random.Random) -> None:
    """A library of hundreds of entries, with names and kinds of every sort."""
    path.mkdir(parents=True)
    for number in range(200):
        (path / f"n{number}").mkdir() if number % 2 else (path / f"n{number}").touch()
    for name in (b"\x1b]0;title\x07", b"\xff\xfe", "\u202eabc".encode(), b"a\nb", b" ", b"-rf", b"x" * 255, b"$(id)"):
        os.mkdir(os.path.join(os.fsencode(path), name))  # noqa: PTH102, PTH118  # names that are no text
    (path / "out").symlink_to(box.outside)
    os.mkfifo(path / "fifo")
    (path / "yaml").mkdir()
    (path / "yaml" / "briefing.yaml").write_bytes(chance.randbytes(500))
    (path / "pipe").mkdir()
    os.mkfifo(path / "pipe" / "briefing.yaml")


_KINDS: Final[dict[str, Spoil]] = {
    "bytes at random": lambda path, _, chance: path.write_bytes(chance.randbytes(chance.randrange(3000))),
    "a spoiled place": _mutated(_PLACE),
    "spoiled settings": _mutated(_SETTINGS),
    "nothing": lambda path, *_: path.touch(),
    "50 MB": _large,
    "a FIFO": lambda path, *_: os.mkfifo(path),
    "a folder": lambda path, *_: path.mkdir(),
    "a link out": lambda path, box, _: path.symlink_to(box.outside / "secret"),
    "a link to a folder": lambda path, box, _: path.symlink_to(box.outside),
    "a link to nothing": lambda path, box, _: path.symlink_to(box.outside / "new"),
    "a link to itself": lambda path, *_: path.symlink_to(path.name),
    "an endless device": lambda path, *_: path.symlink_to("/dev/zero"),
    "a flood of entries": _entries,
    "closed": lambda path, *_: (path.write_bytes(_PLACE), path.chmod(0)),
    "a closed folder": lambda path, *_: path.mkdir(mode=0),
}


def _use_place(box: Box) -> str:
    """The saved place is read, written and read again."""
    file = place.place_file(box.data / "briefing")
    read = place.read_place(file)
    ours = Place(theme="air", showing=Showing(slide="air", step=0, started=1.0))
    with suppress(BriefingError):
        place.save_place(file, ours)
        again = place.read_place(file)
        if again is None or again.theme != "air":
            raise AssertionError(f"what was saved is {again}")
    return str(read)


def _use_settings(box: Box) -> str:
    read = settings.read_settings(paths.settings_file())
    return f"{read.settings} {preferences.told(read, ['briefing-dark'])} {dict(preferences.keys(read))} {box.data}"


def _use_library(_: Box) -> str:
    said = [str(path.name) for path in paths.library_folders() if not UNSAFE.search(path.name)]
    for name in ("own", "x", "yaml", "pipe", "out"):
        with suppress(BriefingError):
            said.append(lookup.read(lookup.find_folder(name)).about.title)
    return f"{said} {_printed('list')}"


def _use_commands(_: Box) -> str:
    return _printed("settings") + _printed("list")


def _printed(*arguments: str) -> str:
    """What a command prints. Raises AssertionError for what could act on a terminal."""
    out = StringIO()
    with redirect_stdout(out), redirect_stderr(out), suppress(BriefingError):
        cli.run(arguments)
    text = out.getvalue()
    if bad := UNSAFE.search(text):
        raise AssertionError(f"{bad.group()!a} was printed")
    return text


_PLACES: Final[dict[str, tuple[Callable[[Box], Path], Callable[[Box], str]]]] = {
    "the saved place": (lambda box: place.place_file(box.data / "briefing"), _use_place),
    "the folder of places": (lambda box: box.data / "state" / "places", _use_place),
    "the settings": (lambda box: box.data / "settings.toml", _use_settings),
    "the library": (lambda box: box.data / "library", _use_library),
    "a briefing in the library": (lambda box: box.data / "library" / "own" / "briefing.yaml", _use_library),
    "the folder of data": (lambda box: box.data, _use_commands),
}


def run(count: int, chance: random.Random, _: Path) -> Outcome:
    """Each thing in each place, then bytes at random; with the program run by a user to whom nothing there belongs."""
    cases = [(where, kind) for where in _PLACES for kind in _KINDS]
    first = ("the saved place", "a link out"), ("the settings", "spoiled settings"), ("the saved place", "closed")
    cases = [*first, *chance.sample(cases, len(cases))]
    spoiled = [("the saved place", "a spoiled place"), ("the settings", "spoiled settings")]
    failures: list[str] = []
    # Not below the folder of the trial: another user could not even look into that.
    home = Path(tempfile.mkdtemp())
    home.chmod(0o755)
    master = samples.write(samples.briefing(), home / "master")
    _import_all(Box(home / "warm", home))
    try:
        for number in range(count):
            where, kind = cases[number] if number < len(cases) else chance.choice(spoiled)
            user = NOBODY if os.getuid() == 0 and number % 2 else None
            failures += [f"{where} is {kind}: {wrong}" for wrong in _one(home, master, where, kind, chance, user)]
    finally:
        shutil.rmtree(home)
    return Outcome(count, failures)


def _import_all(box: Box) -> None:
    """Use everything once: another user might not be able to read what the program imports."""
    os.environ["BRIEFING_DATA_DIR"] = str(box.data)
    for _, use in _PLACES.values():
        use(box)
    settings._from_text(box.data, "theme = 3\n")


def _one(home: Path, master: Path, where: str, kind: str, chance: random.Random, user: int | None) -> list[str]:
    """What is wrong once something lies in a place."""
    box = Box(home / "data", home / "outside")
    os.environ["BRIEFING_DATA_DIR"] = str(box.data)
    box.outside.mkdir()
    (box.outside / "secret").write_text(SECRET)
    (box.outside / "secret").chmod(0o644)
    path, use = _PLACES[where][0](box), _PLACES[where][1]
    path.parent.mkdir(parents=True, exist_ok=True)
    if where == "a briefing in the library":
        shutil.copytree(master, path.parent, dirs_exist_ok=True)
        path.unlink()
    wrong: list[str] = []
    try:
        _KINDS[kind](path, box, chance)
        said = in_child(partial(_said, use, box), user=user)
        if SECRET in said:
            wrong.append("what somebody else keeps was told")
    except Died as died:
        wrong.append(str(died))
    if (box.outside / "secret").read_text() != SECRET:
        wrong.append("what somebody else keeps is not as it was")
    if where == "the saved place" and len(list(box.outside.iterdir())) > 1:
        wrong.append("a file was made where the link leads")
    for each in (box.data, box.outside):
        each.unlink() if each.is_symlink() or not each.is_dir() else shutil.rmtree(each)
    return wrong


def _said(use: Callable[[Box], str], box: Box) -> str:
    try:
        with patch.object(os, "fsync"):  # nothing here has to last
            return use(box)
    except BriefingError as error:
        return f"{error.message} {error.hint}"


@contextmanager
def _plain_writing() -> Iterator[None]:
    """A place is written over what is there, wherever a link leads."""

    def save(path: Path, left: Place) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(msgspec.json.encode(left))

    with patch.object(place, "save_place", save):
        yield


@contextmanager
def _trusting() -> Iterator[None]:
    """What a saved place says is taken as it is."""

    def read_place(path: Path) -> Place | None:
        return Place(**msgspec.json.decode(path.read_bytes())) if path.exists() else None

    with patch.object(place, "read_place", read_place):
        yield


TRIALS = (
    Trial(
        name="the saved place, the settings and the library: garbage, floods, links, devices, another user",
        must="nothing is told, nothing is broken, no traceback",
        run=run,
        quick=10,
        whole=1_000,
        seconds=30,
        bad={
            "files are plainly written": _plain_writing,
            "what is saved is trusted": _trusting,
        },
        bad_tries=3,
    ),
)
