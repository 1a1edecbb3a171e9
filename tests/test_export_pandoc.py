"""The Markdown for pandoc, read by pandoc with its citation processor."""

import re
import subprocess
import unicodedata
import zipfile
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import msgspec
import pytest
import samples
import yaml
from export_support import BUILT_IN, hostile, of_nothing_but
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from markdown_readers import Shape, read_with_pandoc_as_it_comes, require
from test_export_markdown import TEXTS

from briefing.export import Options, render
from briefing.export.pandoc import _at_start, _in
from briefing.model import Briefing, Claim, Evidence
from briefing.text import one_line

PLAIN = samples.briefing()


def exported(made: Briefing = PLAIN, notes: dict[str, str] | None = None, **options: Any) -> str:
    return render("markdown-pandoc", made, notes or {}, Options(notes=notes is not None, **options))


def pandoc(text: str, *arguments: str) -> str:
    """What pandoc prints with its citation processor, which must have nothing to complain of."""
    require("pandoc")
    done = subprocess.run(
        ["pandoc", "-f", "markdown", "--citeproc", *arguments],
        input=text.encode(),
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr.decode()) == (0, "")
    return done.stdout.decode()


def words(html: str) -> str:
    """The text of a page without its markup."""
    return " ".join(" ".join(ElementTree.fromstring(f"<x>{html}</x>").itertext()).split())


@pytest.mark.parametrize("made", [PLAIN, *BUILT_IN], ids=lambda made: made.about.id)
def test_pandoc_cites_every_claim_and_lists_every_source_without_a_warning(made: Briefing) -> None:
    html = pandoc(exported(made, samples.notes()), "-t", "html", "--wrap=none")
    bibliography = html.partition('<div id="refs"')[2]
    for source in made.sources:
        assert f'id="ref-{source}"' in bibliography
    claims = [c for t in made.themes for p in t.points for said in p.claims.values() for c in said]
    assert html.count('class="citation"') >= sum(1 for claim in claims if claim.evidence)
    assert not re.search(r"\?\?\?|\[@|para\. \D", html)


def test_pandoc_makes_a_document_for_word_processors(tmp_path: Path) -> None:
    file = tmp_path / "out.docx"
    pandoc(exported(hostile(0), samples.notes()), "-o", str(file))
    document = zipfile.ZipFile(file).read("word/document.xml").decode()
    text = "".join(ElementTree.fromstring(document).itertext())
    assert "*star* **bold** _under_ __strong__" in text and "<b>bold</b> <script>alert(1)</script>" in text
    assert "Town Press" in text and "para. 1" in text


def test_a_citation_names_the_paragraph_and_the_section() -> None:
    text = exported()
    assert "Takings rose by 12 % in a year. [@report, para. 1, section “Shops”]" in text
    assert "[@report, para. 2, section “Shops”: “came alive”; @report, para. 2, section “Shops”: “in the" in text
    assert "Less, on this street. [@essay, para. 2]" in text
    assert "section “Shops”)" in words(pandoc(text, "-t", "html"))


def test_the_references_are_csl() -> None:
    data = yaml.safe_load(exported().split("---\n")[1])
    assert [item["id"] for item in data["references"]] == ["report", "essay"]
    assert data["references"][1]["issued"] == {"date-parts": [[2024, 3, 9]]}
    assert data["references"][1]["type"] == "article-newspaper"


def test_an_id_that_pandoc_would_cut_short_is_cited_whole() -> None:
    name = "2024--report-"
    report = msgspec.structs.replace(PLAIN.sources["report"], id=name)
    claim = Claim(text="c", evidence=(Evidence(at=f"{name}/shops/1"), Evidence(at="lost/1")))
    point = msgspec.structs.replace(PLAIN.themes[0].points[0], claims={"close": (claim,)})
    theme = msgspec.structs.replace(PLAIN.themes[0], points=(point,), stances={})
    made = msgspec.structs.replace(PLAIN, themes=(theme,), sources={name: report})
    text = exported(made)
    assert f"[@{{{name}}}, para. 1, section “Shops”] (lost/1)" in text
    assert f'id="ref-{name}"' in pandoc(text, "-t", "html")


def test_no_heading_or_quotation_ends_its_citation() -> None:
    made = of_nothing_but("A; B, p. 9 @x [y]; -@z {1} ]")
    assert "[@report, para. 1, section “A\\; B, p. 9 \\@x" in exported(made)
    html = pandoc(exported(made), "-t", "html", "--wrap=none")
    assert html.count('class="citation"') == pandoc(exported(), "-t", "html", "--wrap=none").count('class="citation"')
    assert "section “A; B, p. 9 @x [y]; -@z {1} ]”" in words(html)


def test_notes_and_what_is_left_out_are_there() -> None:
    text = exported(PLAIN, {"trade": "Ask the shops.\n\n- @one [@two]", "gone": "Old."}, minutes=0.6)
    assert "> | Ask the shops.\n> |\n> | - \\@one \\[\\@two\\]" in text
    assert "# Other notes" in text and "# What was left out" in text
    assert "Ask the shops." not in exported()
    assert "What happens to the shops?" not in exported(themes=("air",))


@cache
def shape(text: str) -> Shape:
    return read_with_pandoc_as_it_comes(text)


@pytest.mark.parametrize("start", range(0, len(samples.HOSTILE), 12))
def test_no_text_changes_the_structure_or_is_lost(start: int) -> None:
    plain, found = shape(exported(PLAIN, samples.notes())), shape(exported(hostile(start), samples.notes()))
    assert found.blocks == plain.blocks
    assert {**found.inline, "LineBlock": 0} == {**plain.inline, "LineBlock": 0}
    text = "".join(unicodedata.normalize("NFC", "".join("".join(found.texts).split())))
    for theme in hostile(start).themes:
        for field in (theme.title, theme.question, theme.overview, theme.crux or "", *theme.open_questions):
            assert unicodedata.normalize("NFC", "".join(one_line(field).split())) in text


TAGS = r'<(?!(?:/?(?:em|strong|i|b|br|div class="line|/div)\b))[^ />]+(?: class="[^"]*"| id="theme[^"]*")?'
"""The elements of a page; a note of several lines has more of them, and some styles set titles in italics."""


@pytest.mark.parametrize("text", samples.HOSTILE[::5], ids=range(0, len(samples.HOSTILE), 5))
def test_a_field_that_is_nothing_but_hostile_survives_citation_processing(text: str) -> None:
    assert elements(text) == elements("x")


@cache
def elements(text: str) -> list[str]:
    """The elements of the page on a briefing, with notes, that is nothing but the text."""
    notes = {"trade": text, "trade/takings": text}
    return re.findall(TAGS, pandoc(exported(of_nothing_but(text), notes), "-s", "-t", "html", "--wrap=none"))


@settings(max_examples=3, deadline=None, phases=(Phase.generate,))
@given(st.lists(TEXTS, min_size=60, max_size=60))
def test_escaped_text_is_read_back_as_it_was(texts: list[str]) -> None:
    blocks = [f"{_at_start(text)}\n\n# {_in(text)}\n\n- {_at_start(text)}\n\n> | {_in(text)}" for text in texts]
    found = shape("\n\n".join(blocks))
    assert found.blocks == ["Para", "heading 1", "BulletList", "BlockQuote"] * len(texts)
    expected = [one_line(text) for text in texts for _ in range(4)]
    squeezed = [["".join(unicodedata.normalize("NFC", t).split()) for t in both] for both in (found.texts, expected)]
    assert squeezed[0] == squeezed[1]
