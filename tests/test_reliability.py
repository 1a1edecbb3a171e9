"""The table of the trials' outcome: each row belongs to the run in which it was measured."""

import sys
from pathlib import Path

from torture.every import TRIALS

ROOT = Path(__file__).parent.parent
sys.path.append(str(ROOT / "tools"))

import reliability  # noqa: E402  # the tools' folder comes first

NAMES = ("kills", "keys | more", "bytes")


def rows(of: str, *names: str) -> dict[str, str]:
    return {name: reliability.row(name, "nothing lost", of) for name in names}


def test_a_run_of_all_trials_is_the_only_one() -> None:
    first = reliability.told("", "run A", rows("1", *NAMES), NAMES)
    assert first.startswith("All was measured in one run:\n\n1. run A\n\n| what")
    assert first.count("| 1 | 1 |") == 3
    assert reliability.told(first, "run B", rows("2", *NAMES), NAMES) == first.replace("run A", "run B").replace(
        "| 1 | 1 |", "| 2 | 1 |"
    )


def test_a_run_of_some_trials_leaves_the_rows_of_the_others() -> None:
    whole = reliability.told("", "run A", rows("1", *NAMES), NAMES)
    some = reliability.told(whole, "run B", rows("2", "bytes"), NAMES)
    assert "The rows are of 2 runs:\n\n1. run A\n2. run B\n" in some
    assert some.splitlines()[-3:] == [
        "| kills | nothing lost | 1 | 1 |",
        "| keys \\| more | nothing lost | 1 | 1 |",
        "| bytes | nothing lost | 2 | 2 |",
    ]
    first = reliability.told(some, "run C", rows("3", "kills"), NAMES)
    assert "\n1. run C\n2. run A\n3. run B\n" in first
    assert first.splitlines()[-1] == "| bytes | nothing lost | 2 | 3 |"


def test_a_run_of_which_no_row_is_left_and_a_trial_that_is_gone_are_told_no_more() -> None:
    both = reliability.told(
        reliability.told("", "run A", rows("1", "kills"), NAMES), "run B", rows("2", "bytes"), NAMES
    )
    again = reliability.told(both, "run C", rows("3", "kills"), ("kills",))
    assert "run A" not in again and "run B" not in again and "bytes" not in again


def test_only_the_outcome_changes_in_the_page() -> None:
    page = reliability.PAGE.read_text("utf-8")
    assert reliability.with_outcome(page, reliability.outcome_of(page).strip()) == page
    before, after = page.split(reliability.outcome_of(page))
    assert reliability.with_outcome(page, "new") == f"{before}\n\nnew\n\n{after}"


def test_no_two_trials_have_one_name() -> None:
    names = [trial.name for trial in TRIALS]
    assert len(set(names)) == len(names)
