"""Dialogs that ask for one of a few choices."""

from textual.screen import ModalScreen, ScreenResultType

from briefing.tui.screens.command_screen import CommandScreen


class ChoiceScreen(CommandScreen[ScreenResultType], ModalScreen[ScreenResultType]):
    """Goes through its buttons with the arrow keys."""

    def action_next_choice(self) -> None:
        """Go to the next button."""
        self.focus_next()

    def action_previous_choice(self) -> None:
        """Go to the button before."""
        self.focus_previous()
