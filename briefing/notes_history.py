"""The changes to notes that can be taken back, and made again, as long as the program runs.

A change is what one editor did to one note between its opening and its closing. What other programs did to the note
meanwhile is no part of it: taking a change back leaves theirs alone.
"""

from typing import NamedTuple

from briefing.notes_merge import merge


class Step(NamedTuple):
    """One change to one note."""

    target: str
    """`theme`, or `theme/point`."""
    about: str
    """What the note is on, in words."""
    before: str
    """The text without the change; empty if there was no note."""
    after: str
    """The text with it; empty if the note was deleted."""


class NotesHistory:
    """Which changes were made, in order, and which of them were taken back."""

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._open: Step | None = None

    def next_step(self, *, again: bool) -> Step | None:
        """What takes the last change back, or makes again what was taken back last; None if there is nothing."""
        if again:
            return self._undone[-1] if self._undone else None
        if not self._done:
            return None
        step = self._done[-1]
        return step._replace(before=step.after, after=step.before)

    def begin(self, target: str, about: str, text: str) -> None:
        """An editor was opened on a note."""
        self._open = Step(target, about, text, text)

    def merged(self, was: str, here: str) -> None:
        """Another program turned the note that the editor knew as `was` into `here`."""
        if self._open:
            self._open = self._open._replace(before=merge(was, self._open.before, here, ""))

    def end(self, text: str) -> None:
        """The editor was closed on `text`; what was taken back before cannot be made again then."""
        step, self._open = self._open, None
        if step and text != step.before:
            self._done.append(step._replace(after=text))
            self._undone.clear()

    def stepped(self, *, again: bool) -> None:
        """What `next_step` said was done."""
        if again:
            self._done.append(self._undone.pop())
        else:
            self._undone.append(self._done.pop())
