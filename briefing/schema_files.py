"""The JSON Schemas in a briefing's folder, and the first line of each file, which points an editor to its own."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from msgspec import Struct

from briefing.model import BriefingFile, Source, ThemeFile
from briefing.schema import published

_NAMES: Final[Mapping[type[Struct], str]] = {
    BriefingFile: "schema/briefing.json",
    Source: "schema/source.json",
    ThemeFile: "schema/theme.json",
}
"""Where the schema of each kind of file lies, below the folder."""


def contents() -> dict[str, bytes]:
    """The schema of each kind of file, by its path below the folder."""
    return {
        name: f"{json.dumps(published(kind), ensure_ascii=False, indent=2)}\n".encode() for kind, name in _NAMES.items()
    }


def has(folder: Path, kind: type[Struct]) -> bool:
    """Whether a briefing's folder holds the schema of a kind of file."""
    return (folder / _NAMES[kind]).is_file()


def line(name: str, kind: type[Struct]) -> str:
    """The comment in a file, named by its path below the folder, that says where its schema lies.

    YAML Language Server 1.0: `# yaml-language-server: $schema=PATH`.
    """
    return f"# yaml-language-server: $schema={'../' * name.count('/')}{_NAMES[kind]}\n"
