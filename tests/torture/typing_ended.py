"""The real program in a terminal, ended while someone types: killed, asked to end, or its window closed."""

import random
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final
from unittest.mock import patch

import samples
from terminal import BRIEFING, PYTHON, Terminal, terminal

from briefing.notes import NoteStore
from torture import typing_ended
from torture.trial import Outcome, Trial

PROGRAM: tuple[str, ...] = BRIEFING
"""The command that is run."""
AT_ONCE: Final = 4
"""How many people type at the same time, each in a terminal of their own: they wait for most of it."""
PAUSE_BETWEEN_KEYS: Final = 0.06
"""The longest, in seconds; nobody types faster for long."""
LAST_KEYS: Final = "end"
"""Typed at once, just before the end."""
MAY_BE_LOST: Final = 2.0
"""How much typing a program may lose that was killed, in seconds."""
CURSOR, OTHER_SCREEN, PASTING, MOUSE = 25, 1049, 2004, 1000
"""Private modes of the terminal."""


@dataclass(frozen=True, slots=True)
class Typed:
    """One session: what was typed, and what was found in the notes file afterwards."""

    text: str
    """What was typed."""
    found: str
    """What the notes file holds."""
    moments: list[float]
    """When each character was typed."""
    ended: float
    """When the program was ended."""
    told: str = ""
    """What is wrong beside the text."""

    @property
    def lost(self) -> float:
        """How much typing is missing, in seconds."""
        return self.ended - self.moments[len(self.found)] if len(self.found) < len(self.text) else 0.0


End = Callable[[Terminal, str], str]
"""Ends the program, in which a text was typed, and says what is wrong with how it left."""


def killed(count: int, chance: random.Random, folder: Path) -> Outcome:
    """Each time someone types, and the program is killed."""
    sessions = _sessions(count, chance, folder, _kill, (2.2, 4.0))
    failures = [f"{each.lost:.2f} s are lost: {each.text!r}, {each.found!r}" for each in sessions if _is_lost(each)]
    lost = sorted(each.lost for each in sessions)
    return Outcome(
        count, failures, {"typing lost": f"{lost[len(lost) // 2]:.2f} s in the middle, {lost[-1]:.2f} s at most"}
    )


def _is_lost(session: Typed) -> bool:
    return session.lost > MAY_BE_LOST or not session.text.startswith(session.found)


def ended(end: End, count: int, chance: random.Random, folder: Path) -> Outcome:
    """Each time someone types, and the program is ended in a way that it hears of."""
    sessions = _sessions(count, chance, folder, end, (0.05, 1.2))
    failures = [
        f"{each.told or 'lost'}: {each.text!r}, {each.found!r}"
        for each in sessions
        if each.told or each.text != each.found
    ]
    missing = sum(len(each.text) - len(each.found) for each in sessions if each.text != each.found)
    return Outcome(
        count,
        failures,
        {"characters typed": f"{sum(len(each.text) for each in sessions):,}", "characters lost": f"{missing:,}"},
    )


def _sessions(count: int, chance: random.Random, folder: Path, end: End, seconds: tuple[float, float]) -> list[Typed]:
    briefing = samples.write(samples.briefing(), folder / "b")
    chances = [random.Random(chance.random()) for _ in range(count)]

    def session(number: int) -> Typed:
        return _session(chances[number], briefing, folder / f"{number}.yaml", end, seconds)

    with ThreadPoolExecutor(AT_ONCE) as people:
        return list(people.map(session, range(count)))


