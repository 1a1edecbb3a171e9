"""All trials, in the order of the report."""

from typing import Final

from torture import addresses, markup, markup_in_pages, saves_killed, unsafe_commands, unsafe_in_tmux, unsafe_screens
from torture.trial import Trial

TRIALS: Final[tuple[Trial, ...]] = (
    *saves_killed.TRIALS,
    *unsafe_screens.TRIALS,
    *unsafe_commands.TRIALS,
    *unsafe_in_tmux.TRIALS,
    *markup.TRIALS,
    *markup_in_pages.TRIALS,
    *addresses.TRIALS,
)
