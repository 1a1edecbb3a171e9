"""What the program on the screen has from the world around it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from time import time
from typing import TYPE_CHECKING, NamedTuple

from briefing.loader import Folder
from briefing.model import Briefing
from briefing.place import Place
from briefing.settings import Read

if TYPE_CHECKING:
    from briefing.attachments import AtHand
    from briefing.notes import NoteStore
    from briefing.tui.messages import Asked


class Onward(NamedTuple):
    """A briefing in which the program goes on once it has left this one."""

    folder: Path
    """Its folder."""
    place: Place
    """Where to open it."""
    asked: "Asked"
    """What is asked for there."""


def _nothing(*_: object) -> None:
    """Does nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """Functions that read and write for the program; tests put others in their place."""

    open_notes: Callable[[], "NoteStore"]
    """The user's notes; called once, after the first paint."""
    find_texts: Callable[[Folder], Iterable["AtHand"]]
    """What there is of the texts of a briefing's sources; called in a thread. May raise BriefingError."""
    open_address: Callable[[str], bool]
    """Opens an address in the browser; whether that could be done. Called in a thread."""
    copy_text: Callable[[str], str | None] = _nothing
    """Gives a text to the platform's clipboard program; its name, or None if there is none. Called in a thread."""
    edit_file: Callable[[Path, int], None] = _nothing
    """Opens a file at a 1-based line in the user's editor, and waits until it ends. May raise BriefingError."""
    keep_place: Callable[[Place], None] = _nothing
    """Writes where the reader is. May raise WriteRefused."""
    read_committed: Callable[[Path], Briefing | None] = _nothing
    """The briefing in a folder as it was last committed; None if it never was. Called in a thread."""
    go_on: Callable[[Onward], bool] = lambda onward: False
    """Has another briefing opened once the program has ended; whether that can be done."""
    clear_up: Callable[[], None] = _nothing
    """Deletes what killed programs left; called in a thread once everything is read."""
    settings: Read = field(default_factory=Read)
    """What the user has chosen."""
    is_read_only: bool = False
    """Whether the program only shows: nothing that writes can be asked for."""
    is_first_time: bool = False
    """Whether the program was never used before."""
    now: Callable[[], float] = time
    """The time, in seconds since 1970."""
    on_first_paint: Callable[[], None] = _nothing
    """Called once the first theme can be read."""
