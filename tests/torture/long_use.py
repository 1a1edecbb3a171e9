"""A day of use in minutes: keys at random on every screen, at random sizes, while the files change underneath."""

import asyncio
import gc
import os
import random
import resource
import shutil
import traceback
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from functools import _lru_cache_wrapper
from mmap import mmap
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any
from unittest.mock import patch

from textual.app import App
from textual.widgets import Input, TextArea
from tui_support import Opened, opened

from briefing import files
from briefing.errors import WriteRefused
from briefing.loader import Folder
from briefing.tui.app import BriefingApp
from briefing.tui.commands.every import ALL_COMMANDS
from briefing.tui.screens.command_screen import CommandScreen, KeyedApp
from torture.trial import Outcome, Trial

DATA = Path(__file__).resolve().parent.parent.parent / "data" / "us-russia-cooperation"
LETTERS = "abe rxyz019-:#[]{}\"'汉é\u0301\u202eя🙂"
PASTED = ("two\nlines", "[b]x[/b] [@click=app.bell]y[/]", "\x1b]0;owned\x07", "字" * 300, "- a: b\n  #c", "#tag " * 20)
NAMED_KEYS = ("enter", "escape", "tab", "shift+tab", "backspace", "delete", "up", "down", "home", "end", "ctrl+z")
EVERY_KEY = [key for command in ALL_COMMANDS for key in command.keys]
BURST = 50
"""After so many keys a file may change, or the size of the window."""
TOGETHER = (1, 10, 40)
"""How many keys are pressed before the screen is drawn."""
PROBE = (
    "down",
    "down",
    "right",
    "up",
    "left",
    "]",
    "down",
    "[",
    "o",
    "down",
    "escape",
    "enter",
    "escape",
    "n",
    "escape",
)
"""The keys whose time is taken."""

LONG = 5_000
"""From so many keys on, memory and time are held to what is allowed in a long use."""
MORE_MEMORY, MORE_TIME = 0.10, 0.25
"""What more is allowed in a long use, as a share of the first measure."""
MORE_MB_AT_FIRST, MORE_AT_FIRST = 60.0, 2.0
"""What more is allowed of a few keys, in which everything is used for the first time: in MB, and as a share."""

KEPT = 2_500_000
"""How many bytes each action keeps in the variant that keeps more and more."""


def run(count: int, chance: random.Random, folder: Path) -> Outcome:
    """Press so many keys, and measure after a fifth of them, after four fifths, and at the end."""
    with patch.dict(os.environ, BRIEFING_DATA_DIR=str(folder / "data")), _only_below(folder):
        return asyncio.run(_use(count, chance, Path(shutil.copytree(DATA, folder / "briefing"))))


async def _use(count: int, chance: random.Random, folder: Path) -> Outcome:
    user = _User(chance, folder, rounds=10 if count >= LONG else 1)

    def crashed(app: App[None], error: Exception) -> None:
        user.crashed(error)
        app._exit = True

    with patch.object(App, "_handle_exception", crashed), patch.object(BriefingApp, "exit", user.left):
        async with opened(Folder(folder), edit_file=user.edit, open_address=lambda address: True) as it:
            early = late = last = await user.measure(it)
            for done in range(0, count, BURST):
                await user.go_on(it, min(BURST, count - done))
                if user.failures:
                    break
                if done // BURST == count // BURST // 5:
                    early = await user.measure(it)
                if done // BURST == count // BURST * 4 // 5:
                    late = await user.measure(it)
            else:
                last = await user.measure(it)
    figures = {
        "commands given": f"{len(user.commands)} of {len(ALL_COMMANDS)}",
        "edits underneath": f"{user.edits:,}",
        "memory": f"{early[0]:.0f} MB, then {late[0]:.0f} MB",
        "CPU time from key to paint": f"{early[1]:.1f} ms, then {last[1]:.1f} ms",
    }
    if late[0] - early[0] > (early[0] * MORE_MEMORY if count >= LONG else MORE_MB_AT_FIRST):
        user.failures.append(f"the memory grew: {figures['memory']}")
    if last[1] > early[1] * (1 + (MORE_TIME if count >= LONG else MORE_AT_FIRST)):
        user.failures.append(f"keys became slower: {figures['CPU time from key to paint']}")
    return Outcome(count, user.failures, figures)


