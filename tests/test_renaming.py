"""An id changed everywhere: what changes, what is proved, and what a failure leaves."""

import errno
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import samples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing import files, paths
from briefing.errors import BriefingError, WriteRefused
from briefing.held_folder import HeldFolder
from briefing.loader import ABOUT, Folder
from briefing.notes import NoteStore
from briefing.renamed import Kind, Renaming, renamed, spots
from briefing.renaming import changes, find_renaming, write

ASKED = [
    ("theme", "trade", "shops"),
    ("point", "trade/takings", "turnover"),
    ("source", "report", "survey"),
    ("perspective", "keep", "leave"),
]
"""One renaming of every kind."""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A small briefing with a text in it, one attached, notes, comments and odd quoting."""
    folder = samples.write(samples.briefing(), tmp_path / "own")
    about, trade = folder / ABOUT, folder / "themes" / "trade.yaml"
    about.write_text(
        "# The trade briefing; keep, report\n" + about.read_text().replace("id: keep", "id: 'keep'  # keep")
    )
    text = trade.read_text().replace("- report/shops/1\n", '- "report/shops/1"  # report\n', 1)
    trade.write_text(
        text.replace("  keep:\n", '  "keep":   # keep\n', 1).replace("- id: takings", "- id: >-\n    takings")
    )
    (folder / "sources" / "report.txt").write_text("The report.\n")
    attached = paths.attached_text("quiet-street", "report")
    attached.parent.mkdir(parents=True)
    attached.write_text("Attached.\n")
    store = notes(folder)
    for target, note in samples.notes().items():
        store.set(target, note)
    store.save()
    return folder


def notes(folder: Path) -> NoteStore:
    return NoteStore.open(
        folder / "notes.yaml", briefing="quiet-street", backups=folder.parent / "b", locks=folder.parent / "l"
    )


def asked(folder: Path, kind: str, old: str, new: str) -> Renaming:
    return find_renaming(Folder(folder), kind, old, new)


def rename(folder: Path, kind: str, old: str, new: str) -> list[Path]:
    wanted = asked(folder, kind, old, new)
    return write(changes(Folder(folder), wanted), wanted, notes(folder))


def everything(folder: Path) -> dict[str, bytes]:
    """Every file of the briefing and of its attached texts, but for the notes' backups."""
    attached = paths.texts_folder("quiet-street")
    return {
        str(path): path.read_bytes() for at in (folder, attached) for path in sorted(at.rglob("*")) if path.is_file()
    }


@pytest.mark.parametrize(("kind", "old", "new"), ASKED)
def test_the_briefing_is_the_same_but_for_the_id(own: Path, kind: str, old: str, new: str) -> None:
    before = Folder(own).briefing()
    wanted = asked(own, kind, old, new)
    rename(own, kind, old, new)
    after = Folder(own).briefing()
    assert after == renamed(before, wanted)
    assert after != before


@pytest.mark.parametrize(("kind", "old", "new"), ASKED)
def test_there_and_back_gives_the_first_bytes(own: Path, kind: str, old: str, new: str) -> None:
    before = everything(own)
    there = new if kind != "point" else f"{old.partition('/')[0]}/{new}"
    rename(own, kind, old, new)
    assert everything(own) != before
    rename(own, kind, there, old)
    after = everything(own)
    assert after.pop(str(paths.attached_text("quiet-street", new)), b"Attached.\n") == b"Attached.\n"
    assert {name: data for name, data in after.items() if not name.endswith("notes.yaml")} == {
        name: data for name, data in before.items() if not name.endswith("notes.yaml")
    }
    assert notes(own).texts == samples.notes()


def test_a_theme_gets_another_file_and_its_notes_another_target(own: Path) -> None:
    trade = (own / "themes" / "trade.yaml").read_bytes()
    written = rename(own, "theme", "trade", "shops")
    assert written == [own / ABOUT, own / "themes" / "shops.yaml", own / "notes.yaml"]
    assert (own / "themes" / "shops.yaml").read_bytes() == trade
    assert not (own / "themes" / "trade.yaml").exists()
    assert "# The trade briefing; keep, report\n" in (own / ABOUT).read_text(), "a comment is the author's"
    assert list(notes(own).texts) == ["shops", "shops/takings", "shops/gone"]


