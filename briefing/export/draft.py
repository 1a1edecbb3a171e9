"""A proposal for a briefing, for people and for programs."""

import json
from collections.abc import Iterator
from typing import Final

import msgspec

from briefing import __version__
from briefing.drafting import Draft, ProposedPoint
from briefing.export.text import wrapped
from briefing.model import BriefingFile

SCHEMA_VERSION: Final = 1
"""Grows when a key changes its meaning or goes."""
NOTHING: Final = "Nothing can be proposed: the two texts share no words."


def plain(draft: Draft, about: BriefingFile, width: int) -> str:
    """The proposal in lines of at most `width` cells, where words allow it."""
    lines = [
        line for text, indent in _lines(draft, about) for line in ([""], wrapped(text, width, " " * indent))[bool(text)]
    ]
    return "\n".join(lines) + "\n"


def _lines(draft: Draft, about: BriefingFile) -> Iterator[tuple[str, int]]:
    if not draft.themes:
        yield NOTHING, 0
    names = {side.id: side.short_name for side in about.perspectives}
    for number, theme in enumerate(draft.themes, 1):
        if number > 1:
            yield "", 0
        yield f"{number}  {theme.title}  ({theme.id})", 0
        yield theme.why, 3
        if theme.headings:
            yield f"Headings: {'; '.join(theme.headings)}", 3
        for letter, point in enumerate(theme.points, 1):
            yield "", 0
            yield f"{number}.{letter}  {point.why}", 3
            yield from _point(point, names)
    if draft.without_home:
        yield "", 0
        yield "Without a home", 0
        for homeless in draft.without_home:
            yield homeless.paragraph, 3
            yield homeless.why, 6


def _point(point: ProposedPoint, names: dict[str, str]) -> Iterator[tuple[str, int]]:
    for side, name in names.items():
        if side in point.paragraphs:
            yield f"{name}:", 8
            yield from ((locator, 10) for locator in point.paragraphs[side])
        else:
            yield f"{name}: silent", 8


def as_json(draft: Draft, about: BriefingFile) -> str:
    """The proposal as JSON."""
    document = {
        "schema_version": SCHEMA_VERSION,
        "program": f"briefing {__version__}",
        "briefing": about.id,
        "themes": [{"title": theme.title, **msgspec.to_builtins(theme)} for theme in draft.themes],
        "without_home": msgspec.to_builtins(draft.without_home),
    }
    return json.dumps(document, indent=2) + "\n"
