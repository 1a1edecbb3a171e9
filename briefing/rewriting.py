"""Changing a file of a briefing where it differs from what is meant, and nowhere else.

A library that writes the file anew drops the comment behind a deleted value and indents lists in its own way. Here the
lines that hold what stays are not touched, and of what goes every comment stays.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, Final, NamedTuple

import msgspec
import yaml
from msgspec import Struct

from briefing import strict_yaml, yaml_comments, yaml_text
from briefing.errors import BriefingError
from briefing.strict_yaml import LOADER, YamlError
from briefing.text import clean
from briefing.yaml_nodes import is_block, is_in_lines, leaf

_BLOCK_HEADER: Final = re.compile(r" [|>][0-9+-]*")
_DASH: Final = re.compile(r"(?:[ \t]*(?:#.*)?\n)*[ \t]*-")
"""The dash of an item, behind the lines that stand above it."""
_HINT: Final = "Change it in the file itself."

_Collection = yaml.MappingNode | yaml.SequenceNode
_Pair = tuple[yaml.Node, yaml.Node]


class NotRewritten(BriefingError):
    """A file that cannot be changed in place without touching more than what is meant."""


class _Edit(NamedTuple):
    """The characters from an index up to another one give way to a text."""

    start: int
    end: int
    text: str


def rewritten(data: bytes, meant: Struct) -> bytes:
    """A file that the strict reader accepts, changed to hold what is meant; proved by reading it back.

    Every line that holds what stays the same keeps its bytes, and every comment stays. Raises NotRewritten.
    """
    bom, text = (data[:3], data[3:].decode()) if data.startswith(b"\xef\xbb\xbf") else (b"", data.decode())
    ends = Counter(re.findall(r"\r\n?|\n", text))
    if len(ends) > 1 or "\r" in ends:
        raise NotRewritten("its lines end in different ways", "Save it with one kind of line ends.")
    plain = text.replace("\r\n", "\n")
    made = _Rewriter(plain, type(meant)).made(meant)
    after = bom + (made.replace("\n", "\r\n") if "\r\n" in ends else made).encode()
    try:
        is_same = _decoded(after, type(meant)) == meant
        lost = _comments(plain) - _comments(made)
    except (YamlError, msgspec.ValidationError, yaml.YAMLError):
        is_same, lost = False, Counter[str]()
    if not is_same:
        raise NotRewritten("it is written so that it cannot be changed in place", _HINT)
    if lost:
        raise NotRewritten(f"the comment `{clean(next(iter(lost))[:60])}` would be lost", _HINT)
    return after


def _decoded(data: bytes, kind: type[Struct]) -> Struct:
    return msgspec.convert(strict_yaml.read(data), kind, strict=False)


def _comments(text: str) -> Counter[str]:
    return Counter(comment.text for comment in yaml_comments.comments(text))


class _Head(NamedTuple):
    """What stands before a value: its key and colon, or its dash."""

    end: int
    """The index behind it."""
    column: int
    """The column of the key or the dash, 0-based."""
    is_dash: bool
    """Whether it is a dash."""


class _Rewriter:
    """Finds the edits that turn one text into another that holds what is meant."""

    def __init__(self, text: str, kind: type[Struct]) -> None:
        self.text = text if text.endswith("\n") else f"{text}\n"
        self._seen = strict_yaml.readable(self.text)
        self._before = _decoded(self.text.encode(), kind)
        self._remarks = yaml_comments.comments(self._seen)

    def made(self, meant: Struct) -> str:
        """The text that holds what is meant."""
        root = yaml.compose(self._seen, LOADER)
        if not is_in_lines(root):
            raise NotRewritten("it is one pair of braces", "Bring it into lines with `briefing fmt`.")
        edits = list(self._value(root, self._before, meant, _Head(0, 0, is_dash=False)))
        return _applied(self.text, 0, len(self.text), edits)

    def _value(self, node: Any, before: Any, after: Any, head: _Head) -> Iterator[_Edit]:
        """What makes a value that is there already into another one."""
        if before == after:
            return
        in_place = is_in_lines(node) and type(before) is type(after)
        if in_place and isinstance(after, Struct):
            names = zip(after.__struct_fields__, after.__struct_encode_fields__, strict=True)
            values = {key: (getattr(before, name), getattr(after, name)) for name, key in names}
            yield from self._mapping(node, values, yaml_text.given(after))
        elif in_place and isinstance(after, dict) and after:
            values = {key: (before.get(key), after.get(key)) for key in {**before, **after}}
            yield from self._mapping(node, values, yaml_text.given(after))
        elif in_place and isinstance(after, tuple) and after:
            yield from self._sequence(node, before, after)
        else:
            yield from self._replaced(node, after, head)

    def _mapping(
        self, node: yaml.MappingNode, values: dict[str, tuple[Any, Any]], given: dict[str, Any]
    ) -> Iterator[_Edit]:
        """What makes the pairs of a mapping that has each key on a line of its own into other ones."""
        pairs = {clean(key.value): (key, value) for key, value in node.value}
        column = node.start_mark.column
        order = list(values)
        for key, (before, after) in values.items():
            if before == after:
                continue
            if key not in pairs:
                yield self._added(
                    node, key, given[key], [pairs[each] for each in order[: order.index(key)] if each in pairs]
                )
            elif key not in given and after in (None, (), {}):
                yield from self._without(node, *pairs[key])
            else:
                colon = self.text.index(":", pairs[key][0].end_mark.index) + 1
                yield from self._value(pairs[key][1], before, after, _Head(colon, column, is_dash=False))

    def _added(self, node: yaml.MappingNode, key: str, value: Any, earlier: list[_Pair]) -> _Edit:
        """What puts a new pair into a mapping, behind all those that come before it."""
        column = node.start_mark.column
        lines = yaml_text.pair(key, value, column)
        if earlier:
            at = max(self._line_after(value) for _, value in earlier)
            return _Edit(at, at, lines)
        at = node.start_mark.index
        return _Edit(at, at, lines.lstrip(" ") + " " * column)

    def _without(self, node: yaml.MappingNode, key: yaml.Node, value: yaml.Node) -> Iterator[_Edit]:
        """What takes a pair out of a mapping, and keeps the comments in it."""
        start = key.start_mark.index
        later = [other.start_mark.index for other, _ in node.value if other.start_mark.index > start]
        if start == node.start_mark.index and later:
            yield self._above(start, start, later[0])
            yield _Edit(start, later[0], "")
        else:
            start, end = self._line_start(start), self._line_after(value)
            yield _Edit(start, end, self._kept(start, end, node.start_mark.column))

    def _sequence(self, node: yaml.SequenceNode, before: tuple[Any, ...], after: tuple[Any, ...]) -> Iterator[_Edit]:
        """What makes the items of a list, each of which begins on a line of its own, into other ones."""
        column = node.start_mark.column
        bounds = [self._line_start(node.start_mark.index), *(self._line_after(item) for item in node.value)]
        heads = [_Head(self._dash_end(start), column, is_dash=True) for start in bounds[:-1]]
        known = _paired(before, after)
        becomes = {index: item for index, item in zip(known, after, strict=True) if index is not None}
        changed = [
            list(self._value(item, old, becomes[index], head)) if index in becomes else []
            for index, (item, old, head) in enumerate(zip(node.value, before, heads, strict=True))
        ]
        if known == list(range(len(before))):
            for edits in changed:
                yield from edits
            return
        chunks: list[str] = []
        kept = ""
        for old, (span, edits) in enumerate(zip(pairwise(bounds), changed, strict=True)):
            if old in becomes:
                chunks.append(kept + _applied(self.text, *span, edits))
                kept = ""
            else:
                chunks.append("")
                kept += self._kept(*span, column)
        gap = "\n" if any(self.text.startswith("\n", start) for start in bounds[1:-1]) else ""
        made = ""
        for place, item in enumerate(after):
            index = known[place]
            lines = yaml_text.item(yaml_text.given(item), column) if index is None else chunks[index]
            bare = lines.lstrip("\n")
            made += bare if not place else lines if index else gap + bare
        yield _Edit(bounds[0], bounds[-1], made + kept)

    def _replaced(self, node: yaml.Node, after: Any, head: _Head) -> Iterator[_Edit]:
        """What puts a value in the place of another one; a comment beside it stays there, several go above it."""
        start, stop = head.end, self._line_after(node)
        value = yaml_text.given(after)
        if isinstance(value, str) and isinstance(node, yaml.ScalarNode):
            value = yaml_text.Styled(value)
            value.style = node.style
        written = yaml_text.item(value, head.column) if head.is_dash else yaml_text.pair("k", value, head.column)
        opening = head.column + (1 if head.is_dash else 2)
        first, *rest = written[opening:].removesuffix("\n").split("\n", 1)
        remarks = [remark.text for remark in self._remarks if start <= remark.start < stop]
        if len(remarks) > 1:
            yield self._above(start, start, stop)
        elif remarks and rest and first and not _BLOCK_HEADER.fullmatch(first):
            rest[-1] += f"  {remarks[0]}"
        elif remarks:
            first += f"  {remarks[0]}"
        yield _Edit(start, stop, "\n".join([first, *rest]) + "\n")

    def _above(self, at: int, start: int, end: int) -> _Edit:
        """What puts the comments in a span above the line at an index."""
        line = self._line_start(at)
        indent = len(self.text[line:]) - len(self.text[line:].lstrip(" "))
        return _Edit(line, line, self._kept(start, end, indent))

    def _kept(self, start: int, end: int, column: int) -> str:
        """The comments in a span of the text, each on a line of its own."""
        found = [remark.text for remark in self._remarks if start <= remark.start < end]
        return "".join(f"{' ' * column}{text}\n" for text in found)

    def _dash_end(self, start: int) -> int:
        """The index behind the dash of the item whose lines begin at an index."""
        found = _DASH.match(self.text, start)
        if found is None:
            raise NotRewritten("a list in it is written in an unusual way", _HINT)
        return found.end()

    def _line_start(self, at: int) -> int:
        return self.text.rfind("\n", 0, at) + 1

    def _line_after(self, value: yaml.Node) -> int:
        """The index of the line behind a value; of the blank lines behind a block, the first."""
        ending = leaf(value)
        end: int = ending.end_mark.index
        if is_block(ending):
            end = len(self.text[:end].rstrip()) if "+" not in self.text[ending.start_mark.index :][:3] else end - 1
        stop = self.text.find("\n", end)
        return len(self.text) if stop < 0 else stop + 1


def _paired(before: Sequence[Any], after: Sequence[Any]) -> list[int | None]:
    """For each item that is meant, the index of the one that becomes it; None for a new one."""
    left = dict(enumerate(before))
    known: list[int | None] = []
    for item in after:
        name = getattr(item, "id", None)
        found = next(
            (i for i, old in left.items() if (getattr(old, "id", None) == name if name else old == item)), None
        )
        known.append(found)
        if found is not None:
            del left[found]
    if left and len(left) == known.count(None) and not any(getattr(item, "id", None) for item in before):
        rest = iter(left)
        known = [next(rest) if index is None else index for index in known]
    return known


def _applied(text: str, start: int, end: int, edits: list[_Edit]) -> str:
    """A span of a text with the edits made that lie in it."""
    made, at = "", start
    for edit in sorted(edits, key=lambda edit: edit[:2]):
        made += text[at : edit.start] + edit.text
        at = edit.end
    return made + text[at:end]
