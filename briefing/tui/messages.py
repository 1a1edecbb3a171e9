"""What happened, told to whoever coordinates."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.message import Message

from briefing.errors import Problem
from briefing.model import Perspective, Point, Theme, ThemeEntry

if TYPE_CHECKING:
    from textual.screen import Screen

    from briefing.overview import Sort
    from briefing.place import Showing
    from briefing.tui.find_page import Found
    from briefing.tui.reading import Reading
    from briefing.tui.theme_page import View


class Asked(Message):
    """Something that one of the desks does."""

    asker: "Screen[Any] | None" = None
    """The screen that asks, noted on the way; None where no screen does."""


class ThemesRead(Message):
    """The other theme files were read behind the first screen; the folder has those that can be."""


@dataclass(repr=False, eq=False)
class BriefingChanged(Message):
    """Files of the briefing changed on the disk, and were read anew."""

    problems: list[Problem]
    """What is wrong in them; where there is something, the last good version still counts."""


class NotesChanged(Message):
    """What the screen shows of the notes is out of date."""


@dataclass(repr=False, eq=False)
class NotesSaved(Message):
    """The notes are on the disk, or could not be written."""

    told: str
    """One line for the user."""
    failed: bool = False
    """Whether the text is only in memory."""


@dataclass(repr=False, eq=False)
class HelpAsked(Asked):
    """The user wants to see the keys."""

    group: str
    """The group of commands that is shown first."""


@dataclass(repr=False, eq=False)
class PresentAsked(Asked):
    """The user wants to show the briefing to a room."""

    slide: str = ""
    """The id of the slide to start from; empty for the title."""
    minutes: float | None = None
    """Only what can be said in so many minutes; None for all."""
    swapped: bool = False
    """Whether the second perspective is shown first."""


@dataclass(repr=False, eq=False)
class Shown(Asked):
    """The room sees something else now, or the presentation has ended."""

    showing: "Showing"


@dataclass(repr=False, eq=False)
class PlaceAsked(Message):
    """The user wants to go to a theme on the main screen."""

    theme: str
    point: str | None = None
    """The point to go to; None for the first."""
    side: str | None = None
    """Which perspective's answer; None for the one that the cursor is on."""
    claim: int = 1
    """The 1-based number of the claim in that answer, for the evidence to open at."""
    back: Message | None = None
    """What brings the user back to where they come from; None for nothing to go back to."""
    text: str = ""
    """Where there is no point to go to, the text of the theme to mark, such as its crux; empty for none."""


@dataclass(repr=False, eq=False)
class StepAsked(Asked):
    """The user wants the last change taken back, or what was taken back made again."""

    again: bool


class WriteAsked(Asked):
    """The author wants to change the briefing."""


@dataclass(repr=False, eq=False)
class ClaimAsked(WriteAsked):
    """The author wants to write a claim, or to change one; what is None is asked for, or begins empty."""

    locator: str | None = None
    """The paragraph that a new claim rests on."""
    quote: str = ""
    """The words of that paragraph that were marked."""
    theme: str | None = None
    """The id of its theme."""
    point: str | None = None
    """The id of its point."""
    side: str | None = None
    """The id of the perspective that makes it."""
    number: int | None = None
    """Which of that side's claims on the point is to be changed, from 0; None for a new one."""


@dataclass(repr=False, eq=False)
class ThemeWritingAsked(WriteAsked):
    """The author wants to change a theme, from a point of it on."""

    theme: str
    point: str | None = None
    side: str | None = None


class NotesAsked(Asked):
    """The user wants something of the notes."""


@dataclass(repr=False, eq=False)
class NoteAsked(NotesAsked):
    """The user wants to write a note."""

    target: str
    """`theme`, or `theme/point`."""
    about: str
    """What the note is on, in words."""


@dataclass(repr=False, eq=False)
class AllNotesAsked(NotesAsked):
    """The list of all notes; what is chosen in it is kept here, for the way back."""

    target: str | None = None
    """The note that the cursor is on; None for the first."""
    tag: str = ""
    """The tag whose notes are listed, as `folded` makes it; empty for all notes."""
    order: str = "theme"
    """One of the orders of `briefing.notes_list`."""


@dataclass(repr=False, eq=False)
class EditAsked(Asked):
    """The user wants to change a file in an editor."""

    theme: str = ""
    """The theme whose file it is."""
    point: str | None = None
    """The point to start at; None for the file's start."""
    note: str = ""
    """The note in the notes file to start at instead: `theme`, or `theme/point`."""


@dataclass(repr=False, eq=False)
class ChangesAsked(Asked):
    """The user wants to see what has changed in the briefing."""

    row: int = 0
    """The 0-based number of the change to start from."""


class HandOverAsked(Asked):
    """The user wants to hand the briefing over, or a part of it."""


@dataclass(repr=False, eq=False)
class CopyAsked(HandOverAsked):
    """A point on the clipboard."""

    theme: Theme
    point: Point
    swapped: bool
    side: Perspective | None = None
    """Whose answer; None for the point with both sides."""


@dataclass(repr=False, eq=False)
class ExportAsked(HandOverAsked):
    """The briefing, or one theme of it, in a file."""

    theme: ThemeEntry
    swapped: bool


@dataclass(repr=False, eq=False)
class OverviewAsked(Asked):
    """The user wants to see the whole briefing."""

    theme: str
    """The theme to start from."""
    point: str | None = None
    """The point of it to start from in the matrix; None for the first."""
    is_matrix: bool = False
    """Whether to start with the matrix."""
    sort: "Sort | None" = None
    """What the themes are sorted by; None for the briefing's order."""


class Finding(Asked):
    """The user searches, or goes through what was found."""


class FindAsked(Finding):
    """The search, as it was left."""


@dataclass(repr=False, eq=False)
class FindLeft(Finding):
    """The search is left."""

    found: "Found"
    """What it is to show when it is opened again."""
    to_hit: bool
    """Whether the user goes to the chosen result, rather than back."""


@dataclass(repr=False, eq=False)
class HitAsked(Finding):
    """Another result, without opening the search."""

    step: int
    """1 for the next one, -1 for the one before."""


@dataclass(repr=False, eq=False)
class HitsChanged(Message):
    """There are other results to go through."""

    count: int
    """How many there are."""


class ReadingAsked(Asked):
    """The user wants to see something of the sources."""


@dataclass(repr=False, eq=False)
class EvidenceAsked(ReadingAsked):
    """What one side's answer to a point rests on."""

    theme: Theme
    point: Point
    side: Perspective
    view: "View"
    claim: int = 1
    """The 1-based number of the claim to start from."""


class SourcesAsked(ReadingAsked):
    """The list of the sources."""


@dataclass(repr=False, eq=False)
class SourceAsked(ReadingAsked):
    """A source, to read it."""

    source: str
    """Its id."""
    locator: str | None = None
    """The paragraph to start from; None for the first."""


@dataclass(repr=False, eq=False)
class AddressAsked(ReadingAsked):
    """The address of a source, in the browser."""

    address: str


@dataclass(repr=False, eq=False)
class ReadingChanged(Message):
    """More of the sources was read: texts, or themes that cite them."""

    reading: "Reading"
