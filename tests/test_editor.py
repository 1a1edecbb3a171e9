"""The user's editor: which command opens a file at a line, and what becomes of the screen."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import samples
from terminal import BRIEFING, DOWN, ENTER, ESCAPE, Terminal, terminal
from tui_support import Opened, in_files, opened, store

from briefing import editor, paths
from briefing.errors import BriefingError
from briefing.loader import Folder, theme_file
from briefing.notes_file import line_of
from briefing.tui.app import BriefingApp

FILE = Path("/briefings/a b/themes/trade.yaml")


@pytest.mark.parametrize(
    ("set_to", "made"),
    [
        ("vim", ["vim", "+12", str(FILE)]),
        ("/usr/bin/nvim -p", ["/usr/bin/nvim", "-p", "+12", str(FILE)]),
        ("nano", ["nano", "+12", str(FILE)]),
        ("emacsclient -t", ["emacsclient", "-t", "+12", str(FILE)]),
        ("hx", ["hx", "+12", str(FILE)]),
        ("code --wait", ["code", "--wait", "--goto", f"{FILE}:12"]),
        ("'/opt/my editors/codium' -w", ["/opt/my editors/codium", "-w", "--goto", f"{FILE}:12"]),
        ("subl -w", ["subl", "-w", f"{FILE}:12"]),
        ("zed", ["zed", f"{FILE}:12"]),
        ("notepad.exe", ["notepad.exe", str(FILE)]),
        ("my-own-editor", ["my-own-editor", str(FILE)]),
        ("vim; rm -rf $HOME", ["vim;", "rm", "-rf", "$HOME", str(FILE)]),
    ],
)
def test_each_editor_is_told_the_line_in_its_own_way(set_to: str, made: list[str]) -> None:
    assert editor.command(set_to, FILE, 12) == made


def test_a_file_whose_name_looks_like_an_option_is_given_with_its_folder() -> None:
    assert editor.command("vi", Path("-c.yaml"), 1)[-1] == os.path.abspath("-c.yaml")  # noqa: PTH100


@pytest.mark.parametrize("set_to", ["'open", '"', "''"])
def test_what_is_no_command_is_refused(set_to: str) -> None:
    with pytest.raises(BriefingError, match="is no command"):
        editor.command(set_to, FILE, 1)


def recorder(folder: Path, name: str = "recording", then: str = "") -> tuple[Path, Path]:
    """An editor that keeps its arguments, one a line, and the file in which it does."""
    kept, path = folder / f"{name}.arguments", folder / name
    path.write_text(f"#!/bin/sh\nprintf '%s\\n' \"$@\" > '{kept}'\n{then}\n")
    path.chmod(0o755)
    return path, kept


def test_visual_goes_before_editor_and_blank_ones_do_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, first_kept = recorder(tmp_path, "vi")
    second, second_kept = recorder(tmp_path, "nano")
    monkeypatch.setenv("EDITOR", str(second))
    monkeypatch.setenv("VISUAL", "  ")
    editor.edit(FILE, 3)
    assert second_kept.read_text() == f"+3\n{FILE}\n" and not first_kept.exists()
    monkeypatch.setenv("VISUAL", str(first))
    editor.edit(FILE, 4)
    assert first_kept.read_text() == f"+4\n{FILE}\n"


def test_without_an_editor_the_message_names_file_and_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    with pytest.raises(BriefingError, match=f"no editor is set to open {FILE}:7") as raised:
        editor.edit(FILE, 7)
    assert "$EDITOR" in raised.value.hint


def test_an_editor_that_is_not_there_is_named_with_file_and_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "/no/such/editor")
    with pytest.raises(BriefingError, match=f"`/no/such/editor` did not open {FILE}:7: no such file"):
        editor.edit(FILE, 7)


@pytest.mark.parametrize(
    ("then", "told"), [("exit 3", "failed with code 3"), ("kill -TERM $$", "was ended by signal 15")]
)
def test_an_editor_that_fails_is_named_with_how_it_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, then: str, told: str
) -> None:
    script, _ = recorder(tmp_path, "vi", then)
    monkeypatch.setenv("VISUAL", str(script))
    with pytest.raises(BriefingError) as raised:
        editor.edit(FILE, 7)
    assert raised.value.message == f"{FILE}:7: `{script} +7 '{FILE}'` {told}"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return in_files(samples.briefing(), tmp_path / "b")


def line_in(folder: Folder, text: str, theme: str = "trade") -> int:
    """The 1-based line of a theme's file in which a text stands."""
    lines = (folder.path / theme_file(theme)).read_text().split("\n")
    return next(number for number, line in enumerate(lines, 1) if text in line)


def test_a_points_place_is_the_line_it_starts_in(folder: Folder) -> None:
    assert folder.place("trade", "rents") == (folder.path / "themes" / "trade.yaml", line_in(folder, "id: rents"))
    assert folder.place("trade") == folder.place("trade", "gone") == (folder.path / "themes" / "trade.yaml", 1)


def test_the_place_in_a_file_that_cannot_be_read_is_its_first_problem(folder: Folder) -> None:
    path = folder.path / "themes" / "air.yaml"
    lines = path.read_text().replace("relation: agree", "relation: [agree").split("\n")
    path.write_text("\n".join(lines))
    found, line = Folder(folder.path).place("air", "noise")
    assert found == path
    assert next(number for number, each in enumerate(lines, 1) if "[agree" in each) <= line < len(lines)


