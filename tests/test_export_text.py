import itertools
import re
import unicodedata

import msgspec
import pytest
import samples

from briefing.export import Options, render
from briefing.export.text import wrapped
from briefing.text import UNSAFE, cell_width

PLAIN = samples.briefing()


def exported(**options: object) -> str:
    return render("text", PLAIN, samples.notes(), msgspec.convert(options, Options))


def test_a_theme_reads_from_top_to_bottom() -> None:
    text = exported(themes=[PLAIN.themes[0].id], notes=True)
    in_order = [
        "Theme 1: Shops and trade", "What happens to the shops?", "Both sides count", "Close it:",
        "Stance: strong, 5 of 5.", "Takings rose. [Shops ¶1]", "Keep it open:",
        "Stance: slight, 2 of 5.", "Point 1.1: Do the shops take more?",
        "Answers: differ.", "Close it:", "Takings rose by 12 %", "“The street came alive.” [Shops ¶2: “came alive”;",
        "Keep it open:", "Editor: The two", "Note on this point:", "Which year?", "Point 1.2", "Answers: partly agree.",
        "Point 1.3", "Answers: one side only.", "Does not address this. Looked for: delivery, lorry.", "Common ground:",
        "Shops matter.", "Crux:", "Open questions:", "Note on this theme:", "Sources", "https://example.org/essay",
    ]  # fmt: skip
    at = 0
    for words in in_order:
        at = text.find(words, at)
        assert at >= 0, words
        at += len(words)
    assert "Theme 2" not in text


def test_the_whole_has_the_question_the_sides_every_theme_and_the_sources_once() -> None:
    text = exported()
    assert text.startswith("A quiet main street\n\nQuestion: Should the main street")
    assert "Close it:\n  The street report, Feb 2024\n  The street gains" in text
    assert re.findall(r"^Theme \d", text, re.M) == ["Theme 1", "Theme 2"]
    assert text.count("\nSources\n") == 1
    assert text.endswith("https://example.org/essay\n")


def test_evidence_from_the_other_sides_source_names_it() -> None:
    assert "The report leaves the winter out. [The street report, Feb 2024, Shops ¶3]" in exported()


def test_notes_are_left_out_unless_they_are_asked_for() -> None:
    assert not any(note in exported() for note in samples.notes().values())
    assert all(note in exported(notes=True) for note in samples.notes().values())


def test_a_note_keeps_its_lines() -> None:
    notes = {"air": "# Mine\n\n- a\n    code\n\n\n"}
    text = render("text", PLAIN, notes, Options(notes=True))
    assert "Note on this theme:\n  # Mine\n\n  - a\n      code\n\n\nSources" in text


def test_swapped_sides_change_places() -> None:
    text = exported(swapped=True)
    assert text.index("Keep it open:") < text.index("Close it:")


def test_only_the_themes_asked_for_are_exported() -> None:
    assert re.findall(r"^Theme \d", exported(themes=["air"]), re.M) == ["Theme 2"]


def test_there_are_no_symbols_without_words() -> None:
    assert {char for char in exported() if unicodedata.category(char) == "So" or char in "≠≈=∥∅|▰▱"} == set()


def hostile(start: int, word: str) -> samples.Mark:
    texts = itertools.cycle(samples.HOSTILE[start:] + samples.HOSTILE[:start])
    return lambda text: f"{text} {next(texts)} {word * 9}"[:300]


@pytest.mark.parametrize("width", [20, 80, 200])
@pytest.mark.parametrize("word", ["汉字", "e\u0301", "plain", "😀"])
def test_no_line_is_wider_than_asked_for(width: int, word: str) -> None:
    for start in range(0, len(samples.HOSTILE), 15):
        briefing = samples.briefing(hostile(start, word))
        notes = {"air": "\n".join(samples.HOSTILE[start : start + 15])}
        text = render("text", briefing, notes, Options(themes=(briefing.themes[1].id,), width=width, notes=True))
        lines = [line for line in text.splitlines() if not line.startswith("https://")]
        assert max(map(cell_width, lines)) <= width
        assert not UNSAFE.search(text)


def test_chinese_iswrapped_by_cells_and_not_by_characters() -> None:
    briefing = samples.briefing(lambda text: "汉" * 50)
    lines = render("text", briefing, {}, Options(width=40)).splitlines()
    assert "汉" * 20 in lines


def test_addresses_stay_in_one_piece() -> None:
    assert "https://example.org/report" in exported(width=20).splitlines()


def test_no_word_is_lost_however_narrow_the_page() -> None:
    def words(width: int) -> str:
        return "".join(exported(width=width, notes=True).split())

    assert words(20) == words(80) == words(400)


@pytest.mark.parametrize("text", ["x" * 2999, "ab " * 999, "汉" * 2999, "e\u0301" * 2999, "x" * 999 + " " + "y" * 50])
def test_long_texts_arewrapped_as_if_in_one_piece(text: str) -> None:
    from wcwidth import wrap

    assert list(wrapped(text, 30, "  ")) == wrap(text, 30, initial_indent="  ", subsequent_indent="  ")
