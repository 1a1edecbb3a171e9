"""What the program says for a moment, over what is on the screen."""

from pathlib import Path
from types import MappingProxyType

import pytest
import samples
from tui_support import Opened, in_files, opened

from briefing.loader import Folder
from briefing.settings import Read, Settings


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
