"""The commands that begin a briefing of one's own, as someone types them."""

import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import samples
from terminal import BRIEFING, ENTER, ROOT, Terminal, terminal
from test_cli import Run, assert_refused, run, write_notes

from briefing import paths
from briefing.loader import Folder
from briefing.model import Name
from briefing.unwritten import GLYPH

__all__ = ["run"]

SOURCES = ROOT / "data" / "car-free-centre" / "sources"
FIRST, SECOND = str(SOURCES / "marchbrook.txt"), str(SOURCES / "ashgrave.txt")
NEEDED = ("--question", "Close it?", "--side", "Close", "--side", "Open", "--text", FIRST, "--text", SECOND)
PAGE = """<!doctype html><html><head><meta property="og:title" content="The [b]quiet[/b] street">
<meta name="author" content="Ada Quill"><meta name="date" content="2025-04-23"></head>
<body><p>Nobody misses the cars in it.</p><h2>Shops</h2><p>Takings rose in the second year.</p></body></html>"""


def test_options_alone_make_a_briefing_that_opens_and_checks(run: Run, tmp_path: Path) -> None:
    told = ("--author", "Marchbrook, Ilse", "--author", "", "--date", "2026-03-07", "--date", "")
    result = run("new", "./mine", *NEEDED, *told)
    assert (result.code, result.out) == (0, "")
    assert "Open it with `briefing ./mine`" in result.err
    assert run("check", "./mine").code == 0
    assert re.findall(r"^\w+: \d+ paragraphs$", result.err, re.MULTILINE) == [
        "marchbrook: 17 paragraphs",
        "ashgrave: 16 paragraphs",
    ]
    shown = run("show", "./mine")
    assert "I. Marchbrook" in shown.out or "Ilse Marchbrook" in shown.out
    assert (shown.code, shown.err) == (0, "")
    strict = run("check", "--strict", "./mine", "--format", "github")
    assert strict.code == 1
    assert all("todo" in line for line in strict.out.splitlines() if line.startswith("::"))
    source = Folder(tmp_path / "mine").source("marchbrook")
    assert (source.issued, source.title) == ("2026-03-07", "The Street That Learned to Walk")


def test_the_texts_lie_in_the_folder_only_if_that_is_asked_for(run: Run, tmp_path: Path) -> None:
    assert run("new", "own", *NEEDED, "--with-texts").code == 0
    assert run("new", "other", *NEEDED).code == 0
    assert len(list((tmp_path / "own").rglob("*.txt"))) == 2
    assert list((tmp_path / "other").rglob("*.txt")) == []
    assert not paths.texts_folder("own").exists()
    assert len(list(paths.texts_folder("other").iterdir())) == 2


def test_two_briefings_of_the_same_name_do_not_share_their_texts(run: Run, tmp_path: Path) -> None:
    for parent in ("a", "b"):
        (tmp_path / parent).mkdir()
        assert run("new", f"{parent}/mine", *NEEDED).code == 0
    assert [Folder(tmp_path / parent / "mine").about.id for parent in ("a", "b")] == ["mine", "mine-2"]


def test_a_page_fills_in_its_own_record(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE)
    result = run("new", "mine", *NEEDED[:6], "--text", "page.html", "--text", SECOND, "--no-input")
    assert result.code == 0
    source = Folder(tmp_path / "mine").source("ada-quill")
    assert (source.title, source.issued) == ("The [b]quiet[/b] street", "2025-04-23")
    assert source.author == (Name(literal="Ada Quill"),)
    assert "Author kept as one name, as an organisation's: Ada Quill. Of a person: Quill, Ada.\n" in result.err
    assert "# A person has `family` and `given`" in (tmp_path / "mine" / "sources" / "ada-quill.yaml").read_text()


def test_how_an_author_is_read_is_said_only_where_it_may_be_wrong(run: Run, tmp_path: Path) -> None:
    told = run("new", "mine", *NEEDED, "--author", "Marchbrook, Ilse", "--author", "Ashgrave Town Council").err
    assert "kept as one name" not in told


