"""All trials, in the order of the report."""

from typing import Final

from torture import calls_failed, saves_killed, saves_refused, saves_traced, typing_ended
from torture.trial import Trial

TRIALS: Final[tuple[Trial, ...]] = (
    *saves_killed.TRIALS,
    *typing_ended.TRIALS,
    *calls_failed.TRIALS,
    *saves_refused.TRIALS,
    *saves_traced.TRIALS,
)
