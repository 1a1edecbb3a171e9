"""A fault in a handler of the real program, in a terminal, while a note is being written."""

import random
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

from terminal import CTRL_S, ESCAPE, PYTHON, Terminal, terminal

from briefing import notes_file, paths
from torture.trial import Outcome, Trial, Worsen

LEFT_ON = {"the other screen": 1049, "pasting in brackets": 2004, "the mouse": 1000, "the mouse’s moves": 1003}
"""Modes of the terminal that the program switches on, and must switch off."""

SCRIPT = """\
from pathlib import Path

from briefing.__main__ import main
from briefing.tui import app, crash, files_desk, notes_desk, program
from briefing.tui.screens import note

{worse}

def fail():
    text = Path("text").read_text("utf-8")
    raise RuntimeError(f"this does not work: {{text}}")

{define}
    if Path("text").exists():
        fail()
    {otherwise}

whole = {place}
{place} = broken
main()
"""


class Fault(NamedTuple):
    """Where the program fails, and what makes it come there."""

    place: str
    key: str
    is_async: bool = False


FAULTS = (
    Fault("note.NoteScreen.action_save", CTRL_S),
    Fault("note.NoteScreen.action_close_dialog", ESCAPE),
    Fault("notes_desk.NotesDesk._tell_changed", ESCAPE),
    Fault("notes_desk.NotesDesk._save", CTRL_S, is_async=True),
    Fault("files_desk.FilesDesk.look", "", is_async=True),
)
"""A command, a command that closes, a callback, a worker, and a timer."""

_worse: list[str] = []
"""Lines that make the program of the next trials worse."""


def run(count: int, chance: random.Random, folder: Path) -> Outcome:
    """Write a note, let the program fail, and look at what is left."""
    failures: list[str] = []
    for number in range(count):
        fault = FAULTS[number % len(FAULTS)]
        text = " ".join("".join(chance.choices("abcdefghik", k=8)) for _ in range(chance.randint(2, 8)))
        failures += (f"{number}, {fault.place}: {told}" for told in _failed(fault, text, folder / str(number)))
    return Outcome(count, failures, {"places": str(min(count, len(FAULTS)))})


def _failed(fault: Fault, text: str, folder: Path) -> Iterator[str]:
    """What is wrong after the program failed there."""
    folder.mkdir()
    script = folder / "faulty.py"
    called = "whole(self, *given)"
    script.write_text(
        SCRIPT.format(
            worse="\n".join(_worse),
            place=fault.place,
            define="async def broken(self, *given):" if fault.is_async else "def broken(self, *given):",
            otherwise=f"return await {called}" if fault.is_async else f"return {called}",
        )
    )
    data = folder / "data"
    environment = {"BRIEFING_DATA_DIR": str(data)}
    with terminal((PYTHON, str(script)), columns=80, rows=24, environment=environment, folder=folder) as window:
        window.shows("2025", "? help")
        window.press("n")
        window.shows("Note:")
        window.press(text)
        window.shows(text.split()[-1])
        (folder / "text").write_text(text, "utf-8")
        window.press(fault.key)
        yield from _left(window)
        told = window.raw.rpartition(b"\x1b[?1049l")[2].decode()
    file = data / "notes" / f"{paths.DEFAULT_BRIEFING}.yaml"
    kept = notes_file.decode(file.read_bytes(), file, paths.DEFAULT_BRIEFING).texts if file.exists() else {}
    if text not in kept.values():
        yield f"the note is not saved; there is {kept}"
    reports = list(data.rglob("last-crash.txt"))
    if not any("in fail" in path.read_text() for path in reports):
        yield "there is no report of where it failed"
    for what, said in (("the report", "".join(path.read_text() for path in reports)), ("the screen", told)):
        if any(word in said for word in text.split()):
            yield f"the user’s text is in {what}"
    if "RuntimeError" not in told:
        yield "the user is not told"


def _left(window: Terminal) -> Iterator[str]:
    """What is wrong with how the program ended, and with the terminal after that."""
    code = window.ends()
    if code == 0 or code == -signal.SIGKILL:
        yield f"the exit code is {code}"
    if not window.is_as_before:
        yield "the terminal’s settings are not as before"
    if not window.is_on(25):
        yield "the cursor is hidden"
    yield from (f"{what} is still on" for what, mode in LEFT_ON.items() if window.is_on(mode))


@contextmanager
def _with(line: str) -> Iterator[None]:
    _worse.append(line)
    try:
        yield
    finally:
        _worse.remove(line)


BAD: dict[str, Worsen] = {
    "a report that shows values": partial(_with, "crash.report = repr"),
    "a terminal left as it is": partial(
        _with, "import os\nprogram.ProgramApp._fatal_error = lambda self: (self.write_all(), os._exit(1))"
    ),
    "notes that are not written": partial(
        _with, "from briefing.notes import NoteStore\nNoteStore.save = lambda self: None"
    ),
    "an exit that says all went well": partial(
        _with, "app.BriefingApp.return_code = property(lambda self: 0, lambda self, code: None)"
    ),
}

TRIALS = (
    Trial(
        name="a fault forced inside a handler, in a terminal, while a note is written",
        must="an exit code that is not 0, a sane terminal, the note saved, a report without the user’s text",
        run=run,
        quick=1,
        whole=30,
        seconds=35,
        waits=True,
        bad=BAD,
    ),
)
