"""Comparing two briefings, as someone types it."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
import samples
from markdown_readers import require
from msgspec.structs import replace
from terminal import BRIEFING, terminal
from test_cli import Run, assert_refused, own, run

from briefing.revisions import last_committed

__all__ = ["own", "run"]

Git = Callable[..., str]
THEME = "themes/trade.yaml"


@pytest.fixture
def git(own: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """Runs git in the repository of which the small briefing is committed, in a folder with a space in its name."""
    require("git")
    for name, value in {
        "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@b",
        "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@b",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)

    def git(*arguments: str) -> str:
        done = subprocess.run(["git", *arguments], cwd=own.parent, check=True, capture_output=True, text=True)
        return done.stdout

    git("init", "-q")
    git("add", "own")
    git("commit", "-qm", "first")
    return git


def edit(folder: Path, file: str, old: str, new: str) -> None:
    """Replace a text in a file of a briefing."""
    path = folder / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """The small briefing with another figure in a claim."""
    folder = samples.write(samples.briefing(), tmp_path / "other")
    edit(folder, THEME, "rose by 12 %", "rose by 14 %")
    return folder


def test_two_briefings_that_are_the_same_end_with_0(run: Run, own: Path) -> None:
    result = run("diff", "./own", "./own")
    assert (result.code, result.out, result.err) == (0, "", "The two briefings are the same.\n")
    result = run("diff", "car-free-centre", "car-free-centre", "-f", "json")
    assert (result.code, json.loads(result.out)["groups"]) == (0, [])


def test_two_briefings_that_differ_end_with_1(run: Run, own: Path, other: Path) -> None:
    result = run("diff", "./own", "./other")
    assert (result.code, result.err) == (1, "")
    assert "      - Takings rose by 12 % in a year.\n      + Takings rose by 14 % in a year.\n" in result.out
    back = run("diff", "./other", "./own").out
    assert "      - Takings rose by 14 % in a year.\n      + Takings rose by 12 % in a year.\n" in back


def test_the_difference_is_printed_in_the_format_asked_for(run: Run, own: Path, other: Path) -> None:
    result = run("diff", "./own", "./other", "-f", "markdown")
    assert (result.code, "  - Now: Takings rose by 14 % in a year.\n" in result.out) == (1, True)
    result = run("diff", "./own", "./other", "--format", "json")
    assert (result.code, json.loads(result.out)["counts"]["reworded"]) == (1, 1)


def test_what_cannot_be_compared_ends_with_2(run: Run, own: Path, other: Path) -> None:
    assert_refused(run("diff", "./own", "./gone"), "gone: there is no such folder")
    assert_refused(run("diff", "./own"), "name two briefings, or one folder and --git REV")
    assert_refused(run("diff"), "name two briefings")
    assert_refused(run("diff", "./own", "./other", "-f", "html"), "no format `html`", "text, markdown and json")
    assert_refused(run("diff", "./own", "./other", "--git", "HEAD"), "--git takes one folder")
    (other / THEME).write_text("question: x\n")
    broken = run("diff", "./own", "./other")
    assert (broken.code, broken.out) == (2, "")
    assert "other/themes/trade.yaml:1:1" in broken.err


def test_the_help_says_what_the_exit_codes_are(run: Run) -> None:
    told = " ".join(run("diff", "--help").out.split())
    assert "The exit code is 0 if the two are the same, 1 if they differ, 2 if they could not be compared." in told


@pytest.mark.parametrize("columns", [40, 80])
def test_in_a_terminal_each_line_keeps_its_sign(own: Path, other: Path, columns: int) -> None:
    with terminal((*BRIEFING, "diff", str(own), str(other)), columns=columns, rows=24) as window:
        assert window.ends() == 1
        rows = [row.strip() for row in window.text.splitlines()]
    assert any(row.startswith("- Takings rose by 12 %") for row in rows)
    assert any(row.startswith("+ Takings rose by 14 %") for row in rows)


# git


def test_a_folder_is_compared_with_what_it_was_at_a_revision(run: Run, own: Path, git: Git) -> None:
    assert run("diff", "./own", "--git", "HEAD").code == 0
    edit(own, THEME, "rose by 12 %", "rose by 14 %")
    for revision in ("HEAD", "@", git("rev-parse", "--short", "HEAD").strip()):
        result = run("diff", "./own", "--git", revision)
        assert result.code == 1
        assert "- Takings rose by 12 %" in result.out
        assert "+ Takings rose by 14 %" in result.out
    git("commit", "-qam", "second")
    assert run("diff", "./own", "--git", "HEAD").code == 0
    assert run("diff", "./own", "--git", "HEAD~1").code == 1


def test_themes_that_came_and_went_since_are_told(run: Run, own: Path, git: Git) -> None:
    made = samples.briefing()
    (own / "themes/air.yaml").unlink()
    about = replace(made.about, themes=made.about.themes[:1])
    samples.write(replace(made, about=about, themes=made.themes[:1]), own)
    result = run("diff", "./own", "--git", "HEAD", "-f", "json")
    (group,) = json.loads(result.out)["groups"]
    assert (group["id"], [change["part"] for change in group["changes"]]) == ("air", ["theme", "point", "point"])
    assert {change["kind"] for change in group["changes"]} == {"removed"}


def test_the_repository_of_the_folder_counts_and_not_that_of_a_hook(
    run: Run, own: Path, git: Git, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    assert run("diff", "./own", "--git", "HEAD").code == 0


def test_nothing_is_written_in_the_folder_or_elsewhere(
    run: Run, own: Path, git: Git, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "missing"))
    assert run("diff", "./own", "--git", "HEAD").code == 0
    assert git("status", "--porcelain", "own") == ""


def test_links_and_other_files_of_a_revision_are_not_taken_out(run: Run, own: Path, git: Git) -> None:
    (own / "themes/air.yaml").rename(own / "air.yaml")
    (own / "themes/air.yaml").symlink_to("/etc/passwd")
    git("add", "own")
    git("commit", "-qm", "a link")
    result = run("diff", "./own", "--git", "HEAD")
    assert result.code == 2
    assert "HEAD:./themes/air.yaml:1:1: missing-file the file is missing" in result.err
    assert "/tmp" not in result.err.replace(str(own), "")


def test_a_revision_that_cannot_be_read_is_named_as_git_names_it(run: Run, own: Path, git: Git) -> None:
    edit(own, THEME, "level: 5", "level: 9")
    git("commit", "-qam", "broken")
    edit(own, THEME, "level: 9", "level: 5")
    result = run("diff", "./own", "--git", "HEAD")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("HEAD:./themes/trade.yaml:")


def test_a_revision_that_is_none_is_refused(run: Run, own: Path, git: Git) -> None:
    assert_refused(run("diff", "./own", "--git", "v9"), "git knows no revision `v9`", "git log")
    assert_refused(run("diff", "./own", "--git", "HEAD:own"), "git knows no revision `HEAD:own`")
    assert_refused(run("diff", "./own", "--git", ""), "`` is no revision")
    assert_refused(run("diff", "./own", "--git", "\x1b[31m"), "␛[31m")


def test_a_revision_that_looks_like_an_option_never_reaches_git(
    run: Run, own: Path, git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("git was run"))
    assert_refused(run("diff", "./own", f"--git=--output={tmp_path}/x"), "is no revision", "HEAD~1")


def test_a_revision_before_the_briefing_was_there_is_told(run: Run, own: Path, git: Git) -> None:
    git("commit", "-q", "--allow-empty", "-m", "empty")
    git("rm", "-rq", "--cached", "own")
    git("commit", "-qm", "without")
    assert_refused(run("diff", "./own", "--git", "HEAD"), "at HEAD there was no briefing.yaml", "git log")
    assert run("diff", "./own", "--git", "HEAD~1").code == 0


def test_a_folder_outside_git_and_a_machine_without_it_are_told(
    run: Run, own: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert_refused(run("diff", "./own", "--git", "HEAD"), "own: git knows no repository here", "git init")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert_refused(run("diff", "./own", "--git", "HEAD"), "git is not installed", "name two folders")


def test_a_file_too_large_for_a_briefing_is_refused_before_it_is_read(run: Run, own: Path, git: Git) -> None:
    (own / "themes/huge.yaml").write_text("x" * (1 << 20) + "x")
    git("add", "own")
    git("commit", "-qm", "huge")
    assert_refused(run("diff", "./own", "--git", "HEAD"), "themes/huge.yaml was larger than 1,048,576 bytes")


def test_json_is_the_same_however_often_it_is_made(run: Run, own: Path, other: Path) -> None:
    first = run("diff", "./own", "./other", "-f", "json").out
    assert run("diff", "./own", "./other", "-f", "json").out == first
    assert msgspec.json.decode(first)["schema_version"] == 1


def test_the_last_commit_is_read_where_there_is_one_that_can_be(own: Path, git: Git, tmp_path: Path) -> None:
    edit(own, THEME, "rose by 12 %", "rose by 14 %")
    committed = last_committed(own)
    assert committed is not None
    assert committed.themes[0] == samples.briefing().themes[0]
    assert last_committed(samples.write(samples.briefing(), own.parent / "new")) is None
    edit(own, THEME, "level: 5", "level: 9")
    git("commit", "-qam", "broken")
    assert last_committed(own) is None
