"""The main screen, the list of themes and the evidence, with keys and mouse."""

import re
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import msgspec
import pytest
import samples
import wcwidth
from rich.cells import cell_len
from textual.events import MouseScrollUp
from tui_support import (
    MARKUP,
    NARROW_AND_WIDE,
    MadeFolder,
    Opened,
    in_files,
    long_claims,
    of_many,
    opened,
    rotating,
    squeezed,
)

from briefing import wording
from briefing.citations import reference
from briefing.loader import Folder
from briefing.settings import Read, Settings
from briefing.text import UNSAFE, clean
from briefing.tui.screens.contents import ContentsScreen
from briefing.tui.screens.evidence import EvidenceScreen
from briefing.tui.screens.help import HelpScreen
from briefing.tui.screens.theme import ThemeScreen
from briefing.tui.theme_page import BARS, SIDE_BY_SIDE, Frame

SOLID = "█"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return in_files(samples.briefing(), tmp_path / "b")


def chosen(it: Opened) -> str:
    """What stands behind the solid bar."""
    rows = [line.split(SOLID, 1)[1] for line in it.lines if SOLID in line]
    return "\n".join(row.split("▌")[0].split("▐")[0].strip() for row in rows)


def place(it: Opened) -> str:
    """What the title's right end says."""
    found = re.search(r"\d+/\d+  .*", it.lines[0])
    assert found, it.text
    return found[0].strip()


async def test_the_first_screen_shows_both_sides_with_source_date_and_stance(folder: Folder) -> None:
    async with opened(folder) as it:
        for text in (
            "▌ CLOSE IT",
            "▐ KEEP IT OPEN",
            "The street report, Feb 2024",
            "S. Author, The Evening Paper",
            "▰▰▰▰▰ strong",
            "▰▰▱▱▱ slight",
            "What happens to the shops?",
            "≠ differ",
            "∅ one side only",
            "Common ground",
            "Crux",
            "Open questions",
        ):
            assert text in it.text
        assert place(it) == "1/2  Shops and trade"
        assert "A quiet main street" in it.lines[0]


async def test_up_and_down_go_from_point_to_point(folder: Folder) -> None:
    async with opened(folder) as it:
        assert chosen(it).startswith("Takings rose by 12 %")
        await it.press("down")
        assert chosen(it).startswith("They rise slowly.")
        await it.press("j")
        assert chosen(it).startswith("∅ Does not address this.")
        await it.press("down")
        assert chosen(it).startswith("∅ Does not address this.")
        await it.press("up", "k")
        assert chosen(it).startswith("Takings rose by 12 %")
        await it.press("up")
        assert chosen(it).startswith("Takings rose by 12 %")


