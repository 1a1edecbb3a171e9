"""The rules: a briefing -> what is wrong with it. Each module holds one family of them."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Final, Protocol

from msgspec import Struct

from briefing.checks import (
    allowances,
    balance,
    copying,
    coverage,
    evidence,
    figure_rules,
    locators,
    outline_rules,
    quote_rules,
    reading,
    silence,
    silence_rules,
    todo,
    writing,
)
from briefing.checks.rule import Rule
from briefing.errors import BriefingError, Finding, Problem, UnreadableFile
from briefing.loader import Folder
from briefing.model import Briefing
from briefing.texts import SourceText


class Family(Protocol):
    """A module of rules. The briefing that it looks at may lack the files that cannot be read."""

    @property
    def RULES(self) -> tuple[Rule, ...]:  # noqa: N802  # a constant of the module
        """The rules that it applies."""

    def check(self, briefing: Briefing, /) -> Iterable[Finding]:
        """What breaks them."""


class TextFamily(Protocol):
    """A module of rules that hold a briefing against its sources' texts."""

    @property
    def RULES(self) -> tuple[Rule, ...]:  # noqa: N802  # a constant of the module
        """The rules that it applies."""

    def check(self, briefing: Briefing, texts: Mapping[str, SourceText], /) -> Iterable[Finding]:
        """What breaks them, as far as texts are at hand, by source id."""


FAMILIES: Final[tuple[Family, ...]] = (locators, evidence, silence, coverage, balance, writing, todo)
TEXT_FAMILIES: Final[tuple[TextFamily, ...]] = (
    quote_rules,
    figure_rules,
    silence_rules,
    copying,
    outline_rules,
)
RULES: Final[Mapping[str, Rule]] = {
    rule.name: rule
    for rules in (
        reading.RULES,
        *(family.RULES for family in FAMILIES),
        *(family.RULES for family in TEXT_FAMILIES),
        allowances.RULES,
    )
    for rule in rules
}
"""Every rule by its name, in the order in which they are explained."""
NEED_TEXTS: Final = frozenset(rule.name for family in TEXT_FAMILIES for rule in family.RULES)
"""The names of the rules that find nothing unless texts are at hand."""


class Allowed(Struct, frozen=True, kw_only=True):
    """A problem that its author lets stand."""

    problem: Problem
    """What it is."""
    reason: str
    """Why it may stand."""


class Checked(Struct, frozen=True, kw_only=True):
    """What was found in one briefing."""

    problems: list[Problem]
    """What is wrong, in the order of files and lines."""
    allowed: list[Allowed]
    """What its author lets stand, in the same order."""
    briefing: Briefing | None
    """As much of the briefing as can be read; None without its `briefing.yaml`."""
    unchecked_quotes: int = 0
    """How many quotes could not be held against their paragraphs, for want of a text."""


def find_rule(name: str) -> Rule:
    """The rule of that name. Raises BriefingError with the nearest name."""
    if name in RULES:
        return RULES[name]
    near = difflib.get_close_matches(name.lower(), RULES, 1)
    meant = f"Did you mean `{near[0]}`? " if near else ""
    raise BriefingError(f"there is no rule `{name}`", f"{meant}`briefing check --explain all` lists the rules.")


def run(folder: Folder, texts: Mapping[str, SourceText] | None = None) -> list[Problem]:
    """Everything that is wrong in a briefing's folder, in the order of files and lines."""
    return examine(folder, texts).problems


def examine(folder: Folder, texts: Mapping[str, SourceText] | None = None) -> Checked:
    """What is wrong in a briefing's folder, and what its author lets stand; `texts` are those at hand, by source id."""
    unreadable = folder.unreadable()
    briefing = _readable(folder)
    if briefing is None:
        return Checked(problems=sorted(unreadable), allowed=[], briefing=None)
    texts = texts or {}
    allowing = allowances.places(briefing)
    sifted = allowances.sift(findings(briefing, texts), allowing)
    kept = [*sifted.kept, *allowances.wrong(allowing, RULES)]
    if not unreadable:
        looked_at = {
            name: rule
            for name, rule in RULES.items()
            if name not in NEED_TEXTS or texts.keys() >= briefing.sources.keys()
        }
        kept += allowances.unused(allowing, sifted.used, looked_at)
    allowed = [
        Allowed(problem=problem, reason=reason)
        for finding, reason in sifted.allowed
        for problem in folder.locate([finding])
    ]
    return Checked(
        problems=sorted([*unreadable, *folder.locate(kept)]),
        allowed=sorted(allowed, key=lambda entry: entry.problem),
        briefing=briefing,
        unchecked_quotes=quote_rules.unchecked(briefing, texts),
    )


def findings(briefing: Briefing, texts: Mapping[str, SourceText]) -> Iterator[Finding]:
    """What breaks a rule in as much of a briefing as there is, whether its author lets it stand or not."""
    for family in FAMILIES:
        yield from family.check(briefing)
    for text_family in TEXT_FAMILIES:
        yield from text_family.check(briefing, texts)


def _readable(folder: Folder) -> Briefing | None:
    """As much of the briefing as can be read; None without its `briefing.yaml`."""
    sources = {}
    try:
        about = folder.about
    except UnreadableFile:
        return None
    for perspective in about.perspectives:
        with suppress(UnreadableFile):
            sources[perspective.source] = folder.source(perspective.source)
    return Briefing(about=about, sources=sources, themes=tuple(folder.readable().values()))
