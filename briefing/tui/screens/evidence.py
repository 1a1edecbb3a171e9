"""What one side's answer to a point rests on: the passages, voice, full citations, the note."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.screen import ModalScreen

from briefing.model import Perspective, Point, Theme
from briefing.tui.commands import EVIDENCE_COMMANDS, Command, bindings, hints
from briefing.tui.evidence_page import evidence_page, pieces
from briefing.tui.messages import SourceAsked
from briefing.tui.reading import Reading
from briefing.tui.screens.reading_screen import ReadingScreen
from briefing.tui.theme_page import View
from briefing.tui.widgets.reading_view import ReadingView


class EvidenceScreen(ReadingScreen, ModalScreen[None]):
    """Shows the evidence of every claim that one side makes on a point."""

    CSS_PATH = "evidence.tcss"
    DECLARED: ClassVar[tuple[Command, ...]] = EVIDENCE_COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(EVIDENCE_COMMANDS)

    def __init__(self, theme: Theme, point: Point, side: Perspective, view: View, reading: Reading) -> None:
        super().__init__(reading)
        self._theme = theme
        self._point = point
        self._side = side
        self._view = view
        self._pieces = pieces(point, side)

    def compose(self) -> ComposeResult:
        """The page in a frame."""
        with Container(id="evidence", classes="dialog") as dialog:
            dialog.border_title = Content("What this rests on")
            dialog.border_subtitle = Content("  ".join(text for text, _ in hints(self.DECLARED)))
            yield ReadingView()

    def on_mount(self) -> None:
        """Start at the first piece."""
        self.show_reading()

    def show_reading(self) -> None:
        """Lay the evidence out, with the texts that are at hand now."""
        self.page_view.show_page(
            lambda width: evidence_page(self._theme, self._point, self._side, self._view, self.reading, width),
            len(self._pieces),
        )

    def action_open(self) -> None:
        """Read the source from the cited paragraph; from its start where none is cited."""
        evidence = self._pieces[self.page_view.row].evidence
        source = evidence.at.split("/")[0] if evidence else self._side.source
        self.post_message(SourceAsked(source, evidence.at if evidence else None))
