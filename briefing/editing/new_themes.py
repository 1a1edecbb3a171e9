"""A theme in which all that is to be written says TODO."""

from collections.abc import Mapping

from briefing.model import Claim, Point, Relation, Stance, ThemeFile

CLAIM = "TODO: what this side says, in other words than its source’s"
QUESTION = "TODO: a question that both sides can be asked"


def first_draft(rests_on: Mapping[str, str]) -> ThemeFile:
    """A theme with one point, in which each side's stance and claim rest on a paragraph, by perspective id."""
    claims: dict[str, tuple[Claim, ...]]
    claims = {side: (Claim(text=CLAIM, evidence=(at,)),) for side, at in rests_on.items()}
    point = Point(id="first-point", question=QUESTION, relation=Relation.DIFFER, claims=claims)
    return with_point(point, {side: (at,) for side, at in rests_on.items()})


def with_point(point: Point, rests_on: Mapping[str, tuple[str, ...]]) -> ThemeFile:
    """A theme about one point; each side's stance rests on these paragraphs, by perspective id."""
    return ThemeFile(
        schema_version=1,
        question="TODO: what the theme asks",
        overview="TODO: what both authors would say it is about",
        stances={
            side: Stance(level=3, reason="TODO: why this level", evidence=evidence)
            for side, evidence in rests_on.items()
        },
        points=(point,),
        common_ground=("TODO: what both sides accept",),
        crux="TODO: the one thing which, if settled, would move either side",
        open_questions=("TODO: what neither side answers",),
    )
