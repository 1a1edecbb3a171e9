"""The screen that a claim is written on: its text, what it rests on, and what `check` says of it meanwhile."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Final

from textual import getters, on, work
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Input, Static, TextArea
from textual.worker import get_current_worker

from briefing.editing.claim_draft import ClaimDraft
from briefing.errors import BriefingError, Finding
from briefing.text import clean
from briefing.tui.claim_page import RELATIONS, VOICE_ROW, VOICES, Checked, check_lines, options, passages
from briefing.tui.commands import Command, key_name
from briefing.tui.commands.writing import CLAIM_COMMANDS
from briefing.tui.messages import ReadingChanged
from briefing.tui.reading import Reading
from briefing.tui.screens.command_screen import CommandScreen
from briefing.tui.widgets.bars import CommandBar, TitleBar
from briefing.tui.widgets.field import Field
from briefing.tui.widgets.line_view import LineView
from briefing.tui.widgets.note_area import NoteArea
from briefing.tui.widgets.reading_view import Panel

PAUSE: Final = 0.3
"""How long the typing rests before `check` looks at the claim, in seconds."""
LOCATOR: Final = "source/section/paragraph"


@dataclass(frozen=True, slots=True)
class ClaimAbout:
    """What stands around a claim that is written."""

    side: str
    """The short name of the side that makes it."""
    question: str
    """The question that it answers."""
    wanted: str = ""
    """What is to be written, where the briefing says so."""
    own: str | None = None
    """The id of the claim, where it is in the briefing already."""
    with_relation: bool = False
    """Whether it is to be said how the answers stand to each other."""


class ClaimScreen(CommandScreen[bool], ModalScreen[bool]):
    """Writes one claim; its result says whether it was saved."""

    CSS_PATH = "claim.tcss"
    DECLARED: ClassVar[tuple[Command, ...]] = CLAIM_COMMANDS
    AUTO_FOCUS = "NoteArea"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012  # as textual declares it
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]  # noqa: RUF012  # as textual declares it

    title_bar = getters.query_one(TitleBar)
    area = getters.query_one(NoteArea)
    evidence = getters.query_one(Field)
    passages_panel = getters.query_one("#passages", Panel)
    options_panel = getters.query_one("#options", Panel)
    checks_panel = getters.query_one("#checks", Panel)
    status = getters.query_one("#status", Static)
    command_bar = getters.query_one(CommandBar)

    @dataclass
    class Looked(Message):
        """`check` has looked at the claim."""

        checked: Checked

    def __init__(
        self,
        draft: ClaimDraft,
        about: ClaimAbout,
        reading: Reading,
        check: Callable[[ClaimDraft], Sequence[Finding]],
        save: Callable[[ClaimDraft], Awaitable[BriefingError | None]],
    ) -> None:
        """`check` says what is wrong with a claim; it is called in a thread, and may raise BriefingError.

        `save` writes it; what kept it from being written, or None.
        """
        super().__init__()
        self._draft = self._first = draft
        self._about = about
        self._reading = reading
        self._check = check
        self._save = save
        self._checked: Checked | None = None
        self._resting: Timer | None = None
        self._is_warned = self._is_saving = False

    def compose(self) -> ComposeResult:
        """The paragraphs beside or above the text, its voice and evidence, and what is said of it."""
        self.fit_width()
        yield TitleBar()
        with Container(id="claim"):
            yield Panel(id="passages")
            with Vertical(id="form"):
                yield NoteArea(
                    self._draft.text, soft_wrap=True, show_line_numbers=False, placeholder=Content(self._about.wanted)
                )
                yield Panel(id="options")
                with Horizontal(id="evidence"):
                    yield Static("Evidence", markup=False)
                    typed = Field(self._draft.evidence, placeholder=LOCATOR, select_on_focus=False)
                    typed.cursor_blink = False
                    yield typed
                yield Panel(id="checks")
                yield Static("", id="status", markup=False)
        yield CommandBar()

    def on_mount(self) -> None:
        """Start at the end of what is there."""
        self.title_bar.show_place("A claim", clean(f"{self._about.side}: {self._about.question}"))
        self.area.move_cursor(self.area.document.end)
        self._show()
        self._look()

    def has(self, needs: str) -> bool:
        """Whether words were marked, and whether a relation is to be chosen."""
        match needs:
            case "span":
                return bool(self._draft.span)
            case "relation":
                return self._about.with_relation
        return super().has(needs)

    @on(ReadingChanged)
    def _reading_changed(self, message: ReadingChanged) -> None:
        self._reading = message.reading
        self._show()
        self._look()

    @on(TextArea.Changed)
    @on(Input.Changed)
    def _typed(self) -> None:
        """Take in what is in the fields; a key may come before they have told of the letters typed before it."""
        self._take(replace(self._draft, text=self.area.text, evidence=self.evidence.value))

    def _take(self, draft: ClaimDraft) -> None:
        """Go on with another draft, and have it looked at once the typing rests."""
        if draft == self._draft:
            return
        self._draft = draft
        self._is_warned = False
        self._tell("")
        self._show()
        if self._resting:
            self._resting.stop()
        self._resting = self.set_timer(PAUSE, self._look)

    def _put(self, draft: ClaimDraft) -> None:
        """Go on with a draft that was not typed."""
        with self.prevent(TextArea.Changed, Input.Changed):
            if draft.text != self.area.text:
                self.area.load_text(draft.text)
                self.area.move_cursor(self.area.document.end)
            self.evidence.value = draft.evidence
        self._take(draft)

    def _show(self) -> None:
        draft, about = self._draft, self._about
        self.passages_panel.show_panel(lambda width, _: passages(draft, self._reading, width))
        self.options_panel.show_panel(lambda width, _: options(draft, width, with_relation=about.with_relation))
        self._show_checks()
        self.command_bar.show_commands(self.possible_commands())

    def _show_checks(self) -> None:
        checked, own = self._checked, self._about.own
        voice = next(key_name(command.keys[0]) for command in self.commands if command.id == "next-voice")
        self.checks_panel.show_panel(
            lambda width, height: check_lines(checked, own, self._reading, width, height, voice)
        )

    def _look(self) -> None:
        self._look_at(self._draft)

    @work(thread=True, exclusive=True, group="check")
    def _look_at(self, draft: ClaimDraft) -> None:
        worker = get_current_worker()
        try:
            checked = Checked(draft, () if draft.is_blank else self._check(draft))
        except BriefingError as error:
            checked = Checked(draft, (), f"{error.message}. {error.hint}".strip())
        if not worker.is_cancelled:
            self.post_message(self.Looked(checked))

    @on(Looked)
    def _looked(self, message: Looked) -> None:
        self._checked = message.checked
        self._show_checks()

    @on(LineView.Pressed)
    def _pressed(self, message: LineView.Pressed) -> None:
        row, number = message.target
        if row == VOICE_ROW:
            self._take(replace(self._draft, voice=VOICES[number]))
        else:
            self._take(replace(self._draft, relation=RELATIONS[number]))

    def _tell(self, text: str, *, failed: bool = False) -> None:
        self.status.update(Content(clean(text)))
        self.status.set_class(failed, "failed")
        self.set_class(failed, "-failed")

    def action_turn_span(self) -> None:
        """Take the marked words as the claim, or as its evidence's quote."""
        self._typed()
        try:
            self._put(self._draft.with_span_turned())
        except BriefingError as error:
            self._tell(f"{error.message}. {error.hint}", failed=True)

    def action_next_voice(self) -> None:
        """Say that the claim is in other words."""
        self._take(self._draft.with_next_voice())

    def action_next_relation(self) -> None:
        """Say that the answers stand in another relation."""
        self._take(self._draft.with_next_relation())

    def action_next_field(self) -> None:
        """Go from the text to the evidence, or back."""
        self.set_focus(self.evidence if self.focused is self.area else self.area)

    def action_passage_down(self) -> None:
        """Scroll the paragraph down."""
        self.passages_panel.scroll_page_down(animate=False)

    def action_passage_up(self) -> None:
        """Scroll the paragraph up."""
        self.passages_panel.scroll_page_up(animate=False)

    def action_save(self) -> None:
        """Write the claim, and go back; the screen stays with all that was typed if that fails."""
        self._typed()
        if not self._is_saving:
            self._is_saving = True
            self._write()

    @work(group="save")
    async def _write(self) -> None:
        problem = await self._save(self._draft)
        if problem is None:
            self.dismiss(True)
        else:
            self._is_saving = False
            self._tell(f"Not saved: {problem.message}. {problem.hint}".strip(), failed=True)

    def action_claim_help(self) -> None:
        """Show every key and sign, those of a claim first."""
        self.action_help()

    def action_leave_claim(self) -> None:
        """Go back; where something was typed, only when asked twice, and not while it is being saved."""
        self._typed()
        if self._is_saving:
            return
        if self._draft == self._first or self._is_warned:
            self.dismiss(False)
            return
        self._is_warned = True
        keys = {command.id: key_name(command.keys[0]) for command in self.commands}
        self._tell(f"Not saved: {keys['save']} saves, {keys['leave-claim']} again leaves.", failed=True)
