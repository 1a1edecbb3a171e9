"""The tutorial, followed to the letter in a terminal, from an empty home folder."""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Final

import pytest
from selectolax.lexbor import LexborHTMLParser
from terminal import ENTER, PYTHON, ROOT, Terminal, terminal
from tutorial_page import KINDS, PAGE, Block, blocks, commands, parts, press, squeezed

from briefing import checks
from briefing.loader import Folder

TEXT = PAGE.read_text("utf-8")
SETTLED: Final = 0.05
"""How long nothing comes out of a program that has drawn its screen, in seconds."""
PROMPTS: Final = re.compile(r"\[(\d+)\]\$ ")
"""The shell's prompt, with the exit code of the command before."""
STYLES: Final = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty home folder."""
    home = tmp_path / "home"
    home.mkdir()
    return home


@pytest.fixture
def shell(tmp_path: Path, home: Path) -> Iterator[Terminal]:
    """A shell in the checkout, as it is for someone who has nothing but the program."""
    command = tmp_path / "bin" / "briefing"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {PYTHON} -m briefing "$@"\n')
    command.chmod(0o755)
    environment: dict[str, str | None] = dict.fromkeys(
        name for name in os.environ if name.startswith(("XDG_", "BRIEFING_"))
    )
    environment |= {
        "HOME": str(home),
        "PATH": f"{command.parent}:{os.environ['PATH']}",
        "PS1": "[$?]$ ",
        "ENV": None,
        "LC_ALL": "C.UTF-8",
    }
    with terminal(["/bin/sh", "-i"], environment=environment, folder=ROOT) as window:
        yield window


class Reader:
    """Someone who does what the page says, and looks whether it comes about."""

    def __init__(self, window: Terminal, home: Path) -> None:
        self._window = window
        self._home = home
        self._run_so_far = 0
        self._read = (0, "")

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
        raw = self._window.raw
        if len(raw) != self._read[0]:
            self._read = len(raw), STYLES.sub("", raw.decode("utf-8", "replace"))
        return self._read[1]

    def _printed_since(self, start: int) -> str:
        return squeezed(self._printed[start:])

    def _run(self, block: Block) -> None:
        """Type the commands into the shell, one when the other has ended, and see what they print."""
        for number, (command, printed) in enumerate(commands(block)):
            assert number == 0 or self._exits()[-1] == 0
            self._window.until(lambda: len(self._exits()) > self._run_so_far, what="the shell's prompt")
            start = len(self._printed)
            self._window.press(command, ENTER)
            self._run_so_far += 1
            self._until(printed, partial(self._printed_since, start), f"what {command!r} prints")

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


def test_the_page_has_no_block_command_or_key_that_is_not_followed() -> None:
    found = blocks(TEXT)
    assert len(re.findall(r"^\s*(```|~~~)", TEXT, re.MULTILINE)) == 2 * len(found)
    for block in found:
        assert block.kind in KINDS, block
        if block.kind == "console":
            assert block.lines[0].startswith("$ "), block
        for line in block.lines if block.kind == "keys" else ():
            assert press(line).keys and press(line).seen, (block.line, line)
    prose = re.sub(r"^```.*?^```$", "", TEXT, flags=re.MULTILINE | re.DOTALL)
    assert not re.search(r"^(\s*\$ | {4,}\S)", prose, re.MULTILINE)


def test_every_step_of_the_tutorial_comes_about_as_the_page_says(shell: Terminal, home: Path) -> None:
    reader = Reader(shell, home)
    for block in blocks(TEXT):
        try:
            reader.follow(block)
        except AssertionError as error:
            raise AssertionError(f"{PAGE.name}:{block.line}: {error}") from error
    folder = Folder(home / "ferry/ferry-or-bridge")
    page = LexborHTMLParser((home / "ferry/ferry.html").read_text("utf-8"))
    shown = squeezed(page.body.text()) if page.body else ""
    said = [
        claim.text
        for point in folder.theme("days-years-school").points
        for each in point.claims.values()
        for claim in each
    ]
    assert len(said) == 6
    assert [text for text in said if text not in shown] == []
    assert "looked for: ambulance, infirmary, patient" in shown.casefold()
    assert "Ask the infirmary" not in shown
    assert {problem.rule for problem in checks.run(folder)} == {"uncited-paragraph"}
