"""The table of `docs/reliability.md`: what came of each trial, and in which run that was measured."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

PAGE: Final = Path(__file__).resolve().parent.parent / "docs" / "reliability.md"
BEGIN, END = "<!-- the outcome of make torture -->", "<!-- the end of the outcome -->"
HEAD: Final = (
    "| what is tried | must show | tried | failed | beside | took | run |\n| --- | --- | --- | --- | --- | --- | --- |"
)

_RUN: Final = re.compile(r"^(\d+)\. (.*)$", re.MULTILINE)
_ROW: Final = re.compile(r"^(\| (.*?) \| .*) \| (\d+) \|$", re.MULTILINE)


def row(*cells: str) -> str:
    """A row of the table but for its last cell; the first is the name of the trial."""
    return "| " + " | ".join(_cell(text) for text in cells)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def told(before: str, run: str, rows: Mapping[str, str], names: Sequence[str]) -> str:
    """The runs and the table: the rows of this run, and those of the runs before for whatever it did not try.

    `before` is what the page has told so far; `rows` are by the names of their trials, which `names` puts in order.
    """
    runs = dict(_RUN.findall(before))
    outcomes = {name: (text, runs[number]) for text, name, number in _ROW.findall(before)}
    outcomes |= {_cell(name): (text, run) for name, text in rows.items()}
    shown = [outcomes[_cell(name)] for name in names if _cell(name) in outcomes]
    numbers = {each: number for number, each in enumerate(dict.fromkeys(each for _, each in shown), 1)}
    lines = [f"{number}. {each}" for each, number in numbers.items()]
    which = "All was measured in one run:" if len(lines) == 1 else f"The rows are of {len(lines)} runs:"
    return "\n".join([which, "", *lines, "", HEAD, *(f"{text} | {numbers[each]} |" for text, each in shown)])


def outcome_of(page: str) -> str:
    """What the page has told so far."""
    return page.partition(BEGIN)[2].partition(END)[0]


def with_outcome(page: str, outcome: str) -> str:
    """The page with another outcome."""
    before, _, rest = page.partition(BEGIN)
    return f"{before}{BEGIN}\n\n{outcome}\n\n{END}{rest.partition(END)[2]}"