def _session(chance: random.Random, briefing: Path, notes: Path, end: End, seconds: tuple[float, float]) -> Typed:
    """Type a note for some time, end the program, and look at what is there."""
    data = {"BRIEFING_DATA_DIR": str(notes.parent / "data")}
    command = (*typing_ended.PROGRAM, str(briefing), "--notes", str(notes))
    with terminal(command, columns=80, rows=24, environment=data) as window:
        window.shows("What happens to the shops?")
        window.press("n")
        window.shows("Note:")
        text, moments = "", []
        stop = time.monotonic() + chance.uniform(*seconds)
        while time.monotonic() < stop:
            window.read(chance.uniform(0, PAUSE_BETWEEN_KEYS))
            text += chance.choice("abcdefg  hij")
            moments.append(time.monotonic())
            window.press(text[-1])
        for key in LAST_KEYS:
            text += key
            moments.append(time.monotonic())
            window.press(key)
        moment = time.monotonic()
        try:
            told = end(window, text)
        except AssertionError as error:
            told = str(error).partition("\n")[0]
    store = NoteStore.open(notes, briefing=samples.briefing().about.id, backups=notes.parent, locks=notes.parent)
    if store.damage:
        told = store.damage.message
    return Typed(text, "".join(store.texts.values()), moments, moment, told)


def _until_shown(window: Terminal, text: str) -> None:
    """Wait until the program has read the text: a busy machine may hand it over late."""
    window.until(lambda: "".join(text.split()) in re.sub(r"[\s│]", "", window.text), what=f"{text!r} on the screen")


def _kill(window: Terminal, text: str) -> str:
    _until_shown(window, text)
    window.signal(signal.SIGKILL)
    window.process.wait()
    return ""


def _ask(number: signal.Signals, window: Terminal, _: str) -> str:
    """Send a signal; the terminal must be as a shell expects it afterwards."""
    window.signal(number)
    if (code := window.ends()) != 128 + number:
        return f"it ended with {code}"
    if not window.is_as_before:
        return "the terminal's settings are not as before"
    if not window.is_on(CURSOR):
        return "there is no cursor"
    left_on = [mode for mode in (OTHER_SCREEN, PASTING, MOUSE) if window.is_on(mode)]
    return f"still on: {left_on}" if left_on else ""


def _close(window: Terminal, text: str) -> str:
    """Close the window once the text is in it: what the program has not read by then, the system throws away."""
    _until_shown(window, text)
    window.close_window()
    code = window.ends()
    return "" if code == 128 + signal.SIGHUP else f"it ended with {code}"


@contextmanager
def _program(change: str) -> Iterator[None]:
    """The program with a change to it, in Python."""
    script = f"{change}\nfrom briefing.__main__ import main\nmain()"
    with patch.object(typing_ended, "PROGRAM", (PYTHON, "-c", script)):
        yield


_LAZY = "from briefing.tui import notes_desk\nnotes_desk.PAUSE = 60.0"
_DEAF = "from briefing.tui.program import ProgramApp\nProgramApp.listen_for_the_end = lambda self: None"
_HASTY = """
from briefing.tui.program import ProgramApp
ProgramApp._end = lambda self, code: (self.write_all(), self.exit(return_code=code))
"""


def _not_here() -> str:
    return "" if sys.platform == "linux" else "it needs a terminal as Linux has it"


def _trial(name: str, end: End, bad: str, change: str) -> Trial:
    return Trial(
        name=name,
        must="no character lost, the terminal left sane",
        run=partial(ended, end),
        quick=1,
        whole=200,
        seconds=170,
        waits=True,
        bad={bad: partial(_program, change)},
        not_here=_not_here,
    )


TRIALS = (
    Trial(
        name="`kill -9` of the program in a terminal while someone types",
        must=f"at most {MAY_BE_LOST:g} s of typing lost",
        run=killed,
        quick=1,
        whole=200,
        seconds=170,
        waits=True,
        bad={"it writes once a minute": partial(_program, _LAZY)},
        not_here=_not_here,
    ),
    _trial("SIGTERM while someone types", partial(_ask, signal.SIGTERM), "it leaves at once", _HASTY),
    _trial("SIGHUP while someone types", partial(_ask, signal.SIGHUP), "it does not listen", _DEAF),
    _trial("closing the terminal while someone types", _close, "it does not listen", _DEAF),
)
