"""What a difference is: its kind, the part of the briefing that it is in, and both wordings."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from briefing import unwritten
from briefing.figures import figures
from briefing.model import BriefingFile


class Kind(StrEnum):
    """What has happened to a part of a briefing."""

    ADDED = "added"
    REMOVED = "removed"
    WRITTEN = "written"
    """A text that said TODO says something."""
    REWORDED = "reworded"
    """A text is written otherwise."""
    CHANGED = "changed"
    """A value, such as a level or a relation, is another."""
    MOVED = "moved"
    """It stands elsewhere, in its list or in another theme."""
    RENAMED = "renamed"
    """It has another id."""


class Part(StrEnum):
    """The part of a briefing that is different."""

    BRIEFING = "briefing"
    TITLE = "title"
    QUESTION = "question"
    AS_OF = "as-of"
    SCALE = "scale"
    PERSPECTIVE = "perspective"
    NAME = "name"
    SHORT_NAME = "short-name"
    THESIS = "thesis"
    SOURCE = "source"
    THEME = "theme"
    OVERVIEW = "overview"
    STANCE = "stance"
    REASON = "reason"
    EVIDENCE = "evidence"
    POINT = "point"
    PRIORITY = "priority"
    RELATION = "relation"
    CLAIM = "claim"
    VOICE = "voice"
    SILENCE = "silence"
    COMMON_GROUND = "common-ground"
    CRUX = "crux"
    OPEN_QUESTION = "open-question"
    RECORD = "record"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    OUTLINE = "outline"
    ALLOWED = "allowed-rule"

    @property
    def label(self) -> str:
        """The part in words."""
        return self.replace("-", " ")


@dataclass(frozen=True, slots=True)
class Change:
    """One difference."""

    kind: Kind
    part: Part
    old: str | None = None
    """The old text, value, id, 1-based place or theme; None for what was added. A whole point has several lines."""
    new: str | None = None
    """The same as it is now; None for what was removed."""
    within: str | None = None
    """The claim, reason or other text that the part belongs to, or that has moved."""
    field: str | None = None
    """The key of a source's record, the level of the scale, or the rule that is allowed."""
    side: str | None = None
    """The perspective's id: the new one."""
    point: str | None = None
    """The point's id: the new one, or the old one of a point that was removed."""
    question: str | None = None
    """The point's question."""
    old_figures: tuple[str, ...] = ()
    """The figures of the old wording that the new one does not have."""
    new_figures: tuple[str, ...] = ()
    """The figures of the new wording that the old one did not have."""


class Of(StrEnum):
    """What a group of differences is about."""

    BRIEFING = "briefing"
    THEME = "theme"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Group:
    """The differences in one theme, in one source, or in what stands above all themes."""

    of: Of
    id: str
    """Its id: the new one, or the old one of what was removed."""
    title: str
    changes: tuple[Change, ...]
    """At least one."""

    @property
    def counts(self) -> dict[Kind, int]:
        """How many of them there are of each kind that occurs."""
        return _counts(self.changes)


@dataclass(frozen=True, slots=True)
class Diff:
    """All that is different between two briefings. Made by `compare`."""

    old: BriefingFile
    """The older briefing's question, sides and contents."""
    new: BriefingFile
    """The same of the newer one."""
    groups: tuple[Group, ...]
    """The briefing's own differences, those of each theme in the new order, those that were removed, the sources."""

    @property
    def is_empty(self) -> bool:
        """Whether the two say the same."""
        return not self.groups

    @property
    def counts(self) -> dict[Kind, int]:
        """How many differences there are of each kind that occurs."""
        return _counts(change for group in self.groups for change in group.changes)

    def side_name(self, side: str) -> str:
        """The name of a perspective; its id where neither briefing has it."""
        names = {each.id: each.name for about in (self.old, self.new) for each in about.perspectives}
        return names.get(side, side)


def values(part: Part, old: str | None, new: str | None, *, field: str | None = None) -> Iterator[Change]:
    """The change from one value to another, if it is one; None is no value."""
    if old != new:
        kind = Kind.ADDED if old is None else Kind.REMOVED if new is None else Kind.CHANGED
        yield Change(kind, part, old, new, field=field)


def texts(part: Part, old: str | None, new: str | None, *, field: str | None = None) -> Iterator[Change]:
    """The change from one wording to another, if it is one, with the figures that are different."""
    for change in values(part, old, new, field=field):
        if old is None or new is None:
            yield change
        elif unwritten.wanted(old) is not None and unwritten.wanted(new) is None:
            yield replace(change, kind=Kind.WRITTEN)
        else:
            gone, come = _figures(old, new), _figures(new, old)
            yield replace(change, kind=Kind.REWORDED, old_figures=gone, new_figures=come)


def renamed(part: Part, old: str, new: str) -> Iterator[Change]:
    """The change from one id to another, if it is one."""
    if old != new:
        yield Change(Kind.RENAMED, part, old, new)


def allowed(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Change]:
    """What has changed in the rules that do not count, and in the reasons for it."""
    for rule in dict.fromkeys((*new, *old)):
        yield from texts(Part.ALLOWED, old.get(rule), new.get(rule), field=rule)


def on_side(changes: Iterable[Change], side: str) -> Iterator[Change]:
    """The changes as those of a perspective."""
    return (replace(change, side=side) for change in changes)


def inside(changes: Iterable[Change], text: str) -> Iterator[Change]:
    """The changes as those of what has this text."""
    return (replace(change, within=text) for change in changes)


def _counts(changes: Iterable[Change]) -> dict[Kind, int]:
    found = Counter(change.kind for change in changes)
    return {kind: found[kind] for kind in Kind if kind in found}


def _figures(text: str, other: str) -> tuple[str, ...]:
    """The figures that a text has more often than the other, as they are written."""
    left = Counter(figure.readings for figure in figures(other, small=True))
    found = []
    for figure in figures(text, small=True):
        if left[figure.readings]:
            left[figure.readings] -= 1
        else:
            found.append(text[figure.start : figure.end])
    return tuple(found)