def test_lines_that_are_no_paragraphs_are_named_with_how_to_keep_them(run: Run, tmp_path: Path) -> None:
    (tmp_path / "short.txt").write_text("The title\n\nNobody misses the cars in it.\n\nBuild it soon\n")
    texts = ("--text", "short.txt", "--text", SECOND)
    told = run("new", "mine", *NEEDED[:6], *texts, "--no-input").err
    assert "  left out: line 5, a short line that heads no paragraph: Build it soon\ntobin-ashgrave: " in told
    assert "To keep a line, put it at the end of the paragraph above it" in told
    assert "line 1," not in told
    (tmp_path / "short.txt").write_text("The title\n\nNobody misses the cars in it.\nBuild it soon.\n")
    told = run("new", "again", *NEEDED[:6], *texts, "--no-input").err
    assert "left out" not in told.partition("tobin-ashgrave: ")[0]


def test_what_stands_around_an_article_is_named_too_but_for_its_title(run: Run, tmp_path: Path) -> None:
    byline = "By Mira Solberg, The Northline Review, 3 February 2026"
    foot = "\n\n".join(["Related", *(f"Another street {number}" for number in range(9))])
    (tmp_path / "a.txt").write_text(f"Nine Bins\n\n{byline}\n\nNobody misses the cars in it. None.\n\n{foot}\n")
    told = run("new", "mine", *NEEDED[:6], "--text", "a.txt", "--text", SECOND, "--no-input").err
    assert f"  left out: line 3, the page's head: {byline}\n" in told
    assert "  left out: line 15, the page's foot: Another street 3\n" in told
    assert "  left out: 5 more of the page's foot; `briefing outline FILE` lists them\n" in told
    assert "Nine Bins" not in told
    assert "Another street 4" not in told
    assert "To keep a line" not in told
    source = Folder(tmp_path / "mine").source("mira-solberg")
    assert (source.container_title, source.issued) == ("The Northline Review", "2026-02-03")


def test_a_byline_with_an_initial_is_not_called_a_caption(run: Run, tmp_path: Path) -> None:
    byline, standfirst = "<p>By Ann B. Reed</p>", "<p>They are too many for one street.</p>"
    for name, above, why in (("a", standfirst + byline, "a byline"), ("b", byline + standfirst, "the page's head")):
        article = f"<h1>Nine Bins</h1>{above}<h2>Why</h2><p>One is enough for me.</p>"
        (tmp_path / "page.html").write_text(f"<html>{article}</html>")
        told = run("new", name, *NEEDED[:6], "--text", "page.html", "--text", SECOND, "--no-input").err
        assert f", {why}: By Ann B. Reed\n" in told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "missing: --question, --side (twice), --text (twice)"),
        (NEEDED[2:], "missing: --question"),
        ((*NEEDED, "--side", "Third"), "--side is given 3 times"),
        ((*NEEDED, "--author", "A"), "--author is given once"),
        ((*NEEDED, "--date", "soon", "--date", ""), "`soon` is not a date"),
        ((*NEEDED, "--url", "www.example.org", "--url", ""), "`www.example.org` is not the address of a page"),
        ((*NEEDED[:2], "--side", "Same", "--side", "same", *NEEDED[6:]), "both sides are called `same`"),
        ((*NEEDED[:6], "--text", FIRST, "--text", FIRST), "marchbrook.txt: both sides have the same text"),
        ((*NEEDED[:2], "--side", " \t", "--side", "same", *NEEDED[6:]), "this cannot be left out"),
        ((*NEEDED[:6], "--text", "gone.txt", "--text", SECOND), "gone.txt: there is no such file"),
        ((*NEEDED[:6], "--text", "/dev/null", "--text", SECOND), "/dev/null: this is not an ordinary file"),
        ((*NEEDED[:6], "--text", "short.txt", "--text", SECOND), "short.txt: there is no paragraph in it"),
    ],
)
def test_what_is_missing_or_wrong_is_named_and_nothing_is_made(
    arguments: tuple[str, ...], told: str, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "short.txt").write_text("Menu\n")
    assert_refused(run("new", "mine", *arguments), told)
    assert [path.name for path in tmp_path.iterdir()] == ["short.txt"]


