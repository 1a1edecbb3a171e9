"""Lines of styled text that a widget draws: plain data, made by pure functions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from rich.cells import cell_len, chop_cells, set_cell_size, split_graphemes


class Target(NamedTuple):
    """What a run of text belongs to, and what a click on it selects: one side of one point, or a theme or its cell."""

    row: int
    """0-based number of the point (or of the theme, in the list of themes)."""
    side: int = 0
    """0 for the side shown first, 1 for the other; among the cells of a theme the 0-based number of the point."""


class Run(NamedTuple):
    """A piece of a line in one style."""

    text: str
    role: str
    """The name of the component class that styles it."""
    target: Target | None = None
    """What it belongs to, or None."""


Line = tuple[Run, ...]


@dataclass(slots=True)
class Page:
    """Lines to draw, and where each target stands in them."""

    lines: list[Line] = field(default_factory=list)
    owners: list[int] = field(default_factory=list)
    """For each line the point it belongs to: -1 before the first, and the number of points after the last."""
    spans: dict[int, range] = field(default_factory=dict)
    """For each point the lines it takes, with its question."""
    cores: dict[int, range] = field(default_factory=dict)
    """Of its lines those to show first where there is no room for all, as far as there are any."""

    def add(self, owner: int, *lines: Line) -> None:
        """Append lines that belong to the point `owner`."""
        start = self.spans[owner].start if owner in self.spans else len(self.lines)
        self.lines.extend(lines)
        self.owners.extend([owner] * len(lines))
        self.spans[owner] = range(start, len(self.lines))


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` cells; its line breaks stay, other white space becomes one space."""
    return [line for paragraph in text.strip().split("\n") for line in _wrap_paragraph(paragraph, max(1, width))]


def wrapped(text: str, role: str, width: int) -> list[Line]:
    """The lines of `wrap`, all in one style."""
    return [(Run(line, role),) for line in wrap(text, width)]


def wrap_marked(text: str, spans: Sequence[tuple[int, int]], width: int) -> Iterator[list[tuple[str, bool]]]:
    """The lines of `wrap`, each in pieces that lie inside one of the spans of the text or outside of them all.

    A span is a start and an end; it takes in every character of which it holds a part. A space between two marked
    words is marked. Where a line is narrower than its pieces, which joiners bring about, it is one piece.
    """
    letters = [any(start <= at < end for start, end in spans) for at, letter in enumerate(text) if not letter.isspace()]
    at = 0
    for line in wrap(text, width):
        pieces: list[tuple[str, bool]] = []
        for start, end, _ in split_graphemes(line)[0]:
            shown = line[start:end]
            size = sum(not letter.isspace() for letter in shown)
            between = not size and all(letters[max(0, at - 1) : at + 1])
            pieces.append((shown, between or any(letters[at : at + size])))
            at += size
        found = [
            ("".join(part for part, _ in same), mark) for mark, same in groupby(pieces, key=lambda piece: piece[1])
        ]
        whole = sum(cell_len(piece) for piece, _ in found) == cell_len(line)
        yield found if whole else [(line, any(mark for _, mark in found))]


def fit(text: str, width: int) -> str:
    """The text, cut with an ellipsis where it is wider than `width` cells."""
    return text if cell_len(text) <= width else pad(text, width - 1).rstrip() + "…"


def _wrap_paragraph(text: str, width: int) -> list[str]:
    lines: list[str] = []
    line, used = "", -1
    for word in text.split():
        size = cell_len(word)
        if used + 1 + size <= width:
            line = f"{line} {word}" if line else word
            used += 1 + size
            continue
        if line:
            lines.append(line)
        *full, line = chop_cells(word, width) or [word] if size > width else [word]
        lines += full
        used = cell_len(line)
    return [*lines, line] if line or not lines else lines


def pad(text: str, width: int) -> str:
    """The text cut or filled with spaces to exactly `width` cells."""
    return set_cell_size(text, max(0, width))


def width_of(line: Line) -> int:
    """How many cells a line takes."""
    return sum(cell_len(run.text) for run in line)


def plain(line: Line) -> str:
    """The line without its styles."""
    return "".join(run.text for run in line).rstrip()
