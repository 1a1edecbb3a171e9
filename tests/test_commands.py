"""Each command is declared once, and everything that speaks of it agrees."""

from collections import Counter
from inspect import iscoroutinefunction
from pathlib import Path

import pytest
import samples
from rich.cells import cell_len
from textual.binding import Binding
from tui_support import in_files, opened

from briefing.tui.commands import COMMANDS, bindings, key_name
from briefing.tui.screens.theme import ThemeScreen
from briefing.tui.widgets.bars import CommandBar


def test_every_command_has_a_key_whose_action_the_screen_has() -> None:
    bound = [binding for binding in bindings() if isinstance(binding, Binding)]
    for command in COMMANDS:
        own = [binding for binding in bound if binding.action.split("(")[0] == command.action]
        assert [binding.key for binding in own] == list(command.keys)
        assert callable(getattr(ThemeScreen, f"action_{command.action}"))


def test_every_action_of_the_screen_is_a_command() -> None:
    actions = {name.removeprefix("action_") for name in vars(ThemeScreen) if name.startswith("action_")}
    assert actions == {command.action for command in COMMANDS}
    assert iscoroutinefunction(ThemeScreen.action_quit)


def test_no_key_and_no_id_stands_for_two_commands() -> None:
    keys = Counter(key for command in COMMANDS for key in command.keys)
    ids = Counter(command.id for command in COMMANDS)
    assert max(keys.values()) == max(ids.values()) == 1


async def test_every_key_reaches_the_screen(tmp_path: Path) -> None:
    async with opened(in_files(samples.briefing(), tmp_path / "b")) as it:
        active = it.main.active_bindings
        for command in COMMANDS:
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
    shown = " ".join(command.shown_keys for command in COMMANDS)
    assert "_" not in shown and "ctrl" not in shown
    assert "1–0" in shown


@pytest.mark.parametrize("width", [40, 60, 80, 100, 120])
async def test_the_footers_hints_fit_and_help_and_quit_are_always_there(tmp_path: Path, width: int) -> None:
    async with opened(in_files(samples.briefing(), tmp_path / "b"), size=(width, 24)) as it:
        footer = it.lines[-1]
        assert cell_len(footer) == width
        assert footer.rstrip().endswith("? help  q quit")
        offered = str(it.main.query_one(CommandBar).content)
        assert footer.strip() == offered.strip()
        if width >= 100:
            assert all(command.hint in footer for command in COMMANDS if command.hint)


async def test_a_click_on_a_hint_does_it(tmp_path: Path) -> None:
    async with opened(in_files(samples.briefing(), tmp_path / "b")) as it:
        await it.click("swap")
        assert it.lines[1].index("KEEP IT OPEN") < it.lines[1].index("CLOSE IT")
        await it.click("help")
        assert "Show every key and sign." in it.text
