"""A briefing as a sequence of slides: what is shown to a room, one thing at a time."""

from enum import StrEnum

from msgspec import Struct

from briefing import wording
from briefing.model import Briefing, Point, Theme


class Kind(StrEnum):
    """What a slide shows."""

    TITLE = "title"
    THEME = "theme"
    POINT = "point"
    END = "end"


QUESTION, FIRST, SECOND, RELATION = range(4)
"""The steps in which a point's slide is built; each adds to those before it."""


class Slide(Struct, frozen=True, kw_only=True):
    """One thing that is shown to a room."""

    kind: Kind
    """What it shows."""
    theme: Theme | None = None
    """The theme that it shows, or whose point; None on the first slide and the last."""
    point: Point | None = None
    """The point, on a point's slide."""
    is_timed: bool = False
    """Whether it leaves out what a planned time does not reckon with: the reasons of the stances."""

    @property
    def id(self) -> str:
        """Names the slide within its briefing: `title`, `theme/trade`, `point/trade/volume` or `end`."""
        ids = (self.kind.value, self.theme and self.theme.id, self.point and self.point.id)
        return "/".join(part for part in ids if part)

    @property
    def steps(self) -> int:
        """In how many steps it is built: a point's question, one side, the other, and how they relate."""
        if self.point is None:
            return 1
        return 1 + (RELATION if wording.relation(self.point) else SECOND)


def taken_away(theme: Theme) -> tuple[str, ...]:
    """What the room should take away of a theme: its crux, else its common ground; nothing where it has neither."""
    return (theme.crux,) if theme.crux else theme.common_ground


def slides(briefing: Briefing, *, timed: bool = False) -> tuple[Slide, ...]:
    """The title, each theme with its points, and what to take away where there is something.

    Where it is `timed`, only what `briefing.reading_time` counts: what to take away is left out.
    """
    return (
        Slide(kind=Kind.TITLE),
        *(
            slide
            for theme in briefing.themes
            for slide in (
                Slide(kind=Kind.THEME, theme=theme, is_timed=timed),
                *(Slide(kind=Kind.POINT, theme=theme, point=point) for point in theme.points),
            )
        ),
        *([Slide(kind=Kind.END)] if not timed and any(map(taken_away, briefing.themes)) else []),
    )


def part_of(part: int, parts: int) -> str:
    """Which part of a slide is shown where a screen does not hold it: `part 1 of 2`; nothing where it holds it."""
    return f"part {part} of {parts}" if parts > 1 else ""


def number_of(sequence: tuple[Slide, ...], wanted: str) -> int:
    """The 0-based number of the slide with an id; of its theme's slide where it is gone, else of the first."""
    ids = [slide.id for slide in sequence]
    theme = "/".join([Kind.THEME, *wanted.split("/")[1:2]])
    return next((ids.index(id) for id in (wanted, theme) if id in ids), 0)
