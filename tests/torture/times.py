"""How long something may take on a machine that others use too."""

import time
from collections.abc import Callable
from typing import Final, TypeVar

T = TypeVar("T")

_ALONE: Final = 0.0045
"""How long the sum takes on a machine that does nothing else, in seconds: the limits are meant for such a one."""


def within(limit: float, work: Callable[[], T]) -> tuple[float, T]:
    """What the work gives, and how long it took, in seconds of the processor's time on a machine that is not busy.

    Work that takes longer than `limit` is done up to three times, and the shortest counts.
    """
    shortest = float("inf")
    for _ in range(3):
        start = time.thread_time()
        given = work()
        took = time.thread_time() - start
        shortest = min(shortest, took / _slowness() if took > limit else took)
        if shortest <= limit or shortest > 2 * limit:
            break
    return shortest, given


def _slowness() -> float:
    """How much longer a sum takes than it should, for the processor's caches and cores are shared; at least 1."""
    start = time.thread_time()
    sum(number * number for number in range(100_000))
    return max(1.0, (time.thread_time() - start) / _ALONE)
