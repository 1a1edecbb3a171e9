"""Two people's notes on one briefing, kept in git and merged by it."""

import os
import random
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from briefing.errors import WriteRefused
from briefing.notes import NoteStore
from torture import worse
from torture.notes_place import HEAD, NotesPlace
from torture.trial import Outcome, Trial

TARGETS = tuple(f"theme-{number}/point" for number in range(8))
ENVIRONMENT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    **{f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}


def run(count: int, chance: random.Random, folder: Path) -> Outcome:
    """So often two people change notes that they had in common, each second time the same one, and one merges."""
    failures: list[str] = []
    clean = 0
    for number in range(count):
        here, there = _two_people(folder)
        targets = TARGETS if number % 2 else [chance.choice(TARGETS)]
        words = [*_write(here, chance, f"h{number}", targets), *_write(there, chance, f"t{number}", targets)]
        session = here.open()
        session.set("typed", f"typed{number}.")
        _git(there.folder, "commit", "--quiet", "--all", "--message", "theirs")
        _git(here.folder, "commit", "--quiet", "--all", "--message", "ours")
        is_clean = _git(here.folder, "pull", "--quiet", "--no-rebase", "--no-edit", str(there.folder), "main") == 0
        clean += is_clean
        judge = _opens if is_clean else _told_and_mended_by_hand
        failures += [f"{number}: {problem}" for problem in judge(here, session, [*words, f"typed{number}."])]
    return Outcome(count, failures, {"merged cleanly": f"{clean:,}", "merged by hand": f"{count - clean:,}"})


def _opens(place: NotesPlace, session: NoteStore, words: list[str]) -> Iterator[str]:
    """What is wrong with notes that were merged without conflicts."""
    session.reread()
    for store in (session, place.open()):
        if problem := store.damage or store.gone:
            yield f"a clean merge does not open: {problem.message}"
            return
    session.save()
    yield from _lost(place, words)


def _told_and_mended_by_hand(place: NotesPlace, session: NoteStore, words: list[str]) -> Iterator[str]:
    """What is wrong with notes that hold git's marks of a conflict, and then both texts."""
    marked = place.data
    session.reread()
    for store in (session, place.open()):
        if store.damage is None:
            yield "conflict marks were taken for notes"
        try:
            store.set("later", "x")
            store.save()
        except WriteRefused:
            store.set("later", "") if store is session else None
        else:
            yield "a file with conflict marks was saved over"
    if place.data != marked:
        yield "a file with conflict marks was written to"
    place.put(_both_kept(marked.decode()).encode())
    session.reread()
    if problem := session.damage or session.gone:
        yield f"mended by hand, it does not open: {problem.message}"
        return
    session.save()
    yield from _lost(place, words)


def _lost(place: NotesPlace, words: list[str]) -> list[str]:
    text = "\n".join(place.open().texts.values())
    return [f"lost: {word}" for word in words if word not in text]


def _both_kept(marked: str) -> str:
    """What someone makes of a file with conflict marks who keeps every line of every note."""
    notes: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in marked.splitlines():
        if key := re.fullmatch(r"  (\S+):", line):
            lines = notes.setdefault(key[1], [])
        elif line.startswith("      ") and line not in lines:
            lines.append(line)
    return HEAD + "".join("\n".join([f"  {key}:", "    text: |-", *lines, ""]) for key, lines in notes.items())


def _two_people(folder: Path) -> tuple[NotesPlace, NotesPlace]:
    """Two folders under git that hold the same notes."""
    for name in ("here", "there"):
        shutil.rmtree(folder / name, ignore_errors=True)
    here = NotesPlace(folder / "here")
    store = here.open()
    for target in TARGETS[::2]:
        store.set(target, f"the first line on {target}\nthe second\nthe third\n")
    store.save()
    _git(here.folder, "init", "--quiet", "--initial-branch", "main")
    _git(here.folder, "add", "notes.yaml")
    _git(here.folder, "commit", "--quiet", "--message", "both")
    _git(folder, "clone", "--quiet", "here", "there")
    return here, NotesPlace(folder / "there")


def _write(place: NotesPlace, chance: random.Random, name: str, targets: Sequence[str]) -> list[str]:
    """Add words to one or two of the notes, old or new, and return them."""
    place.pass_time(seconds=chance.randint(1, 100_000))
    store = place.open()
    words = [f"{name}-{number}." for number in range(chance.randint(1, 2))]
    for word in words:
        target = chance.choice(targets)
        lines = store.text(target).splitlines()
        lines.insert(chance.randint(0, len(lines)), word)
        store.set(target, "\n".join(lines))
    store.save()
    return words


def _git(folder: Path, *arguments: str) -> int:
    """Run git, without anybody's settings; its exit code."""
    command = ["git", *arguments]
    return subprocess.run(
        command, cwd=folder, env={**os.environ, **ENVIRONMENT}, capture_output=True, check=False
    ).returncode


TRIALS = (
    Trial(
        name="two people's notes merged by git",
        must="a clean merge opens; conflict marks are told; mended by hand, all words are there",
        run=run,
        quick=2,
        whole=120,
        bad={"what cannot be read is no notes": worse.lenient},
        not_here=lambda: "" if shutil.which("git") else "git is not installed",
    ),
)
