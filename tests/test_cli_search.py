"""The command `search`, as someone types it."""

import json
import re
import sys
from pathlib import Path

import pytest
import samples
from terminal import terminal
from test_cli import Run, assert_refused, own, run, write_notes

from briefing.text import cell_width

__all__ = ["own", "run"]


def test_search_prints_the_place_and_the_text_the_best_first(run: Run, own: Path) -> None:
    result = run("search", "takings rose", "./own")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "Shops and trade · Close it · stance [trade]\n"
        "  Takings rose.\n"
        "\n"
        "Shops and trade · Close it · claim [trade/takings/close/1]\n"
        "  Takings rose by 12 % in a year.\n"
    )


def test_search_in_the_built_in_briefing_finds_uranium(run: Run) -> None:
    result = run("search", "uran side:limits relation:partly")
    assert result.code == 0
    assert "[energy-climate/supply/limits/1]" in result.out
    assert max(map(cell_width, result.out.splitlines())) <= 80


def test_search_finds_notes_and_the_texts_at_hand(run: Run, own: Path) -> None:
    write_notes(own, {"air/soot": "Ask about zebras."})
    assert run("search", "zebra", "./own").out.startswith("Air and noise · note [air/soot]\n")
    assert "paragraph [ashgrave/" in run("search", "lantern street", "car-free-centre", "--limit", "100").out


def test_search_prints_json(run: Run, own: Path) -> None:
    result = run("search", "takings rose", "./own", "--format", "json", "--limit", "1")
    assert result.code == 0
    told = json.loads(result.out)
    assert (told["schema_version"], told["query"], told["total"]) == (1, "takings rose", 2)
    (hit,) = told["results"]
    assert [hit["text"][start:end] for start, end in hit["marks"]] == ["Takings", "rose"]
    assert (hit["kind"], hit["theme"], hit["point"], hit["side"]) == ("stance", "trade", None, "close")


def test_search_says_how_many_more_there_are(run: Run, own: Path) -> None:
    result = run("search", "theme:trade", "./own", "-l", "2")
    assert result.out.count("[") == 2
    assert re.fullmatch(r"2 of \d+ results; --limit \d+ shows them all\.\n", result.err)


@pytest.mark.parametrize("format", ["text", "json"])
def test_search_that_finds_nothing_says_so_and_ends_with_1(run: Run, own: Path, format: str) -> None:
    result = run("search", "zebra\x1b", "./own", "-f", format)
    assert result.code == 1
    assert result.err == "Nothing was found for “zebra␛”. Try fewer words, or only how they begin.\n"
    assert result.out == "" if format == "text" else json.loads(result.out)["results"] == []


def test_search_says_that_there_are_no_notes_and_that_there_is_no_word(run: Run, own: Path) -> None:
    result = run("search", "has:note", "./own")
    assert (result.code, result.err) == (1, "Nothing was found for “has:note”. There are no notes yet.\n")
    assert run("search", "?", "./own").err == "Nothing was found for “?”. Write a word, or how it begins.\n"


def test_search_refuses_what_it_cannot_look_for(run: Run, own: Path) -> None:
    assert_refused(run("search", "side:nobody", "./own"), "side:nobody names nothing", "side:close or side:keep")
    assert_refused(run("search", "rents", "./own", "-f", "xml"), "no format `xml`", "text and json")
    assert_refused(run("search", "two", "words"), "words: there is no such briefing", "briefing search 'two words'")


def test_search_goes_on_without_notes_and_texts_that_cannot_be_read(run: Run, own: Path) -> None:
    (own / "notes.yaml").write_text("[")
    (own / "sources" / "essay.txt").write_bytes(b"\xff\xff\xff")
    result = run("search", "takings rose", "./own")
    assert result.code == 0
    assert "Your notes are left out." in result.err
    assert "not UTF-8" in result.err
    assert "Takings rose." in result.out


def test_search_prints_hostile_text_as_it_is(run: Run, tmp_path: Path) -> None:
    samples.write(samples.briefing(lambda text: f"[b]{text}[/] <i>"), tmp_path / "hostile")
    assert "  [b]Takings rose.[/] <i>\n" in run("search", "takings rose", "./hostile").out


def test_search_marks_the_words_in_a_terminal(own: Path) -> None:
    command = (sys.executable, "-m", "briefing", "search", "takings rose", str(own))
    with terminal(command) as window:
        window.ends()
        assert b"\x1b[1;4mTakings\x1b[0m \x1b[1;4mrose\x1b[0m by 12" in window.raw