def test_a_file_is_found_whatever_its_name(run: Run, tmp_path: Path) -> None:
    for name in ("two  spaces.txt", " a tab\t.txt"):
        Path(tmp_path, name).write_text(Path(FIRST).read_text("utf-8"), "utf-8")
        assert run("new", f"of {name.strip()}", *NEEDED[:6], "--text", name, "--text", SECOND).code == 0


def test_a_full_folder_is_refused_before_anything_is_asked(run: Run, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    assert_refused(run("new", "full"), "full: the folder is not empty")
    assert_refused(run("copy", "car-free-centre", "full"), "full: the folder is not empty")
    assert_refused(run("copy", "car-free-centre", "no/new"), "no: there is no such folder")


def test_names_out_of_a_folder_stay_in_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    sides = ("--side", "../../../up", "--side", "/etc/\x1b[2J\x07")
    wrong = ("--author", "../../up, x", "--author", "\x1b]0;x\x07")
    result = run("new", "work/mine", *NEEDED[:2], *sides, *NEEDED[6:], *wrong, "--with-texts")
    assert result.code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["work"]
    assert [path.name for path in (tmp_path / "work").iterdir()] == ["mine"]
    assert "\x1b" not in result.err + (tmp_path / "work" / "mine" / "briefing.yaml").read_text()
    assert run("check", "work/mine").code == 0


def test_a_copy_opens_and_says_how(run: Run, tmp_path: Path) -> None:
    result = run("copy", "car-free-centre", "my copy")
    assert (result.code, result.out) == (0, "")
    assert f"Open it with `briefing {shlex.quote('my copy')}`" in result.err
    assert run("check", "--strict", "my copy").code == 0
    assert run("show", "my copy").out == run("show", "car-free-centre").out


def test_notes_are_copied_only_if_that_is_asked_for(run: Run, tmp_path: Path) -> None:
    own = samples.write(samples.briefing(), tmp_path / "own")
    write_notes(own, samples.notes())
    assert run("copy", "own", "bare").code == 0
    assert not (tmp_path / "bare" / "notes.yaml").exists()
    assert run("copy", "./own", "noted", "--with-notes").code == 0
    assert run("notes", "noted").out == run("notes", "own").out != ""
    assert_refused(run("copy", "nothing", "new"), "nothing")


def test_what_cannot_be_looked_into_is_not_copied(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = samples.write(samples.briefing(), tmp_path / "own")
    assert_refused(run("copy", "own", "made", "--with-notes", "--notes", "x" * 5000), "file name too long")
    (tmp_path / "gone.yaml").symlink_to("nowhere.yaml")
    assert_refused(run("copy", "own", "made", "--with-notes", "--notes", "gone.yaml"), "this is a link")
    look = Path.iterdir

    def refuse(path: Path) -> Iterator[Path]:
        if path.name == "themes":
            raise PermissionError(13, "Permission denied")
        return look(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert_refused(run("copy", "own", "made"), str(own.relative_to(tmp_path) / "themes"), "permission denied")
    assert not (tmp_path / "made").exists()


# In a terminal


def answer(it: Terminal, question: str, typed: str = "", *, times: int = 1) -> None:
    """Wait until something has been said so often, and the prompt stands behind it; answer then."""
    it.until(
        lambda: it.text.count(question) >= times and it.text.rstrip().endswith(":"), what=f"a prompt after {question!r}"
    )
    it.press(typed + ENTER)


def test_in_a_terminal_it_asks_and_proposes_what_the_texts_say(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE)
    with terminal((*BRIEFING, "new", "mine"), folder=tmp_path, columns=80) as it:
        it.shows("- says there is nothing.")
        answer(it, "The question that both texts argue about")
        answer(it, "this cannot be left out", "Close the centre?")
        answer(it, "The briefing's title [Close the centre?]")
        answer(it, "The first side's name", "Close it")
        answer(it, "Its text, a file", "gone.txt")
        answer(it, "gone.txt: there is no such file", "page.html")
        answer(it, "The piece's title [The [b]quiet[/b] street]")
        answer(it, "[Ada Quill]", "World Bank; Quill, Ada")
        answer(it, "- for an organisation [Bank, World; Quill, Ada]", "-")
        answer(it, "Newspaper, journal or site", "The Times")
        answer(it, "[2025-04-23]", "April")
        answer(it, "`April` is not a date", "-")
        answer(it, "  URL")
        answer(it, "The second side's name", "close it")
        answer(it, "both sides are called `close it`", "Keep it open")
        answer(it, "Its text, a file", FIRST, times=3)
        answer(it, "[The Street That Learned to Walk]")
        answer(it, "[Ilse Marchbrook]")
        answer(it, "Of a person Family, Given; - for an organisation [Marchbrook, Ilse]")
        answer(it, "Newspaper, journal or site", times=2)
        answer(it, "Date: 2025", times=3)
        answer(it, "URL", times=2)
        it.shows("Open it with `briefing mine`")
        assert it.ends() == 0
        assert it.is_as_before
    briefing = Folder(tmp_path / "mine").briefing()
    assert briefing.about.title == briefing.about.question == "Close the centre?"
    assert list(briefing.sources) == ["world-bank", "marchbrook"]
    assert briefing.sources["world-bank"].author == (Name(literal="World Bank"), Name(family="Quill", given="Ada"))
    assert briefing.sources["marchbrook"].author == (Name(family="Marchbrook", given="Ilse"),)
    assert briefing.sources["world-bank"].issued is None
    with terminal((*BRIEFING, "mine"), folder=tmp_path, columns=100) as it:
        it.shows("TODO: a theme", "Close it", "Keep it open", "Close the centre? (16 to write)", GLYPH)
        it.press("q")
        assert it.ends() == 0


@pytest.mark.parametrize("leave", [Terminal.interrupt, Terminal.end_of_input], ids=["Ctrl+C", "Ctrl+D"])
def test_leaving_in_the_middle_leaves_nothing_behind(leave: Callable[[Terminal], int], tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    with terminal((*BRIEFING, "new", "mine"), folder=tmp_path / "work") as it:
        answer(it, "The question that both texts argue about", "Close it?")
        it.shows("The briefing's title")
        assert leave(it) != 0
        assert "Traceback" not in it.text
    assert list((tmp_path / "work").iterdir()) == []


def test_with_no_input_nothing_is_asked_in_a_terminal_either(tmp_path: Path) -> None:
    with terminal((*BRIEFING, "new", "mine", *NEEDED, "--no-input"), folder=tmp_path) as it:
        it.shows("Open it with `briefing mine`")
        assert it.ends() == 0


def test_with_all_that_is_needed_nothing_is_asked_in_a_terminal(tmp_path: Path) -> None:
    with terminal((*BRIEFING, "new", "mine", *NEEDED), folder=tmp_path) as it:
        it.shows("Open it with `briefing mine`")
        assert it.ends() == 0
    assert "The briefing's title" not in it.text
    titles = [source.title for source in Folder(tmp_path / "mine").sources().values()]
    assert titles == ["The Street That Learned to Walk", "The Long Way Round"]


def test_what_is_given_is_not_asked_where_something_else_is_missing(tmp_path: Path) -> None:
    with terminal((*BRIEFING, "new", "mine", *NEEDED[2:]), folder=tmp_path) as it:
        answer(it, "The question that both texts argue about", "Close it?")
        answer(it, "The briefing's title [Close it?]")
        it.shows("The piece's title [The Street That Learned to Walk]")
        assert "side's name" not in it.text
        assert "Its text" not in it.text
        assert it.interrupt() != 0
