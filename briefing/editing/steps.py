"""One change of a briefing: what becomes of its files, and how it is taken back."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Self

from briefing import changes, files, paths, schema_files, yaml_text
from briefing.changes import Change, Proposed
from briefing.editing.themes import file_of
from briefing.errors import BriefingError, UnreadableFile
from briefing.loader import ABOUT, Folder, theme_file
from briefing.model import BriefingFile, ThemeFile
from briefing.rewriting import rewritten


class Step(NamedTuple):
    """One change that an author made."""

    what: str
    """What was done, in words: `Claim changed`."""
    changes: tuple[Change, ...]
    """What became of each file."""
    theme: str
    """The theme to look at after it."""
    point: str | None = None
    """The point to look at after it."""
    before: tuple[str, str | None] | None = None
    """The theme and the point to look at when it is taken back, where these are other ones."""

    def reversed(self) -> Self:
        """The step that takes it back: it brings the same bytes back."""
        theme, point = self.before or (self.theme, self.point)
        return self._replace(
            changes=tuple(_reversed(change) for change in self.changes[::-1]),
            theme=theme,
            point=point,
            before=(self.theme, self.point),
        )

    @property
    def paths(self) -> list[Path]:
        """The files that it touches."""
        return [change.path for change in self.changes]


class _Now(Folder):
    """A briefing as its files are now, each read once: what is looked at is what is changed."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._held: dict[str, bytes] = {}

    def _bytes(self, name: str) -> bytes:
        if name not in self._held:
            self._held[name] = super()._bytes(name)
        return self._held[name]


def plan(
    folder: Folder,
    what: str,
    *,
    themes: Mapping[str, ThemeFile | None],
    about: BriefingFile | None = None,
    look_at: tuple[str, str | None],
    before: tuple[str, str | None] | None = None,
) -> Step:
    """The step that makes a briefing's themes, and its contents where they change, what is meant; nothing is written.

    `themes` are the files that change, by theme id; None where one goes. `look_at` is the theme and the point to show
    after it, and `before` those to show when it is taken back. Proved: the briefing can be loaded after it. Raises
    BriefingError where the files say something else than `folder` by now, or cannot be changed in place; UnreadableFile
    where what is meant is no briefing.
    """
    refuse_builtin(folder)
    now = _Now(folder.path)
    found = [change for theme, meant in themes.items() for change in _of_theme(folder, now, theme, meant)]
    if about is not None:
        found.append(_of_contents(folder, now, about))
    _prove(folder, found)
    found = [change for change in found if change.before != change.after or change.new_path != change.path]
    for change in found:
        changes.refuse_in_the_way(change)
    return Step(what, tuple(found), *look_at, before)


def _of_theme(folder: Folder, now: Folder, theme: str, meant: ThemeFile | None) -> Iterator[Change]:
    """What becomes of a theme's file; `now` is what the files hold, and `folder` what the author sees."""
    name = theme_file(theme)
    path = folder.path / name
    if theme not in {entry.id for entry in folder.about.themes}:
        if meant is not None:
            line = schema_files.line(name, ThemeFile) if schema_files.has(folder.path, ThemeFile) else ""
            yield Change(path, b"", path, line.encode() + yaml_text.encode(file_of(meant)))
        return
    if _read(now, theme) != folder.theme(theme):
        raise _changed_meanwhile(path)
    before = now.data(name)
    yield Change(path, before, None, b"") if meant is None else _rewritten(path, before, file_of(meant))


def _of_contents(folder: Folder, now: Folder, meant: BriefingFile) -> Change:
    """What becomes of the file of the contents."""
    path = folder.path / ABOUT
    if now.about != folder.about:
        raise _changed_meanwhile(path)
    return _rewritten(path, now.data(ABOUT), meant)


def _prove(folder: Folder, found: Sequence[Change]) -> None:
    """Raises UnreadableFile where a file could not be loaded after the changes."""
    names = {change.path.relative_to(folder.path).as_posix(): change for change in found}
    made = {name: change.after for name, change in names.items() if change.new_path}
    proposed = Proposed(folder.path, made, names.keys() - made.keys())
    for entry in proposed.about.themes:
        if theme_file(entry.id) in made:
            proposed.theme(entry.id)


def take(step: Step) -> None:
    """Write a step into the files, all of it or nothing.

    Raises WriteRefused; Overtaken where a file does not hold any more what it held when the step was planned.
    """
    changes.write(step.changes)


def refuse_builtin(folder: Folder) -> None:
    """Raises BriefingError for a briefing that came with the program."""
    if paths.is_builtin(folder.path):
        raise BriefingError(
            f"the briefing `{folder.about.id}` came with the program and is not changed",
            f"Make a copy with `briefing copy {folder.about.id} FOLDER`, and name that.",
        )


def _reversed(change: Change) -> Change:
    if change.new_path is None:
        return Change(change.path, b"", change.path, change.before)
    if not change.before:
        return Change(change.path, change.after, None, b"")
    return Change(change.path, change.after, change.path, change.before)


def _read(now: Folder, theme: str) -> ThemeFile | None:
    """A theme as its file has it now; None where it cannot be read."""
    try:
        return now.theme(theme)
    except (KeyError, UnreadableFile):
        return None


def _rewritten(path: Path, data: bytes, meant: ThemeFile | BriefingFile) -> Change:
    try:
        return Change(path, data, path, rewritten(data, meant))
    except BriefingError as error:
        raise BriefingError(f"{path}: {error.message}", error.hint) from None


def _changed_meanwhile(path: Path) -> files.Overtaken:
    return files.Overtaken(f"{path}: another program has just changed the file", "Look at it, and try once more.")
