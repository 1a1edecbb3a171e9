"""The commands on texts, sources and claims, as someone types them."""

import re
import shutil
from pathlib import Path

import msgspec
import pytest
import samples
from markdown_it import MarkdownIt
from terminal import ROOT
from test_cli import Run, assert_refused, run
from test_documents import SHAPES, page
from text_samples import OTHER, PARAGRAPHS, source, text

from briefing import paths
from briefing.model import Claim, Evidence, Voice
from briefing.text import cell_width

__all__ = ["run"]
CAR_FREE = "car-free-centre"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The small briefing in the folder `own`; its report has the outline of the article."""
    made = samples.briefing()
    sources = {**made.sources, "report": source()}
    return samples.write(msgspec.structs.replace(made, sources=sources), tmp_path / "own")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A page with the article, as a browser saves it."""
    (tmp_path / "page.html").write_text(page(SHAPES["divisions"]))
    return tmp_path / "page.html"


# attach


def test_attach_answers_with_what_matches_and_where_the_copy_is(run: Run, own: Path, copy: Path) -> None:
    result = run("attach", "report", "page.html", "./own")
    assert result.code == 0
    assert result.out.startswith("report: 6 of 6 paragraphs match, ")
    assert result.err == f"Attached as {paths.attached_text('quiet-street', 'report')}\n"
    assert run("attach", "--list", "./own").out.splitlines() == [
        f"report: attached, 6 of 6 paragraphs, {paths.attached_text('quiet-street', 'report')}",
        "essay: no text",
    ]


