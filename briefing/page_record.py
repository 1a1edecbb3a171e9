"""A file that someone saved -> what it says of itself: title, author, outlet, date, address.

It is only ever proposed to the user. Read are the meta elements of pages (Open Graph, Dublin Core, Highwire Press as
Google Scholar asks for it), the front matter of Markdown, and the first lines of a plain text.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from briefing import documents, strict_yaml
from briefing.article import plain, read_article
from briefing.boilerplate import is_boilerplate
from briefing.errors import BriefingError
from briefing.model import Name
from briefing.strict_yaml import YamlError
from briefing.text import one_line

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

MOST: Final = 300
"""The longest value that is proposed, in characters."""
_KEYS: Final = {
    "title": ("citation_title", "og:title", "dc.title", "dcterms.title", "title"),
    "author": ("citation_author", "author", "authors", "dc.creator", "dcterms.creator", "parsely-author"),
    "outlet": ("citation_journal_title", "og:site_name", "publication", "outlet", "container-title", "site"),
    "date": (
        "citation_publication_date", "article:published_time", "dc.date", "dcterms.date", "dcterms.issued",
        "datepublished", "date", "issued", "published",
    ),
    "url": ("canonical", "og:url", "url", "canonical_url", "link"),
}  # fmt: skip
"""What each field is called, in lower case, the surest name first."""
_DATE: Final = re.compile(r"(\d{4})(?:[-/](\d\d?)(?:[-/](\d\d?))?)?(?!\d)")
_BYLINE: Final = re.compile(r"by\s+([^,|·–—]{2,80})", re.IGNORECASE)
_OUTLET: Final = re.compile(r"\s*,\s*(?P<outlet>[^\W_a-z][^,]{1,80}?)\s*,\s*(?P<date>.{4,40})")
"""What stands behind the name in a byline such as `By Ada Quill, The Times, 3 May 2025`."""
_SITE_NAME: Final = re.compile(r"\s+[|·•»:/–—-]+\s+\S")
"""What stands behind the title of a piece in the title of its page."""
_OF_THE_WEB: Final = ("http://", "https://")
_HEAD_LINES: Final = 6
_HEAD_CHARACTERS: Final = 100_000


class Record(NamedTuple):
    """What is known of a piece, as someone types it; empty texts for what is not."""

    title: str = ""
    """Its title."""
    author: str = ""
    """Who wrote it, as `names` reads it."""
    outlet: str = ""
    """The newspaper, journal or site that it appeared in."""
    date: str = ""
    """When: a year, a month or a day, as the model writes it."""
    url: str = ""
    """Where it can be read."""


def record_of(path: Path) -> Record:
    """What a file says of itself. Raises BriefingError, naming the file, if it cannot be read."""
    text, is_page = documents.opened(path)
    if is_page:
        root = documents.page_root(path, text)
        told = _known(_meta(root))
        return told._replace(title=_without_site(told, root))
    head = documents.FRONT_MATTER.match(text)
    told = _known(_front_matter(head.group(1))) if head else Record()
    rest = _head(plain(text[head.end() :] if head else text))
    return Record(*(known or read for known, read in zip(told, rest, strict=True)))


def names(text: str) -> tuple[Name, ...]:
    """The names in a text: several with semicolons; `Family, Given`, or a name that is kept as one."""
    made = []
    for each in text.split(";"):
        family, _, given = (part.strip() for part in each.partition(","))
        if family and given:
            made.append(Name(family=family, given=given))
        elif whole := (family or given):
            made.append(Name(literal=whole))
    return tuple(made)


def as_persons(text: str) -> str:
    """The names in a text, each of two words turned round as a person's is read: `Ada Quill` to `Quill, Ada`.

    It is only ever proposed to the user, for a body's name may have two words as well.
    """
    made = []
    for each in filter(None, (part.strip() for part in text.split(";"))):
        first, *rest = each.split()
        is_of_two_words = len(rest) == 1 and "," not in each
        made.append(f"{rest[0]}, {first}" if is_of_two_words else each)
    return "; ".join(made)


def day(text: str) -> str:
    """A year, a month or a day as the model writes it; raises BriefingError for anything else, but an empty text."""
    found = _DATE.fullmatch(text)
    made = "-".join(part.zfill(2) for part in found.groups() if part) if found else ""
    try:
        if made:
            date.fromisoformat(f"{made}-01-01"[:10])
    except ValueError:
        made = ""
    if text and not made:
        raise BriefingError(f"`{text}` is not a date", "Write a year, a month or a day: 2025, 2025-04 or 2025-04-23.")
    return made


def address(text: str) -> str:
    """An address of the web, or an empty text; raises BriefingError for anything else."""
    if text and not text.startswith(_OF_THE_WEB):
        raise BriefingError(f"`{text}` is not the address of a page", "Write it in full: https://…")
    return text


def _known(told: Mapping[str, list[str]]) -> Record:
    """The record in what a file says, by the names of `_KEYS`."""

    def first(field: str) -> list[str]:
        return next((told[key] for key in _KEYS[field] if told.get(key)), [""])

    authors = [author for author in first("author") if not author.startswith(("http:", "https:"))]
    dated = _DATE.match(first("date")[0])
    url = first("url")[0]
    return Record(
        title=first("title")[0],
        author="; ".join(authors),
        outlet=first("outlet")[0],
        date=_day_or_nothing(dated.group()) if dated else "",
        url=url if url.startswith(_OF_THE_WEB) else "",
    )


def _day_or_nothing(text: str) -> str:
    try:
        return day(text)
    except BriefingError:
        return ""


def _meta(root: "LexborNode | None") -> dict[str, list[str]]:
    """What the elements in a page's head say, by the names that they give it, in lower case."""
    told: dict[str, list[str]] = {}

    def add(name: str | None, value: str | None) -> None:
        if name and (short := _short(value)):
            told.setdefault(name.lower(), []).append(short)

    for node in root.css("meta[content], link[rel=canonical], title") if root is not None else ():
        given = node.attributes
        if node.tag == "meta":
            add(given.get("property") or given.get("name") or given.get("itemprop"), given.get("content"))
        elif node.tag == "link":
            add("canonical", given.get("href"))
        elif "title" not in told:
            add("title", node.text())
    return told


