"""A model of the notes file: whatever programs, hands, crashes and damage do, what was saved can be had again.

Every text is made of words that occur nowhere else, so that each word can be followed through merges, backups and files
that were put aside. A word that somebody takes out on purpose is no longer looked for.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from unittest.mock import patch

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from torture.notes_place import NotesPlace

from briefing import keeping
from briefing.errors import WriteRefused
from briefing.notes import NoteStore
from briefing.notes_history import NoteStep

WORD = re.compile(r"w\d+\.")
COMMENT = re.compile(r"# c\d+\.")
NOTE = re.compile(r"  ([\w/]+):\n(?: {4}.*\n)*")
TARGETS = st.sampled_from(["trade", "trade/takings", "energy"])
PAGE = b"<html>\n<body>Sign in: <a>here</a></body>\n</html>\n"
DAMAGES: dict[str, Callable[[bytes, int], bytes]] = {
    "cut off": lambda data, at: data[:at],
    "a bit flipped": lambda data, at: data[:at] + bytes([data[at] ^ 1 << at % 8]) + data[at + 1 :],
    "emptied": lambda data, at: b"",
    "doubled": lambda data, at: data * 2,
    "replaced": lambda data, at: PAGE,
    "zeros from somewhere on": lambda data, at: data[:at] + bytes(len(data) - at),
}


def words(text: str) -> set[str]:
    return set(WORD.findall(text))


class Session:
    """A program that is open on the notes."""

    def __init__(self, place: NotesPlace) -> None:
        self.place = place
        self.begin()

    def begin(self) -> None:
        self.store: NoteStore = self.place.open()
        self.unsaved: set[str] = set()
        self.done: list[NoteStep] = []
        self.undone: list[NoteStep] = []
        self.shown: dict[str, str] = {}


class NotesModel(RuleBasedStateMachine):
    """Two sessions of one user, and one on another machine that shares the file and nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self.patches = ExitStack()
        self.patches.enter_context(patch.object(os, "fsync", lambda _: None))
        self.patches.enter_context(patch.object(keeping, "back_up", partial(keeping.back_up, keep=1_000)))
        self.folder = Path(tempfile.mkdtemp())
        self.place = NotesPlace(self.folder / "b")
        far = NotesPlace(self.folder / "b")
        far.backups, far.locks = self.folder / "far" / "backups", self.place.locks
        self.places = (self.place, far)
        self.sessions = [Session(self.place), Session(self.place), Session(far)]
        self.saved: set[str] = set()
        self.noted: set[str] = set()
        self.count = 0

    def teardown(self) -> None:
        self.patches.close()
        shutil.rmtree(self.folder)

    # What users do

    @rule(number=st.integers(0, 2), on=TARGETS, is_over=st.sampled_from([False, False, False, True]))
    def type(self, number: int, on: str, is_over: bool) -> None:
        """Write a word into a note as the editor shows it, or over all of it."""
        session = self.sessions[number]
        shown = session.shown.get(on, session.store.text(on))
        text = self._word() if is_over else f"{shown}\n{self._word()}".strip()
        self._set(session, NoteStep(on, on, shown, text), done=True)

    @rule(number=st.integers(0, 2), other=st.integers(0, 2), on=TARGETS)
    def write_at_odds(self, number: int, other: int, on: str) -> None:
        """Write into one note in two sessions before either is saved, and go on in an editor that is behind."""
        for each in (number, other):
            self.type(number=each, on=on, is_over=False)
        for each in (other, number):
            self.save(number=each)
        self.type(number=number, on=on, is_over=False)

    @rule(number=st.integers(0, 2), on=TARGETS)
    def delete_note(self, number: int, on: str) -> None:
        session = self.sessions[number]
        self._set(session, NoteStep(on, on, session.store.text(on), ""), done=True)

    @precondition(lambda self: any(session.done for session in self.sessions))
    @rule(number=st.integers(0, 2))
    def undo(self, number: int) -> None:
        session = self.sessions[number]
        if session.done and self._set(session, session.done[-1].reversed(), done=False):
            session.undone.append(session.done.pop())

    @precondition(lambda self: any(session.undone for session in self.sessions))
    @rule(number=st.integers(0, 2))
    def redo(self, number: int) -> None:
        session = self.sessions[number]
        if session.undone and self._set(session, session.undone[-1], done=False):
            session.done.append(session.undone.pop())

    def _set(self, session: Session, step: NoteStep, *, done: bool) -> bool:
        """Make a change, and see that it is in the note, and that what others wrote stays."""
        here = session.store.text(step.target)
        try:
            now = session.store.set(step.target, step.after, was=step.before)
        except WriteRefused:
            assert session.store.damage
            return False
        new = words(step.after) - words(step.before)
        assert new | (words(here) - words(step.before)) <= words(now), "a merge in memory lost a text"
        assert now == session.store.text(step.target)
        session.shown[step.target] = now
        session.unsaved |= new - words(session.store._base.get(step.target, ""))  # what is undone may be in the file
        self._taken_out(words(step.before) - words(step.after))
        if done:
            session.done.append(step)
            session.undone.clear()
        return True

    def _taken_out(self, removed: set[str]) -> None:
        """Look for these words no longer: a user took them out."""
        self.saved -= removed
        for session in self.sessions:
            session.unsaved -= removed

    @rule(number=st.integers(0, 2))
    def save(self, number: int) -> None:
        session, before = self.sessions[number], self.place.data
        was_sound = self.place.open().damage is None
        try:
            saved = session.store.save()
        except WriteRefused:
            assert session.store.damage
            assert self.place.data == before, "a file that was not understood was written to"
            return
        file = self.place.data.decode(errors="replace")
        if saved.written:
            assert session.unsaved <= words(file), "what was said to be saved is not in the file"
        if was_sound and before.strip():
            kept = set(COMMENT.findall(file))
            assert set(COMMENT.findall(before.decode())) <= kept, "a save took a comment away"
        self.saved |= session.unsaved
        session.unsaved = set()
        if saved.written and session.place is self.place:
            self.noted = set(self.place.open().targets())

    @rule(number=st.integers(0, 2))
    def reread(self, number: int) -> None:
        self.sessions[number].store.reread()

    @rule(number=st.integers(0, 2))
    def close_editors(self, number: int) -> None:
        self.sessions[number].shown.clear()

    @rule(minutes=st.sampled_from([0.01, 1, 15, 600]))
    def time_passes(self, minutes: float) -> None:
        for place in self.places:
            place.pass_time(minutes=minutes)

    # What befalls the file

    @rule(at=st.integers(0, 10_000), what=st.sampled_from(["a comment", "another text", "without a note"]))
    def hand_edit(self, at: int, what: str) -> None:
        """Edit the file as its owner does, if it is sound."""
        if self.place.open().damage or not (notes := list(NOTE.finditer(self.place.data.decode()))):
            return
        note = notes[at % len(notes)]
        text = note[0]
        if what == "a comment":
            text = f"  # c{self._next()}.\n{text}"
        elif what == "another text":
            text = WORD.sub(lambda _: self._word(), text)
        else:
            text = ""
        self._taken_out(words(note[0]) - words(text))
        data = self.place.data.decode()
        self.place.put((data[: note.start()] + text + data[note.end() :]).encode())

    @rule(damage=st.sampled_from(list(DAMAGES)), at=st.integers(0, 10_000))
    def damage_file(self, damage: str, at: int) -> None:
        if data := self.place.data:
            self.place.put(DAMAGES[damage](data, at % len(data)))

    @rule()
    def delete_file(self) -> None:
        self.place.path.unlink(missing_ok=True)

    @rule(number=st.integers(0, 2))
    def crash(self, number: int) -> None:
        """End a program without a word, and open it anew."""
        self.sessions[number].begin()

    # What users do about damage

    @rule(number=st.integers(0, 2))
    def restore(self, number: int) -> None:
        self._mend(self.sessions[number].store, NoteStore.restore)

    @rule(number=st.integers(0, 2))
    def start_afresh(self, number: int) -> None:
        self._mend(self.sessions[number].store, NoteStore.start_afresh)

    def _mend(self, store: NoteStore, way: Callable[[NoteStore], Path]) -> None:
        before = self.place.data
        try:
            aside = way(store)
        except WriteRefused:
            assert self.place.data == before
        else:
            assert aside.read_bytes() == before, "the damaged bytes were not kept"
            assert store.damage is None
            if way is NoteStore.start_afresh and store is not self.sessions[2].store:
                self.noted = set()

    # What holds at all times

    @invariant()
    def what_was_saved_can_be_had(self) -> None:
        copies = [self.place.data, *(copy for place in self.places for copy in place.copies())]
        found = words("\n".join(copy.decode(errors="replace") for copy in copies))
        assert self.saved <= found, f"lost: {self.saved - found}"

    @invariant()
    def what_was_typed_is_in_memory(self) -> None:
        for session in self.sessions:
            found = words("\n".join(session.store.texts.values()))
            assert session.unsaved <= found, f"lost in memory: {session.unsaved - found}"

    @invariant()
    def the_file_opens_or_its_damage_is_told(self) -> None:
        store = self.place.open()
        missing = self.noted - set(store.targets())
        assert not missing or store.damage or store.gone, f"gone without a word: {missing}"

    def _next(self) -> int:
        self.count += 1
        return self.count

    def _word(self) -> str:
        return f"w{self._next()}."


NotesModelTest = NotesModel.TestCase
NotesModelTest.settings = settings(max_examples=15, stateful_step_count=30, deadline=None)
