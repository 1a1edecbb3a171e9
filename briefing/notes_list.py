"""The notes on a briefing as a list: what each is on, its tags, and in which order."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from briefing.model import BriefingFile, Theme
from briefing.tags import folded, tags

ORDERS: Final[Mapping[str, str]] = {"theme": "by theme", "tag": "by tag", "length": "longest first"}
"""The orders of the list in words. When a note was written is not among them: its file need not say so."""


class Listed(NamedTuple):
    """One note, and what it is on."""

    target: str
    """`theme`, or `theme/point`."""
    about: str
    """The point's question, or what else the note is on, in words."""
    theme: str
    """Number and title of the theme; empty if the briefing does not have it."""
    text: str
    """The note."""
    tags: tuple[str, ...]
    """Its tags, without the `#`."""
    is_stray: bool
    """Whether the briefing no longer has what the note is on."""

    def has_tag(self, tag: str) -> bool:
        """Whether it has a tag, however that is written."""
        return folded(tag) in map(folded, self.tags)


def listed(about: BriefingFile, themes: Mapping[str, Theme], notes: Mapping[str, str]) -> list[Listed]:
    """Every note in the briefing's order, then those on what it no longer has.

    `themes` holds the themes that can be read; notes on the points of others are not stray.
    """
    numbers = {entry.id: number for number, entry in enumerate(about.themes, 1)}
    found: list[tuple[tuple[int, int], Listed]] = []
    for target, text in notes.items():
        theme, _, point = target.partition("/")
        number = numbers.get(theme, 0)
        title = about.themes[number - 1].title if number else ""
        said, place = (title, -1) if number and not point else (target, len(notes))
        is_stray = not number
        if number and point and theme in themes:
            places = {each.id: n for n, each in enumerate(themes[theme].points)}
            is_stray = point not in places
            if not is_stray:
                place = places[point]
                said = themes[theme].points[place].question
        order = (len(numbers) + 1, 0) if is_stray else (number, place)
        found.append((order, Listed(target, said, f"{number} {title}" if number else "", text, tags(text), is_stray)))
    return [note for _, note in sorted(found, key=lambda each: each[0])]


def ordered(notes: Iterable[Listed], order: str) -> Sequence[Listed]:
    """The notes in one of the `ORDERS`; within it as they were, and stray notes last."""
    match order:
        case "tag":
            return sorted(notes, key=lambda note: (note.is_stray, not note.tags, [folded(tag) for tag in note.tags]))
        case "length":
            return sorted(notes, key=lambda note: (note.is_stray, -len(note.text)))
    return list(notes)
