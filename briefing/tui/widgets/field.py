"""A field of one line whose text is clean, however it came in."""

import dataclasses
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from briefing.text import clean


def at_once(keys: list[BindingType]) -> list[BindingType]:
    """A field's keys, done as they come: textual would let letters that are typed behind one overtake it."""
    return [dataclasses.replace(key, priority=True) for key in keys if isinstance(key, Binding)]


class Field(Input):
    """What is typed or pasted passes through `clean`."""

    BINDINGS: ClassVar[list[BindingType]] = at_once(Input.BINDINGS)

    def validate_value(self, value: str) -> str:
        """The value with unsafe characters made visible; textual calls it whenever there is another one."""
        return clean(value)
