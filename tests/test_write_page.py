"""What can be changed of a theme, laid out for a width."""

import pytest
import samples
from tui_support import MARKUP, NARROW_AND_WIDE, squeezed

from briefing.editing.parts import Kind, Part, parts
from briefing.model import Briefing
from briefing.tui.lines import plain, width_of
from briefing.tui.theme_page import BARS, View
from briefing.tui.write_page import NEUTRAL, label, write_page

PLAIN = samples.briefing()


def rows(made: Briefing = PLAIN) -> list[Part]:
    return parts(made.themes[0], made.about, [side.id for side in made.about.perspectives])


def view(made: Briefing = PLAIN) -> View:
    return View(made.about, made.sources, {})


@pytest.mark.parametrize("width", [20, 30, 49, 50, 59, 79, 119, 200])
@pytest.mark.parametrize("texts", [MARKUP, NARROW_AND_WIDE, ("x",)])
def test_every_text_is_there_letter_for_letter_and_no_line_is_too_wide(width: int, texts: tuple[str, ...]) -> None:
    for text in texts:
        made = samples.briefing(samples.before(text))
        listed = rows(made)
        page = write_page(listed, {}, view(made), width)
        assert max(width_of(line) for line in page.lines) <= width
        for index, part in enumerate(listed):
            shown = "".join(plain(page.lines[number])[5:] for number in page.spans[index])
            for named in (label(part), "+"):
                shown = shown.replace(named, "", 1)
            assert squeezed(part.text) in squeezed(shown), part


def test_a_row_has_its_label_beside_the_text_or_where_it_is_narrow_above_it() -> None:
    wide, narrow = (write_page(rows(), {}, view(), width) for width in (80, 40))
    question = next(index for index, part in enumerate(rows()) if part.kind is Kind.QUESTION)
    asked = PLAIN.themes[0].question
    assert plain(wide.lines[wide.spans[question].start]) == f" {NEUTRAL}   Question       {asked}"
    first = narrow.spans[question].start
    assert [plain(line)[5:] for line in narrow.lines[first : first + 2]] == ["Question", asked]


def test_the_briefing_and_the_theme_each_have_a_heading_and_the_levels_their_numbers() -> None:
    shown = [plain(line)[5:].rstrip() for line in write_page(rows(), {}, view(), 100).lines]
    assert shown.index("THE BRIEFING") < shown.index("THE THEME")
    assert shown[shown.index("THE BRIEFING") + 1] == f"Title          {PLAIN.about.title}"
    assert shown[shown.index("THE THEME") + 1] == f"Title          {PLAIN.themes[0].title}"
    assert f"Scale measures {PLAIN.about.scale.measures}" in shown
    assert [f"Level {number}        {'▰' * number}" in "\n".join(shown) for number in range(1, 6)] == [True] * 5


def test_each_side_has_its_mark_and_its_name() -> None:
    listed = rows()
    page = write_page(listed, {}, view(), 100)
    ids = [side.id for side in PLAIN.about.perspectives]
    for index, part in enumerate(listed):
        marks = {plain(page.lines[number])[1] for number in page.spans[index] if plain(page.lines[number])}
        assert marks == {BARS[ids.index(part.side)] if part.side else NEUTRAL}
    named = [plain(line)[5:] for line in page.lines]
    assert all(side.short_name.upper() in named for side in PLAIN.about.perspectives)


def test_what_check_finds_is_marked_once_at_its_row() -> None:
    page = write_page(rows(), {1: "!"}, view(), 100)
    assert [number for number, line in enumerate(page.lines) if plain(line)[3:4] == "!"] == [page.spans[1].start]


def test_every_line_of_a_row_leads_to_it() -> None:
    listed = rows()
    page = write_page(listed, {}, view(), 100)
    for index in range(len(listed)):
        owned = [page.lines[number] for number in page.spans[index] if page.lines[number]]
        assert {run.target.row for line in owned for run in line if run.target} == {index}


def test_a_point_and_a_stance_stand_apart() -> None:
    listed = rows()
    page = write_page(listed, {}, view(), 100)
    apart = [
        listed[index].kind.value
        for index, span in page.spans.items()
        if 0 <= index < len(listed) and not page.lines[span.start]
    ]
    points = len(PLAIN.themes[0].points)
    briefing = ["What the scale measures", "Name", "Name", "Title"]
    assert apart == [*briefing, "Level", "Level", *["Point"] * points, "Common ground", "Crux", "Open question"]
