"""What is said in a terminal while something takes long, and what is left of it."""

from pathlib import Path

import pytest
from terminal import CTRL_C, PYTHON, terminal
from test_cli import process
from test_cli_new import NEEDED

AT_ONCE = "import sys; from briefing import console, __main__; console.MOMENT = 0.001; "
WORKING = """
import time
from pathlib import Path
from briefing import console
console.MOMENT = 0.05
with console.working({what!r}):
    while not Path("done").exists():
        time.sleep(0.02)
"""
SHORT = "import time; from briefing import console; console.MOMENT = 0.05\nwith console.working('It'): time.sleep(0.3)"


@pytest.mark.parametrize("columns", [120, 20])
def test_what_takes_long_is_said_on_one_line_and_wiped_away(columns: int, tmp_path: Path) -> None:
    code = WORKING.format(what="Comparing 漢字 [b]both[/b] \x1b[2J texts") + "print('done')"
    with terminal((PYTHON, "-c", code), columns=columns, rows=6, folder=tmp_path) as window:
        window.shows("Comparing 漢字"[: columns - 9])
        window.read(0.2)
        assert not any(window.lines[1:])
        assert b"\x1b[2J" not in window.raw
        if columns > 60:
            window.shows("[b]both[/b] ␛[2J texts … 1 s")
        (tmp_path / "done").touch()
        assert window.ends() == 0
        assert window.text.split() == ["done"]


def test_what_is_quick_is_not_said() -> None:
    with terminal((PYTHON, "-c", SHORT.replace("0.05", "60"))) as window:
        assert window.ends() == 0
        assert "It" not in window.text


def test_where_stderr_is_no_terminal_nothing_is_said() -> None:
    with terminal(("sh", "-c", '"$0" -c "$1" 2>&1 | cat', PYTHON, SHORT)) as window:
        assert window.ends() == 0
        assert window.raw == b""


def test_where_a_line_cannot_be_wiped_away_nothing_is_said() -> None:
    with terminal((PYTHON, "-c", SHORT), environment={"TERM": "dumb"}) as window:
        assert window.ends() == 0
        assert window.raw == b""


def test_ctrl_c_meanwhile_ends_the_command_with_an_empty_line() -> None:
    with terminal((PYTHON, "-c", WORKING.format(what="Comparing"))) as window:
        window.shows("Comparing")
        window.press(CTRL_C)
        window.until(lambda: window.process.poll() is not None)
        window.rest()
        assert "Comparing" not in window.text


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("new", "mine", *NEEDED), (b"Reading the text", b"Making the outlines of both texts")),
        (("draft", "drafted"), (b"Comparing the paragraphs of both texts",)),
        (("fmt", "drafted"), (b"Formatting the files",)),
        (("check", "drafted"), (b"Checking",)),
    ],
)
def test_commands_that_may_take_long_say_what_they_do(
    command: tuple[str, ...], told: tuple[bytes, ...], tmp_path: Path
) -> None:
    if command[0] != "new":
        made = process("new", str(tmp_path / "drafted"), *NEEDED)
        assert made.returncode == 0
    code = f"{AT_ONCE}sys.argv[1:] = {command!r}; __main__.main()"
    with terminal((PYTHON, "-c", code), folder=tmp_path) as window:
        window.ends()
        assert all(b"\r" + each in window.raw for each in told), window.raw
        assert "… 0 s" not in window.text
