"""Where things lie."""

import os
from pathlib import Path

import pytest

from briefing import paths

ROOT = Path(paths.__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("BRIEFING_DATA_DIR", "BRIEFING_NOTES", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))


def test_the_program_s_own_variable_comes_before_the_system_s(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "xdg-state"))
    assert paths.data_folder() == tmp_path / "xdg" / "briefing"
    assert paths.state_folder() == tmp_path / "xdg-state" / "briefing"
    monkeypatch.setenv("BRIEFING_DATA_DIR", str(tmp_path / "own"))
    assert paths.data_folder() == tmp_path / "own"
    assert paths.state_folder() == tmp_path / "own" / "state"
    assert paths.locks_folder() == tmp_path / "own" / "state" / "locks"


@pytest.mark.parametrize("empty", ["", "  "])
def test_an_empty_variable_is_none_at_all(monkeypatch: pytest.MonkeyPatch, empty: str, tmp_path: Path) -> None:
    data, state = paths.data_folder(), paths.state_folder()
    assert data.is_relative_to(tmp_path / "home")
    for name in ("BRIEFING_DATA_DIR", "BRIEFING_NOTES", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, empty.strip() if name.startswith("XDG") else empty)
    assert (paths.data_folder(), paths.state_folder()) == (data, state)
    assert paths.notes_file(tmp_path, "x") == tmp_path / "notes.yaml"


def test_a_relative_variable_starts_where_the_program_was_started(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BRIEFING_DATA_DIR", "here/../mine")
    monkeypatch.setenv("BRIEFING_NOTES", "~/notes.yaml")
    (tmp_path / "home").mkdir(exist_ok=True)
    data = paths.data_folder()
    monkeypatch.chdir("/")
    assert data == tmp_path / "mine"
    assert paths.notes_file(tmp_path, "x") == tmp_path / "home" / "notes.yaml"


def test_a_relative_system_variable_never_gives_a_relative_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "data")
    monkeypatch.setenv("XDG_STATE_HOME", "state")
    assert paths.data_folder().is_absolute()
    assert paths.state_folder().is_absolute()


def test_looking_creates_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BRIEFING_DATA_DIR", str(tmp_path / "own"))
    paths.backups_folder(paths.notes_file(paths.builtin_folder(), "x"))
    assert not (tmp_path / "own").exists()


def test_the_built_in_briefing_is_found_and_known_by_any_spelling(tmp_path: Path) -> None:
    folder = paths.builtin_folder()
    assert folder.name == paths.DEFAULT_BRIEFING
    assert folder.is_dir()
    (tmp_path / "link").symlink_to(folder)
    assert paths.is_builtin(folder)
    assert paths.is_builtin(tmp_path / "link")
    assert paths.is_builtin(Path(os.path.relpath(folder)))
    assert not paths.is_builtin(folder / "themes")
    assert not paths.is_builtin(tmp_path)


def test_the_installed_data_comes_before_the_checkout_s(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path / "briefing")
    checkout, packaged = tmp_path / "data" / "a", tmp_path / "briefing" / "data" / "a"
    checkout.mkdir(parents=True)
    assert paths.builtin_folder("a") == checkout
    packaged.mkdir(parents=True)
    assert paths.builtin_folder("a") == packaged
    assert paths.is_builtin(packaged)


def test_notes_lie_beside_a_briefing_and_those_of_a_built_in_one_with_the_user_s_data(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BRIEFING_DATA_DIR", str(tmp_path / "own"))
    assert paths.notes_file(tmp_path / "b", "b") == tmp_path / "b" / "notes.yaml"
    assert paths.notes_file(paths.builtin_folder(), "us") == tmp_path / "own" / "notes" / "us.yaml"
    monkeypatch.setenv("BRIEFING_NOTES", str(tmp_path / "n.yaml"))
    assert paths.notes_file(paths.builtin_folder(), "us") == tmp_path / "n.yaml"
    assert paths.notes_file(tmp_path, "b", Path("flag.yaml")) == Path("flag.yaml")


def test_each_notes_file_has_backups_of_its_own_whatever_its_spelling(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BRIEFING_DATA_DIR", str(tmp_path / "own"))
    for name in ("trade talks", "energy"):
        (tmp_path / name).mkdir()
    (tmp_path / "link").symlink_to("energy")
    one = paths.backups_folder(tmp_path / "trade talks" / "notes.yaml")
    other = paths.backups_folder(tmp_path / "energy" / "notes.yaml")
    assert one != other
    assert paths.backups_folder(tmp_path / "link" / "notes.yaml") == other
    assert one.name.startswith("trade-talks-notes-")
    assert one.parent == tmp_path / "own" / "state" / "backups"


@pytest.mark.parametrize("name", ["日本", "..", "x" * 250, "a\nb", "\udcff"])
def test_a_strange_name_gives_a_plain_backups_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    monkeypatch.setenv("BRIEFING_DATA_DIR", str(tmp_path / "own"))
    folder = paths.backups_folder(tmp_path / name / "notes.yaml")
    assert folder.parent == tmp_path / "own" / "state" / "backups"
    assert folder.name.isascii()
    assert len(folder.name) < 100
    folder.mkdir(parents=True)


def test_attached_texts_and_the_library_lie_in_the_data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BRIEFING_DATA_DIR", str(tmp_path / "own"))
    assert paths.attached_text("street", "report") == tmp_path / "own" / "texts" / "street" / "report.txt"
    assert paths.library_folder() == tmp_path / "own" / "library"
    assert paths.library_folders() == []
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "library").touch()
    assert paths.library_folders() == []


def test_every_built_in_briefing_is_listed_by_name() -> None:
    assert [folder.name for folder in paths.builtin_folders()] == ["car-free-centre", "us-russia-cooperation"]
    assert all(paths.is_builtin(folder) for folder in paths.builtin_folders())
