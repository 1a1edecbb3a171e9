"""The folder of notes for Obsidian: its names, links, properties and tags, and its Markdown."""

import re
import unicodedata
from pathlib import Path
from typing import Any

import msgspec
import pytest
import samples
import yaml
from export_support import BUILT_IN, hostile, of_nothing_but
from hypothesis import given
from hypothesis import strategies as st
from markdown_readers import Shape, read_with_cmark, read_with_markdown_it

from briefing.export import Options, render, render_files
from briefing.export.obsidian import file_name
from briefing.model import Briefing
from briefing.text import one_line

PLAIN = samples.briefing()


def exported(made: Briefing = PLAIN, notes: dict[str, str] | None = None, **options: Any) -> dict[str, str]:
    """The notes by file name."""
    chosen = Options(notes=notes is not None, **options)
    files = render_files("markdown-obsidian", made, notes or {}, chosen, Path("x"))
    return {path.name: text for path, text in files.items()}


def properties(text: str) -> dict[str, Any]:
    data = yaml.safe_load(text.split("---\n")[1])
    assert isinstance(data, dict)
    return data


def test_there_is_a_note_for_each_theme_and_one_that_leads_to_them() -> None:
    files = exported()
    assert list(files) == ["A quiet main street.md", "01 Shops and trade.md", "02 Air and noise.md"]
    index, trade, air = files.values()
    assert "## Themes\n\n- [[01 Shops and trade]]\n- [[02 Air and noise]]\n" in index
    assert "\n[[A quiet main street]] · [[02 Air and noise]] →\n" in trade
    assert "\n← [[01 Shops and trade]] · [[A quiet main street]]\n" in air
    assert "### 1.2 What happens to rents?" in trade and "### 1.2" not in air + index
    assert re.findall(r"^\[\^(\d+)\]:", air, re.MULTILINE) == [str(n) for n in range(1, 6)]


def test_properties_are_what_obsidian_reads() -> None:
    index, trade, _ = exported().values()
    assert properties(index) == {
        "aliases": ["A quiet main street"],
        "tags": ["briefing/quiet-street"],
        "question": "Should the main street be closed to cars?",
        "perspectives": ["Close it", "Keep it open"],
        "as_of": "2024-05",
    }
    assert properties(trade) == {
        "aliases": ["Shops and trade"],
        "tags": ["briefing/quiet-street/trade"],
        "briefing": "[[A quiet main street]]",
        "theme": 1,
        "stance-close": 5,
        "stance-keep": 2,
    }


def test_options_decide_what_is_in_the_folder() -> None:
    one = exported(side="keep", themes=("air",))
    assert list(one) == ["A quiet main street.md", "02 Air and noise.md"]
    assert all("Only one side’s answers are given here: Keep it open." in text for text in one.values())
    assert "A third less" not in one["02 Air and noise.md"]
    noted = exported(notes={**samples.notes(), "trade/takings": "%% a comment #mine [[mine]]"})
    assert "> Ask the shops." in noted["01 Shops and trade.md"]
    assert "> \\%\\% a comment #mine [[mine]]" in noted["01 Shops and trade.md"]
    assert "## Other notes" in noted["A quiet main street.md"]
    assert "## What was left out" in exported(minutes=0.6)["A quiet main street.md"]


def test_a_folder_has_no_single_text() -> None:
    with pytest.raises(Exception, match="`markdown-obsidian` is a folder of several files"):
        render("markdown-obsidian", PLAIN, {}, Options())


def assert_consistent(made: Briefing, files: dict[str, str]) -> None:
    """Names are safe and differ, every link leads to a note, and the YAML says what the briefing says."""
    assert len({name.casefold() for name in files}) == len(files) == len(made.themes) + 1
    for name, text in files.items():
        stem = name.removesuffix(".md")
        assert not re.search(r'[\\/:*?"<>|#^\[\]%\x00-\x1f]', stem) and stem == stem.strip(". ") != ""
        assert len(name.encode()) <= 255
        assert not re.fullmatch(r"(?i)con|prn|aux|nul|(com|lpt)\d", stem.partition(".")[0].strip())
        own = set(re.findall(r"(?<!\\)\[\[(.*?)\]\]", body(text)))
        assert {f"{link}.md" for link in own} <= set(files)
        for tag in properties(text)["tags"]:
            assert re.fullmatch(r"[\w/-]+", tag) and not tag.replace("/", "").isdigit()
    titles = [made.about.title, *(theme.title for theme in made.themes)]
    assert [properties(text)["aliases"] for text in files.values()] == [[one_line(title)] for title in titles]


