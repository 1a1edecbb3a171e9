"""What one side's answer to a point rests on: the passages, voice, full citations, the note."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.screen import ModalScreen

from briefing.tui.commands import Command, hint_line
from briefing.tui.commands.reading import EVIDENCE_COMMANDS
from briefing.tui.evidence_page import evidence_page, pieces
from briefing.tui.lines import Target
from briefing.tui.messages import EvidenceAsked, SourceAsked
from briefing.tui.reading import Reading
from briefing.tui.screens.reading_screen import ReadingScreen
from briefing.tui.widgets.reading_view import ReadingView


class EvidenceScreen(ReadingScreen, ModalScreen[None]):
    """Shows the evidence of every claim that one side makes on a point."""

    CSS_PATH = "evidence.tcss"
    DECLARED: ClassVar[tuple[Command, ...]] = EVIDENCE_COMMANDS

    def __init__(self, asked: EvidenceAsked, reading: Reading) -> None:
        super().__init__(reading)
        self._asked = asked
        self._pieces = pieces(asked.point, asked.side)

    def compose(self) -> ComposeResult:
        """The page in a frame."""
        with Container(id="evidence", classes="dialog") as dialog:
            dialog.border_title = Content("What this rests on")
            dialog.border_subtitle = Content(hint_line(self.commands))
            yield ReadingView()

    def on_mount(self) -> None:
        """Start at the first piece of the claim that was asked for."""
        self.show_reading()
        starts = [row for row, piece in enumerate(self._pieces) if piece.is_first]
        if 1 < self._asked.claim <= len(starts):
            self.call_after_refresh(self.page_view.choose, Target(starts[self._asked.claim - 1]))

    def show_reading(self) -> None:
        """Lay the evidence out as it is now; where the answer is gone, go back to the theme."""
        asked, reading = self._asked, self.reading
        theme = reading.themes.get(asked.theme.id)
        point = next((point for point in theme.points if point.id == asked.point.id), None) if theme else None
        side = next((side for side in reading.about.perspectives if side.id == asked.side.id), None)
        if theme is None or point is None or side is None:
            self.dismiss()
            return
        self._pieces = pieces(point, side)
        view = asked.view._replace(about=reading.about, sources=reading.sources)
        self.page_view.show_page(
            lambda width: evidence_page(theme, point, side, view, reading, width), len(self._pieces)
        )
        self.call_after_refresh(self.page_view.show_core)

    def action_open(self) -> None:
        """Read the source from the cited paragraph; from its start where none is cited."""
        evidence = self._pieces[self.page_view.row].evidence
        source = evidence.at.split("/")[0] if evidence else self._asked.side.source
        self.post_message(SourceAsked(source, evidence.at if evidence else None))
