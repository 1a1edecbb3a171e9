"""Notes: written as one types, merged with other programs', and never lost."""

import os
from pathlib import Path

import pytest
import samples
from textual.widgets import Button
from tui_support import Opened, in_files, opened, squeezed, store

from briefing import files, keeping, paths
from briefing.errors import WriteRefused
from briefing.loader import Folder
from briefing.tui import notes_desk
from briefing.tui.screens.damaged_notes import DamagedNotesScreen
from briefing.tui.screens.note import NoteScreen
from briefing.tui.screens.theme import ThemeScreen
from briefing.tui.theme_page import NOTE_MARK

DAMAGED = b"schema_version: 1\nbriefing: quiet-street\nnotes: [broken\n"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return in_files(samples.briefing(), tmp_path / "b")


@pytest.fixture
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """Edits are written at once."""
    monkeypatch.setattr(notes_desk, "PAUSE", 0.01)


@pytest.fixture
def long_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """Edits are not written by themselves while the test runs."""
    monkeypatch.setattr(notes_desk, "PAUSE", 600.0)


def write_note(folder: Folder, target: str, text: str) -> None:
    """Save a note before the program is opened."""
    notes = store(folder.path / "notes.yaml", folder.about.id)
    notes.set(target, text)
    notes.save()


def test_an_edit_is_written_within_two_seconds() -> None:
    assert notes_desk.PAUSE < 2


