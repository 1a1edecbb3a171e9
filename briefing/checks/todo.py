"""Places that are still to be written."""

import re
from collections.abc import Iterator
from typing import Any, Final

from msgspec import Struct

from briefing.checks.rule import Rule
from briefing.errors import Finding, Severity
from briefing.loader import ABOUT, source_file, theme_file
from briefing.model import Briefing, Theme
from briefing.strict_yaml import KeyPath

_TODO: Final = re.compile(r"TODO(?::\s*(?P<what>.*))?\s*", re.DOTALL)
_OF_THE_CONTENTS: Final = ("id", "title", "number")
"""The fields of a theme that stand in the contents, not in its own file."""

RULES = (
    Rule(
        name="todo",
        severity=Severity.WARNING,
        summary="A text is still to be written.",
        why=(
            "A text that is TODO, or begins with TODO: and says what belongs there, keeps a place until someone "
            "writes it. `briefing new` makes a briefing of such places. This lists what is left to do, and keeps a "
            "half-written briefing from being handed over unnoticed. Every text of every file is looked at."
        ),
        wrong="# themes/cost.yaml\ncrux: 'TODO: what would move either side'\n",
        right="# themes/cost.yaml\ncrux: Whether takings recover within three years.\n",
    ),
)


def check(briefing: Briefing) -> Iterator[Finding]:
    """`todo`, once for each text."""
    files: list[tuple[str, Struct]] = [(ABOUT, briefing.about)]
    files += [(source_file(source.id), source) for source in briefing.sources.values()]
    files += [(theme_file(theme.id), theme) for theme in briefing.themes]
    for file, held in files:
        for path, text in _texts(held, ()):
            if todo := _TODO.fullmatch(text):
                what = f": {todo['what']}" if todo["what"] else ""
                yield Finding(
                    file=file,
                    path=path,
                    rule="todo",
                    message=f"still to be written{what}",
                    hint="Write it in the place of TODO.",
                    severity=Severity.WARNING,
                )


def _texts(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """Every text at or below a value of the model, with the keys that lead to it."""
    match value:
        case str():
            yield path, value
        case Struct():
            names = zip(value.__struct_fields__, value.__struct_encode_fields__, strict=True)
            for name, key in names:
                if not (isinstance(value, Theme) and name in _OF_THE_CONTENTS):
                    yield from _texts(getattr(value, name), (*path, key))
        case tuple():
            for index, item in enumerate(value):
                yield from _texts(item, (*path, index))
        case dict():
            for key, item in value.items():
                yield from _texts(item, (*path, key))
