"""The keys of a YAML text in the order of the model's fields, each moved with its lines and the comment above it."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

import msgspec
import yaml
from msgspec import inspect

from briefing.strict_yaml import LOADER
from briefing.yaml_nodes import is_block, leaf

_MOST_PASSES: Final = 40
"""More than values can be nested: each pass orders one level."""

Pair = tuple[yaml.Node, yaml.Node]
Edit = tuple[int, int, str]
"""The characters from an index up to another one give way to a text."""


def ordered(text: str, kind: type[msgspec.Struct]) -> str:
    """A text with LF as its line ends, that holds a struct of this kind, with its keys in order.

    Raises yaml.YAMLError. The caller reads the outcome back and compares.
    """
    shape = inspect.type_info(kind)
    for _ in range(_MOST_PASSES):
        edits = list(_edits(text, yaml.compose(text, LOADER), shape))
        if not edits:
            break
        for start, end, new in reversed(edits):
            text = text[:start] + new + text[end:]
    return text


def _edits(text: str, node: yaml.Node | None, shape: inspect.Type) -> Iterator[Edit]:
    """What puts the outermost mappings that are out of order into order, from the first to the last."""
    shape = _bare(shape, node)
    if isinstance(node, yaml.SequenceNode) and isinstance(shape, inspect.VarTupleType):
        for item in node.value:
            yield from _edits(text, item, shape.item_type)
    elif isinstance(node, yaml.MappingNode) and isinstance(shape, inspect.DictType):
        for _, value in node.value:
            yield from _edits(text, value, shape.value_type)
    elif isinstance(node, yaml.MappingNode) and isinstance(shape, inspect.StructType):
        fields = {field.encode_name: (place, field.type) for place, field in enumerate(shape.fields)}
        places = [fields[key.value][0] for key, _ in node.value]
        if places == sorted(places):
            for key, value in node.value:
                yield from _edits(text, value, fields[key.value][1])
        else:
            order = sorted(range(len(places)), key=places.__getitem__)
            yield _flow_edit(text, node.value, order) if node.flow_style else _block_edit(text, node.value, order)


def _bare(shape: inspect.Type, node: yaml.Node | None) -> inspect.Type:
    """The type without what is said about it, and of several the one that fits the node."""
    if isinstance(shape, inspect.Metadata):
        return _bare(shape.type, node)
    if isinstance(shape, inspect.UnionType):
        wanted: dict[type[Any], Any] = {
            yaml.MappingNode: inspect.StructType | inspect.DictType,
            yaml.SequenceNode: inspect.VarTupleType,
        }
        bare = [_bare(kind, node) for kind in shape.types]
        return next((kind for kind in bare if isinstance(kind, wanted.get(type(node), inspect.NoneType))), bare[0])
    return shape


def _flow_edit(text: str, pairs: list[Pair], order: list[int]) -> Edit:
    """The pairs between two braces change places; what stands between them stays."""
    spans = [(key.start_mark.index, value.end_mark.index) for key, value in pairs]
    made = ""
    for place, (_, end) in enumerate(spans):
        moved = spans[order[place]]
        after = spans[place + 1][0] if place + 1 < len(spans) else end
        made += text[moved[0] : moved[1]] + text[end:after]
    return spans[0][0], spans[-1][1], made


def _block_edit(text: str, pairs: list[Pair], order: list[int]) -> Edit:
    """The lines of the pairs change places; those above a key, up to the value before, go with it."""
    column = pairs[0][0].start_mark.column
    starts = [pairs[0][0].start_mark.index, *(_line_after(text, value) for _, value in pairs)]
    lines = [text[start:end] for start, end in pairwise(starts)]
    tail = _blank_lines_after(text, pairs[-1][1], lines[-1])
    lines[-1] = lines[-1].removesuffix(tail)
    if not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    lines[0] = " " * column + lines[0]
    made = "".join(lines[index] for index in order)
    return starts[0], starts[-1], made.lstrip(" \n") + tail


def _blank_lines_after(text: str, value: yaml.Node, lines: str) -> str:
    """The blank lines behind a value that are no part of it."""
    ending = leaf(value)
    if is_block(ending) and "+" in text[ending.start_mark.index :][:3]:
        return ""
    return lines[len(lines.rstrip()) :].removeprefix("\n")


def _line_after(text: str, value: yaml.Node) -> int:
    """The index of the line behind a value; a block takes the blank lines behind it."""
    ending = leaf(value)
    end: int = ending.end_mark.index
    if is_block(ending):
        return text.rfind("\n", 0, end) + 1 if end < len(text) else end
    stop = text.find("\n", end)
    return len(text) if stop < 0 else stop + 1
