"""A folder of YAML -> a briefing, or problems at file:line:column."""

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from briefing import files, strict_yaml, structure
from briefing.errors import MOST_PROBLEMS, BriefingError, Finding, NotABriefing, Problem, UnreadableFile, reason
from briefing.model import Briefing, BriefingFile, Source, Theme, ThemeFile
from briefing.strict_yaml import KeyPath, Mark, YamlError
from briefing.text import one_line

ABOUT: Final = "briefing.yaml"
MAX_MESSAGE: Final = 300
"""The longest message of a problem, in characters."""

File = TypeVar("File", bound=msgspec.Struct)


def theme_file(theme: str) -> str:
    """The path of a theme's file below the folder."""
    return f"themes/{theme}.yaml"


def source_file(source: str) -> str:
    """The path of a source's file below the folder."""
    return f"sources/{source}.yaml"


def source_text_file(source: str) -> str:
    """The path of a source's text below the folder, where the briefing carries it."""
    return f"sources/{source}.txt"


def _no_briefing(path: Path) -> tuple[str, str] | None:
    """Why there is no briefing at a path, and what to do. Raises OSError."""
    if not path.exists():
        return "there is no such folder", "Name a folder that holds a briefing.yaml."
    if not path.is_dir():
        return "this is not a folder", "Name the folder that the briefing.yaml lies in."
    if not (path / ABOUT).exists():
        what = f"the folder has no {ABOUT}" if any(path.iterdir()) else "the folder is empty"
        return what, "See “Write a briefing of your own” in the README."
    return None


def _lines(data: bytes) -> list[str]:
    """The lines of a file as the reader of YAML counts them; bytes that are not UTF-8 are replaced."""
    return re.split(r"\r\n?|\n", data.decode("utf-8-sig", "replace"))


def _line(lines: list[str], number: int) -> str:
    """A line by its 1-based number; nothing where there is none."""
    return lines[number - 1] if number <= len(lines) else ""


def _brief(message: str) -> str:
    """The message on one line, however long the text that it quotes."""
    line = one_line(message)
    return line if len(line) <= MAX_MESSAGE else line[: MAX_MESSAGE - 1] + "…"


