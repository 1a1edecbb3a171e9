"""What a command loads: a headless one no screen, and the first screen no more than it shows."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from terminal import ROOT, terminal

SCREEN = {"textual", "rich"}
LATE = {"jsonschema", "ruamel", "jinja2", "aiohttp", "textual_serve"}

PROBE = """
import atexit, json, os, sys
opened = []
def hook(event, args):
    if event == "open" and isinstance(args[0], (str, os.PathLike)) and str(args[0]).endswith((".yaml", ".txt")):
        opened.append(os.path.realpath(args[0]))
sys.addaudithook(hook)
def tell():
    packages = sorted({name.partition(".")[0] for name in sys.modules})
    with open(os.environ["PROBE"], "w") as file:
        json.dump({"packages": packages, "opened": opened}, file)
atexit.register(tell)
from briefing.__main__ import main
"""
"""Runs the program and writes down which packages were imported and which YAML files and texts were opened."""


class Loaded:
    """What one run imported and opened."""

    def __init__(self, file: Path) -> None:
        found = json.loads(file.read_text())
        self.packages = set(found["packages"])
        self.opened = [Path(name).name for name in found["opened"]]


def run(tmp_path: Path, *arguments: str) -> Loaded:
    """Run a command in a process of its own, its output to a pipe."""
    file = tmp_path / "probe.json"
    done = subprocess.run(
        [sys.executable, "-c", PROBE + "main()", *arguments],
        env={**os.environ, "PROBE": str(file), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return Loaded(file)


@pytest.mark.parametrize(
    "command",
    [
        "--version",
        "themes",
        "overview",
        "export",
        "check",
        "notes",
        "notes --path",
        "outline",
        "show",
        "show trade",
        "--help",
        "source",
        "source kortunov",
        "source ashgrave car-free-centre",
        "cite trade/volume",
        "list",
        "attach --list",
        "search uranium",
        "diff car-free-centre car-free-centre",
    ],
)
def test_a_command_without_a_screen_imports_no_screen_and_nothing_that_only_errors_need(
    command: str, tmp_path: Path
) -> None:
    arguments = command.split()
    if command == "outline":
        text = tmp_path / "text.txt"
        text.write_text("A heading\n\nThis is a paragraph that ends as a sentence does.\n")
        arguments.append(str(text))
    loaded = run(tmp_path, *arguments)
    assert "briefing" in loaded.packages
    assert not loaded.packages & (SCREEN | LATE)


def test_the_version_is_told_without_the_command_line_s_library(tmp_path: Path) -> None:
    assert not run(tmp_path, "--version").packages & {"typer", "click", "yaml"}


def test_one_theme_and_the_notes_are_printed_without_reading_the_other_themes(tmp_path: Path) -> None:
    opened = run(tmp_path, "show", "trade").opened
    notes = ["last-saved.yaml", "us-russia-cooperation.yaml"]
    assert sorted(opened) == sorted(["bpl.yaml", "briefing.yaml", "kortunov.yaml", "trade.yaml", *notes])


def test_a_broken_briefing_is_explained_by_jsonschema(tmp_path: Path) -> None:
    """So that the absence of jsonschema elsewhere says something."""
    (tmp_path / "briefing.yaml").write_text("schema_version: 1\n")
    script = PROBE + "try:\n    main()\nexcept SystemExit:\n    pass\n"
    file = tmp_path / "probe.json"
    subprocess.run(
        [sys.executable, "-c", script, "themes", str(tmp_path)],
        env={**os.environ, "PROBE": str(file), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
    )
    assert "jsonschema" in Loaded(file).packages


FIRST_PAINT = """
from briefing import opening
def first_paint():
    tell()
    os._exit(7)
opening._collect_garbage_again = first_paint
sys.argv[1:] = {arguments!r}
main()
"""
"""Stops the program when its first theme can be read."""


def first_paint(tmp_path: Path, arguments: list[str], shown: str) -> Loaded:
    """What is loaded once the first theme, whose screen has `shown` on it, can be read."""
    script, file = tmp_path / "first.py", tmp_path / "probe.json"
    script.write_text(PROBE + FIRST_PAINT.format(arguments=arguments))
    with terminal((sys.executable, str(script)), environment={"PROBE": str(file)}) as window:
        assert window.ends() == 7
        assert shown in window.text
    return Loaded(file)


@pytest.mark.parametrize("arguments", [[], [str(ROOT / "data" / "us-russia-cooperation")]])
def test_the_first_screen_needs_one_theme_file_and_no_command_line_library(
    arguments: list[str], tmp_path: Path
) -> None:
    loaded = first_paint(tmp_path, arguments, "What could bring")
    assert sorted(loaded.opened) == ["bpl.yaml", "briefing.yaml", "kortunov.yaml", "political-momentum.yaml"]
    assert "textual" in loaded.packages
    assert not loaded.packages & (LATE | {"typer", "click", "filelock", "hashlib", "sqlite3"})


def test_the_first_screen_of_a_briefing_with_texts_reads_none_of_them(tmp_path: Path) -> None:
    loaded = first_paint(tmp_path, [str(ROOT / "data" / "car-free-centre")], "Do takings rise or fall?")
    assert sorted(loaded.opened) == ["ashgrave.yaml", "briefing.yaml", "marchbrook.yaml", "trade.yaml"]
