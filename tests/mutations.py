"""The built-in briefings with their texts, each time with one thing changed, and what `check` finds then."""

import random
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from msgspec import Struct
from yaml_edits import File

from briefing import checks, strict_yaml, unwritten
from briefing.checks import balance, copying, quote_rules, silence_rules
from briefing.checks.walk import Said, statements
from briefing.checks.words import words
from briefing.errors import Problem
from briefing.loader import Folder, theme_file
from briefing.model import Stance, Voice, cited
from briefing.strict_yaml import KeyPath
from briefing.texts import SourceText, find_texts

ROOT = Path(__file__).parent.parent
ARTICLES = {"bpl": "bridging-the-divide.txt", "kortunov": "kortunov.txt"}
"""The files of the two articles, by the id of their source."""
BESIDE = ROOT.parent / "shared" / "sources"
"""Where the articles lie, on machines that have them."""
MOST = 16
"""How many changes of one kind are taken from one briefing."""


class Change(NamedTuple):
    """One thing changed in one file of a briefing."""

    what: str
    """The change, for whoever looks into a miss."""
    file: str
    """The file that was changed, below the folder."""
    text: str
    """What it holds now."""
    where: str
    """The file in which a problem is expected; for a rewording, none is."""
    lines: range
    """The lines of that file on which it is expected."""


class Kind(NamedTuple):
    """A kind of change."""

    name: str
    """What is changed, in words."""
    make: Callable[["BuiltIn"], Iterable[Change]]
    """Every change of this kind that a briefing allows."""
    is_decided: bool = True
    """Whether a source's text decides that it is a fault, or that it is none."""


class Wording(NamedTuple):
    """The text of a claim or stance."""

    file: File
    said: Said
    path: KeyPath
    text: str
    cited: str
    """The paragraphs that it rests on, one after the other."""

    def change(self, start: int, end: int, new: str) -> Change:
        """The text with the characters from `start` to `end` exchanged."""
        made = f"{self.text[:start]}[{self.text[start:end]} -> {new}]{self.text[end:]}"
        text = self.file.replaced(self.path, self.text, start, end, new)
        return Change(
            f"{self.said.name}: {made}", self.file.name, text, self.file.name, self.file.lines(self.said.path)
        )


class BuiltIn:
    """A built-in briefing in a folder of its own, with its texts at hand."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        """The name of its folder in `data/`."""
        self.path = folder / name
        """The folder of its own."""
        shutil.copytree(ROOT / "data" / name, self.path)
        for source, article in ARTICLES.items() if name == "us-russia-cooperation" else ():
            shutil.copy(BESIDE / article, self.path / "sources" / f"{source}.txt")
        self.read = Folder(self.path)
        """The folder, read once."""
        self.briefing = self.read.briefing()
        """What it holds."""
        self.texts = find_texts(self.read)
        """The texts at hand, by source id."""
        self.paragraphs = {at: text for source in self.texts.values() for at, text in source.paragraphs.items()}
        """Every paragraph by its locator."""

    @cached_property
    def themes(self) -> dict[str, File]:
        """The file of each theme, by its path below the folder."""
        names = [theme_file(entry.id) for entry in self.briefing.about.themes]
        return {name: self.file(name) for name in names}

    def file(self, name: str) -> File:
        """One of its files."""
        return File(name, (self.path / name).read_text("utf-8"))

    def source_of(self, side: str) -> str:
        """The source that a side argues from."""
        return self.briefing.about.perspective(side).source

    def wordings(self, *voices: Voice) -> Iterator[Wording]:
        """The texts of all stances, and of the claims in these voices."""
        for said in statements(self.briefing):
            there = " ".join(self.paragraphs[evidence.at] for evidence in cited(said.statement.evidence))
            if isinstance(said.statement, Stance):
                yield Wording(self.themes[said.file], said, (*said.path, "reason"), said.statement.reason, there)
            elif said.statement.voice in voices:
                yield Wording(self.themes[said.file], said, (*said.path, "text"), said.statement.text, there)

    def changes(self, kind: Kind) -> list[Change]:
        """At most MOST changes of a kind, always the same ones."""
        made = list(kind.make(self))
        return made if len(made) <= MOST else random.Random(kind.name).sample(made, MOST)

    def problems(self, change: Change | None = None) -> list[Problem]:
        """What `check` finds, once one thing is changed; of a changed theme, only its own file is read again."""
        if change is None:
            return checks.run(Folder(self.path), self.texts)
        file = self.path / change.file
        before = file.read_bytes()
        try:
            file.write_bytes(change.text.encode("utf-8"))
            folder = Folder(self.path)
            if change.file in self.themes:
                self._keep_what_is_unchanged(folder, change.file)
            texts = find_texts(folder) if change.file.startswith("sources/") else self.texts
            return checks.run(folder, texts)
        finally:
            file.write_bytes(before)

    def _keep_what_is_unchanged(self, folder: Folder, changed: str) -> None:
        for source in self.briefing.sources:
            folder.keep_source(self.read, source)
        for theme in self.briefing.themes:
            if theme_file(theme.id) != changed:
                folder.keep_theme(self.read, theme.id)

    def finds(self, change: Change) -> bool:
        """Whether `check` finds a change, in the right file and on the right line."""
        expected = str(self.path / change.where)
        return any(problem.file == expected and problem.line in change.lines for problem in self.problems(change))


@contextmanager
def texts_indexed_once() -> Iterator[None]:
    """The rules take what they know of a text or a part that has not changed from the last time they asked."""
    find, known = unwritten.places, dict[int, tuple[Struct, list[tuple[KeyPath, str]]]]()

    def places(held: Struct) -> list[tuple[KeyPath, str]]:
        found = known.get(id(held)) or (held, list(find(held)))
        known[id(held)] = found
        return found[1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(copying, "words", cache(words))
        patch.setattr(silence_rules, "words", cache(words))
        for module, name in (
            (quote_rules, "find_quote"),
            (copying._Index, "longest"),
            (balance, "count_words"),
            (strict_yaml, "marks"),
            (strict_yaml, "read"),
        ):
            patch.setattr(module, name, cache(getattr(module, name)))
        patch.setattr(unwritten, "places", places)
        patch.setattr(copying, "_Index", _once_for_each_text(copying._Index, lambda texts: tuple(texts.values())))
        patch.setattr(silence_rules, "Index", _once_for_each_text(silence_rules.Index, lambda text: (text,)))
        yield


def _once_for_each_text(
    index: Callable[[Any], object], texts: Callable[[Any], tuple[SourceText, ...]]
) -> Callable[[Any], object]:
    made: dict[tuple[int, ...], tuple[object, tuple[SourceText, ...]]] = {}

    def made_once(of: Any) -> object:
        indexed = texts(of)
        key = tuple(map(id, indexed))
        if key not in made:
            made[key] = index(of), indexed
        return made[key][0]

    return made_once


def built_in(folder: Path) -> list[BuiltIn]:
    """The built-in briefings whose texts are there, each in a folder of its own below `folder`."""
    names = ["car-free-centre", "us-russia-cooperation"] if BESIDE.is_dir() else ["car-free-centre"]
    return [BuiltIn(name, folder) for name in names]
