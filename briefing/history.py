"""What was done last, and can be taken back, or made again, as long as the program runs."""

from collections import deque
from typing import Final, Generic, Protocol, Self, TypeVar

LONGEST: Final = 200
"""How many steps are kept: each holds whole texts, before it and after it."""


class Reversible(Protocol):
    """Something that was done."""

    def reversed(self) -> Self:
        """What takes it back."""


Done = TypeVar("Done", bound=Reversible)


class History(Generic[Done]):
    """Which steps were made last, in order, and which of them were taken back."""

    def __init__(self) -> None:
        self._done: deque[Done] = deque(maxlen=LONGEST)
        self._undone: list[Done] = []

    def next_step(self, *, again: bool) -> Done | None:
        """What takes the last step back, or makes again what was taken back last; None if there is nothing."""
        if again:
            return self._undone[-1] if self._undone else None
        return self._done[-1].reversed() if self._done else None

    def did(self, step: Done) -> None:
        """Something was done; what was taken back before cannot be made again then."""
        self._done.append(step)
        self._undone.clear()

    def stepped(self, *, again: bool) -> None:
        """What `next_step` said was done."""
        if again:
            self._done.append(self._undone.pop())
        else:
            self._undone.append(self._done.pop())

    def forget(self, *, again: bool) -> None:
        """What `next_step` said can never be done."""
        (self._undone if again else self._done).pop()
