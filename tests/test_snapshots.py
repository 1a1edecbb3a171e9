"""The main screen as a whole, at the three sizes that matter most."""

from pathlib import Path

import pytest
import samples
from syrupy.assertion import SnapshotAssertion
from tui_support import in_files, opened, store


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (140, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_main_screen(tmp_path: Path, snapshot: SnapshotAssertion, size: tuple[int, int]) -> None:
    folder = in_files(samples.briefing(), tmp_path / "b")
    notes = store(folder.path / "notes.yaml", folder.about.id)
    notes.set("trade/takings", "Which year?")
    notes.save()
    async with opened(folder, size=size) as it:
        assert it.text == snapshot
