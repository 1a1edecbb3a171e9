"""Sequences that command a terminal, in every text of a briefing, out of the real program in a real terminal."""

import os
import random
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final
from unittest.mock import patch

import samples
import yaml
from leash import end_with_parent
from terminal import BRIEFING, ROOT

from torture.trial import Outcome, Trial

COMMANDING: Final = {
    "a title": "\x1b]2;owned\x07",
    "a title, in C1": "\x9d2;owned\x9c",
    "a window's name": "\x1bkowned\x1b\\",
    "the clipboard": "\x1b]52;c;b3duZWQ=\x07",
    "the clipboard, passed through": "\x1bPtmux;\x1b\x1b]52;c;b3duZWQ=\x07\x1b\\",
    "a hidden cursor": "\x1b[?25l",
    "the cursor's place asked for": "\x1b[6n",
    "the terminal's kind asked for": "\x1b[c\x1b[>c",
    "a mode asked for": "\x1b[?25$p",
    "the colours asked for": "\x1b]10;?\x07\x1b]11;?\x07",
    "a reset": "\x1bc",
}
"""What a text may try to do to the terminal that shows it."""
LINES: Final = (
    ("show",),
    ("open",),
    ("themes",),
    ("overview",),
    ("notes",),
    ("export",),
    ("check",),
    ("diff", "--git"),
)
"""Commands; `open` is the program on the screen."""

_ENDED: Final = "ENDED"
_TYPED: Final = re.compile(rf"{_ENDED}<(.*)>", re.DOTALL)
"""What the shell shows of what was typed behind the command."""
_PATIENCE: Final = 60.0

run_with: tuple[str, ...] = BRIEFING
"""What starts the program."""


def run(count: int, _: random.Random, folder: Path, lines: tuple[tuple[str, ...], ...] = LINES) -> Outcome:
    """Each time one command is run on a briefing in which each text holds all sequences that are tried."""
    failures: list[str] = []
    payload = "".join(COMMANDING.values())
    made = samples.write(samples.briefing(samples.before(payload)), folder / "b")
    notes = {target: {"text": text} for target, text in samples.notes(samples.before(payload)).items()}
    (made / "notes.yaml").write_text(yaml.safe_dump({"schema_version": 1, "briefing": "quiet-street", "notes": notes}))
    for number in range(count):
        command, *options = lines[number % len(lines)]
        target = str(made) if number % 3 else f"{made}/{payload}"
        line = [command, *options, *([payload] if options else []), str(made) if command == "open" else target]
        failures += [f"{command}: {each}" for each in _effects(line, folder)]
    return Outcome(count, failures)


def _effects(line: list[str], folder: Path) -> Iterator[str]:
    """What a command did to the terminal beside printing."""
    command = shlex.join([*run_with, *line])
    script = f"{command}; printf {_ENDED}; IFS= read -rs -t 0.3 -n 60 typed; printf '<%q>' \"$typed\"; sleep 60"
    with _tmux(folder) as tmux:
        tmux("respawn-pane", "-k", shlex.join(["bash", "-c", script]))
        if line[0] == "open":
            _wait(lambda: re.search(rf" quit|{_ENDED}", tmux("capture-pane", "-p")))
            tmux("send-keys", "q")
        _wait(lambda: _TYPED.search(tmux("capture-pane", "-p")))
        if "owned" in (titles := tmux("display-message", "-p", "#{pane_title} #{window_name}")):
            yield f"a title: {titles}"
        if buffers := tmux("list-buffers"):
            yield f"the clipboard: {buffers.splitlines()[0]}"
        if tmux("display-message", "-p", "#{cursor_flag}") != "1":
            yield "the cursor is hidden"
        screen = tmux("capture-pane", "-p")
        if (typed := _TYPED.search(screen)) is None or typed[1] != "''":
            yield f"the terminal typed: {typed[1] if typed else screen}"


def _wait(is_so: Callable[[], object]) -> None:
    end = time.monotonic() + _PATIENCE
    while not is_so() and time.monotonic() < end:
        time.sleep(0.1)


@contextmanager
def _tmux(folder: Path) -> Iterator["Tmux"]:
    """A tmux of its own; ended at the end, or with this process."""
    socket = Path(tempfile.mkdtemp(dir=folder)) / "tmux"
    server = subprocess.Popen(["tmux", "-D", "-S", socket, "-f", os.devnull], preexec_fn=end_with_parent)
    _wait(socket.exists)
    tmux = Tmux(socket)
    environment = {"PYTHONPATH": str(ROOT), "BRIEFING_DATA_DIR": str(folder / "data"), "LC_ALL": "C.UTF-8"}
    variables = [part for name, value in environment.items() for part in ("-e", f"{name}={value}")]
    try:
        tmux("new-session", "-d", "-x", "120", "-y", "40", *variables, "sleep 60")
        for option in ("set-clipboard on", "allow-passthrough on", "allow-rename on", "remain-on-exit on"):
            tmux("set", "-g", *option.split())
        yield tmux
    finally:
        tmux("kill-server")
        server.kill()
        server.wait()


class Tmux:
    """Commands to a tmux server."""

    def __init__(self, socket: Path) -> None:
        self._socket = socket

    def __call__(self, *arguments: str) -> str:
        """What a command prints."""
        environment = {name: value for name, value in os.environ.items() if name != "TMUX"}
        done = subprocess.run(
            ["tmux", "-S", str(self._socket), "-f", os.devnull, *arguments],
            env={**environment, "LC_ALL": "C.UTF-8"}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        return done.stdout.strip()


def run_by_backstop(count: int, chance: random.Random, folder: Path) -> Outcome:
    """The program on the screen, in which nothing is cleaned but what is drawn."""
    if run_with != BRIEFING:  # a bad variant of it
        return run(count, chance, folder, (("open",),))
    with _program(_DOORS_OPEN):
        return run(count, chance, folder, (("open",),))


_DOORS_OPEN: Final = """
from briefing import text
from briefing.tui import backstop
visible = text._visible
text._visible = lambda match: match.group()
backstop.clean = lambda drawn: text.UNSAFE.sub(visible, drawn)
from briefing.__main__ import main
main()
"""
_UNCLEAN: Final = """
from briefing import text
from briefing.tui import backstop
text._visible = lambda match: match.group()
backstop.CleanFilter.apply = lambda self, segments, background: segments
from briefing.__main__ import main
main()
"""


@contextmanager
def _program(script: str) -> Iterator[None]:
    """What is started is a script."""
    with patch.object(sys.modules[__name__], "run_with", (sys.executable, "-c", script)):
        yield


def _not_here() -> str:
    return "" if shutil.which("tmux") else "there is no tmux"


TRIALS = (
    Trial(
        name="sequences that command a terminal, in every text, out of the real program in tmux",
        must="no title, clipboard, cursor or reply",
        run=run,
        quick=1,
        whole=5 * len(LINES),
        seconds=10,
        waits=True,
        bad={"no cleaning anywhere": partial(_program, _UNCLEAN)},
        not_here=_not_here,
    ),
    Trial(
        name="the same on the screen in tmux, by the backstop alone",
        must="no title, clipboard, cursor or reply",
        run=run_by_backstop,
        quick=1,
        whole=10,
        waits=True,
        bad={"no cleaning anywhere": partial(_program, _UNCLEAN)},
        not_here=_not_here,
    ),
)
