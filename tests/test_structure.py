"""What must hold between the parts of a file."""

import msgspec
import pytest
import samples

from briefing import structure
from briefing.errors import Finding
from briefing.model import BriefingFile, Point, Stance, Theme

ABOUT = samples.briefing().about
THEME = samples.briefing().themes[0]
SOURCE = samples.briefing().sources["report"]
SIDES = "The perspectives are close and keep."


def about(**changes: object) -> BriefingFile:
    return msgspec.structs.replace(ABOUT, **changes)


def theme(**changes: object) -> Theme:
    return msgspec.structs.replace(THEME, **changes)


def of_source(**changes: object) -> list[Finding]:
    return structure.source("s.yaml", msgspec.structs.replace(SOURCE, **changes), "report")


def brief(found: list[Finding]) -> list[tuple[str, tuple[str | int, ...], str]]:
    assert all(finding.hint for finding in found)
    return [(finding.rule, finding.path, finding.message) for finding in found]


def test_the_sample_is_in_order() -> None:
    assert structure.about("b.yaml", ABOUT) == []
    assert structure.theme("t.yaml", THEME, ABOUT) == []
    assert of_source() == []


def test_an_id_given_twice_is_found_once_at_its_second_place() -> None:
    entry = ABOUT.themes[0]
    found = structure.about("b.yaml", about(themes=(entry, ABOUT.themes[1], entry, entry)))
    assert brief(found) == [("duplicate-id", ("themes", 2, "id"), f"the id `{entry.id}` is given twice")]
    side = ABOUT.perspectives[0]
    found = structure.about("b.yaml", about(perspectives=(side, side)))
    assert brief(found) == [("duplicate-id", ("perspectives", 1, "id"), "the id `close` is given twice")]
    point = THEME.points[0]
    found = structure.theme("t.yaml", theme(points=(point, point)), ABOUT)
    assert brief(found) == [("duplicate-id", ("points", 1, "id"), f"the id `{point.id}` is given twice")]


def test_ids_of_different_kinds_may_be_the_same() -> None:
    entries = tuple(
        msgspec.structs.replace(entry, id=identifier)
        for entry, identifier in zip(ABOUT.themes, ("close", "quiet-street"), strict=True)
    )
    assert structure.about("b.yaml", about(themes=entries)) == []


@pytest.mark.parametrize("day", ["2024-02-30", "2023-02-29", "2024-04-31", "0000-01-01", "2024-06-31", "1900-02-29"])
def test_a_day_that_is_not_in_the_calendar_is_found(day: str) -> None:
    message = f"there is no day {day}"
    assert brief(structure.about("b.yaml", about(as_of=day))) == [("wrong-value", ("as_of",), message)]
    assert brief(of_source(issued=day)) == [("wrong-value", ("issued",), message)]
    assert brief(of_source(accessed=day)) == [("wrong-value", ("accessed",), message)]


@pytest.mark.parametrize("day", ["2024", "2024-02", "2024-02-29", "2000-02-29", None])
def test_years_months_and_leap_days_are_fine(day: str | None) -> None:
    assert structure.about("b.yaml", about(as_of=day)) == []
    assert of_source(issued=day, accessed=day) == []


def test_a_side_that_the_briefing_does_not_have_is_found_at_its_key() -> None:
    stray = Point(id="p", question="Q?", claims={"kepe": ()}, silence={"other": ("word",)})
    stances = {**THEME.stances, "third": Stance(level=1, reason="R.")}
    found = structure.theme("t.yaml", theme(points=(THEME.points[0], stray), stances=stances), ABOUT)
    assert brief(found) == [
        ("unknown-side", ("stances", "third"), "`third` is not a perspective of this briefing"),
        ("unknown-side", ("points", 1, "claims", "kepe"), "`kepe` is not a perspective of this briefing"),
        ("unknown-side", ("points", 1, "silence", "other"), "`other` is not a perspective of this briefing"),
    ]
    assert all(finding.on_key and finding.hint == SIDES for finding in found)


def test_a_stance_that_is_missing_is_found_where_the_stances_are() -> None:
    found = structure.theme("t.yaml", theme(stances={"close": THEME.stances["close"]}), ABOUT)
    assert brief(found) == [("missing-stance", ("stances",), "the stance of `keep` is missing")]


def test_a_record_bears_its_files_name() -> None:
    found = structure.source("s.yaml", SOURCE, "essay")
    assert brief(found) == [("wrong-id", ("id",), "the id is `report` in essay.yaml")]
