"""Runs every trial of `tests/torture` at its whole length, and prints the table of `docs/reliability.md`.

`--share 0.1` runs a tenth of each, `--seed 5` other chances, `--only words` the trials whose name has these words,
`--without words` the others, and `--write` puts the outcome into the page, beside what it told of other trials.
"""

import argparse
import os
import platform
import random
import shlex
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "tests"))

import reliability  # noqa: E402  # the tests' folder comes first
from leash import end_with_parent  # noqa: E402  # as above
from torture.every import TRIALS  # noqa: E402  # as above
from torture.trial import Outcome, Trial  # noqa: E402  # as above

LIBRARIES = ("textual", "rich", "PyYAML", "msgspec", "filelock")
WAITING = 2
"""How many trials that mostly wait run beside those that work."""


Tried = tuple[Outcome | str, float]
"""What came of a trial, or why it could not be tried here; and how many seconds it took."""


def all_tried(chosen: Sequence[int], share: float, seed: int, workers: int) -> dict[int, Tried]:
    """What came of each trial; the longest begin first, each in a process of its own, and a line tells of its end."""
    outcomes: dict[int, Tried] = {}
    left = sorted(chosen, key=lambda number: -TRIALS[number].seconds)
    running: dict[Connection, int] = {}
    start = time.monotonic()
    while left or running:
        for number in _next(left, list(running.values()), workers):
            left.remove(number)
            running[_started(number, share, seed)] = number
        for answer in wait(list(running)):
            assert isinstance(answer, Connection)
            number = running.pop(answer)
            try:
                outcome, seconds = outcomes[number] = answer.recv()
            except EOFError:
                outcome, seconds = outcomes[number] = Outcome(0, ["its process died"]), 0.0
            _say(
                f"{time.monotonic() - start:5.0f} s, {len(outcomes)} of {len(chosen)}: {TRIALS[number].name}: "
                f"{_short(outcome)} in {seconds:.0f} s"
            )
            for failure in outcome.failures[:10] if isinstance(outcome, Outcome) else ():
                _say(f"FAILED {TRIALS[number].name}: {failure}")
    return outcomes


def _next(left: Sequence[int], running: Sequence[int], workers: int) -> Iterator[int]:
    """The trials to begin now: as many work at a time as there are workers, and some that wait beside them."""
    for waits, most in ((False, workers), (True, WAITING)):
        free = most - sum(TRIALS[number].waits == waits for number in running)
        yield from [number for number in left if TRIALS[number].waits == waits][:free]


def _started(number: int, share: float, seed: int) -> Connection:
    """Where the outcome of a trial comes from, which is tried in a process of its own."""
    context = get_context("fork")
    receiving, sending = context.Pipe(duplex=False)
    context.Process(target=_try, args=(number, share, seed, sending)).start()
    sending.close()
    return receiving


def _try(number: int, share: float, seed: int, sending: Connection) -> None:
    end_with_parent()
    trial = TRIALS[number]
    for name in ("BRIEFING_NOTES", "NO_COLOR"):
        os.environ.pop(name, None)
    start = time.monotonic()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.environ["BRIEFING_DATA_DIR"] = str(Path(folder) / "data")
        os.chdir(folder)
        try:
            count = max(1, int(trial.whole * share))
            outcome = trial.not_here() or trial.run(count, random.Random(f"{seed} {trial.name}"), Path(folder))
        except Exception:  # noqa: BLE001  # a trial that breaks down has failed, and the others go on
            outcome = Outcome(0, [f"it broke down: {traceback.format_exc()}"])
    sending.send((outcome, time.monotonic() - start))


def _short(outcome: Outcome | str) -> str:
    if isinstance(outcome, str):
        return f"not tried, {outcome}"
    return f"{outcome.tried:,} tried, {len(outcome.failures):,} failed"


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201


def row(trial: Trial, outcome: Outcome | str, seconds: float) -> str:
    """One row of the table."""
    if isinstance(outcome, str):
        return reliability.row(trial.name, trial.must, f"not tried: {outcome}", "", "", "")
    beside = "; ".join(f"{what}: {figure}" for what, figure in outcome.figures.items())
    counts = f"{outcome.tried:,}", f"{len(outcome.failures):,}"
    return reliability.row(trial.name, trial.must, *counts, beside, f"{seconds:.0f} s")


def described(arguments: Mapping[str, str], trials: int, seconds: float) -> str:
    """A run: with which command, when, on what, and how long it took."""
    given = " ".join(f"--{name} {shlex.quote(value)}" for name, value in arguments.items() if value)
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    commit = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return (
        f'`make torture ARGS="{given}"` on {datetime.now(UTC):%Y-%m-%d %H:%M} UTC at commit '
        f"{commit.stdout.strip() or 'unknown'}, with Python {platform.python_version()}, {libraries}, "
        f"{platform.system()} {platform.release().split('-')[0]}, {os.cpu_count()} cores: "
        f"{trials} trials in {int(seconds) // 60} min {int(seconds) % 60} s."
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the trials, and print the table; 1 if something failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--only", default="")
    parser.add_argument("--without", default="")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 2)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args(arguments)
    names = [trial.name for trial in TRIALS]
    only, without = asked.only.lower(), asked.without.lower()
    chosen = [
        number
        for number, name in enumerate(names)
        if only in name.lower() and not (without and without in name.lower())
    ]
    start = time.monotonic()
    outcomes = all_tried(chosen, asked.share, asked.seed, asked.workers)
    how = {"seed": f"{asked.seed}", "share": f"{asked.share:g}", "only": asked.only, "without": asked.without}
    run = described(how, len(chosen), time.monotonic() - start)
    rows = {names[number]: row(TRIALS[number], *outcomes[number]) for number in chosen}
    print(reliability.told("", run, rows, names))  # noqa: T201
    if asked.write:
        page = reliability.PAGE.read_text("utf-8")
        there = reliability.outcome_of(page)
        kept = [number for number in chosen if isinstance(outcomes[number][0], str) and names[number] in there]
        fresh = {names[number]: rows[names[number]] for number in chosen if number not in kept}
        outcome = reliability.told(there, run, fresh, names)
        reliability.PAGE.write_text(reliability.with_outcome(page, outcome), "utf-8")
    return 1 if any(isinstance(outcome, Outcome) and outcome.failures for outcome, _ in outcomes.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
