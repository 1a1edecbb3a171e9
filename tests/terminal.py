"""Runs a command in a real pseudo-terminal and shows what is on its screen."""

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyte
from leash import end_with_parent

PATIENCE = 30.0
"""How long to wait for what never comes, in seconds; machines can be slow."""

PYTHON = sys.executable
BRIEFING = (PYTHON, "-m", "briefing")
ROOT = Path(__file__).resolve().parent.parent

UP, DOWN, RIGHT, LEFT = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D"
ENTER, ESCAPE, TAB, CTRL_C, CTRL_S = "\r", "\x1b", "\t", "\x03", "\x13"

_PRIVATE = re.compile(rb"\x1b\[[<>=][0-9;]*[a-z]|\x1b\[\?[0-9;]*\$p")
"""Questions and modes of newer terminals, which pyte would print."""


def _begin() -> None:
    """In the new process: have the terminal, and end with the test."""
    end_with_parent()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class Terminal:
    """A process in a pseudo-terminal of its own, and the screen it paints."""

    def __init__(
        self,
        command: Sequence[str] = BRIEFING,
        *,
        columns: int = 120,
        rows: int = 40,
        environment: Mapping[str, str | None] | None = None,
        folder: Path | None = None,
    ) -> None:
        """`environment` is added to the test's own; None takes a variable away."""
        everything: dict[str, str | None] = {
            **os.environ,
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "COLUMNS": None,
            "LINES": None,
            "PYTHONPATH": str(ROOT),
            **(environment or {}),
        }
        self._master, self._slave = os.openpty()
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._unpainted = b""
        self.raw = b""
        """Every byte that came out of the process."""
        self._lines: list[str] | None = None
        self.resize(columns, rows)
        self.modes = self._modes()
        """The terminal's settings before the process started, as `termios` gives them."""
        self.process = subprocess.Popen(
            list(command),
            stdin=self._slave,
            stdout=self._slave,
            stderr=self._slave,
            cwd=folder,
            env={name: value for name, value in everything.items() if value is not None},
            start_new_session=True,
            preexec_fn=_begin,
        )

    @property
    def lines(self) -> list[str]:
        """The screen as lines of text, without the spaces at their ends."""
        if self._unpainted or self._lines is None:
            self._paint()
            self._lines = [line.rstrip() for line in self._screen.display]
        return self._lines

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.lines)

    @property
    def is_as_before(self) -> bool:
        """Whether the terminal's settings, echo among them, are as they were before the process started."""
        return self._modes() == self.modes

    def is_on(self, mode: int) -> bool:
        """Whether a private mode of DEC or xterm (25: the cursor, 1049: the other screen) was last switched on."""
        switches = re.findall(rb"\x1b\[\?((?:\d+;)*%d(?:;\d+)*)([hl])" % mode, self.raw)
        return bool(switches) and switches[-1][1] == b"h"

    def press(self, *keys: str) -> None:
        """Send keys."""
        for key in keys:
            os.write(self._master, key.encode())

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the window, which the process is told by a signal."""
        fcntl.ioctl(self._slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._paint()
        self._screen.resize(rows, columns)
        self._lines = None

    def signal(self, number: int) -> None:
        """Send a signal to the process."""
        self.process.send_signal(number)

    def close_window(self) -> None:
        """Take the terminal away, as closing its window does."""
        os.close(self._master)
        self._master = -1

    def read(self, seconds: float = 0.05) -> bytes:
        """Take in what comes within some seconds and all that is there then, and return it."""
        if self._master < 0:
            time.sleep(seconds)
            return b""
        if not select.select([self._master], [], [], seconds)[0]:
            return b""
        data = os.read(self._master, 1 << 16)
        while len(data) < 1 << 16 and select.select([self._master], [], [], 0)[0]:
            data += os.read(self._master, 1 << 16)
        self.raw += data
        self._unpainted += data
        return data

    def _paint(self) -> None:
        """Bring the screen up to date, which takes longer than to read."""
        self._stream.feed(_PRIVATE.sub(b"", self._unpainted))
        self._unpainted = b""

    def until(self, condition: Callable[[], object], *, what: str = "the condition", limit: float = PATIENCE) -> None:
        """Read until something is so; fails the test if it does not come about, or if the process ends before."""
        end = time.monotonic() + limit
        while not condition():
            ended = self.process.poll() is not None
            if not self.read() and not condition() and (ended or time.monotonic() > end):
                why = f"the process ended with {self.process.returncode}" if ended else f"{limit:g} seconds have passed"
                raise AssertionError(f"{what} did not come about: {why}.\n{self.text}\n{self.raw[-2000:]!r}")

    def rest(self, quiet: float = 0.3) -> None:
        """Read until nothing more comes for some seconds."""
        while self.read(quiet):
            pass

    def shows(self, *texts: str) -> None:
        """Read until the screen shows all of the texts."""
        self.until(lambda: all(text in self.text for text in texts), what=f"{texts} on the screen")

    def press_until(self, key: str, text: str) -> None:
        """Send a key again and again until the screen shows a text."""
        end = time.monotonic() + PATIENCE
        while text not in self.text:
            assert time.monotonic() < end, f"{text!r} is not on the screen.\n{self.text}"
            self.press(key)
            self.read(0.5)
            self.rest()

    def hides(self, text: str) -> None:
        """Read until the screen shows a text no more."""
        self.until(lambda: text not in self.text, what=f"a screen without {text!r}")

    def ends(self, limit: float = PATIENCE) -> int:
        """Read until the process ends; its exit code."""
        end = time.monotonic() + limit
        while self.process.poll() is None:
            assert time.monotonic() < end, f"the process goes on.\n{self.text}"
            self.read()
        self.rest(0.1)
        return self.process.returncode

    def interrupt(self) -> int:
        """Press Ctrl+C, and again as long as nothing comes of it, as when Python was about to wait; the exit code."""
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            assert time.monotonic() < end, f"the process goes on.\n{self.text}"
            self.press(CTRL_C)
            self.rest(0.3)
        return self.ends()

    def end_of_input(self) -> int:
        """Press Ctrl+D; the exit code."""
        self.press("\x04")
        return self.ends()

    def _modes(self) -> list[Any]:
        return termios.tcgetattr(self._slave)

    def _end(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
        for descriptor in (self._master, self._slave):
            if descriptor >= 0:
                os.close(descriptor)


@contextmanager
def terminal(
    command: Sequence[str] = BRIEFING,
    *,
    columns: int = 120,
    rows: int = 40,
    environment: Mapping[str, str | None] | None = None,
    folder: Path | None = None,
) -> Iterator[Terminal]:
    """A process in a terminal; ended, if it still runs, when the test is over."""
    opened = Terminal(command, columns=columns, rows=rows, environment=environment, folder=folder)
    try:
        yield opened
    finally:
        opened._end()
