"""Which claims cite which paragraph, what that covers, and which claims an id names."""

import msgspec
import pytest
import samples

from briefing import citing
from briefing.errors import BriefingError
from briefing.model import Claim, Evidence, Source

BRIEFING = samples.briefing()
REPORT = BRIEFING.sources["report"]


def ids(found: list[citing.ClaimRef]) -> list[str]:
    return [claim.id for claim in found]


def test_a_paragraph_knows_the_claims_that_cite_it() -> None:
    found = citing.cited_by(BRIEFING)
    assert ids(found["report/shops/2"]) == ["trade/takings/close/2", "trade/rents/close/1"]
    assert [claim.label for claim in found["report/shops/2"]] == ["trade/takings close", "trade/rents close"]
    assert found["report/shops/1"][0].claim.text == "Takings rose by 12 % in a year."


def test_a_claim_that_quotes_a_paragraph_twice_is_listed_once() -> None:
    assert ids(citing.cited_by(BRIEFING)["report/shops/2"]).count("trade/takings/close/2") == 1


def test_a_claim_is_listed_with_every_paragraph_that_it_cites() -> None:
    point = BRIEFING.themes[0].points[0]
    claim = Claim(text="Both.", evidence=("report/1", Evidence(at="essay/1", quote="x")))
    changed = msgspec.structs.replace(point, claims={"keep": (claim,)})
    theme = msgspec.structs.replace(BRIEFING.themes[0], points=(changed,))
    found = citing.cited_by(msgspec.structs.replace(BRIEFING, themes=(theme,)))
    assert {locator: ids(claims) for locator, claims in found.items()} == {
        "report/1": ["trade/takings/keep/1"],
        "essay/1": ["trade/takings/keep/1"],
    }


def test_a_side_without_an_answer_is_not_called_silent() -> None:
    points = tuple(msgspec.structs.replace(point, silence={}) for point in BRIEFING.themes[0].points)
    theme = msgspec.structs.replace(BRIEFING.themes[0], points=points)
    with pytest.raises(BriefingError) as refused:
        citing.find_claims(msgspec.structs.replace(BRIEFING, themes=(theme,)), "trade/deliveries/close/1")
    assert "silent" not in refused.value.hint


def test_a_stance_does_not_count_as_a_claim_and_an_uncited_paragraph_is_not_listed() -> None:
    theme = msgspec.structs.replace(BRIEFING.themes[0], points=())
    assert citing.cited_by(msgspec.structs.replace(BRIEFING, themes=(theme,))) == {}
    assert "report/1" not in citing.cited_by(BRIEFING)


def test_claims_come_in_the_order_of_the_perspectives_whatever_the_file_s() -> None:
    point = BRIEFING.themes[0].points[0]
    turned = msgspec.structs.replace(point, claims=dict(reversed(point.claims.items())))
    theme = msgspec.structs.replace(BRIEFING.themes[0], points=(turned,))
    found = list(citing.claims(msgspec.structs.replace(BRIEFING, themes=(theme,))))
    assert [claim.side for claim in found] == ["close", "close", "keep", "keep", "keep"]


def test_coverage_counts_paragraphs_and_their_words() -> None:
    found = citing.coverage(REPORT, {"report/1", "report/shops/3", "report/nowhere/1", "essay/1"})
    assert found == citing.Coverage(paragraphs=9, cited_paragraphs=2, words=189, cited_words=42)
    assert found.share == 42 / 189


def test_a_claim_that_says_todo_is_listed_and_covers_nothing() -> None:
    point = BRIEFING.themes[0].points[0]
    todo = Claim(text="TODO: what this side says", evidence=("report/1", "report/shops/1"))
    written = Claim(text="Takings rose.", evidence=("report/shops/1",))
    changed = msgspec.structs.replace(point, claims={"close": (todo, written)})
    theme = msgspec.structs.replace(BRIEFING.themes[0], points=(changed,))
    found = citing.cited_by(msgspec.structs.replace(BRIEFING, themes=(theme,)))
    assert ids(found["report/1"]) == ["trade/takings/close/1"]
    assert citing.covered(found) == {"report/shops/1"}


def test_a_source_without_an_outline_has_no_share() -> None:
    bare: Source = msgspec.structs.replace(REPORT, outline=())
    assert citing.coverage(bare, {"report/1"}) == (0, 0, 0, 0)
    assert citing.coverage(bare, ()).share == 0


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("trade/takings/close/2", ["trade/takings/close/2"]),
        ("trade/takings/keep", ["trade/takings/keep/1", "trade/takings/keep/2", "trade/takings/keep/3"]),
        ("air/soot", ["air/soot/close/1", "air/soot/keep/1"]),
        ("/air/soot/", ["air/soot/close/1", "air/soot/keep/1"]),
        ("trade/deliveries", ["trade/deliveries/keep/1"]),
    ],
)
def test_an_id_names_one_claim_or_those_of_a_side_or_a_point(wanted: str, found: list[str]) -> None:
    assert ids(citing.find_claims(BRIEFING, wanted)) == found


@pytest.mark.parametrize(
    ("wanted", "message", "hint"),
    [
        ("trade", "`trade` names no claim", "such as trade/takings/close/1"),
        ("", "names no claim", "theme/point"),
        ("a/b/c/d/e", "names no claim", "theme/point"),
        ("trad/takings", "no theme `trad`", "Did you mean `trade`?"),
        ("qqq/takings", "no theme `qqq`", "trade, air"),
        ("trade/taking/close/1", "no point `trade/taking`", "Did you mean `trade/takings`?"),
        ("trade/Takings", "no point `trade/Takings`", "Did you mean `trade/takings`?"),
        ("trade/takings/clos/1", "no perspective `trade/takings/clos`", "Did you mean `trade/takings/close`?"),
        ("trade/takings/close/3", "has 2 claims", "`trade/takings/close/2`"),
        ("trade/rents/close/9", "has 1 claim on", "`trade/rents/close/1`"),
        ("trade/takings/close/0", "no `0`", "The last one"),
        ("trade/takings/close/²", "no `²`", "The last one"),
        pytest.param("trade/takings/close/" + "9" * 5000, "has 2 claims", "The last one", id="digits"),
        ("trade/deliveries/close/1", "`close` makes no claim", "silent"),
    ],
)
def test_an_id_that_names_nothing_is_told_with_what_comes_near(wanted: str, message: str, hint: str) -> None:
    with pytest.raises(BriefingError) as refused:
        citing.find_claims(BRIEFING, wanted)
    assert message in refused.value.message
    assert hint in refused.value.hint
