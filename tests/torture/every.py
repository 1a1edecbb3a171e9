"""All trials, in the order of the report."""

from typing import Final

from torture import notes_damaged, notes_git, notes_model, notes_shared, saves_killed
from torture.trial import Trial

TRIALS: Final[tuple[Trial, ...]] = (
    *saves_killed.TRIALS,
    *notes_damaged.TRIALS,
    *notes_shared.TRIALS,
    *notes_git.TRIALS,
    *notes_model.TRIALS,
)
