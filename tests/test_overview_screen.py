"""The overview and its matrix, with keys and mouse."""

import re
from pathlib import Path

import msgspec
import pytest
import samples
from rich.cells import cell_len
from terminal import DOWN, ENTER, ESCAPE, RIGHT, terminal
from tui_support import MARKUP, NARROW_AND_WIDE, MadeFolder, Opened, in_files, of_many, opened, rotating

from briefing.loader import Folder
from briefing.model import Briefing, Relation
from briefing.notes import NoteStore
from briefing.overview import Sort
from briefing.text import UNSAFE, clean
from briefing.tui.lines import Target
from briefing.tui.messages import ThemesRead
from briefing.tui.overview_page import CHOSEN_POINTER
from briefing.tui.palette import BriefingProvider
from briefing.tui.screens.help import HelpScreen
from briefing.tui.screens.overview import OverviewScreen
from briefing.tui.screens.theme import ThemeScreen

SIZES = [(120, 40), (80, 24), (60, 20)]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return in_files(samples.briefing(), tmp_path / "b")


def chosen(it: Opened) -> str:
    """The line of the overview that the cursor is on."""
    found = [line for line in it.lines if line.startswith(CHOSEN_POINTER)]
    assert len(found) == 1, it.text
    return found[0].removeprefix(CHOSEN_POINTER)


def titles(it: Opened) -> list[str]:
    """The themes in the order in which they are shown."""
    rows = [re.match(r"[ ▸] *\d+ (.+?)( [ \[]|…)", line) for line in it.lines[2:]]
    return [row[1] for row in rows if row]


def with_levels(*levels: tuple[int, int]) -> Briefing:
    """A theme for each pair of stances."""
    made = of_many(len(levels))
    themes = tuple(
        msgspec.structs.replace(
            theme,
            stances={
                side: msgspec.structs.replace(stance, level=level)
                for (side, stance), level in zip(theme.stances.items(), pair, strict=True)
            },
        )
        for theme, pair in zip(made.themes, levels, strict=True)
    )
    return msgspec.structs.replace(made, themes=themes)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("key", ["escape", "o", "q"])
async def test_it_opens_at_the_theme_that_is_open_and_closes_to_it(
    folder: Folder, size: tuple[int, int], key: str
) -> None:
    async with opened(folder, size=size, theme="air") as it:
        before = it.text
        await it.press("o")
        assert isinstance(it.app.screen, OverviewScreen)
        assert "Air and noise" in chosen(it)
        assert it.lines[0].rstrip().endswith("Overview")
        await it.press(key)
        assert it.text == before


async def test_ten_themes_fit_a_small_terminal_without_scrolling(tmp_path: Path) -> None:
    async with opened(in_files(of_many(10), tmp_path / "b"), size=(80, 24)) as it:
        await it.press("o")
        assert titles(it) == [f"Theme number {number}" for number in range(1, 11)]
        for part in ("● Close: strong, 5 of 5", "Sorted: in the briefing’s order.", "∅ one side only", "◊ notes"):
            assert part in it.text
        assert it.screen(OverviewScreen).page_view.max_scroll_y == 0


async def test_a_hundred_themes_scroll_and_the_cursor_stays_in_sight(tmp_path: Path) -> None:
    async with opened(in_files(of_many(100), tmp_path / "b"), size=(80, 24)) as it:
        await it.press("o", "end")
        assert "Theme number 100" in chosen(it)
        await it.press("home", *["down"] * 30)
        assert "Theme number 31 " in chosen(it)
        await it.press("pagedown", "pagedown")
        assert int(chosen(it).split()[0]) > 31
        await it.press("home", "pageup")
        assert "Theme number 1 " in chosen(it)
        assert "Theme  " in it.lines[1]


