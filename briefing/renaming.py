"""Changing an id everywhere in a briefing: every new byte is made and proved before the first one is written."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from briefing import paths, strict_yaml, texts
from briefing.changes import Change, Proposed, refuse_in_the_way, written
from briefing.errors import BriefingError
from briefing.loader import Folder, source_file, source_text_file, theme_file
from briefing.model import Briefing
from briefing.notes import NoteStore
from briefing.renamed import Kind, Renaming, Spot, renamed, spots
from briefing.text import ID_PATTERN, clean


def find_renaming(folder: Folder, kind: str, old: str, new: str) -> Renaming:
    """What is asked for, once it is known that it can be done.

    Raises BriefingError for a kind or an id that is not there, and for a new one that is no id or is taken.
    """
    if kind not in list(Kind):
        raise BriefingError(f"nothing is called a `{clean(kind)}`", f"Rename a {', '.join(Kind)}.")
    about = folder.about
    asked = Kind(kind)
    theme = ""
    if asked is Kind.POINT:
        _refuse_without_theme(folder, old)
        theme, _, old = old.partition("/")
        in_theme, slash, name = new.rpartition("/")
        if slash and in_theme != theme:
            raise BriefingError("a point stays in its theme", f"Name the new id alone, as `{clean(name)}`.")
        new = name
        _refuse_unknown(Kind.THEME, theme, [entry.id for entry in about.themes])
        known = [point.id for point in folder.theme(theme).points]
    else:
        known = {
            Kind.THEME: [entry.id for entry in about.themes],
            Kind.SOURCE: [side.source for side in about.perspectives],
            Kind.PERSPECTIVE: [side.id for side in about.perspectives],
        }[asked]
    _refuse_unknown(asked, old, known)
    if not re.match(ID_PATTERN, new):
        hint = "An id has small letters, digits and hyphens, at most 64, and begins with a letter or digit."
        raise BriefingError(f"`{clean(new)}` is no id", hint)
    if new in known:
        raise BriefingError(f"there is a {asked} `{new}` already", "Choose another id.")
    return Renaming(asked, old, new, theme)


def _refuse_without_theme(folder: Folder, point: str) -> None:
    if "/" not in point:
        named = [f"{theme.id}/{each.id}" for theme in folder.readable().values() for each in theme.points]
        meant = [name for name in named if name.endswith(f"/{point}")] or named[:1] or ["theme/point"]
        hint = f"A point is named with its theme, as {' or '.join(f'`{name}`' for name in meant)}."
        raise BriefingError(f"`{clean(point)}` names no point", hint)


def _refuse_unknown(kind: Kind, wanted: str, known: list[str]) -> None:
    if wanted not in known:
        near = get_close_matches(wanted, known, n=1)
        hint = f"Did you mean `{near[0]}`?" if near else f"There are: {', '.join(dict.fromkeys(known))}."
        raise BriefingError(f"there is no {kind} `{clean(wanted)}`", hint)


def changes(folder: Folder, asked: Renaming) -> list[Change]:
    """Every file that becomes another one, the user's notes left out; nothing is written.

    Proved: what is returned loads as the same briefing with the id changed. Raises UnreadableFile, and BriefingError
    where an id is written so that it cannot be found in the text, or a file is in the way.
    """
    briefing = folder.briefing()
    places: dict[str, list[Spot]] = {}
    for spot in spots(briefing, asked):
        places.setdefault(spot.file, []).append(spot)
    names = _new_names(folder, asked)
    made: dict[str, bytes] = {}
    found: list[Change] = []
    for name in dict.fromkeys([*places, *names]):
        before = _contents(folder, name)
        after = _edited(folder, before, places.get(name, []), asked)
        new_name = names.get(name, name)
        made[new_name] = after
        found.append(Change(folder.path / name, before, folder.path / new_name, after))
    if Proposed(folder.path, made, frozenset(names)).briefing() != renamed(briefing, asked):
        raise BriefingError("the briefing would read differently, so nothing was changed", "Rename it by hand.")
    found += _attached(briefing, asked)
    for change in found:
        refuse_in_the_way(change)
    return found


def _new_names(folder: Folder, asked: Renaming) -> dict[str, str]:
    """The files that have the id as their name, and their new names, below the folder."""
    if asked.kind is Kind.THEME:
        return {theme_file(asked.old): theme_file(asked.new)}
    if asked.kind is Kind.SOURCE:
        text = source_text_file(asked.old)
        own = {text: source_text_file(asked.new)} if (folder.path / text).is_file() else {}
        return {source_file(asked.old): source_file(asked.new), **own}
    return {}


def _contents(folder: Folder, name: str) -> bytes:
    return folder.data(name) if name.endswith(".yaml") else texts.contents(folder.path / name)


def _attached(briefing: Briefing, asked: Renaming) -> Iterator[Change]:
    """A copy of the text that the user has attached to a source: another briefing with the same id may rest on it."""
    if asked.kind is not Kind.SOURCE:
        return
    try:
        path, new_path = (paths.attached_text(briefing.about.id, name) for name in (asked.old, asked.new))
    except BriefingError:
        return
    if path.is_file():
        data = texts.contents(path)
        if not (new_path.is_file() and texts.contents(new_path) == data):
            yield Change(new_path, b"", new_path, data, 0o600)


_OPENING: Final = r"(?:[\"']|[|>][0-9+-]*[ \t]*(?:#[^\r\n]*)?(?:\r\n?|\n)\s*)?"
"""What may stand between the place of a scalar and its text: a quotation mark, or the header of a block."""


def _edited(folder: Folder, data: bytes, places: list[Spot], asked: Renaming) -> bytes:
    """The bytes with the id changed at these places, and nothing else. Raises BriefingError."""
    if not places:
        return data
    marks = strict_yaml.marks(data)
    bom, text = (data[:3], data[3:].decode()) if data.startswith(b"\xef\xbb\xbf") else (b"", data.decode())
    lines = [0, *(match.end() for match in re.finditer(r"\r\n?|\n", text))]
    found_at: list[int] = []
    for spot in places:
        line, column = marks[spot.path].key if spot.on_key else marks[spot.path].value
        found = re.compile(_OPENING + re.escape(asked.old)).match(text, lines[line - 1] + column - 1)
        if found is None:
            where = f"{folder.shown(spot.file)}:{line}:{column}"
            raise BriefingError(
                f"{where}: the id `{asked.old}` is written in an unusual way", "Write it plainly, without escapes."
            )
        found_at.append(found.end() - len(asked.old))
    for at in sorted(found_at, reverse=True):
        text = text[:at] + asked.new + text[at + len(asked.old) :]
    return bom + text.encode()


def write(found: list[Change], asked: Renaming, notes: NoteStore) -> list[Path]:
    """Write the changes, then the notes on what is renamed; returns the files that are new or different.

    If one cannot be written, what was written before it is put back. Raises WriteRefused, and BriefingError before
    anything is written if the notes cannot be read.
    """
    if notes.damage is not None and asked.kind in (Kind.THEME, Kind.POINT):
        raise notes.damage
    paths_written = [change.new_path for change in found if change.new_path]
    with written(found):
        if rename_notes(notes, asked):
            paths_written.append(notes.path)
    return paths_written


def rename_notes(notes: NoteStore, asked: Renaming) -> bool:
    """Give the notes on what is renamed their new target, and save them; whether there were any.

    Where there is a note on the new target already, both are kept in one. Raises WriteRefused.
    """
    targets = {target: new for target in notes.targets() if (new := _new_target(target, asked)) is not None}
    for target, new in targets.items():
        notes.set(new, notes.text(target), was="")
        notes.set(target, "")
    if targets:
        notes.save()
    return bool(targets)


def _new_target(target: str, asked: Renaming) -> str | None:
    """The new name of what a note is on; None where it stays the same."""
    theme, slash, point = target.partition("/")
    if asked.kind is Kind.THEME and theme == asked.old:
        return asked.new + slash + point
    if asked.kind is Kind.POINT and (theme, point) == (asked.theme, asked.old):
        return f"{theme}/{asked.new}"
    return None
