"""Folders and files with unsafe characters in every name and text, as strangers and broken disks make them."""

import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import samples
import yaml
from reading_support import in_files_with_texts

from torture import unsafe

ENVIRONMENT: Final = ("BRIEFING_DATA_DIR", "BRIEFING_NOTES", "EDITOR", "VISUAL", "BROWSER", "XDG_DATA_HOME", "LANG")
"""Variables that are given hostile values."""


@dataclass(frozen=True, slots=True)
class World:
    """What there is to run commands on. Every path holds unsafe characters."""

    home: Path
    """The folder to be in."""
    name: str
    """An argument that is nothing."""
    briefing: Path
    """A whole briefing with texts and notes."""
    other: Path
    """The same with other characters in it."""
    broken: Path
    """A briefing of which each file is wrong in another way."""
    article: Path
    """A text that could be a source's."""
    exported: Path
    """A briefing as JSON."""
    notes: Path
    """Notes on the briefing."""
    damaged: Path
    """A notes file that cannot be read."""
    data: Path
    """The user's data, with a library, texts and settings."""


def world(folder: Path, turn: int, chance: random.Random) -> World:
    """A world in which every name has a character of one class, and every text one of the next class, in turns."""
    mark = unsafe.marked(unsafe.IN_TEXT, turn, chance)
    name = unsafe.name(turn, chance)
    home = folder / name
    made = World(
        home=home,
        name=name,
        briefing=home / f"{name}-briefing",
        other=home / f"{name}-other",
        broken=home / f"{name}-broken",
        article=home / f"{name}.txt",
        exported=home / f"{name}.json",
        notes=home / f"{name}-notes.yaml",
        damaged=home / f"{name}-damaged.yaml",
        data=home / f"{name}-data",
    )
    for path in (made.briefing, made.other):
        in_files_with_texts(samples.briefing(mark), path, lambda at: f"This is {at}, and {mark('it')} ends here.")
    _write_notes(made.notes, mark)
    made.damaged.write_bytes(made.notes.read_bytes() + f"{mark('key')}: [\n".encode())
    _break(in_files_with_texts(samples.briefing(mark), made.broken).path, mark)
    article = "\n\n".join(f"## {mark('Heading')}\n\n{mark('A paragraph')} that says something." for _ in range(3))
    made.article.write_text(article, encoding="utf-8")
    made.exported.write_text(json.dumps({mark("briefing"): mark("key"), "schema_version": mark("1")}))
    _write_data(made, mark)
    return made


def environment(made: World, turn: int) -> dict[str, str]:
    """The user's data and notes in that world; each other variable hostile, too."""
    hostile = dict.fromkeys(ENVIRONMENT, f"{made.name} x")
    return {
        "HOME": str(made.home),
        "PATH": "/usr/bin:/bin",
        "TERM": "xterm-256color",
        "COLUMNS": ("100", "40", made.name)[turn % 3],
        **hostile,
        "BRIEFING_DATA_DIR": str(made.data),
        "BRIEFING_NOTES": str(made.notes if turn % 2 else made.damaged),
    }


def _write_notes(path: Path, mark: samples.Mark) -> None:
    notes = {target: {"text": f"{text} #tag", "changed": mark("now")} for target, text in samples.notes(mark).items()}
    notes[mark("nowhere")] = {"text": mark("lost"), "changed": mark("then")}
    path.write_text(yaml.safe_dump({"schema_version": 1, "briefing": "quiet-street", "notes": notes}), "utf-8")


def _break(path: Path, mark: samples.Mark) -> None:
    """An unknown key and value, a scalar that is no list, a raw character, and bytes that are no text."""
    trade, air = path / "themes" / "trade.yaml", path / "themes" / "air.yaml"
    trade.write_text(trade.read_text("utf-8") + yaml.safe_dump({mark("colour"): mark("red")}), "utf-8")
    air.write_text(air.read_text("utf-8").replace("evidence:", f"evidence: {json.dumps(mark('x'))} #", 1), "utf-8")
    essay, report = path / "sources" / "essay.yaml", path / "sources" / "report.yaml"
    essay.write_bytes(essay.read_bytes() + f"note: {mark('raw')} [\n".encode())
    report.write_bytes(report.read_bytes() + b"note: \xff\x9b\n")
    (path / "sources" / "report.txt").write_bytes(b"\xff\x9b" + mark("raw").encode())


def _write_data(made: World, mark: samples.Mark) -> None:
    library = made.data / "library"
    for folder in (library / made.name, library / "mine", library / f"{made.name}-broken"):
        in_files_with_texts(samples.briefing(mark), folder)
    (library / f"{made.name}-broken" / "briefing.yaml").write_text(f"{mark('key')}: [", "utf-8")
    key, look = json.dumps(mark("note")), json.dumps(mark("dusk"))
    settings = f"theme = {look}\norder = {look}\n{key} = {look}\n[keys]\n{key} = {look}\nnote = {look}\n"
    (made.data / "settings.toml").write_text(settings, "utf-8")
    texts = made.data / "texts" / "quiet-street"
    texts.mkdir(parents=True)
    (texts / "essay.txt").write_bytes(made.article.read_bytes())
    (texts / f"{made.name}.txt").write_bytes(made.article.read_bytes())
