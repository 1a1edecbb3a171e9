"""What the README and the page on CI show is what the program takes."""

import re
from pathlib import Path

import yaml

from briefing import reports
from briefing.export import FORMATS
from briefing.tui.commands import key_name
from briefing.tui.commands.theme import THEME_COMMANDS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def test_every_file_and_picture_that_is_linked_is_there() -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in link]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_format_of_the_registry_is_in_the_table_of_formats() -> None:
    rows = [f"| `{format.name}` | {format.description} |" for format in FORMATS.values()]
    table = README.split("## Hand it over")[1]
    assert [row for row in table.splitlines() if row.startswith("| `")][: len(rows)] == rows


def test_every_hint_of_the_footer_is_among_the_keys() -> None:
    table = README.split("## Keys")[1].split("## Commands")[0]
    missing = [c.id for c in THEME_COMMANDS if c.hint and f"`{key_name(c.keys[0])}`" not in table]
    assert missing == []


def test_the_configuration_of_pre_commit_and_the_workflow_are_yaml_and_name_what_there_is() -> None:
    page = (ROOT / "docs" / "ci.md").read_text("utf-8")
    commits, workflow = (yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL))
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert [entry["id"] for entry in commits["repos"][0]["hooks"]] == [hook["id"]]
    commands = [step["run"] for step in workflow["jobs"]["check"]["steps"] if "run" in step]
    assert any(command.startswith("briefing check --strict --format sarif ") for command in commands)
    assert set(re.findall(r"--format `?([a-z]+)", page)) <= set(reports.FORMATS)
