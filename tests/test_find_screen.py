"""The search on the screen, with keys and mouse."""

import threading
from pathlib import Path

import pytest
import samples
from reading_support import in_files_with_texts
from rich.cells import cell_len
from terminal import ENTER, ESCAPE, terminal
from textual.events import Key
from tui_support import MARKUP, MadeFolder, Opened, in_files, of_many, opened, rotating

from briefing.errors import BriefingError
from briefing.loader import Folder, theme_file
from briefing.search import Results
from briefing.tui.lines import Target
from briefing.tui.screens.evidence import EvidenceScreen
from briefing.tui.screens.find import FindScreen
from briefing.tui.screens.source import SourceScreen
from briefing.tui.screens.theme import ThemeScreen

SIZES = [(120, 40), (80, 24), (60, 20)]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return in_files_with_texts(samples.briefing(), tmp_path / "b")


async def search(it: Opened, text: str) -> FindScreen:
    """Open the search, type, and wait for the answer."""
    await it.press("slash")
    screen = it.screen(FindScreen)
    await it.typing(text)
    await it.wait_for(lambda: screen.found.results.query == text)
    return screen


def chosen(screen: FindScreen) -> str:
    """The text of the result that the cursor is on."""
    return screen.found.results.hits[screen.found.chosen].entry.text


def marked(it: Opened) -> list[str]:
    """What is drawn bold and underlined."""
    segments = [segment for strip in it.strips for segment in strip if segment.style]
    return [s.text for s in segments if s.style and s.style.bold and s.style.underline]


@pytest.mark.parametrize("size", SIZES)
async def test_results_come_as_one_types_with_the_words_marked(folder: Folder, size: tuple[int, int]) -> None:
    async with opened(folder, size=size) as it:
        await search(it, "takings sum")
        assert "1 result" in it.text
        assert "1 Shops and trade · Keep · claim" in it.text
        assert marked(it) == ["Takings", "summer"]
        assert all(cell_len(line) == size[0] for line in it.lines)


@pytest.mark.parametrize("size", SIZES)
async def test_enter_goes_to_the_claim_and_escape_comes_back_to_the_results(
    folder: Folder, size: tuple[int, int]
) -> None:
    async with opened(folder, size=size, theme="air") as it:
        screen = await search(it, "report leaves")
        assert chosen(screen) == "The report leaves the winter out."
        await it.press("enter")
        assert it.screen(ThemeScreen).theme_view.selected == Target(0, 1)
        assert it.main.theme is not None and it.main.theme.id == "trade"
        await it.press("enter")
        evidence = it.screen(EvidenceScreen)
        assert "The report leaves the winter out." in it.text
        assert evidence.page_view.row > 0
        await it.press("escape", "escape")
        screen = it.screen(FindScreen)
        assert screen.input.value == "report leaves"
        assert chosen(screen) == "The report leaves the winter out."


async def test_the_arrows_choose_while_the_input_keeps_the_focus(folder: Folder) -> None:
    async with opened(folder) as it:
        screen = await search(it, "takings")
        first = chosen(screen)
        await it.press("down", "down", "up")
        assert screen.found.chosen == 1
        assert chosen(screen) != first
        assert it.app.focused is screen.input
        await it.press("pagedown")
        assert screen.results_view.top_line > 0 or screen.found.chosen == 1
        await it.typing(" rose")
        await it.wait_for(lambda: screen.found.results.query == "takings rose")
        assert screen.found.chosen == 0


async def test_the_search_is_reopened_as_it_was_left_and_typing_starts_anew(folder: Folder) -> None:
    async with opened(folder) as it:
        screen = await search(it, "takings")
        await it.press("down", "down")
        was = chosen(screen)
        await it.press("escape")
        it.screen(ThemeScreen)
        await it.press("slash")
        screen = it.screen(FindScreen)
        assert (screen.input.value, screen.found.chosen, chosen(screen)) == ("takings", 2, was)
        assert was in it.text
        await it.typing("soot")
        await it.wait_for(lambda: screen.found.results.query == "soot")
        assert screen.input.value == "soot"


