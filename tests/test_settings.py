"""The settings: each value counts on its own, and what is wrong is told with file, line and key."""

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import paths
from briefing.settings import MAX_BYTES, Settings, read_settings
from briefing.tui import preferences
from briefing.tui.commands import remapped
from briefing.tui.commands.every import ALL_COMMANDS

LOOKS = ["briefing-dark", "briefing-light", "nord"]


def settings(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "settings.toml"
    path.write_text(text, "utf-8")
    return path


def told(path: Path) -> list[str]:
    return list(preferences.problems(read_settings(path), LOOKS))


def test_without_a_file_the_defaults_count(tmp_path: Path) -> None:
    read = read_settings(tmp_path / "none.toml")
    assert read.settings == Settings()
    assert read.problems == () and read.lines == {}


def test_every_value_counts_and_knows_its_line(tmp_path: Path) -> None:
    text = '# mine\ntheme = "light"\norder="swapped"\nspeaking_rate = 120\n\nnote_width = 60\n[keys]\nnote = "m"\n'
    read = read_settings(settings(tmp_path, text))
    assert read.settings == Settings(
        theme="light", order="swapped", speaking_rate=120, note_width=60, keys={"note": "m"}
    )
    assert read.problems == ()
    assert read.lines["speaking_rate"] == 4 and read.lines["keys.note"] == 8


def test_a_file_whose_lines_end_as_on_windows_is_read_as_any_other(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(b'theme = "light"\r\n\r\n[keys]\r\nnote = "m"\r\n')
    read = read_settings(path)
    assert read.problems == ()
    assert read.settings == Settings(theme="light", keys={"note": "m"}) and read.lines["keys.note"] == 4


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "speaking_rate = 10",
            "`speaking_rate` must be a whole number from 60 to 400, and is 10. The default",
        ),
        ('speaking_rate = "fast"', '`speaking_rate` must be a whole number from 60 to 400, and is "fast". The'),
        (
            'order = "upside"',
            '`order` must be "as-written" or "swapped", and is "upside". The default counts',
        ),
        ("note_width = 1.5", "`note_width` must be a whole number from 20 to 300, and is 1.5. The default counts: 80."),
        (
            "keys = 3",
            "`keys` must be a table of commands, each with a key or a list of keys in",
        ),
        ("note_width = 1" + "0" * 400, f"from 20 to 300, and is 1{'0' * 59}…. The default counts: 80."),
        ("speeking_rate = 150", "`speeking_rate` is no setting. Did you mean `speaking_rate`?"),
        ("theme = 'none of these'", "`theme`: there is no look “none of these”"),
    ],
)
def test_a_wrong_value_is_told_and_the_others_count(tmp_path: Path, line: str, message: str) -> None:
    path = settings(tmp_path, ("" if "theme" in line else 'theme = "nord"') + f"\n{line}\n")
    read = read_settings(path)
    (problem,) = told(path)
    assert problem.startswith(f"{path}:2: ") and message in problem
    assert read.settings.speaking_rate == 150 and read.settings.note_width == 80
    assert preferences.look(read, LOOKS) == ("briefing-dark" if "theme" in line else "nord")


@pytest.mark.parametrize(("key", "value"), [("note_width", "[" * 300 + "]" * 300), ("note_width" + ".a" * 5000, "1")])
def test_values_in_values_are_told_however_deep(tmp_path: Path, key: str, value: str) -> None:
    (problem,) = told(settings(tmp_path, f"{key} = {value}\n"))
    assert "`note_width` must be a whole number" in problem


@pytest.mark.parametrize("text", ["theme = ", "[keys\n", "a = 1\na = 2", "\x00", "x = [" * 3000, f"a = {'9' * 5000}"])
def test_what_is_not_toml_is_told_with_its_line(tmp_path: Path, text: str) -> None:
    path = settings(tmp_path, text)
    (problem,) = told(path)
    assert "this is not TOML" in problem and problem.startswith(f"{path}:")
    assert read_settings(path).settings == Settings()


def test_a_file_that_is_too_long_or_no_file_is_told(tmp_path: Path) -> None:
    long = settings(tmp_path, "#" * (MAX_BYTES + 1))
    assert "longer than" in told(long)[0]
    (tmp_path / "folder").mkdir()
    assert "this is a folder" in told(tmp_path / "folder")[0]


@given(st.text(max_size=200))
def test_whatever_the_file_holds_there_are_settings(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_bytes(text.encode("utf-8", "replace"))
    read = read_settings(path)
    assert isinstance(read.settings, Settings)
    assert all("\x1b" not in problem for problem in preferences.problems(read, LOOKS))
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        table = {}
    assert len(read.problems) >= len(set(table) - {"theme", "order", "speaking_rate", "note_width", "keys"})


def test_the_file_lies_with_the_users_data_or_where_the_system_has_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert paths.settings_file() == tmp_path / "data" / "settings.toml"
    monkeypatch.delenv("BRIEFING_DATA_DIR")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert paths.settings_file().name == "settings.toml"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('note = "e"', "e would stand for both “Note on the point” and “Export”."),
        ('evidence = ["x", "?"]', "? would stand for both “Evidence” and “Help”."),
        ('notte = "m"', "there is no command `notte`. Did you mean `note`?"),
        ('save = "x"', "“Save” works where text is typed, so its key cannot be a character."),
        ('theme-number = "x"', "the keys of “Theme by number” cannot be changed."),
        ("note = []", "“Note on the point” needs at least one key."),
        ('note = "hello"', "`hello` is no key."),
        ('note = ""', "`` is no key."),
        ('note = "\\u0007"', "is no key."),
    ],
)
def test_keys_that_cannot_be_are_refused_and_stay_as_they_were(tmp_path: Path, line: str, message: str) -> None:
    path = settings(tmp_path, f"[keys]\nswap = 'z'\n{line}\n")
    (problem,) = told(path)
    assert message in problem and problem.startswith(f"{path}:3: ")
    assert preferences.keys(read_settings(path)) == {"swap": ("z",)}


def test_a_character_for_a_command_of_several_screens_counts_where_nothing_is_typed(tmp_path: Path) -> None:
    path = settings(tmp_path, '[keys]\nnext-row = ["n", "f8"]\nnote = "m"\nprevious-row = "Z"\n')
    assert told(path) == []
    keys = preferences.keys(read_settings(path))
    assert {command.keys for command in remapped(ALL_COMMANDS, keys) if command.id == "next-row"} == {
        ("n", "f8"),
        ("f8",),
    }
    assert ("up",) in {command.keys for command in remapped(ALL_COMMANDS, keys) if command.id == "previous-row"}


def test_two_commands_may_change_their_keys_with_each_other(tmp_path: Path) -> None:
    path = settings(tmp_path, '[keys]\nnote = "e"\nexport = ["n", "ctrl+e", "?"]\nhelp = "f1"\n')
    assert told(path) == []
    assert preferences.keys(read_settings(path)) == {
        "note": ("e",),
        "export": ("n", "ctrl+e", "question_mark"),
        "help": ("f1",),
    }


def test_a_key_of_thousands_of_parts_takes_no_time(tmp_path: Path) -> None:
    started = time.process_time()
    read_settings(settings(tmp_path, ".".join(["a"] * (MAX_BYTES // 2 - 10)) + " = 1"))
    assert time.process_time() - started < 5
