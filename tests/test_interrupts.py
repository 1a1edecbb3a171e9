"""Ctrl+C at any moment ends the program without a traceback."""

import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import samples
from serving_support import serving
from terminal import ROOT

PRESSED = "import os, signal\ndef press():\n    os.kill(os.getpid(), signal.SIGINT)\n"
RAN = "from briefing.__main__ import main\nmain()\n"


def ran(script: str, *arguments: str) -> tuple[int, str]:
    """The exit code of a script and all that it said."""
    done = subprocess.run(
        [sys.executable, "-c", PRESSED + script, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("module", ["msgspec", "briefing.console", "briefing.cli", "briefing.opening", "typer"])
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
        "from briefing import opening\n"
        "class Tidied:\n"
        "    def __del__(self):\n"
        "        press()\n"
        "def slow(_):\n"
        "    Tidied()\n"
        "    time.sleep(60)\n"
        "opening.find_folder = slow\n"
    )
    assert ran(script + RAN, "themes") == (130, "")


def test_ctrl_c_that_is_ignored_stays_ignored() -> None:
    script = "signal.signal(signal.SIGINT, signal.SIG_IGN)\nimport atexit\natexit.register(press)\n"
    code, told = ran(script + RAN, "--version")
    assert (code, told[:9]) == (0, "briefing ")


@pytest.mark.parametrize(
    ("owner", "name"),
    [("briefing.serving.server", "listen"), ("asyncio:Runner", "__init__"), ("aiohttp.web:AppRunner", "setup")],
)
def test_ctrl_c_while_the_server_begins_ends_it_and_says_no_more_than_its_address(owner: str, name: str) -> None:
    script = (
        "import pkgutil\n"
        f"owner = pkgutil.resolve_name({owner!r})\n"
        f"real = owner.{name}\n"
        "def pressed(*arguments, **options):\n"
        "    press()\n"
        "    return real(*arguments, **options)\n"
        f"owner.{name} = pressed\n"
    )
    code, told = ran(script + RAN, "serve")
    assert code in (0, -signal.SIGINT)
    assert not re.search("Traceback|Error|Warning|ignored", told)


def test_ctrl_c_twice_while_the_server_ends_says_nothing_either(tmp_path: Path) -> None:
    with serving(samples.write(samples.briefing(), tmp_path / "own"), data=tmp_path / "data") as served:
        served.process.send_signal(signal.SIGINT)
        out, told = served.interrupt()
    assert not re.search("Traceback|Error|Warning|ignored", out + told)
