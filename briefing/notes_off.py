"""Notes where a briefing is only shown: none are read, and none can be written."""

from briefing.errors import WriteRefused
from briefing.notes import NoteStore


class NotesOff(NoteStore):
    """A store that stays empty, whatever its file holds."""

    def reread(self) -> bool:
        """Read nothing."""
        return False

    def set(self, target: str, text: str, *, was: str | None = None) -> str:
        """Raises WriteRefused."""
        raise WriteRefused("Notes are off: the briefing is only shown here", "Open it without --read-only.")
