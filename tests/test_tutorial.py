"""The tutorial, followed to the letter in a terminal, from an empty home folder."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import pytest
from selectolax.lexbor import LexborHTMLParser
from terminal import ENTER, Terminal
from tutorial_page import PAGE, Block, blocks, commands, parts, press, squeezed

from briefing.loader import Folder

TEXT = PAGE.read_text("utf-8")
SETTLED: Final = 0.05
"""How long nothing comes out of a program that has drawn its screen, in seconds."""
PROMPTS: Final = re.compile(r"\[(\d+)\]\$ ")
"""The shell's prompt, with the exit code of the command before."""
STYLES: Final = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")


class Reader:
    """Someone who does what the page says, and looks whether it comes about."""

    def __init__(self, window: Terminal, home: Path) -> None:
        self._window = window
        self._home = home
        self._run_so_far = 0

    @property
    def seen(self) -> str:
        """The screen, with one space for each run of spaces, and no line breaks where a command's output is wrapped."""
        return "\n".join(squeezed(line) for line in self._window.lines)

    def follow(self, block: Block) -> None:
        """Do what a block says."""
        match block.kind:
            case "console":
                self._run(block)
            case "keys":
                for line in block.lines:
                    self._press(line)
            case "screen":
                self._see(block.lines)
            case "yaml":
                self._write(block.lines)
            case _:
                raise AssertionError(f"line {block.line}: nobody knows what to do with `{block.kind}`")

    def _until(self, texts: Sequence[str], seen: Callable[[], str], what: str) -> None:
        """Wait until all the texts are there, in their order."""

        def is_there() -> bool:
            there, start = seen(), 0
            for text in texts:
                found = there.find(text, start)
                if found < 0:
                    return False
                start = found + len(text)
            return True

        self._window.until(is_there, what=what)

    @property
    def _printed(self) -> str:
        """All that came out of the shell and of what it started."""
        return STYLES.sub("", self._window.raw.decode("utf-8", "replace"))

    def _run(self, block: Block) -> None:
        """Type the commands into the shell, one when the other has ended, and see what they print."""
        for number, (command, printed) in enumerate(commands(block)):
            assert number == 0 or self._exits()[-1] == 0
            self._window.until(lambda: len(self._exits()) > self._run_so_far, what="the shell's prompt")
            start = len(self._printed)
            self._window.press(command, ENTER)
            self._run_so_far += 1
            self._until(printed, lambda start=start: squeezed(self._printed[start:]), f"what {command!r} prints")

    def _exits(self) -> list[int]:
        """The exit codes of the commands until now, behind that of the shell's start."""
        return [int(code) for code in PROMPTS.findall(self._printed)]

    def _press(self, line: str) -> None:
        pressed = press(line)
        self._window.rest(SETTLED)
        if pressed.seen:
            assert squeezed(pressed.seen) not in self.seen, f"{line!r}: it stands there before\n{self._window.text}"
        self._window.press(*pressed.keys)
        self._until([squeezed(pressed.seen or pressed.typed[-20:])], lambda: self.seen, f"what {line!r} leads to")

    def _see(self, lines: Sequence[str]) -> None:
        self._until([part for line in lines for part in parts(line)], lambda: self.seen, f"{lines}")
