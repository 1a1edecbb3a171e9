"""What the program is built on: pinned, expected, free to use; and a build that is the same twice."""

import sys
from email.message import Message
from importlib.metadata import PackageMetadata
from pathlib import Path
from typing import cast

import pytest

sys.path.append(str(Path(__file__).parent.parent / "tools"))

import audit  # the tools' folder comes first
import build_twice

LOCKED = "rich==15.0.0 \\\n    --hash=sha256:aa\ntyper==0.28.0 ; python_version > '3' \\\n    --hash=sha256:bb\n"


def about(**fields: str) -> PackageMetadata:
    made = Message()
    for name, value in fields.items():
        made[name.replace("_", "-")] = value
    return cast(PackageMetadata, made)


def test_the_project_s_own_files_agree() -> None:
    assert [told for told in audit.problems() if "constraints" in told or " is new" in told or "wanted" in told] == []


def test_a_pin_is_found_with_markers_and_hashes() -> None:
    assert audit.pins(LOCKED) == {"rich": "15.0.0", "typer": "0.28.0"}


def test_a_pin_without_a_hash_is_told() -> None:
    assert list(audit.without_hashes(LOCKED)) == []
    assert list(audit.without_hashes(LOCKED + "wcwidth==0.9.4\n")) == ["wcwidth==0.9.4 has no hash"]


def test_a_pin_outside_of_what_is_wanted_is_told() -> None:
    pinned = audit.pins(LOCKED)
    assert list(audit.out_of_range(["rich>=15", "Typer>=0.20,<0.29"], pinned)) == []
    assert list(audit.out_of_range(["rich>=16", "attrs"], pinned)) == [
        "rich>=16 is pinned to 15.0.0",
        "attrs is not pinned",
    ]


def test_different_pins_of_the_same_are_told() -> None:
    assert list(audit.unlike({"rich": "15"}, {"rich": "16", "attrs": "1"})) == ["rich is pinned to 15 and to 16"]


def test_what_nobody_asked_for_and_what_is_gone_are_told() -> None:
    assert list(audit.unexpected(["rich", "surprise"], ["rich", "gone"])) == [
        "gone is not wanted any more",
        "surprise is new: say why it is wanted",
    ]


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"License_Expression": "Apache-2.0 AND MIT"}, ["Apache-2.0", "MIT"]),
        ({"License_Expression": "(MIT OR GPL-3.0-only)"}, ["MIT", "GPL-3.0-only"]),
        ({"Classifier": "License :: OSI Approved :: MIT License"}, ["MIT License"]),
        ({"License": "Proprietary"}, ["Proprietary"]),
        ({}, ["no licence"]),
    ],
)
def test_every_way_to_state_a_licence_is_read(fields: dict[str, str], found: list[str]) -> None:
    assert audit.licences(about(**fields)) == found


def test_a_licence_that_asks_for_more_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "metadata", lambda name: about(License_Expression=f"{name}-only"))
    assert list(audit.restrictive(["GPL-3.0"])) == ["GPL-3.0 is under GPL-3.0-only"]


def test_a_build_is_kept_only_if_it_is_the_same_twice(tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    assert build_twice.keep({"a.whl": b"1"}, {"a.whl": b"2"}, dist) == 1
    assert not dist.exists()
    assert build_twice.keep({"a.whl": b"1"}, {"a.whl": b"1"}, dist) == 0
    assert (dist / "a.whl").read_bytes() == b"1"


def test_a_build_takes_the_place_of_the_one_before_and_of_nothing_else(tmp_path: Path) -> None:
    for name in ("old.whl", "old.tar.gz", "mine.txt"):
        (tmp_path / name).write_text("before")
    assert build_twice.keep({"a.whl": b"1"}, {"a.whl": b"1"}, tmp_path) == 0
    assert {path.name for path in tmp_path.iterdir()} == {"a.whl", "mine.txt"}
