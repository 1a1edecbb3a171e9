"""Keys that come faster than screens are drawn lose nothing and break nothing."""

import asyncio
import gc
import weakref
from collections.abc import AsyncGenerator
from pathlib import Path
from types import SimpleNamespace

import pytest
import samples
from reading_support import in_files_with_texts
from textual.command import CommandList, Hit
from textual.widgets import Button, Input, TextArea
from tui_support import Opened, in_files, opened

from briefing import settings
from briefing.diff import compare
from briefing.loader import Folder
from briefing.tui.diff_app import DiffApp
from briefing.tui.diff_page import Compared
from briefing.tui.messages import NoteAsked, PlaceAsked, PresentAsked
from briefing.tui.screens import part_screen
from briefing.tui.screens.address import AddressScreen
from briefing.tui.screens.diff import DiffScreen
from briefing.tui.screens.find import FindScreen
from briefing.tui.screens.help import HelpScreen
from briefing.tui.screens.note import NoteScreen
from briefing.tui.screens.palette import Palette
from briefing.tui.screens.source import SourceScreen
from briefing.tui.screens.write import WriteScreen
from briefing.tui.widgets.reading_view import ReadingView
from briefing.tui.widgets.rows import Rows


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return in_files(samples.briefing(), tmp_path / "b")


async def test_the_notes_can_be_written_before_the_editor_of_one_is_drawn(folder: Folder) -> None:
    async with opened(folder) as it:
        it.app.desks.notes.answer(NoteAsked(it.main.place.theme, "a theme"))
        assert it.app.write_all() is None
        await it.settle()
        assert isinstance(it.app.screen, NoteScreen)


