"""One notes file that several processes save to at once, and two sessions that are open side by side for hours."""

import os
import random
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from unittest.mock import patch

from leash import end_with_parent

from briefing import files, keeping
from briefing.errors import WriteRefused
from briefing.notes import NoteStore
from torture import worse
from torture.notes_place import NotesPlace
from torture.trial import Outcome, Trial

PROCESSES = "abcd"
PATIENCE = 20
"""How often a process saves again what was refused."""
LINES = 5
"""How many lines each process writes into the one note that they share."""
HOURS = 150
"""How many things two sessions do before they are closed."""
TARGETS = ("trade", "trade/takings", "energy", "culture")


def at_once(count: int, chance: random.Random, folder: Path) -> Outcome:
    """Four processes save so often each, a note of their own each time, and now and then one that they share."""
    place = NotesPlace(folder / "b")
    children = {name: os.fork() or _save_on(place, name, count) for name in PROCESSES}
    ended = {name: os.waitpid(child, 0)[1] for name, child in children.items()}
    failures = [f"{name} gave up" for name, status in ended.items() if status]
    store = place.open()
    if store.damage:
        failures.append(f"torn: {store.damage.message}")
    expected = {f"{name}/{number}": f"{name} says {number}" for name in PROCESSES for number in range(count)}
    failures += [f"lost: {target}" for target, text in expected.items() if store.text(target) != text]
    lines = {line for name in PROCESSES for line in _lines(name, count)}
    failures += [f"lost in the shared note: {line}" for line in lines - set(store.text("shared").splitlines())]
    return Outcome(len(expected), failures, {"processes": str(len(PROCESSES))})


def _lines(name: str, count: int) -> dict[str, int]:
    """What a process writes into the shared note, and at which of its saves."""
    return {f"{name} shares {number}": number for number in range(0, count, max(1, count // LINES))}


def _save_on(place: NotesPlace, name: str, count: int) -> int:
    """Save one note after the other; never returns."""
    status = 1
    try:
        end_with_parent()
        store = place.open()
        shared = {number: line for line, number in _lines(name, count).items()}
        for number in range(count):
            store.set(f"{name}/{number}", f"{name} says {number}")
            if number in shared:
                store.set("shared", f"{store.text('shared')}\n{shared[number]}")
            _save(store)
        status = 0
    finally:
        os._exit(status)


def _save(store: NoteStore) -> None:
    """Save, as a patient user does. Raises WriteRefused."""
    for _ in range(PATIENCE - 1):
        try:
            store.save()
        except WriteRefused:
            store.reread()
        else:
            return
    store.save()


class _Session:
    """A program that is open on the notes, with an editor on each note that it has shown."""

    def __init__(self, place: NotesPlace) -> None:
        self.store = place.open()
        self._shown: dict[str, str] = {}

    def type(self, target: str, word: str, *, over: bool) -> str:
        """Write a word at the end of a note as its editor shows it, or over all of that; returns what was shown."""
        shown = self._shown.get(target, self.store.text(target))
        text = word if over else f"{shown} {word}"
        self._shown[target] = self.store.set(target, text, was=shown)
        return shown

    def close(self) -> None:
        """Leave every editor."""
        self._shown.clear()


def side_by_side(count: int, chance: random.Random, folder: Path) -> Outcome:
    """Two sessions type into the same and other notes, save, look at the file and pause, in any order."""
    failures: list[str] = []
    conflicts = typed = 0
    for start in range(0, count, HOURS):
        place = NotesPlace(folder / str(start))
        sessions = [_Session(place), _Session(place)]
        words: dict[str, str] = {}
        for number in range(start, min(count, start + HOURS)):
            place.pass_time(seconds=chance.choice((1, 1, 1, 60, 1_200)))
            session = chance.choice(sessions)
            doing = chance.random()
            if doing < 0.5:
                target, is_over = chance.choice(TARGETS), chance.random() < 0.1
                shown = session.type(target, f"w{number}.", over=is_over)
                words[f"w{number}."] = target
                words = {word: note for word, note in words.items() if not (is_over and word in shown)}
                typed += 1
            elif doing < 0.75:
                conflicts += len(session.store.save().conflicts)
            elif doing < 0.9:
                session.store.reread()
            else:
                session.close()
        for session in (*sessions, *sessions):
            conflicts += len(session.store.save().conflicts)
        texts = place.open().texts
        failures += [f"{start}: {word} on {note}" for word, note in words.items() if word not in texts.get(note, "")]
        for session in sessions:
            session.store.reread()
            if session.store.texts != texts:
                failures.append(f"{start}: a session shows other notes than the file holds")
    return Outcome(typed, failures, {"conflicts that kept both texts": f"{conflicts:,}"})


@contextmanager
def _no_lock() -> Iterator[None]:
    """Nobody waits for anybody, and what is in the file is not looked at once more before it is replaced."""

    def write(path: Path, data: bytes, *, mode: int | None = None, over: bytes | None = None) -> None:
        path.write_bytes(data)

    with patch.object(keeping, "lock", lambda *_: nullcontext()), patch.object(files, "write", write):
        yield


TRIALS = (
    Trial(
        name="four processes that save to one notes file",
        must="no save lost",
        run=at_once,
        quick=6,
        whole=250,
        bad={"no lock": _no_lock, "the last one wins": worse.last_one_wins},
        bad_tries=20,
    ),
    Trial(
        name="two sessions open for hours on one notes file",
        must="no word lost; where both changed a note, both texts kept",
        run=side_by_side,
        quick=HOURS,
        whole=40 * HOURS,
        bad={"the last one wins": worse.last_one_wins, "the editor wins": worse.editor_wins},
    ),
)
