"""What is different between two briefings, laid out for a width."""

from time import process_time

import pytest
import samples
import wcwidth
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tui_support import MARKUP, NARROW_AND_WIDE, rotating, squeezed

from briefing.diff import compare
from briefing.model import Briefing, Point, Relation
from briefing.text import clean
from briefing.tui.diff_page import IS, WAS, Compared, diff_page, names_line, outline_lines, rows_of
from briefing.tui.lines import Line, Target, plain, width_of
from briefing.tui.theme_page import Frame

PLAIN = samples.briefing()
WIDE, NARROW = 100, 50
COLUMN = Frame(WIDE).margin + Frame(WIDE).cell + Frame(WIDE).gutter
"""Where the new wording begins on a wide page."""
TAKINGS = "Takings rose by 12 % in a year."
NEW_TAKINGS = "Takings rose by 14 % in one year."


def compared(old: Briefing, new: Briefing) -> Compared:
    return Compared(compare(old, new), "./old", "./new", "Nothing has changed.", "Save a file.")


def reworded(old: str = TAKINGS, new: str = NEW_TAKINGS, *, base: Briefing = PLAIN) -> Compared:
    """The sample, and the sample with one text in all of it written otherwise."""
    return compared(base, samples.briefing(lambda text: text.replace(old, new)))


def with_points(*points: Point, made: Briefing = PLAIN) -> Briefing:
    """The sample with these points in its first theme."""
    return replace(made, themes=(replace(made.themes[0], points=points), *made.themes[1:]))


def lines_of(found: Compared, width: int = WIDE) -> list[str]:
    return [plain(line) for line in diff_page(found, width).lines]


def text_of(found: Compared, width: int = WIDE) -> str:
    return "\n".join(lines_of(found, width))


def marked(found: Compared, role: str, width: int = WIDE) -> list[str]:
    """The runs of a role."""
    return [run.text for line in diff_page(found, width).lines for run in line if run.role == role]


def column(lines: list[Line], which: str) -> str:
    """What stands in the cells of the old or the new wording."""
    roles = {"old": ("old", "gone"), "new": ("new", "come")}[which]
    return "".join(run.text for line in lines for run in line if run.role in roles)


def with_crux(text: str) -> Briefing:
    return replace(PLAIN, themes=(replace(PLAIN.themes[0], crux=text), *PLAIN.themes[1:]))


def row_with(lines: list[str], text: str) -> str:
    return next(line for line in lines if text in line)


def test_old_stands_at_the_left_and_new_at_the_right() -> None:
    row = row_with(lines_of(reworded()), "12 %")
    assert row[:COLUMN].split() == ["▌", WAS, *TAKINGS.split()]
    assert row[COLUMN:].split() == [IS, *NEW_TAKINGS.split()]
    names = plain(names_line(reworded(), WIDE))
    assert names[:COLUMN].split() == [WAS, "./old"]
    assert names[COLUMN:].split() == [IS, "./new"]


def test_where_it_is_narrow_new_stands_below_old_and_the_page_says_which_is_which() -> None:
    lines = lines_of(reworded(), NARROW)
    at = lines.index(f" ▌ {WAS} {TAKINGS}")
    assert lines[at + 1] == f" ▌ {IS} {NEW_TAKINGS}"
    assert [f" {WAS} ./old", f" {IS} ./new"] == [line for line in lines if "./" in line]
    assert names_line(reworded(), NARROW) == ()


@pytest.mark.parametrize("width", [WIDE, NARROW, 25])
def test_the_words_that_differ_are_marked_on_their_side(width: int) -> None:
    assert (marked(reworded(), "gone", width), marked(reworded(), "come", width)) == (["12", "a"], ["14", "one"])


def test_a_claim_that_is_written_is_one_row_and_no_word_of_it_is_marked() -> None:
    todo = "TODO: what this side says"
    found = compared(samples.briefing(lambda text: text.replace(TAKINGS, todo)), PLAIN)
    assert len(rows_of(found.diff)) == 1
    lines = lines_of(found)
    assert row_with(lines, "Claim written").strip() == "▌ Claim written, Close it"
    row = row_with(lines, todo)
    assert row[COLUMN:].split()[: len(TAKINGS.split()) + 1] == [IS, *TAKINGS.split()]
    assert marked(found, "gone") == marked(found, "come") == []


