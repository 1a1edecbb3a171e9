"""The saved place: what is written is read again, and nothing else is."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import files
from briefing.errors import WriteRefused
from briefing.place import MAX_BYTES, Place, Showing, follow, place_file, read_place, save_place
from briefing.renamed import Kind, Renaming

SHOWN = Place(
    theme="trade",
    point="volume",
    side="limits",
    swapped=True,
    showing=Showing(slide="trade/volume", step=2, started=1_700_000_000.5, minutes=5),
)


def test_a_presentation_that_another_program_gives_stays(tmp_path: Path) -> None:
    path = tmp_path / "b.json"
    save_place(path, SHOWN)
    save_place(path, Place(theme="air"))
    read = read_place(path)
    assert read is not None and read.showing == SHOWN.showing and read.theme == "air"
    over = Showing(slide="title", step=0, started=SHOWN.showing.started - 60 if SHOWN.showing else 0, ended=True)
    save_place(path, Place(theme="air", showing=over))
    read = read_place(path)
    assert read is not None and read.showing == SHOWN.showing


def test_what_another_program_presents_in_the_instant_in_which_a_place_is_saved_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, write = tmp_path / "b.json", files.write
    save_place(path, Place(theme="trade"))

    def write_later(*given: Any, **how: Any) -> None:
        monkeypatch.setattr(files, "write", write)
        save_place(path, SHOWN)
        write(*given, **how)

    monkeypatch.setattr(files, "write", write_later)
    save_place(path, Place(theme="air"))
    read = read_place(path)
    assert read is not None and (read.theme, read.showing) == ("air", SHOWN.showing)


def test_what_was_saved_is_read_again(tmp_path: Path) -> None:
    for number, place in enumerate((SHOWN, Place(theme="air"))):
        path = tmp_path / "places" / f"{number}.json"
        save_place(path, place)
        assert read_place(path) == place


def test_there_is_no_place_before_one_was_saved(tmp_path: Path) -> None:
    assert read_place(tmp_path / "none.json") is None


@given(st.binary(max_size=300))
def test_whatever_the_file_holds_it_is_a_place_or_none(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "garbage.json"
    path.write_bytes(data)
    assert read_place(path) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        '{"theme": 1}',
        '{"theme": "a", "unknown": 1}',
        '{"theme": "a", "schema_version": 2}',
        '{"theme": "a", "showing": {"slide": "x"}}',
        '{"theme": "' + "a" * MAX_BYTES + '"}',
    ],
)
def test_what_is_not_a_place_is_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "b.json"
    path.write_text(text)
    assert read_place(path) is None


def test_a_place_is_not_saved_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "other").write_text("kept")
    for number, target in enumerate(("other", "nothing")):
        path = tmp_path / f"{number}.json"
        path.symlink_to(target)
        with pytest.raises(WriteRefused, match="link"):
            save_place(path, SHOWN)
    assert (tmp_path / "other").read_text() == "kept"
    assert not (tmp_path / "nothing").exists()


def test_unsafe_characters_do_not_come_out_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "b.json"
    path.write_text('{"theme": "a\u202eb"}')
    place = read_place(path)
    assert place is not None and "\u202e" not in place.theme


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "places").write_text("a file")
    with pytest.raises(WriteRefused):
        save_place(tmp_path / "places" / "b.json", SHOWN)


def test_two_briefings_of_one_name_have_places_of_their_own(tmp_path: Path) -> None:
    first, second = tmp_path / "one" / "b", tmp_path / "two" / "b"
    assert place_file(first) != place_file(second)
    assert place_file(first) == place_file(tmp_path / "one" / ".." / "one" / "b")
    assert place_file(first).name.startswith("b-")


@pytest.mark.parametrize(
    ("asked", "changed"),
    [
        (Renaming(Kind.THEME, "trade", "shops"), {"theme": "shops"}),
        (Renaming(Kind.POINT, "volume", "size", "trade"), {"point": "size"}),
        (Renaming(Kind.POINT, "volume", "size", "air"), {}),
        (Renaming(Kind.PERSPECTIVE, "limits", "bounds"), {"side": "bounds"}),
        (Renaming(Kind.THEME, "air", "sky"), {}),
        (Renaming(Kind.SOURCE, "trade", "news"), {}),
    ],
)
def test_the_place_follows_an_id_that_is_renamed(tmp_path: Path, asked: Renaming, changed: dict[str, str]) -> None:
    path = tmp_path / "b.json"
    follow(path, asked)
    assert not path.exists()
    save_place(path, SHOWN)
    follow(path, asked)
    assert read_place(path) == msgspec.structs.replace(SHOWN, **changed)
