"""The model of the notes file, run long."""

import random
from pathlib import Path

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import get_state_machine_test
from test_notes_model import NotesModel

from torture import worse
from torture.trial import Outcome, Trial

STEPS = 40
"""How much happens to each notes file."""


def run(count: int, chance: random.Random, folder: Path) -> Outcome:
    """So many notes files, to each of which so much happens that the model knows of."""
    hurried = settings(
        max_examples=count,
        stateful_step_count=STEPS,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        report_multiple_bugs=False,
        print_blob=False,
        suppress_health_check=list(HealthCheck),
    )
    try:
        seed(chance.getrandbits(32))(get_state_machine_test(NotesModel, settings=hurried))()
    except AssertionError as problem:
        return Outcome(count, ["; ".join([str(problem), *getattr(problem, "__notes__", [])])])
    return Outcome(count, [], {"steps each": str(STEPS)})


TRIALS = (
    Trial(
        name="a model of the notes file: typing, saving, undo, other programs, hands, damage, crashes",
        must="what was saved is in the file, a backup or a file put aside; no text lost in memory; no comment lost",
        run=run,
        quick=2,
        whole=1_000,
        seconds=30,
        bad={
            "no backups": worse.no_backups,
            "what cannot be read is no notes": worse.lenient,
            "what can be read is whole": worse.trusting,
            "the last one wins": worse.last_one_wins,
            "the editor wins": worse.editor_wins,
        },
        bad_tries=40,
    ),
)
