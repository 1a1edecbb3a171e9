"""All trials, in the order of the report."""

from typing import Final

from torture import (
    addresses,
    bombs,
    calls_failed,
    coverage,
    fuzzed_files,
    knocks,
    large_files,
    markup,
    markup_in_pages,
    notes_damaged,
    notes_git,
    notes_model,
    notes_shared,
    own_files,
    saves_killed,
    saves_refused,
    saves_traced,
    typing_ended,
    unsafe_commands,
    unsafe_in_tmux,
    unsafe_screens,
    ways_out,
)
from torture.trial import Trial

TRIALS: Final[tuple[Trial, ...]] = (
    *saves_killed.TRIALS,
    *typing_ended.TRIALS,
    *calls_failed.TRIALS,
    *saves_refused.TRIALS,
    *saves_traced.TRIALS,
    *fuzzed_files.TRIALS,
    *large_files.TRIALS,
    *coverage.TRIALS,
    *bombs.TRIALS,
    *ways_out.TRIALS,
    *own_files.TRIALS,
    *knocks.TRIALS,
    *notes_damaged.TRIALS,
    *notes_shared.TRIALS,
    *notes_git.TRIALS,
    *notes_model.TRIALS,
    *unsafe_screens.TRIALS,
    *unsafe_commands.TRIALS,
    *unsafe_in_tmux.TRIALS,
    *markup.TRIALS,
    *markup_in_pages.TRIALS,
    *addresses.TRIALS,
)
