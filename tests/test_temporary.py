"""What killed programs left beside the files that they wrote."""

import os
import time
from pathlib import Path

import pytest
import samples
from terminal import BRIEFING, terminal

from briefing import files, paths, temporary

OLD = time.time() - temporary.LEFT_AFTER - 60


def left(folder: Path, name: str = "notes.yaml", *, moment: float = OLD) -> Path:
    """A temporary file that a killed program left in a folder at a time."""
    folder.mkdir(parents=True, exist_ok=True)
    path = temporary.beside(folder / name)
    path.write_bytes(b"half a no")
    os.utime(path, (moment, moment))
    return path


@pytest.mark.parametrize("name", ["notes.yaml", ".hidden", "a\nb", "[b]漢字", "x" * 200, "é.8f14e45f.tmp"])
def test_what_was_left_an_hour_ago_is_deleted_whatever_the_name(tmp_path: Path, name: str) -> None:
    old, young = left(tmp_path, name), left(tmp_path, name, moment=time.time() - temporary.LEFT_AFTER + 60)
    temporary.clear(tmp_path)
    assert not old.exists()
    assert young.exists()


@pytest.mark.parametrize(
    "name", ["notes.yaml", ".notes.yaml.tmp", "notes.yaml.8f14e45f.tmp", ".a.8f14e45.tmp", ".a.8F14E45F.tmp", ".a.swp"]
)
def test_what_has_another_name_stays(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"mine")
    os.utime(path, (OLD, OLD))
    temporary.clear(tmp_path)
    assert path.read_bytes() == b"mine"


def test_a_folder_a_link_and_what_it_leads_to_stay(tmp_path: Path) -> None:
    target = left(tmp_path / "elsewhere")
    for made, make in ((".a.00000000.tmp", Path.mkdir), (".b.00000000.tmp", lambda path: path.symlink_to(target))):
        make(tmp_path / made)
        os.utime(tmp_path / made, (OLD, OLD), follow_symlinks=False)
    temporary.clear(tmp_path)
    assert sorted(path.name for path in tmp_path.glob(".*")) == [".a.00000000.tmp", ".b.00000000.tmp"]
    assert target.exists()


def test_what_another_user_left_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = left(tmp_path)
    monkeypatch.setattr(os, "geteuid", lambda: path.stat().st_uid + 1)
    temporary.clear(tmp_path)
    assert path.exists()


@pytest.mark.parametrize("make", ["nothing", "file"])
def test_where_there_is_no_folder_nothing_happens(tmp_path: Path, make: str) -> None:
    path = tmp_path / "a"
    if make == "file":
        path.write_bytes(b"x")
    temporary.clear(path)
    assert path.exists() == (make == "file")


def test_the_program_deletes_what_was_left_beside_the_notes_their_backups_and_the_place(tmp_path: Path) -> None:
    folder = samples.write(samples.briefing(), tmp_path / "b")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (folder / "notes.yaml").symlink_to(elsewhere / "mine.yaml")
    files.write(folder / "notes.yaml", b"")
    cleared = (elsewhere, paths.backups_folder(folder / "notes.yaml"), paths.state_folder() / "places")
    old = [left(each) for each in cleared]
    young = [left(each, moment=time.time()) for each in cleared]
    exported = left(tmp_path, "export.html")
    with terminal((*BRIEFING, str(folder), "--read-only")) as window:
        window.shows("What happens to the shops?")
        window.rest()
        assert all(path.exists() for path in old)
    with terminal((*BRIEFING, str(folder))) as window:
        window.until(lambda: not any(path.exists() for path in old), what="the deleting")
    assert all(path.exists() for path in (*young, exported))