async def test_the_cursor_s_theme_is_told_in_words(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("o")
        assert "1. Shops and trade" in it.text and "● Close: strong, 5 of 5  ○ Keep: slight, 2 of 5" in it.text
        await it.press("down")
        assert "2. Air and noise" in it.text and "● Close: good, 4 of 5  ○ Keep: mixed, 3 of 5  distance 1" in it.text
        await it.press("up")
        assert "1. Shops and trade" in it.text


async def test_enter_goes_to_the_theme_and_escape_from_there_back(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("o", "s", "down", "enter")
        assert isinstance(it.app.screen, ThemeScreen)
        assert "2/2  Air and noise" in it.lines[0]
        await it.press("escape")
        assert "Overview by distance" in it.lines[0] and "Air and noise" in chosen(it)
        await it.press("escape")
        assert it.main.theme and it.main.theme.id == "air"


async def test_enter_in_the_matrix_goes_to_the_point_and_escape_from_there_back(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("o", "m", "right", "enter")
        assert isinstance(it.app.screen, ThemeScreen)
        assert it.main.point and it.main.point.id == "rents"
        await it.press("escape")
        assert it.lines[0].rstrip().endswith("Matrix")
        assert "[≈]" in it.text and "What happens to rents?" in it.text


async def test_the_matrix_starts_at_the_point_that_one_came_from(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("down", "down", "o", "m")
        assert it.screen(OverviewScreen).page_view.selected == Target(0, 2)
        assert "[∅]" in it.text


async def test_the_matrix_shows_the_question_of_the_cell_and_its_relation_in_words(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("o", "m")
        assert "Do the shops take more?" in it.text and "[≠]" in it.text
        assert "≠ differ: They answer against each other." in it.text
        await it.press("right", "right")
        assert "How do goods come in?" in it.text and "[∅]" in it.text
        assert "Close: Does not address this. Looked for: delivery, lorry." in it.text
        await it.press("right", "right")
        assert "point 3 of 3" in it.text
        await it.press("down")
        assert "Air and noise, point 2 of 2" in it.text and "∥ talk past" in it.text
        await it.press("left", "left", "left")
        assert "Air and noise, point 1 of 2" in it.text and "[=]" in it.text
        await it.press("m")
        assert "Air and noise" in chosen(it)


@pytest.mark.parametrize("view", [(), ("m",)])
async def test_sorting_goes_round_and_says_by_what(tmp_path: Path, view: tuple[str, ...]) -> None:
    made = with_levels((3, 3), (1, 5), (2, 4))
    store = NoteStore.open(
        in_files(made, tmp_path / "b").path / "notes.yaml",
        briefing=made.about.id,
        backups=tmp_path / "x",
        locks=tmp_path / "y",
    )
    store.set("theme-3/rents", "One.")
    store.save()
    orders = {Sort.ORDER: "123", Sort.DISTANCE: "231", Sort.AGREEMENT: "123", Sort.NOTES: "312"}
    async with opened(Folder(tmp_path / "b")) as it:
        await it.press("o", *view)
        for sort in [*list(Sort)[1:], Sort.ORDER]:
            await it.press("s")
            assert f"Sorted: {sort.meaning}." in it.text
            name = "Matrix" if view else "Overview"
            assert it.lines[0].rstrip().endswith(name if sort is Sort.ORDER else f"{name} by {sort}")
            assert "".join(title[-1] for title in titles(it)) == orders[sort]
            assert it.screen(OverviewScreen).row.id == "theme-1"


async def test_a_click_chooses_a_theme_and_a_second_one_opens_it(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("o")
        await it.click("Air and noise")
        assert "Air and noise" in chosen(it)
        await it.click("Air and noise")
        assert it.main.theme and it.main.theme.id == "air"
        assert isinstance(it.app.screen, ThemeScreen)


async def test_a_click_chooses_a_cell_and_a_second_one_opens_its_point(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("o", "m")
        await it.click("∥")
        assert "Is it quieter?" in it.text
        await it.click("Shops and trade")
        assert it.screen(OverviewScreen).page_view.selected == Target(0, 1)
        await it.click("[≈]")
        assert it.main.point and it.main.point.id == "rents"
        assert isinstance(it.app.screen, ThemeScreen)


async def test_a_second_click_on_a_title_in_the_matrix_opens_the_chosen_point(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("o", "m", "right", "right")
        await it.click("Air and noise")
        await it.click("Air and noise")
        assert it.main.point and it.main.point.id == "noise"


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_in_a_real_terminal_it_shows_all_and_leads_to_the_point(columns: int, rows: int) -> None:
    with terminal(columns=columns, rows=rows) as window:
        window.shows("Political momentum", "help")
        window.press_until("o", "Sorted: in the briefing’s order.")
        window.shows("▸ 1 Political momentum")
        window.press("s")
        window.shows("Overview by distance")
        window.press("m", "g", DOWN, RIGHT)
        window.shows("Matrix by distance", "[≈]", "Science and space, point 2 of 5")
        window.press(ENTER)
        window.shows("8/10", "Science and space")
        window.press(ESCAPE)
        window.shows("Matrix by distance", "Science and space, point 2 of 5")


async def test_swapped_sides_stay_swapped(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("s", "o")
        assert it.lines[1].index("○∅") < it.lines[1].index("●∅")
        assert "○ Keep: slight, 2 of 5  ● Close: strong, 5 of 5" in it.text


async def test_what_is_read_later_appears_with_the_cursor_where_it_was(folder: Folder) -> None:
    async with opened(folder, theme="air") as it:
        made = it.app.desks.folder._themes
        missing = {theme: made.pop(theme) for theme in list(made) if theme != "air"}
        await it.press("o", "m", "right")
        assert "not read" in it.text and "Is it quieter?" in it.text
        made.update(missing)
        it.app.screen.post_message(ThemesRead())
        await it.wait_for(lambda: "not read" not in it.text)
        assert "Is it quieter?" in it.text and "[∥]" in it.text


async def test_what_was_read_a_moment_ago_is_there_though_the_main_screen_has_not_heard_of_it(folder: Folder) -> None:
    async with opened(folder, theme="air") as it:
        it.main.themes = {"air": it.main.themes["air"]}
        await it.press("o")
        assert "not read" not in it.text


async def test_a_theme_that_cannot_be_read_can_be_gone_to_and_says_why(folder: Folder) -> None:
    (folder.path / "themes" / "air.yaml").write_text("id: [")
    for view in ((), ("m",)):
        async with opened(Folder(folder.path)) as it:
            await it.press("o", *view, "down")
            assert "not read" in it.text and "Enter opens the theme" in it.text
            await it.press("enter")
            assert "2/2  Air and noise" in it.lines[0] and "air.yaml" in it.text


async def test_notes_that_change_while_it_is_open_are_counted(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("o")
        assert chosen(it).rstrip().endswith("·  ·")
        other = it.another_program()
        other.set("trade", "Theirs")
        other.save()
        it.app.desks.notes._store.set("trade/takings", "Mine")
        it.app.desks.notes.save()
        await it.wait_for(lambda: chosen(it).rstrip().endswith("·  2"))


async def test_a_theme_that_is_edited_while_it_is_open_is_counted_anew(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("o")
        assert "● Close: strong, 5 of 5" in it.text
        file = folder.path / "themes" / "trade.yaml"
        file.write_text(file.read_text().replace("level: 5", "level: 1").replace("relation: differ", "relation: agree"))
        await it.wait_for_text("● Close: none, 1 of 5")
        assert "agreement 50%" in it.text and "Shops and trade" in chosen(it)
        (folder.path / "themes" / "trade.yaml").write_text("id: [")
        await it.app.desks.files.look()
        assert "agreement 50%" in it.text


async def test_help_and_palette_know_it(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("o", "question_mark")
        rows = [row for row in it.help_rows() if row.strip()]
        assert isinstance(it.app.screen, HelpScreen)
        assert rows[0].strip() == "In the overview"
        await it.press("escape")
        names = [entry.name for entry in BriefingProvider(it.app.screen)._entries()]
        assert "Matrix  m" in names and not any(name.startswith("Next point") for name in names)
        await it.press("m")
        names = [entry.name for entry in BriefingProvider(it.app.screen)._entries()]
        assert "Next point  → l" in names


@pytest.mark.parametrize("size", SIZES)
async def test_the_footer_names_the_keys(folder: Folder, size: tuple[int, int]) -> None:
    async with opened(folder, size=size) as it:
        assert "o overview" in it.lines[-1] or size[0] < 120
        await it.press("o")
        assert it.lines[-1].split("  ")[0].strip() == "↑↓ choose"
        for hint in ("⏎ open", "m matrix", "s sort", "? help", "Esc back"):
            assert hint in it.lines[-1]
        await it.press("m")
        assert "↑↓←→ choose" in it.lines[-1]


async def test_another_size_keeps_the_place(tmp_path: Path) -> None:
    async with opened(in_files(of_many(60), tmp_path / "b")) as it:
        await it.press("o", *["down"] * 40)
        for width, height in ((60, 20), (40, 15), (160, 50)):
            await it.resize(width, height)
            assert chosen(it).split()[:3] == ["41", "Theme", "number"]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("texts", [MARKUP, NARROW_AND_WIDE, samples.HOSTILE])
async def test_hostile_texts_are_shown_as_text(tmp_path: Path, size: tuple[int, int], texts: tuple[str, ...]) -> None:
    made = samples.briefing(rotating(texts))
    async with opened(MadeFolder(made, tmp_path / "b"), size=size) as it:
        for keys in (("o",), ("s",), ("m",), ("right",), ("down",)):
            await it.press(*keys)
            assert isinstance(it.app.screen, OverviewScreen)
            assert {cell_len(line) for line in it.lines} == {size[0]}
            assert not UNSAFE.search(clean(it.text).replace("\n", "")) and "\x1b" not in it.text
            assert len(it.lines) == size[1]


async def test_every_relation_has_its_sign_in_the_matrix(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("o", "m")
        cells = "".join(it.lines[2:4])
        for kind in Relation:
            assert kind.glyph in cells


async def test_the_column_of_the_matrix_is_kept_over_shorter_themes(tmp_path: Path) -> None:
    made = of_many(5)
    points = made.themes[0].points
    themes = tuple(
        msgspec.structs.replace(theme, points=points[:count])
        for theme, count in zip(made.themes, (3, 2, 0, 1, 3), strict=True)
    )
    folder = in_files(msgspec.structs.replace(made, themes=themes), tmp_path / "b")
    async with opened(folder) as it:
        await it.press("o", "m", "right", "right")
        view = it.screen(OverviewScreen).page_view
        seen = [view.selected]
        for key in ("down", "down", "down", "down", "home", "end", "up"):
            await it.press(key)
            seen.append(view.selected)
        assert seen == [Target(*each) for each in ((0, 2), (1, 1), (2, 0), (3, 0), (4, 2), (0, 2), (4, 2), (3, 0))]
        await it.press("right", "down")
        assert view.selected == Target(4, 0)
