"""What holds for every format of the export: its name, its options, and how it is written."""

from pathlib import Path

import pytest
import samples
from markdown_readers import require
from test_cli import Run, assert_refused, own, run, write_notes

from briefing.errors import BriefingError, WriteRefused
from briefing.export import FLAVOURS, FORMATS, Options, described, find_format, render, render_files
from briefing.export.writing import write

__all__ = ["own", "run"]

PLAIN = samples.briefing()
PROSE = [name for name in FORMATS if name in ("markdown", "markdown-pandoc", "html", "text")]
"""The formats that say in words what they leave out."""


def texts(format: str, options: Options) -> str:
    """All that a format writes."""
    return "\n".join(render_files(format, PLAIN, samples.notes(), options, Path("x")).values())


def test_no_two_formats_have_the_same_name_or_suffix() -> None:
    assert [format.name for format in FORMATS.values()] == list(FORMATS)
    assert len({format.suffix.casefold() for format in FORMATS.values()}) == len(FORMATS)
    assert all((format.load is None) is not (format.load_folder is None) for format in FORMATS.values())
    assert set(FLAVOURS.values()) == {name for name in FORMATS if name.startswith("markdown")}


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_gives_the_same_bytes_twice(format: str) -> None:
    options = Options(notes=True)
    assert texts(format, options) == texts(format, options) != ""


@pytest.mark.parametrize("format", PROSE)
def test_one_perspective_s_answers_are_alone_and_it_is_said_whose(format: str) -> None:
    text = texts(format, Options(side="keep"))
    assert "Only one side’s answers are given here: Keep it open." in text
    for other in (
        "Takings rose by 12 %",
        "The street came alive",
        "Close it",
        "≠",
        "talk past",
        "Looked for",
        "partly",
    ):
        assert other not in text
    assert "Takings fell outside the summer." in text and "At night, at a price." in text


@pytest.mark.parametrize("format", FORMATS)
def test_no_answer_of_the_other_perspective_is_in_any_format(format: str) -> None:
    text = texts(format, Options(side="keep", themes=("trade",), minutes=5))
    assert "They rise slowly" not in text and "came alive" not in text and "Less, on this street" not in text


def test_the_time_of_one_perspective_counts_only_its_answers() -> None:
    text = render("text", PLAIN, {}, Options(side="keep", minutes=0.5, width=10_000))
    assert "titles, questions and one side’s answers" in text
    assert "Of these the answers have: Keep it open " in text and "Close it" not in text


@pytest.mark.parametrize("format", FORMATS)
def test_a_side_that_does_not_exist_is_refused(format: str) -> None:
    with pytest.raises(BriefingError, match="there is no side `left`") as caught:
        texts(format, Options(side="left"))
    assert caught.value.hint == "The sides are close, keep."


def test_a_flavour_names_a_format_of_its_own() -> None:
    for flavour, name in FLAVOURS.items():
        assert find_format("markdown", flavour).name == name
    with pytest.raises(BriefingError, match="no flavour `html`"):
        find_format("markdown", "html")


def written(folder: Path) -> list[str]:
    """Every file and folder below a folder."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def test_the_help_describes_every_format_and_flavour(run: Run) -> None:
    told = run("export", "--help").out
    assert all(f"  {line}\n" in told for line in described())
    assert all(flavour in told for flavour in FLAVOURS)


def test_several_formats_go_into_a_folder_that_is_made(run: Run, own: Path, tmp_path: Path) -> None:
    several = run("export", "own", "--format", "markdown, text", "-o", "out", "--theme", "air", "--side", "keep")
    assert (several.code, several.out) == (0, "")
    names = ["quiet-street-air-keep.md", "quiet-street-air-keep.txt"]
    assert written(tmp_path / "out") == names
    assert several.err == "".join(f"Written to out/{name}\n" for name in names)
    one = run("export", "own", "--format", "text", "--theme", "air", "--side", "keep")
    assert (tmp_path / "out" / names[1]).read_text() == one.out


def test_every_format_is_written_with_notes_and_refused_as_a_whole_if_one_file_is_there(
    run: Run, own: Path, tmp_path: Path
) -> None:
    write_notes(own, {"trade": "Ask the shops."})
    (tmp_path / "out").mkdir()
    last = list(FORMATS.values())[-1]
    mine = tmp_path / "out" / f"quiet-street{last.suffix}"
    mine.write_text("mine")
    every = ("export", "own", "-f", ",".join(FORMATS), "-o", "out")
    assert_refused(run(*every), "there is a file already", "--force")
    assert written(tmp_path / "out") == [mine.name] and mine.read_text() == "mine"
    assert run(*every, "--force").code == 0
    assert mine.read_text() != "mine"
    assert {f"quiet-street{format.suffix}" for format in FORMATS.values()} <= set(written(tmp_path / "out"))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("-f", "markdown,text"), "several formats go into a folder"),
        (("-f", "markdown,docx", "-o", "out"), "no format `docx`"),
        (("-f", "markdown,", "-o", "out"), "no format ``"),
        (("-f", "text", "--flavour", "gfm"), "--flavour is for markdown alone"),
        (("--flavour", "html"), "no flavour `html`"),
        (("--side", "left"), "no side `left`"),
        (("-f", "markdown,text", "-o", "no/such/out"), "there is no such folder"),
        (("-f", "markdown,text", "-o", "own/briefing.yaml", "--force"), "this is a file, not a folder"),
    ],
)
def test_what_cannot_be_written_is_refused_and_leaves_nothing(
    run: Run, own: Path, tmp_path: Path, arguments: tuple[str, ...], told: str
) -> None:
    before = written(tmp_path)
    assert_refused(run("export", "own", *arguments), told)
    assert written(tmp_path) == before


def test_a_format_given_twice_is_written_once(run: Run, own: Path, tmp_path: Path) -> None:
    assert run("export", "own", "-f", "text,text", "-o", "out.txt").code == 0
    assert (tmp_path / "out.txt").is_file()


def test_nothing_is_written_through_a_link_to_a_folder(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with pytest.raises(WriteRefused, match="this is a link"):
        write(["markdown", "text"], PLAIN, {}, Options(), tmp_path / "link", force=True)
    assert not written(tmp_path / "real")


def test_a_folder_that_was_made_for_nothing_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("briefing.files.os.fsync", full)
    with pytest.raises(WriteRefused, match="the disk is full"):
        write(["markdown", "text"], PLAIN, {}, Options(), tmp_path / "out", force=False)
    assert not written(tmp_path)


@pytest.mark.parametrize(("required", "outcome"), [("", pytest.skip.Exception), ("1", pytest.fail.Exception)])
def test_a_missing_reader_skips_a_test_and_fails_it_where_readers_are_required(
    monkeypatch: pytest.MonkeyPatch, required: str, outcome: type[BaseException]
) -> None:
    monkeypatch.setenv("BRIEFING_REQUIRE_READERS", required)
    with pytest.raises(outcome, match="no-such-reader is not installed"):
        require("no-such-reader")
