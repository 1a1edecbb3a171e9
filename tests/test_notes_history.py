"""Changes to notes can be taken back and made again, whatever other programs did meanwhile."""

from pathlib import Path

import pytest
import samples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tui_support import in_files, opened, store

from briefing.history import LONGEST, History
from briefing.loader import Folder
from briefing.notes import NoteStore
from briefing.notes_history import NoteStep, OpenNote
from briefing.tui import notes_desk
from briefing.tui.screens.note import NoteScreen
from briefing.tui.theme_page import NOTE_MARK

EDITS = st.lists(st.tuples(st.sampled_from(("trade", "trade/rents", "air")), st.text("ab \n#", max_size=4)), max_size=9)


def edit(history: History[NoteStep], notes: NoteStore, target: str, text: str) -> None:
    """Change a note as an editor does: key by key, one change in all."""
    was = notes.text(target)
    editor = OpenNote(target, f"on {target}", was)
    for end in range(len(text) + 1):
        was = notes.set(target, text[:end], was=was)
    close(history, editor, notes.text(target))


def close(history: History[NoteStep], editor: OpenNote, text: str) -> None:
    """Close an editor on a text."""
    if made := editor.closed(text):
        history.did(made)


def step(history: History[NoteStep], notes: NoteStore, *, again: bool) -> bool:
    """Take a change back, or make it again; whether there was one."""
    found = history.next_step(again=again)
    if found:
        notes.set(found.target, found.after, was=found.before)
        history.stepped(again=again)
    return found is not None


@given(EDITS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_undone_edits_give_the_first_texts_back_and_redone_the_last(
    tmp_path: Path, edits: list[tuple[str, str]]
) -> None:
    notes = store(tmp_path / "notes.yaml", "b")
    notes.set("air", "was here before")
    first, history = notes.texts, History[NoteStep]()
    seen = [first]
    for target, text in edits:
        edit(history, notes, target, text)
        if notes.texts != seen[-1]:
            seen.append(notes.texts)
    for texts in reversed(seen[:-1]):
        assert step(history, notes, again=False)
        assert notes.texts == texts
    assert not step(history, notes, again=False)
    for texts in seen[1:]:
        assert step(history, notes, again=True)
        assert notes.texts == texts
    assert not step(history, notes, again=True)


def test_a_new_edit_forgets_what_was_taken_back(tmp_path: Path) -> None:
    notes, history = store(tmp_path / "notes.yaml", "b"), History[NoteStep]()
    edit(history, notes, "air", "one")
    step(history, notes, again=False)
    edit(history, notes, "trade", "two")
    assert not step(history, notes, again=True)
    assert step(history, notes, again=False)
    assert notes.texts == {}


def test_an_edit_that_changes_nothing_is_none(tmp_path: Path) -> None:
    notes, history = store(tmp_path / "notes.yaml", "b"), History[NoteStep]()
    notes.set("air", "ab")
    edit(history, notes, "air", "ab")
    assert history.next_step(again=False) is None


def test_only_the_last_changes_are_kept(tmp_path: Path) -> None:
    notes, history = store(tmp_path / "notes.yaml", "b"), History[NoteStep]()
    for number in range(LONGEST + 5):
        edit(history, notes, "air", str(number))
    taken = 0
    while step(history, notes, again=False):
        taken += 1
    assert (taken, notes.text("air")) == (LONGEST, "4")
    while step(history, notes, again=True):
        taken -= 1
    assert (taken, notes.text("air")) == (0, str(LONGEST + 4))


@pytest.mark.parametrize("during", [True, False])
def test_what_another_program_wrote_stays_when_the_own_change_is_taken_back(tmp_path: Path, during: bool) -> None:
    path, history = tmp_path / "notes.yaml", History[NoteStep]()
    notes = store(path, "b")
    editor = OpenNote("air", "the air", "")
    was = notes.set("air", "mine", was="")
    if not during:
        close(history, editor, "mine")
    other = store(path, "b")
    other.set("air", "theirs")
    other.save()
    notes.save()
    assert "mine" in notes.text("air") and "theirs" in notes.text("air")
    if during:
        editor.merged(was, notes.text("air"))
        was = notes.set("air", notes.text("air").replace("mine", "mine too"), was=notes.text("air"))
        close(history, editor, was)
    assert step(history, notes, again=False)
    assert notes.text("air") == "theirs"
    assert step(history, notes, again=True)
    assert "mine" in notes.text("air") and "theirs" in notes.text("air")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return in_files(samples.briefing(), tmp_path / "b")


async def test_a_note_is_taken_back_and_written_again_by_a_key_and_saved(folder: Folder) -> None:
    async with opened(folder) as it:
        assert not it.main._has_step("undo")
        await it.press("n")
        await it.typing("first")
        await it.press("escape", "n")
        await it.typing(" second")
        await it.press("escape", "u")
        await it.wait_for_text("Note on “Do the shops take more?” taken back.")
        await it.wait_for(lambda: it.saved() == {"trade/takings": "first"})
        assert f"{NOTE_MARK} first" in it.text and "second" not in it.text
        await it.press("u")
        await it.wait_for(lambda: it.saved() == {})
        await it.press("u")
        await it.press("U", "U")
        await it.wait_for_text("written again")
        await it.wait_for(lambda: it.saved() == {"trade/takings": "first second"})
        assert not it.main.check_action("redo", ())


async def test_undo_is_offered_only_when_there_is_something_to_take_back(folder: Folder) -> None:
    async with opened(folder) as it:
        offered = {command.id for command in it.main.possible_commands()}
        assert not offered & {"undo", "redo"}
        await it.press("n", "x", "escape")
        assert "undo" in {command.id for command in it.main.possible_commands()}


async def test_undo_tells_that_another_programs_text_stays(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notes_desk, "PAUSE", 600.0)
    async with opened(folder) as it:
        await it.press("n")
        await it.typing("mine")
        other = it.another_program()
        other.set("trade/takings", "theirs")
        other.save()
        await it.press("ctrl+s")
        await it.wait_for(lambda: "theirs" in it.screen(NoteScreen).area.text)
        await it.press("escape", "u")
        await it.wait_for(lambda: it.saved() == {"trade/takings": "theirs"})
        await it.press("U")
        await it.wait_for(lambda: "mine" in it.saved()["trade/takings"] and "theirs" in it.saved()["trade/takings"])
        other.reread()
        other.set("trade/takings", "theirs only")
        other.save()
        await it.press("N", "x", "escape")
        await it.wait_for(lambda: it.app.desks.notes.texts["trade/takings"] == "theirs only")
        await it.press("u", "u")
        await it.wait_for_text("another program wrote in it stays.")
        await it.wait_for(lambda: it.saved() == {"trade/takings": "theirs only"})
