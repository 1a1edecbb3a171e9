"""What an author does to one part of a theme or of the briefing; each function plans the step for it as it is."""

import re
from collections.abc import Callable
from typing import Any, Final

import msgspec

from briefing import files, sources
from briefing.editing import at, contents, new_themes, silence_line, themes
from briefing.editing.parts import OF_THE_BRIEFING, OF_THE_STANCE, Kind, Part, parts
from briefing.editing.steps import Step, plan
from briefing.editing.themes import CannotEdit
from briefing.fields import Locator
from briefing.loader import ABOUT, Folder, theme_file
from briefing.model import EvidenceList, Point, Relation, Theme, ThemeFile, cited
from briefing.text import clean, one_line

Planned = Callable[[Folder], Step]
"""Plans a step for the briefing as it is. Raises BriefingError where it cannot be made."""
DELETABLE: Final = frozenset(
    {
        Kind.SHORT_NAME,
        Kind.TITLE,
        Kind.POINT,
        Kind.CLAIM,
        Kind.SILENCE,
        Kind.COMMON_GROUND,
        Kind.CRUX,
        Kind.OPEN_QUESTION,
    }
)
MOVABLE: Final = frozenset({Kind.TITLE, Kind.POINT, Kind.CLAIM, Kind.COMMON_GROUND, Kind.OPEN_QUESTION})
_ON_ONE_LINE: Final = frozenset({Kind.BRIEFING_TITLE, Kind.SCALE_LABEL, Kind.NAME, Kind.SHORT_NAME})
_LISTS: Final = {Kind.COMMON_GROUND: "common_ground", Kind.OPEN_QUESTION: "open_questions"}


def noun(part: Part) -> str:
    """What the part is called where it goes or moves: the title stands for its theme."""
    return "Theme" if part.kind is Kind.TITLE else part.kind.value


def added_by(part: Part) -> Kind | None:
    """What is added after a part; None for nothing. A title stands for a theme."""
    if part.kind in OF_THE_BRIEFING:
        return None
    if part.kind in (Kind.CLAIM, Kind.SILENCE):
        return Kind.CLAIM
    if part.kind is Kind.CRUX:
        return Kind.CRUX if part.is_new else None
    return part.kind if part.kind in (Kind.TITLE, *_LISTS) else Kind.POINT


def changed(theme: str, part: Part, typed: str) -> Planned:
    """Another text for a part, or the first one for a part that is not there yet."""

    def planned(folder: Folder) -> Step:
        held, now = _as_shown(folder, theme, part)
        if part.kind in OF_THE_BRIEFING:
            own = _written(one_line(typed) if part.kind in _ON_ONE_LINE else typed)
            return _of_the_briefing(folder, theme, now, "added" if part.is_new else "changed", own)
        if part.kind is Kind.TITLE:
            about = contents.with_title(folder.about, theme, _written(one_line(typed)))
            return plan(folder, "Title changed", themes={}, about=about, look_at=(theme, None))
        if part.kind is Kind.SILENCE:
            words = silence_line.parsed(typed)
            if not words:
                raise CannotEdit("no word is typed", "Type the words that were looked for, with commas.")
            meant: ThemeFile = themes.with_silence(held, str(part.point), str(part.side), words)
            return _step(folder, part, "recorded" if part.is_new else "changed", theme, meant)
        if part.kind is Kind.EVIDENCE:
            meant = at.with_value(held, now.path, _evidence(at.value(held, now.path), typed))
            return _step(folder, part, "changed", theme, meant)
        text = _written(typed)
        if part.is_new and part.kind in _LISTS:
            return _step(folder, part, "added", theme, at.with_item(held, now.path, text))
        return _step(folder, part, "added" if part.is_new else "changed", theme, at.with_value(held, now.path, text))

    return planned


def chosen(theme: str, part: Part, choice: str) -> Planned:
    """Another level, priority or relation."""

    def planned(folder: Folder) -> Step:
        held, now = _as_shown(folder, theme, part)
        if part.kind is Kind.RELATION:
            meant: ThemeFile = themes.with_relation(held, str(part.point), Relation(choice))
        else:
            meant = at.with_value(held, now.path, int(choice))
        return _step(folder, part, "changed", theme, meant)

    return planned


def added(theme: str, part: Part, typed: str) -> Planned:
    """What `added_by` names, after a part; no claim, which needs more than a text."""

    def planned(folder: Folder) -> Step:
        held, now = _as_shown(folder, theme, part)
        kind, text = added_by(part), _written(typed)
        if kind is Kind.TITLE:
            about, known = contents.with_new_theme(folder.about, one_line(text), now.number + 1)
            new = _new_theme(folder)
            look_at, before = (known, None), (theme, None)
            return plan(folder, "Theme added", themes={known: new}, about=about, look_at=look_at, before=before)
        if kind is Kind.POINT:
            place = themes.index_of(held, part.point) + 1 if part.point else 0
            meant, known = themes.with_new_point(held, text, place)
            step = plan(folder, "Point added", themes={theme: meant}, look_at=(theme, known))
            return step._replace(before=(theme, part.point))
        if kind in _LISTS:
            meant = at.with_item(held, (_LISTS[kind], now.number + (not part.is_new)), text)
        elif kind is Kind.CRUX:
            meant = at.with_value(held, ("crux",), text)
        else:
            raise CannotEdit("nothing can be added here", "Choose another row.")
        return plan(folder, f"{kind} added", themes={theme: meant}, look_at=(theme, None))

    return planned


