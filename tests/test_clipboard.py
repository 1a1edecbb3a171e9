"""The platform's clipboard programs, and what is copied from a briefing."""

import base64
import os
import re
import sys
from pathlib import Path

import pytest
import samples
from terminal import BRIEFING, DOWN, terminal
from tui_support import in_files, opened

from briefing import clipboard
from briefing.export.claims import answer, point
from briefing.loader import Folder
from briefing.text import UNSAFE

VARIABLES = ("WAYLAND_DISPLAY", "DISPLAY", "WSL_DISTRO_NAME")


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder in which programs are found, without any yet."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(sys, "platform", "linux")
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    return folder


def program(folder: Path, name: str, then: str = "exit 0") -> Path:
    """A program that keeps what it is given; the file in which it does."""
    kept = folder / f"{name}.kept"
    path = folder / name
    path.write_text(f"#!/bin/sh\necho \"$*\" > '{kept}.arguments'\n/bin/cat > '{kept}'\n{then}\n")
    path.chmod(0o755)
    return kept


@pytest.mark.parametrize(
    ("variable", "name", "arguments"),
    [
        ("WAYLAND_DISPLAY", "wl-copy", ""),
        ("DISPLAY", "xclip", "-selection clipboard"),
        ("DISPLAY", "xsel", "--clipboard --input"),
    ],
)
def test_the_program_of_the_platform_gets_the_text(
    programs: Path, monkeypatch: pytest.MonkeyPatch, variable: str, name: str, arguments: str
) -> None:
    kept = program(programs, name)
    assert clipboard.copy("x") is None
    monkeypatch.setenv(variable, ":0")
    text = "“$(touch x)” 漢字; 'and' `more`\n"
    assert clipboard.copy(text) == name
    assert kept.read_text() == text
    assert kept.with_name(f"{kept.name}.arguments").read_text().strip() == arguments


def test_on_a_mac_and_in_windows_their_own_programs_are_used(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mac, windows = program(programs, "pbcopy"), program(programs, "clip.exe")
    monkeypatch.setattr(sys, "platform", "darwin")
    assert clipboard.copy("é") == "pbcopy" and mac.read_bytes() == "é".encode()
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("WSL_DISTRO_NAME", "Debian")
    assert clipboard.copy("é") == "clip" and windows.read_bytes() == "é".encode("utf-16-le")


def test_a_program_that_fails_or_hangs_is_passed_over(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.setattr(clipboard, "TIMEOUT", 0.3)
    program(programs, "wl-copy", "exit 1")
    program(programs, "xclip", "exec /bin/sleep 5")
    kept = program(programs, "xsel")
    assert clipboard.copy("text") == "xsel" and kept.read_text() == "text"


def test_the_answer_of_a_side_is_copied_with_its_citations_and_a_silence_as_such() -> None:
    made = samples.briefing()
    said = answer(made, made.themes[0], made.themes[0].points[0], "close")
    assert said.startswith("**Close it:** Takings rose by 12 % in a year.\n\n- ")
    assert "“The street came alive.”" in said and "Keep it open" not in said
    assert "The street report" in said and "https://" in said
    silent = answer(made, made.themes[0], made.themes[0].points[2], "close")
    assert silent == "**Close it:** Does not address this. Looked for: delivery, lorry.\n"


def test_the_point_is_copied_with_both_sides_in_the_order_shown() -> None:
    made = samples.briefing()
    whole = point(made, made.themes[0], made.themes[0].points[0], swapped=True)
    assert whole.startswith("### Do the shops take more?\n\n**≠ differ**\n\n**Keep it open:**")
    assert whole.index("Keep it open") < whole.index("Close it")
    half = point(made, made.themes[0], made.themes[0].points[2], swapped=False)
    assert "**Close it:** Does not address this." in half and "**Keep it open:** At night, at a price." in half


@pytest.mark.parametrize("hostile", samples.HOSTILE, ids=lambda text: repr(text)[:20])
def test_no_copied_text_has_unsafe_characters(hostile: str) -> None:
    made = samples.briefing(lambda text: text + hostile)
    for theme in made.themes:
        for each in theme.points:
            assert not UNSAFE.search(point(made, theme, each, swapped=False))
            for side in made.about.perspectives:
                assert not UNSAFE.search(answer(made, theme, each, side.id))


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return in_files(samples.briefing(), tmp_path / "b")


async def test_y_copies_the_chosen_sides_answer_and_says_by_which_way(folder: Folder) -> None:
    copied: list[str] = []

    def copy(text: str) -> str | None:
        copied.append(text)
        return "xclip"

    made = folder.briefing()
    async with opened(folder, copy_text=copy) as it:
        await it.press("right", "y")
        await it.wait_for(lambda: bool(copied))
        assert copied == [answer(made, made.themes[0], made.themes[0].points[0], "keep")]
        assert it.app.clipboard == copied[0]
        await it.wait_for(lambda: len(it.app._notifications) == 1)
        told = next(iter(it.app._notifications)).message
        assert told == "The answer of “Keep it open” with its citations: by xclip, and by the terminal."


async def test_shift_y_copies_the_point_and_says_where_only_the_terminal_can_have_taken_it(folder: Folder) -> None:
    made = folder.briefing()
    async with opened(folder, copy_text=lambda text: None) as it:
        await it.press("down", "s", "Y")
        assert it.app.clipboard == point(made, made.themes[0], made.themes[0].points[1], swapped=True)
        await it.wait_for(lambda: len(it.app._notifications) == 1)
        told = next(iter(it.app._notifications)).message
        assert told == "The point with both sides: by the terminal, if it allows that."


def test_the_terminal_is_sent_the_text_in_base64_and_the_program_gets_it_too(programs: Path, folder: Folder) -> None:
    kept = program(programs, "xclip")
    made = folder.briefing()
    expected = answer(made, made.themes[0], made.themes[0].points[1], "close")
    with terminal((*BRIEFING, str(folder.path)), environment={"DISPLAY": ":0", "PATH": os.environ["PATH"]}) as window:
        window.shows("q quit", "Do the shops take more?")
        window.press(DOWN, "y")
        window.shows("Copied", "xclip")
        window.press("q")
        assert window.ends() == 0
        sent = re.findall(rb"\x1b\]52;c;([A-Za-z0-9+/=]+)\x07", window.raw)
    assert [base64.b64decode(each).decode() for each in sent] == [expected]
    assert kept.read_text() == expected
