"""Both sides get about the same room."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from briefing import unwritten
from briefing.checks.examples import both_speak
from briefing.checks.rule import Rule
from briefing.errors import Finding, Severity
from briefing.loader import theme_file
from briefing.model import Briefing, Claim, Point, Theme, Voice
from briefing.text import count_words

MOST: Final = 1.5
"""How many times the other side's words a side may have in one theme."""


_POINT = both_speak(
    closed="Takings rose in the second year, the works paid for themselves, and the street came alive.",
    open="Shops closed.",
)

RULES = (
    Rule(
        name="unbalanced",
        severity=Severity.WARNING,
        summary="In a theme, one side's claims have more than 1.5 times the other's words.",
        why=(
            "The same room for both sides is the least that fairness asks. Words of claims are counted over all points "
            "of the theme, the editor's remarks left out; a theme in which only one side speaks, or a claim is still "
            "TODO, is not looked at. "
            "Where a source simply says more, let it stand with that reason. `briefing check --report` tells more."
        ),
        wrong=_POINT,
        right=_POINT.replace("Shops closed.", "Shops closed in the first year, takings fell, and the works went on."),
    ),
)


def words(theme: Theme) -> Counter[str]:
    """How many words of claims each side has in a theme, by perspective id; the editor's are not counted."""
    counted: Counter[str] = Counter()
    for point in theme.points:
        for side, said in point.claims.items():
            counted[side] += sum(count_words(claim.text) for claim in said if claim.voice is not Voice.EDITOR)
    return counted


def _claims(point: Point) -> Iterator[Claim]:
    return (claim for said in point.claims.values() for claim in said)


def check(briefing: Briefing) -> Iterator[Finding]:
    """`unbalanced`, for each theme where both sides speak."""
    for theme in briefing.themes:
        counted = words(theme)
        if len(+counted) < 2 or any(unwritten.count(claim) for point in theme.points for claim in _claims(point)):
            continue
        (more, many), (fewer, few) = counted.most_common(2)
        if many > MOST * few:
            yield Finding(
                file=theme_file(theme.id),
                path=("points",),
                rule="unbalanced",
                where=theme.id,
                message=f"`{more}` has {many} words and `{fewer}` {few}, {many / few:.2f} times as many",
                hint=f"Shorten the one or say more of the other, until it is at most {MOST} times.",
                severity=Severity.WARNING,
                on_key=True,
            )
