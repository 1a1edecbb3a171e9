"""The command palette: every command and every theme by name."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import samples
from rich.cells import cell_len
from textual.command import CommandPalette, Hit
from tui_support import MARKUP, Opened, in_files, of_many, opened, squeezed

from briefing.loader import Folder
from briefing.tui.commands.theme import THEME_COMMANDS
from briefing.tui.palette import BriefingProvider
from briefing.tui.screens.evidence import EvidenceScreen
from briefing.tui.screens.export import ExportScreen
from briefing.tui.screens.help import HelpScreen
from briefing.tui.screens.note import NoteScreen
from briefing.tui.screens.theme import ThemeScreen


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return in_files(samples.briefing(), tmp_path / "b")


@asynccontextmanager
async def searching(folder: Folder, query: str) -> AsyncIterator[Opened]:
    """The program with a word in its palette."""
    async with opened(folder) as it:
        await it.press("ctrl+p")
        await it.wait_for(lambda: isinstance(it.app.screen, CommandPalette))
        await it.paste(query)
        yield it


async def entries(it: Opened, query: str = "") -> list[str]:
    """The names of what the palette finds for a query."""
    provider = BriefingProvider(it.main)
    found = [hit async for hit in (provider.search(query) if query else provider.discover())]
    return [str(hit.text) for hit in found]


async def test_every_command_but_the_palettes_own_is_an_entry_with_its_keys(folder: Folder) -> None:
    async with opened(folder) as it:
        names = await entries(it)
        for command in THEME_COMMANDS:
            expected = f"{command.title}  {command.shown_keys}" in names
            left_out = command.takes_key or command.id == "palette" or command.needs in ("back", "hits", "undo", "redo")
            assert expected is not left_out, command.id
        assert names[-2:] == ["1 Shops and trade", "2 Air and noise"]
        assert len(names) == len(set(names))


async def test_every_theme_of_many_is_an_entry(tmp_path: Path) -> None:
    async with opened(in_files(of_many(30), tmp_path / "b")) as it:
        assert f"{17} Theme number 17" in await entries(it)
        assert (await entries(it, "number 17"))[0] == "17 Theme number 17"


@pytest.mark.parametrize("query", ["undo", "take back", "ack"])
async def test_a_command_comes_before_a_theme_that_holds_the_same_words(tmp_path: Path, query: str) -> None:
    name, made = "Undo: take back  u", samples.briefing(lambda text: f"Ack! Undo: Take Back {text}")
    async with opened(in_files(made, tmp_path / "b")) as it:
        assert name not in await entries(it, query)
        await it.press("n", "x", "escape")
        assert name in await entries(it)
        hits = [hit async for hit in BriefingProvider(it.main).search(query) if isinstance(hit, Hit)]
        best = [hit.text for hit in sorted(hits, key=lambda hit: -hit.score)]
        assert best[:2] == [name, "1 Ack! Undo: Take Back Shops and trade"]


async def test_no_theme_is_found_by_letters_that_stand_apart_in_its_title(folder: Folder) -> None:
    async with opened(folder) as it:
        assert "1 Shops and trade" in await entries(it, "ops and")
        assert "1 Shops and trade" not in await entries(it, "spate")


@pytest.mark.parametrize(
    ("query", "screen"),
    [
        ("evidence", EvidenceScreen),
        ("note on the point", NoteScreen),
        ("export", ExportScreen),
        ("help", HelpScreen),
    ],
)
async def test_a_command_that_was_found_is_done(folder: Folder, query: str, screen: type[object]) -> None:
    async with searching(folder, query) as it:
        await it.wait_for(lambda: "  " in it.text and squeezed(query) in squeezed(it.text.casefold()))
        await it.press("enter")
        await it.wait_for(lambda: isinstance(it.app.screen, screen))


async def test_a_theme_that_was_found_is_opened(folder: Folder) -> None:
    async with searching(folder, "noise") as it:
        await it.wait_for_text("2 Air and noise")
        await it.press("enter")
        await it.wait_for(lambda: "2/2  Air and noise" in it.lines[0])


async def test_its_chrome_is_of_characters_of_one_column(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("ctrl+p")
        await it.wait_for_text("A command or a theme, by its name")
        row = next(line for line in it.lines if "A command or a theme" in line)
        assert row.split()[0] == "/" and cell_len(row) == len(row)


async def test_escape_closes_the_palette(folder: Folder) -> None:
    async with searching(folder, "x") as it:
        await it.press("escape")
        await it.wait_for(lambda: not isinstance(it.app.screen, CommandPalette))
        it.screen(ThemeScreen)


@pytest.mark.parametrize("hostile", [MARKUP[0], MARKUP[3]])
async def test_hostile_titles_are_found_and_shown_letter_for_letter(tmp_path: Path, hostile: str) -> None:
    made = samples.briefing(lambda text: f"{hostile} {text}")
    async with searching(in_files(made, tmp_path / "b"), "noise") as it:
        await it.wait_for(lambda: squeezed(f"2 {hostile} Air and noise") in squeezed(it.text.split("\n", 2)[2]))
        await it.press("escape")
        assert it.app.is_running


async def test_the_looks_of_textual_can_be_chosen(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("ctrl+t")
        await it.wait_for(lambda: isinstance(it.app.screen, CommandPalette))
        await it.paste("gruvbox")
        await it.wait_for_text("gruvbox")
        await it.press("down", "enter")
        await it.wait_for(lambda: it.app.theme == "gruvbox")
