"""On every point, each side either speaks or is said to be silent."""

from collections.abc import Iterator
from typing import Final

from briefing.checks.examples import BOTH_SPEAK, one_speaks
from briefing.checks.rule import Rule
from briefing.errors import Finding, Severity
from briefing.loader import theme_file
from briefing.model import Briefing, Point
from briefing.strict_yaml import KeyPath

_ONE = one_speaks(open="Lorries come before seven.", looked_for="delivery, lorry, van")
_NEITHER = """\
# themes/cost.yaml
points:
  - id: rain
    question: Who comes when it rains?
    silence: {closed: [rain, weather], open: [rain, weather]}
"""

RULES = (
    Rule(
        name="missing-answer",
        severity=Severity.ERROR,
        summary="On a point, a side neither speaks nor is said to be silent.",
        why=(
            "Silence is never a blank. Either the source says something on the point, or the briefing says that it "
            "does not, with the words that were looked for."
        ),
        wrong=_ONE.replace("    silence: {closed: [delivery, lorry, van]}\n", ""),
        right=_ONE,
    ),
    Rule(
        name="silent-and-speaking",
        severity=Severity.ERROR,
        summary="On a point, a side has claims and is said to be silent.",
        why="One of the two is wrong, and the reader cannot know which.",
        wrong=_ONE.replace("{closed:", "{open: [tram], closed:"),
        right=_ONE,
    ),
    Rule(
        name="silence-without-words",
        severity=Severity.ERROR,
        summary="A silence does not say which words were looked for.",
        why=(
            "That a source does not speak of something can only be trusted if it can be repeated: the words that were "
            "looked for are shown to the reader, and with the text at hand the program looks for them again."
        ),
        wrong=_ONE.replace("[delivery, lorry, van]", "[]"),
        right=_ONE,
    ),
    Rule(
        name="silent-both",
        severity=Severity.ERROR,
        summary="Neither side speaks to a point.",
        why="A question that neither source takes up is no point between them; it is an open question of the theme.",
        wrong=_NEITHER,
        right="""\
# themes/cost.yaml
open_questions: [Who comes when it rains?]
""",
    ),
    Rule(
        name="missing-relation",
        severity=Severity.ERROR,
        summary="Both sides speak to a point, and nothing says how their answers stand to each other.",
        why=(
            "Whether they agree, agree in part, differ or talk past each other is what the reader came for. It is a "
            "judgement, so the program cannot make it."
        ),
        wrong=BOTH_SPEAK.replace("    relation: differ\n", ""),
        right=BOTH_SPEAK,
    ),
    Rule(
        name="relation-with-silence",
        severity=Severity.ERROR,
        summary="A point has a relation, though a side is silent on it.",
        why="One answer alone stands in no relation to another.",
        wrong=_ONE.replace("    claims:", "    relation: differ\n    claims:"),
        right=_ONE,
    ),
)
_ON_SCREEN: Final = {
    "missing-answer": "Add its claims below; or, if its source says nothing, record a silence there.",
    "missing-relation": "Choose it in the row “Relation”.",
}
"""What to do on the screen, by rule, where the hint speaks of the file's keys."""


def check(briefing: Briefing) -> Iterator[Finding]:
    """The rules on answers, silences and relations, point by point."""
    sides = [perspective.id for perspective in briefing.about.perspectives]
    for theme in briefing.themes:
        for index, point in enumerate(theme.points):
            for rule, keys, message, hint in _of_point(point, sides):
                yield Finding(
                    file=theme_file(theme.id),
                    path=("points", index, *keys),
                    rule=rule,
                    where=f"{theme.id}/{point.id}",
                    message=message,
                    hint=hint,
                    hint_on_screen=_ON_SCREEN.get(rule, ""),
                    on_key=bool(keys),
                )


def _of_point(point: Point, sides: list[str]) -> Iterator[tuple[str, KeyPath, str, str]]:
    """The rule, the keys below the point, the message and the hint."""
    speaking = [side for side in sides if point.claims.get(side)]
    silent = [side for side in sides if side in point.silence]
    for side in sides:
        if side not in speaking and side not in silent:
            yield (
                "missing-answer",
                (),
                f"`{side}` has neither claims nor a silence",
                f"Add its claims; or, if its source says nothing, `silence: {{{side}: [words looked for]}}`.",
            )
        if side in speaking and side in silent:
            yield (
                "silent-and-speaking",
                ("silence", side),
                f"`{side}` has claims and is said to be silent",
                "Delete its silence, or its claims.",
            )
        elif side in silent and not point.silence[side]:
            yield (
                "silence-without-words",
                ("silence", side),
                f"the silence of `{side}` names no words",
                "List the words that were looked for in its source and are not there.",
            )
    if not speaking and len(silent) == len(sides):
        yield (
            "silent-both",
            (),
            "neither side speaks",
            "Delete the point, or put its question among the theme's open questions.",
        )
    if len(speaking) == len(sides) and point.relation is None:
        yield (
            "missing-relation",
            (),
            "both sides speak, and nothing says how their answers stand to each other",
            "Add `relation:` with agree, partly, differ or talk-past.",
        )
    if point.relation is not None and set(silent) - set(speaking):
        yield (
            "relation-with-silence",
            ("relation",),
            f"the relation is `{point.relation}`, but a side is silent",
            "Delete the relation; it is for points that both sides speak to.",
        )
