"""The saved place: where a briefing was left, and what is being presented of it, in one small file.

The program reopens there, and a second terminal that shows the speaker's page follows it.
"""

import os
import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final
from zlib import crc32

import msgspec
from msgspec import Meta

from briefing import files, paths
from briefing.errors import WriteRefused
from briefing.reading_time import LONGEST
from briefing.text import clean

if TYPE_CHECKING:
    from briefing.renamed import Renaming

MAX_BYTES: Final = 1 << 16
"""A longer file is not read."""
_ATTEMPTS: Final = 5
"""How often a place is written anew because another program was quicker."""


class Showing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is being presented."""

    slide: str
    """The id of the slide that is shown."""
    step: Annotated[int, Meta(ge=0, le=99)]
    """How many of its parts are shown, from 0."""
    started: Annotated[float, Meta(ge=0, le=1e11)]
    """When it began, in seconds since 1970."""
    minutes: Annotated[float, Meta(gt=0, le=LONGEST)] | None = None
    """The planned time; None for as long as it takes."""
    is_blank: bool = False
    """Whether the screen is blanked."""
    ended: bool = False
    """Whether it is over."""

    def over(self) -> "Showing":
        """The same, ended."""
        return msgspec.structs.replace(self, ended=True)


class Place(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a reader is in a briefing."""

    theme: str
    """The id of the theme that is open."""
    point: str | None = None
    """The point that the cursor is on."""
    side: str | None = None
    """The perspective that the cursor is on."""
    swapped: bool = False
    """Whether the second perspective is shown first."""
    showing: Showing | None = None
    """What is being presented; None if nothing is."""
    schema_version: int = 1
    """The version of this format."""

    def presenting(self, showing: Showing | None) -> "Place":
        """The same place, with what is presented from it."""
        return msgspec.structs.replace(self, showing=showing)


def place_file(folder: Path) -> Path:
    """The file of the saved place of the briefing in a folder. Raises BriefingError if there is no home folder."""
    real = os.path.realpath(folder)
    readable = re.sub(r"[^\w.-]+", "-", Path(real).name, flags=re.ASCII).strip("-.")[:60]
    return paths.state_folder() / "places" / f"{readable}-{crc32(os.fsencode(real)):08x}.json"


def read_place(path: Path) -> Place | None:
    """What the file holds; None if there is none, or it is not what this program writes."""
    return _place_in(_held(path))


def _held(path: Path) -> bytes | None:
    """What the file holds, nothing if it is missing; None where it cannot be read, or is too long."""
    try:
        data = files.read(path, MAX_BYTES)
    except FileNotFoundError:
        return b""
    except files.ReadRefused:
        return None
    return data if len(data) <= MAX_BYTES else None


def _place_in(data: bytes | None) -> Place | None:
    with suppress(msgspec.DecodeError):
        place = msgspec.json.decode(clean((data or b"").decode("utf-8", "replace")), type=Place)
        return place if place.schema_version == 1 else None
    return None


def save_place(path: Path, place: Place) -> None:
    """Write where the reader is; what another program presents meanwhile stays. Raises WriteRefused, for a link too."""
    files.make_folder(path.parent)
    with files.refusals(path):
        is_link = path.is_symlink()
    if is_link:
        raise WriteRefused(f"{path}: this is a link, and it was not followed", "Delete it.")
    for _ in range(_ATTEMPTS):
        held = _held(path)
        with suppress(files.Overtaken):
            files.write(path, msgspec.json.encode(_beside(place, _place_in(held))), mode=0o600, over=held)
            return
    raise WriteRefused(f"{path}: another program is writing it all the time", "Close the other program.")


def _beside(place: Place, before: Place | None) -> Place:
    """A place with what another program presents, where the file holds that."""
    theirs, ours = before.showing if before else None, place.showing
    if theirs and (ours is None or (ours.ended and theirs.started > ours.started)):
        return place.presenting(theirs)
    return place


def follow(path: Path, asked: "Renaming") -> None:
    """Keep the saved place where it is when an id in it is another one now. Raises WriteRefused."""
    from briefing.renamed import Kind

    saved = read_place(path)
    if saved is None:
        return
    kind, old, new, theme = asked
    if kind is Kind.THEME and saved.theme == old:
        saved = msgspec.structs.replace(saved, theme=new)
    elif kind is Kind.POINT and (saved.theme, saved.point) == (theme, old):
        saved = msgspec.structs.replace(saved, point=new)
    elif kind is Kind.PERSPECTIVE and saved.side == old:
        saved = msgspec.structs.replace(saved, side=new)
    else:
        return
    save_place(path, saved)
