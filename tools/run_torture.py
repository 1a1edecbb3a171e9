"""Runs every trial of `tests/torture` at its whole length, and prints the table of `docs/reliability.md`.

`--share 0.1` runs a tenth of each, `--seed 5` other chances, `--only words` the trials whose name has these words, and
`--write` puts the outcome into the page.
"""

import argparse
import platform
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "tests"))

from torture.every import TRIALS  # noqa: E402  # the tests' folder comes first
from torture.trial import Outcome, Trial  # noqa: E402

PAGE = ROOT / "docs" / "reliability.md"
BEGIN, END = "<!-- the outcome of make torture -->", "<!-- the end of the outcome -->"
LIBRARIES = ("textual", "rich", "PyYAML", "msgspec", "filelock")


def tried(number: int, share: float, seed: int) -> tuple[Outcome | str, float]:
    """What came of a trial, or why it could not be tried here; and how many seconds it took."""
    trial = TRIALS[number]
    if why := trial.not_here():
        return why, 0.0
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        outcome = trial.run(max(1, int(trial.whole * share)), random.Random(f"{seed} {trial.name}"), Path(folder))
    return outcome, time.monotonic() - start


def row(trial: Trial, outcome: Outcome | str, seconds: float) -> str:
    """One row of the table."""
    if isinstance(outcome, str):
        return f"| {trial.name} | {trial.must} | not tried: {outcome} | | |"
    beside = "; ".join(f"{what}: {figure}" for what, figure in outcome.figures.items())
    return (
        f"| {trial.name} | {trial.must} | {outcome.tried:,} | {len(outcome.failures):,} | {beside} | {seconds:.0f} s |"
    )


def report(rows: Iterable[str], *, share: float, seed: int) -> str:
    """The table with what it was measured with."""
    head = "| what is tried | must show | tried | failed | beside | took |\n| --- | --- | --- | --- | --- | --- |"
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    told = (
        f"Measured on {datetime.now(UTC):%Y-%m-%d} at commit {commit.stdout.strip() or 'unknown'} with "
        f"`make torture ARGS='--seed {seed} --share {share:g}'`, Python {platform.python_version()}, {libraries}, "
        f"{platform.system()} {platform.release().split('-')[0]}."
    )
    return "\n".join([told, "", head, *rows])


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the trials, and print the table; 1 if something failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--only", default="")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args(arguments)
    chosen = [number for number, trial in enumerate(TRIALS) if asked.only.lower() in trial.name.lower()]
    rows, failed = [], 0
    with ProcessPoolExecutor(asked.workers) as pool:
        running = {number: pool.submit(tried, number, asked.share, asked.seed) for number in chosen}
        for number, future in running.items():
            outcome, seconds = future.result()
            rows.append(row(TRIALS[number], outcome, seconds))
            if isinstance(outcome, Outcome):
                failed += len(outcome.failures)
                for failure in outcome.failures[:10]:
                    print(f"FAILED {TRIALS[number].name}: {failure}", file=sys.stderr)  # noqa: T201
    told = report(rows, share=asked.share, seed=asked.seed)
    print(told)  # noqa: T201
    if asked.write:
        before, _, rest = PAGE.read_text().partition(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}\n\n{told}\n\n{END}{rest.partition(END)[2]}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