def test_the_figures_that_changed_are_named() -> None:
    assert "Figures gone: 12 %; figures new: 14 %" in text_of(reworded())


def test_what_was_added_stands_only_at_the_right_and_what_was_removed_only_at_the_left() -> None:
    kept = with_points(*PLAIN.themes[0].points[:2])
    added, removed = lines_of(compared(kept, PLAIN)), lines_of(compared(PLAIN, kept))
    new = added[added.index("  │ Point added") + 1 :]
    assert new[0][: COLUMN + 2].split() == ["│", IS]
    assert all(line[3:COLUMN].strip() == "" for line in new if line.startswith("  │"))
    old = removed[removed.index("  │ Point removed") + 1 :]
    assert old[0].split() == ["│", WAS, "How", "do", "goods", "come", "in?"]
    assert all(line[COLUMN - 2 :].strip() == "" for line in old)
    assert "Keep it open: At night, at a price." in " ".join(" ".join(old).replace("│", "").split())


def test_a_value_stands_on_one_line_with_the_one_it_became() -> None:
    takings, _, deliveries = PLAIN.themes[0].points
    made = with_points(
        replace(takings, relation=Relation.AGREE), replace(deliveries, silence={"close": ("lorry",)}), made=PLAIN
    )
    stances = {**PLAIN.themes[0].stances, "keep": replace(PLAIN.themes[0].stances["keep"], level=3)}
    made = replace(made, themes=(replace(made.themes[0], stances=stances), *made.themes[1:]))
    lines = lines_of(compared(PLAIN, made))
    assert lines[lines.index("  ▐ Stance changed, Keep it open") + 1] == "  ▐ slight, 2 of 5 → mixed, 3 of 5"
    assert lines[lines.index("  │ Relation changed") + 1] == "  │ differ → agree"
    assert lines[lines.index("  ▌ Silence changed, Close it") + 1] == "  ▌ “delivery”, “lorry” → “lorry”"


def test_values_too_long_for_a_line_stand_as_wordings_do() -> None:
    deliveries = PLAIN.themes[0].points[2]
    words = tuple(f"word {number}" for number in range(20))
    made = with_points(*PLAIN.themes[0].points[:2], replace(deliveries, silence={"close": words}))
    found = compared(PLAIN, made)
    assert "→" not in text_of(found)
    assert squeezed("".join(marked(found, "gone"))) == "deliverylorry"


def test_a_point_that_was_moved_and_one_that_was_renamed_are_told() -> None:
    takings, rents, deliveries = PLAIN.themes[0].points
    text = text_of(compared(PLAIN, with_points(deliveries, takings, replace(rents, id="who-stays"))))
    assert "Point moved from 3 to 1" in text
    assert "Point renamed from rents to who-stays" in text


def test_each_difference_has_the_bar_of_its_side() -> None:
    both = reworded("They rise", "They climb")
    bars = {line.split()[0] for line in lines_of(both) if f" {WAS} " in line}
    assert bars == {"▌", "▐"}
    target = Target(next(n for n, row in enumerate(rows_of(both.diff)) if row.change.side == "keep"))
    runs = [run for line in diff_page(both, WIDE).lines for run in line if run.target == target and run.text == "▐"]
    assert {run.role for run in runs} == {"side-2"}


@pytest.mark.parametrize("width", [NARROW, 67, 68, WIDE, 160])
def test_every_difference_is_a_row_of_its_own_in_order(width: int) -> None:
    found = compared(PLAIN, samples.briefing(samples.before("So")))
    page, rows = diff_page(found, width), rows_of(found.diff)
    assert len(rows) == sum(found.diff.counts.values()) > 30
    assert [owner for owner in dict.fromkeys(page.owners) if 0 <= owner < len(rows)] == list(range(len(rows)))
    for index in range(len(rows)):
        targets = [run.target for n in page.spans[index] for run in page.lines[n] if run.target]
        assert set(targets) == {Target(index)}


