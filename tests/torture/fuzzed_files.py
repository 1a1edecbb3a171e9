"""Files of a briefing that are nearly right, far from right, or very long: read, changed and formatted."""

import random
import shutil
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from unittest.mock import patch

import jsonschema
import msgspec
import yaml

from briefing import formatting, loader, paths, rewriting, strict_yaml
from briefing.editing.themes import file_of
from briefing.errors import BriefingError, UnreadableFile
from briefing.loader import ABOUT, Folder
from briefing.model import BriefingFile, Source, ThemeFile
from briefing.text import clean
from torture.children import Died, in_child
from torture.saving import in_memory
from torture.times import within
from torture.trial import Outcome, Trial
from torture.yaml_mutations import files_of, mutated

assert jsonschema  # imported here, so that no child has to: the program does it once for the first file that is wrong

BATCH = 500
"""How many files a child reads."""
STACK = 512 << 10
"""The stack of the thread in which every tenth batch is read, in bytes."""
LONGEST = 0.1
"""How long it may take to read a file, in seconds of the processor's time."""
CHANGED_OF, FORMATTED_OF = 5, 50
"""Of so many files that can be read, one is changed, one is formatted."""

File = BriefingFile | Source | ThemeFile


@dataclass
class Tally:
    """What came of some files."""

    counts: Counter[str] = field(default_factory=Counter)
    longest: float = 0.0
    """The longest time that reading took, in seconds of the processor's time."""
    failures: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Count these too."""
        self.counts.update(other.counts)
        self.longest = max(self.longest, other.longest)
        self.failures += other.failures

    def outcome(self) -> Outcome:
        """What the trial gives."""
        figures = {name: f"{number:,}" for name, number in sorted(self.counts.items()) if name != "tried"}
        return Outcome(self.counts["tried"], self.failures, {**figures, "longest": f"{self.longest * 1000:.0f} ms"})


def run(count: int, chance: random.Random, folder: Path) -> Outcome:
    """Each child gets a seed, and reads files that follow from it; every tenth child in a thread with a small stack."""
    total = Tally()
    for number, start in enumerate(range(0, count, BATCH)):
        seed, size = chance.random(), min(BATCH, count - start)
        is_threaded = number % 10 == 9 or count <= BATCH
        with in_memory(folder) as home:
            try:
                total.add(in_child(partial(_batch, seed, size, home, is_threaded=is_threaded)))
            except Died as died:
                total.failures.append(f"seed {seed}: {died}")
                total.counts["tried"] += size
    return total.outcome()


def _batch(seed: float, size: int, home: Path, *, is_threaded: bool) -> Tally:
    chance, tally = random.Random(seed), Tally()

    def read() -> None:
        for original in paths.builtin_folders():
            copy = home / original.name
            shutil.copytree(original, copy, ignore=shutil.ignore_patterns("*.txt"))
            _read_files(copy, size // len(paths.builtin_folders()) + 1, chance, tally)

    if not is_threaded:
        read()
        return tally
    threading.stack_size(STACK)
    thread = threading.Thread(target=read)
    thread.start()
    thread.join()
    tally.counts["in a thread of 512 KB"] = tally.counts["tried"]
    return tally


def _read_files(copy: Path, count: int, chance: random.Random, tally: Tally) -> None:
    originals = files_of(copy)
    for number in range(count):
        name = chance.choice(list(originals))
        data = mutated([originals[name], *originals.values()][: 1 if chance.random() < 0.9 else None], chance)
        tally.counts["tried"] += 1
        try:
            read_one(copy, name, data, tally, LONGEST)
            read = _value(copy, name) if number % CHANGED_OF == 0 else None
            if read is not None:
                tally.counts["changed in place or refused"] += 1
                _change(data, read, chance)
            if read is not None and number % FORMATTED_OF == 0:
                tally.counts["formatted or refused"] += 1
                _format(data, read)
        except Exception as error:  # noqa: BLE001  # each is a failure of what is tried
            tally.failures.append(f"{name}: {type(error).__name__}: {str(error)[:200]}: {_shown(data)}")
        if name == ABOUT:
            (copy / name).write_text(originals[name], "utf-8")


def read_one(copy: Path, name: str, data: bytes, tally: Tally, longest: float) -> None:
    """Read a briefing's file that holds these bytes, and look at what is said of it."""
    (copy / name).write_bytes(data)
    took, wrong = within(longest, lambda: _problem(copy, name))
    tally.longest = max(tally.longest, took)
    if took > longest:
        tally.failures.append(f"{name}: {took * 1000:.0f} ms: {_shown(data)}")
    tally.counts["refused" if wrong else "read"] += 1
    lines = len(data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    for problem in wrong.problems if wrong else ():
        is_placed = 1 <= problem.line <= lines + 1 and problem.column >= 1
        is_told = problem.message and clean(problem.message) == problem.message and problem.file == str(copy / name)
        if not (is_placed and is_told and len(problem.message) <= loader.MAX_MESSAGE):
            tally.failures.append(f"{problem.line}:{problem.column} of {lines}, {problem.message}: {_shown(data)}")


def _problem(copy: Path, name: str) -> UnreadableFile | None:
    try:
        _value(copy, name, is_strict=True)
    except UnreadableFile as error:
        return error
    return None


def _value(copy: Path, name: str, *, is_strict: bool = False) -> File | None:
    """What one file of the briefing holds; None where it cannot be read. Raises UnreadableFile if that is asked for."""
    try:
        folder = Folder(copy)
        if name == ABOUT:
            return folder.about
        if name.startswith("sources/"):
            return folder.source(Path(name).stem)
        return file_of(folder.theme(Path(name).stem))
    except UnreadableFile:
        if is_strict:
            raise
        return None


def _change(data: bytes, read: File, chance: random.Random) -> None:
    """The file gets a new text in one place, keeps all its others, or is left alone."""
    new = chance.choice(("short", "a: b # c", "two\nlines\n", "long " * 60, "'", "- x", "汉字", " lead"))
    meant: File
    match read:
        case ThemeFile():
            meant = msgspec.structs.replace(read, overview=new, points=read.points[::-1], open_questions=(new,))
        case BriefingFile():
            meant = msgspec.structs.replace(read, title=new, as_of=None)
        case Source():
            meant = msgspec.structs.replace(read, title=new, note=new)
    try:
        made = rewriting.rewritten(data, meant)
    except BriefingError:
        return
    if msgspec.convert(strict_yaml.read(made), type(meant), strict=False) != meant:
        raise AssertionError("what was written is not what was meant")


def _format(data: bytes, read: File) -> None:
    try:
        made = formatting.canonical(data, type(read))
    except BriefingError:
        return
    if msgspec.convert(strict_yaml.read(made), type(read), strict=False) != read:
        raise AssertionError("what was formatted reads differently")


def _shown(data: bytes) -> str:
    return f"{len(data)} bytes, {data[:200]!r}"


@contextmanager
def _safe_load() -> Iterator[None]:
    """Files are read as a beginner reads them."""
    with patch.object(strict_yaml, "read", yaml.safe_load):
        yield


@contextmanager
def _no_places() -> Iterator[None]:
    """What is wrong is told, but not where."""
    with patch.object(strict_yaml, "_start", lambda _: (0, 0)):
        yield


TRIALS = (
    Trial(
        name="files of real briefings with a few things wrong, and raw bytes, are read, changed and formatted",
        must="no traceback, no signal, each message with file, line and column, none longer than 100 ms",
        run=run,
        quick=100,
        whole=100_000,
        seconds=250,
        bad={
            "PyYAML's safe_load": _safe_load,
            "no places": _no_places,
        },
        bad_tries=40,
    ),
)