@pytest.mark.parametrize("made", BUILT_IN, ids=lambda made: made.about.id)
def test_every_briefing_becomes_consistent_notes(made: Briefing) -> None:
    assert_consistent(made, exported(made))


@pytest.mark.parametrize(
    "text", [*samples.HOSTILE, "CON", "nul.txt", "aux .x", "...", "a/b\\c:d", "字" * 300, "[[x]]", "#1"]
)
def test_a_hostile_title_becomes_a_safe_name(text: str) -> None:
    assert_consistent(of_nothing_but(text), exported(of_nothing_but(text)))


def test_themes_of_the_same_title_and_number_get_names_of_their_own() -> None:
    first, second = PLAIN.themes
    twins = (first, msgspec.structs.replace(second, title="SHOPS and Trade", number=1))
    about = msgspec.structs.replace(PLAIN.about, title="01 shops and trade")
    files = exported(msgspec.structs.replace(PLAIN, themes=twins, about=about))
    assert set(files) == {"01 Shops and trade.md", "01 SHOPS and Trade 2.md", "01 shops and trade 3.md"}


def body(text: str) -> str:
    """A note without its properties."""
    return text.split("---\n", 2)[2]


def shapes(files: dict[str, str]) -> list[Shape]:
    """What GitHub's reader and markdown-it make of each note; the links are taken out."""
    texts = [re.sub(r"(?<!\\)\[\[.*?\]\]", "link", body(text)) for text in files.values()]
    return [reader(text) for text in texts for reader in (read_with_cmark, read_with_markdown_it)]


@pytest.mark.parametrize("start", range(0, len(samples.HOSTILE), 6))
def test_no_text_changes_the_structure(start: int) -> None:
    plain, found = shapes(exported()), shapes(exported(hostile(start)))
    assert [(shape.blocks, shape.inline) for shape in found] == [(shape.blocks, shape.inline) for shape in plain]
    text = "".join("".join(found[2].texts).split())
    theme = hostile(start).themes[0]
    for field in (theme.question, theme.overview, theme.crux or "", *theme.common_ground):
        assert unicodedata.normalize("NFC", "".join(one_line(field).split())) in text


OWN_MARKUP = re.compile(r"(?<!\\)(?:==|%%|\$|\[\[|#(?=[^\s#])|\^\w+$)", re.MULTILINE)
"""What Obsidian adds to Markdown: highlights, comments, mathematics, links, tags and names of blocks."""


def own_markup(files: dict[str, str]) -> list[str]:
    plain = [re.sub(r"<https?://[^>]*>|(?<=(?<!\\)\[\[)[^\]]*", "", body(text)) for text in files.values()]
    return [found for text in plain for found in OWN_MARKUP.findall(re.sub(r"\\\\", "", text))]


@pytest.mark.parametrize(
    "text", [*samples.HOSTILE, "#tag a #b (#c)", "==x== ===", "%%x%% %%%", "$x$ $5$", "a ^b", "![[x]]"]
)
def test_no_text_is_obsidian_s_own_markup(text: str) -> None:
    assert own_markup(exported(of_nothing_but(text))) == own_markup(exported())


@given(st.text(st.sampled_from('\\/:*?"<>|#^[]%. aAé汉\x00\x1b\n\ufffd'), max_size=80))
def test_any_title_becomes_a_name_that_every_system_takes(title: str) -> None:
    name = file_name(title, "otherwise")
    assert name == name.strip(". ") != "" and len(name) <= 61
    assert not re.search(r'[\\/:*?"<>|#^\[\]%\x00-\x1f]', name)
