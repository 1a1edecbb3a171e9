"""Text made safe for a Markdown file: no character of it becomes markup.

Made for GitHub Flavored Markdown 0.29 (cmark-gfm), pandoc's Markdown and markdown-it; only what one of them
would read as markup is escaped, so that the file stays readable.
"""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote as percent_encoded

from briefing.citations import is_openable
from briefing.text import clean, one_line

_INLINE: Final = re.compile(
    r"""
    [\\`*~^\[\]{|]
    | (?<![^\W_])_ | _(?![^\W_])    # emphasis, unless within a word
    | <(?![ \d]) | (?<=<)!         # pandoc finds a comment in a list even if its < is escaped
    | &(?=\#?\w+;)                  # an entity
    | \$(?!\d)                      # mathematics; a closing dollar is never followed by a digit
    | @                             # pandoc's citations, and e-mail addresses
    | /(?=/)                        # a URL
    | (?<=www)\. | (?<=\S)\.(?=[^\W\d_]{2})  # a domain
    | :(?=[\w+-]+:)                 # an emoji's name
    | (?<!\#)\#+$                   # the end of a heading
    """,
    re.VERBOSE | re.IGNORECASE,
)
_EMAIL_AT: Final = re.compile(r"(?<=\S)@(?=[A-Za-z0-9_-]*\.[A-Za-z0-9])")
"""An at sign that cmark-gfm links even if it is escaped."""
_MARKER: Final = re.compile(
    r"""
      (?= [-+](?:[-+=\s]|$) | > | \#(?:[#\s]|$) | :(?:[:\s]|$) )
    | \(?(?:[0-9]+|\#|[a-z]|[A-Z](?=\)|\.$)|[ivxlcdm]{2,}|[IVXLCDM]{2,})(?=[.)](?:\s|$))
    | [Tt]able(?=:)
    """,
    re.VERBOSE,
)
"""Up to the character that makes the start of a line a list item, quotation, heading, definition or caption."""
_REFERENCE: Final = re.compile(r"&(?=#?\w+;)([^;]*);")


def inline(text: str) -> str:
    """The text on one line, for a heading, a table's cell, a link, or after other text."""
    return _INLINE.sub(_escaped, one_line(text))


def block(text: str) -> str:
    """The text on one line, for the start of a paragraph, a list item or a footnote."""
    line = one_line(text)
    marker = _MARKER.match(line)
    if marker is None:
        return inline(line)
    at = marker.end()
    rest = line[at + 1 :]
    return f"{line[:at]}\\{line[at]}{' ' if rest.startswith(' ') else ''}{inline(rest)}"


def _escaped(match: re.Match[str]) -> str:
    if _EMAIL_AT.match(match.string, match.start()):
        return "<!-- -->\\@"
    return "".join(f"\\{character}" for character in match.group())


def link_target(address: str) -> str | None:
    """A web address as it can stand between `<` and `>`, or None if it is not http or https with a host (RFC 3986)."""
    encoded = percent_encoded(one_line(address), safe="%/:=&?~#+!,;'@()*")
    return _REFERENCE.sub(r"&\1%3B", encoded) if is_openable(encoded) else None


def quotation(markdown: str) -> str:
    """Somebody's Markdown as a block quote that nothing in it can break out of.

    Its HTML is shown as text, for an open tag or comment would go on behind the quote; footnotes too, for their
    names would clash with the file's own.
    """
    lines = clean(markdown.replace("\r\n", "\n")).rstrip().strip("\n").split("\n")
    return "\n".join(f"> {line}" if line else ">" for line in _contained(lines))


_FENCE: Final = re.compile(r"(`{3,}|~{3,})[ ]*[\w+#.-]*[ ]*")
_CONTAINERS: Final = r"(?:[\s>*+-]|\d+[.)])*"
_FENCE_LIKE: Final = re.compile(_CONTAINERS + "(?:`{3}|~{3})")
_RULE: Final = re.compile(_CONTAINERS + r"---\s*")
"""A line that pandoc takes for the start of metadata, unless an empty line follows."""
_ACTIVE: Final = re.compile(r"<(?=[A-Za-z/!?])(?!https?://[^\s<>\"'`\\]+>)|\[(?=\^)|(?<=\^)\[")
"""The start of HTML, but not of a link between angle brackets; the start of a footnote."""


def _contained(lines: list[str]) -> Iterator[str]:
    certain = True
    """Whether every code block and code span so far was one beyond doubt."""
    certain_paragraph = True
    number = 0
    while number < len(lines):
        line = re.sub(r"^[ \t]+", lambda match: match.group().expandtabs(4), lines[number]).rstrip()
        end = _fence_end(lines, number) if certain else None
        if end is not None:
            if number and lines[number - 1].strip():
                yield ""
            yield from (code.rstrip() for code in lines[number : end + 1])
            number = end + 1
            certain_paragraph = True
            continue
        certain = certain and not _FENCE_LIKE.match(line)
        spans = _code_spans(line) if certain and certain_paragraph else None
        certain_paragraph = not line or (certain_paragraph and spans is not None)
        yield _disarmed(line, spans or [])
        number += 1
        if _RULE.fullmatch(line) and number < len(lines) and lines[number].strip():
            yield ""


def _fence_end(lines: list[str], number: int) -> int | None:
    """The last line of the fenced code that starts without indentation in a line; None if there is none."""
    start = _FENCE.fullmatch(lines[number].rstrip())
    if start is None:
        return None
    fence = start.group(1)
    closing = re.compile(rf" {{0,3}}{fence}{fence[0]}*\s*")
    return next((n for n in range(number + 1, len(lines)) if closing.fullmatch(lines[n])), None)


def _code_spans(line: str) -> list[tuple[int, int]] | None:
    """Where a line's code spans start and end; None if it is not certain that they are code."""
    runs = [match.span() for match in re.finditer("`+", line)]
    if re.search(r"[\\$|{]|\][(:]", line):
        return None
    spans: list[tuple[int, int]] = []
    while runs:
        start, end = runs.pop(0)
        closing = next((n for n, run in enumerate(runs) if run[1] - run[0] == end - start), None)
        if closing is None:
            return None
        spans.append((start, runs[closing][1]))
        del runs[: closing + 1]
    return spans


def _disarmed(line: str, code: list[tuple[int, int]]) -> str:
    def escaped(match: re.Match[str]) -> str:
        at = match.start()
        backslashes = len(line[:at]) - len(line[:at].rstrip("\\"))
        if backslashes % 2 or any(start < at < end for start, end in code):
            return match.group()
        return f"\\{match.group()}"

    return _ACTIVE.sub(escaped, line)
