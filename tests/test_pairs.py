"""From two texts that someone saved to a page of the web: commands, and words written into the files."""

import asyncio
from pathlib import Path

import pytest
from pair_contents import LONG, SHORT
from pairs import Pair, fill
from selectolax.lexbor import LexborHTMLParser
from test_cli import Result, Run, run
from test_export_html import find
from tui_support import opened
from typing_pairs import Author

from briefing import paths
from briefing.article import read_article
from briefing.loader import Folder
from briefing.sources import outline
from briefing.text import count_words, one_line
from briefing.texts import plain_text

__all__ = ["run"]

PAIRS = pytest.mark.parametrize("pair", [SHORT, LONG], ids=["short", "long"])


def begun(run: Run, pair: Pair) -> Result:
    """Make the folder `mine` of a pair's texts, and give its sources the pair's ids."""
    each = [("--side", side.name, "--text", str(side.text), "--author", side.author) for side in pair.sides]
    made = run("new", "mine", "--question", pair.question, *each[0], *each[1], "--no-input")
    assert made.code == 0, made.err
    for perspective, side in zip(Folder(Path("mine")).about.perspectives, pair.sides, strict=True):
        assert perspective.id == side.id
        assert run("rename", "source", perspective.source, side.source, "mine").code == 0
    return made


def told(text: str) -> list[str]:
    """The headings and paragraphs of a text, as a pair's outline tells them."""
    lines = []
    for block in read_article(text).blocks:
        lines += [f"## {block.heading}"] if block.heading else []
        for paragraph in block.paragraphs:
            words = paragraph.split()
            lines.append(f"{' '.join(words[:3])} … {' '.join(words[-3:])} ({count_words(paragraph)})")
    return lines


@PAIRS
def test_a_new_briefing_has_the_paragraphs_of_its_texts_and_nothing_of_their_pages(pair: Pair, run: Run) -> None:
    begun(run, pair)
    folder = Folder(Path("mine"))
    for side in pair.sides:
        kept = plain_text(paths.attached_text("mine", side.source))
        assert told(kept) == side.outline
        assert folder.source(side.source).outline == outline(read_article(kept).blocks)


@PAIRS
def test_a_new_briefing_of_a_pair_opens_and_lacks_only_words(pair: Pair, run: Run) -> None:
    begun(run, pair)
    shown = run("show", "mine")
    assert (shown.code, shown.err) == (0, "")
    assert run("check", "mine").code == 0
    strict = run("check", "--strict", "mine", "--format", "github")
    assert strict.code == 1
    problems = [line for line in strict.out.splitlines() if line.startswith("::")]
    assert problems and all("todo" in line for line in problems)


@PAIRS
def test_the_outline_that_is_printed_is_that_of_the_new_briefing(pair: Pair, run: Run) -> None:
    begun(run, pair)
    for side in pair.sides:
        printed = run("outline", str(side.text)).out
        for section in Folder(Path("mine")).source(side.source).outline:
            assert all(paragraph.digest in printed for paragraph in section.paragraphs)
        assert printed.count("digest:") == sum(not line.startswith("## ") for line in side.outline)


def test_the_records_of_the_long_pair_are_read_from_its_pages(run: Run) -> None:
    each = [("--side", side.name, "--text", str(side.text)) for side in LONG.sides]
    assert run("new", "mine", "--question", LONG.question, *each[0], *each[1], "--no-input").code == 0
    dark, light = (Folder(Path("mine")).source(side.source) for side in Folder(Path("mine")).about.perspectives)
    assert dark.title == "Let Ostermoor Have Its Night Back"
    assert dark.author[0].full == "the Night Sky Society of Ostermoor"
    assert (light.title, light.container_title) == ("A City That Switches Itself Off", "The Ostermoor Courier")
    assert (light.issued, light.author[0].full) == ("2025-08-23", "Ostermoor Chamber of Evening Trades")
    assert light.url == "https://courier.ostermoor.example/opinion/night-order"


def assert_on_page(run: Run, pair: Pair, tmp_path: Path) -> None:
    """The page of the briefing `mine` has all that a pair says: its claims, their paragraphs, and the silences."""
    assert run("export", "mine", "--format", "html", "--output", "page.html").code == 0
    page = LexborHTMLParser((tmp_path / "page.html").read_text())
    written = Folder(tmp_path / "mine").briefing().themes
    assert [len(theme.points) for theme in written] == [len(theme.content.points) for theme in pair.themes]
    for theme, theirs in zip(pair.themes, written, strict=True):
        for point, its in zip(theme.content.points, theirs.points, strict=True):
            for side, claims in point.claims.items():
                for number, claim in enumerate(claims, 1):
                    at = find(page, f"[id='{theirs.id}/{its.id}/{side}/{number}']")
                    assert claim.text in one_line(find(at, "p, blockquote").text())
                    cited = [one_line(each.text()).split("¶")[1] for each in at.css(".evidence a")]
                    assert cited == [str(evidence).split("/")[-1] for evidence in claim.evidence]
            silent = one_line(find(page, f"article[id='{theirs.id}/{its.id}']").text())
            for words in point.silence.values():
                assert f"looked for: {', '.join(words)}" in silent.casefold()


@PAIRS
def test_a_pair_becomes_a_page_with_its_claims_evidence_and_silences(pair: Pair, run: Run, tmp_path: Path) -> None:
    begun(run, pair)
    fill(tmp_path / "mine", pair)
    checked = run("check", "--strict", "mine")
    assert checked.code == 0, checked.out
    assert_on_page(run, pair, tmp_path)


@pytest.mark.parametrize("pair", [SHORT, LONG._replace(themes=LONG.themes[:2])], ids=["short", "long"])
def test_a_pair_becomes_the_same_page_with_keys_and_commands_alone(pair: Pair, run: Run, tmp_path: Path) -> None:
    begun(run, pair)

    async def at_the_screen() -> None:
        async with opened(Folder(tmp_path / "mine"), size=(60, 20)) as it:
            await Author(it, pair).write()

    asyncio.run(at_the_screen())
    assert_on_page(run, pair, tmp_path)
    strict = run("check", "--strict", "mine", "--format", "github").out.splitlines()
    problems = [line for line in strict if line.startswith("::")]
    assert len(problems) == 5
    assert all("todo" in line and ("briefing.yaml" in line or "sources/" in line) for line in problems)


@PAIRS
def test_a_figure_that_is_not_in_the_text_is_found_in_the_filled_briefing(pair: Pair, run: Run, tmp_path: Path) -> None:
    begun(run, pair)
    fill(tmp_path / "mine", pair)
    theme = tmp_path / "mine" / "themes" / f"{pair.themes[0].id}.yaml"
    theme.write_text(theme.read_text().replace("€4", "€9"))
    assert "figure-not-found" in run("check", "mine", "--format", "github").out
