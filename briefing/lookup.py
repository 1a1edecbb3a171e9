"""The briefing that someone means by what they typed, and what is in it and in their notes on it."""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefing import console, paths
from briefing.errors import BriefingError, NotABriefing, UnreadableFile
from briefing.loader import Folder
from briefing.model import Briefing
from briefing.paths import is_there, path_named

if TYPE_CHECKING:
    from briefing.notes import NoteStore

LONGEST_NAME: Final = 64
"""How many characters the name of a briefing has at most; a longer word can only be meant as a folder."""


def find_folder(named: str | None) -> Folder:
    """The briefing in a folder, the one of that name in the library or built in, or what opens when none is named.

    Raises NotABriefing.
    """
    if named is None:
        return Folder(paths.builtin_folder())
    path = path_named(named)
    found = path if is_there(path) else _known(named)
    if found is None and os.sep not in named and len(named) <= LONGEST_NAME:
        raise _unknown(named)
    return Folder(found or path)


def is_named(text: str) -> bool:
    """Whether someone who typed this means a briefing: by its folder or by its name."""
    return os.sep in text or is_there(path_named(text) / "briefing.yaml") or _known(text) is not None


def is_folder_first(first: str, second: str | None, ids: Iterable[str]) -> bool:
    """Whether of two words, the second of which may be missing, the first is the briefing, and not one of the ids."""
    return is_named(first) and (first not in ids if second is None else not is_named(second))


def find_theme(folder: Folder, wanted: str | None) -> str:
    """The id of the theme that an id or a number names; the first for None. Raises BriefingError."""
    ids = [entry.id for entry in folder.about.themes]
    if wanted is None:
        return ids[0]
    if wanted in ids:
        return wanted
    if wanted.isdecimal() and len(wanted) < 9 and 1 <= int(wanted) <= len(ids):
        return ids[int(wanted) - 1]
    raise BriefingError(f"there is no theme `{wanted}`", f"The themes are {', '.join(ids)}.")


def read(folder: Folder, themes: tuple[str, ...] | None = None) -> Briefing:
    """The briefing with these of its themes, or with all.

    Raises UnreadableFile, with every problem that the folder has, if a file that is needed cannot be read.
    """
    try:
        ids = [entry.id for entry in folder.about.themes] if themes is None else themes
        return Briefing(
            about=folder.about, sources=folder.sources(), themes=tuple(folder.theme(theme) for theme in ids)
        )
    except UnreadableFile as error:
        raise UnreadableFile(error.path, folder.unreadable()) from None


def find_notes(folder: Folder, override: Path | None = None) -> "NoteStore":
    """The user's notes on a briefing. Raises BriefingError where no place for them can be found."""
    return notes_opener(folder, override)()


def notes_opener(folder: Folder, override: Path | None) -> Callable[[], "NoteStore"]:
    """Opens the notes when it is first called; what has no place for them fails before that."""
    path = paths.notes_file(folder.path, folder.about.id, path_named(str(override)) if override else None)
    locks = paths.locks_folder()

    @cache
    def open_notes() -> "NoteStore":
        from briefing.notes import NoteStore

        return NoteStore.open(path, briefing=folder.about.id, backups=paths.backups_folder(path), locks=locks)

    return open_notes


def notes_on(folder: Folder, override: Path | None = None) -> dict[str, str]:
    """The user's notes, by target; where they cannot be read, that is said, and there are none."""
    store = find_notes(folder, override)
    if store.damage:
        console.complain(store.damage)
        console.say("Your notes are left out.")
    if store.gone:
        console.complain(store.gone)
    return store.texts


def _known(named: str) -> Path | None:
    """The folder of a briefing of this name, which shells may have ended with `/`; the library goes before built in."""
    name = named.rstrip(os.sep)
    if not name or os.sep in name or name.startswith("."):
        return None
    found: list[Path] = []
    with suppress(BriefingError):
        found.append(paths.library_folder() / name)
    with suppress(OSError):  # no file can have this name
        found.append(paths.builtin_folder(name))
    return next((path for path in found if is_there(path / "briefing.yaml")), None)


def _unknown(named: str) -> NotABriefing:
    """What is said of a word that is neither a folder nor the name of a briefing."""
    from difflib import get_close_matches

    names = [path.name for path in (*paths.library_folders(), *paths.builtin_folders())]
    near = [name for name in names if name.startswith(named.lower())] or get_close_matches(named.lower(), names, n=1)
    meant = f"Did you mean `{near[0]}`? " if near else ""
    return NotABriefing(
        f"{named}: there is no such folder, and no briefing of this name",
        f"{meant}`briefing list` shows the names, and `briefing --help` the commands.",
    )
