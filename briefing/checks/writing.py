"""A theme says what the two sides come to."""

from collections.abc import Iterator

from briefing.checks.rule import Rule
from briefing.errors import Finding, Severity
from briefing.loader import theme_file
from briefing.model import Briefing

_EXPECTED = {
    "common_ground": ("missing-common-ground", "common ground", "what both sides accept"),
    "crux": ("missing-crux", "crux", "the one thing which, if settled, would move either side"),
    "open_questions": ("missing-open-questions", "open questions", "what neither side answers"),
}
"""Each key with its rule, its name in words, and what to write there."""


_GROUND = "common_ground: [Both want the tram extended.]\n"
_CRUX = "crux: Whether takings recover within three years.\n"
_QUESTIONS = "open_questions: [Who pays for the works?]\n"


def _example(*keys: str) -> str:
    return "# themes/cost.yaml\n" + "".join(keys)


RULES = (
    Rule(
        name="missing-common-ground",
        severity=Severity.WARNING,
        summary="A theme does not say what both sides accept.",
        why="Where two authors argue, they share more than it seems; what they share is where a talk can begin.",
        wrong=_example(_CRUX, _QUESTIONS),
        right=_example(_GROUND, _CRUX, _QUESTIONS),
    ),
    Rule(
        name="missing-crux",
        severity=Severity.WARNING,
        summary="A theme does not say what would have to be settled for either side to move.",
        why=(
            "The crux tells a quarrel that facts could end from one that they could not. It is the one sentence that "
            "is remembered."
        ),
        wrong=_example(_GROUND, _QUESTIONS),
        right=_example(_GROUND, _CRUX, _QUESTIONS),
    ),
    Rule(
        name="missing-open-questions",
        severity=Severity.WARNING,
        summary="A theme does not say what neither side answers.",
        why="What both leave open is what a reader will be asked next.",
        wrong=_example(_GROUND, _CRUX),
        right=_example(_GROUND, _CRUX, _QUESTIONS),
    ),
)


def check(briefing: Briefing) -> Iterator[Finding]:
    """`missing-common-ground`, `missing-crux` and `missing-open-questions`."""
    for theme in briefing.themes:
        for key, (rule, name, what) in _EXPECTED.items():
            if not getattr(theme, key):
                yield Finding(
                    file=theme_file(theme.id),
                    path=(key,),
                    rule=rule,
                    where=theme.id,
                    message=f"the theme has no {name}",
                    hint=f"Add `{key}:`, {what}.",
                    hint_on_screen=f"Add {what}.",
                    severity=Severity.WARNING,
                    on_key=True,
                )
