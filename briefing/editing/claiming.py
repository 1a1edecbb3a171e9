"""Where a claim is to stand, the briefing with it in its place, and what `check` says of it there."""

import dataclasses
from collections.abc import Mapping
from typing import NamedTuple

from briefing import checks, unwritten
from briefing.checks import allowances
from briefing.editing import contents, evidence_line, new_themes, steps, themes
from briefing.editing.claim_draft import ClaimDraft
from briefing.editing.steps import Step
from briefing.editing.themes import CannotEdit, file_of
from briefing.errors import Finding
from briefing.loader import Folder
from briefing.model import Briefing, BriefingFile, Claim, Point, Relation, Theme, ThemeFile, cited
from briefing.text import short_slug
from briefing.texts import SourceText


class ClaimPlace(NamedTuple):
    """Where a claim is to stand."""

    side: str
    """The id of the perspective that makes it."""
    theme: str | None = None
    """The id of its theme; None for a new one."""
    point: str | None = None
    """The id of its point; None for a new one."""
    title: str = ""
    """The title of a new theme."""
    question: str = ""
    """The question of a new point."""
    number: int | None = None
    """Which of the side's claims on the point gives way to it, from 0; None for none."""
    held: Claim | None = None
    """The claim that gives way to it."""


class Placed(NamedTuple):
    """The files of a briefing with a claim in its place."""

    place: ClaimPlace
    """Where it stands now: a theme, a point and a number that are there."""
    file: ThemeFile
    """The file of its theme."""
    about: BriefingFile | None
    """The contents, where they change."""


def point_of(folder: Folder, place: ClaimPlace) -> Point | None:
    """The point that a claim is to stand at; None for a new one.

    Raises CannotEdit if it is gone, UnreadableFile if its theme cannot be read.
    """
    if place.theme is None or place.point is None:
        return None
    theme = _theme(folder, place.theme)
    return theme.points[themes.index_of(theme, place.point)]


def giving_way(point: Point | None, place: ClaimPlace, locator: str | None = None) -> ClaimPlace:
    """The place with the claim that gives way: the one that it names, or else the first that still says TODO.

    Of a paragraph, given its locator, only a claim gives way that rests on it, or on nothing yet.
    Raises CannotEdit if that claim is gone.
    """
    said = point.claims.get(place.side, ()) if point else ()
    number = place.number
    if number is None:
        waiting = (number for number, claim in enumerate(said) if unwritten.count(claim) and _is_for(claim, locator))
        number = next(waiting, None)
    elif number >= len(said):
        raise _gone()
    return place if number is None else place._replace(number=number, held=said[number])


def begun(place: ClaimPlace, locator: str | None, span: str) -> ClaimDraft:
    """What there is of a claim before it is written: the one that gives way to it, or the paragraph that it rests on.

    `span` holds the words of the paragraph that were marked.
    """
    held = place.held
    if held is not None and not unwritten.count(held):
        return ClaimDraft.of(held)
    draft = ClaimDraft.new(locator, span)
    if held is not None and (locator is None or locator in {item.at for item in cited(held.evidence)}):
        return dataclasses.replace(draft, evidence=evidence_line.shown(held.evidence))
    return draft


def wants_relation(point: Point | None, side: str) -> bool:
    """Whether both sides speak to a point once this one does, and nothing says how their answers stand."""
    return point is not None and point.relation is None and bool(point.claims.keys() - {side})


def placed(folder: Folder, place: ClaimPlace, claim: Claim, relation: Relation | None = None) -> Placed:
    """A briefing's files with a claim in its place; a relation where one is meant.

    Raises CannotEdit where the place, or the claim that gives way, is gone; UnreadableFile where its theme cannot be
    read.
    """
    point = point_of(folder, place)
    if place.held is not None and place.held not in (
        point.claims.get(place.side, ())[place.number :][:1] if point else ()
    ):
        raise _gone()
    if place.theme is None:
        about, theme = contents.with_new_theme(folder.about, place.title, len(folder.about.themes))
        first = short_slug(place.question) or "point"
        new = Point(id=first, question=place.question, claims={place.side: (claim,)})
        own = tuple(dict.fromkeys(item.at for item in cited(claim.evidence)))
        rests_on = {each.id: own if each.id == place.side else () for each in about.perspectives}
        made = new_themes.with_point(new, rests_on)
        return Placed(place._replace(theme=theme, point=first, number=0), made, about)
    held, known = file_of(_theme(folder, place.theme)), place.point
    if known is None:
        held, known = themes.with_new_point(held, place.question, len(held.points))
    held = themes.with_claim(held, known, place.side, claim, place.number)
    if relation is not None:
        held = themes.with_relation(held, known, relation)
    number = place.number
    if number is None:
        number = len(held.points[themes.index_of(held, known)].claims[place.side]) - 1
    return Placed(place._replace(point=known, number=number), held, None)


def step(folder: Folder, place: ClaimPlace, claim: Claim, relation: Relation | None = None) -> Step:
    """The step that writes a claim. Raises what `placed` and `steps.plan` raise."""
    found = placed(folder, place, claim, relation)
    theme, point = found.place.theme, found.place.point
    if theme is None or point is None:
        raise CannotEdit("the claim has no place", "Choose a point.")
    question = found.file.points[themes.index_of(found.file, point)].question
    is_new = place.held is None or unwritten.count(place.held)
    return steps.plan(
        folder,
        f"Claim on “{question}” {'written' if is_new else 'changed'}",
        themes={theme: found.file},
        about=found.about,
        look_at=(theme, point),
        before=None if place.point else (place.theme or folder.about.themes[0].id, None),
    )


def findings(folder: Folder, found: Placed, texts: Mapping[str, SourceText]) -> list[Finding]:
    """What `check` says of a claim in its place, as far as texts are at hand; what its author lets stand left out."""
    place, about = found.place, found.about or folder.about
    number, entry = next((n, entry) for n, entry in enumerate(about.themes, 1) if entry.id == place.theme)
    briefing = Briefing(about=about, sources=folder.sources(), themes=(found.file.placed(entry, number),))
    keys = ("points", themes.index_of(found.file, str(place.point)), "claims", place.side, place.number)
    of_claim = [each for each in checks.findings(briefing, texts) if each.path[: len(keys)] == keys]
    return allowances.sift(of_claim, allowances.places(briefing)).kept


def _is_for(claim: Claim, locator: str | None) -> bool:
    """Whether a claim on a paragraph may take the place of this one, whose evidence was proposed."""
    return locator is None or not claim.evidence or locator in {item.at for item in cited(claim.evidence)}


def _gone() -> CannotEdit:
    return CannotEdit("the claim is not there any more", "Another program may have changed it: leave, and look.")


def _theme(folder: Folder, theme: str) -> Theme:
    contents.index_of(folder.about, theme)
    return folder.theme(theme)
