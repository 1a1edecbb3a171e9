"""Watching files: every way of changing one is seen once."""

import os
from pathlib import Path

from briefing.watching import Watch


def test_a_change_is_seen_once(tmp_path: Path) -> None:
    path, other = tmp_path / "a", tmp_path / "b"
    path.write_text("one")
    other.write_text("one")
    watch = Watch(lambda: [path, other])
    assert watch.changed() == []
    path.write_text("other")
    assert watch.changed() == [path]
    assert watch.changed() == []


def test_a_file_that_comes_goes_or_is_renamed_over_has_changed(tmp_path: Path) -> None:
    path = tmp_path / "a"
    watch = Watch(lambda: [path])
    path.write_text("one")
    assert watch.changed() == [path]
    before = path.stat()
    new = tmp_path / "new"
    new.write_text("two")
    os.utime(new, ns=(before.st_atime_ns, before.st_mtime_ns))
    new.replace(path)
    assert watch.changed() == [path]
    path.unlink()
    assert watch.changed() == [path]


def test_the_files_may_become_others(tmp_path: Path) -> None:
    watched: list[Path] = []
    watch = Watch(lambda: watched)
    (tmp_path / "a").write_text("one")
    watched.append(tmp_path / "a")
    assert watch.changed() == [tmp_path / "a"]


def test_a_path_that_can_be_no_file_is_as_if_it_were_not_there() -> None:
    assert Watch(lambda: [Path("a\0b"), Path("x" * 5000)]).changed() == []
