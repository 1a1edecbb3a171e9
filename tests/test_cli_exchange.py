"""The commands on JSON, as someone types them."""

import json
from pathlib import Path

import samples
from jsonschema import Draft202012Validator
from test_cli import Run, assert_refused, run, write_notes

__all__ = ["run"]


def test_a_briefing_goes_out_and_comes_back_with_its_notes(run: Run, tmp_path: Path) -> None:
    own = samples.write(samples.briefing(), tmp_path / "own")
    write_notes(own, samples.notes())
    assert run("export", "./own", "-f", "json", "-o", "out.json").code == 0
    result = run("import", "out.json", "./again")
    assert (result.code, result.out, result.err) == (0, "", "Written to again: 2 themes, 3 notes\n")
    assert run("export", "./again", "-f", "json").out == (tmp_path / "out.json").read_text()
    assert_refused(run("import", "out.json", "./again"), "again: the folder is not empty")


def test_a_part_of_a_briefing_says_that_it_is_one(run: Run) -> None:
    assert run("export", "--minutes", "3", "-f", "json", "-o", "part.json").code == 0
    assert "points had been left out" in run("import", "part.json", "part").err


def test_one_theme_and_one_note_are_told_as_one(run: Run, tmp_path: Path) -> None:
    own = samples.write(samples.briefing(), tmp_path / "own")
    write_notes(own, {"trade": "Ask."})
    assert run("export", "./own", "--theme", "trade", "-f", "json", "-o", "out.json").code == 0
    assert run("import", "out.json", "./again").err == "Written to again: 1 theme, 1 note\n"


def test_import_says_what_it_needs(run: Run, tmp_path: Path) -> None:
    assert_refused(run("import", "gone.json", "new"), "gone.json: there is no such file", "-f json")
    (tmp_path / "no.json").write_text('{"schema_version": 1}')
    assert_refused(run("import", "no.json", "new"), "no.json: $: the key `about` is missing", "schema export")
    assert_refused(run("import", "no.json"), "Missing argument")
    assert not (tmp_path / "new").exists()


def test_the_schemas_are_printed(run: Run) -> None:
    export = json.loads(run("schema", "export").out)
    Draft202012Validator(export).validate(json.loads(run("export", "-f", "json").out))
    names = set(json.loads(run("schema", "briefing").out)["$defs"])
    assert {"BriefingFile", "ThemeFile", "Source"} <= names
    assert "Exchange" not in names
    assert_refused(run("schema", "claims"), "there is no schema `claims`", "briefing and export")
