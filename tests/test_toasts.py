"""What the program says for a moment, over what is on the screen."""

from pathlib import Path
from types import MappingProxyType

import pytest
import samples
from textual.widgets._toast import Toast  # textual gives it no public name
from tui_support import Opened, in_files, opened

from briefing.errors import Problem
from briefing.loader import Folder
from briefing.model import cited
from briefing.settings import Read, Settings
from briefing.tui.commands import MISSING, READ_ONLY
from briefing.tui.commands.every import ALL_COMMANDS
from briefing.tui.messages import SourceAsked
from briefing.tui.widgets.bars import CommandBar, ProblemBar


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return in_files(samples.briefing(), tmp_path / "b")


def told(it: Opened) -> list[str]:
    return [each.message for each in it.app._notifications]


@pytest.mark.parametrize("key", ["question_mark", "slash", "o", "ctrl+p"])
async def test_nothing_lies_over_a_screen_that_opens(folder: Folder, key: str) -> None:
    async with opened(folder) as it:
        it.app.notify("Copied.", timeout=60)
        await it.settle()
        assert told(it) == ["Copied."]
        await it.press(key)
        assert len(it.app.screen_stack) == 2
        assert told(it) == []


async def test_what_is_told_of_a_screen_that_has_just_opened_stays(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("o")
        it.app.notify("This is new.", timeout=60)
        await it.settle()
        assert told(it) == ["This is new."]


async def test_what_is_told_takes_the_place_of_what_was_told_before_but_a_warning_stays(folder: Folder) -> None:
    async with opened(folder) as it:
        for text in ("Copied.", "Written."):
            it.app.notify(text, timeout=60)
            await it.settle()
            assert told(it) == [text]
        it.app.notify("The notes are not saved.", severity="warning", timeout=60)
        await it.settle()
        it.app.notify("Copied.", timeout=60)
        await it.settle()
        assert told(it) == ["The notes are not saved.", "Copied."]


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
async def test_what_is_told_does_not_lie_over_the_bars_at_the_bottom(folder: Folder, size: tuple[int, int]) -> None:
    problem = Problem(file="themes/air.yaml", line=1, column=12, rule="yaml", message="not closed " * 30)
    async with opened(folder, size=size) as it:
        await it.app.screen.mount(ProblemBar([problem]), before=it.app.screen.query_one(CommandBar))
        it.app.notify("Told. " * 30, timeout=60)
        await it.settle()
        assert it.app.screen.query_one(Toast).region.bottom <= it.app.screen.query_one(ProblemBar).region.y


async def test_ctrl_c_says_how_to_leave(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("ctrl+c")
        await it.settle()
        assert told(it) == ["q leaves the program."]
        await it.press("o", "ctrl+c")
        await it.settle()
        assert told(it) == ["Ctrl+Q leaves the program."]


async def test_ctrl_c_names_the_key_that_the_user_has_chosen(folder: Folder) -> None:
    chosen = Read(settings=Settings(keys=MappingProxyType({"quit": "f10"})))
    async with opened(folder, settings=chosen) as it:
        await it.press("ctrl+c")
        await it.settle()
        assert told(it) == ["f10 leaves the program."]


async def test_a_key_that_can_do_nothing_now_says_why_and_only_once(folder: Folder) -> None:
    async with opened(folder) as it:
        for key, reason in (
            ("escape", "There is nothing to go back to."),
            ("u", "There is nothing to take back."),
            ("U", "There is no change to make again."),
        ):
            it.app.clear_notifications()
            await it.press(key, key)
            await it.settle()
            assert told(it) == [reason]


async def test_what_only_shows_says_so_where_a_key_would_write(folder: Folder) -> None:
    async with opened(folder, is_read_only=True) as it:
        await it.press("n")
        await it.settle()
        assert told(it) == [READ_ONLY]


async def test_a_key_that_does_something_or_is_none_says_nothing(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("down", "right", "f9", "o", "left", "escape", "n", "u", "escape", "u")
        await it.settle()
        assert not set(told(it)) & {*MISSING.values(), READ_ONLY}


def test_every_reason_is_that_of_a_need() -> None:
    assert set(MISSING) <= {command.needs for command in ALL_COMMANDS}


def test_every_need_has_a_reason_but_that_of_the_matrix_which_is_one_of_two_views() -> None:
    assert {command.needs for command in ALL_COMMANDS} - set(MISSING) == {"", "matrix"}


async def test_where_something_is_written_a_key_that_can_do_nothing_says_why(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("w", "g")
        for key, needs in (("a", "addable"), ("x", "deletable"), ("J", "movable")):
            await it.press(key)
            await it.settle()
            assert told(it) == [MISSING[needs]]
            it.app.clear_notifications()
        await it.press("escape")
        locator = cited(it.main.themes["trade"].points[0].claims["close"][0].evidence)[0].at
        it.app.screen.post_message(SourceAsked(locator.split("/")[0], locator))
        await it.settle()
        for key, needs in (("v", "words"), ("right", "marking")):
            await it.press(key)
            await it.settle()
            assert told(it) == [MISSING[needs]]
            it.app.clear_notifications()
        await it.press("c", "enter", "ctrl+t")
        await it.settle()
        assert told(it) == [MISSING["span"]]
