"""`briefing check`, as someone types it: what it takes, what it prints where, and how it ends."""

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import rule_examples
import samples
import yaml
from terminal import BRIEFING, ROOT, terminal

from briefing import checking, checks, console
from briefing.__main__ import main

BUILT_IN = ROOT / "data" / "us-russia-cooperation"
WITH_TEXTS = ROOT / "data" / "car-free-centre"
MISSING = ("missing-common-ground", "missing-crux", "missing-open-questions")


class Result:
    """What a command printed, and its exit code."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def document(self) -> dict[str, Any]:
        """The JSON that was printed."""
        found: dict[str, Any] = json.loads(self.out)
        return found


Check = Callable[..., Result]


@pytest.fixture
def check(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Check:
    """Runs `briefing check` in this process, in the test's folder, its output to a pipe."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Result:
        monkeypatch.setattr(sys, "argv", ["briefing", "check", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        told = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        assert "Traceback" not in told.err
        return Result(ended.value.code, told.out, told.err)

    return run


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A small briefing in the folder `own`: no errors, three kinds of warnings, both texts."""
    return rule_examples.build("", tmp_path).rename(tmp_path / "own")


def break_it(own: Path) -> None:
    """An unknown key, and a locator that leads nowhere."""
    theme = own / "themes" / "cost.yaml"
    theme.write_text(theme.read_text("utf-8").replace("[post/1, ", "[post/7, "), "utf-8")
    record = own / "sources" / "times.yaml"
    record.write_text(record.read_text("utf-8") + "colour: red\n", "utf-8")


def rules_of(result: Result) -> list[str]:
    return re.findall(r"^\S+?:\d+:\d+: ([a-z-]+) ", result.out, re.MULTILINE)


# what it prints, and how it ends


def test_a_sound_briefing_is_told_on_stderr_alone(check: Check) -> None:
    result = check(str(WITH_TEXTS))
    assert (result.code, result.out, result.err) == (0, "", "No problems.\n")


def test_that_nothing_could_be_proved_without_texts_is_said(check: Check) -> None:
    result = check()
    assert (result.code, result.out) == (0, "")
    assert result.err == (
        "No text at hand of bpl and kortunov: quotes, figures and silences could not be proved.\nNo problems.\n"
    )


def test_each_problem_is_told_with_its_place_its_line_a_caret_and_a_hint(check: Check, own: Path) -> None:
    break_it(own)
    result = check("./own")
    assert result.code == 1
    blocks = re.split(r"^(?=own/)", result.out, flags=re.MULTILINE)[1:]
    assert len(blocks) >= 3
    for block in blocks:
        problem, line, caret, hint = block.splitlines()
        assert re.fullmatch(r"own/[a-z]+(/[a-z]+)?\.yaml:\d+:\d+: [a-z-]+ .+", problem)
        assert re.fullmatch(r"    \S.*", line)
        assert re.fullmatch(r"    +\^", caret)
        assert re.fullmatch(r"    \S.+", hint)
    place = re.search(r"^own/themes/cost.yaml:(\d+):(\d+): unknown-locator", result.out, re.MULTILINE)
    assert place
    line = (own / "themes/cost.yaml").read_text("utf-8").splitlines()[int(place[1]) - 1]
    assert line[int(place[2]) - 1 :].startswith("post/7")
    assert re.fullmatch(r"\d errors?, \d warnings?\.", result.err.splitlines()[-1])


def test_the_line_of_broken_yaml_is_shown_too(check: Check, own: Path) -> None:
    (own / "themes/cost.yaml").write_text("schema_version: 1\nquestion: why: not\n", "utf-8")
    assert "    question: why: not\n                 ^\n" in check("own").out


def test_no_line_is_shown_of_a_file_outside_the_folder(check: Check, own: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("password: 1234\n")
    (own / "themes/cost.yaml").unlink()
    (own / "themes/cost.yaml").symlink_to(secret)
    result = check("own")
    assert rules_of(result) == ["unreadable-file"]
    assert "password" not in result.out + check("own", "-f", "json").out


def test_warnings_are_problems_only_with_strict(check: Check, own: Path) -> None:
    warned = check("own")
    assert (warned.code, warned.err) == (0, "3 warnings.\n")
    assert tuple(rules_of(warned)) == MISSING
    strict = check("own", "--strict")
    assert (strict.code, strict.out) == (1, warned.out)
    assert check(str(WITH_TEXTS), "--strict").code == 0


def test_what_is_allowed_is_counted_and_ends_well(check: Check, own: Path) -> None:
    theme = own / "themes" / "cost.yaml"
    reasons = "".join(f"  {rule}: It is an example.\n" for rule in MISSING)
    theme.write_text(theme.read_text("utf-8") + "allow:\n" + reasons, "utf-8")
    result = check("own", "--strict")
    assert (result.code, result.out, result.err) == (0, "", "No problems. 3 allowed.\n")


@pytest.mark.parametrize("format", ["json", "github", "sarif"])
def test_what_cannot_be_checked_is_a_valid_document_and_2(check: Check, format: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for named in ("./nowhere", "./empty"):
        result = check(named, "--format", format)
        assert result.code == 2
        assert result.err.startswith("briefing: ")
        assert named[2:] in result.out
        if format != "github":
            json.loads(result.out)
    assert check("own", "--format", format, "--texts", "nowhere").code == 2


def test_one_that_cannot_be_checked_does_not_hide_the_problems_of_another(check: Check, own: Path) -> None:
    break_it(own)
    result = check("./nowhere", "own")
    assert result.code == 2
    assert "unknown-locator" in rules_of(result)
    assert "there is no such folder" in result.err
    document = check("./nowhere", "own", "-f", "json").document
    assert [failure["message"] for failure in document["failures"]] == ["nowhere: there is no such folder"]
    assert [briefing["folder"] for briefing in document["briefings"]] == ["own"]
    assert document["problems"]


def test_a_briefing_yaml_that_cannot_be_read_is_a_problem(check: Check, own: Path) -> None:
    (own / "briefing.yaml").write_text("id: [")
    for format in ("text", "json", "github", "sarif"):
        result = check("own", "-f", format, *(["--report"] if format in ("text", "json") else []))
        assert result.code == 1
        assert "yaml" in result.out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--format", "xml"), "there is no format `xml`"),
        (("--report", "--format", "sarif"), "the numbers cannot be printed as sarif"),
        (("--explain", "missing-crucks"), "Did you mean `missing-crux`?"),
    ],
)
def test_wrong_options_are_told_with_what_to_do(check: Check, arguments: tuple[str, ...], told: str) -> None:
    result = check(*arguments)
    assert (result.code, result.out) == (2, "")
    assert told in result.err


# what it takes


@pytest.mark.parametrize(
    "named",
    [
        ("own",),
        ("own/briefing.yaml",),
        ("own/themes/cost.yaml", "own/sources/times.txt"),
        ("own", "./own", "own/sources/post.yaml", "own/themes/../briefing.yaml"),
    ],
)
def test_a_briefing_is_checked_once_by_its_folder_or_any_files_in_it(
    check: Check, own: Path, named: tuple[str, ...]
) -> None:
    document = check(*named, "-f", "json").document
    assert [os.path.normpath(briefing["folder"]) for briefing in document["briefings"]] == ["own"]
    assert {os.path.normpath(problem["file"]) for problem in document["problems"]} == {"own/themes/cost.yaml"}


def test_files_named_from_inside_the_briefing_are_told_from_there(
    check: Check, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(own)
    for named in ("briefing.yaml", "themes/cost.yaml", "."):
        assert {problem["file"] for problem in check(named, "-f", "json").document["problems"]} == {"themes/cost.yaml"}


@pytest.mark.parametrize(
    "named", ["letter.txt", "deep/themes/inner/x.yaml", "own/themes/deep/x.yaml", "own/other/x.yaml"]
)
def test_a_file_of_no_briefing_is_told_as_such(check: Check, own: Path, tmp_path: Path, named: str) -> None:
    path = tmp_path / named
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    result = check(named)
    assert (result.code, result.out) == (2, "")
    assert "not a file of a briefing" in result.err


def test_several_briefings_are_checked_in_their_order(check: Check, own: Path) -> None:
    document = check("own", str(WITH_TEXTS), "-f", "json").document
    assert [briefing["id"] for briefing in document["briefings"]] == ["my-briefing", "car-free-centre"]


def test_texts_are_taken_from_the_folder_that_is_named(check: Check, own: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "texts"
    elsewhere.mkdir()
    (own / "sources/times.txt").rename(elsewhere / "times.txt")
    (own / "sources/post.txt").unlink()

    def texts(*arguments: str) -> Any:
        return check("own", "-f", "json", *arguments).document["briefings"][0]["texts"]

    assert texts() == {"times": False, "post": False}
    assert texts("--texts", "texts") == {"times": True, "post": False}


# explaining


def test_a_rule_is_explained_and_all_are_listed(check: Check) -> None:
    result = check("--explain", "missing-crux", "./nowhere")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("missing-crux (warning)\n")
    assert "\nWrong:\n\n    # themes/cost.yaml\n" in result.out
    listed = check("--explain", "all").out.splitlines()
    assert [line.split()[0] for line in listed] == list(checks.RULES)


# numbers


def test_the_numbers_follow_the_problems(check: Check, own: Path) -> None:
    result = check("own", "--report")
    assert result.code == 0
    assert tuple(rules_of(result)) == MISSING
    assert "times: 2 of 2 paragraphs cited" in result.out
    assert result.out.index("missing-crux") < result.out.index("times: 2 of 2")
    assert "my-briefing" not in result.out
    sides = check("own", "--report", "-f", "json").document["briefings"][0]["numbers"]["total"]
    assert set(sides) == {"closed", "open"}
    assert "numbers" not in check("own", "-f", "json").document["briefings"][0]


def test_the_numbers_of_several_briefings_are_told_apart(check: Check, own: Path) -> None:
    lines = check("own", str(WITH_TEXTS), "--report").out.splitlines()
    assert lines.index("own") < lines.index(str(WITH_TEXTS))


# colour


def test_colour_is_for_terminals_that_nobody_asked_to_be_plain(monkeypatch: pytest.MonkeyPatch, own: Path) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert console.is_colored()
    monkeypatch.setenv("NO_COLOR", "1")
    assert not console.is_colored()
    monkeypatch.setenv("NO_COLOR", "")
    assert console.is_colored()
    monkeypatch.setenv("TERM", "dumb")
    assert not console.is_colored()
    monkeypatch.undo()
    assert not checking.examine([str(own)]).is_colored


def test_problems_are_coloured_in_a_terminal(own: Path) -> None:
    command = f"cd {shlex.quote(str(own.parent))} && {shlex.join([*BRIEFING, 'check', 'own'])} | cat -v"
    assert (
        "^[["
        not in subprocess.run(
            ["bash", "-c", command],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    )
    with terminal((*BRIEFING, "check", str(own))) as window:
        assert window.ends() == 0
        assert "missing-crux" in window.text


# a hook of pre-commit


def hook() -> dict[str, Any]:
    (found,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(
    ("name", "is_taken"),
    [
        ("briefing.yaml", True),
        ("my/briefing.yaml", True),
        ("my/themes/cost.yaml", True),
        ("my/sources/times.yaml", True),
        ("my/sources/times.txt", True),
        ("my/notes.yaml", False),
        ("my/themes/deep/x.yaml", False),
        ("my-briefing.yaml", False),
        ("README.md", False),
    ],
)
def test_the_hook_takes_the_files_of_a_briefing(name: str, is_taken: bool) -> None:
    assert bool(re.search(hook()["files"], name)) == is_taken


def test_the_hook_s_command_checks_the_briefing_that_a_changed_file_is_in(own: Path) -> None:
    program, *arguments = shlex.split(hook()["entry"])
    assert (program, hook()["id"], hook()["require_serial"]) == ("briefing", "briefing-check", True)

    def run() -> subprocess.CompletedProcess[str]:
        files = ["own/briefing.yaml", "own/themes/cost.yaml", "own/sources/times.txt"]
        assert all(re.search(hook()["files"], name) for name in files)
        return subprocess.run(
            [*BRIEFING, *arguments, *files],
            cwd=own.parent,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )

    assert run().returncode == 0
    break_it(own)
    broken = run()
    assert broken.returncode == 1
    assert broken.stdout.count("unknown-locator") == 1


def test_a_sample_without_texts_and_with_problems_ends_as_documented(check: Check, tmp_path: Path) -> None:
    samples.write(samples.briefing(), tmp_path / "sample")
    result = check("sample")
    assert result.code == 0
    assert "uncited-paragraph" in rules_of(result)