async def test_what_is_typed_on_a_point_reaches_the_file_by_itself(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("n")
        assert "Note: Do the shops take more?" in it.text
        await it.typing("Which year?")
        assert "Not saved yet" in it.text or "Saved at" in it.text
        await it.wait_for(lambda: it.saved() == {"trade/takings": "Which year?"})
        await it.wait_for_text("Saved at")
        assert squeezed(f"in {it.notes}") in it.dialog


@pytest.mark.usefixtures("long_pause")
async def test_a_note_may_begin_with_what_is_blank(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("n")
        await it.press(" ", "enter", "enter")
        await it.press("b", "ctrl+s")
        await it.wait_for_text("Saved at")
        assert list(it.saved().values()) == [" \n\nb"]


@pytest.mark.usefixtures("no_pause")
async def test_a_note_on_the_theme_has_its_own_key_and_place(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("N")
        assert "Note: Shops and trade" in it.text
        await it.typing("Ask the shops")
        await it.wait_for(lambda: it.saved() == {"trade": "Ask the shops"})


@pytest.mark.usefixtures("long_pause")
async def test_escape_saves_and_the_marks_appear_in_the_list_and_at_the_point(folder: Folder) -> None:
    async with opened(folder) as it:
        assert NOTE_MARK not in it.text
        await it.press("down", "n")
        await it.typing("Since when?")
        await it.press("escape")
        it.screen(ThemeScreen)
        await it.wait_for(lambda: it.saved() == {"trade/rents": "Since when?"})
        await it.wait_for_text(f"{NOTE_MARK} Since when?")
        assert NOTE_MARK in next(line for line in it.lines if "Shops and trade" in line and "▸" in line)
        assert NOTE_MARK not in next(line for line in it.lines if "Air and noise" in line)
        _, row = it.where(f"{NOTE_MARK} Since when?")
        assert it.where("What happens to rents?")[1] < row < it.where("How do goods come in?")[1]


@pytest.mark.usefixtures("long_pause")
async def test_ctrl_s_saves_and_the_editor_stays_open(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("n")
        await it.typing("now")
        assert it.saved() == {}
        await it.press("ctrl+s")
        await it.wait_for(lambda: it.saved() == {"trade/takings": "now"})
        await it.wait_for_text("Saved at")
        it.screen(NoteScreen)


async def test_an_empty_note_is_deleted(folder: Folder) -> None:
    write_note(folder, "trade/takings", "gone soon")
    async with opened(folder) as it:
        assert f"{NOTE_MARK} gone soon" in it.text
        await it.press("n", "f7", "delete", "escape")
        await it.wait_for(lambda: it.saved() == {})
        await it.wait_for(lambda: NOTE_MARK not in it.text)


async def test_opening_and_closing_a_note_changes_nothing(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("n", "escape", "N", "escape")
        assert not it.notes.exists()
        assert NOTE_MARK not in it.text


async def test_a_note_is_opened_with_its_text_and_the_cursor_at_its_end(folder: Folder) -> None:
    write_note(folder, "trade/takings", "First line\nsecond")
    async with opened(folder) as it:
        await it.press("n")
        await it.typing(" more")
        await it.press("escape")
        await it.wait_for(lambda: it.saved() == {"trade/takings": "First line\nsecond more"})


async def test_the_keys_of_the_main_screen_are_letters_in_a_note(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("n")
        await it.typing("squid? next [1]")
        await it.press("escape")
        await it.wait_for(lambda: it.saved() == {"trade/takings": "squid? next [1]"})
        assert it.app.is_running


async def test_pasted_control_characters_and_markup_are_shown_as_text(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("n")
        await it.paste("\x1b[31mred\x1b]0;t\x07 [b]bold[/b] [@click=app.quit]x[/] [/\r\nnext\u202e")
        await it.wait_for_text("next")
        assert "␛[31mred␛]0;t␇ [b]bold[/b] [@click=app.quit]x[/] [/" in it.text
        await it.press("escape")
        await it.wait_for(lambda: "trade/takings" in it.saved())
        kept = it.saved()["trade/takings"]
        assert kept == "␛[31mred␛]0;t␇ [b]bold[/b] [@click=app.quit]x[/] [/\nnext\ufffd"
        await it.wait_for_text(f"{NOTE_MARK} ␛[31mred␛]0;t␇ [b]bold[/b]")


async def test_the_editor_itself_never_holds_an_unsafe_character(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("n")
        area = it.screen(NoteScreen).area
        area.insert("\x1b[2J\r\n\u2066")
        assert area.text == "␛[2J\n\ufffd"


@pytest.mark.usefixtures("long_pause")
async def test_another_programs_text_is_merged_into_the_open_editor(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("n")
        await it.typing("mine")
        other = it.another_program()
        other.set("trade/takings", "theirs")
        other.set("air", "a note on the air")
        other.save()
        await it.press("ctrl+s")
        await it.wait_for_text("The other version, saved")
        assert squeezed("Another program changed trade/takings too: both texts are kept.") in it.dialog
        shown = it.screen(NoteScreen).area.text
        assert shown.startswith("mine\n") and shown.endswith("\ntheirs")
        await it.press("escape")
        await it.wait_for(lambda: NOTE_MARK in next(line for line in it.lines if "Air and noise" in line))
    saved = it.saved()
    assert saved["trade/takings"] == shown
    assert saved["air"] == "a note on the air"


@pytest.mark.usefixtures("long_pause")
async def test_typing_on_after_a_merge_goes_on_in_ones_own_text_and_keeps_both_once(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("n")
        await it.typing("mine")
        other = it.another_program()
        other.set("trade/takings", "theirs")
        other.save()
        await it.press("ctrl+s")
        await it.wait_for(lambda: "theirs" in it.screen(NoteScreen).area.text)
        await it.typing(" and more")
        await it.press("ctrl+s")
        await it.wait_for(lambda: "and more" in it.saved()["trade/takings"])
    saved = it.saved()["trade/takings"]
    assert saved.startswith("mine and more\n")
    assert saved.count("mine") == saved.count("theirs") == saved.count("The other version") == 1


@pytest.mark.usefixtures("long_pause")
async def test_another_programs_note_that_was_not_touched_here_replaces_the_old_one(folder: Folder) -> None:
    write_note(folder, "trade/takings", "old")
    async with opened(folder) as it:
        other = it.another_program()
        other.set("trade/takings", "new")
        other.save()
        await it.press("N")
        await it.typing("x")
        await it.press("escape")
        await it.wait_for_text(f"{NOTE_MARK} new")
    assert it.saved() == {"trade/takings": "new", "trade": "x"}


class Full:
    """A disk that is full until it is emptied."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch
        self._write = files.write
        self._monkeypatch.setattr(files, "write", self._refuse)

    def _refuse(self, path: Path, data: bytes, *, mode: int | None = None, over: bytes | None = None) -> None:
        raise WriteRefused(f"{path}: the disk is full", "Make room, then try again.")

    def empty(self) -> None:
        self._monkeypatch.setattr(files, "write", self._write)


@pytest.mark.usefixtures("long_pause")
async def test_a_save_that_fails_says_where_and_keeps_the_text(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened(folder) as it:
        disk = Full(monkeypatch)
        await it.press("n")
        await it.typing("keep me")
        await it.press("ctrl+s")
        await it.wait_for_text("Not saved:")
        assert squeezed(f"{it.notes}: the disk is full. Make room, then try again.") in it.dialog
        assert it.screen(NoteScreen).area.text == "keep me"
        assert it.screen(NoteScreen).status.has_class("failed")
        disk.empty()
        await it.press("ctrl+s")
        await it.wait_for_text("Saved at")
        assert it.saved() == {"trade/takings": "keep me"}
        assert not it.screen(NoteScreen).status.has_class("failed")


@pytest.mark.usefixtures("long_pause")
async def test_a_failed_save_is_told_after_the_editor_was_closed_too(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(folder) as it:
        disk = Full(monkeypatch)
        await it.press("n")
        await it.typing("keep me")
        await it.press("escape")
        await it.wait_for_text("the disk is full")
        assert f"{NOTE_MARK} keep me" in it.text
        await it.press("n")
        assert it.screen(NoteScreen).area.text == "keep me"
        disk.empty()
        await it.press("ctrl+s")
        await it.wait_for(lambda: it.saved() == {"trade/takings": "keep me"})


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX permissions")
@pytest.mark.usefixtures("long_pause")
async def test_a_write_protected_file_is_left_alone(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    write_note(folder, "air", "was here")
    before = (folder.path / "notes.yaml").read_bytes()
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    async with opened(folder) as it:
        await it.press("n")
        await it.typing("x")
        await it.press("ctrl+s")
        await it.wait_for_text("write-protected")
        assert it.notes.read_bytes() == before
        monkeypatch.undo()


@pytest.mark.usefixtures("long_pause")
async def test_quitting_saves_what_the_open_editor_holds(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("n")
        await it.typing("last words")
        await it.app.action_quit()
        await it.wait_for(lambda: not it.app.is_running)
    assert store(it.notes, "quiet-street").texts == {"trade/takings": "last words"}


@pytest.mark.usefixtures("long_pause")
async def test_quitting_with_notes_that_cannot_be_saved_asks_once(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(folder) as it:
        await it.press("n")
        await it.typing("unsaved")
        await it.press("escape")
        await it.wait_for(lambda: it.saved() == {"trade/takings": "unsaved"})
        Full(monkeypatch)
        await it.press("n")
        await it.typing(" yet")
        await it.press("escape")
        await it.press("q")
        await it.wait_for_text("Quit again to leave")
        assert it.app.is_running and it.app.return_code is None
        await it.press("q")
        await it.wait_for(lambda: it.app.return_code is not None or not it.app.is_running)
    assert it.app.desks.notes._store.unsaved
    assert it.app.desks.notes.texts == {"trade/takings": "unsaved yet"}


@pytest.mark.usefixtures("long_pause")
async def test_the_end_that_the_system_asks_for_saves_the_open_editor(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("n")
        it.screen(NoteScreen).area.insert("to be kept")
        it.app._end(143)
        await it.wait_for(lambda: it.app.return_code == 143)
    assert store(it.notes, "quiet-street").texts == {"trade/takings": "to be kept"}


async def test_notes_of_a_theme_are_shown_when_it_is_opened(folder: Folder) -> None:
    write_note(folder, "air/noise", "Measured at night?")
    async with opened(folder) as it:
        assert NOTE_MARK in next(line for line in it.lines if "Air and noise" in line)
        await it.press("2")
        assert f"{NOTE_MARK} Measured at night?" in it.text


async def test_notes_that_something_else_took_out_of_the_file_are_told_with_their_backup(folder: Folder) -> None:
    write_note(folder, "air/noise", "Measured at night?")
    path = folder.path / "notes.yaml"
    path.write_bytes(path.read_bytes().partition(b"  air")[0])
    async with opened(folder) as it:
        await it.wait_for_text("`air/noise`")
        [backup] = keeping.backups(paths.backups_folder(path))
        [toast] = it.app._notifications
        assert toast.message.endswith(f"copy them from {backup}.")


@pytest.fixture
def damaged(folder: Folder) -> Path:
    """A notes file that cannot be understood, with a backup from before."""
    path = folder.path / "notes.yaml"
    write_note(folder, "trade", "from the backup")
    from datetime import UTC, datetime

    keeping.back_up(path.read_bytes(), paths.backups_folder(path), now=datetime.now(UTC), suffix=".yaml")
    path.write_bytes(DAMAGED)
    return path


def aside(path: Path) -> list[bytes]:
    return [other.read_bytes() for other in path.parent.glob("notes.yaml.damaged-*")]


async def open_damaged(it: Opened) -> DamagedNotesScreen:
    await it.wait_for(lambda: isinstance(it.app.screen, DamagedNotesScreen))
    await it.wait_for_text("Your notes cannot be read")
    return it.screen(DamagedNotesScreen)


async def test_a_damaged_file_is_told_with_its_place_and_three_ways_out(folder: Folder, damaged: Path) -> None:
    async with opened(folder) as it:
        screen = await open_damaged(it)
        assert squeezed(f"{damaged}:4:1:") in it.dialog
        assert [button.id for button in screen.query(Button)] == ["leave", "restore", "afresh"]
    assert damaged.read_bytes() == DAMAGED


@pytest.mark.parametrize("way", ["escape", "button"])
async def test_a_damaged_file_can_be_left_and_is_never_written_to(folder: Folder, damaged: Path, way: str) -> None:
    async with opened(folder) as it:
        await open_damaged(it)
        await (it.press("escape") if way == "escape" else it.click("Read without notes"))
        it.screen(ThemeScreen)
        await it.press("down", "n")
        await open_damaged(it)
        await it.press("escape", "q")
        await it.wait_for(lambda: not it.app.is_running)
    assert damaged.read_bytes() == DAMAGED
    assert not aside(damaged)


async def test_the_last_backup_can_be_put_back(folder: Folder, damaged: Path) -> None:
    async with opened(folder) as it:
        await open_damaged(it)
        await it.click("Put back the last backup")
        await it.wait_for_text(f"{NOTE_MARK} from the backup")
        assert it.saved() == {"trade": "from the backup"}
        assert aside(damaged) == [DAMAGED]
        await it.press("n")
        await it.typing("on")
        await it.press("escape")
        await it.wait_for(lambda: it.saved() == {"trade": "from the backup", "trade/takings": "on"})


async def test_one_can_begin_anew_and_the_damaged_bytes_are_kept(folder: Folder, damaged: Path) -> None:
    async with opened(folder) as it:
        await open_damaged(it)
        await it.click("Begin a new notes file")
        await it.wait_for(lambda: isinstance(it.app.screen, ThemeScreen))
        assert aside(damaged) == [DAMAGED]
        await it.press("n")
        await it.typing("new")
        await it.press("escape")
        await it.wait_for(lambda: it.saved() == {"trade/takings": "new"})
    assert aside(damaged) == [DAMAGED]


async def test_the_ways_out_can_be_chosen_with_the_keys(folder: Folder, damaged: Path) -> None:
    async with opened(folder) as it:
        await open_damaged(it)
        await it.press("down", "down", "enter")
        await it.wait_for(lambda: isinstance(it.app.screen, ThemeScreen))
    assert aside(damaged) == [DAMAGED]
    assert not damaged.exists()


async def test_without_a_backup_none_is_offered(folder: Folder) -> None:
    (folder.path / "notes.yaml").write_bytes(DAMAGED)
    async with opened(folder) as it:
        screen = await open_damaged(it)
        assert [button.id for button in screen.query(Button)] == ["leave", "afresh"]


async def test_the_notes_of_another_briefing_are_not_replaced(folder: Folder) -> None:
    text = b"schema_version: 1\nbriefing: another\nnotes: {}\n"
    path = folder.path / "notes.yaml"
    path.write_bytes(text)
    async with opened(folder) as it:
        screen = await open_damaged(it)
        assert [button.id for button in screen.query(Button)] == ["leave"]
    assert path.read_bytes() == text


async def test_where_the_damaged_file_is_kept_is_told(folder: Folder, damaged: Path) -> None:
    async with opened(folder) as it:
        await open_damaged(it)
        await it.click("Begin a new notes file")
        await it.wait_for_text("notes.yaml.damaged-")