def test_a_point_is_renamed_in_its_theme_alone(own: Path) -> None:
    air = own / "themes" / "air.yaml"
    air.write_text(air.read_text().replace("id: soot", "id: takings"))
    before = air.read_bytes()
    assert rename(own, "point", "trade/takings", "trade/turnover") == [
        own / "themes" / "trade.yaml",
        own / "notes.yaml",
    ]
    assert air.read_bytes() == before
    assert "- id: >-\n    turnover\n" in (own / "themes" / "trade.yaml").read_text()
    assert notes(own).texts == {
        "trade": "Ask the shops.",
        "trade/gone": "This was about a point that was taken out.",
        "trade/turnover": "Which year?",
    }


def test_a_source_takes_its_texts_and_every_locator_along(own: Path) -> None:
    old = (own / "themes" / "trade.yaml").read_text()
    rename(own, "source", "report", "survey")
    assert (own / "sources" / "survey.txt").read_text() == "The report.\n"
    assert paths.attached_text("quiet-street", "survey").read_text() == "Attached.\n"
    assert not list(own.glob("sources/report.*"))
    new = (own / "themes" / "trade.yaml").read_text()
    assert new == re.sub(r"\breport/", "survey/", old), "and the comments still say report"
    assert '"survey/shops/1"  # report' in new


def test_an_attached_text_stays_for_other_briefings_with_the_same_id(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(own)
    with monkeypatch.context() as patch:
        fail(patch, 8)
        with pytest.raises(WriteRefused):
            rename(own, "source", "report", "survey")
    assert everything(own) == before
    rename(own, "source", "report", "survey")
    for name in ("report", "survey"):
        assert paths.attached_text("quiet-street", name).read_text() == "Attached.\n"
    assert paths.attached_text("quiet-street", "survey").stat().st_mode & 0o777 == 0o600


def test_a_perspective_changes_its_keys_and_nothing_else(own: Path) -> None:
    old = (own / "themes" / "trade.yaml").read_text()
    rename(own, "perspective", "keep", "leave")
    new = (own / "themes" / "trade.yaml").read_text()
    assert '  "leave":   # keep\n' in new
    assert new == re.sub(r'^(\s+"?)keep("?:)', r"\1leave\2", old, flags=re.MULTILINE)
    assert "id: 'leave'  # keep" in (own / ABOUT).read_text()


def test_both_sides_may_share_the_source_that_is_renamed(own: Path) -> None:
    about = own / ABOUT
    about.write_text(about.read_text().replace("source: essay", "source: report"))
    rename(own, "source", "report", "survey")
    assert [side.source for side in Folder(own).about.perspectives] == ["survey", "survey"]


@pytest.mark.parametrize("ends", [b"\r\n", b"\r"])
def test_line_ends_and_a_byte_order_mark_stay(own: Path, ends: bytes) -> None:
    for path in own.glob("**/*.yaml"):
        if path.name != "notes.yaml":
            path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", ends))
    old = (own / "themes" / "air.yaml").read_bytes()
    rename(own, "source", "report", "survey")
    assert (own / "themes" / "air.yaml").read_bytes() == re.sub(rb"\breport/", b"survey/", old)


@pytest.mark.parametrize("text", samples.HOSTILE)
def test_hostile_texts_do_not_move_the_places(text: str, tmp_path: Path) -> None:
    folder = samples.write(samples.briefing(samples.before(text)), tmp_path / "own")
    for kind, old, _ in ASKED:
        was = old.rpartition("/")[2].encode()
        for change in changes(Folder(folder), asked(folder, kind, old, "zz-new")):
            lines = zip(change.before.split(b"\n"), change.after.split(b"\n"), strict=True)
            different = [(before, after) for before, after in lines if before != after]
            assert different or change.path != change.new_path
            assert all(after.replace(b"zz-new", was) == before for before, after in different)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(ASKED), st.from_regex(r"[a-z0-9][a-z0-9-]{0,63}", fullmatch=True), st.integers(0, 1))
def test_any_valid_id_can_be_given_and_taken_back(
    tmp_path_factory: pytest.TempPathFactory, wanted: tuple[str, str, str], new: str, quoted: int
) -> None:
    folder = samples.write(samples.briefing(), tmp_path_factory.mktemp("any") / "own")
    kind, old, _ = wanted
    if quoted:
        for path in folder.glob("**/*.yaml"):
            path.write_text(
                re.sub(r"(: |- )(keep|report\S*|essay|trade|takings)$", r'\1"\2"', path.read_text(), flags=re.M)
            )
    before = everything(folder)
    try:
        rename(folder, kind, old, new)
    except BriefingError as error:
        assert "already" in error.message
        return
    back = f"trade/{new}" if kind == "point" else new
    rename(folder, kind, back, old)
    assert everything(folder) == before


