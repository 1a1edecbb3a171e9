"""How long a briefing takes to say aloud.

Spoken are the briefing's title and question, each theme's title and question, and of each point its question and
both sides' answers, a silence as a short sentence. Not spoken: overviews, stances, evidence, common ground, cruxes
and open questions.
"""

from collections.abc import Iterable, Sequence
from math import ceil, isfinite
from typing import Final

from briefing import wording
from briefing.errors import BriefingError
from briefing.model import Briefing, Point, Theme
from briefing.text import count_words

RATE: Final = 150
"""Words a minute at which a room is spoken to, unless the user says otherwise."""
LONGEST: Final = 24 * 60
"""The most minutes that can be asked for."""


def side_ids(briefing: Briefing) -> tuple[str, ...]:
    """The ids of both perspectives."""
    return tuple(side.id for side in briefing.about.perspectives)


def title_words(briefing: Briefing) -> int:
    """The words of a briefing's title and question."""
    return count_words(briefing.about.title) + count_words(briefing.about.question)


def opening_words(theme: Theme) -> int:
    """The words of a theme's title and question."""
    return count_words(theme.title) + count_words(theme.question)


def answer_words(point: Point, side: str) -> int:
    """The words with which one side's answer is spoken."""
    claims = point.claims.get(side, ())
    return sum(count_words(wording.spoken(claim)) for claim in claims) or count_words(wording.SILENT)


def point_words(point: Point, sides: Iterable[str]) -> int:
    """The words of a point: its question and both answers; `sides` are the perspectives' ids."""
    return count_words(point.question) + sum(answer_words(point, side) for side in sides)


def theme_words(theme: Theme, sides: Sequence[str]) -> int:
    """The words of a theme: its title, its question and its points; `sides` are the perspectives' ids."""
    return opening_words(theme) + sum(point_words(point, sides) for point in theme.points)


def briefing_words(briefing: Briefing) -> int:
    """The words of a whole briefing."""
    sides = side_ids(briefing)
    return title_words(briefing) + sum(theme_words(theme, sides) for theme in briefing.themes)


def reading_time(words: int, rate: int = RATE) -> str:
    """About how long so many words take, such as `3 min`; never less than one minute."""
    return f"{max(1, round(words / rate))} min"


def duration(minutes: float) -> str:
    """A time to the second, rounded up, such as `4 min 52 s`."""
    whole, seconds = divmod(ceil(round(minutes * 60, 6)), 60)
    parts = [f"{whole} min" if whole else "", f"{seconds} s" if seconds or not whole else ""]
    return " ".join(part for part in parts if part)


def clock(seconds: float, minutes: float | None) -> str:
    """The time that has passed, and the planned one where there is one: `4:56 of 5:00`."""
    passed = _minutes_and_seconds(seconds)
    return passed if minutes is None else f"{passed} of {_minutes_and_seconds(minutes * 60)}"


def minutes_typed(text: str) -> float | None:
    """The minutes that someone typed; None for nothing. Raises BriefingError for what is no time."""
    if not text.strip():
        return None
    try:
        minutes = float(text.strip().replace(",", "."))
    except ValueError:
        minutes = float("nan")
    if not isfinite(minutes) or not 0 < minutes <= LONGEST:
        raise BriefingError(f"`{text.strip()}` is no number of minutes", f"Write it as in 5 or 2.5, up to {LONGEST}.")
    return minutes


def _minutes_and_seconds(seconds: float) -> str:
    whole, rest = divmod(max(0, int(seconds)), 60)
    return f"{whole}:{rest:02}"