def deleted(theme: str, part: Part) -> Planned:
    """A part goes."""

    def planned(folder: Folder) -> Step:
        held, now = _as_shown(folder, theme, part)
        match part.kind:
            case Kind.SHORT_NAME:
                return _of_the_briefing(folder, theme, now, "deleted", None)
            case Kind.TITLE:
                about = contents.without_theme(folder.about, theme)
                next_one = about.themes[min(now.number, len(about.themes) - 1)].id
                look_at, before = (next_one, None), (theme, None)
                return plan(folder, "Theme deleted", themes={theme: None}, about=about, look_at=look_at, before=before)
            case Kind.POINT:
                meant: ThemeFile = themes.without_point(held, str(part.point))
                place = min(now.number, len(meant.points) - 1)
                step = plan(folder, "Point deleted", themes={theme: meant}, look_at=(theme, meant.points[place].id))
                return step._replace(before=(theme, part.point))
            case Kind.CLAIM:
                meant = themes.without_claim(held, str(part.point), str(part.side), part.number)
            case Kind.SILENCE:
                meant = themes.with_silence(held, str(part.point), str(part.side), ())
            case Kind.CRUX:
                meant = at.with_value(held, now.path, None)
            case _:
                meant = at.without(held, now.path)
        return _step(folder, part, "deleted", theme, meant)

    return planned


def moved(theme: str, part: Part, by: int) -> Planned:
    """A part that many places further down among its like."""

    def planned(folder: Folder) -> Step:
        held, now = _as_shown(folder, theme, part)
        path = ("points", now.number) if part.kind is Kind.POINT else now.path
        count = len(folder.about.themes if part.kind is Kind.TITLE else at.value(held, path[:-1]))
        if not 0 <= now.number + by < count:
            raise CannotEdit(f"it stands {'first' if by < 0 else 'last'} already")
        where = "up" if by < 0 else "down"
        if part.kind is Kind.TITLE:
            about = contents.with_theme_moved(folder.about, theme, by)
            return plan(folder, f"Theme moved {where}", themes={}, about=about, look_at=(theme, None))
        return _step(folder, part, f"moved {where}", theme, at.moved(held, path, by))

    return planned


def _as_shown(folder: Folder, theme: str, part: Part) -> tuple[Theme, Part]:
    """The theme as it is, and the part in it. Raises Overtaken if the part is not what its author sees."""
    contents.index_of(folder.about, theme)
    held = folder.theme(theme)
    sides = [side.id for side in folder.about.perspectives]
    for now in parts(held, folder.about, sides):
        if now.key == part.key and now.value == part.value:
            return held, now
    hint = "Close this, look at it, and change it then. Copy first what you have typed."
    name = ABOUT if part.kind in OF_THE_BRIEFING else theme_file(theme)
    raise files.Overtaken(f"{folder.path / name}: this has just been changed in the file", hint)


def _of_the_briefing(folder: Folder, theme: str, part: Part, done: str, text: str | None) -> Step:
    """Another text for a part of the briefing, or none."""
    about = at.with_value(folder.about, part.path, text)
    return plan(folder, f"{part.kind} {done}", themes={}, about=about, look_at=(theme, None))


def _step(folder: Folder, part: Part, done: str, theme: str, meant: ThemeFile) -> Step:
    what = "Question" if part.kind is Kind.POINT and done == "changed" else noun(part)
    if part.kind in OF_THE_STANCE:
        what = f"{part.kind} of the stance"
    return plan(folder, f"{what} {done}", themes={theme: meant}, look_at=(theme, part.point))


def _written(typed: str) -> str:
    """What was typed, clean. Raises CannotEdit if it is nothing."""
    text = clean(typed).strip()
    if not text:
        raise CannotEdit("nothing is typed", "Write a few words, or close this.")
    return text


def _evidence(held: EvidenceList, typed: str) -> EvidenceList:
    """The locators that were typed; one that was there keeps its quotes. Raises CannotEdit for what is none."""
    named = dict.fromkeys(each for each in re.split(r"[,\s]+", clean(typed)) if each)
    kept: list[Any] = []
    for locator in named:
        try:
            msgspec.convert(locator, Locator)
        except msgspec.ValidationError:
            hint = "Write source/section/paragraph, or source/paragraph, such as post/streets/3."
            raise CannotEdit(f"`{locator}` is no paragraph", hint) from None
        kept += [each for each, now in zip(held, cited(held), strict=True) if now.at == locator] or [locator]
    return tuple(kept)


def _new_theme(folder: Folder) -> ThemeFile:
    """A theme in which all is still to be written; each side rests on its source's first paragraph, if it has one."""
    firsts = {
        side.id: [str(locator) for locator, _ in sources.paragraphs(folder.source(side.source))][:1]
        for side in folder.about.perspectives
    }
    if all(firsts.values()):
        return new_themes.first_draft({side: first for side, (first,) in firsts.items()})
    point = Point(id="first-point", question=new_themes.QUESTION)
    return new_themes.with_point(point, {side: tuple(first) for side, first in firsts.items()})
