"""The question before an address is opened."""

from typing import ClassVar
from urllib.parse import urlsplit

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static


class AddressScreen(ModalScreen[bool]):
    """Shows an address in full; its result says whether to open it."""

    CSS_PATH = "address.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "dismiss(True)", "Open"),
        Binding("escape,n,q", "dismiss(False)", "Close"),
        Binding("down,right", "app.focus_next", show=False),
        Binding("up,left", "app.focus_previous", show=False),
    ]

    def __init__(self, address: str) -> None:
        super().__init__()
        self._address = address

    def compose(self) -> ComposeResult:
        """The address, where it leads, and the choice."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = Content("Open in the browser?")
            yield Static(Content(self._address), classes="address")
            yield Static(Content(f"It leads to {urlsplit(self._address).hostname}."), classes="host")
            yield Button("Do not open it", id="close")
            yield Button("Open it (y)", id="open")

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Take the answer."""
        self.dismiss(event.button.id == "open")
