"""`briefing draft`, as someone types it."""

import json
from pathlib import Path

from test_cli import Run, assert_refused, run
from test_cli_new import NEEDED

from briefing.loader import Folder

__all__ = ["run"]


def test_a_proposal_is_printed_and_nothing_is_written(run: Run, tmp_path: Path) -> None:
    run("new", "mine", *NEEDED)
    before = (tmp_path / "mine" / "briefing.yaml").read_bytes()
    result = run("draft", "mine")
    assert (result.code, result.err) == (0, "")
    assert "Both sources have: " in result.out
    assert "Nowhere in the source of `" in result.out
    assert "Without a home" in result.out
    assert max(map(len, result.out.splitlines())) <= 80
    assert run("draft", "mine").out == result.out
    assert (tmp_path / "mine" / "briefing.yaml").read_bytes() == before


def test_what_is_written_checks_but_for_what_is_still_to_be_written(run: Run, tmp_path: Path) -> None:
    run("new", "mine", *NEEDED)
    result = run("draft", "mine", "--write", "--format", "json")
    assert result.code == 0
    assert "`briefing check mine` lists" in result.err
    told = json.loads(result.out)
    themes = Folder(tmp_path / "mine").briefing().themes
    assert [theme["id"] for theme in told["themes"]] == [theme.id for theme in themes]
    assert [theme.title for theme in themes] == [f"TODO: {theme['title']}" for theme in told["themes"]]
    checked = json.loads(run("check", "--strict", "mine", "--format", "json").out)
    assert {problem["rule"] for problem in checked["problems"]} == {"todo", "uncited-paragraph"}
    assert_refused(run("draft", "mine", "--write"), "written already")


def test_the_texts_may_lie_in_another_folder(run: Run, tmp_path: Path) -> None:
    run("new", "mine", *NEEDED, "--with-texts")
    (tmp_path / "texts").mkdir()
    for path in (tmp_path / "mine" / "sources").glob("*.txt"):
        path.rename(tmp_path / "texts" / path.name)
    missing = run("draft", "mine")
    assert_refused(missing)
    assert "is not at hand" in missing.err
    assert " FILE mine`" in missing.err
    assert run("draft", "mine", "--texts", "texts").code == 0


def test_an_unknown_format_is_refused(run: Run) -> None:
    run("new", "mine", *NEEDED)
    assert_refused(run("draft", "mine", "--format", "yaml"))
