"""The search while the program runs: its index, and the results as the user left them."""

from collections.abc import Callable, Mapping
from threading import Lock
from typing import TYPE_CHECKING, Final

from textual.app import App
from textual.message import Message

from briefing.errors import BriefingError
from briefing.loader import Folder
from briefing.model import Briefing
from briefing.tui.messages import FindAsked, Finding, FindLeft, HitAsked, HitsChanged, PlaceAsked, SourceAsked

if TYPE_CHECKING:
    from briefing.search import Entry, Index, Results
    from briefing.texts import SourceText
    from briefing.tui.find_page import Found

MOST: Final = 50
"""How many results are shown; more words make them fewer."""


class FindDesk:
    """Opens the search, goes to its results, and knows where the user was in them."""

    def __init__(
        self,
        app: App[None],
        folder: Callable[[], Folder],
        notes: Callable[[], Mapping[str, str]],
        texts: Callable[[], "Mapping[str, SourceText] | None"],
    ) -> None:
        """`folder`, `notes` and `texts` give what is searched as it is now; the index is made at the first search."""
        self._app = app
        self._folder = folder
        self._notes = notes
        self._texts = texts
        self._lock = Lock()
        self._index: Index | None = None
        self._indexed: tuple[Folder, Mapping[str, SourceText] | None] | None = None
        self._noted: Mapping[str, str] = {}
        self._found: Found | None = None

    def answer(self, asked: Finding) -> None:
        """Do what was asked for."""
        match asked:
            case FindAsked():
                self._open()
            case FindLeft(found, to_hit):
                self._found = found
                self._app.screen_stack[0].post_message(HitsChanged(len(found.results.hits)))
                if to_hit:
                    self._go()
            case HitAsked(step):
                self._step(step)

    def search(self, text: str) -> "Results":
        """What a query finds, whatever has changed since the last one. Called in a thread."""
        from briefing.search import Results

        try:
            with self._lock:
                index = self._up_to_date()
        except BriefingError as problem:
            return Results(text, problem=problem)
        return index.search(text, MOST)

    def close(self) -> None:
        """Give the index's memory back."""
        with self._lock:
            if self._index:
                self._index.close()

    def _up_to_date(self) -> "Index":
        from briefing.search import Index

        folder, texts, notes = self._folder(), self._texts(), self._notes()
        same = self._indexed is not None and self._indexed[0] is folder and self._indexed[1] is texts
        if self._index is None or not same:
            themes = tuple(folder.readable().values())
            if self._index:
                self._index.close()
            self._index = Index(
                Briefing(about=folder.about, sources=folder.sources(), themes=themes), texts or {}, notes
            )
            self._indexed, self._noted = (folder, texts), notes
        elif notes != self._noted:
            self._index.take_notes(notes)
            self._noted = notes
        return self._index

    def _open(self) -> None:
        from briefing.search import Results
        from briefing.tui.find_page import Found
        from briefing.tui.screens.find import FindScreen

        folder, found = self._folder(), self._found or Found(Results(""))
        self._app.push_screen(FindScreen(folder.about, folder.sources(), self.search, found))

    def _step(self, by: int) -> None:
        from briefing.tui.find_page import Found

        if self._found is None or not (hits := self._found.results.hits):
            return
        chosen = self._found.chosen + by
        if not 0 <= chosen < len(hits):
            which = "last" if by > 0 else "first"
            self._tell(f"This is the {which} of the results.")
            return
        self._found = Found(self._found.results, chosen)
        self._go()

    def _go(self) -> None:
        if self._found is None:
            return
        entry = self._found.results.hits[self._found.chosen].entry
        place, themes = place_of(entry), [listed.id for listed in self._folder().about.themes]
        if place is None or (entry.theme and entry.theme not in themes):
            self._tell("The briefing no longer has the place of this result.")
        else:
            self._app.screen.post_message(place)

    def _tell(self, text: str) -> None:
        self._app.notify(text, title="Search", timeout=4, markup=False)


def place_of(entry: "Entry") -> Message | None:
    """Asks for the place of a result; None for what the briefing no longer has."""
    if entry.theme:
        return PlaceAsked(entry.theme, entry.point, entry.side, entry.number or 1, FindAsked(), entry.text)
    return SourceAsked(entry.source, entry.locator) if entry.source else None
