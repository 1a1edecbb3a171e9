"""The lines at the edges of the screen: where one is, and what one can do."""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from briefing.errors import Problem
from briefing.text import clean
from briefing.tui.commands import Command, hints, key_name


class TitleBar(Static):
    """The briefing's title at the left; number and title of the theme at the right."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._parts = ("", "")

    def show_place(self, briefing: str, theme: str) -> None:
        """Show where the reader is."""
        self._parts = (briefing, theme)
        self.on_resize()

    def on_resize(self) -> None:
        """Fit the texts to the width; the theme's title goes first where there is no room for both."""
        left, right = self._parts
        room = self.size.width - 2
        if room <= 0:
            return
        gap = room - cell_len(left) - cell_len(right)
        text = f"{left}{' ' * gap}{right}" if gap >= 2 else right
        self.update(Content(text).truncate(max(1, room), ellipsis=True), layout=False)


class FirstTimeBar(Static):
    """How to move and how to get help, for somebody who is here for the first time."""

    def __init__(self, commands: Sequence[Command]) -> None:
        keys = {command.id: key_name(command.keys[0]) for command in commands}
        told = (
            f"{keys['previous-row']} {keys['next-row']} go from point to point, {keys['evidence']} shows what "
            f"an answer rests on, {keys['help']} explains every key and sign, {keys['quit']} leaves."
        )
        super().__init__(Content(told), markup=False)


class ProblemBar(Static):
    """What keeps a changed file from being read, and that its last good version is shown."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        first = problems[0]
        more = f" And {len(problems) - 1} more: `briefing check` lists them." if len(problems) > 1 else ""
        place = f"{first.file}:{first.line}:{first.column}"
        told = f"{place}: {first.message}. {first.hint}{more} Shown is what was last read."
        super().__init__(Content(clean(told)), markup=False)


class CommandBar(Static):
    """What is possible now: each key with its word. A click on a word does it."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._commands: list[Command] = []

    def show_commands(self, commands: Iterable[Command]) -> None:
        """Show the hints of these commands, as many as there is room for; the last two stay in any case."""
        shown = list(commands)
        if shown != self._commands:
            self._commands = shown
            self.on_resize()

    def on_resize(self) -> None:
        """Choose the hints that fit."""
        offered = hints(self._commands)
        kept, always = offered[:-2], offered[-2:]
        room = self.size.width - 2
        while kept and sum(cell_len(f"{keys} {command.hint}") + 2 for keys, command in kept + always) - 2 > room:
            kept.pop()
        parts = [
            Content.from_markup(f"[@click=screen.{command.action}][b]$keys[/b] $hint[/]", keys=keys, hint=command.hint)
            for keys, command in kept + always
        ]
        self.update(Content("  ").join(parts), layout=False)
