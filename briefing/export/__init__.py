"""Every way out of a briefing: the formats, their options, and the one function that renders."""

from collections.abc import Callable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from briefing.errors import BriefingError
from briefing.model import Briefing, Theme
from briefing.timebox import RATE, TimeBox, fit


class Options(Struct, frozen=True, kw_only=True):
    """What goes into an export."""

    themes: tuple[str, ...] | None = None
    """The ids of the themes to take, in any order; None for all."""
    notes: bool = False
    """Whether the user's notes are included."""
    swapped: bool = False
    """Whether the second perspective comes first."""
    width: int = 80
    """The longest line of formats that wrap, in terminal cells."""
    minutes: float | None = None
    """How long it may take to say aloud; what does not fit is left out and listed. None for all."""
    rate: int = RATE
    """How many words a minute are said."""


Render = Callable[[Briefing, Mapping[str, str], Options], str]
"""Makes a file's text of a briefing and the notes, keyed `theme` or `theme/point`."""


class Format(Struct, frozen=True, kw_only=True):
    """One kind of file that a briefing can become."""

    name: str
    """What the user types."""
    description: str
    """What it is good for, in a few words."""
    suffix: str
    """The file name's ending, with its dot."""
    load: Callable[[], Render]
    """Imports and returns the function that renders."""


def _markdown() -> Render:
    from briefing.export.markdown import render

    return render


def _html() -> Render:
    from briefing.export.html import render

    return render


def _text() -> Render:
    from briefing.export.text import render

    return render


FORMATS: dict[str, Format] = {
    format.name: format
    for format in (
        Format(
            name="markdown",
            description="tables, contents and footnotes, for GitHub and pandoc",
            suffix=".md",
            load=_markdown,
        ),
        Format(
            name="html",
            description="one web page that stands alone, to read, to send and to print",
            suffix=".html",
            load=_html,
        ),
        Format(
            name="text",
            description="plain lines, for pipes, mail and screen readers",
            suffix=".txt",
            load=_text,
        ),
    )
}


def render(format: str, briefing: Briefing, notes: Mapping[str, str], options: Options) -> str:
    """The briefing as the text of a file.

    Raises BriefingError for a format or a theme that does not exist.
    """
    if format not in FORMATS:
        raise BriefingError(f"there is no format `{format}`", f"The formats are {', '.join(FORMATS)}.")
    return FORMATS[format].load()(briefing, notes, options)


def chosen(briefing: Briefing, options: Options) -> tuple[Theme, ...]:
    """The themes that the options ask for, in the briefing's order. Raises BriefingError for an unknown id."""
    if options.themes is None:
        return briefing.themes
    known = [theme.id for theme in briefing.themes]
    for wanted in options.themes:
        if wanted not in known:
            raise BriefingError(f"there is no theme `{wanted}`", f"The themes are {', '.join(known)}.")
    return tuple(theme for theme in briefing.themes if theme.id in options.themes)


def time_box(briefing: Briefing, options: Options) -> TimeBox | None:
    """What of the chosen themes fits the minutes that the options give; None where they give none.

    Raises BriefingError for an unknown theme, and where not one point fits.
    """
    if options.minutes is None:
        return None
    return fit(replace(briefing, themes=chosen(briefing, options)), options.minutes, options.rate)


def stray_notes(briefing: Briefing, notes: Mapping[str, str]) -> dict[str, str]:
    """The notes on themes and points that the briefing does not have, by key."""
    known = {theme.id for theme in briefing.themes}
    known |= {f"{theme.id}/{point.id}" for theme in briefing.themes for point in theme.points}
    return {key: text for key, text in sorted(notes.items()) if key not in known and text.strip()}
