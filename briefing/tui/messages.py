"""What happened, told to whoever coordinates."""

from collections.abc import Mapping
from dataclasses import dataclass

from textual.message import Message

from briefing.model import Theme


@dataclass
class ThemesRead(Message):
    """More theme files were read behind the first screen."""

    themes: Mapping[str, Theme]
    """By id; a theme whose file cannot be read is missing."""


@dataclass
class NotesChanged(Message):
    """What the screen shows of the notes is out of date."""


@dataclass
class NotesSaved(Message):
    """The notes are on the disk, or could not be written."""

    told: str
    """One line for the user."""
    failed: bool = False
    """Whether the text is only in memory."""
