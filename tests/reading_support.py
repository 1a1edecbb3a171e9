"""Briefings with texts at hand, for tests of what shows them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import samples

from briefing.article import read_article
from briefing.citing import cited_by
from briefing.loader import Folder, source_text_file
from briefing.model import Briefing, Source
from briefing.sources import Locator, outline, sections
from briefing.texts import SourceText, find_texts
from briefing.tui.reading import Reading

CAR_FREE = Path(__file__).parent.parent / "data" / "car-free-centre"
WITHOUT_TEXTS = CAR_FREE.parent / "us-russia-cooperation"

TextOf = Callable[[str], str]
"""The text of the paragraph that a locator names."""


def told(locator: str) -> str:
    """A paragraph of its own for each locator."""
    return f"What {locator} tells is this: takings rose by 12 % in a year, and the street came alive in evenings."


def pages(made: Briefing, text_of: TextOf = told) -> dict[str, str]:
    """The text of each source, by its id."""
    return {name: "\n\n".join(_page(source, text_of)) + "\n" for name, source in made.sources.items()}


def outlined(made: Briefing, text_of: TextOf = told) -> Briefing:
    """The briefing with outlines of these texts."""
    sources = {}
    for name, page in pages(made, text_of).items():
        sections_read = outline(read_article(page).blocks)
        was = [len(section.paragraphs) for section in made.sources[name].outline]
        assert [len(section.paragraphs) for section in sections_read] == was, page
        sources[name] = msgspec.structs.replace(made.sources[name], outline=sections_read)
    return msgspec.structs.replace(made, sources=sources)


def reading_of(made: Briefing, texts: dict[str, str] | None) -> Reading:
    """What the screens show, with the texts of some sources; None as long as they are being read."""
    return Reading(
        about=made.about,
        sources=made.sources,
        themes={theme.id: theme for theme in made.themes},
        citing=cited_by(made),
        texts=None
        if texts is None
        else {name: SourceText(made.sources[name], read_article(page)) for name, page in texts.items()},
        folder=Path("b"),
        attach=lambda source: f"briefing attach {source} FILE",
    )


def reading_in(path: Path) -> Reading:
    """What the screens show of a briefing in a folder."""
    folder = Folder(path)
    return replace(reading_of(folder.briefing(), {}), texts=find_texts(folder), folder=path)


def with_texts(made: Briefing, text_of: TextOf = told) -> tuple[Briefing, Reading]:
    """The briefing with outlines of these texts, and what the screens show of it."""
    read = outlined(made, text_of)
    return read, reading_of(read, pages(read, text_of))


def in_files_with_texts(made: Briefing, path: Path, text_of: TextOf = told) -> Folder:
    """The briefing with its texts, written to files and read from them."""
    read = outlined(made, text_of)
    samples.write(read, path)
    for name, page in pages(read, text_of).items():
        (path / source_text_file(name)).write_text(page, "utf-8")
    return Folder(path)


def _page(source: Source, text_of: TextOf) -> Iterator[str]:
    for key, section in sections(source).items():
        if section.heading is not None:
            yield f"## {' '.join(section.heading.split())}"
        for number in range(1, len(section.paragraphs) + 1):
            yield text_of(str(Locator(source.id, key, number)))