def test_the_line_of_a_note_is_found_in_the_file() -> None:
    data = b"schema_version: 1\nbriefing: b\nnotes:\n  air:\n    changed: x\n    text: y\n  trade: {text: z}\n"
    assert [line_of(data, target) for target in ("air", "trade", "gone")] == [6, 7, 1]
    assert line_of(b"a: 1\nb: [\n", "air") == 3
    assert line_of(b"", "air") == 1


@pytest.fixture
def suspended(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A terminal that can be left to others, as the one of tests cannot."""

    @contextmanager
    def suspend(app: BriefingApp) -> Iterator[None]:
        yield

    monkeypatch.setattr(BriefingApp, "suspend", suspend)
    heeded = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGQUIT)}
    yield
    for number, handler in heeded.items():
        signal.signal(number, handler)


def told(it: Opened) -> str:
    return " ".join(each.message for each in it.app._notifications)


@pytest.mark.usefixtures("suspended")
async def test_e_opens_the_theme_at_the_point_and_in_the_notes_the_note(folder: Folder) -> None:
    notes = store(folder.path / "notes.yaml", "quiet-street")
    notes.set("air", "one")
    notes.set("trade/rents", "two")
    notes.save()
    asked: list[tuple[Path, int]] = []
    async with opened(folder, edit_file=lambda file, line: asked.append((file, line))) as it:
        await it.press("down", "E")
        await it.press("a", "E")
        await it.press("n", "x", "escape", "E")
        path = folder.path / "notes.yaml"
        lines = path.read_text().split("\n")
    assert asked[0] == (folder.path / "themes" / "trade.yaml", line_in(folder, "id: rents"))
    assert asked[1][0] == asked[2][0] == path
    for (_, line), text in zip(asked[1:], ("two", "twox"), strict=True):
        assert "text: " in lines[line - 1] and text in (lines[line - 1] + lines[line])


@pytest.mark.usefixtures("suspended")
async def test_an_editor_that_cannot_be_opened_is_told(folder: Folder) -> None:
    def none(file: Path, line: int) -> None:
        raise BriefingError(f"no editor is set to open {file}:{line}", "Set $EDITOR.")

    async with opened(folder, edit_file=none) as it:
        await it.press("E")
        assert f"themes/trade.yaml:{line_in(folder, 'id: takings')}. Set $EDITOR." in told(it)


async def test_a_terminal_that_cannot_be_left_gets_the_place_told(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("E")
        assert f"cannot be left to an editor. The place is {folder.path}/themes/trade.yaml:" in told(it)


async def test_the_files_of_the_program_are_not_opened_and_said_to_be_its_own() -> None:
    asked: list[Path] = []
    made = Folder(paths.builtin_folder("car-free-centre"))
    async with opened(made, edit_file=lambda file, line: asked.append(file)) as it:
        await it.press("E")
        assert "belongs to the program" in told(it) and "briefing copy car-free-centre FOLDER" in told(it)
    assert asked == [] and not (made.path / "notes.yaml").exists()


@pytest.mark.parametrize("editor", [None, "/no/such/editor"])
def test_without_an_editor_the_program_says_so_and_goes_on(folder: Folder, editor: str | None) -> None:
    environment = {"VISUAL": None, "EDITOR": editor}
    with terminal((*BRIEFING, str(folder.path)), environment=environment) as window:
        window.shows("q quit", "Do the shops take more?")
        window.press("E")
        window.shows("$EDITOR")
        window.press("]")
        window.shows("2/2")
        window.press("q")
        assert window.ends() == 0


def open_in(folder: Folder, script: Path) -> Iterator[Terminal]:
    environment = {"VISUAL": str(script), "EDITOR": None}
    with terminal((*BRIEFING, str(folder.path)), environment=environment) as window:
        window.shows("q quit", "Do the shops take more?")
        yield window


def test_the_editor_has_the_terminal_and_the_screen_comes_back(folder: Folder, tmp_path: Path) -> None:
    wait = "stty -a | grep -q ' echo ' && echo 'an editor speaks'; read -r line; echo \"$line\" >> \"$2\""
    script, kept = recorder(tmp_path, "vi", wait)
    for window in open_in(folder, script):
        window.press(DOWN, "E")
        window.shows("an editor speaks")
        assert kept.read_text() == f"+{line_in(folder, 'id: rents')}\n{folder.path}/themes/trade.yaml\n"
        window.press("# typed\r")
        window.shows("q quit", "Do the shops take more?")
        window.hides("an editor speaks")
        window.press("]")
        window.shows("2/2")
        window.press("q")
        assert window.ends() == 0
        assert window.is_as_before
    assert (folder.path / "themes" / "trade.yaml").read_text().endswith("# typed\n")


def test_an_interrupt_in_the_editor_does_not_end_the_program_and_one_after_it_does(
    folder: Folder, tmp_path: Path
) -> None:
    script, _ = recorder(tmp_path, "vi", "trap 'echo caught' INT\necho ready\nread -r line || read -r line")
    for window in open_in(folder, script):
        window.press("E")
        window.shows("ready")
        window.press("\x03")
        window.shows("caught")
        window.press(ENTER)
        window.shows("q quit", "Do the shops take more?")
        window.press("?")
        window.shows("Help")
        window.press(ESCAPE)
        window.hides("Help")
        window.rest()
        window.signal(signal.SIGINT)
        assert window.ends() == 130
