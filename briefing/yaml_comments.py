"""Where the comments of a YAML text stand."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

import yaml

from briefing.strict_yaml import LOADER

_BLOCK_HEADER: Final = re.compile(r"[|>][0-9+-]*[ \t]+(#.*)")
_COMMENT: Final = re.compile(r"#.*")


class Comment(NamedTuple):
    """One comment."""

    start: int
    """The index of its `#` in the text."""
    text: str
    """The comment from its `#` on, without the space after it."""


def comments(text: str) -> list[Comment]:
    """Every comment in a YAML text with LF as its line ends, in order. Raises yaml.YAMLError."""
    return list(_comments(text))


def _comments(text: str) -> Iterator[Comment]:
    end = 0
    for event in yaml.parse(text, Loader=LOADER):
        if isinstance(event, yaml.ScalarEvent) and event.start_mark and event.end_mark:
            start = event.start_mark.index
            yield from _between(text, end, start)
            end = event.end_mark.index
            if event.style in ("|", ">") and (header := _BLOCK_HEADER.match(text, start)):
                yield Comment(header.start(1), header[1].rstrip())
    yield from _between(text, end, len(text))


def _between(text: str, start: int, end: int) -> Iterator[Comment]:
    """The comments where no scalar stands."""
    for match in _COMMENT.finditer(text, start, end):
        yield Comment(match.start(), match[0].rstrip())
