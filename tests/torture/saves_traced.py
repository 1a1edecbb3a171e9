"""Saves that strace watches: in which order they write, and what if the system itself fails a call."""

import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from functools import partial
from itertools import cycle, islice, product
from pathlib import Path
from typing import Final
from unittest.mock import patch

from leash import end_with_parent

from briefing.held_folder import HeldFolder
from torture import worse
from torture.saving import store_in, warm, what_is_lost
from torture.trial import Outcome, Trial

CALLS: Final = ("write", "fsync", "rename", "fchmod", "mkdir", "unlink")
"""Those that only saving makes here, so that what looks at the outcome does not fail itself."""
ERRORS: Final = ("ENOSPC", "EIO", "EPERM", "EROFS", "EDQUOT")
SAVES: Final = 24
"""How many saves one process makes."""
EVERY: Final = 11
"""Of so many calls one fails: a save that is tried again makes fewer."""
ORDER: Final = ["write file", "fsync file", "rename file", "fsync folder", "say so"]


def failed(count: int, chance: random.Random, folder: Path) -> Outcome:
    """Each time a process saves on, and the system fails one kind of call now and then."""
    warm(folder)
    cases = list(product(CALLS, ERRORS))
    chance.shuffle(cases)
    failures: list[str] = []
    hit = 0
    for number, (call, error) in enumerate(islice(cycle(cases), count)):
        place, trace = folder / f"{number}", folder / f"{number}.trace"
        place.mkdir()
        inject = f"inject={call}:error={error}:when={chance.randint(1, EVERY)}+{EVERY}"
        told = _traced(trace, ["-e", f"trace={call}", "-e", inject], partial(_save_and_look, place))
        failures += [f"{call}, {error}: {line}" for line in told.splitlines()]
        hit += trace.read_text().count("(INJECTED)")
    return Outcome(count * SAVES, failures, {"calls that failed": f"{hit:,}"})


def _save_and_look(place: Path) -> str:
    store = store_in(place)
    lost = [what_is_lost(store, str(number), nullcontext, may_leave=True) for number in range(SAVES)]
    return "\n".join(line for line in lost if line)


def in_order(count: int, _: random.Random, folder: Path) -> Outcome:
    """A process saves so often, and says so each time."""
    warm(folder)
    trace, place = folder / "trace", folder / "notes"
    calls = "trace=write,fsync,fdatasync,rename,renameat,renameat2"
    told = _traced(trace, ["-y", "-s", "0", "-e", calls], partial(_save_and_say_so, place, count))
    steps = [step for line in trace.read_text().splitlines() if (step := _step(line, place))]
    failures = [told] if told else []
    for number, start in enumerate(range(0, max(len(steps), len(ORDER) * count), len(ORDER))):
        if (found := steps[start : start + len(ORDER)]) != ORDER:
            failures.append(f"save {number}: {', '.join(found) or 'nothing'}")
            break
    return Outcome(count, failures, {"order": " → ".join(ORDER[:-1])})


def _save_and_say_so(place: Path, count: int) -> str:
    place.mkdir()
    store = store_in(place)
    with (place / "said").open("wb", buffering=0) as said:
        for number in range(count):
            store.set("trade", str(number))
            store.save()
            said.write(b"saved")
    return ""


def _step(line: str, place: Path) -> str:
    """What a line of the trace does to the notes file, or nothing."""
    if f"<{place}/said>" in line:
        return "say so"
    if re.search(rf"\b(fsync|fdatasync)\(\d+<{re.escape(str(place))}>", line):
        return "fsync folder"
    notes = re.search(rf"\b(write|fsync|fdatasync|rename)\w*\(.*{re.escape(str(place))}/\.?notes\.yaml", line)
    return f"{notes[1]} file" if notes else ""


def _traced(trace: Path, options: Sequence[str], work: Callable[[], str]) -> str:
    """Do something in a process that strace watches, and return what came of it."""
    (go, started), (reading, writing) = os.pipe(), os.pipe()
    child = os.fork()
    if child == 0:
        try:
            end_with_parent()
            os.close(reading)
            os.close(started)
            os.read(go, 1)
            told = work().encode() or b"\n"
            while told:
                try:
                    told = told[os.write(writing, told) :]
                except OSError:
                    continue  # this very call was made to fail
        finally:
            os._exit(0)
    os.close(writing)
    strace = subprocess.Popen(
        ["strace", "-f", "-o", str(trace), *options, "-p", str(child)], stderr=subprocess.PIPE, text=True
    )
    assert strace.stderr
    attached = strace.stderr.readline()
    os.write(started, b"x")
    told = b""
    while piece := os.read(reading, 1 << 16):
        told += piece
    os.waitpid(child, 0)
    strace.stderr.read()
    strace.wait()
    for descriptor in (go, started, reading):
        os.close(descriptor)
    if "attached" not in attached:
        return f"strace: {attached}"
    return told.decode().strip() if told else "the process ended early"


def _not_here() -> str:
    if sys.platform != "linux" or not shutil.which("strace"):
        return "there is no strace"
    trial = subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, text=True, check=False)
    return "" if trial.returncode == 0 else f"strace may not watch: {trial.stderr.strip()}"


@contextmanager
def _never_synced() -> Iterator[None]:
    """Nothing is ever made to last."""
    with patch.object(os, "fsync", lambda _: None):
        yield


@contextmanager
def _folder_forgotten() -> Iterator[None]:
    """A rename is not made to last."""
    with patch.object(HeldFolder, "sync", lambda *_: None):
        yield


TRIALS = (
    Trial(
        name="the system itself fails calls of saves, with ENOSPC, EIO, EPERM, EROFS, EDQUOT (strace)",
        must="the old or the new file whole, the text kept, a message with path and hint, the next save works",
        run=failed,
        quick=2,
        whole=90,
        bad={"errors go through": worse.no_words},
        not_here=_not_here,
    ),
    Trial(
        name="the order of write, fsync, rename and fsync of the folder (strace)",
        must="in this order, each time, before it is called saved",
        run=in_order,
        quick=5,
        whole=500,
        bad={
            "nothing is synced": _never_synced,
            "the folder is not synced": _folder_forgotten,
            "files are written in place": worse.in_place,
        },
        not_here=_not_here,
    ),
)
