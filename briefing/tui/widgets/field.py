"""A line that something is typed into."""

from textual.widgets import Input

from briefing.text import clean


class Field(Input):
    """Holds no unsafe characters, whatever is typed or pasted."""

    def validate_value(self, value: str) -> str:
        """The text, cleaned."""
        return clean(value)
