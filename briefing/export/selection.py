"""What of a briefing an export takes: its themes, what of them fits the time, their sources, and the notes."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefing.errors import BriefingError
from briefing.model import Briefing, Evidence, Source, Theme, cited
from briefing.timebox import TimeBox, fit
from briefing.wording import sides

if TYPE_CHECKING:
    from briefing.export import Options


def chosen(briefing: Briefing, options: "Options") -> tuple[Theme, ...]:
    """The themes that the options ask for, in the briefing's order. Raises BriefingError for an unknown id."""
    if options.themes is None:
        return briefing.themes
    known = [theme.id for theme in briefing.themes]
    for wanted in options.themes:
        if wanted not in known:
            raise BriefingError(f"there is no theme `{wanted}`", f"The themes are {', '.join(known)}.")
    return tuple(theme for theme in briefing.themes if theme.id in options.themes)


def time_box(briefing: Briefing, options: "Options") -> TimeBox | None:
    """What of the chosen themes fits the minutes that the options give; None where they give none.

    Raises BriefingError for an unknown theme, and where not one point fits.
    """
    if options.minutes is None:
        return None
    return fit(replace(briefing, themes=chosen(briefing, options)), options.minutes, options.rate)


def taken(briefing: Briefing, options: "Options") -> tuple[Theme, ...]:
    """The chosen themes with the points that fit the time. Raises BriefingError as `time_box` does."""
    box = time_box(briefing, options)
    return box.briefing.themes if box else chosen(briefing, options)


def sources_of(briefing: Briefing, options: "Options") -> list[Source]:
    """The sources that the perspectives argue from, then any others that are cited in what the options take.

    Raises BriefingError as `time_box` does.
    """
    keys = [side.source for side in sides(briefing, swapped=options.swapped)]
    keys += [item.at.split("/")[0] for theme in taken(briefing, options) for item in evidence_of(theme)]
    return [briefing.sources[key] for key in dict.fromkeys(keys) if key in briefing.sources]


def evidence_of(theme: Theme) -> Iterator[Evidence]:
    """All evidence that a theme gives, in its order."""
    for stance in theme.stances.values():
        yield from cited(stance.evidence)
    for point in theme.points:
        for claims in point.claims.values():
            for claim in claims:
                yield from cited(claim.evidence)


def stray_notes(briefing: Briefing, notes: Mapping[str, str]) -> dict[str, str]:
    """The notes on themes and points that the briefing does not have, by key."""
    known = {theme.id for theme in briefing.themes}
    known |= {f"{theme.id}/{point.id}" for theme in briefing.themes for point in theme.points}
    return {key: text for key, text in sorted(notes.items()) if key not in known and text.strip()}
