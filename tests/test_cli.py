"""The commands, as someone types them; what needs a real terminal is in test_terminal.py."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import samples
from terminal import BRIEFING, ROOT

from briefing import __version__, lookup
from briefing.__main__ import main
from briefing.notes import NoteStore

COMMANDS = (
    "open", "present", "show", "themes", "overview", "export", "check", "notes", "outline", "attach", "source", "cite",
    "list", "search", "diff", "new", "copy", "draft", "fmt", "rename", "import", "schema", "serve", "settings",
)  # fmt: skip
BUILT_IN = ROOT / "data" / "us-russia-cooperation"


class Result:
    """What a command printed, and its exit code."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Runs a command in this process, in the test's folder, its output to a pipe."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")

    def run(*arguments: str) -> Result:
        monkeypatch.setattr(sys, "argv", ["briefing", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        told = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return Result(ended.value.code, told.out, told.err)

    return run


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A small briefing in the folder `own`, without notes."""
    return samples.write(samples.briefing(), tmp_path / "own")


def environment(**variables: str) -> dict[str, str]:
    """The test's own environment, in which Python buffers what it prints, and the program to import."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHON": sys.executable, **variables}


def process(*arguments: str, **variables: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command in a process of its own."""
    return subprocess.run([*BRIEFING, *arguments], env=environment(**variables), capture_output=True, check=False)


def shell(line: str) -> subprocess.CompletedProcess[bytes]:
    """Run a line in bash in which `briefing` is the program."""
    text = f'set -o pipefail; briefing() {{ "$PYTHON" -m briefing "$@"; }}; {line}'
    return subprocess.run(["bash", "-c", text], env=environment(), capture_output=True, check=False)


def assert_refused(result: Result, *told: str) -> None:
    """One message and one hint on stderr, nothing on stdout, exit code 2."""
    assert result.code == 2
    assert result.out == ""
    assert result.err.startswith("briefing: ")
    assert len(result.err.splitlines()) == 2, result.err
    assert "Traceback" not in result.err
    for text in told:
        assert text in result.err


def write_notes(own: Path, texts: dict[str, str], file: Path | None = None) -> Path:
    """Notes on the small briefing, in its own folder or another file."""
    file = file or own / "notes.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    store = NoteStore.open(file, briefing="quiet-street", backups=file.parent / "b", locks=file.parent / "l")
    for target, text in texts.items():
        store.set(target, text)
    store.save()
    return file


# Help and version


def test_the_help_lists_every_command_and_says_how_to_open_a_folder(run: Run) -> None:
    result = run("--help")
    assert result.code == 0
    assert "[FOLDER | COMMAND" in result.out
    listed = re.findall(r"^  (\w+) {2,}\S", result.out, re.MULTILINE)
    assert tuple(listed) == COMMANDS
    assert "..." not in result.out.split("Commands:")[1], "no line is cut short"


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)])
@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_every_help_shows_an_example(run: Run, command: tuple[str, ...], flag: str) -> None:
    result = run(*command, flag)
    assert result.code == 0
    assert f"briefing {' '.join(command)}".strip() in result.out.split("Example: ")[1]


def test_the_version(run: Run) -> None:
    assert run("--version").out == f"briefing {__version__}\n"
    assert run("--version", "show").out == f"briefing {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("show", "--bogus"), "--bogus"),
        (("--bogus",), "--bogus"),
        (("export", "-o"), "requires an argument"),
        (("themes", "a", "b"), "unexpected extra argument"),
        (("outline",), "Missing argument"),
    ],
)
def test_wrong_usage_is_told_with_where_to_look(run: Run, arguments: tuple[str, ...], told: str) -> None:
    assert_refused(run(*arguments), told, "--help` shows how it is used")


@pytest.mark.parametrize(("typed", "meant"), [("exprot", "export"), ("Show", "show"), ("theme", "themes")])
def test_a_mistyped_command_hints_at_the_right_one(run: Run, typed: str, meant: str) -> None:
    assert_refused(run(typed), typed, f"Did you mean `briefing {meant}`?")
    assert_refused(run(typed, "-o", "file"), f"Did you mean `briefing {meant}`?")


def test_a_folder_that_looks_like_a_command_is_a_folder(run: Run, tmp_path: Path) -> None:
    samples.write(samples.briefing(), tmp_path / "exprot")
    assert_refused(run("exprot"), "this is none")
    assert_refused(run("./chekc"), "there is no such folder")


@pytest.mark.parametrize(
    ("typed", "meant"), [("car-free", "car-free-centre"), ("us-rusia-coperation", "us-russia-cooperation")]
)
@pytest.mark.parametrize("command", ["", "themes", "check", "copy"])
def test_a_mistyped_name_hints_at_the_right_one(run: Run, command: str, typed: str, meant: str) -> None:
    before, behind = [command] if command else [], ["./new"] if command == "copy" else []
    assert_refused(run(*before, typed, *behind), f"{typed}: there is no such folder", f"Did you mean `{meant}`?")


def test_a_word_that_names_nothing_is_told_where_the_names_and_the_commands_stand(run: Run) -> None:
    assert_refused(run("frobnicate"), "no briefing of this name", "`briefing list`", "`briefing --help`")


# Folders


@pytest.mark.parametrize("command", ["", "open", "show", "themes", "overview", "export", "check", "notes"])
def test_a_folder_that_is_no_briefing_gives_one_clear_message(run: Run, tmp_path: Path, command: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "letter.txt").touch()
    before = [command] if command else []
    for folder, told in (
        ("./nowhere", "there is no such folder"),
        ("./empty", "the folder is empty"),
        ("./other", "no briefing.yaml"),
        ("./other/letter.txt", "not a folder"),
        ("./" + "long" * 100, "too long"),
        ("~nobody-has-this-name/own", "there is no such folder"),
    ):
        assert_refused(run(*before, folder), told)


@pytest.mark.parametrize("command", ["open", "themes", "overview", "copy"])
def test_a_word_that_is_too_long_for_a_name_is_no_briefing(run: Run, command: str) -> None:
    assert_refused(run(command, "long" * 1000, *(["./new"] if command == "copy" else [])), "too long")


@pytest.mark.parametrize("command", ["show", "export"])
def test_every_problem_of_a_broken_folder_is_told_and_not_only_the_first_file_s(
    run: Run, own: Path, command: str
) -> None:
    break_everywhere(own)
    result = run(command, "./own")
    assert result.code == 2
    assert result.out == ""
    for file in ("themes/trade.yaml", "themes/air.yaml", "sources/essay.yaml"):
        assert re.search(rf"^own/{file}:\d+:\d+: [a-z-]+ .", result.err, re.MULTILINE)
    assert "Traceback" not in result.err


def break_everywhere(own: Path) -> None:
    """An unknown key, a missing file and broken YAML."""
    trade = own / "themes" / "trade.yaml"
    trade.write_text(trade.read_text() + "colour: red\n")
    (own / "themes" / "air.yaml").unlink()
    (own / "sources" / "essay.yaml").write_text("id: [essay\n")


@pytest.mark.parametrize("text", ["", "\x00\x01", "id: [", "schema_version: 1\n", "- a\n- b\n", "&a {b: *a}\n", "text"])
@pytest.mark.parametrize("command", ["show", "themes", "overview", "notes", "export"])
def test_a_broken_briefing_yaml_is_told_at_its_line(run: Run, own: Path, text: str, command: str) -> None:
    (own / "briefing.yaml").write_text(text)
    result = run(command, "./own")
    assert result.code == 2
    assert re.match(r"own/briefing\.yaml:\d+:\d+: [a-z-]+ .", result.err)
    assert "Traceback" not in result.err


def test_a_theme_can_be_shown_while_another_one_is_broken(run: Run, own: Path) -> None:
    (own / "themes" / "air.yaml").write_text("id: [")
    assert "Theme 1: Shops and trade" in run("show", "trade", "./own").out
    assert "Shops and trade" in run("export", "./own", "--theme", "trade").out
    assert run("show", "./own").code == 2


# show, themes


def test_show_prints_the_built_in_briefing_as_lines_to_a_pipe(run: Run) -> None:
    result = run("show")
    assert result.code == 0
    assert result.err == ""
    assert result.out.startswith("Bridging or bounded?\n")
    assert len(re.findall(r"^Theme \d+: ", result.out, re.MULTILINE)) == 10
    assert max(len(line) for line in result.out.splitlines() if "http" not in line) <= 80


@pytest.mark.parametrize("theme", ["trade", "7", "07"])
def test_show_prints_one_theme_by_id_or_number(run: Run, theme: str) -> None:
    out = run("show", theme).out
    assert re.findall(r"^Theme .*", out, re.MULTILINE) == ["Theme 7: Trade, investment and industry"]


@pytest.mark.parametrize("arguments", [("air", "./own"), ("./own", "air"), ("2", "own"), ("own", "2")])
def test_show_takes_theme_and_folder_in_either_order(run: Run, own: Path, arguments: tuple[str, str]) -> None:
    out = run("show", *arguments).out
    assert re.findall(r"^Theme .*", out, re.MULTILINE) == ["Theme 2: Air and noise"]


@pytest.mark.parametrize("folder", ["./own", "own"])
def test_show_prints_a_folder_s_themes(run: Run, own: Path, folder: str) -> None:
    out = run("show", folder).out
    assert re.findall(r"^Theme .*", out, re.MULTILINE) == ["Theme 1: Shops and trade", "Theme 2: Air and noise"]


@pytest.mark.parametrize("command", ["show", "check", "themes", "export"])
def test_a_separator_at_the_end_of_a_name_or_a_folder_changes_nothing(run: Run, own: Path, command: str) -> None:
    for named in ("car-free-centre", str(own)):
        with_separator, without = run(command, f"{named}/"), run(command, named)
        assert without.code == 0
        assert (with_separator.code, with_separator.out) == (0, without.out)


def test_a_built_in_briefing_can_be_named(run: Run) -> None:
    assert run("themes", "us-russia-cooperation").out == run("themes").out


@pytest.mark.parametrize("theme", ["nope", "0", "3", pytest.param("9" * 5000, id="digits"), "-1x", "²", "", "AIR"])
def test_an_unknown_theme_is_told_with_the_known_ones(run: Run, own: Path, theme: str) -> None:
    assert_refused(run("export", "./own", f"--theme={theme}"), f"there is no theme `{theme}`", "trade, air")


def test_themes_lists_number_id_and_title(run: Run, own: Path) -> None:
    assert run("themes", "./own").out == "  1  trade  Shops and trade\n  2  air    Air and noise\n"


def test_a_title_of_several_lines_is_listed_on_one(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = samples.briefing(lambda text: f"{text}\nTwo")
    samples.write(made, tmp_path / "lines")
    assert len(run("themes", "./lines").out.splitlines()) == len(made.themes)
    monkeypatch.setenv("BRIEFING_DATA_DIR", str(tmp_path))
    known = len(run("list").out.splitlines())
    samples.write(made, tmp_path / "library" / "lines")
    assert len(run("list").out.splitlines()) == known + 1


# export


def test_export_writes_markdown_to_standard_output(run: Run, own: Path) -> None:
    result = run("export", "./own")
    assert result.code == 0
    assert result.err == ""
    assert result.out.startswith("---\ntitle: A quiet main street\n")
    assert result.out == run("export", "./own", "-o", "-").out


def test_export_s_options_reach_the_format(run: Run, own: Path) -> None:
    write_notes(own, {"trade": "Ask the shops."})
    assert "Ask the shops." in run("export", "./own").out
    assert "Ask the shops." not in run("export", "./own", "--no-notes").out
    assert "Air and noise" not in run("export", "./own", "-t", "1").out
    first, second = (run("export", "./own", *swap).out for swap in ((), ("--swap",)))
    assert first.index("Close it") < first.index("Keep it open")
    assert second.index("Keep it open") < second.index("Close it")
    assert run("export", "./own", "--format", "text").out.startswith("A quiet main street\n")
    assert_refused(run("export", "./own", "-f", "docx"), "no format `docx`", "markdown")


def test_export_writes_a_file_and_overwrites_it_only_when_told(run: Run, own: Path, tmp_path: Path) -> None:
    file = tmp_path / "out.md"
    written = run("export", "./own", "-o", str(file))
    assert (written.code, written.out) == (0, "")
    assert str(file) in written.err
    text = file.read_text()
    assert text == run("export", "./own").out
    file.write_text("mine")
    assert_refused(run("export", "./own", "-o", str(file)), "there is a file already", "--force")
    assert file.read_text() == "mine"
    assert run("export", "./own", "-o", str(file), "--force").code == 0
    assert file.read_text() == text


def test_export_never_follows_a_link_and_makes_no_folder(run: Run, own: Path, tmp_path: Path) -> None:
    (tmp_path / "target").write_text("mine")
    link = tmp_path / "link.md"
    link.symlink_to(tmp_path / "target")
    assert_refused(run("export", "./own", "-o", str(link), "--force"), "this is a link")
    assert (tmp_path / "target").read_text() == "mine"
    assert_refused(run("export", "./own", "-o", "./missing/out.md"), "there is no such folder")
    assert not (tmp_path / "missing").exists()
    (tmp_path / "folder").mkdir()
    (tmp_path / "linked").symlink_to(tmp_path / "folder")
    assert_refused(run("export", "./own", "-o", "linked", "--force"), "this is a link")
    assert_refused(run("export", "./own", "-o", ""), "no file is named")
    assert_refused(run("export", "./own", "-o", "missing/"), "missing/: there is no such folder")
    assert not any((tmp_path / "folder").iterdir())


@pytest.mark.parametrize("folder", ["out", "out/", ".", "..", "with.ending"])
@pytest.mark.parametrize(("format", "suffix"), [("html", ".html"), ("csl", ".csl.json"), (None, ".md")])
def test_a_file_goes_into_a_folder_that_is_there_under_the_briefing_s_name(
    run: Run, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str, format: str | None, suffix: str
) -> None:
    (tmp_path / "here" / folder).mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(tmp_path / "here")
    wanted = ("export", str(own), "-o", folder, *(("-f", format) if format else ()), "--theme", "trade")
    made = tmp_path / "here" / folder / f"quiet-street-trade{suffix}"
    result = run(*wanted)
    assert (result.code, result.err) == (0, f"Written to {Path(folder) / made.name}\n")
    made.write_text("mine")
    assert_refused(run(*wanted), "there is a file already", "--force")
    assert made.read_text() == "mine"
    assert run(*wanted, "--force").code == 0
    assert made.read_text() != "mine"


def test_a_format_that_is_a_folder_is_the_folder_that_is_named(run: Run, own: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert run("export", "./own", "-f", "markdown-obsidian", "-o", "out").err == "Written to out\n"
    assert "A quiet main street.md" in [path.name for path in (tmp_path / "out").iterdir()]


# notes


def test_notes_are_printed_with_what_they_are_on(run: Run, own: Path) -> None:
    write_notes(own, {"trade": "Ask the shops.\n\n- twice", "trade/takings": "Which year?"})
    result = run("notes", "./own")
    assert result.out == "trade\nAsk the shops.\n\n- twice\n\ntrade/takings\nWhich year?\n"
    assert result.code == 0


def test_saved_notes_that_are_gone_are_told(run: Run, own: Path) -> None:
    file = write_notes(own, {"trade": "Ask the shops.", "air": "When?"})
    store = lookup.find_notes(lookup.find_folder("./own"))
    store.set("trade", "Ask all of them.")
    store.save()
    file.write_text(file.read_text().replace("  air:", "  fair:"))
    for command in ("notes", "show"):
        told = run(command, "./own")
        assert (told.code, "no longer whole: `air`" in told.err) == (0, True)


def test_where_there_are_no_notes_it_is_told_how_to_write_one(run: Run, own: Path) -> None:
    result = run("notes", "./own")
    assert (result.code, result.out) == (0, "")
    assert "n writes one" in result.err


def test_the_notes_file_is_the_option_s_then_the_environment_s_then_the_usual_one(
    run: Run, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("notes", "./own", "--path").out == "own/notes.yaml\n"
    assert run("notes", "--path").out == f"{tmp_path}/data/notes/us-russia-cooperation.yaml\n"
    monkeypatch.setenv("BRIEFING_DATA_DIR", str(tmp_path / "elsewhere"))
    assert run("notes", "--path").out == f"{tmp_path}/elsewhere/notes/us-russia-cooperation.yaml\n"
    monkeypatch.setenv(
        "BRIEFING_NOTES", str(write_notes(own, {"trade": "From the environment."}, tmp_path / "env.yaml"))
    )
    assert "From the environment." in run("show", "./own").out
    option = str(write_notes(own, {"trade": "From the option."}, tmp_path / "option.yaml"))
    for command in ("show", "export", "notes"):
        out = run(command, "./own", "--notes", option).out
        assert "From the option." in out
        assert "From the environment." not in out


@pytest.mark.parametrize("command", ["notes", "show", "export", "open"])
@pytest.mark.parametrize("by", ["--notes", "BRIEFING_NOTES"])
def test_a_notes_file_in_a_missing_folder_is_told_at_once(
    run: Run, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by: str, command: str
) -> None:
    monkeypatch.setattr("briefing.opening.refuse_without_terminal", lambda: None)
    (tmp_path / "file").touch()
    for folder in ("missing", "file", "x" * 300):
        named = str(tmp_path / folder / "notes.yaml")
        if by == "BRIEFING_NOTES":
            monkeypatch.setenv(by, named)
        result = run(command, "./own", *(["--notes", named] if by == "--notes" else []))
        assert_refused(result, f"{named}: there is no such folder for your notes", f"another file with {by}.")
    assert not (tmp_path / "missing").exists()


def test_damaged_notes_are_told_and_left_as_they_are(run: Run, own: Path) -> None:
    file = own / "notes.yaml"
    file.write_text("notes: [\n")
    printed = run("notes", "./own")
    assert (printed.code, printed.out) == (2, "")
    assert re.match(r"\S*own/notes\.yaml:\d+:\d+: ", printed.err)
    for command in ("show", "export"):
        result = run(command, "./own")
        assert result.code == 0
        assert "Shops and trade" in result.out
        assert "own/notes.yaml:" in result.err
        assert "Your notes are left out." in result.err
    assert file.read_text() == "notes: [\n"
    assert run("export", "./own", "--no-notes").err == ""


# outline


def test_outline_prints_yaml_and_tells_what_it_left_out(run: Run, tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text(
        "Home\n\nThe first paragraph ends as a sentence does.\n\n## A heading\n\nThe second one does so too.\n"
    )
    result = run("outline", "text.txt")
    assert result.code == 0
    assert result.out.startswith("outline:\n  - heading: null\n")
    assert 'heading: "A heading"' in result.out
    assert "first paragraph" not in result.out
    assert "left out: line 1, " in result.err


def test_outline_says_how_to_keep_a_short_last_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("The first paragraph ends as a sentence does.\n\nBuild it.\n")
    told = run("outline", "text.txt").err
    assert "left out: line 3, a short line that heads no paragraph: Build it.\nTo keep a line, " in told
    (tmp_path / "text.txt").write_text("Home\n\nThe first paragraph ends as a sentence does.\n")
    assert "To keep" not in run("outline", "text.txt").err


def test_outline_reads_a_page_as_new_does(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<html><nav>Home</nav><h2>Shops</h2><p>Takings rose again this year.</p>")
    result = run("outline", "page.html")
    assert 'heading: "Shops"' in result.out and result.out.count("digest") == 1


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "there is no paragraph in it"),
        (b"\x00\xff\xfe\x80binary", "this is not UTF-8 text"),
        (b"word. " * (2 << 20), "longer than 10 MiB"),
    ],
)
def test_outline_of_what_is_no_article_gives_one_clear_message(
    run: Run, tmp_path: Path, content: bytes, told: str
) -> None:
    (tmp_path / "text.txt").write_bytes(content)
    assert_refused(run("outline", "text.txt"), told)


def test_outline_of_what_is_no_file_gives_one_clear_message(run: Run, tmp_path: Path) -> None:
    assert_refused(run("outline", "missing.txt"), "there is no such file")
    assert_refused(run("outline", str(tmp_path)), "this is a folder")
    os.mkfifo(tmp_path / "pipe")
    assert_refused(run("outline", "pipe"), "not an ordinary file")


# Names and streams that are not as they should be

STRANGE = "a\x1b]0;owned\x07\nb\u202e"


@pytest.mark.parametrize(
    "arguments",
    [
        ("themes", f"./{STRANGE}"),
        (f"./{STRANGE}",),
        (STRANGE,),
        ("show", STRANGE),
        ("outline", STRANGE),
        ("export", "-o", f"./missing/{STRANGE}"),
        ("export", "-f", STRANGE),
        ("themes", "a", STRANGE),
        ("show", f"--{STRANGE}"),
    ],
)
def test_strange_names_are_cleaned_in_messages(run: Run, arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.code == 2
    assert "owned" in result.err
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", result.out + result.err)


def test_strange_names_work(run: Run, tmp_path: Path) -> None:
    folder = samples.write(samples.briefing(), tmp_path / STRANGE)
    assert run("themes", str(folder)).code == 0
    written = run("export", str(folder), "-o", f"./{STRANGE}.md")
    assert written.code == 0
    assert (tmp_path / f"{STRANGE}.md").is_file()
    told = run("notes", str(folder), "--path")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", written.err + told.out)


def test_a_name_that_is_not_utf_8_gives_no_traceback() -> None:
    done = shell("briefing show $'./\\xff\\xfe'")
    assert done.returncode == 2
    assert b"there is no such folder" in done.stderr


@pytest.mark.parametrize("command", ["show", "show trade", "export", "themes", "notes --path"])
def test_a_reader_that_goes_away_is_no_error(command: str) -> None:
    for reader in ("head -1", "true"):
        done = shell(f"briefing {command} | {reader}")
        assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_full_disk_is_told(run: Run) -> None:
    done = shell("briefing show >/dev/full")
    assert done.returncode == 2
    assert done.stderr.startswith(b"briefing: standard output: no space left")
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_gives_no_traceback(closed: str) -> None:
    for command in ("", "show trade", "themes"):
        done = shell(f"briefing {command} {closed}")
        assert done.returncode in (0, 2)
        assert b"Traceback" not in done.stderr + done.stdout


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_what_an_old_terminal_cannot_show_becomes_a_question_mark(encoding: str) -> None:
    for arguments in (("show", "trade"), ("export",), ("themes",)):
        done = process(*arguments, PYTHONIOENCODING=encoding)
        assert done.returncode == 0
        assert done.stderr == b""
    assert b"America" in process("show", "trade", PYTHONIOENCODING=encoding).stdout
    assert b"countries? strengths" in process("show", PYTHONIOENCODING="ascii").stdout


def test_ctrl_c_ends_with_the_usual_code(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(lookup, "find_folder", interrupted)
    result = run("themes")
    assert (result.code, result.err) == (130, "")


def test_without_a_terminal_opening_says_what_to_do_instead(run: Run, own: Path) -> None:
    for arguments in ((), ("open",), ("./own",), ("open", "./own", "--theme", "air")):
        assert_refused(run(*arguments), "this is none", "`briefing show` prints")


# Completion


def complete(line: str, shell: str = "bash") -> list[str]:
    """What the shell offers at the end of a line."""
    words = line.split(" ")
    variables = {"COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1), "_TYPER_COMPLETE_ARGS": line}
    done = process(_BRIEFING_COMPLETE=f"complete_{shell}", **variables)
    assert done.stderr == b""
    return [line for line in done.stdout.decode().splitlines() if line]


def test_the_shell_completes_commands_and_theme_ids(own: Path) -> None:
    assert complete("briefing ex") == ["export"]
    assert complete("briefing show a") == ["arms-control"]
    assert complete("briefing export --theme s") == ["science-space"]
    assert complete(f"briefing export {own} --theme ") == ["trade", "air"]
    assert complete(f"briefing open {own} -t a") == ["air"]
    assert complete("briefing show zzz") == []


def test_a_broken_briefing_completes_nothing_and_says_nothing(own: Path) -> None:
    (own / "briefing.yaml").write_text("themes: [")
    assert complete(f"briefing export {own} --theme ") == []


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_titles_are_kept_from_shells_that_evaluate_them(tmp_path: Path, shell: str) -> None:
    own = samples.write(samples.briefing(lambda text: text + " $(touch owned) [/ `x`"), tmp_path / "own")
    offered = "\n".join(complete(f"briefing export {own} --theme t", shell))
    assert "touch" not in offered
    assert "trade" in offered or shell == "fish"


def test_a_data_folder_that_cannot_be_looked_into_is_told(run: Run, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_DATA_DIR", "x" * 5000)
    assert_refused(run("attach", "--remove", "report", "./own"), "the name is too long")
    assert run("settings").code == 1


def test_the_settings_are_shown_with_where_they_come_from(run: Run, tmp_path: Path) -> None:
    result = run("settings")
    assert "speaking_rate = 150" in result.out and "default" in result.out and "no such file" in result.out
    file = tmp_path / "data" / "settings.toml"
    assert run("settings", "--path").out == f"{file}\n"
    file.parent.mkdir(exist_ok=True)
    file.write_text('speaking_rate = 120\n[keys]\nnote = "m"\n', "utf-8")
    result = run("settings")
    assert re.search(r"speaking_rate = 120 +# line 1", result.out) and re.search(
        r'keys.note = \["m"\] +# line 3', result.out
    )
    assert (result.code, result.err) == (0, "")


def test_what_is_wrong_with_the_settings_is_told(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "data" / "settings.toml"
    file.parent.mkdir(exist_ok=True)
    file.write_text('theme = "none"\nspeaking_rate = 1\n[keys]\nnote = "e"\nfoo = "x"\n', "utf-8")
    result = run("settings")
    assert result.code == 1
    assert [line.split(": ")[0] for line in result.err.splitlines()] == [f"{file}:{line}" for line in (1, 2, 4, 5)]
    assert "there is no command `foo`. `briefing settings --keys` lists them." in result.err


def test_the_keys_of_all_commands_can_be_put_into_the_settings_as_they_are_printed(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "data" / "settings.toml"
    file.parent.mkdir(exist_ok=True)
    file.write_text('[keys]\nnote = ["m", "?", ","]\nhelp = "f9"\n', "utf-8")
    printed = run("settings", "--keys").out
    assert 'find = ["/"]  # Search' in printed and 'help = ["f9"]' in printed and "theme-number" not in printed
    file.write_text(printed, "utf-8")
    assert run("settings").err == ""
    assert run("settings", "--keys").out == printed


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--vresion",), "Did you mean `briefing --version`?"),
        (("--hepl",), "Did you mean `briefing --help`?"),
        (("--theme",), "`briefing open --help` shows how it is used."),
        (("export", "-o"), "`briefing export --help` shows how it is used."),
        (("check", "--explain"), "`briefing check --help` shows how it is used."),
        (("export", "-f", "obsidian"), "Did you mean `markdown-obsidian`?"),
        (("export", "-f", "htm"), "Did you mean `html`?"),
    ],
)
def test_what_was_mistyped_is_guessed(run: Run, arguments: tuple[str, ...], told: str) -> None:
    assert_refused(run(*arguments), told)


def test_an_export_can_be_held_to_some_minutes(run: Run, own: Path) -> None:
    told = run("export", "own", "--minutes", "0.6")
    assert told.code == 0
    assert "The part that fits into 36 s" in told.out and "## What was left out" in told.out


@pytest.mark.parametrize("minutes", ["0.01", "five", "-3", "nan"])
def test_minutes_that_nothing_fits_or_that_are_none_are_refused(run: Run, own: Path, minutes: str) -> None:
    assert_refused(run("export", "own", "--minutes", minutes), "minutes")


@pytest.mark.parametrize(
    ("name", "begins"),
    [("b.html", "<!doctype html>"), ("b.csl.json", "[\n"), ("b.json", "{\n"), ("b", "---\n"), ("b.md", "---\n")],
)
def test_the_ending_of_the_file_tells_the_format(run: Run, own: Path, tmp_path: Path, name: str, begins: str) -> None:
    assert run("export", "own", "-o", name).code == 0
    assert (tmp_path / name).read_text("utf-8").startswith(begins)


def test_an_ending_that_no_format_has_is_refused(run: Run, own: Path, tmp_path: Path) -> None:
    told = "`briefing export -o b.pandoc.md`, then `pandoc --citeproc b.pandoc.md -o b.docx`."
    assert_refused(run("export", "own", "-o", "b.docx"), "`.docx`", told)
    assert_refused(run("export", "own", "-o", "b.xyz"), "`.xyz`", "The endings are .md")
    assert not (tmp_path / "b.docx").exists()
    assert run("export", "own", "-o", "b.docx", "--format", "markdown").code == 0
