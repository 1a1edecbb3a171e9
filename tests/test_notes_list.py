"""The list of notes: what each is on, in which order, laid out for a width."""

import msgspec
import pytest
import samples
from tui_support import MARKUP, NARROW_AND_WIDE, squeezed

from briefing.notes_list import ORDERS, Listed, listed, ordered
from briefing.tags import gather
from briefing.text import clean
from briefing.tui.lines import Target, plain, width_of
from briefing.tui.notes_page import BAR, empty_page, notes_page
from briefing.tui.theme_page import NOTE_MARK

MADE = samples.briefing()
THEMES = {theme.id: theme for theme in MADE.themes}
NOTES = {
    "gone": "on a theme that was taken out #old",
    "air/noise": "At night? #Ask",
    "trade/gone": "on a point that was taken out",
    "trade/rents": "Since when? #ask #rents " + "and so on " * 40,
    "trade": "The theme as a whole",
    "trade/takings": "Which year?",
}


def targets(notes: list[Listed] | tuple[Listed, ...]) -> list[str]:
    return [note.target for note in notes]


def test_notes_stand_in_the_briefings_order_and_stray_ones_at_the_end() -> None:
    found = listed(MADE.about, THEMES, NOTES)
    assert targets(found) == ["trade", "trade/takings", "trade/rents", "air/noise", "gone", "trade/gone"]
    assert [note.is_stray for note in found] == [False] * 4 + [True] * 2
    assert [note.about for note in found][:3] == [
        "Shops and trade",
        "Do the shops take more?",
        "What happens to rents?",
    ]
    assert found[3].theme == "2 Air and noise" and found[4].theme == ""
    assert found[2].tags == ("ask", "rents")


def test_notes_on_a_theme_that_cannot_be_read_are_not_stray() -> None:
    found = listed(MADE.about, {"air": THEMES["air"]}, {"trade/takings": "x", "air/gone": "y"})
    assert [(note.target, note.is_stray, note.about) for note in found] == [
        ("trade/takings", False, "trade/takings"),
        ("air/gone", True, "air/gone"),
    ]


def test_the_orders_keep_every_note_and_leave_stray_ones_last() -> None:
    found = listed(MADE.about, THEMES, NOTES)
    shown = {order: [note.target for note in ordered(found, order)] for order in ORDERS}
    assert shown["theme"] == targets(found)
    assert shown["tag"] == ["air/noise", "trade/rents", "trade", "trade/takings", "gone", "trade/gone"]
    assert shown["length"] == ["trade/rents", "trade", "air/noise", "trade/takings", "gone", "trade/gone"]


def test_a_tag_is_found_however_it_is_written() -> None:
    assert [note.target for note in listed(MADE.about, THEMES, NOTES) if note.has_tag("ASK")] == [
        "trade/rents",
        "air/noise",
    ]


def page_text(width: int, chosen: str = "") -> str:
    found = listed(MADE.about, THEMES, NOTES)
    return "\n".join(plain(line) for line in notes_page(found, gather(NOTES.values()), chosen, width).lines)


def test_the_tags_stand_at_the_top_counted_and_the_chosen_one_is_marked_by_shape() -> None:
    assert page_text(80).split("\n")[1].split() == ["#Ask", "2", "#old", "1", "#rents", "1"]
    assert page_text(80, "rents").split("\n")[1].split() == ["#Ask", "2", "#old", "1", "▸#rents", "1"]


def test_a_row_has_question_theme_and_first_lines() -> None:
    text = page_text(60)
    rows = [line.strip(" ▌") for line in text.split("\n")]
    at = rows.index("What happens to rents?")
    assert rows[at + 1] == "1 Shops and trade"
    assert rows[at + 2].startswith(f"{NOTE_MARK} Since when?") and rows[at + 4].endswith("…")
    assert rows[at + 5] == ""
    assert "1 The whole theme" in rows
    assert text.count("The briefing no longer has what this note is on.") == 2


@pytest.mark.parametrize(
    ("text", "below"),
    [
        ("Since when? #ask #rents", []),
        ("Since when? #ask " + "and so on " * 40 + "#rents #ASK", ["#rents"]),
        ("and so on " * 40 + "#ask #rents", ["#ask #rents"]),
        ("#" + "long-" * 60 + "tag", ["#" + "long-" * 60 + "tag"]),
        ("at https://example.org/#rents " + "and so on " * 40 + "#rents", ["#rents"]),
    ],
)
def test_below_a_note_stand_only_the_tags_that_are_cut_off(text: str, below: list[str]) -> None:
    found = listed(MADE.about, THEMES, {"trade/rents": text})
    for chosen in ("", "rents"):
        page = notes_page(found, (), chosen, 60)
        labels = [run.text for line in page.lines for run in line if run.role == "label"]
        assert squeezed("".join(labels)) == squeezed("".join(below))


@pytest.mark.parametrize("hostile", [*samples.HOSTILE, *MARKUP, *NARROW_AND_WIDE], ids=lambda text: repr(text)[:20])
def test_hostile_notes_and_titles_stay_in_their_column(hostile: str) -> None:
    text = clean(hostile)
    notes = {"trade": text, "trade/takings": f"#{text}", text: text}
    made = samples.briefing(lambda plain: f"{plain} {text}")
    found = listed(made.about, {theme.id: theme for theme in made.themes}, notes)
    for width in (14, 20, 33, 60, 100, 160):
        page = notes_page(found, gather(notes.values()), "", width)
        assert all(width_of(line) <= width for line in page.lines)
        assert sorted(page.spans) == [-1, 0, 1, 2, 3]
    shown = "".join(run.text for line in page.lines for run in line if run.target == Target(0) and run.text != BAR)
    assert squeezed(made.about.themes[0].title) in squeezed(shown)


def test_without_notes_the_page_says_how_to_write_one() -> None:
    page = empty_page("Press n on a point.", 30)
    assert [plain(line).strip() for line in page.lines] == ["", "You have no notes yet.", "Press n on a point."]


def test_a_long_list_of_tags_is_wrapped() -> None:
    tags = gather([f"#tag-number-{number}" for number in range(50)] + ["#" + "x" * 300])
    lines = notes_page([], tags, "", 40).lines
    assert all(width_of(line) <= 40 for line in lines)
    assert sum(plain(line).count("#tag-number-") for line in lines) == 50


def test_a_briefing_with_a_theme_taken_out_keeps_its_notes() -> None:
    about = msgspec.structs.replace(MADE.about, themes=MADE.about.themes[1:])
    assert targets(listed(about, {}, NOTES))[0] == "air/noise"