def test_a_theme_is_named_once_with_how_much_of_it_changed() -> None:
    lines = lines_of(compared(PLAIN, samples.briefing(lambda text: text.replace("Less", "Not so much"))))
    heads = [line for line in lines if line.startswith("  Air and noise")]
    assert [" ".join(head.split()) for head in heads] == ["Air and noise 2 reworded"]
    assert sum("Point soot: Is there less soot?" in line for line in lines) == 1


def test_that_nothing_is_different_is_said_plainly() -> None:
    same = compared(PLAIN, samples.briefing())
    assert [line.strip() for line in lines_of(same) if line] == ["Nothing has changed.", "Save a file."]
    assert rows_of(same.diff) == ()


def test_the_list_counts_the_changes_of_each_theme_and_marks_where_the_cursor_is() -> None:
    found = compared(PLAIN, samples.briefing(lambda text: text.replace("oot", "irt").replace("rents", "rent")))
    lines = outline_lines(found.diff, 2, 30)
    assert [plain(line) for line in lines[1:]] == [
        f"{' Shops and trade':<27} 1",
        f"{'▸Air and noise':<27} 3",
    ]
    assert [line[0].target for line in lines[1:]] == [Target(0), Target(1)]
    assert all(width_of(line) == 30 for line in lines)


@pytest.mark.parametrize("texts", [MARKUP, samples.HOSTILE, NARROW_AND_WIDE], ids=["markup", "hostile", "wide"])
@pytest.mark.parametrize("width", [30, WIDE])
def test_hostile_texts_are_shown_letter_for_letter(texts: tuple[str, ...], width: int) -> None:
    for text in texts:
        old, new = clean(text), clean(f"{text} new")
        page = diff_page(compared(with_crux(old), with_crux(new)), width)
        assert squeezed(column(page.lines, "old")) == squeezed(old)
        assert squeezed(column(page.lines, "new")) == squeezed(new)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text(max_size=60).map(clean), min_size=1, max_size=6), st.integers(24, 130))
def test_any_text_leaves_the_columns_where_they_are(texts: list[str], width: int) -> None:
    found = compared(PLAIN, samples.briefing(rotating(tuple(texts))))
    frame, page = Frame(width), diff_page(found, width)
    for line in page.lines:
        assert width_of(line) <= width
        if any(run.target for run in line):
            assert width_of(line) == frame.margin + frame.row
        starts = [n for n, run in enumerate(line) if run.role == "sign-new"]
        if frame.beside and starts:
            assert width_of(line[: starts[0]]) == frame.margin + frame.cell + frame.gutter


@pytest.mark.parametrize("text", NARROW_AND_WIDE)
def test_the_columns_stand_where_a_terminal_puts_them(text: str) -> None:
    """Terminals count cells as wcwidth does."""
    found = compared(samples.briefing(samples.before(text)), samples.briefing(samples.before(f"{text} new")))
    for line in diff_page(found, WIDE).lines:
        starts = [n for n, run in enumerate(line) if run.role == "sign-new"]
        if starts:
            assert wcwidth.wcswidth("".join(run.text for run in line[: starts[0]])) == COLUMN


def test_names_that_would_act_on_the_terminal_are_shown() -> None:
    diff = compared(PLAIN, samples.briefing(samples.before("So"))).diff
    found = Compared(diff, "a\x1b[2J\nb", "[b]c[/b]", "", "")
    for width in (WIDE, NARROW):
        text = plain(names_line(found, width)) + text_of(found, width)
        assert "a␛[2J b" in text and "[b]c[/b]" in text and "\x1b" not in text


def test_very_long_texts_are_laid_out_quickly_and_whole() -> None:
    old, new = (" ".join(f"{word}{number}" for number in range(6_000)) for word in ("old", "new"))
    found = compared(with_crux(old), with_crux(new))
    start = process_time()
    page = diff_page(found, WIDE)
    assert process_time() - start < 5
    assert squeezed(column(page.lines, "old")) == squeezed(old)
    assert squeezed(column(page.lines, "new")) == squeezed(new)
