"""Screens whose keys, palette entries, footers and help rows come from declarations."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from types import MappingProxyType
from typing import Any, ClassVar, Final

from textual import events, getters, on
from textual.actions import ActionParseResult
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.screen import Screen, ScreenResultType

from briefing.tui.commands import MISSING, READ_ONLY, Command, Keys, remapped
from briefing.tui.messages import Asked, HelpAsked

_SAID: Final = 3.0
"""How long it is shown why a key does nothing, in seconds."""
_TAKING: Final = 2.0
"""How long a field may take for the letters that were typed, in seconds."""


class KeyedApp(App[None]):
    """An app whose user may have chosen keys."""

    keys: Keys = MappingProxyType({})
    is_read_only: bool = False
    """Whether commands that write are off."""

    async def on_event(self, event: events.Event) -> None:
        """Let a field take all letters that were typed before a key of a command, which would overtake them."""
        if isinstance(event, events.Key) and not event.is_printable and self.screen_stack and self.focused:
            taken = asyncio.Event()
            if self.focused.call_later(taken.set):
                with suppress(TimeoutError):
                    await asyncio.wait_for(taken.wait(), _TAKING)
        await super().on_event(event)

    async def run_action(
        self,
        action: "str | ActionParseResult",
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Run an action, unless its screen is not drawn yet or has been left: keys may come faster than that."""
        screen = default_namespace
        if isinstance(screen, Screen) and not (screen is self.screen and screen.is_mounted):
            return False
        return await super().run_action(action, default_namespace, namespaces)

    def heeds(self, asked: Asked) -> bool:
        """Whether a request counts: what it led to may have covered its screen, or closed it, before the next came."""
        return asked.asker in (None, self.screen)

    def action_command_palette(self) -> None:
        """Open the palette, imported when it is first opened."""
        from briefing.tui.screens.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette", placeholder="A command or a theme, by its name…"))


class CommandScreen(Screen[ScreenResultType]):
    """Can do what is declared in `DECLARED`: each command is an action of that name, and bound to its keys."""

    DECLARED: ClassVar[tuple[Command, ...]] = ()

    app = getters.app(KeyedApp)
    _said = ""

    def __init_subclass__(cls, **options: Any) -> None:
        """Bind the keys that are declared."""
        if "DECLARED" in vars(cls):
            cls.BINDINGS = bindings(cls.DECLARED)
        super().__init_subclass__(**options)

    def fit_width(self) -> None:
        """Take the class of the breakpoint that the width has reached, for the first frame."""
        fitting = [name for width, name in self.HORIZONTAL_BREAKPOINTS or [] if width <= self.app.size.width]
        self.add_class(*fitting[-1:], update=False)

    def has(self, needs: str) -> bool:
        """Whether what a command needs is there; see `Command.needs`."""
        return not needs

    def missing(self, needs: str) -> str:
        """What is said where what a command needs is not there; nothing where that is passed over."""
        return MISSING.get(needs, "")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action is possible now."""
        command = next((command for command in self.DECLARED if command.action == action), None)
        if command and (not self.has(command.needs) or (command.writes and self.app.is_read_only)):
            return False
        return super().check_action(action, parameters)

    def on_key(self, event: events.Key) -> None:
        """Say why a key does nothing now, once for as long as that is shown."""
        asked = [command for command in self.commands if event.key in command.keys]
        if not asked or any(self.check_action(command.action, ()) for command in asked):
            return
        reasons = (self.missing(command.needs) if not self.has(command.needs) else READ_ONLY for command in asked)
        reason = next(filter(None, reasons), "")
        if reason and reason != self._said:
            self._said = reason
            self.app.notify(reason, timeout=_SAID, markup=False)
            self.set_timer(_SAID, self._forget)

    @on(Asked)
    def _ask(self, message: Asked) -> None:
        message.asker = self

    def _forget(self) -> None:
        self._said = ""

    @property
    def commands(self) -> tuple[Command, ...]:
        """What is declared, with the keys that the user has chosen."""
        return remapped(self.DECLARED, self.app.keys)

    def possible_commands(self) -> list[Command]:
        """The commands that are possible now."""
        return [command for command in self.commands if self.check_action(command.action, ())]

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Go back, once."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()

    def action_palette(self) -> None:
        """Find a command or a theme by its name."""
        self.app.action_command_palette()

    def action_help(self) -> None:
        """Show every key and sign, those of this screen first."""
        self.post_message(HelpAsked(self.DECLARED[0].group))


def bindings(commands: tuple[Command, ...]) -> list[BindingType]:
    """Some commands as textual's bindings, which the user's keys replace by the commands' ids."""
    return [
        Binding(key, f"{command.action}('{key}')", command.title, show=False)
        if command.takes_key
        else Binding(key, command.action, command.title, show=False, priority=command.in_fields, id=command.id)
        for command in commands
        for key in command.keys
    ]
