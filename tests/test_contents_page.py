"""The list of themes laid out for a width."""

import msgspec
import pytest
import samples
from tui_support import MARKUP, NARROW_AND_WIDE, of_many, squeezed

from briefing.model import Briefing, Theme
from briefing.text import clean
from briefing.tui.contents_page import legend, theme_lines
from briefing.tui.lines import Line, Target, plain, width_of
from briefing.tui.theme_page import NOTE_MARK
from briefing.unwritten import GLYPH

PLAIN = samples.briefing()
TIMES = {"trade": "1 min", "air": "12 min"}


def read(made: Briefing) -> dict[str, Theme]:
    return {theme.id: theme for theme in made.themes}


def listed(made: Briefing = PLAIN, width: int = 34, noted: tuple[str, ...] = (), current: str = "trade") -> list[Line]:
    return theme_lines(made.about, read(made), noted, current, width, times=TIMES)


def test_a_row_has_number_title_and_both_stances() -> None:
    assert [plain(line).split() for line in listed()] == [
        ["▸", "1", "Shops", "and", "trade", "○──●"],
        ["2", "Air", "and", "noise", "○●"],
    ]


def test_a_theme_that_was_not_read_yet_has_no_stances() -> None:
    lines = theme_lines(PLAIN.about, {}, (), "air", 34)
    assert [plain(line).strip() for line in lines] == ["1 Shops and trade", "▸ 2 Air and noise"]


def test_the_open_theme_is_marked_by_shape_and_role() -> None:
    lines = listed(current="air")
    assert [plain(line).startswith("▸") for line in lines] == [False, True]
    assert [line[0].role for line in lines] == ["title", "current"]


def test_themes_with_notes_are_marked() -> None:
    assert [NOTE_MARK in plain(line) for line in listed(noted=("air",))] == [False, True]


def test_themes_with_something_still_to_be_written_are_marked() -> None:
    trade, air = PLAIN.themes
    unfinished = msgspec.structs.replace(air, crux="TODO: the crux")
    lines = theme_lines(PLAIN.about, {"trade": trade, "air": unfinished}, ("air",), "trade", 34)
    assert [plain(line).endswith(f"{GLYPH}{NOTE_MARK}") for line in lines] == [False, True]
    assert [GLYPH in plain(line) for line in listed()] == [False, False]
    untitled = msgspec.structs.replace(PLAIN.about.themes[0], title="TODO")
    about = msgspec.structs.replace(PLAIN.about, themes=(untitled, PLAIN.about.themes[1]))
    assert [GLYPH in plain(line) for line in theme_lines(about, {}, (), "air", 34)] == [True, False]


def test_every_line_of_a_theme_leads_to_it() -> None:
    made = samples.briefing(lambda text: f"{text} with a title that goes on for a while")
    for line in listed(made, 30):
        assert len({run.target for run in line}) == 1
    targets = [line[0].target for line in listed(made, 30)]
    assert targets == sorted(targets, key=lambda target: target or Target(-1))
    assert targets.count(Target(0)) > 1


@pytest.mark.parametrize("text", NARROW_AND_WIDE)
def test_every_row_is_equally_wide_whatever_the_title(text: str) -> None:
    made = samples.briefing(lambda plain: f"{plain} {text}")
    for width in range(22, 80):
        assert {width_of(line) for line in listed(made, width, ("trade",))} == {width}
        assert all(width_of(line) <= width for line in legend(made.about, width))


@pytest.mark.parametrize("hostile", [*samples.HOSTILE, *MARKUP], ids=lambda text: repr(text)[:20])
def test_hostile_titles_are_shown_letter_for_letter(hostile: str) -> None:
    made = samples.briefing(lambda text: f"{text} {clean(hostile)}")
    for index, entry in enumerate(made.about.themes):
        own = [line[0] for line in listed(made, current="") if line[0].target == Target(index)]
        assert squeezed("".join(run.text[4:] for run in own)) == squeezed(entry.title)


def test_numbers_of_two_and_three_digits_leave_the_titles_aligned() -> None:
    lines = listed(of_many(120), 34, current="theme-100")
    assert {plain(line).index("Theme number") for line in lines[:99]} == {4}
    assert {width_of(line) for line in lines[:99]} == {34}


def test_the_legend_names_both_sides_and_the_scales_ends() -> None:
    text = [plain(line).strip() for line in legend(PLAIN.about, 34)]
    assert text == ["● Close", "○ Keep", "◎ the same", "left to right: none to strong"]


def test_the_legend_takes_the_name_where_there_is_no_short_one() -> None:
    sides = tuple(msgspec.structs.replace(side, short=None) for side in PLAIN.about.perspectives)
    about = msgspec.structs.replace(PLAIN.about, perspectives=sides)
    assert plain(legend(about, 34)[0]).strip() == "● Close it"


def test_the_reading_time_stands_beside_the_title_where_there_is_room() -> None:
    assert [plain(line).split()[-3:-1] for line in listed(width=50)] == [["1", "min"], ["12", "min"]]


def test_a_narrow_list_has_the_reading_time_only_where_a_title_has_a_second_line() -> None:
    assert not any("min" in plain(line) for line in listed(width=34))
    made = samples.briefing(lambda text: f"{text} with a title that goes on for a while")
    assert [plain(line).endswith(" min") for line in listed(made, 34)] == [False, True, False, False, True, False]


def test_a_tall_list_gives_every_theme_a_line_for_its_reading_time() -> None:
    lines = theme_lines(PLAIN.about, read(PLAIN), (), "trade", 34, times=TIMES, tall=True)
    assert [plain(line).strip() for line in lines[1::2]] == ["1 min", "12 min"]
    assert {width_of(line) for line in lines} == {34}


def test_a_theme_that_was_not_read_has_no_reading_time() -> None:
    lines = theme_lines(PLAIN.about, {}, (), "air", 50, times={}, tall=True)
    assert not any("min" in plain(line) for line in lines)
