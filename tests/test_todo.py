"""The rule on what is still to be written."""

import sys
from pathlib import Path

import msgspec
import pytest
import samples

from briefing import checks, unwritten
from briefing.errors import Severity
from briefing.loader import Folder
from briefing.model import Briefing

KEYS = ("question", "overview", "reason", "thesis", "crux", "heading", "title")


def found(briefing: Briefing, folder: Path) -> list[tuple[str, int, str]]:
    """The rule's problems: the file's name, the line, the message."""
    made = samples.write(briefing, folder / "made")
    problems = [problem for problem in checks.run(Folder(made)) if problem.rule == "todo"]
    assert all(problem.severity is Severity.WARNING and problem.hint for problem in problems)
    return [(Path(problem.file).name, problem.line, problem.message) for problem in problems]


def titled(title: str) -> Briefing:
    briefing = samples.briefing()
    return msgspec.structs.replace(briefing, about=msgspec.structs.replace(briefing.about, title=title))


def test_a_finished_briefing_has_nothing_to_be_written(tmp_path: Path) -> None:
    assert found(samples.briefing(), tmp_path) == []


@pytest.mark.parametrize(
    ("title", "message"),
    [
        ("TODO", "still to be written"),
        ("TODO:", "still to be written"),
        ("TODO: a title", "still to be written: a title"),
        ("TODO:a title", "still to be written: a title"),
    ],
)
def test_a_text_that_says_todo_is_one_of_them(title: str, message: str, tmp_path: Path) -> None:
    assert [told for _, _, told in found(titled(title), tmp_path)] == [message]


@pytest.mark.parametrize("title", ["TODOS", "TODO list of the city", "todo: x", "What TODO: nothing", "Todo"])
def test_a_text_that_only_speaks_of_it_is_none(title: str, tmp_path: Path) -> None:
    assert found(titled(title), tmp_path) == []


def test_every_text_of_every_file_is_looked_at_once_and_placed(tmp_path: Path) -> None:
    made = samples.write(samples.briefing(), tmp_path / "made")
    themes = [path.name for path in (made / "themes").iterdir()]
    count = 0
    for path in made.rglob("*.yaml"):
        lines = path.read_text().split("\n")
        changed = []
        for line in lines:
            key, colon, value = line.partition(": ")
            if colon and key.split()[-1] in KEYS and value and value != "null" and value[0] not in "{[|>":
                line, count = f'{key}: "TODO: {key.split()[-1]}"', count + 1
            changed.append(line)
        path.write_text("\n".join(changed))
    told = [problem for problem in checks.run(Folder(made)) if problem.rule == "todo"]
    assert len(told) == count > 8
    assert {*themes, "briefing.yaml"} <= {Path(problem.file).name for problem in told}
    assert all("TODO" in problem.excerpt for problem in told)


def test_it_can_be_let_stand(tmp_path: Path) -> None:
    briefing = titled("TODO")
    about = msgspec.structs.replace(briefing.about, allow={"todo": "The editor writes it."})
    assert found(msgspec.structs.replace(briefing, about=about), tmp_path) == []


def test_a_counter_counts_each_version_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made = samples.briefing()
    theme = msgspec.structs.replace(made.themes[0], crux="TODO: the crux")
    asked: list[object] = []
    count = unwritten.count

    def counted(*files: msgspec.Struct | None) -> int:
        asked.append(files)
        return count(*files)

    monkeypatch.setattr(unwritten, "count", counted)
    counter = unwritten.Counter()
    assert [counter.count(made.about, theme, None) for _ in range(3)] == [1, 1, 1]
    assert len(asked) == 2
    assert counter.count(msgspec.structs.replace(theme, crux="Written")) == 0


def test_a_version_that_is_asked_for_no_more_is_not_kept() -> None:
    counter = unwritten.Counter()
    old, new = samples.briefing().about, titled("TODO").about
    held = sys.getrefcount(old)
    assert counter.count(old) == 0
    assert sys.getrefcount(old) > held
    assert counter.count(new) == 1
    assert sys.getrefcount(old) == held
