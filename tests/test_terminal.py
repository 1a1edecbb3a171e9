"""The program in a real terminal: what is on the screen, what comes in by keys, and how it leaves."""

import re
import signal
from pathlib import Path

import pytest
import samples
from terminal import BRIEFING, CTRL_S, DOWN, ENTER, ESCAPE, PATIENCE, PYTHON, RIGHT, Terminal, terminal

from briefing import paths
from briefing.notes import NoteStore

CURSOR, OTHER_SCREEN, PASTING = 25, 1049, 2004
MOUSE = (1000, 1002, 1003, 1006, 1015)

HOSTILE = "\x1b]0;owned\x07\x1b]52;c;ZXZpbA==\x07\x1b[2J\x1b[31mred\x9b31m\x1bc\x0e [/ [@click=app.bell]x[/]"
"""Sets a terminal's title and clipboard, wipes it, colours it, resets it; and markup of two kinds."""

NOTE_LINES = ('Ask: "why"? #1, 100 % [b]x[/b] — 漢字 é', "- & 'second': line ")


def notes() -> dict[str, str]:
    """What the file of notes on the built-in briefing holds."""
    file = paths.data_folder() / "notes" / f"{paths.DEFAULT_BRIEFING}.yaml"
    store = NoteStore.open(file, briefing=paths.DEFAULT_BRIEFING, backups=file.parent, locks=file.parent)
    assert store.damage is None
    return store.texts


def type_note(window: Terminal) -> str:
    """Type a note on the first point; its text."""
    window.shows("2025", "q quit")
    window.press("n")
    window.shows("Note:")
    window.press(ENTER.join(NOTE_LINES))
    window.shows("- & 'second': line")
    return "\n".join(NOTE_LINES)


def assert_left(window: Terminal) -> None:
    """The terminal is as a shell expects it: settings with echo, its own screen, a cursor, no mouse, no pasting."""
    assert window.is_as_before
    assert window.is_on(CURSOR)
    assert not [mode for mode in (OTHER_SCREEN, PASTING, *MOUSE) if window.is_on(mode)]


def assert_harmless(raw: bytes) -> None:
    """Neither title, clipboard nor link was set, and nothing of HOSTILE got through as it was."""
    pointer = rb"\x1b\]22;[a-z]*\x07"  # Textual chooses the shape of the mouse's pointer.
    found = re.search(rb"\x1b[\]Pc]|\x1b\[31mred|\xc2\x9b|\x0e", re.sub(pointer, b"", raw))
    assert not found, raw[found.start() - 40 : found.end() + 40]


def after_leaving(window: Terminal) -> str:
    """What was written once the other screen was left, and so stays in the terminal."""
    return window.raw.rpartition(b"\x1b[?1049l")[2].decode()


@pytest.mark.parametrize(("columns", "rows"), [(120, 40), (80, 24), (60, 20), (40, 15)])
def test_it_opens_moves_and_leaves_at_every_size(columns: int, rows: int) -> None:
    with terminal(columns=columns, rows=rows) as window:
        window.shows("2025", "What could bring")
        assert window.is_on(OTHER_SCREEN)
        assert not window.is_as_before
        window.press("]")
        window.shows("2/10", "Values and ideology")
        window.press("3")
        window.shows("3/10", "Can the two")
        window.press_until(DOWN, "proliferation?")
        window.press(RIGHT, ENTER)
        window.shows("What this rests on", "THE LIMITS OF COOPERATION")
        window.press(ESCAPE)
        window.hides("What this rests on")
        window.press("q")
        assert window.ends() == 0
        assert_left(window)
        assert after_leaving(window).replace("\x1b[?", "").strip("0123456789lh") == ""
        assert_harmless(window.raw)


def test_the_mouse_chooses_a_theme_and_a_resize_keeps_it() -> None:
    with terminal() as window:
        window.shows("2025", "Science and space")
        row = next(number for number, line in enumerate(window.lines, 1) if "Science and space" in line)
        window.press(f"\x1b[<0;8;{row}M\x1b[<0;8;{row}m")
        window.shows("8/10")
        for columns, rows in ((60, 20), (40, 15), (120, 40)):
            window.resize(columns, rows)
            window.shows("8/10", "Science and space", "quit" if columns > 100 else "help")
        window.press("q")
        assert window.ends() == 0


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT"])
def test_a_note_outlives_a_signal(name: str) -> None:
    number = signal.Signals[name]
    with terminal() as window:
        text = type_note(window)
        window.signal(number)
        assert window.ends() == 128 + number
        assert_left(window)
    assert list(notes().values()) == [text]


def test_a_note_outlives_the_closing_of_the_window() -> None:
    with terminal() as window:
        text = type_note(window)
        window.close_window()
        assert window.ends() == 128 + signal.SIGHUP
    assert list(notes().values()) == [text]


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_what_was_typed_right_before_a_signal_is_saved_too(name: str) -> None:
    number = signal.Signals[name]
    with terminal() as window:
        text = type_note(window)
        window.press(*" and the last words")
        window.signal(number)
        assert window.ends() == 128 + number
    assert list(notes().values()) == [f"{text} and the last words"]


