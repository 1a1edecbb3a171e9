"""What one side's answer to a point rests on: voice, quotes, full citations, the note."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from briefing import wording
from briefing.citations import reference
from briefing.model import Claim, Perspective, Point, Theme, cited
from briefing.tui.theme_page import NOTE_MARK, View


class EvidenceScreen(ModalScreen[None]):
    """Shows the evidence of every claim that one side makes on a point."""

    CSS_PATH = "evidence.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q", "dismiss", "Close"),
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
    ]

    def __init__(self, theme: Theme, point: Point, side: Perspective, view: View) -> None:
        super().__init__()
        self._theme = theme
        self._point = point
        self._side = side
        self._view = view

    def compose(self) -> ComposeResult:
        """One block for each claim."""
        which = self._view.about.perspectives.index(self._side) + 1
        with VerticalScroll(id="evidence", classes="dialog") as dialog:
            dialog.border_title = Content("What this rests on")
            dialog.border_subtitle = Content("↑↓ scroll  Esc close")
            yield Static(Content(self._point.question), classes="question")
            yield Static(Content(self._side.name.upper()), classes=f"side side-{which}")
            claims = self._point.claims.get(self._side.id, ())
            if not claims:
                yield Static(Content(self._silence()), classes="claim")
            for claim in claims:
                yield Static(Content(wording.spoken(claim)), classes=f"claim {claim.voice}")
                yield Static(Content("\n".join(self._rests_on(claim))), classes="rests")
            if note := self._view.notes.get(f"{self._theme.id}/{self._point.id}", ""):
                yield Static(Content(f"{NOTE_MARK} Your note"), classes="label")
                yield Static(Content(note.strip()), classes="note")

    def action_scroll(self, lines: int) -> None:
        """Scroll by some lines."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def _silence(self) -> str:
        source = self._view.sources[self._side.source]
        words = self._point.silence.get(self._side.id, ())
        looked = f" These words were looked for in it, and are not there: {', '.join(words)}." if words else ""
        return f"“{source.title}” does not address this question.{looked}"

    def _rests_on(self, claim: Claim) -> Iterator[str]:
        yield f"Voice: {claim.voice} — {claim.voice.meaning}."
        for evidence in cited(claim.evidence):
            source = self._view.sources.get(evidence.at.split("/")[0])
            if evidence.quote:
                yield wording.quoted(evidence.quote)
            yield f"{reference(source, evidence.at)} ({evidence.at})" if source else evidence.at
        if not claim.evidence:
            yield "No paragraph is cited."