async def test_the_notes_can_be_written_after_going_elsewhere_from_the_editor_of_one(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("n", "x")
        it.app.post_message(PlaceAsked(it.main.place.theme))
        await it.settle()
        assert it.app.screen is it.main
        assert it.app.write_all() is None
        assert list(it.saved().values()) == ["x"]


async def test_the_palette_can_be_paged_before_there_is_a_page(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press_at_once("ctrl+p", "pagedown", "down", "pageup", "pagedown")
        assert isinstance(it.app.screen, Palette)


async def test_the_palette_is_left_once(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("ctrl+p")
        await it.press_at_once("s", "w", "enter", "enter", "enter")
        await it.wait_for(lambda: not isinstance(it.app.screen, Palette))


async def test_the_palette_looks_for_nothing_once_it_was_left(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    async def slow(self: Palette, text: str) -> AsyncGenerator[Hit, bool]:
        while self.query(CommandList):
            await asyncio.sleep(0)
        yield Hit(1, "too late", lambda: None)

    monkeypatch.setattr(Palette, "_search_for", slow)
    async with opened(folder) as it:
        await it.press("ctrl+p")
        await it.wait_for(lambda: bool(it.screen(Palette).query(CommandList)))
        it.app.post_message(PlaceAsked(it.main.place.theme))
        await it.wait_for(lambda: it.app.screen is it.main)
        assert it.app._exception is None


async def test_the_lines_of_a_screen_that_was_left_are_not_kept(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("question_mark")
        kept = [weakref.ref(part._styles_cache) for part in it.app.screen.query(Rows)]
        for _ in range(2):
            await it.press("escape", "question_mark")
        gc.collect()
        assert kept and not [lines for lines in kept if lines()]


async def test_nothing_is_left_of_messages_that_were_taken_away(folder: Folder) -> None:
    async with opened(folder) as it:
        it.app.notify("one", markup=False)
        await it.settle()
        assert len(it.main.query("ToastHolder")) == 1
        await it.press("question_mark", "escape")
        assert not it.main.query("ToastHolder")
        it.app.notify("two", markup=False)
        await it.wait_for_text("two")


async def test_a_theme_is_not_checked_any_more_once_its_writing_was_left(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def slow(*_: object) -> list[object]:
        while screen.query(ReadingView):
            await asyncio.sleep(0)
        return []

    async with opened(folder) as it:
        await it.press("w")
        screen = it.screen(WriteScreen)
        await it.wait_for(lambda: not list(it.app.workers))
        monkeypatch.setattr(part_screen, "asyncio", SimpleNamespace(to_thread=slow))
        screen._check()
        it.app.post_message(PlaceAsked(it.main.place.theme))
        await it.wait_for(lambda: it.app.screen is it.main)
        assert it.app._exception is None


async def test_a_dialog_is_left_once(folder: Folder) -> None:
    async with opened(folder) as it:
        asked: list[bool | None] = []
        screen = AddressScreen("https://example.org")
        it.app.push_screen(screen, asked.append)
        await it.settle()
        button = screen.query(Button).first()
        for _ in range(2):
            screen.post_message(Button.Pressed(button))
        await it.settle()
        assert it.app.screen is it.main
        assert len(asked) == 1


async def test_an_action_of_a_screen_that_was_left_is_passed_over(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("enter", "enter")
        left = it.screen(SourceScreen)
        await it.press("escape", "escape")
        await left.run_action("page_up")
        await it.settle()
        assert it.app.screen is it.main


async def test_a_slide_that_is_not_drawn_yet_or_was_left_follows_the_files(folder: Folder) -> None:
    async with opened(folder) as it:
        presents = it.app.desks.presents
        presents.present(PresentAsked())
        presents.follow()
        await it.settle()
        it.app.post_message(PlaceAsked(it.main.place.theme))
        await it.settle()
        presents.follow()
        assert it.app.screen is it.main


async def test_only_the_first_of_the_requests_that_a_screen_makes_at_once_is_answered(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press_at_once("question_mark", "question_mark", "S", "o", "slash", "e", "n", "p", "question_mark")
        assert [type(screen) for screen in it.app.screen_stack[1:]] == [HelpScreen]
        await it.press("escape", "question_mark")
        it.screen(HelpScreen)


async def test_a_result_is_gone_to_once(tmp_path: Path) -> None:
    folder = in_files_with_texts(samples.briefing(), tmp_path / "b")
    async with opened(folder) as it:
        await it.press("slash")
        await it.typing('"essay/deliveries/2 tells"')
        await it.wait_for_text("1 result")
        await it.press_at_once("enter", "enter", "enter")
        assert [type(screen) for screen in it.app.screen_stack[1:]] == [FindScreen, SourceScreen]


async def test_help_on_the_differences_opens_once(tmp_path: Path) -> None:
    made = samples.briefing()
    app = DiffApp(Compared(compare(made, made), "old", "new", "Nothing differs.", ""), settings.Read())
    async with app.run_test() as pilot:
        it = Opened(app, pilot, tmp_path, "none")  # type: ignore[arg-type]  # all that is used, every program has
        await it.wait_for(lambda: isinstance(app.screen, DiffScreen))
        await it.press_at_once("question_mark", "question_mark")
        assert [type(screen) for screen in app.screen_stack[1:]] == [HelpScreen]


@pytest.mark.parametrize("key", ["n", "slash"])
async def test_a_key_that_deletes_leaves_the_letters_behind_it(folder: Folder, key: str) -> None:
    async with opened(folder) as it:
        await it.press(key)
        await it.press_at_once(*"gone", "ctrl+u", *"mindx", "backspace", "home", "delete", *"k", "end", *"red")
        field = it.app.focused
        assert isinstance(field, Input | TextArea)
        assert (field.text if isinstance(field, TextArea) else field.value) == "kindred"


async def test_a_note_that_was_left_for_another_theme_is_taken_back(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("n", "x")
        it.screen(NoteScreen).area.insert("y")
        it.app.post_message(PlaceAsked(folder.about.themes[1].id))
        await it.settle()
        assert it.app.screen is it.main
        assert [*it.app.desks.notes.texts.values()] == ["xy"]
        await it.press("u")
        assert it.app.desks.notes.texts == {}
