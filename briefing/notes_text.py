"""Writing YAML that a person keeps by hand: a few values are replaced, and all the rest stays as it is.

Round-trip libraries render the whole file anew and drop the comment that follows a deleted value. Here the
lines of other notes are never touched. The caller reads the outcome back and compares.
"""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Final

import yaml

from briefing.strict_yaml import LOADER, Node
from briefing.text import clean
from briefing.yaml_nodes import is_block, leaf

_PLAIN: Final = re.compile(r"(?!null$)[A-Za-z0-9](?:[\w./+:-]*[\w./+-])?", re.ASCII)
_BLOCK_COMMENT: Final = re.compile(r"[|>][0-9+-]*[ \t]*(#.*)")
_CLIPPED: Final = re.compile(r"[|>][0-9]?[ \t\r]*(#.*)?\n")
_STEP: Final = 2
"""How far each level is indented."""

Pair = tuple[yaml.Node, yaml.Node]
Edit = tuple[int, int, str]
"""The characters from an index up to another one give way to a text."""


def plain(node: dict[str, Node]) -> bytes:
    """A document rendered anew: notes as blocks, no comments."""
    return _lines(node, 0).encode()


def edited(data: bytes, meant: dict[str, Node], targets: Iterable[str]) -> bytes | None:
    """The notes file `data`, sound YAML, with the entries of `targets` as `meant` has them.

    None if the file is one pair of braces, which cannot be edited in place.
    """
    source = data.decode("utf-8-sig")
    root = yaml.compose(source, LOADER)
    if root is None:
        return (data.rstrip() + b"\n" + plain(meant)).lstrip()
    if not _is_mapping(root):
        return None
    return _Editor(source).apply(root.value, meant, targets).encode()


class _Editor:
    """Collects the edits to one text, then makes them."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.edits: list[Edit] = []

    def apply(self, pairs: list[Pair], meant: dict[str, Node], targets: Iterable[str]) -> str:
        notes = _mapping(meant["notes"])
        found = next((pair for pair in pairs if pair[0].value == "notes"), None)
        if found is None:
            self._insert_after(pairs[-1][1], _lines({"notes": notes}, 0))
        elif not _is_mapping(found[1]):
            self._rewrite(found, notes)
        else:
            entries = {clean(key.value): (key, value) for key, value in found[1].value}
            column = found[1].start_mark.column
            added: dict[str, Node] = {}
            for target in targets:
                if target not in entries:
                    added.update({target: notes[target]} if target in notes else {})
                elif target in notes:
                    self._set(entries[target], _mapping(notes[target]))
                else:
                    self._delete(entries[target])
            if added:
                self._insert_after(found[1], _lines(added, column))
            elif entries and not notes:
                colon = self.source.index(":", found[0].end_mark.index) + 1
                self.edits.append((colon, colon, " {}"))
        return self._made()

    def _set(self, entry: Pair, meant: dict[str, Node]) -> None:
        """Give an entry its new time and text, each in its old place or before the entry's first key."""
        if not _is_mapping(entry[1]):
            self._rewrite(entry, meant)
            return
        pairs = {key.value: (key, value) for key, value in entry[1].value}
        first = entry[1].start_mark
        for name in ("changed", "text"):
            value = meant.get(name)
            if name not in pairs and value is not None:
                line = _pair(name, value, first.column) + " " * first.column
                self.edits.append((first.index, first.index, line))
            elif isinstance(value, str):
                self._replace(pairs[name][1], name, value, first.column)
            elif name in pairs:
                self._delete(pairs[name])

    def _delete(self, pair: Pair) -> None:
        key, value = pair
        self.edits.append((key.start_mark.index - key.start_mark.column, self._line_after(value), ""))

    def _rewrite(self, pair: Pair, meant: dict[str, Node]) -> None:
        """Put the lines of a mapping where there is `key:`, `key: null` or `key: {…}`."""
        key, value = pair
        start, stop = len(self.source[: value.start_mark.index].rstrip(" \t")), self._line_after(value)
        comment = self.source[value.end_mark.index : stop].strip()
        lines = _lines(meant, key.start_mark.column + _STEP)
        self.edits.append((start, stop, (f" {comment}\n" if comment else "\n") + lines))

    def _replace(self, value: yaml.Node, name: str, text: str, column: int) -> None:
        """Give a key at `column` another value; the comment beside it and the blank lines after it stay."""
        start, end, stop = value.start_mark.index, value.end_mark.index, self._line_after(value)
        header, *rest = _scalar(name, text, column).split("\n", 1)
        if is_block(value):
            comment = _BLOCK_COMMENT.match(self.source, start, end)
            said, span = comment[1] if comment else "", self.source[start:end]
            breaks = span[len(span.rstrip()) :].count("\n")
        else:
            said, breaks = self.source[end:stop].strip(), 1
        lines = "\n".join([f"{header} {said.strip()}" if said else header, *rest])
        gap = "" if self.source[start - 1] in " \t" else " "
        self.edits.append((start, stop, gap + lines + "\n" * max(1, breaks)))

    def _line_after(self, value: yaml.Node) -> int:
        """The index of the line behind a value, before any comment; a block takes its blank lines."""
        ending = leaf(value)
        end: int = ending.end_mark.index
        if is_block(ending):
            return end
        stop = self.source.find("\n", end)
        return len(self.source) if stop < 0 else stop + 1

    def _insert_after(self, value: yaml.Node, lines: str) -> None:
        at, ending = self._line_after(value), leaf(value)
        start = ending.start_mark.index
        stays = not any(first <= start < stop for first, stop, _ in self.edits)
        if stays and not self.source[:at].endswith("\n"):
            if is_block(ending) and _CLIPPED.match(self.source, start):
                self.edits.append((start + 1, start + 1, "-"))
            lines = "\n" + lines
        self.edits.append((at, at, lines))

    def _made(self) -> str:
        made = self.source
        order = range(len(self.edits))
        for (start, end, text), _ in sorted(zip(self.edits, order, strict=True), key=_place, reverse=True):
            made = made[:start] + text + made[end:]
        return made


