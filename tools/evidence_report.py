"""Prints how many faults `check` finds in the built-in briefings, and how many rewordings it takes for faults."""

import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

sys.path.append(str(Path(__file__).parent.parent / "tests"))

import figure_faults
import figure_rewordings
import quote_faults
import rewordings
import structure_faults
from mutations import BuiltIn, Kind, built_in

FAULTS = (*figure_faults.KINDS, *quote_faults.KINDS, *structure_faults.KINDS)
REWORDINGS = (*figure_rewordings.KINDS, *rewordings.KINDS)


def found(kind: Kind, briefings: Sequence[BuiltIn]) -> tuple[int, int]:
    """How many faults of a kind are found at their line, of how many."""
    results = [briefing.finds(change) for briefing in briefings for change in briefing.changes(kind)]
    return sum(results), len(results)


def alarms(kind: Kind, briefings: Sequence[BuiltIn]) -> tuple[int, int]:
    """How many rewordings of a kind are taken for faults, of how many."""
    results = [bool(briefing.problems(change)) for briefing in briefings for change in briefing.changes(kind)]
    return sum(results), len(results)


def rows(counted: Iterable[tuple[str, tuple[int, int]]]) -> list[str]:
    """The rows of a table, with a sum at the end."""
    listed = [(name, some, of) for name, (some, of) in counted]
    sums = ("**all**", sum(some for _, some, _ in listed), sum(of for *_, of in listed))
    return [f"| {name} | {some} of {of} |" for name, some, of in (*listed, sums)]


def table(title: str, counted: Iterable[tuple[str, tuple[int, int]]]) -> None:
    """Print one table."""
    print("\n".join([f"| {title} | |", "| --- | --- |", *rows(counted)]), end="\n\n")  # noqa: T201


def main() -> None:
    """Print the four tables."""
    with tempfile.TemporaryDirectory() as folder:
        briefings = built_in(Path(folder))
        print(f"Briefings: {', '.join(briefing.name for briefing in briefings)}.\n")  # noqa: T201
        for is_decided, title in (
            (True, "faults that a text decides: found, at their line"),
            (False, "faults that no text decides: found all the same"),
        ):
            table(title, ((k.name, found(k, briefings)) for k in FAULTS if k.is_decided == is_decided))
        for is_decided, title in (
            (True, "rewordings: taken for a fault"),
            (False, "rewordings that no text decides: taken for a fault"),
        ):
            table(title, ((k.name, alarms(k, briefings)) for k in REWORDINGS if k.is_decided == is_decided))


if __name__ == "__main__":
    main()