def test_attach_refuses_another_text(run: Run, own: Path, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("\n\n".join(OTHER))
    assert_refused(run("attach", "report", "other.txt", "./own"), "mostly another text", "0 of 6 paragraphs", "50%")
    assert_refused(run("attach", "report", "gone.txt", "./own"), "there is no such file")
    assert_refused(run("attach", "reprot", "other.txt", "./own"), "Did you mean `report`?")


def test_attach_says_what_it_needs(run: Run, own: Path) -> None:
    assert_refused(run("attach"), "name a source and the file", "bpl and kortunov")
    assert_refused(run("attach", "report"), "name a source and the file")
    assert_refused(run("attach", "--list", "report", "x.txt", "./own"), "--list and --remove")


def test_attach_says_when_the_briefing_has_its_own_text(run: Run, own: Path, copy: Path) -> None:
    (own / "sources" / "report.txt").write_text(text())
    assert "a text of its own" in run("attach", "report", str(copy), "./own").err
    assert run("attach", "--list", "./own").out.startswith("report: in the briefing, 6 of 6 paragraphs, ")


def test_attach_never_writes_into_a_built_in_briefing(run: Run) -> None:
    essay = ROOT / "data" / CAR_FREE / "sources" / "ashgrave.txt"
    before = {path: path.stat().st_mtime_ns for path in (ROOT / "data").rglob("*")}
    assert "16 of 16 paragraphs match" in run("attach", "ashgrave", str(essay), CAR_FREE).out
    assert {path: path.stat().st_mtime_ns for path in (ROOT / "data").rglob("*")} == before
    assert paths.attached_text(CAR_FREE, "ashgrave").is_file()


def test_an_attached_copy_is_removed(run: Run, own: Path, copy: Path) -> None:
    run("attach", "report", str(copy), "./own")
    result = run("attach", "--remove", "report", "./own")
    assert (result.code, result.out) == (0, "")
    assert result.err.startswith("Removed ")
    assert "It was the text of `report` for every briefing with the id `quiet-street`" in result.err
    assert_refused(run("attach", "--remove", "report", "./own"), "no text is attached")


def test_attach_says_when_it_takes_the_place_of_another_copy(run: Run, own: Path, copy: Path) -> None:
    assert "takes the place" not in run("attach", "report", str(copy), "./own").err
    again = run("attach", "report", str(copy), "./own").err
    assert "the place of the copy that was attached before, for every briefing with the id `quiet-street`" in again


def test_a_copied_briefing_shares_the_attached_texts_and_takes_none_away(run: Run, own: Path, copy: Path) -> None:
    assert "count for both" not in run("copy", "./own", "early").err
    run("attach", "report", str(copy), "./own")
    assert (
        "Attached texts count for both: they go by the briefing's id, `quiet-street`."
        in run("copy", "./own", "second").err
    )
    renamed = run("rename", "source", "report", "survey", "./second")
    assert renamed.code == 0
    assert "is kept under both: other briefings with the id `quiet-street` may need it" in renamed.err
    for folder, name in (("./own", "report"), ("./second", "survey")):
        assert run("attach", "--list", folder).out.startswith(f"{name}: attached, 6 of 6 paragraphs, ")


def test_a_copy_that_was_damaged_is_listed_with_its_problem(run: Run, own: Path) -> None:
    damaged = paths.attached_text("quiet-street", "report")
    damaged.parent.mkdir(parents=True)
    damaged.write_bytes(b"\xff\xff")
    result = run("attach", "--list", "./own")
    assert result.code == 0
    assert "report: " in result.out
    assert "not UTF-8" in result.out
    assert "not UTF-8" in run("source", "report", "./own").out.replace("\n", " ")


# source


def test_source_prints_the_record_the_coverage_and_the_numbered_paragraphs(run: Run, own: Path) -> None:
    (own / "sources" / "report.txt").write_text(text())
    out = run("source", "report", "./own").out
    assert out.startswith("“The street report: what changed”, edited by the editors,")
    assert "report: 2 of 6 paragraphs cited" in out
    assert "Before the first heading [report]" in out
    assert "Shops [report/shops]" in out
    assert " ".join(out.split()).count(f" 1 {PARAGRAPHS[2]}") == 1
    assert max(cell_width(line) for line in out.splitlines() if "http" not in line) <= 80


def test_source_marks_a_cited_paragraph_with_its_claims(run: Run) -> None:
    lines = run("source", "marchbrook", CAR_FREE).out.splitlines()
    start = lines.index("What the Tills Said [marchbrook/what-the-tills-said]")
    cited = next(line for line in lines[start:] if "Cited by" in line)
    assert re.fullmatch(r"     Cited by trade/[a-z-]+ [a-z]+(; [a-z-]+/[a-z-]+ [a-z]+)*;?", cited)


def test_source_does_not_call_a_paragraph_cited_by_a_claim_that_says_todo(run: Run, tmp_path: Path) -> None:
    shutil.copytree(paths.builtin_folder(CAR_FREE), tmp_path / "mine")
    path = tmp_path / "mine/themes/trade.yaml"
    path.write_text(re.sub(r"text: >-\n(.*\n)*?( +evidence:)", r"text: TODO\n\2", path.read_text("utf-8")), "utf-8")
    out = run("source", "ashgrave", "./mine").out
    assert "Still to be written: trade/takings open" in out and "Cited by trade/takings open" not in out


def test_source_without_a_text_prints_the_outline_and_how_to_attach_a_copy(run: Run) -> None:
    out = run("source", "kortunov").out
    assert "briefing attach kortunov FILE\n" in out
    assert re.search(r"^  1  █+ 41 words$", out, re.MULTILINE)
    bars = {int(words): len(bar) for bar, words in re.findall(r"(█+) (\d+) words", out)}
    assert len(re.findall("█ ", out)) == 27
    assert bars[125] == 30
    assert sorted(bars.values()) == [bars[words] for words in sorted(bars)]


def test_source_tells_changed_and_missing_paragraphs(run: Run, own: Path) -> None:
    made = text().replace("12 %", "13 %").replace(PARAGRAPHS[5], "")
    (own / "sources" / "report.txt").write_text(made)
    out = " ".join(run("source", "report", "./own").out.split())
    assert "1 [It reads otherwise in the text at hand:] Takings rose by 13 %" in out
    assert "2 [It is not in the text at hand: 21 words]" in out
    assert "4 of its paragraphs are at hand word for word" in out


def test_source_without_a_name_prints_all_in_short(run: Run) -> None:
    out = run("source").out
    assert "briefing attach bpl FILE" in out
    assert "kortunov: 27 of 27 paragraphs cited" in out
    assert "█" not in out
    assert "ashgrave" in run("source", CAR_FREE).out


def test_source_names_the_folder_in_the_command_that_attaches(run: Run, own: Path, tmp_path: Path) -> None:
    shutil.copytree(own, tmp_path / "my own")
    assert "briefing attach report FILE './my own'\n" in run("source", "report", "./my own").out


def test_source_takes_name_and_folder_in_either_order(run: Run, own: Path) -> None:
    assert run("source", "./own", "report").out == run("source", "report", "./own").out


def test_an_unknown_source_is_told(run: Run, own: Path) -> None:
    assert_refused(run("source", "esay", "./own"), "no source `esay`", "Did you mean `essay`?")


# cite


def test_cite_prints_one_claim_with_the_paragraph_it_rests_on(run: Run, own: Path) -> None:
    assert run("cite", "air/noise/close/1", "./own").out.startswith(
        "**Close it:** By day it is.\n\n- “The street report: what changed”, "
    )


def test_cite_prints_all_claims_on_a_point_and_who_is_silent(run: Run, own: Path) -> None:
    out = run("cite", "trade/takings", "./own").out
    assert out.count("**Close it:**") == 2
    assert out.count("**Keep it open:**") == 3
    assert "**Keep it open:** Editor: The two count different months." in out
    assert ": “came alive”\n" in out
    silent = run("cite", "trade/deliveries", "./own").out
    assert "**Close it:** Does not address this. Looked for: delivery, lorry." in silent
    assert "Does not address" not in run("cite", "trade/deliveries/keep/1", "./own").out


def test_cite_does_not_say_a_quote_twice(run: Run, tmp_path: Path) -> None:
    made = samples.briefing()
    quote = Claim(text="came alive", voice=Voice.QUOTE, evidence=(Evidence(at="report/shops/2", quote="came alive"),))
    point = msgspec.structs.replace(made.themes[1].points[0], claims={"close": (quote,)}, silence={"keep": ("x",)})
    theme = msgspec.structs.replace(made.themes[1], points=(point,))
    samples.write(msgspec.structs.replace(made, themes=(made.themes[0], theme)), tmp_path / "own")
    assert run("cite", "air/soot/close/1", "./own").out.count("came alive") == 1


def test_cite_names_the_section_the_paragraph_and_the_address(run: Run) -> None:
    out = run("cite", "trade/volume/limits/1").out
    assert re.search(r"^- Andrei Kortunov, .*, section “[^”]+”, paragraph \d+, <https://www\.toutiao\.com/", out, re.M)


@pytest.mark.parametrize("hostile", samples.HOSTILE[:20])
def test_what_cite_prints_is_no_markup(run: Run, tmp_path: Path, hostile: str) -> None:
    samples.write(samples.briefing(lambda said: f"{said} {hostile}"), tmp_path / "own")
    shown = MarkdownIt("gfm-like").render(run("cite", "air/noise/close/1", "./own").out)
    assert set(re.findall(r"<(\w+)", shown)) <= {"p", "strong", "ul", "li", "a"}


def test_an_unknown_claim_is_told_with_what_comes_near(run: Run) -> None:
    assert_refused(run("cite", "trade/volum/limits/1"), "no point `trade/volum`", "Did you mean `trade/volume`?")
    assert_refused(run("cite", "trade/volume/limits/99"), "no `99`", "`trade/volume/limits/")


# list, names


def library(name: str, own: Path) -> Path:
    folder = paths.library_folder() / name
    shutil.copytree(own, folder)
    return folder


def test_list_names_the_built_in_briefings_and_those_in_the_library(run: Run, own: Path) -> None:
    library("my street", own)
    lines = run("list").out.splitlines()
    assert [re.split(r"  +", line)[0] for line in lines] == [CAR_FREE, "us-russia-cooperation", "my street"]
    assert re.split(r"  +", lines[2])[1:] == ["A quiet main street", str(paths.library_folder() / "my street")]
    assert str(paths.library_folder()) in run("list").err


def test_a_broken_briefing_in_the_library_is_listed_with_its_problem(run: Run, own: Path) -> None:
    (library("broken", own) / "briefing.yaml").write_text("id: [")
    (paths.library_folder() / "empty").mkdir()
    (paths.library_folder() / "escape\x1b").mkdir()
    (paths.library_folder() / ".hidden").mkdir()
    (paths.library_folder() / "file").touch()
    result = run("list")
    assert result.code == 0
    assert re.search(r"^broken +cannot be opened: .*briefing\.yaml:\d+:\d+: yaml ", result.out, re.MULTILINE)
    assert re.search(r"^empty +cannot be opened: .*the folder is empty", result.out, re.MULTILINE)
    assert "\x1b" not in result.out
    assert "hidden" not in result.out
    assert len(result.out.splitlines()) == 5


@pytest.mark.parametrize(
    "command",
    [("themes", "street"), ("source", "street"), ("source", "report", "street"), ("cite", "air/soot", "street"),
     ("attach", "--list", "street"), ("export", "street"), ("show", "street"),
     ("show", "air", "street"), ("notes", "street")],
)  # fmt: skip
def test_a_briefing_in_the_library_is_known_by_its_name(run: Run, own: Path, command: tuple[str, ...]) -> None:
    library("street", own)
    result = run(*command)
    assert result.code == 0, result.err


def test_a_briefing_in_the_library_is_checked_by_its_name(run: Run, own: Path) -> None:
    library("street", own)
    assert str(paths.library_folder() / "street" / "themes") in run("check", "street").out


@pytest.mark.parametrize("words", [("outlines",), ("open", "outlines")])
def test_a_briefing_with_a_name_like_a_command_is_opened(run: Run, own: Path, words: tuple[str, ...]) -> None:
    library("outlines", own)
    assert_refused(run(*words), "this is none")


def test_a_folder_here_counts_before_the_library_and_that_before_what_is_built_in(
    run: Run, own: Path, tmp_path: Path
) -> None:
    assert "health" in run("themes", CAR_FREE).out
    library(CAR_FREE, own)
    assert "soot" not in run("themes", CAR_FREE).out
    assert "Air and noise" in run("themes", CAR_FREE).out
    shutil.copytree(ROOT / "data" / "us-russia-cooperation", tmp_path / CAR_FREE)
    assert "arms-control" in run("themes", CAR_FREE).out


def test_a_theme_counts_before_a_briefing_of_the_same_name(run: Run, own: Path) -> None:
    library("trade", own)
    assert "Theme 7: Trade" in run("show", "trade").out
    assert "Theme 1: Shops and trade" in run("show", "trade", "./own").out


def test_a_name_leads_to_no_folder_outside_of_the_library(run: Run, own: Path) -> None:
    shutil.copytree(own, paths.data_folder() / "outside")
    paths.library_folder().mkdir(parents=True)
    assert_refused(run("themes", "../outside"), "there is no such folder")
