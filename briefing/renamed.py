"""A briefing with one id changed: where the id stands in its files, and what the model is then."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import NamedTuple

from msgspec.structs import replace

from briefing.loader import ABOUT, source_file, theme_file
from briefing.model import Briefing, Evidence, EvidenceList, Point, Stance, Theme
from briefing.strict_yaml import KeyPath


class Kind(StrEnum):
    """What has an id."""

    THEME = "theme"
    POINT = "point"
    SOURCE = "source"
    PERSPECTIVE = "perspective"


class Renaming(NamedTuple):
    """An id, and what it is to be."""

    kind: Kind
    """What it is the id of."""
    old: str
    """The id that is there."""
    new: str
    """The id that is wanted."""
    theme: str = ""
    """For a point, the id of its theme."""


class Spot(NamedTuple):
    """A value or key in a file that is an id or begins with one."""

    file: str
    """The file, below the folder."""
    path: KeyPath
    """The keys and indices that lead to it."""
    on_key: bool = False
    """It is the key itself."""


def spots(briefing: Briefing, asked: Renaming) -> Iterator[Spot]:
    """Everywhere that the id stands in the files."""
    about = briefing.about
    for index, side in enumerate(about.perspectives):
        if asked.kind is Kind.PERSPECTIVE and side.id == asked.old:
            yield Spot(ABOUT, ("perspectives", index, "id"))
        if asked.kind is Kind.SOURCE and side.source == asked.old:
            yield Spot(ABOUT, ("perspectives", index, "source"))
    for index, entry in enumerate(about.themes):
        if asked.kind is Kind.THEME and entry.id == asked.old:
            yield Spot(ABOUT, ("themes", index, "id"))
    if asked.kind is Kind.SOURCE:
        yield Spot(source_file(asked.old), ("id",))
    for theme in briefing.themes:
        yield from _spots_in_theme(theme, theme_file(theme.id), asked)


def _spots_in_theme(theme: Theme, file: str, asked: Renaming) -> Iterator[Spot]:
    keyed: list[tuple[KeyPath, object]] = [(("stances", side), side) for side in theme.stances]
    cited: list[tuple[KeyPath, EvidenceList]] = [
        (("stances", side, "evidence"), stance.evidence) for side, stance in theme.stances.items()
    ]
    for index, point in enumerate(theme.points):
        here = ("points", index)
        if asked.kind is Kind.POINT and (theme.id, point.id) == (asked.theme, asked.old):
            yield Spot(file, (*here, "id"))
        keyed += [((*here, "claims", side), side) for side in point.claims]
        keyed += [((*here, "silence", side), side) for side in point.silence]
        cited += [
            ((*here, "claims", side, number, "evidence"), claim.evidence)
            for side, said in point.claims.items()
            for number, claim in enumerate(said)
        ]
    if asked.kind is Kind.PERSPECTIVE:
        yield from (Spot(file, path, on_key=True) for path, side in keyed if side == asked.old)
    if asked.kind is Kind.SOURCE:
        for path, evidence in cited:
            for number, item in enumerate(evidence):
                at = item.at if isinstance(item, Evidence) else item
                if at.partition("/")[0] == asked.old:
                    yield Spot(file, (*path, number, "at") if isinstance(item, Evidence) else (*path, number))


def renamed(briefing: Briefing, asked: Renaming) -> Briefing:
    """The briefing with one id changed, and everything else as it was."""

    def at(kind: Kind, name: str) -> str:
        return asked.new if kind is asked.kind and name == asked.old else name

    about = briefing.about
    return Briefing(
        about=replace(
            about,
            perspectives=tuple(
                replace(side, id=at(Kind.PERSPECTIVE, side.id), source=at(Kind.SOURCE, side.source))
                for side in about.perspectives
            ),
            themes=tuple(replace(entry, id=at(Kind.THEME, entry.id)) for entry in about.themes),
        ),
        sources={
            at(Kind.SOURCE, name): replace(source, id=at(Kind.SOURCE, name))
            for name, source in briefing.sources.items()
        },
        themes=tuple(_renamed_theme(theme, asked, at) for theme in briefing.themes),
    )


def _renamed_theme(theme: Theme, asked: Renaming, at: Callable[[Kind, str], str]) -> Theme:
    def cited(evidence: EvidenceList) -> EvidenceList:
        return tuple(
            replace(item, at=locator(item.at)) if isinstance(item, Evidence) else locator(item) for item in evidence
        )

    def locator(name: str) -> str:
        source, slash, rest = name.partition("/")
        return at(Kind.SOURCE, source) + slash + rest

    def point(each: Point) -> Point:
        return replace(
            each,
            id=at(Kind.POINT, each.id) if theme.id == asked.theme else each.id,
            claims={
                at(Kind.PERSPECTIVE, side): tuple(replace(claim, evidence=cited(claim.evidence)) for claim in said)
                for side, said in each.claims.items()
            },
            silence={at(Kind.PERSPECTIVE, side): words for side, words in each.silence.items()},
        )

    def stance(each: Stance) -> Stance:
        return replace(each, evidence=cited(each.evidence))

    return replace(
        theme,
        id=at(Kind.THEME, theme.id),
        stances={at(Kind.PERSPECTIVE, side): stance(each) for side, each in theme.stances.items()},
        points=tuple(point(each) for each in theme.points),
    )
