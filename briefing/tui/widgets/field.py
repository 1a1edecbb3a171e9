"""A field of one line whose text is clean, however it came in."""

from textual.widgets import Input

from briefing.text import clean


class Field(Input):
    """What is typed or pasted passes through `clean`."""

    def validate_value(self, value: str) -> str:
        """The value with unsafe characters made visible; textual calls it whenever there is another one."""
        return clean(value)
