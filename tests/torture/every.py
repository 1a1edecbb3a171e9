"""All trials, in the order of the report."""

from typing import Final

from torture import crashes, long_use, saves_killed
from torture.trial import Trial

TRIALS: Final[tuple[Trial, ...]] = (*saves_killed.TRIALS, *long_use.TRIALS, *crashes.TRIALS)
