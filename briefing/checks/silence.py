"""On every point, each side either speaks or is said to be silent."""

from collections.abc import Iterator

from briefing.errors import Finding
from briefing.loader import theme_file
from briefing.model import Briefing, Point
from briefing.strict_yaml import KeyPath


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
                    message=f"{theme.id}/{point.id}: {message}",
                    hint=hint,
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