class _User:
    """Somebody who presses anything, with an editor and another program on the same files."""

    def __init__(self, chance: random.Random, folder: Path, *, rounds: int) -> None:
        """`rounds` is how often the keys are pressed whose time is taken."""
        self.failures: list[str] = []
        self.commands: Counter[str] = Counter()
        self.edits = 0
        self._chance = chance
        self._folder = folder
        self._rounds = rounds
        self._at_first: Mapping[Path, bytes] = {
            path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
        }
        self._last: deque[str] = deque(maxlen=60)

    def crashed(self, error: Exception) -> None:
        """Keep where it was, and what was pressed before."""
        told = "".join(traceback.format_exception(error))
        self.failures.append(f"{type(error).__name__} after {' '.join(self._last)}:\n{told}")

    def left(self, *_: Any, **__: Any) -> None:
        """The program is asked to end; here it goes on."""
        self.commands["quit"] += 1

    async def go_on(self, it: Opened, count: int) -> None:
        """Press some keys, and at times paste, change the window's size or change a file."""
        dice = self._chance.random()
        if dice < 0.3:
            self._edit_underneath()
        elif dice < 0.6:
            width, height = self._chance.randint(20, 180), self._chance.randint(5, 60)
            self._last.append(f"{width}x{height}")
            await it.pilot.resize_terminal(width, height)
        elif dice < 0.7:
            self._last.append("paste")
            await it.paste(self._chance.choice(PASTED))
        left = count
        while left and not self.failures:
            together = min(left, self._chance.choice(TOGETHER))
            left -= together
            keys = [self._key(it) for _ in range(together)]
            self._last.extend(keys)
            try:
                await it.press_at_once(*keys)
            except AssertionError as error:
                self.failures.append(f"{error} On {it.app.screen} after {' '.join(self._last)}")

    def _key(self, it: Opened) -> str:
        """A key for what is on the screen, mostly."""
        screen = it.app.screen
        dice = self._chance.random()
        if isinstance(it.app.focused, (Input, TextArea)) and dice < 0.85:
            return self._chance.choice(LETTERS) if dice < 0.7 else self._chance.choice(NAMED_KEYS)
        if isinstance(screen, CommandScreen) and screen.commands and dice < 0.9:
            command = self._chance.choice(screen.commands)
            self.commands[command.id] += 1
            return self._chance.choice(command.keys)
        return self._chance.choice(NAMED_KEYS if dice < 0.95 else EVERY_KEY)

    def edit(self, path: Path, line: int) -> None:
        """Change a file as an editor does that the program has opened."""
        self._edit_underneath(path)

    def _edit_underneath(self, path: Path | None = None) -> None:
        """Change a file so that it is still valid, or not; put it back; or take it away."""
        self.edits += 1
        path = path or self._chance.choice([*self._at_first, self._folder / "notes.yaml"])
        there = path.read_bytes() if path.exists() else self._at_first.get(path, b"")
        kinds = (
            there.replace(b" the ", b" THE ", self._chance.randrange(9)),
            there + b"# a remark\n",
            there[: self._chance.randrange(len(there) + 1)],
            there + b"more: [\n",
            self._at_first.get(path, b""),
            self._at_first.get(path, b""),
            None,
        )
        self._last.append(f"edit {path.name}")
        if (data := self._chance.choice(kinds)) is None:
            path.unlink(missing_ok=True)
        else:
            path.write_bytes(data)

    async def measure(self, it: Opened) -> tuple[float, float]:
        """The memory in MB and the median time of a key in ms, with everything as at first."""
        for path in self._folder.rglob("*"):
            if path.is_file() and path not in self._at_first:
                path.unlink()
        for path, data in self._at_first.items():
            path.write_bytes(data)
        await it.resize(120, 40)
        for _ in range(5):
            while len(it.app.screen_stack) > 1:
                await it.app.pop_screen()
            await it.settle()
            await it.app.desks.files.look()
            await it.settle()
        it.app.clear_notifications()
        await it.press("1", "home")
        times = [await self._time(it, key) for _ in range(self._rounds) for key in PROBE]
        _empty_caches()
        return _memory(), median(times) * 1000

    async def _time(self, it: Opened, key: str) -> float:
        start = process_time()
        await it.press(key)
        return process_time() - start


def _empty_caches() -> None:
    """Let go of what cannot be reached, and of what functions remember: of so many results at most, and no more."""
    for found in gc.get_objects():
        if isinstance(found, _lru_cache_wrapper):
            found.cache_clear()
    gc.collect()


def _memory() -> float:
    """What the process has of the machine's memory, in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


@contextmanager
def _only_below(folder: Path) -> Iterator[None]:
    """An export with a name typed at random goes nowhere else."""
    export_all = files.export_all

    def guarded(made: Mapping[Path, bytes], **how: Any) -> None:
        for path in made:
            if not path.resolve().is_relative_to(folder.resolve()):
                raise WriteRefused(f"{path} is not below {folder}", "Only that folder is written to here.")
        export_all(made, **how)

    before = Path.cwd()
    os.chdir(folder)
    try:
        with patch.object(files, "export_all", guarded):
            yield
    finally:
        os.chdir(before)


@contextmanager
def _at_each_action(done: Callable[[int], object]) -> Iterator[None]:
    """Something is done at each action, and told how many there were before."""
    number = 0
    run_action = KeyedApp.run_action

    async def counting(self: KeyedApp, *given: Any) -> bool:
        nonlocal number
        number += 1
        done(number)
        return await run_action(self, *given)

    with patch.object(KeyedApp, "run_action", counting):
        yield


@contextmanager
def _more_and_more_kept() -> Iterator[None]:
    kept: list[mmap] = []

    def keep(number: int) -> None:
        """Keep memory that is new to the process, which other tests may have left with much that is free."""
        kept.append(mmap(-1, KEPT))
        kept[-1].write(bytes(KEPT))

    with _at_each_action(keep):
        yield


def _slower_and_slower() -> AbstractContextManager[None]:
    return _at_each_action(lambda number: sum(range(100_000 * max(0, number - 50))))


@contextmanager
def _failing_command() -> Iterator[None]:
    def broken(self: CommandScreen[Any]) -> None:
        raise IndexError("there is no such row")

    with patch.object(CommandScreen, "action_help", broken):
        yield


TRIALS = (
    Trial(
        name="keys at random on every screen, at random sizes, while the files change",
        must="no crash; the memory within 10% and a key's time within 25% of what they were early",
        run=run,
        quick=150,
        whole=50_000,
        seconds=600,
        bad_tries=100,
        bad={
            "each action keeps more": _more_and_more_kept,
            "each action is slower": _slower_and_slower,
            "a command that fails": _failing_command,
        },
    ),
)