class Folder:
    """A briefing's folder, each file read when it is first asked for.

    Every reading method raises UnreadableFile with all the problems of the file it read.
    """

    def __init__(self, path: Path) -> None:
        """Raises NotABriefing if `path` is no folder with a `briefing.yaml` in it."""
        self.path = path
        """The folder, as it was named."""
        self._themes: dict[str, Theme] = {}
        self._sources: dict[str, Source] = {}
        self._marks: dict[str, dict[KeyPath, Mark]] = {}
        self._excerpts: dict[str, list[str]] = {}
        try:
            wrong = _no_briefing(path)
        except OSError as error:
            wrong = reason(error), "Look at its name and its permissions."
        if wrong:
            raise NotABriefing(f"{path}: {wrong[0]}", wrong[1])

    @cached_property
    def about(self) -> BriefingFile:
        """The question, the two sides and the contents."""
        about = self._decode(ABOUT, BriefingFile)
        self._refuse(ABOUT, structure.about(ABOUT, about))
        return about

    def theme(self, theme: str) -> Theme:
        """One theme, by its id; KeyError if the contents do not list it."""
        if theme not in self._themes:
            number, entry = {e.id: (n, e) for n, e in enumerate(self.about.themes, 1)}[theme]
            name = theme_file(theme)
            read = self._decode(name, ThemeFile)
            self._refuse(name, structure.theme(name, read, self.about))
            self._themes[theme] = read.placed(entry, number)
        return self._themes[theme]

    def source(self, source: str) -> Source:
        """One source's record and outline, by its id."""
        if source not in self._sources:
            name = source_file(source)
            read = self._decode(name, Source)
            self._refuse(name, structure.source(name, read, source))
            self._sources[source] = read
        return self._sources[source]

    def sources(self) -> dict[str, Source]:
        """The sources of both sides, by id."""
        return {perspective.source: self.source(perspective.source) for perspective in self.about.perspectives}

    def briefing(self) -> Briefing:
        """The whole briefing. Raises UnreadableFile for the first file that cannot be read."""
        return Briefing(
            about=self.about,
            sources=self.sources(),
            themes=tuple(self.theme(e.id) for e in self.about.themes),
        )

    def readable(self) -> dict[str, Theme]:
        """The themes whose files can be read, by id."""
        read: dict[str, Theme] = {}
        for entry in self.about.themes:
            with suppress(UnreadableFile):
                read[entry.id] = self.theme(entry.id)
        return read

    @property
    def themes_read(self) -> dict[str, Theme]:
        """The themes whose files were read so far, by id; nothing is read for it."""
        return dict(self._themes)

    def keep_theme(self, other: "Folder", theme: str) -> bool:
        """Take over a theme that an earlier look at the same folder has read, if it fits the contents of today."""
        kept = other._themes.get(theme)
        if kept is None or structure.theme(theme_file(theme), kept, self.about):
            return False
        number, entry = next((n, e) for n, e in enumerate(self.about.themes, 1) if e.id == theme)
        self._themes[theme] = kept.placed(entry, number)
        return True

    def keep_source(self, other: "Folder", source: str) -> bool:
        """Take over a source that an earlier look at the same folder has read."""
        if source in other._sources:
            self._sources[source] = other._sources[source]
        return source in self._sources

    def unreadable(self) -> list[Problem]:
        """Every problem that keeps a file of the briefing from being read."""
        try:
            about = self.about
        except UnreadableFile as error:
            return error.problems
        problems: list[Problem] = []
        for perspective in about.perspectives:
            try:
                self.source(perspective.source)
            except UnreadableFile as error:
                problems.extend(p for p in error.problems if p not in problems)
        for entry in about.themes:
            try:
                self.theme(entry.id)
            except UnreadableFile as error:
                problems.extend(error.problems)
        return problems

    def locate(self, found: Iterable[Finding]) -> list[Problem]:
        """The findings as problems at their lines and columns, in the order of files and lines."""
        return sorted(self._locate(finding) for finding in found)

    def place(self, theme: str, point: str | None = None) -> tuple[Path, int]:
        """The file of a theme, and the 1-based line of a point in it; of the first problem where it cannot be read."""
        name = theme_file(theme)
        try:
            points = [each.id for each in self.theme(theme).points]
        except UnreadableFile as error:
            return self.path / name, error.problems[0].line
        keys = ("points", points.index(point)) if point in points else ()
        return self.path / name, self._mark(name, keys).value[0]

    def data(self, name: str) -> bytes:
        """What a file of the briefing holds, whether it can be understood or not."""
        return self._bytes(name)

    def shown(self, name: str) -> str:
        """The path of a file of the briefing, as the user would type it."""
        return os.path.relpath(self.path / name) if not self.path.is_absolute() else str(self.path / name)

    def _decode(self, name: str, kind: type[File]) -> File:
        data = self._parse(name)
        try:
            return msgspec.convert(data, kind, strict=False)
        except msgspec.ValidationError as error:
            from briefing import schema

            found = schema.findings(name, data, kind, most=MOST_PROBLEMS + 1)
            if not found:
                found = [Finding(file=name, path=(), rule="wrong-value", message=str(error))]
            raise self._wrong(name, found) from None

    def _parse(self, name: str) -> strict_yaml.Node:
        data = self._bytes(name)
        try:
            return strict_yaml.read(data)
        except YamlError as error:
            problem = Problem(
                file=self.shown(name),
                line=error.line,
                column=error.column,
                rule="yaml",
                message=_brief(error.message),
                hint=error.hint,
                excerpt=_line(_lines(data), error.line),
            )
            raise UnreadableFile(self.path / name, [problem]) from None

    def _bytes(self, name: str) -> bytes:
        path = Path(os.path.realpath(self.path / name))
        if not path.is_relative_to(os.path.realpath(self.path)):
            raise self._unreadable(name, "the file is a link that leads out of the folder", "Copy the file itself.")
        try:
            return files.read(path, strict_yaml.MAX_BYTES, follow=False)
        except FileNotFoundError:
            hint = f"Write it, or take it out of {ABOUT}."
            raise self._unreadable(name, "the file is missing", hint, "missing-file") from None
        except files.ReadRefused as error:
            message = error.message.removeprefix(f"{path}: ")
            raise self._unreadable(name, message, error.hint) from None

    def _unreadable(self, name: str, message: str, hint: str, rule: str = "unreadable-file") -> UnreadableFile:
        problem = Problem(file=self.shown(name), line=1, column=1, rule=rule, message=message, hint=hint)
        return UnreadableFile(self.path / name, [problem])

    def _refuse(self, name: str, found: list[Finding]) -> None:
        if found:
            raise self._wrong(name, found)

    def _wrong(self, name: str, found: list[Finding]) -> UnreadableFile:
        """The error with the first problems of a file, which may have more."""
        problems = self.locate(found[:MOST_PROBLEMS])
        if len(found) > MOST_PROBLEMS:
            hint = f"{problems[-1].hint} There are more problems: mend these first, then check once more.".lstrip()
            problems[-1] = msgspec.structs.replace(problems[-1], hint=hint)
        return UnreadableFile(self.path / name, problems)

    def _mark(self, name: str, path: KeyPath) -> Mark:
        """Where a value, or the nearest one around it, stands in a file."""
        if name not in self._marks:
            self._marks[name], self._excerpts[name] = {}, []
            with suppress(YamlError, BriefingError):
                data = self._bytes(name)
                self._excerpts[name] = _lines(data)
                self._marks[name] = strict_yaml.marks(data)
        found = self._marks[name]
        while path not in found and path:
            path = path[:-1]
        return found.get(path, Mark((1, 1), (1, 1)))

    def _locate(self, finding: Finding) -> Problem:
        mark = self._mark(finding.file, finding.path)
        line, column = mark.key if finding.on_key else mark.value
        return Problem(
            file=self.shown(finding.file),
            line=line,
            column=column,
            rule=finding.rule,
            message=_brief(finding.message_with_place),
            hint=finding.advice,
            severity=finding.severity,
            excerpt=_line(self._excerpts[finding.file], line),
        )
