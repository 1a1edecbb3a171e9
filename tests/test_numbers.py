"""A briefing in numbers."""

from pathlib import Path

import pytest
import samples
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.citing import ClaimRef
from briefing.loader import Folder
from briefing.model import Claim, Evidence, Voice
from briefing.numbers import ATTRIBUTIONS, HEDGES, Tally, numbers, tally
from briefing.reports.tables import HEADINGS, aligned, tables

DATA = Path(__file__).parent.parent / "data"
SAMPLE = samples.briefing()
CLAIM = Claim(text="They rise.", evidence=("report/1",))


def of(claim: Claim) -> Tally:
    return tally(ClaimRef("t", "p", "close", 1, claim))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, {"claims": 1, "words": 2, "one_paragraph": 1}),
        ({"evidence": ()}, {"claims": 1, "words": 2, "no_evidence": 1}),
        ({"evidence": ("report/1", "report/2")}, {"claims": 1, "words": 2}),
        (
            {"evidence": (Evidence(at="report/1", quote="a"), Evidence(at="report/1", quote="b"))},
            {"claims": 1, "words": 2, "quotes": 2, "one_paragraph": 1},
        ),
        ({"voice": Voice.QUOTE}, {"claims": 1, "words": 2, "quotes": 1, "one_paragraph": 1}),
        ({"voice": Voice.EDITOR}, {"remarks": 1}),
        (
            {"text": "Rents may perhaps rise by 12%, she Argues; they MIGHT not."},
            {"claims": 1, "words": 11, "figures": 1, "hedges": 3, "attributions": 1, "one_paragraph": 1},
        ),
        ({"text": "Mayor Maye’s may-day"}, {"claims": 1, "words": 3, "one_paragraph": 1}),
    ],
)
def test_what_a_claim_adds_to_its_side_s_numbers(changes: dict[str, object], expected: dict[str, int]) -> None:
    assert of(replace(CLAIM, **changes)) == Tally(**expected)


@given(st.lists(st.builds(Tally, claims=st.integers(0, 9), words=st.integers(0, 9), remarks=st.integers(0, 9))))
def test_tallies_add_up_number_by_number(tallies: list[Tally]) -> None:
    total = sum(tallies, Tally())
    for field in Tally.__struct_fields__:
        assert getattr(total, field) == sum(getattr(each, field) for each in tallies)


def test_the_word_lists_are_lower_case_words_and_share_none() -> None:
    assert all(word.isalpha() and word == word.casefold() for word in HEDGES | ATTRIBUTIONS)
    assert not HEDGES & ATTRIBUTIONS


def test_both_sides_are_counted_theme_by_theme_and_in_all() -> None:
    found = numbers(SAMPLE)
    assert [theme.theme for theme in found.themes] == ["trade", "air"]
    assert found.themes[0].sides == {
        "close": Tally(claims=3, words=14, quotes=2, figures=1, one_paragraph=3),
        "keep": Tally(claims=4, words=18, one_paragraph=4, remarks=1),
    }
    for side, total in found.total.items():
        assert total == sum((theme.sides[side] for theme in found.themes), Tally())


def test_every_paragraph_is_listed_with_the_claims_that_cite_it() -> None:
    report = numbers(SAMPLE).sources[0]
    cited = {entry.locator: entry.claims for entry in report.outline}
    assert cited["report/1"] == ()
    assert cited["report/shops/2"] == ("trade/takings/close/2", "trade/rents/close/1")
    assert (report.paragraphs, report.cited_paragraphs) == (9, 5)
    assert report.words == sum(entry.words for entry in report.outline)
    assert report.cited_words == sum(entry.words for entry in report.outline if entry.claims)
    assert report.share == round(report.cited_words / report.words, 4)


def test_a_point_on_which_nothing_rests_on_evidence_is_named() -> None:
    assert numbers(SAMPLE).uncited_points == ()
    trade, air = SAMPLE.themes
    soot = replace(air.points[0], claims={side: (Claim(text="So."),) for side in ("close", "keep")})
    changed = replace(SAMPLE, themes=(trade, replace(air, points=(soot, *air.points[1:]))))
    assert numbers(changed).uncited_points == ("air/soot",)
    assert "Points on which nothing rests on evidence: air/soot" in list(tables(numbers(changed)))


def test_a_briefing_of_which_little_can_be_read_still_has_numbers() -> None:
    found = numbers(replace(SAMPLE, themes=(), sources={}))
    assert found.total == {"close": Tally(), "keep": Tally()}
    assert list(tables(found))


def test_the_tables_show_every_number() -> None:
    found = numbers(SAMPLE)
    text = "\n".join(tables(found))
    assert set(HEADINGS) == set(Tally.__struct_fields__)
    assert "report: 5 of 9 paragraphs cited" in text
    assert "report/shops/2" in text
    assert "2: trade/takings/close/2, trade/rents/close/1" in text
    line = next(line for line in text.splitlines() if line.split()[:2] == ["trade", "close"])
    assert line.split()[2:] == ["3", "14", "2", "1", "0", "0", "3", "0", "0"]


def test_columns_stand_below_each_other_in_cells() -> None:
    assert list(aligned([("汉字", "1"), ("a", "100")], right={1})) == ["  汉字    1", "  a     100"]


@pytest.mark.parametrize("name", ["us-russia-cooperation", "car-free-centre"])
def test_the_built_in_briefings_have_numbers_for_both_sides(name: str) -> None:
    found = numbers(Folder(DATA / name).briefing())
    assert all(total.words > 100 and total.claims > 10 for total in found.total.values())
    assert all(source.share > 0.9 for source in found.sources)
    assert found.uncited_points == ()
