"""Ctrl+C at any moment ends the program without a traceback."""

import re
import signal
import subprocess
import sys

import pytest
from terminal import ROOT

PRESSED = "import os, signal\ndef press():\n    os.kill(os.getpid(), signal.SIGINT)\n"
RAN = "from briefing.__main__ import main\nmain()\n"


def ran(script: str, *arguments: str) -> tuple[int, str]:
    """The exit code of a script and all that it said."""
    done = subprocess.run(
        [sys.executable, "-c", PRESSED + script, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("module", ["msgspec", "briefing.console", "briefing.cli", "briefing.lookup", "typer"])
def test_ctrl_c_while_a_module_is_imported_ends_at_once_and_says_nothing(module: str) -> None:
    script = (
        "import sys\n"
        "class Pressing:\n"
        "    def find_spec(self, name, *_):\n"
        f"        if name == {module!r}:\n"
        "            press()\n"
        "sys.meta_path.insert(0, Pressing())\n"
    )
    assert ran(script + RAN, "themes") == (-signal.SIGINT, "")


def test_ctrl_c_where_python_cannot_raise_it_comes_again() -> None:
    script = (
        "import time\n"
        "from briefing import lookup\n"
        "class Tidied:\n"
        "    def __del__(self):\n"
        "        press()\n"
        "def slow(_):\n"
        "    Tidied()\n"
        "    while True:\n"
        "        time.sleep(0.1)\n"
        "lookup.find_folder = slow\n"
    )
    assert ran(script + RAN, "themes") == (130, "")


def test_ctrl_c_that_is_ignored_stays_ignored() -> None:
    script = "signal.signal(signal.SIGINT, signal.SIG_IGN)\nimport atexit\natexit.register(press)\n"
    code, told = ran(script + RAN, "--version")
    assert (code, told[:9]) == (0, "briefing ")


def pressed_in(owner: str, name: str) -> str:
    """A script in which Ctrl+C is pressed when a method was called."""
    return (
        "import pkgutil\n"
        f"owner = pkgutil.resolve_name({owner!r})\n"
        f"def pressed(*arguments, real=owner.{name}, **options):\n"
        "    given = real(*arguments, **options)\n"
        "    press()\n"
        "    return given\n"
        f"owner.{name} = pressed\n"
    )


SET_UP = pressed_in("aiohttp.web:AppRunner", "setup")
"""The server has just begun to heed Ctrl+C."""


@pytest.mark.parametrize(
    ("pressed", "code"),
    [
        (pressed_in("briefing.serving.server", "listen"), -signal.SIGINT),
        (pressed_in("asyncio:Runner", "__init__"), -signal.SIGINT),
        (SET_UP, 0),
        (SET_UP + pressed_in("asyncio.selector_events:BaseSelectorEventLoop", "_close_self_pipe"), -signal.SIGINT),
    ],
    ids=["it listens", "its loop begins", "it heeds Ctrl+C", "pressed again when its loop has ended"],
)
def test_ctrl_c_as_a_server_begins_or_ends_says_nothing(pressed: str, code: int) -> None:
    ended, told = ran(pressed + RAN, "serve")
    assert ended == code
    assert not re.search("Traceback|Error|Warning|ignored", told)
