"""The question before an address is opened."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Button, Static

from briefing.citations import host
from briefing.tui.commands import Command, hint_line
from briefing.tui.commands.dialogs import ADDRESS_COMMANDS
from briefing.tui.screens.choice_screen import ChoiceScreen


class AddressScreen(ChoiceScreen[bool]):
    """Shows an address in full; its result says whether to open it."""

    CSS_PATH = "address.tcss"
    DECLARED: ClassVar[tuple[Command, ...]] = ADDRESS_COMMANDS

    def __init__(self, address: str) -> None:
        super().__init__()
        self._address = address

    def compose(self) -> ComposeResult:
        """The address, where it leads, and the choice."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = Content("Open in the browser?")
            dialog.border_subtitle = Content(hint_line(self.commands))
            yield Static(Content(self._address), classes="address")
            yield Static(Content(f"It leads to {host(self._address)}."), classes="host")
            yield Button("Do not open it", id="close")
            yield Button("Open it", id="open")

    def action_open_address(self) -> None:
        """Open it."""
        self.dismiss(True)

    def action_keep_closed(self) -> None:
        """Do not open it."""
        self.dismiss(False)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Take the answer."""
        self.dismiss(event.button.id == "open")