def _place(edit: tuple[Edit, int]) -> tuple[int, int, int]:
    """Edits at one place are made so that they stand in the order they were asked for."""
    (start, end, _), order = edit
    return start, end, order


def _is_mapping(node: yaml.Node) -> bool:
    """Whether a node is a mapping with each key on a line of its own."""
    return isinstance(node, yaml.MappingNode) and not node.flow_style


def _mapping(node: Node) -> dict[str, Node]:
    return node if isinstance(node, dict) else {}


def _lines(node: Mapping[str, Node], column: int) -> str:
    """The pairs of a mapping, indented by `column`, each ending in a line break."""
    return "".join(" " * column + _pair(key, value, column) for key, value in node.items())


def _pair(key: str, value: Node, column: int) -> str:
    """A key and its value, ending in a line break; `column` is where the key stands."""
    name = key if _PLAIN.fullmatch(key) else _quoted(key)
    if isinstance(value, dict) and value:
        return f"{name}:\n" + _lines(value, column + _STEP)
    return f"{name}: {_scalar(key, value, column) if isinstance(value, str) else _flow(value)}\n"


def _flow(node: Node) -> str:
    """A value on one line; JSON is YAML."""
    match node:
        case None:
            return "null"
        case str():
            return _quoted(node)
        case list():
            return "[" + ", ".join(map(_flow, node)) + "]"
        case dict():
            return "{" + ", ".join(f"{_quoted(key)}: {_flow(value)}" for key, value in node.items()) + "}"


def _scalar(key: str, text: str, column: int) -> str:
    """A text as the value of a key at `column`: a note as a block, others plain or in quotes."""
    if key != "text" and "\n" not in text:
        return text if _PLAIN.fullmatch(text) else _quoted(text)
    if not text.strip() or text.endswith("\n\n") or "\ufffe" in text or "\uffff" in text:
        return _quoted(text)
    header = "|" + (str(_STEP) if text[0] in " \t\n" else "") + ("" if text.endswith("\n") else "-")
    indent = " " * (column + _STEP)
    lines = text.removesuffix("\n").split("\n")
    return "\n".join([header, *(indent + line if line else "" for line in lines)])


def _quoted(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    return quoted.replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff")
