"""The notes file: what is typed comes back, and what its owner wrote stays."""

from collections.abc import Callable
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from briefing import notes_file, notes_text, strict_yaml
from briefing.errors import UnreadableFile, WriteRefused
from briefing.text import clean

PATH = Path("notes.yaml")
TIME = "2026-11-22T02:07:00Z"
FRESH = b""
HEAD = b"# c\nschema_version: 1\nbriefing: b\nnotes:\n"

BY_HAND = b"""\
# My notes, do not delete
schema_version: 1   # the format
briefing: "b"
mood:
    - calm
    - {but:   curious}
empty:
notes:
  # about trade
  trade:   # mine
    text: |   # as said in May
      one

      two

    colour: 'red'   # a key of my own
    changed: last Tuesday

  # about energy
  energy/gas:
    text: >-
      folded
      text

  # the last one
  'culture':
    changed: 2026-01-01T00:00:00Z
    text: plain   # short
# the end
"""
LAYOUTS = {
    "by hand": BY_HAND,
    "windows line ends": BY_HAND.replace(b"\n", b"\r\n"),
    "byte order mark": b"\xef\xbb\xbf" + BY_HAND,
    "document marks": b"---\n" + BY_HAND + b"...\n",
    "no line break at the end": BY_HAND[: BY_HAND.index(b"   # short")],
    "block with no line break at the end": HEAD + b"  trade:\n    text: |\n      a",
    "comments only": b"# to come\n",
    "no notes key": b"schema_version: 1\nbriefing: b # c\n# end\n",
    "no notes": b"schema_version: 1\nbriefing: b\nnotes: # none yet\n# end",
    "empty braces": b"schema_version: 1\nbriefing: b\nnotes: {}  # none yet\nmine: 1\n",
    "braces": b"# c\nschema_version: 1\nbriefing: b\nnotes: {trade: {text: a, mine: 1}} # d\n",
    "all braces": b"{schema_version: 1, briefing: b, notes: {trade: {text: a, mine: 1}}}\n",
    "entry in braces": b"schema_version: 1\nbriefing: b\nnotes:\n  trade: {text: a, mine: 1} # d\n  x: {text: b}\n",
    "entry without a value": b"schema_version: 1\nbriefing: b\nnotes:\n  trade:  # soon\n  energy/gas:\n",
    "kept line breaks": HEAD + b"  trade:\n    text: |+\n      a\n\n\n  # c\n  x:\n",
    "deep indents": HEAD + b"        trade:\n                text: |\n                   a\n",
    "empty": FRESH,
}

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
PIECES = (
    ["a", "日本語", "👩\u200d👩\u200d👧", "é" * 300, "\t", " ", "  ", "\n", "\n\n", "\r", "\r\n", "\x85", "\u2028"],
    ["- x", "# y", "key: v", "---", "...", '"', "'", "\\", "|", ">", "%", "@", "`", "~", "null", "*a", "&a", "!t"],
    ["{", "[", "<<: x", "\ufeff", "\ufffe", "\uffff", "\x1b[31m"],
)
texts = st.text() | st.lists(st.sampled_from(list(chain(*PIECES))), max_size=12).map("".join)
written = texts.map(clean).map(lambda text: "" if text.isspace() else text)


def change(data: bytes, changes: dict[str, str]) -> bytes:
    notes = notes_file.decode(data, PATH, "b")
    return notes_file.encode(data, notes, changes, TIME, PATH)


def comments(data: bytes) -> list[str]:
    return [line.split("#", 1)[1].strip() for line in data.decode("utf-8-sig").splitlines() if "#" in line]


