"""A text area whose text is clean, however it came in."""

import asyncio
import dataclasses

from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from briefing.text import clean


class NoteArea(TextArea):
    """Every edit, typed or pasted, passes through `clean`."""

    def edit(self, edit: Edit) -> EditResult:
        """Make the edit with line breaks as newlines and unsafe characters made visible."""
        text = clean(edit.text.replace("\r\n", "\n").replace("\r", "\n"))
        return super().edit(dataclasses.replace(edit, text=text))

    async def take_typed(self) -> None:
        """Wait until every key that was pressed before is in the text: a key for a command overtakes letters."""
        taken = asyncio.Event()
        self.call_later(taken.set)
        await taken.wait()
