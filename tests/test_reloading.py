"""A briefing read anew: what changed is new, what is broken stays as it was."""

from pathlib import Path

import pytest
import samples

from briefing.errors import NotABriefing
from briefing.loader import Folder
from briefing.reloading import Follower, changed_since, reload, watched_files


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    opened = Folder(samples.write(samples.briefing(), tmp_path / "b"))
    assert len(opened.readable()) == len(opened.about.themes) > 1
    opened.sources()
    return opened


def first_theme(folder: Folder) -> tuple[str, Path]:
    theme = folder.about.themes[0].id
    return theme, folder.path / "themes" / f"{theme}.yaml"


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_every_file_that_is_read_is_watched(folder: Folder) -> None:
    watched = set(watched_files(folder))
    assert set(folder.path.rglob("*.yaml")) <= watched
    assert {path.with_suffix(".txt") for path in (folder.path / "sources").glob("*.yaml")} <= watched


def test_what_was_saved_since_a_briefing_was_read_is_told_unless_it_cannot_be_read(folder: Folder) -> None:
    _, path = first_theme(folder)
    other = folder.path / "themes" / f"{folder.about.themes[1].id}.yaml"
    assert changed_since(folder) == []
    change(path, "question:", "question: Changed? #")
    change(other, "question:", "question: [")
    assert changed_since(folder) == [path]
    change(folder.path / "briefing.yaml", "question:", "question: Changed, too? #")
    assert changed_since(folder) == [folder.path / "briefing.yaml", path]


def test_a_changed_theme_is_new_and_the_others_are_not_read_again(folder: Folder) -> None:
    theme, path = first_theme(folder)
    change(path, "question:", "question: Changed? #")
    new, problems = (read := reload(folder, [path])).folder, read.problems
    assert problems == []
    assert new.theme(theme).question == "Changed?"
    other = folder.about.themes[1].id
    assert new.theme(other) == folder.theme(other)


def test_a_broken_theme_keeps_its_last_good_version_and_says_where_it_is_broken(folder: Folder) -> None:
    theme, path = first_theme(folder)
    change(path, "question:", "question: [")
    read = reload(folder, [path])
    assert read.folder.theme(theme) == folder.theme(theme)
    assert [error.path for error in read.unread] == [path]
    assert read.problems[0].line >= 1 and read.problems[0].file.endswith(path.name)


def test_broken_contents_keep_everything(folder: Folder) -> None:
    path = folder.path / "briefing.yaml"
    path.write_text("id: [", "utf-8")
    read = reload(folder, [path])
    assert read.folder is folder
    assert [error.path for error in read.unread] == [path]


def test_a_theme_that_is_taken_out_of_the_contents_is_gone(folder: Folder) -> None:
    path = folder.path / "briefing.yaml"
    kept = folder.about.themes[0]
    text = path.read_text("utf-8")
    head, _, _ = text.partition("themes:")
    path.write_text(f"{head}themes:\n- {{id: {kept.id}, title: New title}}\n", "utf-8")
    read = reload(folder, [path])
    assert read.problems == []
    assert [(theme.id, theme.title) for theme in read.folder.readable().values()] == [(kept.id, "New title")]


def test_a_broken_source_keeps_its_record(folder: Folder) -> None:
    path = next((folder.path / "sources").glob("*.yaml"))
    path.write_text("- no record", "utf-8")
    read = reload(folder, [path])
    assert read.folder.sources() == folder.sources()
    assert [error.path for error in read.unread] == [path]


def test_a_folder_that_is_gone_is_no_briefing(folder: Folder) -> None:
    path = folder.path / "briefing.yaml"
    path.unlink()
    with pytest.raises(NotABriefing):
        reload(folder, [path])


def test_what_changed_while_the_contents_were_broken_is_taken_in_once_they_are_mended(folder: Folder) -> None:
    follower = Follower(folder)
    about = folder.path / "briefing.yaml"
    good = about.read_text("utf-8")
    about.write_text("id: [", "utf-8")
    assert follower.follow([about]) != []
    theme, path = first_theme(folder)
    change(path, "question:", "question: Changed? #")
    assert follower.follow([path]) != []
    about.write_text(good, "utf-8")
    assert follower.follow([about]) == []
    assert follower.folder.theme(theme).question == "Changed?"


def test_what_changed_while_the_folder_was_away_is_taken_in_once_it_is_back(folder: Folder) -> None:
    follower = Follower(folder)
    theme, path = first_theme(folder)
    change(path, "question:", "question: Changed? #")
    away = folder.path.with_name("away")
    folder.path.rename(away)
    assert follower.follow([path]) != []
    away.rename(folder.path)
    assert follower.follow([folder.path / "briefing.yaml"]) == []
    assert follower.folder.theme(theme).question == "Changed?"