# What is refused


@pytest.mark.parametrize(
    ("kind", "old", "new", "told", "hint"),
    [
        ("claim", "a", "b", "nothing is called a `claim`", "theme, point, source, perspective"),
        ("theme", "trad", "x", "there is no theme `trad`", "Did you mean `trade`?"),
        ("theme", "trade", "air", "there is a theme `air` already", "another id"),
        ("theme", "trade", "trade", "there is a theme `trade` already", "another id"),
        ("theme", "trade", "Trade", "`Trade` is no id", "small letters"),
        ("theme", "trade", "../out", "`../out` is no id", "small letters"),
        ("theme", "trade", "a\n", "is no id", "small letters"),
        ("theme", "trade", "", "`` is no id", "small letters"),
        ("point", "takings", "x", "`takings` names no point", "as `trade/takings`."),
        ("point", "trade", "x", "`trade` names no point", "as `trade/"),
        ("point", "x/takings", "x", "there is no theme `x`", "trade"),
        ("point", "trade/taking", "x", "there is no point `taking`", "`takings`"),
        ("point", "trade/takings", "rents", "there is a point `rents` already", "another id"),
        ("point", "trade/takings", "air/x", "stays in its theme", "`x`"),
        ("source", "report", "essay", "there is a source `essay` already", "another id"),
        ("source", "\x1b[31m", "x", "there is no source `␛[31m`", "report, essay"),
        ("perspective", "keep", "close", "there is a perspective `close` already", "another id"),
    ],
)
def test_what_cannot_be_renamed_is_refused(own: Path, kind: str, old: str, new: str, told: str, hint: str) -> None:
    with pytest.raises(BriefingError) as refused:
        asked(own, kind, old, new)
    assert told in refused.value.message
    assert hint in refused.value.hint


@pytest.mark.parametrize(
    ("kind", "old", "new", "name"),
    [("theme", "trade", "shops", "themes/shops.yaml"), ("source", "report", "survey", "sources/survey.txt")],
)
def test_a_file_in_the_way_is_not_overwritten(own: Path, kind: str, old: str, new: str, name: str) -> None:
    (own / name).write_text("Mine.\n")
    before = everything(own)
    with pytest.raises(BriefingError, match=f"{name}: there is a file already"):
        rename(own, kind, old, new)
    assert everything(own) == before


def test_an_attached_text_in_the_way_is_not_overwritten(own: Path) -> None:
    paths.attached_text("quiet-street", "survey").write_text("Mine.\n")
    before = everything(own)
    with pytest.raises(BriefingError, match=r"survey\.txt: there is a file already"):
        rename(own, "source", "report", "survey")
    assert everything(own) == before


def test_a_link_is_not_renamed(own: Path) -> None:
    (own / "themes" / "trade.yaml").rename(own / "themes" / "real.yaml")
    (own / "themes" / "trade.yaml").symlink_to("real.yaml")
    before = everything(own)
    with pytest.raises(BriefingError, match="this is a link"):
        rename(own, "theme", "trade", "shops")
    assert everything(own) == before


def test_an_id_with_escapes_is_named_with_its_place(own: Path) -> None:
    about = own / ABOUT
    about.write_text(about.read_text().replace("id: trade", r'id: "tr\x61de"'))
    before = everything(own)
    with pytest.raises(BriefingError, match=r"briefing\.yaml:\d+:\d+: the id `trade` is written in an unusual way"):
        rename(own, "theme", "trade", "shops")
    assert everything(own) == before


def test_notes_that_cannot_be_read_stop_a_theme_before_anything_is_written(own: Path) -> None:
    (own / "notes.yaml").write_text("notes: [")
    before = everything(own)
    with pytest.raises(BriefingError, match=r"notes\.yaml"):
        rename(own, "theme", "trade", "shops")
    assert everything(own) == before
    rename(own, "perspective", "keep", "leave")


def test_a_note_on_the_new_target_is_kept_with_the_other(own: Path) -> None:
    store = notes(own)
    store.set("trade/turnover", "Left over.")
    store.save()
    rename(own, "point", "trade/takings", "turnover")
    told = notes(own).text("trade/turnover")
    assert "Which year?" in told
    assert "Left over." in told


