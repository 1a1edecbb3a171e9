"""What every test needs: the user's own data stay untouched, and no time is lost."""

import gc
import os
import signal
from pathlib import Path

import pytest
from hypothesis import settings
from own_briefing import copied

from briefing.loader import Folder

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")  # a busy machine is slow, and no fault of what is tested

os.environ["TEXTUAL_FPS"] = "240"  # textual reads it once, at its import: a key's effect is drawn after 4 ms, not 17
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # in the background of a script; what it starts would inherit it
    signal.signal(signal.SIGINT, signal.default_int_handler)


LONG = ("test_tutorial", "test_pairs", "test_walk", "test_torture", "test_terminal", "test_mutations")
"""The modules with the longest tests."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest tests come first: at the end no worker is left alone with one of them."""
    items.sort(key=lambda item: item.path.stem not in LONG)


def pytest_collection_finish() -> None:
    """The garbage collector leaves what all tests share alone, and looks for cycles less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 10, 10)


@pytest.fixture(autouse=True)
def own_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Notes, backups and locks lie in the test's folder, and the caller's settings do not count."""
    for name in list(os.environ):
        if name in ("BRIEFING_NOTES", "NO_COLOR") or name.startswith("TEXTUAL"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("BRIEFING_DATA_DIR", str(tmp_path / "data"))


@pytest.fixture
def own(tmp_path: Path) -> Folder:
    """A briefing of the user's own."""
    return copied(tmp_path / "own")