@unhurried
@given(first=written, second=written)
@example(first="a\n\n", second=" \t\n x  ")
@example(first="x" * 60_000, second="word " * 10_000)
@example(first="\n\n\ta", second="\ufffe")
def test_any_text_comes_back_exactly(first: str, second: str) -> None:
    data = change(change(FRESH, {"trade": first, "trade/volume": "x"}), {"trade": second, "energy": first})
    expected = {"trade": second, "trade/volume": "x", "energy": first}
    assert notes_file.decode(data, PATH, "b").texts == {key: text for key, text in expected.items() if text}


@unhurried
@given(layout=st.sampled_from(sorted(LAYOUTS)), text=written)
def test_any_change_to_any_layout_changes_nothing_else(layout: str, text: str) -> None:
    before = strict_yaml.read(LAYOUTS[layout])
    for changes in ({"trade": text}, {"new": text, "trade": "x"}, {"trade": "", "energy/gas": "", "x": ""}):
        had = notes_file.decode(LAYOUTS[layout], PATH, "b").texts
        changes = {key: value for key, value in changes.items() if value or key in had}
        data = change(LAYOUTS[layout], changes)
        notes = notes_file.decode(data, PATH, "b")
        assert notes.texts == {key: value for key, value in {**had, **changes}.items() if value}
        assert all(notes.times[key] == TIME for key, value in changes.items() if value)
        if isinstance(before, dict):
            rest = {key: value for key, value in before.items() if key != "notes"}
            assert {key: value for key, value in notes.node.items() if key != "notes"} == rest


@pytest.mark.parametrize("layout", sorted(set(LAYOUTS) - {"all braces"}))
def test_every_comment_outside_a_deleted_note_stays(layout: str) -> None:
    data = LAYOUTS[layout]
    for changes in ({"new": "a\nb"}, {"new": "a\nb", "trade": "c  \n\td"}):
        assert sorted(comments(change(data, changes))) == sorted(comments(data))


def test_only_the_lines_of_the_changed_note_change() -> None:
    data = change(BY_HAND, {"trade": "three\n"})
    old = b"    text: |   # as said in May\n      one\n\n      two\n"
    new = b"    text: | # as said in May\n      three\n"
    assert data == BY_HAND.replace(old, new).replace(b"last Tuesday", TIME.encode())


def test_a_deleted_note_takes_its_lines_alone_with_it() -> None:
    gone = BY_HAND[BY_HAND.index(b"  energy/gas:") : BY_HAND.index(b"  # the last one")]
    assert change(BY_HAND, {"energy/gas": ""}) == BY_HAND.replace(gone, b"")


def test_a_deleted_note_leaves_its_owner_s_own_keys() -> None:
    node = notes_file.decode(change(BY_HAND, {"trade": ""}), PATH, "b").node["notes"]
    assert isinstance(node, dict)
    assert node["trade"] == {"colour": "red"}


def test_deleting_the_last_notes_leaves_the_comments() -> None:
    data = b"# a\nschema_version: 1\nbriefing: b\nnotes: # c\n  # d\n  trade:\n    text: x\n# e\n"
    expected = b"# a\nschema_version: 1\nbriefing: b\nnotes: {} # c\n  # d\n# e\n"
    assert change(data, {"trade": ""}) == expected


def test_a_note_given_to_an_entry_of_its_owner_s_stands_before_the_owner_s_keys() -> None:
    head = b"schema_version: 1\nbriefing: b\nnotes:\n  trade:\n"
    expected = head + f"    changed: {TIME}\n    text: |-\n      x\n    mine: 1 # c\n".encode()
    assert change(head + b"    mine: 1 # c\n", {"trade": "x"}) == expected


def test_a_new_file_is_what_a_person_would_write() -> None:
    made = change(FRESH, {"trade": "# Title\n\n- one\n", "trade/volume": "no"})
    assert made.decode() == (
        "schema_version: 1\nbriefing: b\nnotes:\n"
        f"  trade:\n    changed: {TIME}\n    text: |\n      # Title\n\n      - one\n"
        f"  trade/volume:\n    changed: {TIME}\n    text: |-\n      no\n"
    )