async def test_the_next_and_the_previous_result_are_gone_to_without_opening_the_search(folder: Folder) -> None:
    async with opened(folder) as it:
        assert "result" not in it.lines[-1]
        await it.press("full_stop")
        screen = await search(it, "relation:agree")
        places = [(hit.entry.point, hit.entry.side) for hit in screen.found.results.hits]
        assert places == [("soot", None), ("soot", "close"), ("soot", "keep")]
        await it.press("enter")
        assert "result" in it.lines[-1]
        await it.press("full_stop")
        assert it.main.theme_view.selected == Target(0, 0)
        await it.press("left_square_bracket", "full_stop")
        assert it.main.theme is not None and it.main.theme.id == "air"
        assert it.main.theme_view.selected == Target(0, 1)
        await it.press("full_stop")
        assert "This is the last of the results." in it.text
        await it.press("comma")
        assert it.main.theme_view.selected == Target(0, 0)
        await it.press("escape")
        assert it.screen(FindScreen).found.chosen == 1


async def test_a_paragraph_of_a_source_opens_in_the_reader_above_the_results(folder: Folder) -> None:
    async with opened(folder) as it:
        await search(it, '"essay/deliveries/2 tells"')
        await it.press("enter")
        row = it.screen(SourceScreen).row
        assert row is not None and row.locator == "essay/deliveries/2"
        await it.press("escape")
        assert it.screen(FindScreen).input.value == '"essay/deliveries/2 tells"'


@pytest.mark.parametrize("size", SIZES)
async def test_a_result_that_is_no_point_is_marked_and_in_sight_until_the_cursor_moves(
    folder: Folder, size: tuple[int, int]
) -> None:
    theme = folder.theme("trade")
    parts = [theme.question, theme.overview, *(stance.reason for stance in theme.stances.values()), theme.crux]
    async with opened(folder, size=(size[0], 16)) as it:
        for text in map(str, (*parts, *theme.common_ground, *theme.open_questions)):
            await it.resize(size[0], 16)
            await it.press("2")
            assert it.main.theme != theme and marked(it) == []
            await search(it, f'"{text}"')
            await it.press("enter")
            assert it.main.theme == theme
            assert " ".join(marked(it)) == text
            await it.resize(100, 20)
            assert " ".join(marked(it)) == text
            await it.press("right")
            assert marked(it) == []


async def test_a_note_is_found_as_soon_as_it_is_written_and_leads_to_its_point(folder: Folder) -> None:
    async with opened(folder, theme="air") as it:
        await search(it, "zebra")
        assert "Nothing was found for “zebra”." in it.text
        await it.press("escape", "down", "n")
        await it.typing("zebra crossing")
        await it.press("escape", "up")
        await search(it, "zebra c")
        await it.wait_for_text("◊ note")
        await it.press("enter")
        assert it.main.theme_view.point == 1


async def test_a_note_on_what_is_no_longer_there_goes_nowhere(folder: Folder) -> None:
    store = samples.notes()
    (folder.path / "notes.yaml").write_text(
        f"schema_version: 1\nbriefing: quiet-street\nnotes:\n  gone:\n    text: {store['trade/gone']}\n"
    )
    async with opened(folder) as it:
        await search(it, "taken out")
        assert "No longer in the briefing" in it.text
        await it.press("enter")
        it.screen(FindScreen)
        assert "no longer has the place" in it.text


async def test_a_search_that_is_reopened_knows_what_was_written_since_and_keeps_the_result(folder: Folder) -> None:
    async with opened(folder) as it:
        screen = await search(it, "soot")
        await it.press("down", "down")
        was = chosen(screen)
        await it.press("enter", "n")
        await it.typing("soot soot soot")
        await it.press("escape", "escape")
        screen = it.screen(FindScreen)
        await it.wait_for_text("◊ note")
        assert chosen(screen) == was


async def test_a_file_that_changes_on_the_disk_is_searched_as_it_is_now(folder: Folder) -> None:
    async with opened(folder) as it:
        await search(it, "zebra")
        assert "Nothing was found" in it.text
        file = folder.path / theme_file("air")
        file.write_text(file.read_text().replace("Less soot.", "Fewer zebras."))
        await it.wait_for_text("Fewer zebras.")
        assert marked(it) == ["zebras"]


