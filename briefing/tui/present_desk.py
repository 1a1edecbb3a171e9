"""Presenting while the program runs: what is shown to the room, and what the speaker's page can follow."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import App

from briefing.errors import BriefingError
from briefing.loader import Folder
from briefing.place import Showing
from briefing.text import clean
from briefing.tui.messages import PresentAsked

if TYPE_CHECKING:
    from briefing.tui.deck import Deck
    from briefing.tui.screens.present import PresentScreen


class PresentDesk:
    """Opens the screen that a room sees, and knows what is on it."""

    def __init__(
        self, app: App[None], folder: Callable[[], Folder], rate: int, now: Callable[[], float] = time.time
    ) -> None:
        """`rate` is in words a minute; `now` gives the time in seconds since 1970."""
        self._app = app
        self._folder = folder
        self._rate = rate
        self._now = now
        self._asked = PresentAsked()
        self._screen: PresentScreen | None = None
        self.showing: Showing | None = None
        """What is shown, or was shown last; None before anything was."""

    def present(self, asked: PresentAsked) -> None:
        """Show a briefing to a room; say so where that is not possible."""
        from briefing.tui.screens.present import PresentScreen

        self._asked = asked
        try:
            deck = self._deck()
        except BriefingError as error:
            told = clean(f"{error.message}. {error.hint}".strip())
            self._app.notify(told, title="This cannot be presented", severity="error", timeout=20, markup=False)
            return
        self._screen = PresentScreen(deck, asked.slide, self._now)
        self._app.push_screen(self._screen, self._closed)

    def follow(self) -> None:
        """Go on with the briefing as it is now, where it can be read."""
        if self._screen and self._screen in self._app.screen_stack:
            try:
                self._screen.take(self._deck())
            except BriefingError:
                return

    def end(self) -> None:
        """Say that it is over."""
        if self.showing:
            self.showing = self.showing.over()

    def _closed(self, _: None) -> None:
        self._screen = None

    def _deck(self) -> "Deck":
        from briefing.tui.deck import deck_of

        return deck_of(self._folder(), self._asked.minutes, swapped=self._asked.swapped, rate=self._rate)
