r"""The sources as BibTeX, for LaTeX with BibTeX or biber and for reference managers.

In UTF-8. What LaTeX would take for more than text is written as a command; braces as `\{` and `\}` only where they are
in pairs, since BibTeX counts them even after a backslash (Oren Patashnik, BibTeXing, 1988, section 4). Titles are
braced, so that no style changes their case; names too, where an “and” or a comma in them would part them. An address
is percent-encoded instead, for it is read as it stands.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from briefing.citations import address
from briefing.export import Options
from briefing.export.markdown_text import link_target
from briefing.export.selection import sources_of
from briefing.model import Briefing, Name, Source
from briefing.text import one_line

_TYPES: Final = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "review": "article",
    "review-book": "article",
    "book": "book",
    "chapter": "incollection",
    "entry": "incollection",
    "entry-dictionary": "incollection",
    "entry-encyclopedia": "incollection",
    "paper-conference": "inproceedings",
    "report": "techreport",
    "thesis": "phdthesis",
    "manuscript": "unpublished",
}
"""BibTeX's entry types for CSL's; all others are `misc`."""
_CONTAINERS: Final = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle"}
"""The field for what the piece appeared in; of all other entries `howpublished`."""
_PUBLISHERS: Final = {"techreport": "institution", "phdthesis": "school", "misc": "organization"}
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_COMMANDS: Final = {
    "\\": r"\textbackslash{}",
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
}
_SPECIAL: Final = re.compile(r"[\\{}~^$&#%_]|(?<=[`'?!])[`']|[`'](?=[`'])|,(?=,)|-(?=-)|(?<=-)-|[<>](?=[<>])")
"""A character that LaTeX acts on, alone or with the next one."""
_PLAIN_NAME: Final = re.compile(r"[^\W\d_]+(?:[ .'’-]+[^\W\d_]+)*\.?")


def render(briefing: Briefing, notes: Mapping[str, str], options: Options) -> str:
    """An entry for each source. Raises BriefingError for a theme that does not exist, or where no point fits."""
    return "\n\n".join(_entry(source) for source in sources_of(briefing, options)) + "\n"


def escaped(text: str) -> str:
    """The text on one line, none of it a command."""
    line = one_line(text)
    commands = {**_COMMANDS, "{": r"\{", "}": r"\}"} if _is_paired(line) else _COMMANDS
    return _SPECIAL.sub(lambda match: commands.get(match.group(), f"{{{match.group()}}}"), line)


def _is_paired(line: str) -> bool:
    """Whether every brace has its partner."""
    depth = 0
    for brace in re.findall("[{}]", line):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def _entry(source: Source) -> str:
    kind = _TYPES.get(source.type, "misc")
    fields = "".join(f",\n  {name} = {value}" for name, value in _fields(source, kind))
    return f"@{kind}{{{source.id}{fields}\n}}"


def _fields(source: Source, kind: str) -> Iterator[tuple[str, str]]:
    for role in ("author", "editor", "translator"):
        if names := [_name(name) for name in getattr(source, role)]:
            yield role, f"{{{' and '.join(names)}}}"
    yield "title", f"{{{{{escaped(source.title)}}}}}"
    texts = {
        _CONTAINERS.get(kind, "howpublished"): source.container_title,
        _PUBLISHERS.get(kind, "publisher"): source.publisher,
        "address": source.publisher_place,
        "volume": source.volume,
        "number": source.issue,
    }
    for name, text in texts.items():
        if text:
            yield name, f"{{{escaped(text)}}}"
    if source.page:
        yield "pages", f"{{{_pages(source.page)}}}"
    yield from _dated(source)
    where = address(source)
    if where and (target := link_target(where)):
        yield "url", f"{{{target}}}"
    if source.accessed:
        yield "urldate", f"{{{source.accessed}}}"
    if source.doi:
        yield "doi", f"{{{escaped(source.doi)}}}"
    if source.language:
        yield "language", f"{{{escaped(source.language)}}}"
    if source.note:
        yield "note", f"{{{escaped(source.note)}}}"


def _dated(source: Source) -> Iterator[tuple[str, str]]:
    year, *rest = (source.issued or "").split("-")
    if year:
        yield "year", f"{{{year}}}"
    if rest:
        yield "month", _MONTHS[int(rest[0]) - 1]
    if len(rest) > 1:
        yield "day", f"{{{int(rest[1])}}}"


def _name(name: Name) -> str:
    if name.literal or not (name.family and name.given):
        return f"{{{escaped(name.full)}}}"
    return f"{_part(name.family)}, {_part(name.given)}"


def _part(text: str) -> str:
    """Part of a name; in braces where it has more than letters, or an “and” that would end the name."""
    line = one_line(text)
    is_plain = _PLAIN_NAME.fullmatch(line) and "and" not in line.casefold().split()
    return line if is_plain else f"{{{escaped(line)}}}"


def _pages(pages: str) -> str:
    """Pages with a range as BibTeX writes it."""
    line = one_line(pages)
    first, _, last = line.partition("-")
    return f"{first}--{last}" if first.isalnum() and last.isalnum() else escaped(line)