def test_a_program_that_paints_on_when_its_window_is_closed_does_not_wait_for_it() -> None:
    script = """
from briefing.__main__ import main
from briefing.tui.program import ProgramApp
end = ProgramApp._end
def paint_and_end(self, code):
    for _ in range(100):
        self._driver.write("x" * 1000)
    end(self, code)
ProgramApp._end = paint_and_end
main()
"""
    with terminal((PYTHON, "-c", script)) as window:
        text = type_note(window)
        window.close_window()
        assert window.ends(PATIENCE / 3) == 128 + signal.SIGHUP
    assert list(notes().values()) == [text]


def test_a_note_outlives_a_kill_soon_after_the_last_key() -> None:
    with terminal() as window:
        text = type_note(window)
        window.until(lambda: list(notes().values()) == [text], what="the saved note", limit=PATIENCE / 4)
        window.signal(signal.SIGKILL)
        assert window.ends() == -signal.SIGKILL
    assert list(notes().values()) == [text]


def test_what_is_pasted_into_a_note_reaches_neither_file_nor_terminal_raw() -> None:
    with terminal() as window:
        window.shows("2025", "q quit")
        window.press("N")
        window.shows("Note: Political momentum")
        window.press("\x1b[200~first\r\nsecond\x07\x0e\x9b31m\u202e[/ [@click=app.bell]x[/]\x1b[201~")
        window.shows("first", "second␇␎")
        window.press(CTRL_S)
        window.shows("Saved at")
        window.press(ESCAPE)
        window.hides("Note: Political")
        window.press("q")
        assert window.ends() == 0
        assert_harmless(window.raw)
    (text,) = notes().values()
    assert text == "first\nsecond␇␎\ufffd31m\ufffd[/ [@click=app.bell]x[/]"


def test_notes_that_cannot_be_saved_are_printed_on_leaving(tmp_path: Path) -> None:
    with terminal() as window:
        window.shows("2025", "q quit")
        window.press("n")
        window.shows("Note:")  # an open note: the notes have been read, and can no longer be called unreadable
        folder = paths.data_folder() / "notes"
        folder.parent.mkdir(exist_ok=True)
        folder.write_text("a file where the folder should be")
        text = "a note that finds no place"
        window.press(text)
        window.shows(text)
        window.press(ESCAPE)
        window.hides("Note:")
        window.press("q")
        window.shows("The notes are not saved")
        window.press("q")
        assert window.ends() == 0
        assert_left(window)
        told = after_leaving(window).replace("\r\n", "\n")
    assert text in told
    assert "These notes are not saved" in told
    assert "Traceback" not in told


@pytest.mark.parametrize("term", ["dumb", "", "unknown", None])
def test_a_terminal_that_cannot_place_text_is_told_what_to_do_instead(term: str | None) -> None:
    with terminal(environment={"TERM": term}) as window:
        assert window.ends() == 2
        assert "briefing show" in window.text
        assert len([line for line in window.lines if line]) == 2
        assert b"\x1b" not in window.raw


@pytest.mark.parametrize("redirected", ["</dev/null", "| cat", "2>/dev/null"])
def test_where_one_stream_is_no_terminal_it_says_what_to_do_instead(redirected: str) -> None:
    shell = ("sh", "-c", f"'{PYTHON}' -m briefing {redirected}; echo")
    with terminal(shell) as window:
        window.ends()
        told = "" if redirected.startswith("2>") else "briefing show"
        assert told in window.text
        assert "Traceback" not in window.text
        assert b"\x1b" not in window.raw


@pytest.mark.parametrize(
    "environment",
    [
        {"NO_COLOR": "1"},
        {"TERM": "vt100", "COLORTERM": None},
        {"TERM": "xterm-mono", "COLORTERM": None},
    ],
)
def test_it_can_be_read_and_left_without_colour(environment: dict[str, str | None]) -> None:
    with terminal(columns=80, rows=24, environment=environment) as window:
        window.shows("2025", "THE CASE FOR COOPERATION", "What could bring the two countries closer")
        window.press(DOWN, "]")
        window.shows("Values and ideology")
        window.press("q")
        assert window.ends() == 0
        assert_left(window)


