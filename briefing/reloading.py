"""A briefing read anew after files of it changed: what can be read is new, what cannot stays as it was."""

from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from operator import methodcaller
from pathlib import Path
from typing import NamedTuple

from briefing.errors import BriefingError, Problem, UnreadableFile
from briefing.loader import ABOUT, Folder, source_file, source_text_file, theme_file


class Reloaded(NamedTuple):
    """What became of a briefing whose files changed."""

    folder: Folder
    """The briefing as it counts now."""
    unread: list[UnreadableFile]
    """The changed files that cannot be read, and why; their last good version stays."""

    @property
    def problems(self) -> list[Problem]:
        """What is wrong in them."""
        return [problem for error in self.unread for problem in error.problems]


def watched_files(folder: Folder) -> Iterator[Path]:
    """The files that a briefing is read from, as far as its contents can be read."""
    yield folder.path / ABOUT
    try:
        about = folder.about
    except UnreadableFile:
        return
    yield from (folder.path / theme_file(entry.id) for entry in about.themes)
    for source in dict.fromkeys(perspective.source for perspective in about.perspectives):
        yield folder.path / source_file(source)
        yield folder.path / source_text_file(source)


def changed_since(folder: Folder) -> list[Path]:
    """The files that `folder` has read, and that by now say something else that can be read.

    Its themes are those read so far.
    """
    now = Folder(folder.path)
    reads: list[tuple[str, Callable[[Folder], object]]] = [(ABOUT, lambda each: each.about)]
    reads += [(theme_file(theme), methodcaller("theme", theme)) for theme in folder.themes_read]
    reads += [(source_file(source), methodcaller("source", source)) for source in folder.sources()]
    changed: list[Path] = []
    for name, read in reads:
        with suppress(UnreadableFile, KeyError):
            if read(now) != read(folder):
                changed.append(folder.path / name)
    return changed


def reload(old: Folder, changed: Collection[Path]) -> Reloaded:
    """The briefing of `old`, with the files that changed read anew; every theme and source is read here.

    Raises NotABriefing if there is no briefing in the folder any more.
    """
    new = Folder(old.path)
    try:
        about = new.about
    except UnreadableFile as error:
        return Reloaded(old, [error])
    unread: list[UnreadableFile] = []
    is_same = about == old.about
    for source in dict.fromkeys(perspective.source for perspective in about.perspectives):
        if is_same and new.path / source_file(source) not in changed and new.keep_source(old, source):
            continue
        try:
            new.source(source)
        except UnreadableFile as error:
            unread.append(error)
            if not new.keep_source(old, source):
                return Reloaded(old, unread)
    for entry in about.themes:
        if is_same and new.path / theme_file(entry.id) not in changed and new.keep_theme(old, entry.id):
            continue
        try:
            new.theme(entry.id)
        except UnreadableFile as error:
            unread.append(error)
            new.keep_theme(old, entry.id)
    return Reloaded(new, unread)


class Follower:
    """A briefing that is read anew as its files change; what could not be taken in is tried again with the next."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        """The briefing as it counts now."""
        self._pending: set[Path] = set()

    def follow(self, changed: Collection[Path]) -> list[Problem]:
        """Take in what changed; the problems of what cannot be read, whose last good version stays."""
        wanted = {*changed, *self._pending}
        try:
            found = reload(self.folder, wanted)
        except BriefingError as error:
            self._pending = wanted
            path = str(self.folder.path)
            rule = "unreadable-file"
            return [Problem(file=path, line=1, column=1, rule=rule, message=error.message, hint=error.hint)]
        self._pending = wanted if found.folder is self.folder else {error.path for error in found.unread}
        self.folder = found.folder
        return found.problems
