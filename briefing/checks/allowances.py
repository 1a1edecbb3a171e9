"""What the author lets stand: the `allow` of a claim, a point, a theme …, and what is wrong with one."""

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from briefing.checks.rule import Rule
from briefing.errors import Finding, Severity
from briefing.fields import Allow
from briefing.loader import ABOUT, source_file, theme_file
from briefing.model import Briefing
from briefing.strict_yaml import KeyPath

RULES = (
    Rule(
        name="wrong-allow",
        severity=Severity.ERROR,
        summary="An `allow` names a rule that is not there, or one that cannot be set aside.",
        why=(
            "A misspelt rule would set nothing aside, and look as if it did. Rules on what keeps a file from being "
            "read cannot be set aside: nothing could be shown of it. `briefing check --explain all` lists the rules."
        ),
        wrong="""\
# themes/cost.yaml
allow:
  missing-crucks: The two writers never meet.
""",
        right="""\
# themes/cost.yaml
allow:
  missing-crux: The two writers never meet.
""",
        allowable=False,
    ),
    Rule(
        name="unused-allow",
        severity=Severity.WARNING,
        summary="An `allow` sets nothing aside.",
        why=(
            "The problem it was written for is gone, so it only hides the next one. An `allow` covers what lies at or "
            "below it in its file; that of briefing.yaml covers all files. Of several that would do, the nearest "
            "counts. Those for rules that need a source's text are looked at only where all texts are at hand."
        ),
        wrong="""\
# themes/cost.yaml
crux: Whether takings recover within three years.
allow:
  missing-crux: The two writers never meet.
""",
        right="""\
# themes/cost.yaml
crux: Whether takings recover within three years.
""",
        allowable=False,
    ),
)


class Place(NamedTuple):
    """Something in a briefing that can have an `allow`."""

    file: str
    """Its file below the folder."""
    path: KeyPath
    """The keys that lead to it."""


EVERYWHERE = Place(ABOUT, ())
"""The briefing's own `allow` covers all its files."""


class Sifted(NamedTuple):
    """What rules found, parted by whether the author lets it stand."""

    kept: list[Finding]
    """What still counts."""
    allowed: list[tuple[Finding, str]]
    """What is set aside, with the reason."""
    used: set[tuple[Place, str]]
    """The places whose `allow` for a rule has set something aside."""


def places(briefing: Briefing) -> dict[Place, Allow]:
    """Every `allow` that is not empty, by where it stands."""
    return {place: allow for place, allow in _all(briefing) if allow}


def sift(found: Iterable[Finding], allowing: Mapping[Place, Allow]) -> Sifted:
    """Set aside what the nearest `allow` at or above it names."""
    sifted = Sifted([], [], set())
    for finding in found:
        above = (Place(finding.file, finding.path[:depth]) for depth in range(len(finding.path), -1, -1))
        for place in (*above, EVERYWHERE):
            if finding.rule in allowing.get(place, {}):
                sifted.allowed.append((finding, allowing[place][finding.rule]))
                sifted.used.add((place, finding.rule))
                break
        else:
            sifted.kept.append(finding)
    return sifted


def wrong(allowing: Mapping[Place, Allow], rules: Mapping[str, Rule]) -> Iterator[Finding]:
    """`wrong-allow`, for each rule that is unknown or not allowable."""
    for place, allow in allowing.items():
        for name in allow:
            if name not in rules:
                near = difflib.get_close_matches(name, rules, 1)
                hint = f"Did you mean `{near[0]}`?" if near else "`briefing check --explain all` lists the rules."
                yield _finding(place, name, "wrong-allow", f"there is no rule `{name}`", hint)
            elif not rules[name].allowable:
                yield _finding(place, name, "wrong-allow", f"`{name}` cannot be set aside", "Mend it, and delete this.")


def unused(
    allowing: Mapping[Place, Allow], used: Collection[tuple[Place, str]], rules: Mapping[str, Rule]
) -> Iterator[Finding]:
    """`unused-allow`, for each of `rules` that an `allow` names and that nothing below it breaks."""
    for place, allow in allowing.items():
        for name in allow:
            if name in rules and rules[name].allowable and (place, name) not in used:
                message = f"there is no `{name}` to set aside here"
                yield _finding(place, name, "unused-allow", message, "Delete it.", Severity.WARNING)


def _all(briefing: Briefing) -> Iterator[tuple[Place, Allow]]:
    yield EVERYWHERE, briefing.about.allow
    for source in briefing.sources.values():
        file = source_file(source.id)
        yield Place(file, ()), source.allow
        for index, section in enumerate(source.outline):
            yield Place(file, ("outline", index)), section.allow
            for number, paragraph in enumerate(section.paragraphs):
                yield Place(file, ("outline", index, "paragraphs", number)), paragraph.allow
    for theme in briefing.themes:
        file = theme_file(theme.id)
        yield Place(file, ()), theme.allow
        for side, stance in theme.stances.items():
            yield Place(file, ("stances", side)), stance.allow
        for index, point in enumerate(theme.points):
            yield Place(file, ("points", index)), point.allow
            for side, said in point.claims.items():
                for number, claim in enumerate(said):
                    yield Place(file, ("points", index, "claims", side, number)), claim.allow


def _finding(
    place: Place, name: str, rule: str, message: str, hint: str, severity: Severity = Severity.ERROR
) -> Finding:
    path = (*place.path, "allow", name)
    return Finding(
        file=place.file,
        path=path,
        rule=rule,
        message=message,
        hint=hint,
        hint_on_screen=f"It stands in the file, below `allow`. {hint}",
        severity=severity,
        on_key=True,
    )
