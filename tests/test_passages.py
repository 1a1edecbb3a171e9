"""What in a paragraph speaks for a claim."""

import pytest

from briefing.model import Claim, Evidence, Voice
from briefing.passages import quotation, spoken_spans

TEXT = "Takings rose by 12 per cent in 2024, to €1.2 million. The street came alive, and “nobody” complained: 64 shops."


def found(claim: Claim, evidence: Evidence) -> list[str]:
    return [TEXT[start:end] for start, end in spoken_spans(claim, evidence, TEXT)]


def test_a_quote_and_the_figures_of_the_claim_are_found_in_the_texts_order() -> None:
    claim = Claim(text="A rise of 12% in 64 shops.", evidence=())
    assert found(claim, Evidence(at="a/1", quote="The street came alive")) == [
        "12 per cent",
        "The street came alive",
        "64",
    ]


def test_a_claim_in_the_sources_own_words_is_its_own_quotation() -> None:
    claim = Claim(text="The street came alive", voice=Voice.QUOTE)
    assert quotation(claim, Evidence(at="a/1")) == "The street came alive"
    assert found(claim, Evidence(at="a/1")) == ["The street came alive"]
    assert quotation(claim, Evidence(at="a/1", quote="came alive")) == "came alive"
    assert quotation(Claim(text="The street came alive"), Evidence(at="a/1")) is None


@pytest.mark.parametrize("text", ["A rise of 13%.", "It rose.", "In 1924.", "€12 million."])
def test_figures_that_the_paragraph_does_not_state_are_not_marked(text: str) -> None:
    assert found(Claim(text=text), Evidence(at="a/1")) == []


def test_a_quote_in_other_words_is_not_marked() -> None:
    assert found(Claim(text="x"), Evidence(at="a/1", quote="The road came alive")) == []


def test_a_figure_inside_a_quote_is_one_place_with_it() -> None:
    claim = Claim(text="In 2024 takings rose by 12 per cent.")
    assert found(claim, Evidence(at="a/1", quote="rose by 12 per cent in 2024")) == ["rose by 12 per cent in 2024"]
