"""A quick share of every trial, and the proof that each can fail."""

import random
from pathlib import Path

import pytest
from torture.every import TRIALS
from torture.trial import Trial, Worsen

SEED = 7
ATTEMPTS = 3
"""How often a bad variant may be lucky before that is taken for a trial that cannot fail."""
BAD = [(trial, name, worsen) for trial in TRIALS for name, worsen in trial.bad.items()]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written to a relative path by chance is not written into the checkout."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.name)
def test_nothing_is_lost_and_nothing_let_in(trial: Trial, tmp_path: Path) -> None:
    if why := trial.not_here():
        pytest.skip(why)
    outcome = trial.run(trial.quick, random.Random(SEED), tmp_path)
    assert outcome.failures == []
    assert outcome.tried > 0


@pytest.mark.parametrize(("trial", "name", "worsen"), BAD, ids=[f"{trial.name}: {name}" for trial, name, _ in BAD])
def test_a_trial_fails_where_the_program_is_bad(trial: Trial, name: str, worsen: Worsen, tmp_path: Path) -> None:
    if why := trial.not_here():
        pytest.skip(why)
    for attempt in range(ATTEMPTS):
        folder = tmp_path / str(attempt)
        folder.mkdir()
        with worsen():
            if trial.run(trial.bad_tries or trial.quick, random.Random(SEED + attempt), folder).failures:
                return
    pytest.fail(f"With {name}, nothing failed.")
