"""The lines at the edges of the screen: where one is, and what one can do."""

from collections.abc import Iterable

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from briefing.tui.commands import Command, hints


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


class CommandBar(Static):
    """What is possible now: each key with its word. A click on a word does it."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._commands: list[Command] = []

    def show_commands(self, commands: Iterable[Command]) -> None:
        """Show the hints of these commands, as many as there is room for; the last two stay in any case."""
        self._commands = list(commands)
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
