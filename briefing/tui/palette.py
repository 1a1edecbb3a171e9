"""The command palette: every command and every theme, by name."""

from collections.abc import Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.types import IgnoreReturnCallbackType

from briefing.tui.messages import PlaceAsked
from briefing.tui.screens.command_screen import CommandScreen
from briefing.tui.screens.theme import ThemeScreen


class BriefingProvider(Provider):
    """Finds commands, and on the main screen themes."""

    def _entries(self) -> Iterator[tuple[str, str, IgnoreReturnCallbackType]]:
        screen = self.screen
        if not isinstance(screen, CommandScreen):
            return
        for command in screen.possible_commands():
            if not command.takes_key and command.id != "palette":
                name = f"{command.title}  {command.shown_keys}"
                yield name, command.help, partial(screen.run_action, command.action)
        if isinstance(screen, ThemeScreen):
            for number, entry in enumerate(screen.about.themes, 1):
                yield f"{number} {entry.title}", "Go to this theme.", partial(screen.open_place, PlaceAsked(entry.id))

    async def discover(self) -> Hits:
        """Everything, before anything is typed."""
        for name, help, callback in self._entries():
            yield DiscoveryHit(Content(name), callback, text=name, help=help)

    async def search(self, query: str) -> Hits:
        """What matches, best first."""
        matcher = self.matcher(query)
        for name, help, callback in self._entries():
            score, offsets = matcher.fuzzy_search.match(query, name)
            if score > 0:
                shown = Content(name)
                for offset in offsets:
                    shown = shown.stylize("bold underline", offset, offset + 1)
                yield Hit(score, shown, callback, text=name, help=help)
