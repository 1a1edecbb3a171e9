"""Which rules of `check` speak to which field: found by breaking briefings on purpose, and listening."""

import copy
import json
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from msgspec import inspect

sys.path.append(str(Path(__file__).parent.parent / "tests"))

import rule_examples

from briefing import checks, strict_yaml
from briefing.errors import Finding, Problem
from briefing.loader import ABOUT, Folder
from briefing.model import BriefingFile, Source, ThemeFile
from briefing.strict_yaml import KeyPath
from briefing.texts import find_texts

Spot = tuple[type[msgspec.Struct], str | None]
"""A struct and the key of one of its fields; None for the whole."""

OF_EVERY_FIELD = ("yaml", "missing-key", "unknown-key", "wrong-type", "wrong-value", "todo")
"""The rules that any field can break, wherever it stands."""

_BESIDE = "98,765 people"
"""A figure that stands in no text."""
_WRONG_ALLOW = {"no-such-rule": "A reason.", "silent-both": "A reason."}
"""Names a rule that is not there, and one that nothing breaks."""


class _Listening(Folder):
    """A folder that keeps what is found in it, with the keys that lead there."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.heard: list[Finding] = []

    def locate(self, findings: Iterable[Finding]) -> list[Problem]:
        found = list(findings)
        self.heard += found
        return super().locate(found)


def speaking(sound: Path) -> dict[Spot, list[str]]:
    """The rules that speak to each field, in the order in which they are explained.

    Heard in the wrong example of each rule, and in the briefing in the folder `sound` with one thing changed at a time.
    """
    heard: dict[Spot, set[str]] = {}
    with tempfile.TemporaryDirectory() as temporary:
        for number, rule in enumerate(checks.RULES.values()):
            _listen(rule_examples.build(rule.wrong, Path(temporary) / str(number)), heard)
        made = Path(shutil.copytree(sound, Path(temporary) / "sound"))
        for file, tree in _changes(made):
            kept = (made / file).read_bytes()
            (made / file).write_text(json.dumps(tree, ensure_ascii=False), "utf-8")
            _listen(made, heard)
            (made / file).write_bytes(kept)
    return {spot: [name for name in checks.RULES if name in names] for spot, names in heard.items()}


def spot(kind: type[msgspec.Struct], path: KeyPath) -> Spot:
    """The field that keys lead to, or the entry as a whole if they end at an entry of a list."""
    shape = _shape(kind)
    holder, field = kind, None
    for part in path:
        shape = _bare(shape)
        if isinstance(shape, inspect.StructType):
            known = {each.encode_name: each.type for each in shape.fields}
            if part not in known:
                return shape.cls, None
            holder, field, shape = shape.cls, str(part), known[str(part)]
        elif isinstance(shape, inspect.VarTupleType):
            shape = shape.item_type
            if isinstance(shape, inspect.StructType):
                holder, field = shape.cls, None
        elif isinstance(shape, inspect.DictType):
            shape = shape.value_type
    return holder, field


@cache
def _shape(kind: type[msgspec.Struct]) -> inspect.Type:
    return inspect.type_info(kind)


def _bare(shape: inspect.Type) -> inspect.Type:
    """A type without what is said about it; of several, the one that has keys or entries."""
    if isinstance(shape, inspect.Metadata):
        return _bare(shape.type)
    if isinstance(shape, inspect.UnionType):
        inner = [_bare(kind) for kind in shape.types]
        return next((kind for kind in inner if isinstance(kind, inspect.StructType | inspect.VarTupleType)), inner[0])
    return shape


def _listen(path: Path, heard: dict[Spot, set[str]]) -> None:
    folder = _Listening(path)
    checks.run(folder, {} if folder.unreadable() else find_texts(folder))
    for finding in folder.heard:
        if finding.rule not in OF_EVERY_FIELD:
            heard.setdefault(spot(_kind(finding.file), finding.path), set()).add(finding.rule)


def _kind(file: str) -> type[msgspec.Struct]:
    if file == ABOUT:
        return BriefingFile
    return Source if file.startswith("sources/") else ThemeFile


def _changes(folder: Path) -> Iterator[tuple[str, Any]]:
    """Each file with one thing changed: replaced, left out, given twice, or added."""
    found = find_texts(Folder(folder))
    paragraphs = {locator: paragraph for text in found.values() for locator, paragraph in text.paragraphs.items()}
    locators = list(paragraphs)
    sides = {side.id for side in Folder(folder).about.perspectives}
    probes = _Probes(
        " ".join((*paragraphs.values(), _BESIDE)), (locators[0], locators[-1], f"{next(iter(found))}/99"), sides
    )
    for path in sorted(folder.rglob("*.yaml")):
        tree: Any = strict_yaml.read(path.read_bytes())
        file = path.relative_to(folder).as_posix()
        for changed in (*_varied(tree, tree, probes), {**tree, "allow": _WRONG_ALLOW}):
            if _fits(_kind(file), changed):
                yield file, changed


def _fits(kind: type[msgspec.Struct], tree: Any) -> bool:
    """Whether a file can hold it; if not, only rules that any field can break speak."""
    try:
        msgspec.convert(tree, kind, strict=False)
    except msgspec.ValidationError:
        return False
    return True


class _Probes(NamedTuple):
    """What is written in the place of something else."""

    text: str
    """In the place of a text: all that the sources say, and a figure that stands in none."""
    locators: tuple[str, ...]
    """In the place of a locator: one of each source, and one that leads nowhere."""
    sides: set[str]
    """The keys beside which one more is written, of a side that is not there."""


def _varied(tree: Any, inner: Any, probes: _Probes, path: KeyPath = ()) -> Iterator[Any]:
    for key in inner if isinstance(inner, dict) else range(len(inner)):
        here, held = (*path, key), inner[key]
        if isinstance(inner, dict):
            yield _with(tree, here, None)
        if key in probes.sides:
            yield _with(tree, (*path, "nobody"), held)
        if isinstance(held, dict):
            yield _with(tree, (*here, "allow"), _WRONG_ALLOW)
        if isinstance(held, str):
            yield from (_with(tree, here, new) for new in (probes.locators if "/" in held else (probes.text,)))
        if isinstance(held, list) and isinstance(held[-1], dict) and "id" in held[-1]:
            yield _with(tree, here, [*held, held[-1]])
        if isinstance(held, dict | list):
            yield from _varied(tree, held, probes, here)


def _with(tree: Any, path: KeyPath, new: object) -> Any:
    """A copy of a tree with another value at a place, or none there."""
    made = copy.deepcopy(tree)
    inner = made
    for key in path[:-1]:
        inner = inner[key]
    if new is None:
        del inner[path[-1]]
    else:
        inner[path[-1]] = new
    return made
