"""Somebody who has never seen the program gets through it with the keys that the screen shows, and with no others."""

import re
from pathlib import Path

import pytest
from terminal import DOWN, ENTER, ESCAPE, PATIENCE, TAB, Terminal, terminal

from briefing import paths
from briefing.notes import NoteStore

KEYS = {"⏎": ENTER, "Esc": ESCAPE, "Tab": TAB, "↑↓": DOWN, "Space": " ", "Ctrl+S": "\x13"}
"""What the keys send whose names are shown in words or glyphs."""


def press(window: Terminal, word: str) -> None:
    """Press the key that the lowest line that names `word` shows for it."""
    window.shows(word)
    window.rest()
    shown = [found[1] for line in window.lines for found in re.finditer(rf"(\S+) {re.escape(word)}(?=  | ─|$)", line)]
    assert shown, f"no key is shown for {word!r}\n{window.text}"
    key = KEYS.get(str(shown[-1]), str(shown[-1]))
    assert key in KEYS.values() or len(key) == 1, f"{key!r} is no key\n{window.text}"
    window.press(key)


@pytest.mark.parametrize(("columns", "rows"), [(120, 40), (80, 24)])
def test_from_the_start_to_a_claim_its_paragraph_a_note_and_an_export_of_five_minutes(
    columns: int, rows: int, tmp_path: Path
) -> None:
    with terminal(columns=columns, rows=rows, folder=tmp_path) as window:
        window.shows("Political momentum", "quit")

        press(window, "find")
        window.shows("Find")
        window.press("uranium")
        window.shows("nuclear power plants")
        press(window, "go there")
        window.shows("Energy and climate", "Uranium, which")

        press(window, "evidence")
        window.shows("What this rests on", "kortunov/economic-relations/1")
        press(window, "read on")
        window.shows("Economic Relations")
        press(window, "back")
        window.shows("What this rests on")
        press(window, "close")
        window.hides("What this rests on")

        press(window, "note")
        window.shows("Note: What could Russia supply?")
        window.press("ask about enrichment")
        press(window, "save")
        window.shows("Saved at")
        press(window, "close")
        window.hides("Note: What")

        press(window, "export")
        window.shows("Minutes, said aloud")
        for _ in ("sides", "format", "notes", "minutes"):
            press(window, "next")
        window.rest()
        window.press("5")
        window.until(lambda: any(re.search(r"Minutes, said aloud.*: +5 ", line) for line in window.lines))
        press(window, "export")
        window.shows("Written to")
        press(window, "quit")
        assert window.ends(PATIENCE) == 0

    (written,) = tmp_path.glob("*.md")
    text = written.read_text("utf-8")
    assert "The part that fits into 5 min" in text and "## What was left out" in text
    file = paths.data_folder() / "notes" / f"{paths.DEFAULT_BRIEFING}.yaml"
    notes = NoteStore.open(file, briefing=paths.DEFAULT_BRIEFING, backups=file.parent, locks=file.parent)
    assert "ask about enrichment" in notes.texts.values()
