"""The changes to notes that can be taken back, and made again.

A change is what one editor did to one note between its opening and its closing. What other programs did to the note
meanwhile is no part of it: taking a change back leaves theirs alone.
"""

from typing import NamedTuple, Self

from briefing.notes_merge import merge


class NoteStep(NamedTuple):
    """One change to one note."""

    target: str
    """`theme`, or `theme/point`."""
    about: str
    """What the note is on, in words."""
    before: str
    """The text without the change; empty if there was no note."""
    after: str
    """The text with it; empty if the note was deleted."""

    def reversed(self) -> Self:
        """The change back."""
        return self._replace(before=self.after, after=self.before)


class OpenNote:
    """What an open editor has done so far to the note that it was opened on."""

    def __init__(self, target: str, about: str, text: str) -> None:
        """An editor was opened on a note that holds `text`."""
        self._step = NoteStep(target, about, text, text)

    def merged(self, was: str, here: str) -> None:
        """Another program turned the note that the editor knew as `was` into `here`."""
        self._step = self._step._replace(before=merge(was, self._step.before, here, ""))

    def closed(self, text: str) -> NoteStep | None:
        """The editor was closed on `text`: the change that it made, if it made one."""
        return self._step._replace(after=text) if text != self._step.before else None
