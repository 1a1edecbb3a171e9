"""Every way out of a briefing: the formats, their options, and the functions that render."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from msgspec import Struct

from briefing.errors import BriefingError
from briefing.export.one_side import narrowed
from briefing.model import Briefing
from briefing.reading_time import RATE


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
        from difflib import get_close_matches

        meant = FLAVOURS.get(name) or next(iter(get_close_matches(name, FORMATS, n=1)), None)
        hint = f"Did you mean `{meant}`? " if meant else ""
        raise BriefingError(f"there is no format `{name}`", f"{hint}The formats are {', '.join(FORMATS)}.")
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
