"""Unsafe characters in every text that is shown, out of every screen."""

import asyncio
import random
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import samples
from reading_support import in_files_with_texts
from tui_support import MadeFolder, Opened

from briefing.loader import Folder
from torture import unsafe
from torture.tour import ALL, Toured, tour, turns, unseen, written
from torture.trial import Outcome, Trial


def run(
    count: int,
    chance: random.Random,
    folder: Path,
    *,
    made: Callable[[samples.Mark, Path], Folder],
    without: Callable[[], AbstractContextManager[None]],
) -> Outcome:
    """In each tour every text has characters of the next two classes: in half as many tours as classes each has all."""
    failures: list[str] = []
    screens = visible = 0
    seen: set[type] = set()

    async def look(it: Opened, place: str) -> None:
        nonlocal screens, visible
        drawn = written(it)
        screens += 1
        seen.add(type(it.app.screen))
        visible += unsafe.made_visible(drawn)
        failures.extend(f"{place}: {each}" for each in sorted(set(unsafe.found(drawn))))

    for turn, places in turns(count, chance):
        mark = unsafe.marked(unsafe.IN_TEXT, turn, chance)
        own = folder / f"own-{turn}"
        with without():
            read = made(mark, folder / f"{turn}" / unsafe.name(turn, chance))
            other = made(mark, folder / f"other-{turn}").briefing()
            asyncio.run(tour(Toured(read, other, mark, own), look, places))
    if count >= len(ALL):
        failures += [f"never looked at: {name}" for name in unseen(seen)]
    if not visible:
        failures.append("not one was shown")
    return Outcome(count, failures, {"screens": f"{screens:,}", "characters made visible": f"{visible:,}"})


def _in_files(mark: samples.Mark, path: Path) -> Folder:
    return in_files_with_texts(samples.briefing(mark), path, lambda at: f"This is {at}, and {mark('it')} ends here.")


def _never_cleaned(mark: samples.Mark, path: Path) -> Folder:
    return MadeFolder(samples.briefing(mark), path)


WHOLE = len(ALL) * len(unsafe.IN_TEXT) // 2

TRIALS = (
    Trial(
        name="unsafe characters in every text, out of every screen, by the first line of defence alone",
        must="0 reach the terminal",
        run=partial(run, made=_in_files, without=unsafe.no_backstop),
        quick=2,
        whole=WHOLE,
        seconds=140,
        bad={"no cleaning at the doors": unsafe.no_cleaning},
        bad_tries=1,
    ),
    Trial(
        name="unsafe characters in every text, out of every screen, by the backstop alone",
        must="0 reach the terminal",
        run=partial(run, made=_never_cleaned, without=unsafe.no_cleaning),
        quick=2,
        whole=WHOLE,
        seconds=140,
        bad={"no backstop": unsafe.no_backstop},
        bad_tries=1,
    ),
)
