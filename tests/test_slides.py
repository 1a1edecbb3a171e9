"""A briefing as a sequence of slides."""

import msgspec
import samples
from tui_support import of_many

from briefing.model import Briefing
from briefing.slides import Kind, number_of, slides, taken_away
from briefing.timebox import fit

PLAIN = samples.briefing()


def ids(made: Briefing) -> list[str]:
    return [slide.id for slide in slides(made)]


def test_the_title_comes_first_then_each_theme_with_its_points_then_what_to_take_away() -> None:
    assert ids(PLAIN) == [
        "title",
        "theme/trade", "point/trade/takings", "point/trade/rents", "point/trade/deliveries",
        "theme/air", "point/air/soot", "point/air/noise",
        "end",
    ]  # fmt: skip


def test_a_part_that_fits_a_time_has_only_its_own_slides() -> None:
    part = fit(PLAIN, 0.6).briefing
    shown = [id.removeprefix("point/") for id in ids(part) if id.startswith("point/")]
    assert shown == [f"{theme.id}/{point.id}" for theme in part.themes for point in theme.points]
    assert len(shown) == 3


def test_within_a_time_what_to_take_away_is_left_out_for_it_is_not_reckoned_with() -> None:
    assert [slide.id for slide in slides(PLAIN, timed=True)] == ids(PLAIN)[:-1]


def test_there_is_no_last_slide_where_there_is_nothing_to_take_away() -> None:
    themes = [msgspec.structs.replace(theme, crux=None, common_ground=()) for theme in PLAIN.themes]
    assert ids(msgspec.structs.replace(PLAIN, themes=tuple(themes)))[-1] == "point/air/noise"


def test_common_ground_is_taken_away_where_there_is_no_crux() -> None:
    trade = PLAIN.themes[0]
    assert taken_away(trade) == ("A full year of takings.",)
    assert taken_away(msgspec.structs.replace(trade, crux=None)) == trade.common_ground


def test_a_point_is_built_in_question_both_sides_and_relation() -> None:
    steps = {slide.id: slide.steps for slide in slides(PLAIN)}
    assert steps["title"] == steps["theme/trade"] == steps["end"] == 1
    assert steps["point/trade/takings"] == steps["point/trade/deliveries"] == 4


def test_a_point_without_a_relation_has_no_step_for_it() -> None:
    trade = PLAIN.themes[0]
    point = msgspec.structs.replace(trade.points[0], relation=None)
    made = msgspec.structs.replace(PLAIN, themes=(msgspec.structs.replace(trade, points=(point,)),))
    assert [slide.steps for slide in slides(made) if slide.kind is Kind.POINT] == [3]


def test_ids_are_unique_and_lead_back_to_their_slides() -> None:
    sequence = slides(of_many(12))
    assert len({slide.id for slide in sequence}) == len(sequence)
    assert [number_of(sequence, slide.id) for slide in sequence] == list(range(len(sequence)))


def test_a_point_that_is_gone_leads_to_its_theme_and_anything_else_to_the_start() -> None:
    sequence = slides(PLAIN)
    assert number_of(sequence, "point/air/gone") == ids(PLAIN).index("theme/air")
    for wanted in ("", "theme/gone", "point/gone/soot", "nothing", "///", "air"):
        assert number_of(sequence, wanted) == 0
