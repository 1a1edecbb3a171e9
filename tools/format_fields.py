"""The fields of the model's structs as tables of Markdown."""

import re
from collections.abc import Iterable, Mapping
from enum import Enum

import msgspec
from format_rules import Spot
from msgspec import inspect

from briefing import fields
from briefing.text import ID_PATTERN

_CODE = re.compile(r"(`[^`]*`)")
_FEW = 6
"""The most values of a field that its row lists."""


def pattern_of(kind: object) -> str:
    """The pattern of one of the model's kinds of text."""
    return str(kind.__metadata__[0].pattern)  # type: ignore[attr-defined]  # Annotated has it, and no type says so


_TEXTS: Mapping[str, str] = {
    ID_PATTERN: "[id](#ids)",
    pattern_of(fields.Text): "[text](#texts-numbers-and-dates)",
    pattern_of(fields.Date): "[date](#texts-numbers-and-dates)",
    pattern_of(fields.Locator): "[locator](#locators)",
}


def table(kind: type[msgspec.Struct], rules: Mapping[Spot, Iterable[str]]) -> str:
    """What the struct says of each of its fields, with the rules of `check` that speak to it, by name."""
    rows = [
        ("key", "what it is", "value", "needed", "rules"),
        ("---",) * 5,
        *(
            (
                f"`{field.encode_name}`",
                described(field),
                value(field.type),
                "yes" if field.required else _left_out(field),
                links(rules.get((kind, field.encode_name), ())),
            )
            for field in _fields(kind)
        ),
    ]
    made = "\n".join(row(cells) for cells in rows)
    if whole := links(rules.get((kind, None), ())):
        made += f"\n\nRules on it as a whole: {whole}."
    return made


def row(cells: Iterable[str]) -> str:
    """A row of a table."""
    return f"| {' | '.join(cell(text) for text in cells)} |"


def cell(text: str) -> str:
    """Markdown on one line that neither ends its cell nor is taken for a tag of HTML."""
    parts = _CODE.split(" ".join(text.split()).replace("|", "\\|"))
    return "".join(part if part.startswith("`") else part.replace("<", "\\<") for part in parts)


def links(rules: Iterable[str]) -> str:
    """The names of rules, each leading to what the handbook says of it."""
    return ", ".join(f"[`{name}`](rules.md#{name})" for name in rules)


def described(field: inspect.Field) -> str:
    """What the model says of a field."""
    shape, said = field.type, ""
    while isinstance(shape, inspect.Metadata):
        said = str((shape.extra_json_schema or {}).get("description", said))
        shape = shape.type
    return said


def value(shape: inspect.Type) -> str:
    """What a field can hold, in words, as Markdown."""
    match shape:
        case inspect.Metadata():
            return value(shape.type)
        case inspect.UnionType():
            kinds = [kind for kind in shape.types if not isinstance(kind, inspect.NoneType)]
            return " or ".join(value(kind) for kind in kinds)
        case inspect.StrType(pattern=pattern):
            return _TEXTS.get(pattern or "", f"text like `{_plain(pattern)}`" if pattern else "text")
        case inspect.IntType(ge=low, le=high):
            return f"number, {low} to {high}" if high is not None else f"number, at least {low}"
        case inspect.LiteralType(values=values):
            return _one_of(values)
        case inspect.EnumType(cls=cls):
            return _one_of(each.value for each in cls)
        case inspect.VarTupleType(item_type=item, min_length=low, max_length=high):
            if low is not None and low == high:
                return f"list of exactly {low}: {value(item)}"
            return f"list{f' of at least {low}' if low else ''}: {value(item)}"
        case inspect.DictType(key_type=key, value_type=inner):
            return f"for each {'[side](#ids)' if value(key) == _TEXTS[ID_PATTERN] else 'name'}: {value(inner)}"
        case inspect.StructType(cls=cls):
            return f"[{called(cls)}](#{called(cls).replace(' ', '-')})"
        case inspect.AnyType():
            return "anything"
        case _:
            raise TypeError(f"there are no words for {shape}")


def called(kind: type[msgspec.Struct]) -> str:
    """A struct's name in words, which is the heading of its table too."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind.__name__).lower()


def _one_of(values: Iterable[object]) -> str:
    listed = [f"`{each}`" for each in values]
    if len(listed) > _FEW:
        return f"one of [these {len(listed)}](#types-of-sources)"
    return listed[0] if len(listed) == 1 else f"one of {', '.join(listed)}"


def _plain(pattern: str) -> str:
    return pattern.removesuffix(r"(?!\n)")


def _left_out(field: inspect.Field) -> str:
    default = field.default
    if default in (None, (), msgspec.NODEFAULT):
        return "no"
    return f"no; then `{default.value if isinstance(default, Enum) else default}`"


def _fields(kind: type[msgspec.Struct]) -> tuple[inspect.Field, ...]:
    shape = inspect.type_info(kind)
    if not isinstance(shape, inspect.StructType):
        raise TypeError(f"{kind} is no struct")
    return shape.fields
