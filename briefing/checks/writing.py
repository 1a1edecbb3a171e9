"""A theme says what the two sides come to."""

from collections.abc import Iterator

from briefing.errors import Finding, Severity
from briefing.loader import theme_file
from briefing.model import Briefing

_EXPECTED = {
    "common_ground": ("missing-common-ground", "common ground", "what both sides accept"),
    "crux": ("missing-crux", "crux", "the one thing which, if settled, would move either side"),
    "open_questions": ("missing-open-questions", "open questions", "what neither side answers"),
}
"""Each key with its rule, its name in words, and what to write there."""


def check(briefing: Briefing) -> Iterator[Finding]:
    """`missing-common-ground`, `missing-crux` and `missing-open-questions`."""
    for theme in briefing.themes:
        for key, (rule, name, what) in _EXPECTED.items():
            if not getattr(theme, key):
                yield Finding(
                    file=theme_file(theme.id),
                    path=(key,),
                    rule=rule,
                    message=f"{theme.id}: the theme has no {name}",
                    hint=f"Add `{key}:`, {what}.",
                    severity=Severity.WARNING,
                    on_key=True,
                )
