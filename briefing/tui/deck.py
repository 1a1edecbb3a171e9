"""What is presented: the slides of a briefing or of the part of it that fits a time."""

from collections.abc import Mapping
from dataclasses import dataclass

from briefing.loader import Folder
from briefing.model import Theme
from briefing.reading_time import RATE
from briefing.slides import Slide, slides
from briefing.timebox import fit
from briefing.tui.theme_page import View


@dataclass(frozen=True, slots=True)
class Deck:
    """The slides in order, and what they are drawn from."""

    slides: tuple[Slide, ...]
    themes: tuple[Theme, ...]
    """The themes that are presented, with the points that are."""
    view: View
    minutes: float | None = None
    """The planned time; None for as long as it takes."""


def deck_of(
    folder: Folder,
    minutes: float | None = None,
    *,
    swapped: bool = False,
    rate: int = RATE,
    notes: Mapping[str, str] | None = None,
) -> Deck:
    """The deck of a briefing; with `minutes`, of what fits into them, and nothing beside it.

    Raises UnreadableFile for a file that cannot be read, and BriefingError where not one point fits.
    """
    briefing = folder.briefing()
    if minutes is not None:
        briefing = fit(briefing, minutes, rate).briefing
    view = View(briefing.about, briefing.sources, notes or {}, swapped, rate)
    return Deck(slides(briefing, timed=minutes is not None), briefing.themes, view, minutes)
