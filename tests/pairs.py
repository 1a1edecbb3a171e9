"""What a pair of invented texts is, and what a briefing of it says, to be typed or written into its files.

The texts lie in `tests/texts`: a short pair without headings, and a long one with headings, of which one text is
hard-wrapped among what a page has around it, and the other is a page as a browser saves it. Beside each, `NAME.outline`
has a line for each heading and paragraph: its first and last three words, and how many it has.
"""

from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from briefing.loader import ABOUT, Folder, source_file, theme_file
from briefing.model import Claim, Point, Scale, ThemeEntry, ThemeFile
from briefing.yaml_text import encode

TEXTS: Final = Path(__file__).parent / "texts"


class Side(NamedTuple):
    """One side of a pair."""

    id: str
    """What its stances, claims and silences are filed under."""
    name: str
    """What it is called; its id is made of it."""
    file: str
    """The name of its text's file in `TEXTS`; without the ending it is the source's id here."""
    author: str
    """The institution that the text names."""
    thesis: str
    """What it argues."""

    @property
    def source(self) -> str:
        """The source's id, once it is renamed."""
        return self.file.split(".")[0]

    @property
    def text(self) -> Path:
        """Where its text lies."""
        return TEXTS / self.file

    @property
    def outline(self) -> list[str]:
        """The headings and paragraphs that its text has, as `NAME.outline` tells them."""
        return (TEXTS / f"{self.source}.outline").read_text().splitlines()


class Theme(NamedTuple):
    """One theme as someone writes it."""

    id: str
    """Its id."""
    title: str
    """Its title in the contents."""
    content: ThemeFile
    """All that its file says."""


class Pair(NamedTuple):
    """Two texts on one question, and all that a briefing of them says."""

    question: str
    """The question, which is the title as well."""
    sides: tuple[Side, Side]
    """The two sides."""
    scale: Scale
    """What the levels of a stance mean."""
    themes: tuple[Theme, ...]
    """The themes, in order."""

    @property
    def claims(self) -> list[Claim]:
        """Every claim of every theme."""
        return [claim for point in self.points for side in point.claims.values() for claim in side]

    @property
    def points(self) -> list[Point]:
        """Every point of every theme."""
        return [point for theme in self.themes for point in theme.content.points]


def fill(folder: Path, pair: Pair) -> None:
    """Write what a pair says into the files of a new briefing whose sources have the pair's ids."""
    about = Folder(folder).about
    perspectives = [
        msgspec.structs.replace(known, thesis=side.thesis)
        for known, side in zip(about.perspectives, pair.sides, strict=True)
    ]
    entries = tuple(ThemeEntry(id=theme.id, title=theme.title) for theme in pair.themes)
    for entry in about.themes:
        (folder / theme_file(entry.id)).unlink()
    for theme in pair.themes:
        (folder / theme_file(theme.id)).write_bytes(encode(theme.content))
    changed = msgspec.structs.replace(
        about, scale=pair.scale, perspectives=(perspectives[0], perspectives[1]), themes=entries
    )
    (folder / ABOUT).write_bytes(encode(changed))
    for side in pair.sides:
        file = folder / source_file(side.source)
        text = file.read_text()
        todo = "TODO: go through the paragraphs one by one"
        assert todo in text
        file.write_text(text.replace(todo, "This briefing is of the main arguments only."))
