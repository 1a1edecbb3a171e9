"""A value of the model with one part of it changed; the part is named by the keys that lead to it."""

from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import fields, replace

from briefing.strict_yaml import KeyPath

Whole = TypeVar("Whole", bound=Struct)


def value(whole: Any, path: KeyPath) -> Any:
    """What stands at a path, keys as in the files. Raises KeyError or IndexError if there is no such place."""
    for key in path:
        whole = getattr(whole, _name(whole, str(key))) if isinstance(whole, Struct) else whole[key]
    return whole


def with_value(whole: Whole, path: KeyPath, new: Any) -> Whole:
    """The whole with another value at a path; a key of a mapping may be new."""
    changed: Whole = _with(whole, path, new)
    return changed


def without(whole: Whole, path: KeyPath) -> Whole:
    """The whole without an item of a list, or without a key of a mapping."""
    held, key = value(whole, path[:-1]), path[-1]
    if isinstance(held, tuple):
        left: Any = tuple(item for index, item in enumerate(held) if index != key)
    else:
        left = {name: item for name, item in held.items() if name != key}
    return with_value(whole, path[:-1], left)


def with_item(whole: Whole, path: KeyPath, item: Any) -> Whole:
    """The whole with a new item in a list; the path ends in the index that it gets."""
    held, index = value(whole, path[:-1]), int(path[-1])
    return with_value(whole, path[:-1], (*held[:index], item, *held[index:]))


def moved(whole: Whole, path: KeyPath, by: int) -> Whole:
    """The whole with an item of a list that many places further down; it stops at the ends."""
    held, index = list(value(whole, path[:-1])), int(path[-1])
    item = held.pop(index)
    held.insert(min(max(index + by, 0), len(held)), item)
    return with_value(whole, path[:-1], tuple(held))


def _with(whole: Any, path: KeyPath, new: Any) -> Any:
    if not path:
        return new
    key, *rest = path
    if isinstance(whole, Struct):
        name = _name(whole, str(key))
        return replace(whole, **{name: _with(getattr(whole, name), tuple(rest), new)})
    if isinstance(whole, tuple):
        return tuple(_with(item, tuple(rest), new) if index == key else item for index, item in enumerate(whole))
    return {**whole, key: _with(whole.get(key), tuple(rest), new)}


def _name(whole: Struct, key: str) -> str:
    """The name of the field that a key of the files stands for."""
    return next(field.name for field in fields(whole) if field.encode_name == key)
