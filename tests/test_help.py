"""The help screen: every key and every sign, from the declarations themselves."""

from pathlib import Path

import pytest
import samples
from tui_support import in_files, opened, squeezed

from briefing.editing.findings import ERROR, WARNING
from briefing.loader import Folder
from briefing.model import SILENCE_GLYPH, Relation, Voice, cited
from briefing.tui.commands.every import ALL_COMMANDS
from briefing.tui.commands.writing import CLAIM
from briefing.tui.commands.writing_theme import WRITING
from briefing.tui.messages import SourceAsked
from briefing.tui.screens.claim import ClaimScreen
from briefing.tui.screens.help import SIGNS
from briefing.tui.screens.theme import ThemeScreen
from briefing.tui.theme_page import BARS, NOTE_MARK
from briefing.unwritten import GLYPH
from briefing.wording import SAME_STANCE, STANCE_MARKS


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return in_files(samples.briefing(), tmp_path / "b")


async def test_every_command_has_a_row_with_its_keys(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("question_mark")
        told = [row.split() for row in it.help_rows()]
        for command in ALL_COMMANDS:
            assert [*command.shown_keys.split(), *command.help.split()] in told


async def test_every_sign_is_explained(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("f1")
        text = "\n".join(it.help_rows())
        for relation in Relation:
            assert f"{relation.glyph} {relation.label}" in text and relation.meaning in text
        for sign in (*BARS, SILENCE_GLYPH, NOTE_MARK, *STANCE_MARKS, SAME_STANCE, "▰▰▰▱▱", "¶3"):
            assert sign in text
        for sign in (ERROR, WARNING, GLYPH):
            assert any(row.startswith(f"{sign} ") and "where" in row.lower() for row in it.help_rows())
        for voice in (Voice.QUOTE, Voice.EDITOR):
            assert squeezed(voice.meaning.capitalize()) in squeezed(text)
        assert "Close it." in text and "Keep it open." in text
        assert "from none to strong" in text


async def test_the_signs_stand_behind_the_keys_of_the_screen_and_before_those_of_others(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("question_mark")
        rows = [row.strip() for row in it.help_rows()]
        groups = ("Read", "The program", SIGNS, "In the overview", WRITING, "In dialogs")
        assert sorted(groups, key=rows.index) == list(groups)
        await it.press("escape", "o", "question_mark")
        rows = [row.strip() for row in it.help_rows()]
        assert rows.index("In the overview") < rows.index(SIGNS) < rows.index("Read")


async def test_where_something_is_written_the_keys_of_that_come_first(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("w", "question_mark")
        assert it.help_rows()[0].strip() == WRITING
        await it.press("escape", "escape")
        locator = cited(it.main.themes["trade"].points[0].claims["close"][0].evidence)[0].at
        it.app.screen.post_message(SourceAsked(locator.split("/")[0], locator))
        await it.settle()
        await it.press("c", "enter", "f1")
        assert it.help_rows()[0].strip() == CLAIM
        await it.press("escape")
        it.screen(ClaimScreen)


@pytest.mark.parametrize("key", ["escape", "question_mark", "q", "f1"])
async def test_help_is_closed_with(folder: Folder, key: str) -> None:
    async with opened(folder) as it:
        await it.press("question_mark", key)
        it.screen(ThemeScreen)
        assert it.app.is_running


@pytest.mark.parametrize("size", [(120, 60), (80, 24), (40, 15)])
async def test_the_last_row_can_be_reached(folder: Folder, size: tuple[int, int]) -> None:
    async with opened(folder, size=size) as it:
        await it.press("question_mark")
        await it.press("end")
        await it.wait_for(lambda: squeezed("Close help.") in squeezed(it.text))
        await it.press("home")
        await it.wait_for_text("Read")


async def test_every_row_is_readable_at_forty_columns(folder: Folder) -> None:
    async with opened(folder, size=(40, 800)) as it:
        await it.press("question_mark")
        dialog = it.dialog
        for command in ALL_COMMANDS:
            assert squeezed(command.help) in dialog
