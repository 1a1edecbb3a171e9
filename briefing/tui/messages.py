"""What happened, told to whoever coordinates."""

from collections.abc import Mapping
from dataclasses import dataclass

from textual.message import Message

from briefing.citing import ClaimRef
from briefing.model import Perspective, Point, Theme
from briefing.tui.reading import Reading
from briefing.tui.theme_page import View


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


class ReadingAsked(Message):
    """The user wants to see something of the sources."""


@dataclass
class EvidenceAsked(ReadingAsked):
    """What one side's answer to a point rests on."""

    theme: Theme
    point: Point
    side: Perspective
    view: View


@dataclass
class SourcesAsked(ReadingAsked):
    """The list of the sources."""


@dataclass
class SourceAsked(ReadingAsked):
    """A source, to read it."""

    source: str
    """Its id."""
    locator: str | None = None
    """The paragraph to start from; None for the first."""


@dataclass
class ClaimAsked(ReadingAsked):
    """A claim, in its theme."""

    claim: ClaimRef
    came_from: str
    """The locator of the paragraph that it cites, to go back to."""


@dataclass
class AddressAsked(ReadingAsked):
    """The address of a source, in the browser."""

    address: str


@dataclass
class ReadingChanged(Message):
    """More of the sources was read: texts, or themes that cite them."""

    reading: Reading
