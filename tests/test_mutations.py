"""`check` finds real faults in the built-in briefings, and leaves rewordings alone."""

from collections.abc import Iterator

import figure_faults
import figure_rewordings
import pytest
import quote_faults
import rewordings
import structure_faults
from mutations import BESIDE, ROOT, BuiltIn, Kind, built_in, texts_indexed_once

FAULTS = (*figure_faults.KINDS, *quote_faults.KINDS, *structure_faults.KINDS)
REWORDINGS = (*figure_rewordings.KINDS, *rewordings.KINDS)


@pytest.fixture(scope="module")
def briefings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[BuiltIn]]:
    with texts_indexed_once():
        yield built_in(tmp_path_factory.mktemp("briefings"))


def _names(kinds: tuple[Kind, ...]) -> list[str]:
    return [kind.name for kind in kinds]


def test_the_built_in_briefings_pass(briefings: list[BuiltIn]) -> None:
    assert [briefing.problems() for briefing in briefings] == [[] for _ in briefings]


@pytest.mark.parametrize("kind", FAULTS, ids=_names(FAULTS))
def test_every_fault_that_a_text_decides_is_found_at_its_line(briefings: list[BuiltIn], kind: Kind) -> None:
    changes = [(briefing, change) for briefing in briefings for change in briefing.changes(kind)]
    missed = [change.what for briefing, change in changes if not briefing.finds(change)]
    assert changes
    assert bool(missed) != kind.is_decided, missed


@pytest.mark.parametrize("kind", REWORDINGS, ids=_names(REWORDINGS))
def test_a_rewording_that_changes_no_fact_is_left_alone(briefings: list[BuiltIn], kind: Kind) -> None:
    changes = [(briefing, change) for briefing in briefings for change in briefing.changes(kind)]
    alarms = [(change.what, problems) for briefing, change in changes if (problems := briefing.problems(change))]
    assert changes or not BESIDE.is_dir()
    assert not alarms or not kind.is_decided, alarms


def test_every_kind_is_in_the_report() -> None:
    report = (ROOT / "docs" / "evidence-report.md").read_text("utf-8")
    assert [kind.name for kind in (*FAULTS, *REWORDINGS) if f"| {kind.name} | " not in report] == []


def test_there_are_several_hundred_of_each(briefings: list[BuiltIn]) -> None:
    for kinds in (FAULTS, REWORDINGS):
        assert sum(len(briefing.changes(kind)) for briefing in briefings for kind in kinds) > 150 * len(briefings)
