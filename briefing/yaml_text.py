"""Writing the files of a briefing anew: YAML that people read, and that the strict reader reads as the same."""

import re
from textwrap import indent
from typing import Any, Final, TypeVar

import msgspec
import yaml
from msgspec import NODEFAULT, UNSET

from briefing import strict_yaml
from briefing.errors import BriefingError
from briefing.strict_yaml import YamlError
from briefing.text import cell_width

_NARROWEST: Final = 40
"""How long a line may become at least, however far it is indented."""
_WIDTH: Final = 100
"""How long a line may become, in characters, where a text has spaces to break it at."""
_LINE_BREAKS: Final = "\n\x85\u2028\u2029"
"""The characters that end a line in YAML 1.1."""

File = TypeVar("File", bound=msgspec.Struct)


def encode(file: msgspec.Struct) -> bytes:
    """A file of a briefing: its keys in the model's order, and no key that has its default value.

    What is returned has been read back and holds the same. Raises BriefingError if no such file can be made.
    """
    data = yaml.dump(
        given(file), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH, default_flow_style=False
    ).encode()
    try:
        is_same = msgspec.convert(strict_yaml.read(data), type(file), strict=False) == file
    except YamlError as error:
        raise BriefingError(f"it cannot be written so that it can be read again: {error.message}", error.hint) from None
    except msgspec.ValidationError:
        is_same = False
    if not is_same:
        raise BriefingError("it cannot be written so that it reads the same", "Shorten or simplify its texts.")
    return data


def pair(key: str, value: Any, column: int) -> str:
    """A key and its value, as lines for a place that is indented by `column`."""
    lines = yaml.dump(
        {key: value},
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=max(_WIDTH - column, _NARROWEST),
        default_flow_style=False,
    )
    return indent(lines, " " * column, lambda line: bool(line.strip()))


def item(value: Any, column: int) -> str:
    """A value as an item of a list, as lines for a place that is indented by `column`."""
    lines = pair("k", value, column)[column:].removeprefix("k:")
    return " " * column + "-" + re.sub(r"\A\n +", " ", lines)


class Styled(str):
    """A text that is written in this style if it can be: one of PyYAML's `'`, `"`, `>` and `|`, or none."""

    style: str | None = None


class _Dumper(yaml.SafeDumper):
    """Long texts as blocks, short groups on one line, lists set in below their key."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        del indentless
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def write_folded(self, text: str) -> None:
        """Break a text before a line gets too long; PyYAML breaks it behind the word that is too much."""
        if text != text.strip() or any(character in _LINE_BREAKS for character in text):
            super().write_folded(text)
            return
        self.write_indicator(f">{self.determine_block_hints(text)}", True)
        self.write_line_break()
        starts = [0, *(position + 1 for position in breaks(text, self.best_width - (self.indent or 0)))]
        for start, end in zip(starts, [*(start - 1 for start in starts[1:]), len(text)], strict=True):
            self.write_indent()
            self.stream.write(text[start:end])
            self.column += end - start

    def represent_str(self, text: str) -> yaml.ScalarNode:
        style = None
        if text[:1].strip() and text == text.rstrip():
            style = "|" if "\n" in text else ">" if len(text) > _WIDTH - 30 else None
        return self.represent_scalar("tag:yaml.org,2002:str", text, style)

    def represent_mapping(self, tag: str, mapping: Any, flow_style: bool | None = None) -> yaml.MappingNode:
        node = super().represent_mapping(tag, mapping, flow_style)
        keys, values = [key for key, _ in node.value], [value for _, value in node.value]
        node.flow_style = len(keys) > 1 and _fits_a_line([*keys, *values], 70)
        return node

    def represent_sequence(self, tag: str, sequence: Any, flow_style: bool | None = None) -> yaml.SequenceNode:
        node = super().represent_sequence(tag, sequence, flow_style)
        node.flow_style = _fits_a_line(node.value, 70)
        return node

    def represent_styled(self, text: Styled) -> yaml.ScalarNode:
        if text.style is None and "\n" in text:
            return self.represent_str(text)
        is_open = text.endswith("\n\n")  # a block would take the blank lines behind it for its own
        return self.represent_scalar("tag:yaml.org,2002:str", str(text), '"' if is_open else text.style)


_Dumper.add_representer(str, _Dumper.represent_str)
_Dumper.add_representer(Styled, _Dumper.represent_styled)


def breaks(text: str, width: int) -> list[int]:
    """The spaces at which a text is broken into lines of at most `width` cells; only single ones between words."""
    found: list[int] = []
    start, last = 0, -1
    for match in re.finditer(r"(?<=[^\s])[ ](?=[^\s])|$", text.rstrip("\n")):
        if last >= start and cell_width(text[start : match.start()]) > width:
            found.append(last)
            start = last + 1
        last = match.start()
    return found


def _fits_a_line(nodes: list[yaml.Node], width: int) -> bool:
    """Whether these are scalars without a block, of at most `width` characters together."""
    if any(not isinstance(node, yaml.ScalarNode) or node.style for node in nodes):
        return False
    return sum(len(node.value) + 2 for node in nodes) <= width


def given(value: Any) -> Any:
    """The value as built-in types, without the fields that have their default."""
    if isinstance(value, msgspec.Struct):
        return {
            field.encode_name: given(getattr(value, field.name))
            for field in msgspec.structs.fields(value)
            if field.required or getattr(value, field.name) != _default(field)
        }
    if isinstance(value, tuple | list):
        return [given(item) for item in value]
    if isinstance(value, dict):
        return {key: given(item) for key, item in value.items()}
    return str(value) if isinstance(value, str) else value


def _default(field: msgspec.structs.FieldInfo) -> Any:
    if field.default_factory is not NODEFAULT:
        return field.default_factory()
    return UNSET if field.default is NODEFAULT else field.default
