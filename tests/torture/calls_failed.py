"""Each call that a save makes to the system, failing once."""

import errno
import os
import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from typing import IO, Any, Final
from unittest.mock import patch

from torture import worse
from torture.saving import in_memory, store_in, what_is_lost
from torture.trial import Outcome, Trial

ERRORS: Final = (errno.ENOSPC, errno.EIO, errno.EPERM, errno.EROFS, errno.EDQUOT)
CALLS: Final = ("open", "fsync", "fchmod", "replace", "rename", "mkdir", "unlink", "stat", "lstat", "fstat", "close")
"""Functions of `os`, by which everything here reaches the system but for the writing itself."""


class _Fails:
    """Counts calls, and lets one of them fail."""

    def __init__(self, failing: int, error: int) -> None:
        self.made = 0
        self.failed = ""
        self._failing = failing
        self._error = error

    def call(self, name: str, function: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
        """Make a call, unless it is the one that fails; a descriptor is closed even then, as Linux does."""
        self.made += 1
        if self.made != self._failing:
            return function(*arguments, **options)
        self.failed = name
        if name == "close":
            function(*arguments, **options)
        raise OSError(self._error, os.strerror(self._error))


class _File:
    """An open file whose calls are counted."""

    def __init__(self, file: IO[Any], fails: _Fails) -> None:
        self._file, self._fails = file, fails

    def __enter__(self) -> "_File":
        return self

    def __exit__(self, *_: object) -> None:
        self._fails.call("close", self._file.close)

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._file, name)
        return partial(self._fails.call, name, value) if name in ("read", "write", "flush") else value


@contextmanager
def _failing(fails: _Fails) -> Iterator[None]:
    fdopen = os.fdopen
    with ExitStack() as patches:
        for name in CALLS:
            patches.enter_context(patch.object(os, name, partial(fails.call, name, getattr(os, name))))
        patches.enter_context(patch.object(os, "fdopen", lambda *how, **more: _File(fdopen(*how, **more), fails)))
        yield


def run(count: int, chance: random.Random, folder: Path) -> Outcome:
    """Each call of a first save and of a later one fails, in turn, with each error."""
    failures: list[str] = []
    failed: Counter[str] = Counter()
    with in_memory(folder) as places:
        cases = [
            (is_first, number, error)
            for is_first in (True, False)
            for number in range(1, _calls_of_a_save(places / f"{is_first}", is_first=is_first) + 1)
            for error in ERRORS
        ]
        chance.shuffle(cases)
        for case, (is_first, number, error) in enumerate(islice(cycle(cases), count)):
            fails = _Fails(number, error)
            place = places / f"{case}"
            lost = _what_is_lost(place, fails, is_first=is_first)
            failed[fails.failed] += 1
            if not lost and fails.failed != "unlink" and list(place.glob(".*.tmp")):
                lost = "a temporary file stays"
            if lost:
                failures.append(f"{fails.failed} (call {number}), {errno.errorcode[error]}: {lost}")
    return Outcome(
        count, failures, {"calls that failed": ", ".join(f"{name} {failed[name]:,}" for name in sorted(failed))}
    )


def _calls_of_a_save(place: Path, *, is_first: bool) -> int:
    counts = _Fails(0, 0)
    _what_is_lost(place, counts, is_first=is_first)
    return counts.made


def _what_is_lost(place: Path, fails: _Fails, *, is_first: bool) -> str:
    place.mkdir()
    store = store_in(place)
    if not is_first:
        store.set("trade", "before")
        store.save()
    return what_is_lost(store, "after", partial(_failing, fails), may_leave=True)


TRIALS = (
    Trial(
        name="each call of a save to the system fails once, with ENOSPC, EIO, EPERM, EROFS, EDQUOT",
        must="the old or the new file whole, the text kept, a message with path and hint, the next save works",
        run=run,
        quick=100,
        whole=5_000,
        bad={"files are written in place": worse.in_place, "errors go through": worse.no_words},
    ),
)
