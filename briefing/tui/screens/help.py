"""Every key and every sign, made from the declarations that the bindings are made from."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from briefing import unwritten
from briefing.editing.findings import ERROR, WARNING
from briefing.model import SILENCE_GLYPH, BriefingFile, Relation, Voice
from briefing.tui.commands import Command, hint_line, remapped
from briefing.tui.commands.dialogs import HELP_COMMANDS
from briefing.tui.commands.every import ALL_COMMANDS, SCREENS
from briefing.tui.diff_page import IS, WAS
from briefing.tui.screens.command_screen import CommandScreen
from briefing.tui.source_page import CITED, HERE_CITED, HERE_UNCITED, UNCITED, UNCITED_BAR
from briefing.tui.theme_page import BARS, NOTE_MARK
from briefing.tui.widgets.rows import Rows
from briefing.wording import SAME_STANCE, STANCE_MARKS

SIGNS = "Signs"
"""What the rows that explain the signs stand below."""


def groups_with(first: str) -> list[str]:
    """The groups of the screen whose first group this is."""
    return [command.group for commands in SCREENS.values() if commands[0].group == first for command in commands]


class HelpScreen(CommandScreen[None], ModalScreen[None]):
    """Shows what can be done where one comes from, then what the signs mean, then what can be done elsewhere."""

    CSS_PATH = "help.tcss"
    DECLARED: ClassVar[tuple[Command, ...]] = HELP_COMMANDS

    def __init__(self, about: BriefingFile, first: str) -> None:
        """`first` is the group of commands that is shown first."""
        super().__init__()
        self._about = about
        self._first = first

    def compose(self) -> ComposeResult:
        """One row for each command, then one for each sign."""
        with VerticalScroll(id="help", classes="dialog") as dialog:
            dialog.border_title = Content("Help")
            dialog.border_subtitle = Content(hint_line(self.commands))
            commands = remapped(ALL_COMMANDS, self.app.keys)
            here = groups_with(self._first)
            for group in dict.fromkeys((*here, SIGNS, *(command.group for command in commands))):
                yield Static(Content(group), classes="group")
                rows = [(command.shown_keys, command.help) for command in commands if command.group == group]
                yield Rows(list(self._signs()) if group == SIGNS else rows)

    def action_scroll_down(self) -> None:
        """Scroll down by a line."""
        self.query_one(VerticalScroll).scroll_relative(y=1, animate=False)

    def action_scroll_up(self) -> None:
        """Scroll up by a line."""
        self.query_one(VerticalScroll).scroll_relative(y=-1, animate=False)

    def action_close_help(self) -> None:
        """Go back to where one came from."""
        self.dismiss()

    def _signs(self) -> Iterator[tuple[str, str]]:
        first, second = self._about.perspectives
        yield BARS[0], f"{first.name}."
        yield BARS[1], f"{second.name}."
        for relation in Relation:
            yield f"{relation.glyph} {relation.label}", relation.meaning
        yield (
            SILENCE_GLYPH,
            "This side does not speak to the point; the words looked for in its source are named.",
        )
        yield NOTE_MARK, "There is a note of yours."
        yield unwritten.GLYPH, "In the list of themes, and where one is written: something still says TODO."
        yield ERROR, "Where a theme is written: `check` finds an error in the row."
        yield WARNING, "Where a theme is written: `check` finds something in the row that is worth a look."
        yield "¶3", "The third paragraph of the source, or of the section that is named."
        scale = self._about.scale
        yield "▰▰▰▱▱", f"{scale.measures}, from {scale.labels[0]} to {scale.labels[-1]}."
        yield (
            " ".join((*STANCE_MARKS, SAME_STANCE)),
            f"The same in the list of themes and the overview: {first.short_name}, {second.short_name}, the same.",
        )
        yield f"{WAS} {IS}", "Among changes: what was, its gone words struck; what is, its new words underlined."
        yield UNCITED_BAR, "In the source reader: no claim cites the paragraph."
        yield f"{CITED} {UNCITED}", "On the map of a source: a paragraph that is cited, and one that is not."
        yield f"{HERE_CITED} {HERE_UNCITED}", "The same, of the paragraph that you are at."
        for voice in Voice:
            if voice is not Voice.PARAPHRASE:
                yield {"quote": "“…”", "editor": "Editor:"}[voice], voice.meaning.capitalize() + "."
