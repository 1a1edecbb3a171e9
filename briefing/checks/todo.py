"""Places that are still to be written."""

from collections.abc import Iterator

from msgspec import Struct

from briefing import unwritten
from briefing.checks.rule import Rule
from briefing.errors import Finding, Severity
from briefing.loader import ABOUT, source_file, theme_file
from briefing.model import Briefing

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
        for path, what in unwritten.places(held):
            yield Finding(
                file=file,
                path=path,
                rule="todo",
                message=f"still to be written{f': {what}' if what else ''}",
                hint="Write it in the place of TODO.",
                severity=Severity.WARNING,
            )
