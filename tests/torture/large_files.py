"""Files of 1 MB in every shape, and with a few things wrong in them."""

import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from briefing import loader, paths
from torture.children import Died, in_child
from torture.fuzzed_files import Tally, read_one
from torture.trial import Outcome, Trial
from torture.yaml_mutations import files_of

LONGEST_LARGE = 0.5
"""How long it may take to read a file of 1 MB, in seconds of the processor's time."""
LARGE = 1_000_000


def run_large(count: int, chance: random.Random, folder: Path) -> Outcome:
    """A theme of nearly 1 MB in each shape, and the same with a few things wrong in it."""
    total = Tally()
    copy = folder / "copy"
    original = paths.builtin_folders()[0]
    shutil.copytree(original, copy)
    name = next(name for name in files_of(copy) if name.startswith("themes/"))
    shapes = _large((original / name).read_text("utf-8"))
    for number in range(count):
        shape, text = list(shapes.items())[number % len(shapes)]
        data = text.encode()[:LARGE]
        if number >= len(shapes):
            at = chance.randrange(len(data))
            data = data[:at] + chance.randbytes(3) + data[at + 3 :]

        def one(data: bytes = data) -> Tally:
            tally = Tally(Counter(tried=1))
            read_one(copy, name, data, tally, LONGEST_LARGE)
            return tally

        try:
            total.add(in_child(one))
        except Died as died:
            total.failures.append(f"{shape}: {died}")
            total.counts["tried"] += 1
    return total.outcome()


def _large(theme: str) -> dict[str, str]:
    """Texts of 1 MB or a little more, by what they are made of."""

    def filled(head: str, piece: Callable[[int], str], least: int = 50_000) -> str:
        pieces = [piece(number) for number in range(least)]
        return head + "".join(pieces)

    points = theme[theme.index("points:") :]
    first = points[points.index("  - id: ") : points.index("  - id: ", points.index("  - id: ") + 5)]
    long = f"{first}    # {'word ' * 100}\n"
    head = theme[: theme.index("points:")]
    return {
        "wrong evidence that ends": filled(head + "points: [{claims: {a: [{evidence: [", lambda _: "a,", 40_000)
        + "]}]}}]\n",
        "unknown keys": filled(theme, lambda n: f"questionx{n}: x\n"),
        "wrong evidence": filled(head + "points: [{claims: {a: [{evidence: [", lambda _: "a,"),
        "points": filled(head + "points:\n", lambda n: long.replace("id: ", f"id: p{n}-", 1), LARGE // len(long) - 10),
        "wrong claims": filled(head + "points: [{claims: {a: [", lambda _: "{},"),
        "unknown keys that end": filled(theme, lambda n: f"questionx{n}: {'x' * 20}\n", 22_000),
        "wrong sides": filled(head + "points: [{claims: {", lambda n: f"K{n}: 1,", 20_000) + "}}]\n",
        "lines": theme + "\n" * LARGE,
        "comments": filled(theme, lambda n: f"# comment {n} and so on\n"),
        "one line": head + "common_ground: [" + "x," * LARGE,
        "long texts": head + "common_ground:\n" + ("- " + "x" * 60_000 + "\n") * 20,
        "spaces": theme + " " * LARGE,
        "quotes": theme + "crux2: '" + "''" * LARGE,
        "backslashes": theme + 'crux2: "' + "\\x41" * LARGE,
        "colons": theme + ":" * LARGE,
        "hyphens": theme + "- " * LARGE,
        "carriage returns": theme.replace("\n", "\r") + "\r" * LARGE,
        "wide characters": theme + "# " + "汉" * (LARGE // 3),
    }


@contextmanager
def _every_problem() -> Iterator[None]:
    """However many problems a file has, all are told."""
    with patch.object(loader, "MOST_PROBLEMS", 12_000):
        yield


TRIALS = (
    Trial(
        name="files of 1 MB are read",
        must="no traceback, no signal, none longer than 0.5 s",
        run=run_large,
        quick=3,
        whole=180,
        seconds=20,
        bad_tries=1,
        bad={"every problem is told": _every_problem},
    ),
)
