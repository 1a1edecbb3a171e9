"""All trials, in the order of the report."""

from typing import Final

from torture import bombs, coverage, fuzzed_files, knocks, large_files, own_files, saves_killed, ways_out
from torture.trial import Trial

TRIALS: Final[tuple[Trial, ...]] = (
    *saves_killed.TRIALS,
    *fuzzed_files.TRIALS,
    *large_files.TRIALS,
    *coverage.TRIALS,
    *bombs.TRIALS,
    *ways_out.TRIALS,
    *own_files.TRIALS,
    *knocks.TRIALS,
)
