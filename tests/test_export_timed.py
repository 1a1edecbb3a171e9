"""Exports of what fits a time."""

import re

import msgspec
import pytest
import samples
from markdown_readers import Reader, read_with_cmark, read_with_markdown_it

from briefing.errors import BriefingError
from briefing.export import Options, render
from briefing.text import one_line
from briefing.timebox import briefing_words, fit, point_words

PROSE = ("markdown", "markdown-pandoc", "html", "text")
"""The formats that say in words what they leave out."""
PLAIN = samples.briefing()
MINUTES = 0.6
HALF = Options(minutes=MINUTES, notes=True)


def lost_and_kept() -> tuple[list[str], list[str]]:
    """The questions of the points that are left out at `HALF`, and of those that are not."""
    box = fit(PLAIN, MINUTES)
    lost, kept = ([p.question for t in themes for p in t.points] for themes in (box.left_out, box.briefing.themes))
    assert lost and kept
    return lost, kept


@pytest.mark.parametrize("format", PROSE)
def test_what_does_not_fit_is_listed_at_the_end_by_its_question(format: str) -> None:
    body, end = re.split(r"What was left out(?:</h2>|\n)", render(format, PLAIN, {}, HALF))
    lost, kept = lost_and_kept()
    for question in lost:
        assert question not in body and question in end
    for question in kept:
        assert question in body and question not in end


@pytest.mark.parametrize("format", PROSE)
def test_the_times_the_rate_and_the_balance_are_told(format: str) -> None:
    text = one_line(render(format, PLAIN, {}, HALF))
    box = fit(PLAIN, MINUTES)
    assert "The part that fits into 36 s: 3 of 5 points, said aloud in " in text
    assert f"at 150 words a minute are titles, questions and both sides’ answers: {box.words} words." in text
    assert f"Close it {box.words_by_side['close']} words; Keep it open {box.words_by_side['keep']} words." in text
    assert "These points are left out too. They take another " in text


@pytest.mark.parametrize("format", PROSE)
def test_what_is_not_said_aloud_is_not_there(format: str) -> None:
    text = render(format, PLAIN, {}, HALF)
    for theme in PLAIN.themes:
        unsaid = (theme.overview, theme.crux, *theme.common_ground, *theme.open_questions)
        reasons = (stance.reason for stance in theme.stances.values())
        assert not [one for one in (*unsaid, *reasons) if one and one in text]
    assert (
        "Overviews, the reasons of the stances, common ground, cruxes and open questions are left out"
        in text.replace("\n", " ")
    )


@pytest.mark.parametrize("format", PROSE)
def test_notes_on_points_that_were_left_out_are_no_stray_notes(format: str) -> None:
    lost = {f"{t.id}/{p.id}": "A note on this." for t in fit(PLAIN, MINUTES).left_out for p in t.points}
    text = render(format, PLAIN, {**lost, "trade/gone": "Stray."}, HALF)
    assert "A note on this." not in text and text.count("Stray.") == 1


@pytest.mark.parametrize("format", PROSE)
def test_only_the_chosen_themes_are_reckoned_with(format: str) -> None:
    whole = briefing_words(msgspec.structs.replace(PLAIN, themes=PLAIN.themes[1:]))
    text = render(format, PLAIN, {}, Options(themes=("air",), minutes=whole / 150))
    assert "All 2 points fit into " in text and "What happens to the shops?" not in text


@pytest.mark.parametrize("format", PROSE)
def test_the_rate_decides_what_fits(format: str) -> None:
    slow, fast = (render(format, PLAIN, {}, Options(minutes=1, rate=rate)) for rate in (60, 600))
    assert "The part that fits into 1 min" in one_line(slow)
    assert "All 5 points fit into 1 min" in one_line(fast)


@pytest.mark.parametrize("format", PROSE)
def test_a_time_that_no_point_fits_is_refused(format: str) -> None:
    with pytest.raises(BriefingError, match="not one point of A quiet main street fits 1 s"):
        render(format, PLAIN, {}, Options(minutes=1 / 60))


@pytest.mark.parametrize("reader", [read_with_markdown_it, read_with_cmark])
def test_no_text_of_what_is_left_out_changes_the_structure(reader: Reader) -> None:
    def exported(added: str) -> str:
        made = samples.briefing(lambda text: f"{text} {added}" if text == "How do goods come in?" else text)
        said = briefing_words(made)
        lost = point_words(made.themes[0].points[2], ("close", "keep"))
        return render("markdown", made, {}, Options(minutes=(said - lost) / 150))

    plain = reader(exported(""))
    for hostile in samples.HOSTILE:
        shape = reader(exported(hostile))
        assert (shape.blocks, shape.inline) == (plain.blocks, plain.inline), hostile
