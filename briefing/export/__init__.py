"""Every way out of a briefing: the formats, their options, and the functions that render."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from briefing.errors import BriefingError
from briefing.export.one_side import narrowed
from briefing.model import Briefing, Evidence, Source, Theme, cited
from briefing.reading_time import RATE
from briefing.timebox import TimeBox, fit
from briefing.wording import sides


class Options(Struct, frozen=True, kw_only=True):
    """What goes into an export."""

    themes: tuple[str, ...] | None = None
    """The ids of the themes to take, in any order; None for all."""
    side: str | None = None
    """The id of the one perspective whose answers are taken; None for both."""
    first_number: int = 1
    """Which of the briefing's perspectives comes first in what is rendered, 1 or 2; `render` sees to it."""
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
"""Makes a file's text of a briefing and the notes, keyed `theme` or `theme/point`.

Of one perspective's answers, the briefing that it gets has only that perspective.
"""
RenderFolder = Callable[[Briefing, Mapping[str, str], Options], dict[str, str]]
"""Makes the texts of a folder's files, by file name."""


class Format(Struct, frozen=True, kw_only=True):
    """One kind of file, or of folder, that a briefing can become."""

    name: str
    """What the user types."""
    description: str
    """What it is good for, in a few words."""
    short: str
    """The same in 21 cells at most, for a list in a dialog."""
    suffix: str
    """What follows the briefing's id in the file's or folder's name; no two formats have the same."""
    load: Callable[[], Render] | None = None
    """Imports and returns the function that renders; None where the format is a folder."""
    load_folder: Callable[[], RenderFolder] | None = None
    """Imports and returns the function that renders a folder; None where the format is a file."""


def _markdown() -> Render:
    from briefing.export.markdown import render

    return render


def _html() -> Render:
    from briefing.export.html import render

    return render


def _pandoc() -> Render:
    from briefing.export.pandoc import render

    return render


def _obsidian() -> RenderFolder:
    from briefing.export.obsidian import render

    return render


def _text() -> Render:
    from briefing.export.text import render

    return render


def _json() -> Render:
    from briefing.export.json import render

    return render


def _csl() -> Render:
    from briefing.export.csl import render

    return render


def _argdown() -> Render:
    from briefing.export.argdown import render

    return render


def _bibtex() -> Render:
    from briefing.export.bibtex import render

    return render


def _csv() -> Render:
    from briefing.export.spreadsheet import render

    return render


FORMATS: dict[str, Format] = {
    format.name: format
    for format in (
        Format(
            name="markdown",
            description="tables and footnotes, for GitHub",
            short="footnotes, for GitHub",
            suffix=".md",
            load=_markdown,
        ),
        Format(
            name="markdown-pandoc",
            description="with citations, for docx and PDF",
            short="to make docx and PDF",
            suffix=".pandoc.md",
            load=_pandoc,
        ),
        Format(
            name="markdown-obsidian",
            description="a folder of linked notes",
            short="a folder of notes",
            suffix="-obsidian",
            load_folder=_obsidian,
        ),
        Format(
            name="html",
            description="one web page, to read, to send and to print",
            short="a page, also to print",
            suffix=".html",
            load=_html,
        ),
        Format(
            name="text",
            description="plain lines, for mail, screen readers",
            short="plain lines, for mail",
            suffix=".txt",
            load=_text,
        ),
        Format(
            name="json",
            description="everything, for programs and for `briefing import`",
            short="for `briefing import`",
            suffix=".json",
            load=_json,
        ),
        Format(
            name="argdown",
            description="an argument map, for Argdown",
            short="an argument map",
            suffix=".argdown",
            load=_argdown,
        ),
        Format(
            name="csv",
            description="a row for each claim, for spreadsheets",
            short="for spreadsheets",
            suffix=".csv",
            load=_csv,
        ),
        Format(
            name="csl",
            description="the sources, for Zotero and pandoc",
            short="sources, for Zotero",
            suffix=".csl.json",
            load=_csl,
        ),
        Format(
            name="bibtex",
            description="the sources, for LaTeX",
            short="sources, for LaTeX",
            suffix=".bib",
            load=_bibtex,
        ),
    )
}

FLAVOURS: Final = {"gfm": "markdown", "pandoc": "markdown-pandoc", "obsidian": "markdown-obsidian"}
"""The format that is meant by `markdown` in each flavour of it."""


def find_format(name: str, flavour: str | None = None) -> Format:
    """The format that a name means, `markdown` in a flavour of it. Raises BriefingError for what does not exist."""
    if flavour is not None and flavour not in FLAVOURS:
        raise BriefingError(f"there is no flavour `{flavour}`", f"The flavours of markdown are {', '.join(FLAVOURS)}.")
    if name == "markdown" and flavour is not None:
        name = FLAVOURS[flavour]
    if name not in FORMATS:
        raise BriefingError(f"there is no format `{name}`", f"The formats are {', '.join(FORMATS)}.")
    return FORMATS[name]


def described(*, is_short: bool = False) -> list[str]:
    """Each format's name and what it is good for, a line for each: for the command's help, or short for a dialog."""
    width = max(len(name) for name in FORMATS)
    return [
        f"{format.name:<{width}}  {format.short if is_short else format.description}" for format in FORMATS.values()
    ]


def render(format: str, briefing: Briefing, notes: Mapping[str, str], options: Options) -> str:
    """The briefing as the text of a file.

    Raises BriefingError for a format, a theme or a side that does not exist, and for a format that is a folder.
    """
    found = find_format(format)
    if found.load is None:
        raise BriefingError(f"`{format}` is a folder of several files", "Name a folder for it with -o.")
    briefing, options = narrowed(briefing, options)
    return found.load()(briefing, notes, options)


def render_files(
    format: str, briefing: Briefing, notes: Mapping[str, str], options: Options, path: Path
) -> dict[Path, str]:
    """The texts of all files that the briefing becomes at a path, by their paths.

    Raises BriefingError for a format, a theme or a side that does not exist.
    """
    found = find_format(format)
    if found.load_folder is None:
        return {path: render(format, briefing, notes, options)}
    briefing, options = narrowed(briefing, options)
    texts = found.load_folder()(briefing, notes, options)
    return {path / name: text for name, text in texts.items()}


def file_stem(briefing: Briefing, options: Options) -> str:
    """What the name of an export begins with, before the format's suffix."""
    parts = (briefing.about.id, *(options.themes or ()), *((options.side,) if options.side else ()))
    return "-".join(parts)


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


def taken(briefing: Briefing, options: Options) -> tuple[Theme, ...]:
    """The chosen themes with the points that fit the time. Raises BriefingError as `time_box` does."""
    box = time_box(briefing, options)
    return box.briefing.themes if box else chosen(briefing, options)


def sources_of(briefing: Briefing, options: Options) -> list[Source]:
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