async def test_where_python_cannot_search_the_screen_says_so(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*given: object) -> None:
        raise BriefingError("this Python cannot search", "Use another.")

    monkeypatch.setattr("briefing.search.Index", refuse)
    async with opened(folder) as it:
        await search(it, "takings")
        assert "this Python cannot search." in it.text


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
def test_in_a_real_terminal_the_way_leads_to_the_claim_about_uranium_and_back(size: tuple[int, int]) -> None:
    with terminal(columns=size[0], rows=size[1]) as window:
        window.shows("2025", "/ find")
        window.press("/")
        window.shows("Type a word")
        window.press("uranium fuel")
        window.shows("1 result", "Uranium, which the United States needs")
        window.press(ENTER)
        window.shows("6/10", "Esc back")
        window.press(ESCAPE)
        window.shows("1 result", "uranium fuel")
        window.press(ESCAPE)
        window.shows("6/10", "q quit")
        window.press("q")
        assert window.ends() == 0


@pytest.mark.parametrize("size", SIZES)
async def test_an_empty_search_and_a_wrong_filter_say_what_to_do(folder: Folder, size: tuple[int, int]) -> None:
    async with opened(folder, size=size) as it:
        await it.press("slash")
        assert "Type a word, or how it begins." in it.text
        assert "side:close" in it.text and "has:note" in it.text
        await it.typing("side:x")
        await it.wait_for_text("side:x names nothing.")
        assert "Write side:close or side:keep." in it.text
        await it.press("enter", "down", "pagedown")
        it.screen(FindScreen)


async def test_a_late_answer_to_what_was_typed_before_is_dropped(folder: Folder) -> None:
    async with opened(folder) as it:
        screen = await search(it, "soot")
        shown = it.text
        screen.post_message(FindScreen.Answered(Results("soo")))
        await it.settle()
        assert it.text == shown


async def test_typing_goes_on_while_a_search_takes_its_time(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("slash")
        screen = it.screen(FindScreen)
        go, searched = threading.Event(), screen._search

        def slow(text: str) -> Results:
            go.wait(5)
            return searched(text)

        screen._search = slow
        await it.typing("takings sum")
        assert screen.input.value == "takings sum"
        assert "Searching …" in it.text
        go.set()
        await it.wait_for_text("1 result")
        assert marked(it) == ["Takings", "summer"]


async def test_a_click_chooses_a_result_and_a_second_one_goes_there(folder: Folder) -> None:
    async with opened(folder) as it:
        screen = await search(it, "takings")
        await it.click("Takings fell outside the summer.")
        assert chosen(screen) == "Takings fell outside the summer."
        await it.click("Takings fell outside the summer.")
        assert it.screen(ThemeScreen).theme_view.selected == Target(0, 1)


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_texts_are_shown_as_they_are(tmp_path: Path, size: tuple[int, int]) -> None:
    made = MadeFolder(samples.briefing(rotating((*MARKUP, *samples.HOSTILE))), tmp_path / "b")
    async with opened(made, size=size) as it:
        screen = await search(it, "theme:1")
        for _ in range(len(screen.found.results.hits)):
            await it.press("down")
            assert all(cell_len(line) == size[0] for line in it.lines)
        await it.press("home", "ctrl+k")
        await it.paste("[@click=app.quit]x[/] \x1b[31m")
        await it.wait_for_text("Nothing was found")
        assert it.screen(FindScreen).input.value == "[@click=app.quit]x[/] ␛[31m"


async def test_many_results_are_counted_and_scrolled(tmp_path: Path) -> None:
    async with opened(in_files(of_many(30), tmp_path / "b"), size=(80, 24)) as it:
        screen = await search(it, "takings")
        assert "The first 50 of " in it.text
        for _ in range(60):
            await it.press("down")
        assert screen.found.chosen == 49
        assert screen.results_view.top_line > 100
        await it.press("pageup")
        await it.resize(120, 40)
        assert screen.found.chosen < 49


async def test_the_index_is_closed_with_the_program(folder: Folder) -> None:
    async with opened(folder) as it:
        await search(it, "takings")
        index = it.app.desks.search._index
        assert index is not None
    assert index.search("takings").total == 0


async def test_escape_twice_at_once_closes_the_search_once(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("slash")
        it.screen(FindScreen).action_close_find()
        it.app.post_message(Key("escape", None))
        await it.settle()
        it.screen(ThemeScreen)
        assert it.app.is_running
