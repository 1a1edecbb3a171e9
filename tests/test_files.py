"""Writing: whole or not at all, never over what nobody said may go."""

import errno
import os
import stat
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from briefing import files, held_folder, keeping
from briefing.errors import BriefingError, WriteRefused
from briefing.held_folder import HeldFolder

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
Break = Callable[[str, BaseException], None]


@pytest.fixture
def break_os(monkeypatch: pytest.MonkeyPatch) -> Break:
    def fail(name: str, error: BaseException) -> None:
        def failing(*_: object, **__: object) -> None:
            raise error

        monkeypatch.setattr(os, name, failing)

    return fail


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_holds_exactly_the_bytes(tmp_path: Path) -> None:
    files.write(tmp_path / "a", b"\x00one\r\n")
    assert (tmp_path / "a").read_bytes() == b"\x00one\r\n"
    assert names(tmp_path) == ["a"]


def test_a_new_file_has_the_mode_the_umask_leaves(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        files.write(tmp_path / "a", b"x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640


def test_the_mode_of_a_file_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o604)
    files.write(path, b"new", mode=0o600)
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o604


def test_a_link_is_kept_and_the_file_it_points_to_replaced(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a").write_bytes(b"old")
    (tmp_path / "link").symlink_to(Path("real") / "a")
    files.write(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "a").read_bytes() == b"new"
    assert names(tmp_path / "real") == ["a"]


def test_a_reader_sees_the_old_file_or_the_new_one_and_nothing_between(tmp_path: Path) -> None:
    path, size = tmp_path / "a", 400_000
    path.write_bytes(b"0" * size)
    seen: set[bytes] = set()
    stop = threading.Event()

    def watch() -> None:
        while not stop.is_set():
            seen.add(path.read_bytes())

    watcher = threading.Thread(target=watch)
    watcher.start()
    for number in range(1, 10):
        files.write(path, str(number).encode() * size)
    stop.set()
    watcher.join()
    assert all(len(data) == size and len(set(data)) == 1 for data in seen)


@pytest.mark.parametrize("step", ["fsync", "replace", "write_error"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EDQUOT])
def test_a_failed_write_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, break_os: Break, step: str, code: int
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    if step == "write_error":
        monkeypatch.setattr(os, "fdopen", _full_disk(code))
    else:
        break_os(step, OSError(code, os.strerror(code)))
    with pytest.raises(WriteRefused) as refused:
        files.write(path, b"new")
    assert str(path) in refused.value.message
    assert refused.value.hint
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a"]


def _full_disk(code: int) -> Callable[[int, str], object]:
    class Full:
        def __init__(self, descriptor: int) -> None:
            self.descriptor = descriptor

        def __enter__(self) -> "Full":
            return self

        def __exit__(self, *_: object) -> None:
            os.close(self.descriptor)

        def write(self, _: bytes) -> None:
            raise OSError(code, os.strerror(code))

    return lambda descriptor, _: Full(descriptor)


def test_an_interrupted_write_leaves_the_old_file_and_no_other(tmp_path: Path, break_os: Break) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    break_os("replace", KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        files.write(path, b"new")
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a"]


def test_the_data_is_on_the_disk_before_the_rename_and_the_folder_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    fsync, replace = os.fsync, os.replace

    def noting_fsync(descriptor: int) -> None:
        done.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        fsync(descriptor)

    def noting_replace(source: Path, target: Path, **at: int | None) -> None:
        done.append("rename")
        replace(source, target, **at)

    monkeypatch.setattr(os, "fsync", noting_fsync)
    monkeypatch.setattr(os, "replace", noting_replace)
    files.write(tmp_path / "a", b"x")
    assert done == ["file", "rename", "folder"]


def test_a_folder_that_cannot_be_synced_is_no_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fsync = os.fsync

    def no_folders(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", no_folders)
    files.write(tmp_path / "a", b"x")
    assert (tmp_path / "a").read_bytes() == b"x"


@pytest.mark.parametrize("make", ["folder", "fifo", "missing folder", "loop", "part is a file", "long", "nul"])
def test_what_is_no_file_to_write_is_refused_with_its_path_and_a_hint(tmp_path: Path, make: str) -> None:
    path = tmp_path / "a"
    match make:
        case "folder":
            path.mkdir()
        case "fifo":
            os.mkfifo(path)
        case "missing folder":
            path = tmp_path / "none" / "a"
        case "loop":
            path.symlink_to(path)
        case "part is a file":
            path.write_bytes(b"")
            path = path / "b"
        case "long":
            path = tmp_path / ("x" * 300)
        case "nul":
            path = Path(f"{tmp_path}/a\0b")
    before = names(tmp_path)
    attempts: list[Callable[[], None]] = [
        partial(files.write, path, b"new"),
        partial(files.export, path, b"new", force=True),
        partial(files.export, path, b"new", force=False),
    ]
    for attempt in attempts:
        with pytest.raises(WriteRefused) as refused:
            attempt()
        assert str(path) in refused.value.message
        assert refused.value.hint
        assert not isinstance(refused.value, files.AlreadyExists)
    assert names(tmp_path) == before


def test_a_write_protected_file_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(WriteRefused, match="write-protected"):
        files.write(path, b"new")
    assert path.read_bytes() == b"old"


def test_a_file_that_changed_since_it_was_read_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"theirs")
    with pytest.raises(files.Overtaken):
        files.write(path, b"mine", over=b"read before")
    assert path.read_bytes() == b"theirs"
    files.write(path, b"mine", over=b"theirs")
    assert path.read_bytes() == b"mine"


def test_a_missing_file_counts_as_holding_nothing(tmp_path: Path) -> None:
    files.write(tmp_path / "a", b"x", over=b"")
    assert (tmp_path / "a").read_bytes() == b"x"
    with pytest.raises(files.Overtaken):
        files.write(tmp_path / "b", b"x", over=b"something")
    assert names(tmp_path) == ["a"]


def test_an_export_never_overwrites_unless_told(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    files.export(path, b"first", force=False)
    with pytest.raises(files.AlreadyExists, match=r"a\.md") as refused:
        files.export(path, b"second", force=False)
    assert "--force" in refused.value.hint
    assert path.read_bytes() == b"first"
    path.chmod(0o600)
    files.export(path, b"third", force=True)
    assert path.read_bytes() == b"third"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert names(tmp_path) == ["a.md"]


@pytest.mark.parametrize("hard_links", [True, False])
def test_a_file_that_appears_while_exporting_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, break_os: Break, hard_links: bool
) -> None:
    path, fsync = tmp_path / "a", os.fsync

    def quicker(descriptor: int) -> None:
        fsync(descriptor)
        path.write_bytes(b"theirs")

    monkeypatch.setattr(os, "fsync", quicker)
    if not hard_links:
        break_os("link", OSError(errno.EPERM, "Operation not permitted"))
    with pytest.raises(files.AlreadyExists):
        files.export(path, b"mine", force=False)
    assert path.read_bytes() == b"theirs"
    assert names(tmp_path) == ["a"]


def test_an_export_works_without_hard_links_and_takes_its_name_back_if_it_fails(
    tmp_path: Path, break_os: Break
) -> None:
    break_os("link", OSError(errno.EPERM, "Operation not permitted"))
    files.export(tmp_path / "a", b"x", force=False)
    assert (tmp_path / "a").read_bytes() == b"x"
    break_os("replace", OSError(errno.EIO, "Input/output error"))
    with pytest.raises(WriteRefused):
        files.export(tmp_path / "b", b"x", force=False)
    assert names(tmp_path) == ["a"]


@pytest.mark.parametrize("force", [True, False])
@pytest.mark.parametrize("dangling", [True, False])
def test_an_export_never_goes_through_a_link(tmp_path: Path, force: bool, dangling: bool) -> None:
    target = tmp_path / "precious"
    if not dangling:
        target.write_bytes(b"old")
    (tmp_path / "a").symlink_to(target)
    with pytest.raises(WriteRefused, match="link"):
        files.export(tmp_path / "a", b"new", force=force)
    assert (tmp_path / "a").is_symlink()
    assert target.exists() is not dangling
    assert dangling or target.read_bytes() == b"old"


def test_a_link_that_appears_while_exporting_is_replaced_and_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, target, fsync = tmp_path / "a", tmp_path / "precious", os.fsync
    target.write_bytes(b"old")

    def quicker(descriptor: int) -> None:
        fsync(descriptor)
        if not path.is_symlink():
            path.symlink_to(target)
        monkeypatch.setattr(os, "fsync", fsync)

    monkeypatch.setattr(os, "fsync", quicker)
    files.export(path, b"new", force=True)
    assert target.read_bytes() == b"old"


def test_an_export_creates_no_folder(tmp_path: Path) -> None:
    with pytest.raises(WriteRefused, match="no such folder"):
        files.export(tmp_path / "none" / "a", b"x", force=True)
    assert names(tmp_path) == []


def test_only_one_holds_the_lock_whatever_the_spelling(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "other.yaml").symlink_to(Path("real") / "notes.yaml")
    locks = tmp_path / "locks"
    with keeping.lock(tmp_path / "real" / "notes.yaml", locks):
        for spelling in ("real/notes.yaml", "link/notes.yaml", "real/../link/./notes.yaml", "other.yaml"):
            refused: list[BriefingError] = []

            def attempt(path: Path = tmp_path / spelling, into: list[BriefingError] = refused) -> None:
                try:
                    with keeping.lock(path, locks, timeout=0.05):
                        pass
                except BriefingError as caught:
                    into.append(caught)

            other = threading.Thread(target=attempt)
            other.start()
            other.join()
            assert [type(error) for error in refused] == [WriteRefused], spelling
            assert "another program" in refused[0].message
        with keeping.lock(tmp_path / "real" / "another.yaml", locks, timeout=0.05):
            pass
    with keeping.lock(tmp_path / "link" / "notes.yaml", locks, timeout=0.05):
        pass
    assert names(tmp_path / "real") == []


def test_a_lock_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "locks").write_bytes(b"")
    with pytest.raises(WriteRefused), keeping.lock(tmp_path / "notes.yaml", tmp_path / "locks"):
        pass


def test_the_lock_is_let_go_when_its_holder_fails(tmp_path: Path) -> None:
    with pytest.raises(KeyError), keeping.lock(tmp_path / "a", tmp_path / "locks"):
        raise KeyError
    with keeping.lock(tmp_path / "a", tmp_path / "locks", timeout=0.05):
        pass


def test_only_the_ten_newest_backups_are_kept_and_other_files_let_be(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_bytes(b"")
    for number in range(14):
        keeping.back_up(str(number).encode(), tmp_path, now=NOON + timedelta(minutes=number), suffix=".yaml")
    assert [path.read_bytes() for path in keeping.backups(tmp_path)] == [
        str(number).encode() for number in range(13, 3, -1)
    ]
    assert "mine.yaml" in names(tmp_path)
    assert names(tmp_path)[0] == "20261122T120400.000000Z.yaml"


def test_a_backup_made_by_a_clock_that_runs_slow_is_kept(tmp_path: Path) -> None:
    for number in range(10):
        keeping.back_up(str(number).encode(), tmp_path, now=NOON + timedelta(days=number))
    made = keeping.back_up(b"late", tmp_path, now=NOON - timedelta(days=1))
    assert made.read_bytes() == b"late"
    assert len(keeping.backups(tmp_path)) == 10


def test_backups_of_one_moment_do_not_overwrite_each_other_and_the_same_is_not_kept_twice(
    tmp_path: Path,
) -> None:
    first = keeping.back_up(b"a", tmp_path / "new" / "folder", now=NOON)
    assert keeping.back_up(b"a", tmp_path / "new" / "folder", now=NOON) == first
    second = keeping.back_up(b"b", tmp_path / "new" / "folder", now=NOON)
    assert (first.read_bytes(), second.read_bytes()) == (b"a", b"b")
    assert keeping.backups(first.parent) == [second, first]


def test_a_backup_is_for_its_owner_alone(tmp_path: Path) -> None:
    assert stat.S_IMODE(keeping.back_up(b"a", tmp_path, now=NOON).stat().st_mode) == 0o600


@pytest.mark.parametrize("hard_links", [True, False])
@pytest.mark.parametrize("leave", [True, False])
def test_a_file_set_aside_is_kept_under_a_free_name(
    tmp_path: Path, break_os: Break, hard_links: bool, leave: bool
) -> None:
    if not hard_links:
        break_os("link", OSError(errno.EPERM, "Operation not permitted"))
    for content in (b"one", b"two"):
        files.write(tmp_path / "a", content)
        files.set_aside(tmp_path / "a", "damaged", leave=leave)
    assert (tmp_path / "a.damaged").read_bytes() == b"one"
    assert (tmp_path / "a.damaged-2").read_bytes() == b"two"
    assert (tmp_path / "a").exists() is (leave and hard_links)


def test_a_folder_is_not_set_aside(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(WriteRefused, match="folder"):
        files.set_aside(tmp_path / "a", "damaged")
    assert names(tmp_path) == ["a"]


def test_reading_refuses_what_is_no_ordinary_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"12345")
    assert files.read(tmp_path / "a", 3) == b"1234"
    os.mkfifo(tmp_path / "fifo")
    for bad in (tmp_path, tmp_path / "fifo", Path("a\0b")):
        with pytest.raises(files.ReadRefused):
            files.read(bad, 3)
    with pytest.raises(FileNotFoundError):
        files.read(tmp_path / "none", 3)


@pytest.mark.skipif(not Path("/dev/fd").is_dir(), reason="there is no list of open files")
def test_a_folder_that_is_not_read_is_closed_again(tmp_path: Path) -> None:
    before = names(Path("/dev/fd"))
    with pytest.raises(files.ReadRefused, match="this is a folder"):
        files.read(tmp_path, 10)
    assert names(Path("/dev/fd")) == before


def test_where_one_of_several_names_is_taken_meanwhile_none_of_the_files_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take = files._take_free_name

    def taken_second(held: HeldFolder, temporary: Path, path: Path) -> None:
        if path.name == "b":
            path.write_text("somebody else's")
        take(held, temporary, path)

    monkeypatch.setattr(files, "_take_free_name", taken_second)
    with pytest.raises(files.AlreadyExists):
        files.export_all({tmp_path / "a": b"1", tmp_path / "b": b"2"}, force=False, below=tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["b"]
    assert (tmp_path / "b").read_text() == "somebody else's"


def test_a_folder_swapped_for_a_link_while_exporting_is_refused_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, elsewhere, fsync = tmp_path / "out", tmp_path / "elsewhere", os.fsync
    elsewhere.mkdir()

    def swapping(descriptor: int) -> None:
        fsync(descriptor)
        if not out.is_symlink():
            out.rename(tmp_path / "taken away")
            out.symlink_to(elsewhere)

    monkeypatch.setattr(os, "fsync", swapping)
    with pytest.raises(WriteRefused, match="a part of the path is not a folder") as refused:
        files.export_all({out / "a": b"x"}, force=False, below=tmp_path, folders=[out])
    assert str(out / "a") in refused.value.message
    assert names(elsewhere) == []


def test_an_export_goes_into_a_folder_that_the_user_reaches_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    out = tmp_path / "link" / "out"
    files.export_all({out / "a": b"x"}, force=False, below=out.parent, folders=[out])
    assert (tmp_path / "real" / "out" / "a").read_bytes() == b"x"


@pytest.mark.parametrize("can_hold", [True, False])
def test_an_export_is_the_same_where_the_system_cannot_hold_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can_hold: bool
) -> None:
    monkeypatch.setattr(held_folder, "CAN_HOLD", can_hold)
    monkeypatch.chdir(tmp_path)
    for out in (Path("out"), Path("out"), Path()):
        contents = {out / "b": b"1", out / "inner" / "a": b"2"}
        files.export_all(contents, force=True, below=out.parent, folders=[out, out / "inner"])
        assert [path.read_bytes() for path in contents] == [b"1", b"2"]
    with pytest.raises(files.AlreadyExists):
        files.export_all({Path("c"): b"", Path("b"): b""}, force=False, below=Path(), folders=[Path("new")])
    assert names(tmp_path) == ["b", "inner", "out"]
    files.remove(Path("out", "inner", "a"), below=Path())
    assert names(tmp_path / "out") == ["b", "inner"]


def test_a_backup_whose_name_cannot_be_looked_at_is_refused(tmp_path: Path, break_os: Break) -> None:
    break_os("stat", OSError(errno.EIO, os.strerror(errno.EIO)))
    with pytest.raises(WriteRefused, match="the disk reports an error"):
        keeping.back_up(b"a", tmp_path, now=NOON)


def test_a_link_is_not_followed_where_that_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"kept")
    (tmp_path / "link").symlink_to("real")
    assert files.read(tmp_path / "link", 10) == files.read(tmp_path / "real", 10, follow=False) == b"kept"
    with pytest.raises(files.ReadRefused, match="link"):
        files.read(tmp_path / "link", 10, follow=False)
