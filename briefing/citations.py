"""From a source's record to what a reader is shown: a full citation, a byline, a place in the source."""

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from briefing.model import Name, Section, Source
from briefing.sources import Locator, parse, sections
from briefing.text import clean, one_line

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_NESTED_QUOTES: Final = str.maketrans("“”", "‘’")
_SUBTITLE: Final = re.compile(" [-–—]+ |—|: |：")
"""What parts a title from its subtitle: a dash between spaces, or a colon."""


def citation(source: Source) -> str:
    """The full bibliographic line in plain text, its address last."""
    return _joined((record(source), address(source)))


def record(source: Source) -> str:
    """The citation without its address.

    The order is author, title, editor, container, volume, publisher, date, pages, translator.
    """
    return _joined(
        (
            _names(name.full for name in source.author),
            titled(source),
            _by("edited by", source.editor),
            source.container_title,
            source.volume and f"vol. {source.volume}",
            source.issue and f"no. {source.issue}",
            ": ".join(part.strip() for part in (source.publisher_place, source.publisher) if part),
            _date(source.issued),
            _pages(source.page),
            _by("translated by", source.translator),
        )
    )


def address(source: Source) -> str | None:
    """Where the source can be read: its URL, else its DOI as a URL."""
    if source.url or not source.doi:
        return source.url
    return source.doi if "://" in source.doi else f"https://doi.org/{source.doi}"


def is_openable(address: str) -> bool:
    """Whether a browser may be given an address: one of http or https, with a host, without anything hidden in it."""
    return host(address) is not None


def host(address: str) -> str | None:
    """The host that an address of http or https leads to, in ASCII; None if that is not certain.

    Browsers take a backslash for a slash (WHATWG's URL standard), and other libraries do not.
    """
    if not re.fullmatch(r"https?://[^\s\\]+", address, re.IGNORECASE) or clean(address) != address:
        return None
    try:
        parts = urlsplit(address)
        _ = parts.port
        return parts.hostname and parts.hostname.encode("idna").decode("ascii")
    except ValueError:
        return None


def byline(source: Source) -> str:
    """Who, where and when in a few words; the title without its subtitle stands in for an author."""
    who = _who(source)
    return byline_below_title(source) if who else _joined((short_title(source), byline_below_title(source)))


def byline_below_title(source: Source) -> str:
    """Who, where and when in a few words, to stand below or behind the title; empty if nothing of it is known."""
    who = _who(source)
    where = source.container_title if source.container_title != (who or short_title(source)) else None
    return _joined((who, where, _date(source.issued, brief=True)))


def _who(source: Source) -> str:
    authors = [name.brief for name in source.author if name.brief]
    return f"{authors[0]} et al." if len(authors) > 2 else " and ".join(authors)


def titled(source: Source) -> str:
    """The title in quotation marks; a description in square brackets, of a piece without a title, has none."""
    title = source.title.strip()
    return title if title.startswith("[") and title.endswith("]") else f"“{_inner(title)}”"


def short_title(source: Source) -> str:
    """The title up to its subtitle."""
    title = one_line(source.title)
    return _SUBTITLE.split(title, maxsplit=1)[0].strip() or title


def place(source: Source, locator: str) -> str:
    """The heading and paragraph that a locator names, or the locator itself if the outline has no such place."""
    found = _find(source, locator)
    if found is None:
        return locator
    at, section = found
    return f"{section.heading} ¶{at.paragraph}" if section.heading else f"¶{at.paragraph}"


def reference(source: Source, locator: str) -> str:
    """The text of a footnote: the citation with the section and the paragraph that a locator names."""
    return _joined((record(source), position(source, locator), address(source)))


def position(source: Source, locator: str) -> str:
    """The section and paragraph that a locator names, written out; the locator itself if it is not known."""
    found = _find(source, locator)
    if found is None:
        return locator
    at, section = found
    heading = section.heading and f"section “{_inner(section.heading)}”"
    return _joined((heading, f"paragraph {at.paragraph}"))


def _find(source: Source, locator: str) -> tuple[Locator, Section] | None:
    at = parse(locator)
    section = sections(source).get(at.section)
    if at.source != source.id or section is None or not 1 <= at.paragraph <= len(section.paragraphs):
        return None
    return at, section


def _date(date: str | None, *, brief: bool = False) -> str:
    if not date:
        return ""
    year, *rest = date.split("-")
    if not rest:
        return year
    month = _MONTHS[int(rest[0]) - 1]
    if brief:
        return f"{month[:3]} {year}"
    return f"{int(rest[1])} {month} {year}" if len(rest) > 1 else f"{month} {year}"


def _pages(pages: str | None) -> str:
    if not pages:
        return ""
    return f"{'pp.' if re.search(r'[-–,]', pages) else 'p.'} {pages}"


def _by(role: str, names: Iterable[Name]) -> str:
    listed = _names(name.full for name in names)
    return f"{role} {listed}" if listed else ""


def _names(names: Iterable[str]) -> str:
    *others, last = [name for name in names if name] or [""]
    return f"{', '.join(others)} and {last}" if others else last


def _inner(title: str) -> str:
    return title.strip().translate(_NESTED_QUOTES)


def _joined(parts: Iterable[str | None]) -> str:
    return ", ".join(part.strip() for part in parts if part and part.strip())