async def test_left_and_right_choose_a_side(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("right")
        assert chosen(it).startswith("Takings fell outside the summer.")
        await it.press("right", "down")
        assert chosen(it).startswith("They rise.")
        await it.press("h")
        assert chosen(it).startswith("They rise slowly.")
        await it.press("left")
        assert chosen(it).startswith("They rise slowly.")
        await it.press("l")
        assert chosen(it).startswith("They rise.")


async def test_home_and_end_go_to_the_first_and_last_point(folder: Folder) -> None:
    async with opened(folder, size=(80, 16)) as it:
        await it.press("end")
        assert it.main.theme_view.point == 2
        assert "What do the side streets take?" in it.text
        await it.press("home")
        assert it.main.theme_view.point == 0
        assert "What happens to the shops?" in it.text
        await it.press("G", "g")
        assert (it.main.theme_view.point, it.main.theme_view.scroll_y) == (0, 0)


async def test_every_line_can_be_reached_with_the_down_key_alone(tmp_path: Path) -> None:
    made = long_claims(400)
    async with opened(in_files(made, tmp_path / "b"), size=(80, 24)) as it:
        seen: set[str] = set()
        for _ in range(40):
            seen |= {word for line in it.lines for word in line.split()}
            await it.press("down")
        assert {f"word{number}" for number in range(400)} <= seen
        assert "streets" in seen
        assert it.main.theme_view.point == 2


async def test_up_leads_from_the_end_to_the_start_of_each_point_and_to_the_top(tmp_path: Path) -> None:
    async with opened(in_files(long_claims(400), tmp_path / "b"), size=(80, 24)) as it:
        await it.press("end")
        for question in ("How do goods come in?", "What happens to rents?", "Do the shops take more?"):
            while question not in it.text:
                await it.press("up")
        await it.press("up")
        assert "What happens to the shops?" in it.text
        assert (it.main.theme_view.point, it.main.theme_view.scroll_y) == (0, 0)


async def test_scrolling_inside_a_long_point_does_not_leave_it(tmp_path: Path) -> None:
    async with opened(in_files(long_claims(400), tmp_path / "b"), size=(80, 24)) as it:
        await it.press("down")
        top = it.main.theme_view.scroll_y
        assert (it.main.theme_view.point, top > 0) == (0, True)
        await it.press("down")
        assert it.main.theme_view.point == 0
        assert it.main.theme_view.scroll_y > top
        await it.press("up")
        assert it.main.theme_view.scroll_y == top


async def test_page_keys_scroll_without_choosing(tmp_path: Path) -> None:
    async with opened(in_files(long_claims(400), tmp_path / "b"), size=(80, 24)) as it:
        for down, up in (("pagedown", "pageup"), ("space", "b")):
            before = it.text
            await it.press(down)
            assert it.text != before
            await it.press(up)
            assert it.text == before
        assert it.main.theme_view.point == 0


async def test_swapping_keeps_what_was_chosen(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("down", "right")
        before = chosen(it)
        assert before.startswith("They rise.")
        await it.press("s")
        assert chosen(it) == before
        assert it.where("KEEP IT OPEN")[0] < it.where("CLOSE IT")[0]
        assert it.main.theme_view.side == 0
        await it.press("s")
        assert chosen(it) == before
        assert it.where("CLOSE IT")[0] < it.where("KEEP IT OPEN")[0]


async def test_bars_and_colours_go_with_the_perspective(folder: Folder) -> None:
    async with opened(folder) as it:

        def look(text: str) -> tuple[str, str]:
            column, row = it.where(text)
            segment = next(iter(it.strips[row].crop(column - 2, column)))
            assert segment.style
            return segment.text[0], str(segment.style.color)

        before = look("CLOSE IT"), look("KEEP IT OPEN")
        await it.press("s")
        assert (look("CLOSE IT"), look("KEEP IT OPEN")) == before
        assert before[0] != before[1]
        assert "▐ KEEP IT OPEN" in it.text and "▌ CLOSE IT" in it.text


async def test_brackets_go_to_the_next_theme_and_back_and_stop_at_the_ends(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("right_square_bracket")
        assert place(it) == "2/2  Air and noise"
        assert "Is there less soot?" in it.text
        await it.press("right_square_bracket")
        assert place(it) == "2/2  Air and noise"
        await it.press("left_square_bracket", "left_square_bracket")
        assert place(it) == "1/2  Shops and trade"
        assert "Do the shops take more?" in it.text


async def test_digits_open_a_theme_by_its_number(tmp_path: Path) -> None:
    async with opened(in_files(of_many(10), tmp_path / "b")) as it:
        for key, number in (("7", 7), ("0", 10), ("1", 1)):
            await it.press(key)
            assert it.lines[0].rstrip().endswith(f"{number}/10  Theme number {number}")


async def test_a_number_without_a_theme_changes_nothing(folder: Folder) -> None:
    async with opened(folder) as it:
        before = it.text
        await it.press("3", "0")
        assert it.text == before


async def test_another_theme_starts_at_its_top_with_its_first_point(folder: Folder) -> None:
    async with opened(folder, size=(80, 14)) as it:
        await it.press("end", "right_square_bracket")
        assert (it.main.theme_view.point, it.main.theme_view.scroll_y) == (0, 0)
        assert "Is the air better?" in it.text


@pytest.mark.parametrize("width", [80, 120])
async def test_the_list_of_themes_opens_the_chosen_one(folder: Folder, width: int) -> None:
    async with opened(folder, size=(width, 30)) as it:
        await it.press("t")
        it.screen(ContentsScreen)
        assert "Themes" in it.text and "▸ 1 Shops and trade" in it.text
        await it.press("down")
        assert "▸ 2 Air and noise" in it.text
        await it.press("enter")
        it.screen(ThemeScreen)
        assert place(it) == "2/2  Air and noise"


@pytest.mark.parametrize("key", ["escape", "t", "q"])
async def test_the_list_of_themes_is_closed_without_a_choice(folder: Folder, key: str) -> None:
    async with opened(folder, size=(80, 24)) as it:
        await it.press("t", "down", key)
        it.screen(ThemeScreen)
        assert place(it) == "1/2  Shops and trade"


async def test_a_click_in_the_list_of_themes_opens_it(folder: Folder) -> None:
    async with opened(folder, size=(80, 24)) as it:
        await it.press("t")
        await it.click("Air and noise")
        it.screen(ThemeScreen)
        assert place(it) == "2/2  Air and noise"


@pytest.mark.parametrize("size", [(120, 30), (100, 24)])
async def test_a_long_list_of_themes_scrolls_to_the_open_one(tmp_path: Path, size: tuple[int, int]) -> None:
    async with opened(in_files(of_many(100), tmp_path / "b"), size=size, theme="theme-60") as it:
        assert "▸60 Theme number 60" in it.text
        await it.press("right_square_bracket")
        assert "▸61 Theme number 61" in it.text
        it.main.open_theme("theme-100")
        await it.settle()
        assert "▸100 Theme number 100" in it.text
        await it.press("1")
        assert "▸ 1 Theme number 1" in it.text


async def test_a_long_list_in_a_dialog_scrolls_to_the_open_one(tmp_path: Path) -> None:
    async with opened(in_files(of_many(100), tmp_path / "b"), size=(60, 20), theme="theme-60") as it:
        await it.press("t")
        assert "▸60 Theme number 60" in it.text
        await it.press("G")
        assert "▸100 Theme number 100" in it.text
        await it.press("g", "enter")
        assert it.lines[0].rstrip().endswith("1/100  Theme number 1")


async def test_a_click_on_a_theme_opens_it(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.click("Air and noise")
        assert place(it) == "2/2  Air and noise"


async def test_a_click_on_a_claim_chooses_it_and_a_second_opens_what_it_rests_on(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.click("They rise.")
        assert chosen(it).startswith("They rise.")
        it.screen(ThemeScreen)
        await it.click("They rise.")
        it.screen(EvidenceScreen)
        assert "KEEP IT OPEN" in it.text and "What happens to rents?" in it.text


async def test_a_click_on_a_question_chooses_the_point_and_keeps_the_side(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("right")
        await it.click("What happens to rents?")
        assert chosen(it).startswith("They rise.")


async def test_a_click_beside_everything_does_nothing(folder: Folder) -> None:
    async with opened(folder) as it:
        before = it.text
        await it.click("Common ground")
        await it.pilot.click(offset=(60, 36))
        assert it.text == before


async def test_a_click_lands_where_it_is_seen_after_scrolling(tmp_path: Path) -> None:
    async with opened(in_files(long_claims(200), tmp_path / "b"), size=(80, 20)) as it:
        await it.press("pagedown", "pagedown", "pagedown")
        await it.press("end")
        await it.click("They rise.")
        assert it.main.theme_view.point == 1
        assert it.main.theme_view.side == 1


async def test_the_wheel_scrolls_the_theme(tmp_path: Path) -> None:
    async with opened(in_files(long_claims(200), tmp_path / "b"), size=(80, 20)) as it:
        view = it.main.theme_view
        await it.wheel("word3")
        await it.wait_for(lambda: view.scroll_y > 0)
        assert view.point == 0
        await it.wheel("word30", MouseScrollUp)
        await it.wait_for(lambda: view.scroll_y == 0)


async def test_evidence_shows_voice_quotes_and_full_citations(folder: Folder) -> None:
    made = samples.briefing()
    async with opened(folder) as it:
        await it.press("enter")
        it.screen(EvidenceScreen)
        assert "CLOSE IT" in it.text and "Do the shops take more?" in it.text
        assert "Voice: paraphrase" in it.text and "Voice: quote" in it.text
        assert "“came alive”" in it.text and "“in the evenings too”" in it.text
        for locator in ("report/shops/1", "report/shops/2"):
            assert squeezed(reference(made.sources["report"], locator)) in it.dialog
        await it.press("escape")
        it.screen(ThemeScreen)


async def test_evidence_says_whose_words_the_editors_are(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("right", "enter")
        assert "Voice: editor" in it.text
        assert "No paragraph is cited." in it.text


async def test_evidence_of_a_silence_names_the_words_looked_for(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("down", "down", "enter")
        shown = it.dialog
        assert squeezed("“The street report: what changed” does not address this question.") in shown
        assert squeezed("delivery, lorry") in shown


async def test_evidence_shows_the_note_on_the_point(tmp_path: Path) -> None:
    folder = in_files(samples.briefing(), tmp_path / "b")
    async with opened(folder) as it:
        other = it.another_program()
        other.set("trade/takings", "Ask again in winter.\n\nTwice.")
        other.save()
    async with opened(folder) as it:
        await it.press("enter")
        assert "◊ Your note" in it.text and "Ask again in winter." in it.text and "Twice." in it.text


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_evidence_is_closed_with(folder: Folder, key: str) -> None:
    async with opened(folder) as it:
        await it.press("enter", key)
        it.screen(ThemeScreen)


async def test_long_evidence_scrolls_with_the_keys(tmp_path: Path) -> None:
    async with opened(in_files(long_claims(200), tmp_path / "b"), size=(80, 20)) as it:
        await it.press("enter")
        assert "report/shops/1" not in it.text
        for _ in range(30):
            await it.press("j")
        assert "report/shops/1" in it.text
        await it.press("home")
        await it.wait_for(lambda: "CLOSE IT" in it.lines[4] + it.lines[5] + it.lines[6])


async def test_evidence_stays_on_the_chosen_side_after_a_swap(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("s", "enter")
        assert "CLOSE IT" in it.text
        assert "“came alive”" in it.text


SIZES = [(80, 30), (200, 40), (60, 20), (40, 15), (120, 30)]


async def test_resizing_keeps_the_chosen_point_in_view(tmp_path: Path) -> None:
    async with opened(in_files(long_claims(200), tmp_path / "b"), size=(120, 30)) as it:
        while it.main.theme_view.point < 1:
            await it.press("down")
        await it.press("right")
        for width, height in SIZES:
            await it.resize(width, height)
            assert (it.main.theme_view.point, it.main.theme_view.side) == (1, 1)
            assert "What happens to rents?" in it.text, (width, height)
            assert SOLID in it.text


async def test_resizing_keeps_the_point_at_the_top(tmp_path: Path) -> None:
    async with opened(in_files(long_claims(400), tmp_path / "b"), size=(120, 30)) as it:
        await it.press("right", "up")
        await it.press("left", "right")
        for width, height in SIZES:
            top = next(line for line in first_lines(it) if line)
            await it.resize(width, height)
            assert next(line for line in first_lines(it) if line)[:20] == top[:20]


async def test_resizing_keeps_about_the_same_words_at_the_top(tmp_path: Path) -> None:
    async with opened(in_files(long_claims(600), tmp_path / "b"), size=(120, 30)) as it:
        await it.press("pagedown", "pagedown")
        before = first_word(it)
        assert before > 100
        for width, height in [(200, 40), (100, 30), (80, 30), (120, 30)]:
            await it.resize(width, height)
            assert abs(first_word(it) - before) < 40, (width, it.text)


def first_lines(it: Opened) -> Iterator[str]:
    """The lines of the theme that are visible, without the names of the sides."""
    view = it.main.theme_view
    for line in view.lines[round(view.scroll_y) :]:
        yield "".join(run.text for run in line).strip(" ▌▐█")


def first_word(it: Opened) -> int:
    """The number of the first long-claim word in view."""
    words = [word for line in first_lines(it) for word in line.split() if word.startswith("word")]
    return int(words[0].removeprefix("word"))


async def test_a_broken_theme_says_where_and_the_others_open(tmp_path: Path) -> None:
    folder = in_files(samples.briefing(), tmp_path / "b")
    path = tmp_path / "b" / "themes" / "air.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines.insert(2, "surprise: yes")
    path.write_text("\n".join(lines), encoding="utf-8")
    async with opened(folder, size=(140, 40)) as it:
        assert "Do the shops take more?" in it.text
        await it.press("right_square_bracket")
        assert "This theme cannot be shown." in it.text
        assert squeezed("air.yaml:3:1:") in squeezed(it.text.replace("▕", ""))
        assert place(it) == "2/2  Air and noise"
        await it.press("down", "up", "left", "right", "enter", "n", "N", "s", "end", "home", "pagedown", "space")
        it.screen(ThemeScreen)
        await it.resize(60, 20)
        assert "surprise" in it.text
        await it.press("left_square_bracket")
        assert "Do the shops take more?" in it.text


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
async def test_on_a_broken_theme_the_keys_that_do_nothing_name_its_fault_and_the_key_that_opens_it_is_told(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    folder = in_files(samples.briefing(), tmp_path / "b")
    broken = folder.path / "themes" / "air.yaml"
    broken.write_text("schema_version: 1\nbroken: [\n", encoding="utf-8")
    edited = list[tuple[Path, int]]()
    async with opened(folder, size=size, edit_file=lambda file, line: edited.append((file, line))) as it:
        assert "E open" not in it.lines[-1]
        await it.press("2")
        assert "E opens the file there in your editor." in it.text
        assert "E open the file" in it.lines[-1]
        for key in "pw":
            await it.press(key)
            (said,) = [each.message for each in it.app._notifications]
            assert said.startswith("This theme cannot be read. ")
            assert f"{broken}:3:1:" in said
            it.app.clear_notifications()
            it.main._forget()
        await it.press("1")
        assert "E open" not in it.lines[-1]


async def test_where_a_broken_theme_cannot_be_opened_in_the_editor_no_key_is_told(tmp_path: Path) -> None:
    folder = in_files(samples.briefing(), tmp_path / "b")
    (folder.path / "themes" / "air.yaml").write_text("broken: [", encoding="utf-8")
    async with opened(folder, is_read_only=True) as it:
        await it.press("2")
        assert "This theme cannot be shown." in it.text
        assert "editor" not in it.text and "open the file" not in it.lines[-1]
    with mock.patch("briefing.paths.is_builtin", lambda path: path == folder.path):
        async with opened(folder) as it:
            await it.press("2")
            assert "This theme cannot be shown." in it.text
            assert "editor" not in it.text and "open the file" not in it.lines[-1]


async def test_a_problem_is_laid_out_anew_for_another_width(tmp_path: Path) -> None:
    folder = in_files(samples.briefing(), tmp_path / "b")
    (tmp_path / "b" / "themes" / "air.yaml").unlink()
    async with opened(folder, size=(140, 40)) as it:
        await it.press("2")
        await it.resize(44, 20)
        assert squeezed("the file is missing") in squeezed(it.text)
        assert squeezed("Write it, or take it out of briefing.yaml.") in squeezed(it.text)


async def test_the_brightness_key_goes_from_dark_to_light_and_back(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("d")
        assert it.app.theme == "briefing-light"
        await it.press("d")
        assert it.app.theme == "briefing-dark"


async def test_quitting_without_unsaved_notes_leaves_at_once(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("q")
        await it.wait_for(lambda: not it.app.is_running)
    assert it.app.return_code in (0, None)
    assert not it.notes.exists()


async def test_the_title_makes_room_for_the_themes_title(tmp_path: Path) -> None:
    async with opened(in_files(samples.briefing(), tmp_path / "b"), size=(40, 15)) as it:
        assert it.lines[0].strip() == "1/2  Shops and trade"


HOSTILE_SETS = [MARKUP, NARROW_AND_WIDE, samples.HOSTILE]


def assert_aligned(it: Opened) -> None:
    """Every line has exactly the screen's width, and the right column starts at one cell."""
    width, _ = it.app.size
    for strip in it.strips:
        assert strip.cell_length == width == cell_len(strip.text) == wcwidth.wcswidth(strip.text), strip.text
    frame = Frame(it.main.theme_view.line_width)
    if frame.beside:
        first = it.main.theme_view.region.x + frame.margin
        start = first + frame.cell + frame.gutter
        left, right = (BARS[it.main.view.number(side)] for side in (0, 1))
        rows = [strip for strip in it.strips[1:-1] if strip.crop(first, first + 1).text in (left, SOLID)]
        assert rows and {strip.crop(start, start + 1).text for strip in rows} <= {right, SOLID}, it.text


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20), (40, 15)])
@pytest.mark.parametrize("texts", HOSTILE_SETS, ids=["markup", "widths", "hostile"])
async def test_hostile_text_breaks_no_column(tmp_path: Path, size: tuple[int, int], texts: tuple[str, ...]) -> None:
    async with opened(in_files(samples.briefing(rotating(texts)), tmp_path / "b"), size=size) as it:
        for key in ("home", "pagedown", "end", "right_square_bracket", "s"):
            await it.press(key)
            assert_aligned(it)


@pytest.mark.parametrize("size", [(80, 24), (40, 15)])
@pytest.mark.parametrize("texts", HOSTILE_SETS, ids=["markup", "widths", "hostile"])
async def test_hostile_text_breaks_no_dialog(tmp_path: Path, size: tuple[int, int], texts: tuple[str, ...]) -> None:
    async with opened(in_files(samples.briefing(rotating(texts)), tmp_path / "b"), size=size) as it:
        below = it.lines
        for key in ("enter", "t", "question_mark", "n", "N", "e"):
            await it.press(key)
            for line, covered in zip(it.lines, below, strict=True):
                if "\ufe0f" not in covered:  # textual cuts these a cell too short where a dialog covers them
                    assert cell_len(line) == it.app.size.width == wcwidth.wcswidth(line), line
            await it.press("escape")
        it.screen(ThemeScreen)


@pytest.mark.parametrize("hostile", [MARKUP[0], MARKUP[2], MARKUP[3]])
async def test_markup_is_shown_letter_for_letter_and_does_nothing(tmp_path: Path, hostile: str) -> None:
    made = samples.briefing(lambda text: f"{hostile} {text}")
    theme = made.themes[0]
    async with opened(in_files(made, tmp_path / "b"), size=(120, 40)) as it:
        assert hostile in it.lines[0] or it.lines[0].strip().startswith("1/2")
        sides = columns_of(it)
        claims = theme.points[0].claims
        assert squeezed(wording.spoken(claims["close"][0])) in sides[0]
        assert squeezed(wording.spoken(claims["keep"][0])) in sides[1]
        assert squeezed(theme.question) in squeezed("".join(line.split("▕")[-1] for line in it.lines))
        listed = squeezed("".join(line.split("▕")[0] for line in it.lines))
        assert squeezed(hostile) in listed

        await it.press("enter")
        it.screen(EvidenceScreen)
        shown = it.dialog
        assert squeezed(theme.points[0].question) in shown
        assert squeezed(wording.spoken(claims["close"][0])) in shown
        await it.press("escape", "t")
        it.screen(ContentsScreen)
        assert squeezed(hostile) in it.dialog
        await it.press("escape", "question_mark")
        it.screen(HelpScreen)
        everything = squeezed(" ".join(it.help_rows()))
        assert squeezed(f"{hostile} Close it.") in everything
        await it.press("escape", "n")
        assert squeezed(hostile)[:20] in squeezed(it.text)
        await it.press("escape", "e")
        assert squeezed(f"Only “{hostile}")[:20] in squeezed(it.text)
        await it.press("escape", "ctrl+p")
        await it.typing("shops")
        await it.wait_for_text("Go to this theme.")
        assert squeezed(f"1 {hostile}") in squeezed(it.text)
        await it.press("escape")
        it.screen(ThemeScreen)
        assert it.app.is_running


def columns_of(it: Opened) -> tuple[str, str]:
    """The texts of both sides, without white space."""
    view = it.main.theme_view
    frame = Frame(view.line_width)
    assert view.line_width >= SIDE_BY_SIDE
    left = view.region.x
    first = left + frame.margin + 2
    second = first + frame.cell + frame.gutter
    width = frame.cell - 2
    strips = it.strips[1:-1]
    return (
        squeezed("".join(strip.crop(first, first + width).text for strip in strips)),
        squeezed("".join(strip.crop(second, second + width).text for strip in strips)),
    )


async def test_a_click_on_an_action_in_a_text_does_not_fire_it(tmp_path: Path) -> None:
    made = samples.briefing(lambda text: f"[@click=app.quit]{text}[/]")
    async with opened(in_files(made, tmp_path / "b"), size=(140, 40)) as it:
        for text in ("[@click=app.quit]Takings", "Do the shops", "[@click=app.quit]Air", "A quiet main"):
            await it.click(text)
        await it.press("escape", "enter")
        await it.click("[@click=app.quit]")
        await it.press("escape", "question_mark")
        await it.press("escape")
        assert it.app.is_running and it.app.return_code is None


UNCLEAN = "\x1b[31mred\x1b]0;title\x07\x9b5m\u202egnol\u2066\ufeff"


async def test_unsafe_characters_that_slipped_past_the_loader_are_not_drawn(tmp_path: Path) -> None:
    made = samples.briefing(lambda text: f"{UNCLEAN}{text}")
    made = msgspec.structs.replace(made, themes=made.themes)
    async with opened(MadeFolder(made, tmp_path / "b"), size=(120, 40)) as it:
        for key in ("home", "t", "escape", "enter", "escape", "question_mark", "escape", "n", "escape", "e", "escape"):
            await it.press(key)
            assert not UNSAFE.search("".join(it.lines)), it.app.screen
        assert clean(UNCLEAN)[:6] in it.text


async def test_the_list_shows_how_long_each_theme_takes_to_say_at_the_users_rate(tmp_path: Path) -> None:
    folder = in_files(samples.briefing(), tmp_path / "b")
    async with opened(folder, settings=Read(Settings(speaking_rate=60))) as it:
        assert it.text.count("1 min") == 2
    async with opened(in_files(of_many(30), tmp_path / "many"), size=(120, 24)) as it:
        assert " min " not in it.text
        await it.press("t")
        assert it.dialog.count("1min") > 10
