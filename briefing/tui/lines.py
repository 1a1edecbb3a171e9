"""Lines of styled text that a widget draws: plain data, made by pure functions."""

from dataclasses import dataclass, field
from typing import NamedTuple

from rich.cells import cell_len, chop_cells, set_cell_size


class Target(NamedTuple):
    """What a run of text belongs to, and what a click on it selects: one side of one point, or a theme."""

    row: int
    """0-based number of the point (or of the theme, in the list of themes)."""
    side: int = 0
    """0 for the side shown first, 1 for the other."""


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

    def add(self, owner: int, *lines: Line) -> None:
        """Append lines that belong to the point `owner`."""
        start = self.spans[owner].start if owner in self.spans else len(self.lines)
        self.lines.extend(lines)
        self.owners.extend([owner] * len(lines))
        self.spans[owner] = range(start, len(self.lines))


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` cells; its line breaks stay, other white space becomes one space."""
    return [line for paragraph in text.strip().split("\n") for line in _wrap_paragraph(paragraph, max(1, width))]


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
        *full, line = chop_cells(word, width) if size > width else [word]
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
