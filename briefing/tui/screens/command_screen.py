"""Screens whose keys, palette entries, footers and help rows come from declarations."""

from typing import ClassVar

from textual.screen import Screen

from briefing.model import BriefingFile
from briefing.tui.commands import Command


class CommandScreen(Screen[None]):
    """Can do what is declared in `commands`."""

    DECLARED: ClassVar[tuple[Command, ...]]

    def __init__(self, about: BriefingFile) -> None:
        super().__init__()
        self.about = about

    def fit_width(self) -> None:
        """Take the class of the breakpoint that the width has reached, for the first frame."""
        fitting = [name for width, name in self.HORIZONTAL_BREAKPOINTS or [] if width <= self.app.size.width]
        self.add_class(*fitting[-1:], update=False)

    def has(self, needs: str) -> bool:
        """Whether what a command needs is there; see `Command.needs`."""
        return not needs

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action is possible now."""
        command = next((command for command in self.DECLARED if command.action == action), None)
        if command and not self.has(command.needs):
            return False
        return super().check_action(action, parameters)

    def possible_commands(self) -> list[Command]:
        """The commands that are possible now."""
        return [command for command in self.DECLARED if self.check_action(command.action, ())]

    def action_palette(self) -> None:
        """Find a command or a theme by its name."""
        self.app.action_command_palette()

    def action_help(self) -> None:
        """Show every key and sign, those of this screen first."""
        from briefing.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.about, self.DECLARED[0].group))
