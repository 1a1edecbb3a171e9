"""The user's settings: a TOML file, each value checked on its own; what is wrong is told, and the default counts."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Final, Literal, NamedTuple

import msgspec
from msgspec import Meta

from briefing import files
from briefing.errors import BriefingError
from briefing.text import clean

MAX_BYTES: Final = 1 << 14
"""A longer file is not read: the time that a reader of TOML takes may grow with the square of it."""

_LONGEST_SHOWN: Final = 60
"""How many characters of a wrong value are shown."""

Order = Literal["as-written", "swapped"]
"""Which perspective is shown first: that of the briefing, or the other."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What the user may choose. Every field has a default."""

    theme: Annotated[str, Meta(min_length=1, max_length=64)] = "dark"
    """The look: `dark`, `light`, or the name of one of the looks that Ctrl+T lists."""
    order: Order = "as-written"
    """The order of the sides when a briefing is opened for the first time."""
    speaking_rate: Annotated[int, Meta(ge=60, le=400)] = 150
    """How fast a briefing is spoken, in words a minute; reading times and time boxes rest on it."""
    note_width: Annotated[int, Meta(ge=20, le=300)] = 80
    """The longest line in the editor of notes, in columns; longer ones are wrapped."""
    keys: Mapping[str, str | list[str]] = {}
    """The keys of commands: `[keys]` with lines such as `note = "m"` or `find = ["/", "ctrl+f"]`."""


class Problem(NamedTuple):
    """Something that is wrong in the file of settings."""

    file: Path
    line: int
    """1-based."""
    message: str
    """What is wrong."""
    hint: str
    """What to do."""

    def __str__(self) -> str:
        return clean(f"{self.file}:{self.line}: {self.message}. {self.hint}".strip())


class Read(NamedTuple):
    """The settings as they count."""

    settings: Settings = Settings()
    path: Path | None = None
    """The file; None where there can be none."""
    lines: Mapping[str, int] = {}
    """The line of each value that comes from the file; `keys.note` for a key of a command."""
    problems: tuple[Problem, ...] = ()
    """What is wrong in the file."""


def read_settings(path: Path) -> Read:
    """The settings in a file; the defaults where there is none, and instead of what is wrong in it."""
    try:
        data = files.read(path, MAX_BYTES)
    except FileNotFoundError:
        return Read(path=path)
    except BriefingError as error:
        return Read(path=path, problems=(Problem(path, 1, error.message, error.hint),))
    if len(data) > MAX_BYTES:
        long = Problem(path, 1, f"the file is longer than {MAX_BYTES >> 10} KiB", "It is not read.")
        return Read(path=path, problems=(long,))
    return _from_text(path, clean(data.decode("utf-8-sig", "replace").replace("\r\n", "\n")))


def _from_text(path: Path, text: str) -> Read:
    import tomllib

    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number of thousands of digits is no TOMLDecodeError
        found = re.search(r"at line (\d+)", str(error))
        line = int(found[1]) if found else 1
        return Read(path=path, problems=(Problem(path, line, f"this is not TOML: {error}", "See https://toml.io."),))
    lines = {name: line for name, line in _lines(text) if name.split(".")[0] in table}
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    fields = {field.name: field for field in msgspec.structs.fields(Settings)}
    for name, value in table.items():
        line = lines.get(name, 1)
        if name not in fields:
            problems.append(Problem(path, line, f"`{name}` is no setting", _nearest(name, list(fields))))
            continue
        try:
            values[name] = msgspec.convert(value, fields[name].type)
        except msgspec.ValidationError:
            told, default = _refused(name, value, fields[name].type), shown(getattr(Settings(), name))
            problems.append(Problem(path, line, told, f"The default counts: {default}."))
    chosen = {name: lines.get(name, 1) for name in values}
    keys = {f"keys.{name}": lines.get(f"keys.{name}", lines.get("keys", 1)) for name in values.get("keys", {})}
    return Read(Settings(**values), path, {**chosen, **keys}, tuple(problems))


def shown(value: object) -> str:
    """A value as it is written in the file."""
    return msgspec.json.encode(value).decode()


def _refused(name: str, value: object, type: object) -> str:
    """What a setting takes, and what it is instead."""
    from msgspec import inspect

    match inspect.type_info(type):
        case inspect.IntType(ge=least, le=most):
            taken = f"a whole number from {least} to {most}"
        case inspect.LiteralType(values=values):
            taken = " or ".join(shown(each) for each in values)
        case inspect.StrType(min_length=least, max_length=most):
            taken = f"a text of {least} to {most} characters in quotation marks"
        case _:
            taken = "a table of commands, each with a key or a list of keys in quotation marks"
    try:
        given = shown(value)
    except RecursionError:
        given = "nested too deeply to be shown"
    return f"`{name}` must be {taken}, and is {given if len(given) <= _LONGEST_SHOWN else given[:_LONGEST_SHOWN] + '…'}"


def _nearest(name: str, known: list[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=1)
    return f"Did you mean `{near[0]}`?" if near else f"The settings are {', '.join(known)}."


def _lines(text: str) -> Iterator[tuple[str, int]]:
    """Where each key stands, as far as one that is written plainly can be seen without TOML's own reader."""
    table = ""
    for number, line in enumerate(text.split("\n"), 1):
        if heading := re.match(r"\s*\[\s*([\w.-]+)\s*\]", line):
            table = f"{heading[1]}."
            yield heading[1], number
        elif key := re.match(r"\s*[\"']?([\w.-]+)[\"']?\s*=", line):
            yield f"{table}{key[1]}", number
