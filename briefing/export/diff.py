"""What is different between two briefings, for people and for programs."""

import json
from collections.abc import Iterator, Mapping
from enum import StrEnum
from itertools import groupby
from typing import Any, Final, NamedTuple

import msgspec

from briefing import __version__
from briefing.diff import Change, Diff, Group, Kind, Of, Part
from briefing.export.markdown_text import block, inline
from briefing.export.text import wrapped
from briefing.model import BriefingFile
from briefing.text import counted, one_line
from briefing.wording import quoted

FORMATS: Final = ("text", "markdown", "json")
SCHEMA_VERSION: Final = 1
"""Grows when a key changes its meaning or goes."""
SAME: Final = "The two briefings are the same."
_LONGEST: Final = 60
"""How much of a text is quoted to say what a difference is about, in characters."""


class Role(StrEnum):
    """What a line is, so that a terminal can show it so."""

    TITLE = "title"
    HEADING = "heading"
    ABOUT = "about"
    OLD = "old"
    NEW = "new"
    FIGURES = "figures"


class Line(NamedTuple):
    """One paragraph of output, before it is wrapped."""

    role: Role
    text: str
    indent: int = 0
    """How far it is set in, in cells."""
    margin: str = ""
    """What stands before its first line, in that room."""


BLANK: Final = Line(Role.ABOUT, "")


def plain(diff: Diff, width: int) -> str:
    """The differences in lines of at most `width` cells: `-` before what was, `+` before what is."""
    return "\n".join(text for line in lines(diff) for text in laid_out(line, width)) + "\n"


def lines(diff: Diff) -> Iterator[Line]:
    """The differences by theme and by point."""
    yield Line(Role.TITLE, f"{diff.new.title}: {summary(diff)}")
    for group in diff.groups:
        yield BLANK
        yield Line(Role.TITLE, f"{_capital(group.of.value)} {group.id}: {group.title}")
        for (point, question), changes in groupby(group.changes, lambda change: (change.point, change.question)):
            if point is not None:
                yield Line(Role.HEADING, f"Point {point}: {question}", 2)
            for change in changes:
                yield from _lines(change, diff, 2 if point is None else 4)


def _lines(change: Change, diff: Diff, indent: int) -> Iterator[Line]:
    yield Line(Role.ABOUT, heading(change, diff), indent)
    if is_of_places(change):
        return
    for role, margin, text in ((Role.OLD, "-", change.old), (Role.NEW, "+", change.new)):
        for line in () if text is None else parts(change, text):
            yield Line(role, line, indent + 4, margin)
    if told := figures(change):
        yield Line(Role.FIGURES, told, indent + 4)


def laid_out(line: Line, width: int) -> list[str]:
    """A line of output as lines of at most `width` cells."""
    text = one_line(line.text)
    first, *rest = list(wrapped(text, max(width, line.indent + 10), " " * line.indent)) or [""]
    margin = line.margin and f"{' ' * (line.indent - 2)}{line.margin} "
    return [margin + first[len(margin) :], *rest]


def summary(diff: Diff) -> str:
    """How many differences there are, of which kinds."""
    if diff.is_empty:
        return "no difference"
    number = sum(diff.counts.values())
    return f"{counted(number, 'difference')} ({by_kind(diff.counts)})"


def by_kind(counts: Mapping[Kind, int]) -> str:
    """How many differences of each kind."""
    return ", ".join(f"{number:,} {kind.value}" for kind, number in counts.items())


def heading(change: Change, diff: Diff) -> str:
    """What has happened to which part, on which side, and of what."""
    text = _capital(f"{_part(change)} {change.kind.value}")
    if is_of_places(change):
        text += f" from {change.old} to {change.new}"
    if change.side is not None:
        text += f", {diff.side_name(change.side)}"
    return text + (f", of {quoted(_brief(change.within))}" if change.within is not None else "")


def figures(change: Change) -> str:
    """Which figures a new wording lost and gained; nothing where they are the same."""
    told = [
        f"{what}: {', '.join(found)}"
        for what, found in (("figures gone", change.old_figures), ("figures new", change.new_figures))
        if found
    ]
    return _capital("; ".join(told))


def _part(change: Change) -> str:
    if change.field is None:
        return change.part.label
    return (
        f"{change.part.label} level {change.field}"
        if change.part is Part.SCALE
        else f"{change.part.label} {change.field}"
    )


def is_of_places(change: Change) -> bool:
    """Whether the old and the new are no texts, but places or ids, which stand in the heading."""
    return change.kind in (Kind.MOVED, Kind.RENAMED)


def parts(change: Change, text: str) -> list[str]:
    """The lines of a whole theme or point; anything else is one text."""
    return text.split("\n") if change.part in (Part.THEME, Part.POINT) else [text]


def _capital(text: str) -> str:
    """The text with a capital at its beginning, and otherwise as it is."""
    return text[:1].upper() + text[1:]


def _brief(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


def markdown(diff: Diff) -> str:
    """The differences as Markdown: a heading for each theme and point, a list item for each difference."""
    blocks = [
        f"# {inline(f'What has changed in {quoted(one_line(diff.new.title))}')}",
        f"{inline(_capital(summary(diff)))}.",
    ]
    for group in diff.groups:
        blocks.append(f"## {inline(group_title(group))}")
        for (point, question), changes in groupby(group.changes, lambda change: (change.point, change.question)):
            if point is not None:
                blocks.append(f"### {inline(question or point)}")
            blocks.append("\n".join(line for change in changes for line in _items(change, diff)))
    return "\n\n".join(blocks) + "\n"


def group_title(group: Group) -> str:
    """What a group is about, in words."""
    return {Of.BRIEFING: "The briefing", Of.THEME: group.title, Of.SOURCE: f"Source: {group.title}"}[group.of]


def _items(change: Change, diff: Diff) -> Iterator[str]:
    yield f"- {block(heading(change, diff))}"
    if is_of_places(change):
        return
    for what, text in (("Before", change.old), ("Now", change.new)):
        for line in () if text is None else parts(change, text):
            yield f"  - {what}: {inline(line)}"
    if told := figures(change):
        yield f"  - {block(told)}"


def as_json(diff: Diff) -> str:
    """One JSON object (RFC 8259), in ASCII: schema_version, version, old, new, is_same, counts, groups."""
    document = {
        "schema_version": SCHEMA_VERSION,
        "version": __version__,
        "old": _briefing(diff.old),
        "new": _briefing(diff.new),
        "is_same": diff.is_empty,
        "counts": {kind.value: diff.counts.get(kind, 0) for kind in Kind},
        "groups": [msgspec.to_builtins(group) for group in diff.groups],
    }
    return json.dumps(document, indent=2) + "\n"


def _briefing(about: BriefingFile) -> dict[str, Any]:
    return {"id": about.id, "title": about.title}
