"""The words of a silence while they are typed: which of them stand in the text that is said to be silent."""

from collections.abc import Callable

from briefing.checks.silence_rules import Index
from briefing.editing import silence_line
from briefing.texts import SourceText

NO_TEXT = "There is no text of this source at hand, so that the words cannot be looked for."
BROKEN = "A word that stands there breaks the silence: `check` will say so."


def stands_there(text: SourceText | None, typed: str) -> bool:
    """Whether one of the words that are typed, with commas, stands in a source's text."""
    index = Index(text) if text else None
    return index is not None and any(index.where(word) for word in silence_line.parsed(typed))


def looker(text: SourceText | None) -> Callable[[str], str]:
    """Tells of words as they are typed, with commas, where each of them stands in a source's text; line by line."""
    index: Index | None = None

    def told(typed: str) -> str:
        nonlocal index
        if text is None:
            return NO_TEXT
        index = index or Index(text)
        places = {word: index.where(word) for word in silence_line.parsed(typed)}
        lines = [BROKEN] if any(places.values()) else []
        for word, where in places.items():
            lines.append(f"“{word}” stands in {where}" if where else f"“{word}” is not in the text")
        return "\n".join(lines)

    return told