def test_when_editing_in_place_goes_wrong_the_file_is_written_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    for wrong in (b"notes: [", b"", BY_HAND, BY_HAND.replace(b"calm", b"cross")):
        monkeypatch.setattr(notes_text, "edited", lambda *_, made=wrong: made)
        notes = notes_file.decode(change(BY_HAND, {"trade": "x"}), PATH, "b")
        assert notes.texts == {**notes_file.decode(BY_HAND, PATH, "b").texts, "trade": "x"}
        assert notes.node["mood"] == ["calm", {"but": "curious"}]


def test_what_cannot_be_proved_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    for wrong in (b"notes: [", BY_HAND):
        monkeypatch.setattr(notes_text, "edited", lambda *_, made=wrong: made)
        monkeypatch.setattr(notes_text, "plain", lambda _, made=wrong: made)
        with pytest.raises(WriteRefused, match=r"notes\.yaml"):
            change(BY_HAND, {"trade": "x"})


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"trade": "x" * 65_537}, "the note on `trade` is longer than 64 KiB"),
        ({f"t{n}": "x" * 60_000 for n in range(18)}, "larger than 1 MiB"),
        ({f"t{n}": "x" for n in range(9_000)}, "more than 50,000 parts"),
    ],
)
def test_notes_too_large_to_be_read_again_are_refused(changes: dict[str, str], said: str) -> None:
    with pytest.raises(WriteRefused, match=said):
        change(FRESH, changes)


@pytest.mark.parametrize(
    ("data", "place", "said"),
    [
        (b"briefing: b\nnotes: {}\n", "1:1", "`schema_version` is missing"),
        (b"schema_version: 2\nbriefing: b\n", "1:17", "`schema_version` is"),
        (b"schema_version: 1\nnotes:\n", "1:1", "`briefing` is missing"),
        (b"schema_version: 1\nbriefing: other\n", "2:11", "notes on `other`, not on `b`"),
        (b"schema_version: 1\nbriefing: b\nnotes:\n  trade: hello\n", "4:10", "`trade` is the text"),
        (b"schema_version: 1\nbriefing: b\nnotes:\n  trade:\n    text: [a]\n", "5:11", "`text` is a list"),
        (b"schema_version: 1\nbriefing: b\nnotes: [a]\n", "3:8", "`notes` is a list"),
        (b"just text\n", "1:1", "the text"),
        (b"a: 1\na: 2\n", "2:1", "given twice"),
        (b"\xff\xfe", "1:1", "UTF-8"),
        (b"a: &x 1\nb: *x\n", "1:4", "anchor"),
    ],
)
def test_a_file_that_is_not_understood_says_where_and_why(data: bytes, place: str, said: str) -> None:
    with pytest.raises(UnreadableFile, match=said) as error:
        notes_file.decode(data, PATH, "b")
    assert error.value.message.startswith(f"notes.yaml:{place}: ")


@pytest.mark.parametrize("nonsense", ["last Tuesday", "[a, {b: c}]", "", "{x: 1}", "2026-99-99"])
@pytest.mark.parametrize("render", [notes_text.edited, lambda _, meant, __: notes_text.plain(meant)])
def test_a_time_that_is_none_does_no_harm_and_stays(
    monkeypatch: pytest.MonkeyPatch, nonsense: str, render: Callable[..., bytes]
) -> None:
    monkeypatch.setattr(notes_text, "edited", render)
    data = f"schema_version: 1\nbriefing: b\nnotes:\n  trade:\n    changed: {nonsense}\n    text: a\n".encode()
    before, after = (notes_file.decode(d, PATH, "b").node["notes"] for d in (data, change(data, {"x": "b"})))
    assert isinstance(before, dict)
    assert isinstance(after, dict)
    assert after["trade"] == before["trade"]
    assert notes_file.decode(change(data, {"trade": "c"}), PATH, "b").times["trade"] == TIME
