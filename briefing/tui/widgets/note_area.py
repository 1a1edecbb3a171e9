"""A text area whose text is clean, however it came in."""

import dataclasses
from typing import ClassVar

from textual.binding import BindingType
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from briefing.text import clean
from briefing.tui.widgets.field import at_once


class NoteArea(TextArea):
    """Every edit, typed or pasted, passes through `clean`."""

    BINDINGS: ClassVar[list[BindingType]] = at_once(TextArea.BINDINGS)

    def edit(self, edit: Edit) -> EditResult:
        """Make the edit with line breaks as newlines and unsafe characters made visible."""
        text = clean(edit.text.replace("\r\n", "\n").replace("\r", "\n"))
        return super().edit(dataclasses.replace(edit, text=text))
