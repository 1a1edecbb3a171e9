"""What a trial is, and what came of it."""

import random
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

Worsen = Callable[[], AbstractContextManager[object]]
"""Makes the program deliberately bad for a while, so that the trial can be seen to fail."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a trial."""

    tried: int
    """How often it was tried."""
    failures: list[str] = field(default_factory=list)
    """What went wrong, a line for each time."""
    figures: Mapping[str, str] = field(default_factory=dict)
    """What was measured beside, by what it is: `longest`: `12 ms`."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One thing that is tried, and what must come of it."""

    name: str
    """What is tried, in a few words."""
    must: str
    """What must come of it, in a few words."""
    run: Callable[[int, random.Random, Path], Outcome]
    """Tries so often, with this chance, in this empty folder."""
    quick: int
    """How often `make test` tries it: about a second's worth."""
    whole: int
    """How often `make torture` does."""
    seconds: int = 10
    """How long the whole takes a processor, about; the longest trials begin first."""
    waits: bool = False
    """Whether it waits for most of that time, so that more can run than there are processors."""
    bad: Mapping[str, Worsen] = field(default_factory=dict)
    """Deliberately bad variants of the program, by what is bad about them; with each the trial must fail."""
    bad_tries: int = 0
    """How often a bad variant is tried; 0 for as often as `make test` does."""
    not_here: Callable[[], str] = lambda: ""
    """Why it cannot be tried on this machine; empty if it can."""
