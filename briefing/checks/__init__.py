"""The rules: a briefing -> what is wrong with it. Each module holds one family of them."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Final

from briefing.checks import balance, coverage, evidence, locators, silence, writing
from briefing.errors import Finding, Problem, UnreadableFile
from briefing.loader import Folder
from briefing.model import Briefing

Rule = Callable[[Briefing], Iterable[Finding]]
"""A family of rules. The briefing may lack the files that cannot be read."""

RULES: Final[tuple[Rule, ...]] = (
    locators.check,
    evidence.check,
    silence.check,
    coverage.check,
    balance.check,
    writing.check,
)


def run(folder: Folder) -> list[Problem]:
    """Everything that is wrong in a briefing's folder, in the order of files and lines."""
    problems = folder.unreadable()
    briefing = _readable(folder)
    if briefing is not None:
        problems += folder.locate(finding for rule in RULES for finding in rule(briefing))
    return sorted(problems)


def _readable(folder: Folder) -> Briefing | None:
    """As much of the briefing as can be read; None without its `briefing.yaml`."""
    sources, themes = {}, []
    try:
        about = folder.about
    except UnreadableFile:
        return None
    for perspective in about.perspectives:
        with suppress(UnreadableFile):
            sources[perspective.source] = folder.source(perspective.source)
    for entry in about.themes:
        with suppress(UnreadableFile):
            themes.append(folder.theme(entry.id))
    return Briefing(about=about, sources=sources, themes=tuple(themes))
