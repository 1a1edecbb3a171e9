"""Choices whose state is a shape: stock ones differ only in colour."""

from textual.widgets import Checkbox, RadioButton


class Choice(RadioButton):
    """One of several: `●` if it is chosen, else empty."""

    @property
    def BUTTON_INNER(self) -> str:  # type: ignore[override]  # noqa: N802  # textual reads it at every drawing
        """What stands inside the button."""
        return "●" if self.value else " "


class Tick(Checkbox):
    """Yes or no: `X` if yes, else empty."""

    @property
    def BUTTON_INNER(self) -> str:  # type: ignore[override]  # noqa: N802  # textual reads it at every drawing
        """What stands inside the button."""
        return "X" if self.value else " "
