"""`briefing overview`, to a pipe and to a terminal."""

import re
from pathlib import Path

import msgspec
import pytest
import samples
from terminal import BRIEFING, terminal
from test_cli import Run, assert_refused, run, write_notes
from tui_support import of_many

from briefing.text import clean, one_line

__all__ = ["run"]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A small briefing in the folder `own`, without notes."""
    return samples.write(samples.briefing(), tmp_path / "own")


def themes(out: str) -> list[str]:
    """The lines of the themes."""
    return [line for line in out.splitlines() if re.match(r"\d+\. ", line)]


def test_a_pipe_gets_a_line_for_each_theme_in_words(run: Run, own: Path) -> None:
    write_notes(own, {"trade": "Ask.", "trade/takings": "Which year?", "air/soot": "When?"})
    result = run("overview", "./own")
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines() == [
        "A quiet main street",
        "The scale: how much a side expects of it, from 1, none, to 5, strong.",
        "2 themes, in the briefing’s order:",
        "",
        "1. Shops and trade: Close strong, 5 of 5; Keep slight, 2 of 5; distance 3; "
        "3 points: 1 partly agree, 1 differ, 1 one side only; Close silent on 1; 2 notes",
        "2. Air and noise: Close good, 4 of 5; Keep mixed, 3 of 5; distance 1; 2 points: 1 agree, 1 talk past; 1 note",
    ]


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("order", "Political momentum"),
        ("distance", "Energy and climate"),
        ("agreement", "Arms control"),
        ("notes", "Trade"),
    ],
)
def test_it_sorts(run: Run, tmp_path: Path, sort: str, first: str) -> None:
    notes = tmp_path / "notes.yaml"
    notes.write_text(
        "schema_version: 1\nbriefing: us-russia-cooperation\nnotes:\n"
        "  trade: {text: Ask., changed: 2026-01-01T00:00:00Z}\n"
    )
    lines = themes(run("overview", "--sort", sort, "--notes", str(notes)).out)
    assert len(lines) == 10
    assert first in lines[0]


def test_an_unknown_sort_is_told_with_the_known_ones(run: Run) -> None:
    assert_refused(run("overview", "--sort", "size"), "there is no sort `size`", "order, distance, agreement, notes")


def test_a_theme_that_cannot_be_read_is_told_and_the_others_are_there(run: Run, own: Path) -> None:
    (own / "themes" / "trade.yaml").write_text("id: [")
    result = run("overview", "./own")
    assert result.code == 1
    assert [line.split(": ")[1][:20] for line in themes(result.out)] == ["cannot be read", "Close good, 4 of 5; "]
    assert re.match(r"own/themes/trade\.yaml:\d+:\d+: yaml ", result.err)


def test_damaged_notes_are_told_and_left_out(run: Run, own: Path) -> None:
    (own / "notes.yaml").write_text("notes: [\n")
    result = run("overview", "./own")
    assert result.code == 0 and len(themes(result.out)) == 2
    assert "Your notes are left out." in result.err


@pytest.mark.parametrize("hostile", samples.HOSTILE, ids=lambda text: repr(text)[:20])
def test_hostile_texts_stay_text_on_one_line(run: Run, tmp_path: Path, hostile: str) -> None:
    samples.write(samples.briefing(lambda text: f"{text} {clean(hostile)}"), tmp_path / "hostile")
    result = run("overview", "./hostile")
    assert result.code == 0
    assert len(themes(result.out)) == 2 and len(result.out.splitlines()) == 6
    assert one_line(f"1. Shops and trade {hostile}: ").rstrip() in result.out
    assert "\x1b" not in result.out


@pytest.mark.parametrize(("columns", "marks"), [(60, "○──●"), (80, "○─────●"), (120, "○─────●")])
def test_a_terminal_gets_a_table_with_the_stances_drawn(own: Path, columns: int, marks: str) -> None:
    with terminal((*BRIEFING, "overview", str(own)), columns=columns, rows=24) as window:
        assert window.ends() == 0
        head = next(line for line in window.lines if "Theme" in line)
        row = next(line for line in window.lines if "Shops and trade" in line)
        assert row.split() == ["1", "Shops", "and", "trade", marks, "·", "1", "1", "·", "1", "1", "·", "·"]
        assert (row.index("○"), row.index("●")) == (head.index("2"), head.index("5"))
        assert [row[head.index(sign)] for sign in "=≈≠∥"] == ["·", "1", "1", "·"]
        assert "= agree, ≈ partly agree, ≠ differ" in window.text


def test_a_terminal_shows_hostile_titles_as_text_on_one_line_each(tmp_path: Path) -> None:
    made = of_many(len(samples.HOSTILE))
    entries = tuple(
        msgspec.structs.replace(entry, title=clean(text))
        for entry, text in zip(made.about.themes, samples.HOSTILE, strict=True)
    )
    about = msgspec.structs.replace(made.about, themes=entries)
    own = samples.write(msgspec.structs.replace(made, about=about), tmp_path / "own")
    with terminal((*BRIEFING, "overview", str(own)), columns=80, rows=90) as window:
        assert window.ends() == 0
        assert not re.search(rb"\x1b\][0-9]", window.raw)
        rows = [line for line in window.lines if "○─────●" in line]
        assert [int(row.split()[0]) for row in rows] == list(range(1, len(entries) + 1))
        assert [row.split()[1][:4] for row in rows] == [entry.title.split()[0][:4] for entry in entries]


def test_a_terminal_says_which_theme_cannot_be_read(own: Path) -> None:
    (own / "themes" / "trade.yaml").unlink()
    with terminal((*BRIEFING, "overview", str(own)), columns=80, rows=24) as window:
        assert window.ends() == 1
        assert "1 Cannot be read: Shops and trade" in window.text and "file is missing" in window.text


def test_a_terminal_that_is_too_narrow_for_a_table_gets_lines(own: Path) -> None:
    with terminal((*BRIEFING, "overview", str(own)), columns=50, rows=24) as window:
        assert window.ends() == 0
        assert "distance 3" in window.text


def test_a_hundred_themes_are_a_hundred_lines(run: Run, tmp_path: Path) -> None:
    samples.write(of_many(100), tmp_path / "many")
    lines = themes(run("overview", "./many").out)
    assert [line.split(".")[0] for line in lines] == [str(number) for number in range(1, 101)]
