"""What is presented in another terminal, followed through the saved place; nothing is written here."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from briefing.errors import BriefingError
from briefing.loader import Folder
from briefing.place import Place, Showing
from briefing.reloading import Follower, watched_files
from briefing.tui.deck import Deck, deck_of
from briefing.watching import Watch

STALE: Final = 12 * 60 * 60
"""A presentation that began longer ago is none to start following, in seconds: its program may have been killed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """The files that tell what is presented, and how they are read; tests put others in their place."""

    place_file: Path
    read_place: Callable[[], Place | None]
    """What the file of the saved place holds; None for what cannot be understood."""
    notes_file: Path
    read_notes: Callable[[], Mapping[str, str]]
    """The texts of all notes by target; none where they cannot be read."""
    now: Callable[[], float]
    """The time, in seconds since 1970."""
    rate: int
    """Words a minute."""


class Seen(NamedTuple):
    """What is presented."""

    deck: Deck
    showing: Showing


class SpeakerDesk:
    """Reads what changed since the last look."""

    def __init__(self, folder: Folder, followed: Followed) -> None:
        self._follower = Follower(folder)
        self._followed = followed
        self._watch: Watch | None = None
        self._place: Place | None = None
        self._seen: Seen | None = None

    async def look(self) -> Seen | None:
        """What is presented now, or was last; None while nothing was."""
        return await asyncio.to_thread(self._look)

    def _look(self) -> Seen | None:
        if self._watch is None:
            self._watch = Watch(lambda: list(self._watched()))
        elif not (changed := self._watch.changed()):
            return self._seen
        elif set(changed) & set(watched_files(self._follower.folder)):
            self._follower.follow(changed)
        place = self._followed.read_place()
        if place and place.showing and (self._seen or self._is_going_on(place.showing)):
            self._place = place
        if self._place and self._place.showing:
            with suppress(BriefingError):
                self._seen = Seen(self._deck(self._place, self._place.showing), self._place.showing)
        return self._seen

    def _watched(self) -> Iterator[Path]:
        yield self._followed.place_file
        yield self._followed.notes_file
        yield from watched_files(self._follower.folder)

    def _is_going_on(self, showing: Showing) -> bool:
        return not showing.ended and abs(self._followed.now() - showing.started) < STALE

    def _deck(self, place: Place, showing: Showing) -> Deck:
        """The deck that is presented; all of the briefing where the slide that is shown is not in its part."""
        notes, rate = self._followed.read_notes(), self._followed.rate
        with suppress(BriefingError):
            deck = deck_of(self._follower.folder, showing.minutes, swapped=place.swapped, rate=rate, notes=notes)
            if showing.slide in [slide.id for slide in deck.slides]:
                return deck
        return deck_of(self._follower.folder, swapped=place.swapped, rate=rate, notes=notes)
