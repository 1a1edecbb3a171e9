"""`open --read-only`: a briefing is shown, and whoever looks at it can write nothing."""

from pathlib import Path

import pytest
import samples
from test_cli import write_notes
from tui_support import in_files, opened, store

from briefing.errors import WriteRefused
from briefing.loader import Folder
from briefing.notes_off import NotesOff
from briefing.tui.commands.theme import THEME_COMMANDS
from briefing.tui.palette import BriefingProvider


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = in_files(samples.briefing(), tmp_path / "b")
    write_notes(made.path, {"trade/takings": "A private thought"})
    return made


async def test_what_writes_has_no_key_no_hint_and_no_entry(folder: Folder) -> None:
    before = (folder.path / "notes.yaml").read_bytes()
    writing = [command for command in THEME_COMMANDS if command.writes]
    assert [command.id for command in writing] == ["note", "export", "write", "theme-note", "undo", "redo", "edit"]
    async with opened(folder, is_read_only=True) as it:
        assert "private" not in it.text
        assert "n note" not in it.text and "e export" not in it.text
        names = [str(hit.text) async for hit in BriefingProvider(it.main).discover()]
        assert any(name.startswith("Swap the sides") for name in names)
        for command in writing:
            assert not any(name.startswith(f"{command.title}  ") for name in names)
            await it.press(command.keys[0])
            assert it.app.screen is it.main
    assert (folder.path / "notes.yaml").read_bytes() == before
    async with opened(folder) as it:
        assert "n note" in it.text and "e export" in it.text


def test_notes_that_are_off_are_empty_and_refuse_everything(folder: Folder) -> None:
    path = folder.path / "notes.yaml"
    notes = store(path, folder.about.id, NotesOff)
    assert not notes.texts and not notes.reread() and not notes.unsaved and notes.damage is None
    with pytest.raises(WriteRefused, match="Notes are off"):
        notes.set("trade", "x")
    assert not notes.save().written
    assert store(path, folder.about.id).texts == {"trade/takings": "A private thought"}