def _without_site(told: Record, root: "LexborNode | None") -> str:
    """A page's title; where it is a heading of the page with the site's name behind, that heading."""
    headings = [_short(node.text()) for node in root.css("h1")] if root is not None else []
    shorter = [
        heading
        for heading in headings
        if heading and heading != told.outlet and told.title.startswith(heading)
        if _SITE_NAME.match(told.title, len(heading))
    ]
    return max(shorter, key=len, default=told.title)


def _front_matter(text: str) -> dict[str, list[str]]:
    try:
        read: Any = strict_yaml.read(text.encode("utf-8", "replace"))
    except YamlError:
        return {}
    return {key.lower(): list(_values(value)) for key, value in read.items()} if isinstance(read, dict) else {}


def _values(value: Any) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        each = item.get("name") if isinstance(item, dict) else item
        if isinstance(each, str) and (short := _short(each)):
            yield short


def _head(text: str) -> Record:
    """What the lines before the first paragraph say: the title, directly above a byline if there is one, else first."""
    passages = takewhile(lambda passage: not passage.is_kept, read_article(text[:_HEAD_CHARACTERS]).passages)
    lines = [line for passage in passages for line in passage.lines if not is_boilerplate(line)]
    at = next((number for number, line in enumerate(lines) if _BYLINE.match(line)), None)
    byline = _BYLINE.match(lines[at]) if at is not None else None
    titles = lines[at - 1 : at] if at else [line for line in lines[:_HEAD_LINES] if not _BYLINE.match(line)][:1]
    title = "".join(titles).lstrip("# ")
    if byline is None:
        return Record(title=_short(title))
    outlet, dated = _outlet_and_date(byline.string[byline.end() :])
    return Record(title=_short(title), author=_short(byline.group(1).strip(" .*_")), outlet=outlet, date=dated)


def _outlet_and_date(text: str) -> tuple[str, str]:
    """What stands behind the name in a byline, if it is an outlet and a date and nothing else; else two empty texts.

    Where an `and` is in the outlet's place, those are more authors.
    """
    found = _OUTLET.fullmatch(text.rstrip(" .*_"))
    if found is None or " and " in found["outlet"]:
        return "", ""
    from briefing.figures import Date, figures

    dates = [
        reading
        for figure in figures(found["date"])
        if (figure.start, figure.end) == (0, len(found["date"]))
        for reading in figure.readings
        if isinstance(reading, Date) and reading.year and reading.years == 1
    ]
    made = _day_or_nothing("-".join(str(part) for part in dates[0][:3] if part)) if len(dates) == 1 else ""
    return (_short(found["outlet"]), made) if made else ("", "")


def _short(value: str | None) -> str:
    """A value on one line; nothing for one that is too long to be what its name says."""
    line = one_line(value or "")
    return line if len(line) <= MOST else ""
