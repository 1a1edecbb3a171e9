"""The command palette: every command and every theme, by name."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.types import IgnoreReturnCallbackType

from briefing.tui.messages import PlaceAsked
from briefing.tui.screens.command_screen import CommandScreen
from briefing.tui.screens.theme import ThemeScreen


class _Entry(NamedTuple):
    """One row of the palette."""

    name: str
    help: str
    callback: IgnoreReturnCallbackType
    is_theme: bool = False


class BriefingProvider(Provider):
    """Finds commands, and on the main screen themes."""

    def _entries(self) -> Iterator[_Entry]:
        screen = self.screen
        if not isinstance(screen, CommandScreen):
            return
        for command in screen.possible_commands():
            if not command.takes_key and command.id != "palette":
                name = f"{command.title}  {command.shown_keys}"
                yield _Entry(name, command.help, partial(screen.run_action, command.action))
        if isinstance(screen, ThemeScreen):
            for number, entry in enumerate(screen.about.themes, 1):
                go = partial(screen.open_place, PlaceAsked(entry.id))
                yield _Entry(f"{number} {entry.title}", "Go to this theme.", go, is_theme=True)

    async def discover(self) -> Hits:
        """Everything, before anything is typed."""
        for entry in self._entries():
            yield DiscoveryHit(Content(entry.name), entry.callback, text=entry.name, help=entry.help)

    async def search(self, query: str) -> Hits:
        """What matches: first the commands whose names hold what is typed, then such themes, then other commands.

        No theme is found by letters that only stand somewhere in its title: Enter would leave the one that is shown.
        """
        matcher = self.matcher(query)
        for entry in self._entries():
            score, offsets = matcher.fuzzy_search.match(query, entry.name)
            holds_it = query.casefold() in entry.name.casefold()
            if score > 0 and (holds_it or not entry.is_theme):
                shown = Content(entry.name)
                for offset in offsets:
                    shown = shown.stylize("bold underline", offset, offset + 1)
                rank = 0 if not holds_it else 1 if entry.is_theme else 2
                yield Hit(rank + score / (1 + score), shown, entry.callback, text=entry.name, help=entry.help)
