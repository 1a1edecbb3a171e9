"""The note store: nothing that was typed is lost, and nothing that was not understood is touched."""

import errno
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing import files, keeping, notes_file
from briefing.errors import UnreadableFile, WriteRefused
from briefing.files import ReadRefused
from briefing.notes import NoteStore
from briefing.notes_file import OtherBriefing
from briefing.text import clean

HEAD = "schema_version: 1\nbriefing: b\nnotes:\n"


class Clock:
    def __init__(self) -> None:
        self.time = datetime(2026, 11, 22, 2, 7, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def tick(self, **much: float) -> None:
        self.time += timedelta(**much)


class Place:
    """A notes file and what belongs to it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "b"
        self.folder.mkdir()
        self.path = self.folder / "notes.yaml"
        self.backups = folder / "state" / "backups"
        self.locks = folder / "state" / "locks"
        self.clock = Clock()

    def open(self, path: Path | None = None) -> NoteStore:
        return NoteStore.open(path or self.path, briefing="b", backups=self.backups, locks=self.locks, clock=self.clock)

    def write(self, text: str) -> bytes:
        self.path.write_text(text, encoding="utf-8")
        return self.path.read_bytes()

    def texts(self) -> dict[str, str]:
        return notes_file.decode(self.path.read_bytes(), self.path, "b").texts

    def names(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir())


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def note(target: str, text: str, changed: str = "2026-01-01T00:00:00Z") -> str:
    return f"  {target}:\n    changed: {changed}\n    text: |-\n      {text}\n"


def test_a_missing_file_is_an_empty_store_and_is_not_made_before_there_is_a_note(place: Place) -> None:
    store = place.open()
    assert (store.targets(), store.text("trade"), store.unsaved, store.damage) == ((), "", False, None)
    assert not store.save().written
    assert place.names() == []
    store.set("trade", "hello")
    assert store.unsaved
    assert store.save().written
    assert not store.unsaved
    assert place.names() == ["notes.yaml"]
    assert place.open().text("trade") == "hello"


def test_the_folder_of_the_notes_is_made_by_the_first_save(place: Place) -> None:
    store = place.open(place.folder / "new" / "notes" / "b.yaml")
    store.set("trade", "hello")
    store.save()
    assert place.open(store.path).text("trade") == "hello"


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.text() | st.sampled_from(["a\r\nb\r", "x  \n\ty", "---\n# a: b", "日本\x85\u2028👩‍👩‍👧", "y " * 5000]))
def test_a_note_comes_back_cleaned_and_otherwise_as_it_was_typed(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    place = Place(tmp_path_factory.mktemp("notes"))
    expected = clean(text.replace("\r\n", "\n"))
    expected = "" if expected.isspace() else expected
    store = place.open()
    assert store.set("trade", text) == expected
    assert store.text("trade") == expected
    store.save()
    assert store.text("trade") == expected
    assert not store.unsaved
    assert place.open().text("trade") == expected


@pytest.mark.parametrize("blank", ["", " \n\t\n"])
def test_a_blank_text_deletes_the_note(place: Place, blank: str) -> None:
    place.write(HEAD + note("trade", "a") + note("energy", "b"))
    store = place.open()
    store.set("trade", blank)
    assert store.targets() == ("energy",)
    store.save()
    assert place.texts() == {"energy": "b"}


def test_a_save_changes_the_time_of_the_changed_note_alone(place: Place) -> None:
    place.write(HEAD + note("trade", "a", "last Tuesday") + note("energy", "b"))
    store = place.open()
    store.set("energy", "c")
    store.save()
    assert place.path.read_text() == HEAD + note("trade", "a", "last Tuesday") + note(
        "energy", "c", "2026-11-22T02:07:00Z"
    )


def test_two_stores_on_one_file_keep_both_notes(place: Place) -> None:
    one, other = place.open(), place.open()
    one.set("trade", "from one")
    other.set("energy", "from other")
    one.save()
    saved = other.save()
    assert (saved.merged, saved.conflicts) == (("trade",), ())
    assert place.texts() == {"trade": "from one", "energy": "from other"}
    assert other.text("trade") == "from one"
    assert one.reread()
    assert one.text("energy") == "from other"
    assert not one.reread()
    assert not one.unsaved


def test_a_note_changed_on_both_sides_keeps_both_texts(place: Place) -> None:
    one, other = place.open(), place.open()
    one.set("trade", "from one")
    one.save()
    other.set("trade", "from other")
    saved = other.save()
    both = "from other\n\n**The other version, saved 2026-11-22T02:07:00Z**\n\nfrom one"
    assert (saved.merged, saved.conflicts) == (("trade",), ("trade",))
    assert place.texts() == {"trade": both} == {"trade": other.text("trade")}
    one.reread()
    one.set("energy", "x")
    one.save()
    assert place.texts()["trade"] == both


def test_rereading_takes_in_a_conflict_and_leaves_it_to_be_saved(place: Place) -> None:
    one, other = place.open(), place.open()
    one.set("trade", "from one")
    one.save()
    other.set("trade", "from other")
    assert other.reread()
    assert other.text("trade").startswith("from other\n\n**The other version")
    assert other.unsaved
    other.save()
    assert "from one" in place.texts()["trade"]
    assert place.texts()["trade"] == other.text("trade")


def test_a_note_deleted_here_and_changed_elsewhere_stays(place: Place) -> None:
    place.write(HEAD + note("trade", "a"))
    store = place.open()
    store.set("trade", "")
    place.write(HEAD + note("trade", "changed"))
    assert store.save().merged == ("trade",)
    assert place.texts() == {"trade": "changed"}


def test_an_editor_behind_the_store_does_not_undo_a_merge(place: Place) -> None:
    store = place.open()
    held = store.set("trade", "mine")
    place.write(HEAD + note("trade", "theirs"))
    store.save()
    held = store.set("trade", "mine, longer", was=held)
    assert held.startswith("mine, longer\n")
    assert held.endswith("\ntheirs")
    held = store.set("trade", "settled", was=held)
    store.save()
    assert held == "settled"
    assert place.texts() == {"trade": "settled"}


def test_a_lost_file_is_written_again_with_all_that_was_in_it(place: Place) -> None:
    place.write("# mine\n" + HEAD + note("trade", "a") + "extra: x\n")
    store = place.open()
    place.path.unlink()
    assert not store.reread()
    assert store.text("trade") == "a"
    store.set("energy", "b")
    store.save()
    assert place.texts() == {"trade": "a", "energy": "b"}
    assert place.path.read_text().startswith("# mine\n")
    assert "extra: x" in place.path.read_text()


def test_a_file_that_an_editor_without_a_lock_saves_meanwhile_is_merged(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = place.open()
    store.set("trade", "mine")
    encode = notes_file.encode

    def slow(*args: object) -> bytes:
        made: bytes = encode(*args)  # type: ignore[arg-type]  # passed on as they came
        if not place.path.exists():
            place.write(HEAD + note("energy", "theirs"))
        return made

    monkeypatch.setattr(notes_file, "encode", slow)
    store.save()
    assert place.texts() == {"energy": "theirs", "trade": "mine"}


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_save_that_fails_keeps_the_text_and_the_file(
    place: Place, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    before = place.write(HEAD + note("trade", "a"))
    store = place.open()
    store.set("trade", "b")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, call, full)
        with pytest.raises(WriteRefused, match="disk is full"):
            store.save()
    assert (store.text("trade"), store.unsaved) == ("b", True)
    assert place.path.read_bytes() == before
    assert place.names() == ["notes.yaml"]
    store.save()
    assert place.texts() == {"trade": "b"}


def test_what_a_failed_save_put_in_place_is_made_to_last_before_it_is_called_saved(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = place.open()
    store.set("trade", "a")
    fsync, synced = os.fsync, list[bool]()

    def no_folders(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EIO, "Input/output error")

    def noting(descriptor: int) -> None:
        synced.append(stat.S_ISDIR(os.fstat(descriptor).st_mode))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", no_folders)
    with pytest.raises(WriteRefused, match="the disk reports an error"):
        store.save()
    assert place.texts() == {"trade": "a"}
    monkeypatch.setattr(os, "fsync", noting)
    assert not store.save().written
    assert synced == [True]
    assert not store.unsaved


def test_a_failed_backup_does_not_keep_the_notes_from_being_saved(place: Place) -> None:
    place.write(HEAD + note("trade", "a"))
    place.backups.parent.mkdir()
    place.backups.write_bytes(b"not a folder")
    store = place.open()
    store.set("trade", "b")
    saved = store.save()
    assert saved.backup_problem is not None
    assert place.texts() == {"trade": "b"}


def test_the_mode_and_the_link_of_the_file_are_kept(place: Place) -> None:
    real = place.folder.parent / "real.yaml"
    real.write_text(HEAD + note("trade", "a"))
    real.chmod(0o600)
    place.path.symlink_to(real)
    store = place.open()
    store.set("trade", "b")
    store.save()
    assert place.path.is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o600
    assert place.texts() == {"trade": "b"}


def test_backups_are_made_before_the_first_save_and_then_every_ten_minutes(place: Place) -> None:
    place.write(HEAD + note("trade", "from yesterday"))
    store = place.open()
    for minute in range(25):
        store.set("trade", f"minute {minute}")
        store.save()
        place.clock.tick(minutes=1)
    kept = [notes_file.decode(p.read_bytes(), p, "b").texts["trade"] for p in keeping.backups(place.backups)]
    assert kept == ["minute 19", "minute 9", "from yesterday"]
    for session in range(12):
        again = place.open()
        again.set("trade", f"session {session}")
        again.save()
        place.clock.tick(seconds=1)
    assert len(keeping.backups(place.backups)) == 10


WHOLE = (
    (HEAD + note("trade", "日本") + note("energy", "b: 'c'")).replace("text: |-\n      b: 'c'", 'text: "b"').encode()
)


def test_a_damaged_file_is_never_changed_wherever_it_was_cut_off(place: Place) -> None:
    store = place.open()
    store.set("trade", "x")
    store.save()
    store.set("trade", "y")
    store.save()
    damaged = 0
    for length in range(len(WHOLE)):
        place.path.write_bytes(WHOLE[:length])
        cut = place.open()
        if cut.damage is None:
            continue
        damaged += 1
        with pytest.raises(WriteRefused, match="cannot be saved"):
            cut.set("trade", "z")
        with pytest.raises(WriteRefused, match="cannot be saved"):
            cut.save()
        assert place.path.read_bytes() == WHOLE[:length]
        store.set("trade", f"typed {length}")
        with pytest.raises(WriteRefused, match="cannot be saved") as refused:
            store.save()
        assert refused.value.hint
        assert isinstance(store.damage, UnreadableFile)
        assert store.text("trade") == f"typed {length}"
        assert place.path.read_bytes() == WHOLE[:length]
    assert damaged > 40
    assert place.names() == ["notes.yaml"]


def test_an_empty_file_is_damage_only_if_there_were_notes(place: Place) -> None:
    place.write("\n")
    store = place.open()
    assert store.damage is None
    store.set("trade", "a")
    store.save()
    store.set("trade", "b")
    store.save()
    place.write("\n")
    damage = place.open().damage
    assert damage is not None
    assert "empty" in damage.message


def broken(place: Place) -> bytes:
    return place.write(HEAD + '  trade:\n    text: "cut o')


def with_a_backup(place: Place, text: str = "backed up") -> None:
    keeping.back_up((HEAD + note("trade", text)).encode(), place.backups, now=place.clock(), suffix=".yaml")


def test_restoring_keeps_the_damaged_file_and_brings_the_newest_backup(place: Place) -> None:
    with_a_backup(place)
    place.clock.tick(days=1)
    keeping.back_up(b"not: [notes", place.backups, now=place.clock())
    damaged = broken(place)
    place.path.chmod(0o600)
    store = place.open()
    assert store.mendable
    aside = store.restore()
    assert aside.name == "notes.yaml.damaged-20261123T020700Z"
    assert aside.read_bytes() == damaged
    assert store.damage is None
    assert (store.text("trade"), store.unsaved) == ("backed up", False)
    assert place.texts() == {"trade": "backed up"}
    assert stat.S_IMODE(place.path.stat().st_mode) == 0o600
    store.set("trade", "more")
    store.save()
    assert place.texts() == {"trade": "more"}


def test_restoring_in_a_session_keeps_what_was_typed_in_it(place: Place) -> None:
    place.write(HEAD + note("trade", "old") + note("energy", "e"))
    store = place.open()
    store.set("trade", "new")
    store.save()
    store.set("culture", "typed")
    broken(place)
    with pytest.raises(WriteRefused):
        store.save()
    store.restore()
    assert place.texts() == {"trade": "new", "energy": "e"}
    assert (store.text("culture"), store.unsaved) == ("typed", True)
    store.save()
    assert place.texts() == {"trade": "new", "energy": "e", "culture": "typed"}


def test_starting_afresh_keeps_the_damaged_file_and_what_was_typed(place: Place) -> None:
    place.write(HEAD + note("trade", "old"))
    session = place.open()
    session.set("trade", "new")
    damaged = broken(place)
    with pytest.raises(WriteRefused):
        session.save()
    aside = session.start_afresh()
    assert aside.read_bytes() == damaged
    assert not place.path.exists()
    session.save()
    assert place.texts() == {"trade": "new"}

    broken(place)
    later = place.open()
    second = later.start_afresh()
    assert second != aside
    assert later.targets() == ()
    later.set("energy", "x")
    later.save()
    assert place.texts() == {"energy": "x"}


def test_a_file_that_was_mended_meanwhile_is_taken_in_and_not_put_aside(place: Place) -> None:
    with_a_backup(place)
    broken(place)
    store = place.open()
    mended = place.write(HEAD + note("trade", "mended"))
    for step in (store.restore, store.start_afresh):
        with pytest.raises(WriteRefused, match="can be read"):
            step()
    assert place.path.read_bytes() == mended
    assert store.text("trade") == "mended"
    assert store.set("trade", "on") == "on"


def test_restoring_without_a_backup_leaves_everything(place: Place) -> None:
    damaged = broken(place)
    store = place.open()
    assert store.newest_backup is None
    with pytest.raises(WriteRefused, match="no backup"):
        store.restore()
    assert place.path.read_bytes() == damaged
    assert place.names() == ["notes.yaml"]


def test_the_notes_on_another_briefing_are_never_written_to(place: Place) -> None:
    before = place.write((HEAD + note("trade", "a")).replace("briefing: b", "briefing: other"))
    store = place.open()
    assert isinstance(store.damage, OtherBriefing)
    assert not store.mendable
    for step in (store.save, store.restore, store.start_afresh, lambda: store.set("trade", "b")):
        with pytest.raises(WriteRefused, match="`other`"):
            step()
    assert place.path.read_bytes() == before
    assert place.names() == ["notes.yaml"]


def test_where_there_was_a_file_on_this_briefing_the_one_on_another_can_be_put_aside(place: Place) -> None:
    with_a_backup(place)
    before = place.write((HEAD + note("trade", "a")).replace("briefing: b", "briefing: other"))
    store = place.open()
    assert isinstance(store.damage, OtherBriefing)
    assert store.mendable
    assert store.restore().read_bytes() == before
    assert place.texts() == {"trade": "backed up"}


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo])
def test_what_is_no_file_is_left_alone(place: Place, make: Callable[[Path], None]) -> None:
    make(place.path)
    store = place.open()
    assert isinstance(store.damage, ReadRefused)
    for step in (store.save, store.restore, store.start_afresh):
        with pytest.raises(WriteRefused):
            step()
    assert place.names() == ["notes.yaml"]


def test_notes_too_large_to_read_again_are_not_written_and_stay_here(place: Place) -> None:
    before = place.write(HEAD + note("trade", "a"))
    store = place.open()
    store.set("trade", "x" * 70_000)
    with pytest.raises(WriteRefused, match="64 KiB"):
        store.save()
    assert place.path.read_bytes() == before
    assert len(store.text("trade")) == 70_000
    store.set("trade", "short")
    store.save()
    assert place.texts() == {"trade": "short"}


def test_a_save_while_a_worker_saves_waits_and_takes_what_came_too_late_for_it(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = place.open()
    writing, go_on = threading.Event(), threading.Event()
    write = files.write

    def slow(path: Path, data: bytes, *, mode: int | None = None, over: bytes | None = None) -> None:
        if threading.current_thread() is worker:
            writing.set()
            assert go_on.wait(5)
        write(path, data, mode=mode, over=over)

    monkeypatch.setattr(files, "write", slow)
    monkeypatch.setattr(keeping, "lock", partial(keeping.lock, timeout=0.01))
    worker = threading.Thread(target=store.save)
    store.set("trade", "early")
    worker.start()
    assert writing.wait(5)
    store.set("trade", "late")
    store.set("energy", "late too")
    threading.Timer(0.05, go_on.set).start()
    store.save()
    worker.join(5)
    assert not worker.is_alive()
    assert not store.unsaved
    assert place.texts() == {"trade": "late", "energy": "late too"}


def test_what_is_typed_during_a_save_that_finds_a_conflict_keeps_both_texts(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = place.open()
    held = store.set("trade", "mine")
    place.write(HEAD + note("trade", "theirs"))
    write = files.write

    def typing(path: Path, data: bytes, *, mode: int | None = None, over: bytes | None = None) -> None:
        nonlocal held
        if path == place.path:
            held = store.set("trade", "mine, longer", was=held)
        write(path, data, mode=mode, over=over)

    with monkeypatch.context() as patch:
        patch.setattr(files, "write", typing)
        store.save()
    store.set("trade", "mine, longest", was=held)
    assert store.unsaved
    store.save()
    said = "**The other version, saved 2026-01-01T00:00:00Z**"
    assert place.texts() == {"trade": f"mine, longest\n\n{said}\n\ntheirs"}


def test_typing_on_one_thread_and_saving_on_another_loses_nothing(place: Place) -> None:
    store = place.open()
    done = threading.Event()

    def keep_saving() -> None:
        while not done.is_set():
            store.save()

    worker = threading.Thread(target=keep_saving)
    worker.start()
    held = ""
    for number in range(300):
        held = store.set("trade", f"{held}{number} ", was=held)
        store.set(f"trade/p{number % 7}", str(number))
    done.set()
    worker.join(10)
    store.save()
    assert place.texts()["trade"] == "".join(f"{number} " for number in range(300))
    assert {place.texts()[f"trade/p{n}"] for n in range(7)} == {str(number) for number in range(293, 300)}


PROGRAM = """
import sys
from pathlib import Path
from briefing.notes import NoteStore
path, state, name = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
store = NoteStore.open(path, briefing="b", backups=state / "backups", locks=state / "locks")
print("ready", flush=True)
sys.stdin.readline()
for number in range(15):
    store.set(f"{name}/{number}", f"{name} says {number}")
    store.set("shared", f"{name} {number}", was=store.text("shared"))
    store.save()
"""


def test_four_programs_that_save_to_one_file_at_once_lose_nothing(place: Place) -> None:
    link = place.folder.parent / "link"
    link.symlink_to(place.folder)
    spellings = [place.path, link / "notes.yaml", link / ".." / "b" / "notes.yaml", place.path]
    arguments = [sys.executable, "-c", PROGRAM]
    programs = [
        subprocess.Popen(
            [*arguments, str(path), str(place.folder.parent / "state"), name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=Path(files.__file__).parent.parent,
        )
        for name, path in zip("abcd", spellings, strict=True)
    ]
    for program in programs:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("\n")
        program.stdin.flush()
    for program in programs:
        _, said = program.communicate(timeout=60)
        assert (program.returncode, said) == (0, "")
    texts = place.texts()
    for name in "abcd":
        assert [texts.get(f"{name}/{number}") for number in range(15)] == [
            f"{name} says {number}" for number in range(15)
        ]
    assert texts["shared"].count("The other version") <= 3
    assert place.names() == ["notes.yaml"]


def saved_three(place: Place) -> bytes:
    """What a session leaves behind that wrote three notes, and made no backup as there was nothing before."""
    store = place.open()
    for target in ("trade", "energy", "culture"):
        store.set(target, f"on {target}")
        store.save()
    return place.path.read_bytes()


def test_notes_that_something_else_took_out_are_told_and_can_be_had_from_a_backup(place: Place) -> None:
    whole = saved_three(place)
    session = place.open()
    place.path.write_bytes(whole[: whole.index(b"  energy")])
    for store in (session, place.open()):
        store.reread()
        assert store.damage is None
        assert store.gone is not None
        assert "`energy`, `culture`" in store.gone.message
        assert store.gone.hint.endswith(f"{keeping.backups(place.backups)[0]}.")
    session.set("trade", "new")
    session.save()
    assert session.gone is not None
    assert whole in [path.read_bytes() for path in keeping.backups(place.backups)]
    assert place.open().gone is None


def test_a_note_that_was_cut_short_is_told(place: Place) -> None:
    whole = saved_three(place)
    place.path.write_bytes(whole[:-4])
    told = place.open().gone
    assert told is not None
    assert told.message.endswith(": `culture`")
    place.path.write_bytes(whole.rstrip())
    assert place.open().gone is None


def test_what_another_session_deletes_or_a_hand_rewrites_is_not_told_as_gone(place: Place) -> None:
    whole = saved_three(place)
    session, other = place.open(), place.open()
    other.set("energy", "")
    other.save()
    session.reread()
    assert (session.gone, session.text("energy")) == (None, "")
    place.path.write_bytes(whole.replace(b"on energy", b"rewritten"))
    session.reread()
    assert (session.gone, session.text("energy")) == (None, "rewritten")


def test_what_something_else_wrote_over_is_in_a_backup_after_the_next_save(place: Place) -> None:
    whole = saved_three(place)
    session = place.open()
    session.set("trade", "new")
    session.save()
    before = place.path.read_bytes()
    place.path.write_bytes(whole.replace(b"on energy", b"by hand"))
    session.set("culture", "newer")
    session.save()
    kept = [path.read_bytes() for path in keeping.backups(place.backups)]
    assert before in kept


def test_what_was_put_aside_by_starting_afresh_is_not_told_as_gone(place: Place) -> None:
    whole = saved_three(place)
    broken(place)
    place.open().start_afresh()
    assert place.open().gone is None
    assert whole in [path.read_bytes() for path in keeping.backups(place.backups)]
