"""The commands that write a briefing's own files, as someone types them."""

from pathlib import Path

import pytest
from terminal import ROOT
from test_cli import Run, assert_refused, own, run, write_notes

from briefing import place

__all__ = ["own", "run"]
BUILT_IN = ROOT / "data" / "car-free-centre"


def test_fmt_changes_what_it_lists_and_then_nothing_more(run: Run, own: Path) -> None:
    listed = run("fmt", "./own", "--check")
    before = (own / "briefing.yaml").read_bytes()
    assert listed.code == 1
    assert listed.out.splitlines() == [
        "own/briefing.yaml",
        "own/sources/report.yaml",
        "own/sources/essay.yaml",
        "own/themes/trade.yaml",
        "own/themes/air.yaml",
    ]
    assert listed.err == "5 of 5 files would change\n"
    result = run("fmt", "./own")
    assert (result.code, result.out, result.err) == (0, listed.out, "5 of 5 files changed\n")
    assert (own / "briefing.yaml").read_bytes() != before
    for again in (run("fmt", "./own"), run("fmt", "./own", "--check")):
        assert (again.code, again.out, again.err) == (0, "", "All 5 files have the form already\n")


def test_fmt_check_writes_nothing(run: Run, own: Path) -> None:
    before = {path: path.read_bytes() for path in own.rglob("*.yaml")}
    run("fmt", "./own", "--check")
    assert {path: path.read_bytes() for path in own.rglob("*.yaml")} == before


def test_fmt_leaves_a_file_alone_that_it_cannot_prove_and_names_it(run: Run, own: Path) -> None:
    run("fmt", "./own")
    air = own / "themes" / "air.yaml"
    air.write_text(air.read_text().replace("common_ground: []", "common_ground: [one,  # in brackets\n  two]"))
    trade = own / "themes" / "trade.yaml"
    trade.write_text(trade.read_text() + "\n\n")
    before = air.read_bytes()
    result = run("fmt", "./own")
    assert result.code == 2
    assert result.out == "own/themes/trade.yaml\n", result.err
    assert result.err.startswith("briefing: own/themes/air.yaml: the comment `# in brackets` would be lost.\n")
    assert air.read_bytes() == before


def test_fmt_refuses_a_briefing_with_problems_in_its_yaml(run: Run, own: Path) -> None:
    about = own / "briefing.yaml"
    about.write_text("title: &a x\n" + about.read_text())
    before = about.read_bytes()
    result = run("fmt", "./own")
    assert (result.code, result.out) == (2, "")
    assert "own/briefing.yaml:1:8: yaml an anchor (`&`) is not allowed" in result.err
    assert about.read_bytes() == before


def test_the_built_in_briefing_has_the_form(run: Run) -> None:
    assert run("fmt", "--check").code == 0


def test_fmt_does_not_change_a_built_in_briefing(run: Run, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.paths._builtin_homes", lambda: (own.parent, own.parent))
    before = (own / "briefing.yaml").read_bytes()
    assert_refused(run("fmt", "./own"), "came with the program and is not changed", "briefing copy")
    assert (own / "briefing.yaml").read_bytes() == before
    assert run("fmt", "./own", "--check").code == 1


def test_rename_lists_the_files_that_changed(run: Run, own: Path) -> None:
    write_notes(own, {"trade/takings": "Which year?"})
    result = run("rename", "point", "trade/takings", "turnover", "./own")
    assert (result.code, result.out) == (0, "own/themes/trade.yaml\nown/notes.yaml\n")
    assert result.err == "The point `takings` is `turnover` now\n"
    assert run("notes", "./own").out == "trade/turnover\nWhich year?\n"
    assert run("rename", "theme", "trade", "shops", "./own").code == 0
    assert run("cite", "shops/turnover", "./own").code == 0
    assert run("notes", "./own").out == "shops/turnover\nWhich year?\n"


def test_what_is_renamed_opens_where_it_was_left(run: Run, own: Path) -> None:
    file = place.place_file(own)
    place.save_place(file, place.Place(theme="trade", point="takings", side="keep"))
    run("rename", "theme", "trade", "shops", "./own")
    run("rename", "point", "shops/takings", "turnover", "./own")
    run("rename", "perspective", "keep", "leave", "./own")
    assert place.read_place(file) == place.Place(theme="shops", point="turnover", side="leave")


def test_rename_says_what_it_needs(run: Run, own: Path) -> None:
    assert_refused(run("rename", "theme", "trade"), "Missing argument")
    assert_refused(run("rename", "theme", "trad", "x", "./own"), "there is no theme `trad`", "Did you mean `trade`?")
    assert_refused(run("rename", "side", "keep", "x", "./own"), "nothing is called a `side`", "perspective")
    assert_refused(run("rename", "theme", "trade", "x", "./gone"), "there is no such folder")


@pytest.mark.parametrize("folder", [(), ("car-free-centre",), (str(BUILT_IN),)])
def test_rename_does_not_change_a_built_in_briefing(run: Run, folder: tuple[str, ...]) -> None:
    before = {path: path.read_bytes() for path in BUILT_IN.rglob("*.*")}
    refused = run("rename", "theme", "trade", "shops", *folder)
    assert_refused(refused, "came with the program and is not changed", "briefing copy")
    assert {path: path.read_bytes() for path in BUILT_IN.rglob("*.*")} == before
