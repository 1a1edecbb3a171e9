"""A notes file that something else has cut off, flipped a bit of, doubled, emptied, replaced or edited by hand.

A silent loss is a note that is gone or cut short without a word, or an old text that can no longer be had after the
next save. A letter that was changed by a flipped bit is an edit like any other: it is read as it stands, and the text
before it is in a backup.
"""

import random
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

from briefing.errors import BriefingError, UnreadableFile, WriteRefused
from briefing.notes import NoteStore
from torture import worse
from torture.notes_place import HEAD, NotesPlace
from torture.trial import Outcome, Trial

TEXTS = {
    "trade": "Which year?\n\n- 2019, says the council\n- 2021, say the shops\n",
    "trade/takings": "日本: [b]not bold[/b] # no comment",
    "energy": 'He said: "wait".',
    "culture": "The last one",
}
BY_HAND = (
    f"# mine, do not delete\n{HEAD}  # about trade\n  trade:   # with the council\n    colour: red   # my own\n"
    "    changed: last Tuesday\n    text: |   # as said in May\n      old\n  # about energy\n"
)
SAVED = "a note saved afterwards"


def cut(count: int, chance: random.Random, folder: Path) -> Outcome:
    """The file cut off at every byte; or at so many of them, drawn by chance."""
    _, whole = _sound(folder)
    lengths = range(len(whole)) if count >= len(whole) else sorted(chance.sample(range(len(whole)), count))
    return _tried(folder, chance, ((f"cut at {length}", whole[:length]) for length in lengths), may_edit=False)


def flipped(count: int, chance: random.Random, folder: Path) -> Outcome:
    """One bit of the file flipped, so many times."""
    _, whole = _sound(folder)
    bits = [chance.randrange(len(whole) * 8) for _ in range(count)]
    return _tried(folder, chance, ((f"bit {bit}", _with_flipped(whole, bit)) for bit in bits), may_edit=True)


