"""A briefing with one perspective's answers alone."""

from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefing.errors import BriefingError
from briefing.model import Briefing, Perspective, Theme

if TYPE_CHECKING:
    from briefing.export import Options


def only_side(briefing: Briefing) -> Perspective | None:
    """The perspective that a briefing was narrowed to; None where it has both."""
    first, *others = briefing.about.perspectives
    return None if others else first


def narrowed(briefing: Briefing, options: "Options") -> "tuple[Briefing, Options]":
    """The briefing with the perspective that the options ask for and its answers, or with both.

    The options tell the number of that perspective then. Raises BriefingError for a side that does not exist.
    """
    if options.side is None:
        return briefing, options
    sides = {side.id: number for number, side in enumerate(briefing.about.perspectives)}
    if options.side not in sides:
        raise BriefingError(f"there is no side `{options.side}`", f"The sides are {', '.join(sides)}.")
    number = sides[options.side]
    return replace(
        briefing,
        about=replace(briefing.about, perspectives=(briefing.about.perspectives[number],)),
        themes=tuple(_theme_of(theme, options.side) for theme in briefing.themes),
    ), replace(options, first_number=number + 1)


def _theme_of(theme: Theme, side: str) -> Theme:
    """A theme with one side's stance and answers; how they stand to the other's goes with the other's."""
    points = tuple(
        replace(
            point,
            relation=None,
            claims={key: said for key, said in point.claims.items() if key == side},
            silence={key: words for key, words in point.silence.items() if key == side},
        )
        for point in theme.points
    )
    return replace(theme, points=points, stances={key: s for key, s in theme.stances.items() if key == side})
