"""Each command is declared once, and everything that speaks of it agrees."""

from collections import Counter
from inspect import iscoroutinefunction
from pathlib import Path
from typing import Any

import pytest
import samples
from rich.cells import cell_len
from textual.binding import Binding
from tui_support import in_files, opened

from briefing.tui.commands import key_name
from briefing.tui.commands.every import ALL_COMMANDS
from briefing.tui.commands.every import SCREENS as DECLARED
from briefing.tui.screens.address import AddressScreen
from briefing.tui.screens.citing import CitingScreen
from briefing.tui.screens.claim import ClaimScreen
from briefing.tui.screens.command_screen import CommandScreen, bindings
from briefing.tui.screens.contents import ContentsScreen
from briefing.tui.screens.copying import CopyingScreen
from briefing.tui.screens.damaged_notes import DamagedNotesScreen
from briefing.tui.screens.diff import DiffScreen
from briefing.tui.screens.evidence import EvidenceScreen
from briefing.tui.screens.export import ExportScreen
from briefing.tui.screens.find import FindScreen
from briefing.tui.screens.help import HelpScreen
from briefing.tui.screens.note import NoteScreen
from briefing.tui.screens.notes import NotesScreen
from briefing.tui.screens.overview import OverviewScreen
from briefing.tui.screens.pick import PickScreen
from briefing.tui.screens.point_choice import PointChoiceScreen
from briefing.tui.screens.present import PresentScreen
from briefing.tui.screens.source import SourceScreen
from briefing.tui.screens.sources import SourcesScreen
from briefing.tui.screens.speaker import SpeakerScreen
from briefing.tui.screens.theme import ThemeScreen
from briefing.tui.screens.write import WriteScreen
from briefing.tui.screens.write_text import WriteTextScreen
from briefing.tui.widgets.bars import CommandBar

SCREENS: list[type[CommandScreen[Any]]] = [
    ThemeScreen,
    OverviewScreen,
    FindScreen,
    EvidenceScreen,
    SourceScreen,
    CitingScreen,
    SourcesScreen,
    PointChoiceScreen,
    ClaimScreen,
    WriteScreen,
    NotesScreen,
    DiffScreen,
    PresentScreen,
    SpeakerScreen,
    ContentsScreen,
    NoteScreen,
    ExportScreen,
    AddressScreen,
    DamagedNotesScreen,
    WriteTextScreen,
    PickScreen,
    CopyingScreen,
    HelpScreen,
]


def test_help_knows_the_commands_of_every_screen() -> None:
    assert list(DECLARED.values()) == [screen.DECLARED for screen in SCREENS]


@pytest.mark.parametrize("screen", SCREENS)
def test_every_command_has_a_key_whose_action_the_screen_has(screen: type[CommandScreen[Any]]) -> None:
    bound = [binding for binding in bindings(screen.DECLARED) if isinstance(binding, Binding)]
    assert [b.key for b in screen.BINDINGS if isinstance(b, Binding)] == [binding.key for binding in bound]
    for command in screen.DECLARED:
        own = [binding for binding in bound if binding.action.split("(")[0] == command.action]
        assert [binding.key for binding in own] == list(command.keys)
        assert callable(getattr(screen, f"action_{command.action}"))


@pytest.mark.parametrize("screen", SCREENS)
def test_every_action_of_a_screen_of_its_own_is_a_command(screen: type[CommandScreen[Any]]) -> None:
    actions = {name.removeprefix("action_") for name in vars(screen) if name.startswith("action_")}
    assert actions <= {command.action for command in screen.DECLARED}


def test_leaving_waits_for_the_notes() -> None:
    assert iscoroutinefunction(ThemeScreen.action_quit)


@pytest.mark.parametrize("screen", SCREENS)
def test_no_key_and_no_id_stands_for_two_commands(screen: type[CommandScreen[Any]]) -> None:
    keys = Counter(key for command in screen.DECLARED for key in command.keys)
    ids = Counter(command.id for command in screen.DECLARED)
    assert max(keys.values()) == max(ids.values()) == 1


async def test_every_key_reaches_the_screen(tmp_path: Path) -> None:
    async with opened(in_files(samples.briefing(), tmp_path / "b")) as it:
        active = it.main.active_bindings
        for command in it.main.possible_commands():
            for key in command.keys:
                assert active[key].binding.action.split("(")[0].split(".")[-1] in (
                    command.action,
                    f"command_{command.action}",
                ), key


def test_keys_are_named_as_people_write_them() -> None:
    assert [key_name(key) for key in ("ctrl+p", "question_mark", "n", "left_square_bracket", "f1")] == [
        "Ctrl+P",
        "?",
        "n",
        "[",
        "F1",
    ]
    shown = " ".join(command.shown_keys for command in ALL_COMMANDS)
    assert "_" not in shown and "ctrl" not in shown
    assert "1–0" in shown


@pytest.mark.parametrize("width", [40, 60, 80, 100, 120, 160])
async def test_the_footers_hints_fit_and_help_and_quit_are_always_there(tmp_path: Path, width: int) -> None:
    async with opened(in_files(samples.briefing(), tmp_path / "b"), size=(width, 24)) as it:
        footer = it.lines[-1]
        assert cell_len(footer) == width
        assert footer.rstrip().endswith("? help  q quit")
        offered = str(it.main.query_one(CommandBar).content)
        assert footer.strip() == offered.strip()
        if width >= 160:
            assert all(command.hint in footer for command in it.main.possible_commands())


async def test_only_what_needs_something_that_is_not_there_is_left_out(tmp_path: Path) -> None:
    async with opened(in_files(samples.briefing(), tmp_path / "b")) as it:
        left_out = [command.id for command in it.main.DECLARED if command not in it.main.possible_commands()]
        assert left_out == ["back", "previous-hit", "next-hit", "undo", "redo"]


async def test_a_click_on_a_hint_does_it(tmp_path: Path) -> None:
    async with opened(in_files(samples.briefing(), tmp_path / "b"), size=(160, 40)) as it:
        await it.click("swap")
        assert it.lines[1].index("KEEP IT OPEN") < it.lines[1].index("CLOSE IT")
        await it.click("help")
        it.screen(HelpScreen)
