"""The keys that the user has chosen: which of them can be used, and why the others cannot."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from itertools import combinations

from textual.binding import Binding
from textual.keys import Keys as KnownKeys

from briefing.tui.commands import Command, Keys, is_character, key_name, remapped
from briefing.tui.commands.every import ALL_COMMANDS, SCREENS


def chosen_keys(wanted: Mapping[str, str | list[str]]) -> tuple[Keys, dict[str, str]]:
    """The keys that count, and for each command whose keys are refused, the reason.

    A clash is refused with the names of both commands; then both keep the keys that they had.
    """
    commands = {command.id: command for command in reversed(ALL_COMMANDS)}
    keys: dict[str, tuple[str, ...]] = {}
    refused: dict[str, str] = {}
    for name, listed in wanted.items():
        named = [listed] if isinstance(listed, str) else listed
        if name not in commands:
            near = get_close_matches(name, list(commands), n=1)
            meant = f"Did you mean `{near[0]}`?" if near else "`briefing settings --keys` lists them."
            refused[name] = f"there is no command `{name}`. {meant}"
        elif commands[name].takes_key:
            refused[name] = f"the keys of “{commands[name].title}” cannot be changed."
        elif not named:
            refused[name] = f"“{commands[name].title}” needs at least one key."
        elif wrong := [key for key in named if not _is_key(key)]:
            refused[name] = f"`{wrong[0]}` is no key. Write `x`, `ctrl+x`, `f5`, `enter` or `pageup`."
        elif all(each.in_fields for each in ALL_COMMANDS if each.id == name) and any(map(_is_character, named)):
            refused[name] = f"“{commands[name].title}” works where text is typed, so its key cannot be a character."
        else:
            keys[name] = tuple(_textual_name(key) for key in named)
    while clashes := dict(_clashes(keys)):
        refused.update(clashes)
        for name in clashes:
            keys.pop(name, None)
    return keys, refused


def choosable(keys: Keys) -> Iterator[tuple[Command, list[str]]]:
    """Every command whose keys can be chosen, each once, with its keys as one would write them.

    `keys` are those that the user has chosen.
    """
    seen: set[str] = set()
    for command in remapped(ALL_COMMANDS, keys):
        if command.id not in seen and not command.takes_key:
            seen.add(command.id)
            yield command, [_written(key) for key in command.keys]


def _clashes(keys: Keys) -> Iterator[tuple[str, str]]:
    """The chosen keys that another command of the same screen has, too."""
    for commands in SCREENS.values():
        for one, other in combinations(remapped(commands, keys), 2):
            if both := set(one.keys) & set(other.keys):
                told = f"{key_name(min(both))} would stand for both “{one.title}” and “{other.title}”."
                yield from ((command.id, told) for command in (one, other) if command.id in keys)


def _textual_name(key: str) -> str:
    """The name that textual has for a key: `question_mark` for `?`."""
    (binding,) = Binding.make_bindings([Binding(key.strip() or key, "none")])
    return binding.key


def _is_character(key: str) -> bool:
    return is_character(_textual_name(key))


def _written(key: str) -> str:
    """A key as one would write it: `?` for `question_mark`."""
    name = key_name(key)
    return name if name.isascii() and _is_key(name) else key


def _is_key(key: str) -> bool:
    if len(key) == 1:
        return key.isprintable() and key != ","
    *modifiers, last = key.split("+")
    known = {known.value for known in KnownKeys} | {"full_stop", "comma", "slash", "question_mark"}
    is_known = last in known or (len(last) == 1 and last.isalnum() and bool(modifiers))
    return is_known and set(modifiers) <= {"ctrl", "alt", "shift"} and not key.startswith("<")
