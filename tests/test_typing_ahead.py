"""Keys that come faster than screens are drawn lose nothing and break nothing."""

from pathlib import Path

import pytest
import samples
from textual.widgets import Button
from tui_support import in_files, opened

from briefing.loader import Folder
from briefing.tui.messages import NoteAsked, PlaceAsked, PresentAsked
from briefing.tui.screens.address import AddressScreen
from briefing.tui.screens.note import NoteScreen
from briefing.tui.screens.palette import Palette
from briefing.tui.screens.source import SourceScreen


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
