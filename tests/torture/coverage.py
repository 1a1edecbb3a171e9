"""Bytes that follow what they reach in the reader's code, with atheris, which keeps those that reach something new."""

import importlib.util
import os
import random
import re
import resource
import subprocess
import sys
from pathlib import Path

from leash import end_with_parent

from briefing import paths
from torture.trial import Outcome, Trial
from torture.yaml_mutations import SCALARS, TOKENS

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / ".torture" / "corpus"
"""The inputs that reached something new, kept from one run to the next."""
LONGEST_INPUT = 1 << 14
"""In bytes."""
MOST_MEMORY = 1024
"""How much memory reading may take, in MB."""


def run(seconds: int, chance: random.Random, folder: Path) -> Outcome:
    """Try for so many seconds; what is found lies in `.torture` afterwards."""
    CORPUS.mkdir(parents=True, exist_ok=True)
    _seed(CORPUS)
    words = folder / "words"
    words.write_text("".join(f'"{_escaped(word)}"\n' for word in (*TOKENS, *SCALARS) if 0 < len(word) < 60))
    before = len(list(CORPUS.iterdir()))
    process = subprocess.run(
        [
            sys.executable, "-m", "torture.coverage_target", str(CORPUS), f"-max_total_time={seconds}",
            f"-seed={chance.randrange(1, 1 << 30)}", f"-dict={words}", f"-max_len={LONGEST_INPUT}", "-timeout=5",
            f"-rss_limit_mb={_inherited() + MOST_MEMORY}", "-print_final_stats=1", f"-artifact_prefix={CORPUS.parent}/",
        ],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")]), "FUZZ_HOME": str(folder)},
        capture_output=True, encoding="utf-8", errors="replace", check=False,
        preexec_fn=end_with_parent,
    )  # fmt: skip
    told = process.stderr
    tried = re.search(r"stat::number_of_executed_units:\s*(\d+)", told)
    reached = re.findall(r"cov: (\d+)", told)
    failures = [] if process.returncode == 0 else [f"code {process.returncode}: {told[-1500:]}"]
    kept = len(list(CORPUS.iterdir()))
    return Outcome(
        int(tried[1]) if tried else 0,
        failures,
        {
            "seconds": f"{seconds:,}",
            "places in the code reached": f"{int(reached[0]):,} at first, {int(reached[-1]):,} at last"
            if reached
            else "",
            "inputs kept": f"{kept:,}, {kept - before:,} of them new",
        },
    )


def _inherited() -> int:
    """What this process has had of the machine's memory, in MB: Linux counts it as its children's, too."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


def _seed(corpus: Path) -> None:
    """The real files, each behind the byte that names it."""
    home = paths.builtin_folders()[0]
    names = [home / "briefing.yaml", *sorted((home / "sources").iterdir()), *sorted((home / "themes").iterdir())]
    for number, path in enumerate(names):
        (corpus / f"seed-{number}").write_bytes(bytes([number]) + path.read_bytes())


def _escaped(word: str) -> str:
    """A word of libFuzzer's dictionary."""
    return "".join(f"\\x{byte:02x}" for byte in word.encode("utf-8", "surrogatepass"))


def _not_here() -> str:
    return "" if importlib.util.find_spec("atheris") else "atheris is not installed"


TRIALS = (
    Trial(
        name="coverage-guided bytes in a briefing's files (seconds)",
        must="no traceback, no signal, each message with file, line and column",
        run=run,
        quick=1,
        whole=60,
        seconds=60,
        not_here=_not_here,
    ),
)
