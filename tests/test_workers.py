"""What a worker is given to do, when the program ends before it begins."""

import gc
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest
import samples
from tui_support import Opened, in_files, opened

from briefing import tui
from briefing.tui.messages import ChangesAsked, CopyAsked

TUI = Path(tui.__file__).parent


def copy_point(it: Opened) -> None:
    """Ask for the first point on the clipboard."""
    theme = it.app.desks.folder.readable()["trade"]
    it.app.desks.exports.answer(CopyAsked(theme, theme.points[0], swapped=False))


@pytest.mark.parametrize(
    "ask",
    [
        lambda it: it.app.desks._show_changes(ChangesAsked()),
        copy_point,
        lambda it: it.app.desks.notes.save(),
        lambda it: it.app.desks._take(it.app.desks.folder, True),
    ],
    ids=["changes", "copy", "save", "texts"],
)
async def test_what_was_asked_for_in_the_instant_in_which_the_program_ends_leaves_no_warning(
    ask: Callable[[Opened], None], tmp_path: Path
) -> None:
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        async with opened(in_files(samples.briefing(), tmp_path / "b")) as it:
            ask(it)
            assert len(it.app.workers) == 1
            it.app.workers.cancel_all()
        del it
        gc.collect()
    assert [str(each.message) for each in warned] == []


def test_every_worker_is_given_what_it_calls_itself() -> None:
    begun = [file.name for file in TUI.rglob("*.py") if "run_worker(" in file.read_text()]
    assert begun == ["workers.py"]