def test_a_fault_in_the_program_leaves_a_sane_terminal_saved_notes_and_no_trace_of_the_user_s_text(
    tmp_path: Path,
) -> None:
    script = tmp_path / "faulty.py"
    script.write_text(
        "from briefing.__main__ import main\n"
        "from briefing.tui.screens.note import NoteScreen\n"
        "def broken(self):\n"
        "    text = self.area.text\n"
        "    raise RuntimeError(f'cannot save {text}')\n"
        "NoteScreen.action_save = broken\n"
        "main()\n"
    )
    with terminal((PYTHON, str(script))) as window:
        text = type_note(window)
        window.press(CTRL_S)
        assert window.ends() not in (0, -signal.SIGKILL)
        assert_left(window)
        told = after_leaving(window)
    report = paths.state_folder() / "last-crash.txt"
    assert list(notes().values()) == [text]
    assert "RuntimeError" in told
    assert str(report) in re.sub(r"\s+|\x1b\[[0-9;]*m", "", told)
    assert "RuntimeError" in report.read_text()
    assert "in broken" in report.read_text()
    for shown in (told, report.read_text()):
        assert "Traceback" not in shown
        assert "why" not in shown
        assert "second" not in shown


def test_a_theme_that_cannot_be_read_is_shown_in_its_place_and_the_others_are_open(tmp_path: Path) -> None:
    own = samples.write(samples.briefing(), tmp_path / "own")
    (own / "themes" / "trade.yaml").write_text("question: [a, b", "utf-8")
    with terminal([*BRIEFING, str(own)], folder=tmp_path) as it:
        it.shows("This theme cannot be shown", "opened and not closed")
        it.press("]")
        it.shows("Is the air better?")
        it.press("q")
        assert it.ends() == 0
    with terminal([*BRIEFING, "open", str(own), "--theme", "trade"], folder=tmp_path) as it:
        it.shows("opened and not closed")
        assert it.ends() == 2


def test_escape_sequences_and_markup_in_a_briefing_are_shown_and_not_obeyed(tmp_path: Path) -> None:
    folder = samples.write(samples.briefing(lambda text: text + HOSTILE), tmp_path / "hostile")
    with terminal((*BRIEFING, str(folder))) as window:
        window.shows("What happens to the shops?␛]0;owned␇␛]52;c;", "[@click=app.bell]x[/]")
        for key in (ENTER, "?", "t", "e", "n"):
            window.press(key)
            window.shows("Esc close")
            window.press(ESCAPE)
            window.hides("Esc close")
        window.press("q")
        assert window.ends() == 0
        assert_left(window)
        assert_harmless(window.raw)


@pytest.mark.parametrize("columns", [80, 120])
def test_show_prints_both_sides_in_columns_to_a_terminal(columns: int) -> None:
    with terminal((*BRIEFING, "show", "trade"), columns=columns, rows=200) as window:
        assert window.ends() == 0
    heads = next(line for line in window.lines if "THE CASE FOR COOPERATION" in line)
    second = heads.index("THE LIMITS OF COOPERATION")
    assert second > columns / 2 - 5
    answers = next(line for line in window.lines if line.startswith("   Does not address this."))
    assert answers[:second].endswith("  ")
    assert answers[second] != " "
    assert "≠ differ" in window.text
    assert "Sources" in window.text


def test_show_prints_lines_to_a_narrow_terminal() -> None:
    with terminal((*BRIEFING, "show", "trade"), columns=50, rows=300) as window:
        assert window.ends() == 0
    assert "Theme 7: Trade, investment and industry" in window.text
    assert not [line for line in window.lines if "THE CASE" in line]


def test_show_lets_no_escape_sequence_through_to_a_terminal(tmp_path: Path) -> None:
    folder = samples.write(samples.briefing(lambda text: text + HOSTILE), tmp_path / "hostile")
    with terminal((*BRIEFING, "show", str(folder)), rows=400) as window:
        assert window.ends() == 0
    assert "␛]0;owned␇␛]52;c;" in re.sub(r"\s+", "", window.text)
    assert_harmless(window.raw)


def test_ctrl_c_ends_a_command_without_a_traceback(tmp_path: Path) -> None:
    script = tmp_path / "slow.py"
    script.write_text(
        "import time\n"
        "from briefing import lookup\n"
        "from briefing.__main__ import main\n"
        "def slow(named):\n"
        "    print('working', flush=True)\n"
        "    while True:\n"
        "        time.sleep(0.1)\n"
        "lookup.find_folder = slow\n"
        "main()\n"
    )
    with terminal((PYTHON, str(script), "themes")) as window:
        window.shows("working")
        window.press("\x03")
        assert window.ends() == 130
    assert "Traceback" not in window.text


def test_ctrl_c_pressed_again_while_a_command_ends_shows_nothing_either(tmp_path: Path) -> None:
    script = tmp_path / "ending.py"
    script.write_text(
        "import atexit, sys, time\n"
        "from briefing.__main__ import main\n"
        "@atexit.register\n"
        "def slow():\n"
        "    print('ending', flush=True)\n"
        "    time.sleep(600)\n"
        "main()\n"
    )
    with terminal((PYTHON, str(script), "--version")) as window:
        window.shows("ending")
        window.press("\x03")
        assert window.ends() == -signal.SIGINT
    assert "Traceback" not in window.text