def replaced(count: int, chance: random.Random, folder: Path) -> Outcome:
    """The file replaced by something else."""
    _, whole = _sound(folder)
    page = "<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><p>a: b</p></body></html>\n"
    others = {
        "doubled": whole * 2,
        "emptied": b"",
        "blank": b"\n \n",
        "comments only": b"# nothing\n",
        "zeros": bytes(len(whole)),
        "HTML": page.encode(),
        "HTML in one line": b"<html><body>502 Bad Gateway</body></html>",
        "HTML before it": page.encode() + whole,
        "another encoding": whole.decode().encode("utf-16"),
        "another briefing": whole.replace(b"briefing: b", b"briefing: c"),
        "no notes in it": b"schema_version: 1\nbriefing: b\nnotes: {}\n",
        "a list": b"- a\n- b\n",
        "JSON": b'{"error": "not found"}\n',
        "noise": chance.randbytes(len(whole)),
        "half noise": whole[: len(whole) // 2] + chance.randbytes(len(whole) // 2),
    }
    every = [chance.choice(list(others.items())) for _ in range(count - len(others))]
    return _tried(folder, chance, [*others.items(), *every], may_edit=False)


def edited(count: int, chance: random.Random, folder: Path) -> Outcome:
    """The file edited by hand, in one way or several, and then saved by the program."""
    _, whole = _sound(folder)
    failures = []
    for number in range(count):
        ways = sorted(chance.sample(list(_EDITS), chance.randint(1, 4)), key=list(_EDITS).index)
        data = whole.decode()
        for way in ways:
            data = _EDITS[way](data)
        place = _copied(folder)
        store = _session(place, chance)
        place.put(data.encode())
        store.reread()
        failures += [f"{number}: {', '.join(ways)}: {problem}" for problem in _fuss(place, store, data)]
    return Outcome(count, failures)


def _fuss(place: NotesPlace, store: NoteStore, data: str) -> Iterator[str]:
    """What is wrong if a clean edit by hand is not taken as such."""
    for told in (store.damage, store.gone):
        if told:
            yield f"a fuss: {told.message}"
            return
    if place.data != data.encode():
        yield "the file was written to by looking at it"
    if {target: text.rstrip() for target, text in store.texts.items()} != _stripped(TEXTS):
        yield f"read as {store.texts}"
    store.set("new", SAVED)
    store.save()
    if gone := [comment for comment in re.findall(r"#.*", data) if comment.strip() not in place.data.decode()]:
        yield f"comments lost by a save: {gone}"
    if _stripped(place.texts_kept()[0]) != {**_stripped(TEXTS), "new": SAVED}:
        yield f"saved as {place.texts_kept()[0]}"


def _stripped(texts: dict[str, str]) -> dict[str, str]:
    return {target: text.rstrip() for target, text in texts.items()}


def _tried(folder: Path, chance: random.Random, damages: Iterable[tuple[str, bytes]], *, may_edit: bool) -> Outcome:
    """Every damage done to the file and looked at, by a session that is open or by a new one."""
    failures: list[str] = []
    tried = told = 0
    for name, data in damages:
        tried += 1
        place = _copied(folder)
        store = _session(place, chance)
        place.put(data)
        store.reread()
        told += bool(store.damage or store.gone)
        failures += [f"{name}: {problem}" for problem in _silent(place, store, data, may_edit=may_edit)]
        failures += [f"{name}: {problem}" for problem in _lost_by_going_on(place, store, data)]
    return Outcome(tried, failures, {"told": f"{told:,}"})


def _silent(place: NotesPlace, store: NoteStore, data: bytes, *, may_edit: bool) -> Iterator[str]:
    """What was lost without a word, or with nothing to get it back from."""
    if place.data != data:
        yield "the file was written to by looking at it"
    differing = {target for target, text in TEXTS.items() if store.text(target) != text}
    missing = {target for target in differing if not store.text(target) or not may_edit}
    missing -= {target for target in missing if store.text(target) == TEXTS[target].rstrip()}
    if store.damage:
        if not isinstance(store.damage, UnreadableFile) or not store.mendable or store.newest_backup is None:
            yield f"no backup is offered: {store.damage.message}"
    elif missing and not store.gone:
        yield f"lost without a word: {', '.join(missing)}"
    elif store.gone and not any(str(path) in store.gone.hint for path in place.backups.glob("*")):
        yield f"no backup is named: {store.gone.hint}"


def _lost_by_going_on(place: NotesPlace, store: NoteStore, data: bytes) -> Iterator[str]:
    """What can no longer be had after the user has gone on: has saved something new, or first put a backup back."""
    whole = _sound(place.folder.parent)[1]
    try:
        if store.damage:
            yield from _refused(place, store, data)
            store.restore()
            if _stripped(place.texts_kept()[0]) != _stripped(TEXTS):
                yield f"put back: {place.texts_kept()[0]}"
            if data not in place.copies():
                yield "the damaged file was not kept"
        store.set("new", SAVED)
        store.save()
    except BriefingError as error:
        yield f"going on failed: {error}"
        return
    if whole not in place.copies():
        yield "what was in the file before cannot be had after a save"
    if place.texts_kept()[0].get("new") != SAVED:
        yield "what was saved is not in the file"


def _refused(place: NotesPlace, store: NoteStore, data: bytes) -> Iterator[str]:
    try:
        store.set("typed", "while the file is damaged")
        store.save()
    except WriteRefused:
        pass
    else:
        yield "a damaged file was saved over"
    if place.data != data:
        yield "a damaged file was written to"


@cache
def _sound(folder: Path) -> tuple[NotesPlace, bytes]:
    """Notes that a session has saved into a file that its owner keeps by hand."""
    place = NotesPlace(folder / "sound")
    place.put(BY_HAND.encode())
    store = place.open()
    for target, text in TEXTS.items():
        store.set(target, text)
        store.save()
    return place, place.data


def _copied(folder: Path) -> NotesPlace:
    """The sound notes once more, to be damaged."""
    shutil.rmtree(folder / "tried", ignore_errors=True)
    shutil.copytree(_sound(folder)[0].folder, folder / "tried")
    place = NotesPlace(folder / "tried")
    place.pass_time(hours=1)
    return place


def _session(place: NotesPlace, chance: random.Random) -> NoteStore:
    """A session that is open before the file is damaged, or a store that looks at it only then."""
    if chance.random() < 0.5:
        return place.open()
    return NoteStore(place.path, briefing="b", backups=place.backups, locks=place.locks, clock=lambda: place.now)


def _with_flipped(data: bytes, bit: int) -> bytes:
    flipped = bytearray(data)
    flipped[bit // 8] ^= 1 << bit % 8
    return bytes(flipped)


def _reordered(data: str) -> str:
    """The last note moved to the front."""
    at = data.index("  culture:")
    return data[:at].replace("notes:\n", f"notes:\n{data[at:]}", 1)


_EDITS: dict[str, Callable[[str], str]] = {
    "reordered": _reordered,
    "retyped": lambda data: re.sub(r"text: \|-\n *(\w.*)", lambda match: f"text: '{match[1]}'", data),
    "no times": lambda data: re.sub(r" *changed: \d.*\n", "", data),
    "a comment at the top": lambda data: "# read again in March\n" + data,
    "a comment in the middle": lambda data: data.replace("  energy:", "  # see below\n  energy:"),
    "a key of one's own": lambda data: data + "mood: calm\n",
    "a comment at the end": lambda data: data + "# the end\n",
    "blank lines at the end": lambda data: data + "\n\n",
    "no line break at the end": lambda data: data.rstrip("\n"),
    "Windows line ends": lambda data: data.replace("\n", "\r\n"),
    "a byte order mark": lambda data: "\ufeff" + data,
}
"""Each leaves every note's text as it is; they are made in this order."""


_BAD = {
    "what cannot be read is no notes": worse.lenient,
    "no backups": worse.no_backups,
    "what can be read is whole": worse.trusting,
}
TRIALS = (
    Trial(
        name="the notes file cut off at every byte",
        must="no note lost without a word, a backup offered, nothing lost by going on",
        run=cut,
        quick=20,
        whole=10_000,
        seconds=60,
        bad=_BAD,
        bad_tries=8,
    ),
    Trial(
        name="a bit of the notes file flipped",
        must="no note lost without a word, a backup offered, the text before a changed letter kept",
        run=flipped,
        quick=20,
        whole=1_000,
        bad=_BAD,
        bad_tries=8,
    ),
    Trial(
        name="the notes file doubled, emptied, replaced by HTML and other things",
        must="no note lost without a word, a backup offered, nothing lost by going on",
        run=replaced,
        quick=15,
        whole=100,
        bad=_BAD,
        bad_tries=8,
    ),
    Trial(
        name="the notes file edited by hand",
        must="every note read without a fuss, no comment lost by the next save",
        run=edited,
        quick=15,
        whole=500,
        bad={"all but the program's own is suspected": worse.suspicious},
    ),
)
