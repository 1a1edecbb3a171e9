"""A folder that somebody swaps for a link while files are written below it: nothing is written where the link leads."""

import os
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import samples

from briefing import copies, held_folder
from briefing.export import Options, writing
from briefing.loader import Folder
from briefing.serving import site
from torture.boxes import SECRET, Box, boxed, tree, tried
from torture.trial import Outcome, Trial

CALLS: Final = ("open", "stat", "lstat", "mkdir", "link", "replace", "unlink", "rmdir")
"""Functions of `os`, by which everything here reaches a file or a folder by its name."""


def run(count: int, chance: random.Random, folder: Path) -> Outcome:
    """Each writer, each of its folders swapped just before each call that it makes."""
    master = samples.write(samples.briefing(), folder / "master")
    failures: list[str] = []
    cases = []
    for writer, inner in [(writer, inner) for writer, (_, inners) in WRITERS.items() for inner in inners]:
        counts = _Swaps(0)
        _raced(writer, inner, counts, folder / f"{writer} {inner}", master)
        cases += list(product([(writer, inner)], range(1, counts.made + 1)))
    chance.shuffle(cases)
    for number, ((writer, inner), call) in enumerate(cases[:count]):
        home = folder / str(number)
        wrong = _raced(writer, inner, _Swaps(call), home, master)
        failures += [f"{writer}, {inner or 'the folder'} swapped before call {call}: {line}" for line in wrong]
        shutil.rmtree(home)
    return Outcome(min(count, len(cases)), failures)


class _Swaps:
    """Counts the calls that concern a place, and before one of them swaps a folder there."""

    def __init__(self, before: int) -> None:
        self.made = 0
        self._before = before

    @contextmanager
    def during(self, place: Path, folder: Path, link_to: Path) -> Iterator[None]:
        """Count in here, and swap the folder for a link; where it is not there yet, the link comes first."""
        real = {name: getattr(os, name) for name in CALLS}

        def call(name: str, *arguments: Any, **options: Any) -> Any:
            self.made += options.get("dir_fd") is not None or str(arguments[0]).startswith(str(place))
            if self.made == self._before:
                for each, function in real.items():
                    setattr(os, each, function)
                if folder.exists():
                    folder.rename(folder.with_name("taken away"))
                with suppress(FileNotFoundError):
                    folder.symlink_to(link_to)
            return real[name](*arguments, **options)

        with ExitStack() as patches:
            for name in CALLS:
                patches.enter_context(patch.object(os, name, partial(call, name)))
            yield


def _raced(writer: str, inner: str, swaps: _Swaps, home: Path, master: Path) -> list[str]:
    """What is wrong after a writer's folder was swapped."""
    box = boxed(home, master)
    write = WRITERS[writer][0]
    for name in ("index.html", "briefing.json", "quiet-street.html", "quiet-street.json", "Trade.md", "trade.yaml"):
        (box.outside / name).write_text(SECRET)

    def attack(box: Box) -> object:
        return write(box, partial(swaps.during, box.made, box.made / "out" / inner, box.outside))

    return tried(attack, box, home, tree(home))


Race = Callable[[], Any]
"""Gives the context in which the folder is swapped."""


def _export(box: Box, race: Race, *, force: bool) -> None:
    briefing = Folder(box.inside).briefing()
    formats = ["html", "json", "markdown-obsidian"]
    if force:
        writing.write(formats, briefing, {}, Options(), box.made / "out", force=False)
    with race():
        writing.write(formats, briefing, {}, Options(), box.made / "out", force=force)


def _copy(box: Box, race: Race) -> None:
    with race():
        copies.copy(Folder(box.inside), box.made / "out")


def _site(box: Box, race: Race) -> None:
    with race():
        site.write_site(box.made / "out", site.pages([samples.briefing()]))


def _site_over_another(box: Box, race: Race) -> None:
    """What the site had more is deleted."""
    pages = site.pages([samples.briefing()])
    site.write_site(box.made / "out", {**pages, "old/index.html": "a page", "old/briefing.json": "{}"})
    with race():
        site.write_site(box.made / "out", pages)


WRITERS: Final[dict[str, tuple[Callable[[Box, Race], None], tuple[str, ...]]]] = {
    "an export": (partial(_export, force=False), ("", "quiet-street")),
    "an export with force": (partial(_export, force=True), ("", "quiet-street")),
    "a copy": (_copy, ("", "themes", "sources")),
    "a site": (_site, ("", "quiet-street")),
    "a site over another": (_site_over_another, ("", "quiet-street", "old")),
}
"""What writes into new folders, and those of its folders that are swapped; "" is the one that the user names."""


# bad variants


@contextmanager
def _by_paths() -> Iterator[None]:
    """Nothing is held: paths alone say where a file goes."""
    with patch.object(held_folder, "CAN_HOLD", False):
        yield


TRIALS = (
    Trial(
        name="a folder swapped for a link before each call of an export, a copy, a new folder and the static site",
        must="nothing written, changed or deleted where the link leads",
        run=run,
        quick=15,
        whole=10_000,
        bad={"files are written by their paths": _by_paths},
        not_here=lambda: "" if held_folder.CAN_HOLD else "the system takes no names in an open folder",
    ),
)