def test_a_proof_that_fails_leaves_everything_as_it_was(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = everything(own)
    every = spots
    monkeypatch.setattr(
        "briefing.renaming.spots", lambda *of: [spot for spot in every(*of) if spot.path[0] != "stances"]
    )
    with pytest.raises(BriefingError, match="differently"):
        rename(own, "source", "report", "survey")
    assert everything(own) == before


# What fails midway


def fail(monkeypatch: pytest.MonkeyPatch, nth: int) -> None:
    """Let the nth time fail that a file is written or removed; a backup does not count."""
    done = 0

    def counted(real: Any) -> Any:
        def call(*arguments: Any, **options: Any) -> Any:
            nonlocal done
            done += arguments[0].parent.name != "b"
            if done == nth:
                done += 1
                raise WriteRefused("the disk is full", "Make room.")
            return real(*arguments, **options)

        return call

    monkeypatch.setattr(files, "write", counted(files.write))
    monkeypatch.setattr(files, "remove", counted(files.remove))


@pytest.mark.parametrize(("kind", "old", "new"), ASKED)
def test_a_write_that_fails_puts_everything_back(
    own: Path, monkeypatch: pytest.MonkeyPatch, kind: str, old: str, new: str
) -> None:
    before = everything(own)
    failed = 0
    for nth in range(1, 30):
        with monkeypatch.context() as patch:
            fail(patch, nth)
            try:
                rename(own, kind, old, new)
            except WriteRefused as error:
                assert error.message.endswith("the disk is full")
                assert everything(own) == before
                failed += 1
            else:
                break
    assert failed >= {"theme": 3, "point": 2, "source": 8, "perspective": 3}[kind]
    assert everything(own) != before


@pytest.mark.parametrize(("kind", "old", "new"), ASKED)
def test_a_write_of_which_the_disk_does_not_say_that_it_lasts_is_put_back_too(
    own: Path, monkeypatch: pytest.MonkeyPatch, kind: str, old: str, new: str
) -> None:
    before = everything(own)
    failed = 0
    for nth in range(1, 30):
        left = nth
        real = HeldFolder.sync

        def sync(folder: HeldFolder, path: Path, real: Callable[[HeldFolder, Path], None] = real) -> None:
            nonlocal left
            left -= path.parent.name != "b" and path.name != "notes.yaml"
            if left == 0:
                left = -1
                raise OSError(errno.EIO, "broken")
            real(folder, path)

        with monkeypatch.context() as patch:
            patch.setattr(HeldFolder, "sync", sync)
            try:
                rename(own, kind, old, new)
            except WriteRefused as error:
                assert error.message.endswith("the disk reports an error")
                assert everything(own) == before
                failed += 1
            else:
                break
    assert failed >= 1
    assert everything(own) != before


def test_a_file_that_another_program_changed_meanwhile_is_not_lost(own: Path) -> None:
    wanted = asked(own, "theme", "trade", "shops")
    found = changes(Folder(own), wanted)
    trade = own / "themes" / "trade.yaml"
    trade.write_bytes(trade.read_bytes() + b"# new\n")
    before = everything(own)
    with pytest.raises(WriteRefused, match="another program has just changed the file"):
        write(found, wanted, notes(own))
    assert everything(own) == before


def test_what_cannot_be_put_back_is_named(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = asked(own, "perspective", "keep", "leave")
    found = changes(Folder(own), wanted)
    real, done = files.write, 0

    def full_from_the_third(*arguments: Any, **options: Any) -> None:
        nonlocal done
        done += 1
        if done > 2:
            raise WriteRefused("the disk is full", "Make room.")
        real(*arguments, **options)

    monkeypatch.setattr(files, "write", full_from_the_third)
    with pytest.raises(WriteRefused, match=r"could not be put back: .*trade\.yaml, .*briefing\.yaml"):
        write(found, wanted, notes(own))


@pytest.mark.parametrize("kind", list(Kind))
def test_modes_stay(own: Path, kind: Kind) -> None:
    for path in own.rglob("*.*"):
        path.chmod(0o640)
    _, old, new = next(each for each in ASKED if each[0] == kind)
    rename(own, kind, old, new)
    assert {path.stat().st_mode & 0o777 for path in own.rglob("*.*")} == {0o640}
