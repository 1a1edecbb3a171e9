"""What has changed in a briefing's question, sides and scale, and in its sources."""

from collections.abc import Iterator
from itertools import zip_longest

from briefing import wording
from briefing.diff.changes import Change, Kind, Part, allowed, on_side, renamed, texts, values
from briefing.diff.ids import Ids
from briefing.diff.lists import listed, place, wordings
from briefing.diff.pairing import equal, moved
from briefing.model import BriefingFile, Name, Perspective, Scale, Source
from briefing.sources import paragraphs
from briefing.text import counted

_APART = ("schema_version", "id", "outline", "allow")
"""The fields of a source that are no part of its record."""


def abouts(old: BriefingFile, new: BriefingFile, ids: Ids) -> Iterator[Change]:
    """What has changed above the themes; the contents are told with them."""
    yield from renamed(Part.BRIEFING, old.id, new.id)
    yield from texts(Part.TITLE, old.title, new.title)
    yield from texts(Part.QUESTION, old.question, new.question)
    yield from values(Part.AS_OF, old.as_of, new.as_of)
    yield from _scales(old.scale, new.scale)
    yield from _sides(old.perspectives, new.perspectives, ids)
    yield from allowed(old.allow, new.allow)


def _scales(old: Scale, new: Scale) -> Iterator[Change]:
    yield from texts(Part.SCALE, old.measures, new.measures)
    for number, (before, after) in enumerate(zip_longest(old.labels, new.labels), 1):
        yield from texts(Part.SCALE, before, after, field=str(number))


def _sides(old: tuple[Perspective, ...], new: tuple[Perspective, ...], ids: Ids) -> Iterator[Change]:
    pairs = equal([ids.sides[side.id] for side in old], [side.id for side in new])
    for i in moved(pairs):
        side = new[pairs[i]]
        yield Change(Kind.MOVED, Part.PERSPECTIVE, place(i), place(pairs[i]), within=side.name, side=side.id)
    for i, j in pairs.items():
        yield from on_side(_side(old[i], new[j], ids), new[j].id)


def _side(old: Perspective, new: Perspective, ids: Ids) -> Iterator[Change]:
    yield from renamed(Part.PERSPECTIVE, old.id, new.id)
    yield from texts(Part.NAME, old.name, new.name)
    yield from texts(Part.SHORT_NAME, old.short, new.short)
    yield from texts(Part.THESIS, old.thesis, new.thesis)
    if ids.source(old.source) != new.source:
        yield Change(Kind.CHANGED, Part.SOURCE, old.source, new.source)


def sources(old: Source, new: Source) -> Iterator[Change]:
    """What has changed in a source's id, its record and its outline."""
    yield from renamed(Part.SOURCE, old.id, new.id)
    for name, key in zip(Source.__struct_fields__, Source.__struct_encode_fields__, strict=True):
        if name not in _APART:
            yield from values(Part.RECORD, _told(getattr(old, name)), _told(getattr(new, name)), field=key)
    outline = list(_outlines(old, new))
    yield from outline
    if old.outline != new.outline and not outline:
        yield Change(Kind.CHANGED, Part.OUTLINE, _size(old), _size(new))
    yield from allowed(old.allow, new.allow)


def _outlines(old: Source, new: Source) -> Iterator[Change]:
    """The headings and paragraphs that are different; a paragraph is the same wherever it stands."""
    before, after = ([section.heading or "" for section in source.outline] for source in (old, new))
    yield from listed(Part.HEADING, before, after, wordings(before, after))
    gone, come = list(paragraphs(old)), list(paragraphs(new))
    pairs = equal([(each.digest, each.words) for _, each in gone], [(each.digest, each.words) for _, each in come])
    kept = set(pairs.values())
    for j, (locator, paragraph) in enumerate(come):
        if j not in kept:
            yield Change(Kind.ADDED, Part.PARAGRAPH, None, f"{locator}, {counted(paragraph.words, 'word')}")
    for i, (locator, paragraph) in enumerate(gone):
        if i not in pairs:
            yield Change(Kind.REMOVED, Part.PARAGRAPH, f"{locator}, {counted(paragraph.words, 'word')}", None)


def _size(source: Source) -> str:
    headings = sum(1 for section in source.outline if section.heading is not None)
    every = sum(len(section.paragraphs) for section in source.outline)
    return f"{counted(headings, 'heading')}, {counted(every, 'paragraph')}"


def _told(value: str | tuple[Name, ...] | None) -> str | None:
    """A field of a record as text; the parts of a name are named, since the same words can be parted otherwise."""
    if isinstance(value, tuple):
        return "; ".join(map(_name, value)) or None
    return value


def _name(name: Name) -> str:
    parts = (("family", name.family), ("given", name.given), ("literal", name.literal))
    return ", ".join(f"{part} {wording.quoted(text)}" for part, text in parts if text is not None)
