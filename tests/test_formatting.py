"""The canonical form of a briefing's files: what changes, and what never does."""

import random
from collections import Counter
from itertools import count
from pathlib import Path
from typing import Any

import msgspec
import pytest
import samples
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from terminal import ROOT

from briefing import formatting, strict_yaml, yaml_comments
from briefing.errors import UnreadableFile
from briefing.formatting import NotFormatted, canonical, format_folder
from briefing.key_order import ordered
from briefing.loader import ABOUT, Folder, source_file, theme_file
from briefing.model import BriefingFile, Source, ThemeFile
from briefing.strict_yaml import YamlError

BUILT_IN = sorted(path.parent for path in ROOT.glob("data/*/briefing.yaml"))
Kind = type[msgspec.Struct]

ABOUT_TEXT = """\
# Written in June.
schema_version: 1
title:   'A quiet street'   # the title
id: quiet-street
question: Should the main street be closed to cars, once and for all, at every hour of the day and on every day?

# What the levels mean.
scale:
    labels: [none, slight, mixed, good, strong]
    # how much
    measures: "how much a side expects"
perspectives:
- {id: close, source: report, name: Close it, thesis: It gains.}
-   # the other side
    id: keep
    source: essay
    name: Keep it open
    thesis: >-
      It loses,
      and loses.
themes:
- title: Trade
  # the same as before
  id: trade
"""

ABOUT_FORMATTED = """\
# Written in June.
schema_version: 1
id: quiet-street
title: 'A quiet street'     # the title
question: >-
  Should the main street be closed to cars, once and for all, at every hour of the day and on every
  day?

# What the levels mean.
scale:
    # how much
  measures: "how much a side expects"
  labels: [none, slight, mixed, good, strong]
perspectives:
  - {id: close, name: Close it, source: report, thesis: It gains.}
    # the other side
  - id: keep
    name: Keep it open
    source: essay
    thesis: >-
      It loses, and loses.
themes:
  # the same as before
  - id: trade
    title: Trade
"""


def files(folder: Path) -> list[tuple[str, bytes, Kind]]:
    """Each file of a briefing with its kind."""
    read = Folder(folder)
    named: list[tuple[str, Kind]] = [(ABOUT, BriefingFile)]
    named += [(source_file(source), Source) for source in read.sources()]
    named += [(theme_file(entry.id), ThemeFile) for entry in read.about.themes]
    return [(name, read.data(name), kind) for name, kind in named]


def remarks(data: bytes) -> Counter[str]:
    """Every comment, and how often it stands there."""
    text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    return Counter(comment.text for comment in yaml_comments.comments(text))


def model(data: bytes, kind: Kind) -> msgspec.Struct:
    return msgspec.convert(strict_yaml.read(data), kind, strict=False)


def shuffled(node: Any, chance: random.Random) -> Any:
    """The same with the keys of every mapping in another order."""
    if isinstance(node, dict):
        return {key: shuffled(node[key], chance) for key in chance.sample(list(node), len(node))}
    return [shuffled(item, chance) for item in node] if isinstance(node, list) else node


def test_a_file_is_brought_into_form_and_keeps_its_comments_and_quotes() -> None:
    assert canonical(ABOUT_TEXT.encode(), BriefingFile).decode() == ABOUT_FORMATTED


@pytest.mark.parametrize("folder", BUILT_IN, ids=lambda folder: folder.name)
def test_the_built_in_briefings_have_the_form_already(folder: Path) -> None:
    for file in format_folder(Folder(folder)):
        assert file.problem is None
        assert file.after.decode() == file.before.decode()


def test_a_long_text_becomes_a_block_whatever_follows_it() -> None:
    long = "word " * 30 + "end"
    block = "  " + "word " * 18 + "word\n  " + "word " * 11 + "end\n"
    for after in ("", "\n", "\n# one\n\n# two\n", "# one\n"):
        text = ABOUT_FORMATTED.replace("title: 'A quiet street'     # the title\n", f"title: {long}\n{after}")
        meant = ABOUT_FORMATTED.replace("title: 'A quiet street'     # the title\n", f"title: >-\n{block}{after}")
        assert canonical(text.encode(), BriefingFile).decode() == meant
    text = ABOUT_FORMATTED.replace("title: 'A quiet street'     # the title\n", f"title: {long}  # beside\n")
    assert b">-\n  word" not in canonical(text.encode(), BriefingFile), "a comment beside it has no other place"


def test_what_has_an_order_of_its_own_keeps_it() -> None:
    text = "claims:\n  b:\n    - text: One\n  a:\n    - text: Two\nid: p\nquestion: What?\n"
    theme = (
        "schema_version: 1\nquestion: Q\noverview: O\nstances: {b: {level: 1, reason: R}, a: {level: 2, reason: S}}\n"
    )
    theme += "points:\n  - " + text.replace("\n", "\n    ").rstrip() + "\n"
    made: Any = strict_yaml.read(canonical(theme.encode(), ThemeFile))
    [point] = made["points"]
    assert list(point) == ["id", "question", "claims"]
    assert list(point["claims"]) == ["b", "a"]
    assert list(made["stances"]) == ["b", "a"]


def test_line_ends_a_byte_order_mark_and_the_end_of_the_file_become_the_usual_ones() -> None:
    odd = b"\xef\xbb\xbf" + ABOUT_FORMATTED.rstrip("\n").replace("\n", "\r\n").encode()
    assert canonical(odd, BriefingFile).decode() == ABOUT_FORMATTED
    assert canonical(ABOUT_FORMATTED.encode() + b"\n\n\n", BriefingFile).decode() == ABOUT_FORMATTED


def test_scalars_that_look_like_something_else_stay_as_they_are_typed() -> None:
    typed = "as_of: 2024-05-01\n", "title: 1_000\n", "question: yes\n"
    text = ABOUT_FORMATTED.replace("title: 'A quiet street'", "title: 0x1F")
    text = text.replace("It gains.", "1e3").replace("scale:", "as_of: 2024-05-01\nscale:", 1)
    made = canonical(text.encode(), BriefingFile).decode()
    assert "title: 0x1F" in made
    assert "thesis: 1e3" in made
    assert typed[0] in made


@pytest.mark.parametrize("text", samples.HOSTILE)
def test_hostile_texts_read_the_same_or_the_file_is_left_alone(text: str, tmp_path: Path) -> None:
    folder = samples.write(samples.briefing(samples.before(text)), tmp_path / "own")
    left = 0
    for name, data, kind in files(folder):
        if name in ("sources/essay.yaml", "themes/air.yaml"):
            continue
        try:
            made = canonical(data, kind)
        except NotFormatted:
            left += 1
            continue
        assert model(made, kind) == model(data, kind)
    assert left <= (text == "word " * 100), "only a quotation of a hundred words is too much"


@st.composite
def mutated(draw: st.DrawFn) -> tuple[bytes, Kind]:
    """A file of a briefing with its keys shuffled, and comments and blank lines put in anywhere."""
    _, data, kind = draw(st.sampled_from(FILES))
    text = data.decode()
    if draw(st.booleans()):
        chance = draw(st.randoms(use_true_random=False))
        node = shuffled(strict_yaml.read(data), chance)
        width, indent = draw(st.sampled_from((40, 90, 500))), draw(st.sampled_from((2, 4)))
        text = yaml.safe_dump(node, allow_unicode=True, sort_keys=False, width=width, indent=indent)
    lines = text.split("\n")
    for number in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        column = draw(st.sampled_from((0, 2, len(lines[at]) - len(lines[at].lstrip()))))
        match draw(st.integers(0, 2)):
            case 0:
                lines.insert(at, " " * column + f"# remark {number}")
            case 1:
                lines[at] += f"  # remark {number}"
            case _:
                lines.insert(at, "")
    return draw(st.sampled_from(("\n", "\r\n"))).join(lines).encode(), kind


FILES = [file for folder in BUILT_IN for file in files(folder)]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mutated())
def test_any_file_keeps_its_model_and_comments_and_twice_is_once(file: tuple[bytes, Kind]) -> None:
    data, kind = file
    try:
        before = model(data, kind)
    except (YamlError, msgspec.ValidationError):
        return
    try:
        made = canonical(data, kind)
    except NotFormatted:
        assert b"[" in data or b"{" in data or b"'" in data or b'"' in data, "only brackets and quotes can be too much"
        return
    assert model(made, kind) == before
    assert remarks(made) == remarks(data)
    assert canonical(made, kind) == made
    assert made.endswith(b"\n")
    assert b"\r" not in made


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(FILES), st.randoms(use_true_random=False))
def test_shuffled_keys_come_back_in_the_models_order(file: tuple[str, bytes, Kind], chance: random.Random) -> None:
    _, data, kind = file
    node = strict_yaml.read(data)
    text = yaml.safe_dump(shuffled(node, chance), allow_unicode=True, sort_keys=False)
    sorted_again = strict_yaml.read(ordered(text, kind).encode())
    in_order = strict_yaml.read(ordered(data.decode(), kind).encode())
    assert sorted_again == node
    if kind is Source:
        assert str(sorted_again) == str(in_order), "the keys too, for a source has no keys of its own order"


def test_blank_lines_between_points_stay_there_when_keys_move() -> None:
    text = "points:\n  - question: Q\n    # the id\n    id: >-\n      a\n\n  - question: R\n    id: b\n\n  - id: c\n"
    meant = "points:\n  - # the id\n    id: >-\n      a\n    question: Q\n\n  - id: b\n    question: R\n\n  - id: c\n"
    assert ordered(text, ThemeFile) == meant


def test_comments_are_told_from_texts_with_a_number_sign() -> None:
    text = "# one\na: 'x # no'  # two\nb: >-  # three\n  # no\n  no #\n# four\nc: [d, # five\n  e#no]\n"
    assert sorted(comment.text for comment in yaml_comments.comments(text)) == [
        "# five",
        "# four",
        "# one",
        "# three",
        "# two",
    ]


def test_a_comment_that_would_be_lost_leaves_the_file_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    rendered = formatting._rendered
    monkeypatch.setattr(formatting, "_rendered", lambda data, kind: rendered(data, kind).replace(b"# how much", b""))
    with pytest.raises(NotFormatted, match="the comment `# how much` would be lost"):
        canonical(ABOUT_TEXT.encode(), BriefingFile)


def test_a_form_that_reads_differently_leaves_the_file_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    rendered = formatting._rendered
    monkeypatch.setattr(formatting, "_rendered", lambda data, kind: rendered(data, kind).replace(b"gains", b"wins"))
    with pytest.raises(NotFormatted, match="would read differently"):
        canonical(ABOUT_TEXT.encode(), BriefingFile)


def test_a_form_that_is_not_stable_leaves_the_file_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    rendered = formatting._rendered
    times = count()
    monkeypatch.setattr(formatting, "_rendered", lambda *file: rendered(*file) + b"# %d\n" % next(times))
    with pytest.raises(NotFormatted, match="not stable"):
        canonical(ABOUT_TEXT.encode(), BriefingFile)


@pytest.mark.parametrize("bad", ["title: &a x", "title: !!python/object x", "title: *a", "<<: {a: b}"])
def test_what_the_strict_reader_refuses_never_reaches_the_formatter(bad: str, tmp_path: Path) -> None:
    folder = samples.write(samples.briefing(), tmp_path / "own")
    (folder / ABOUT).write_text(bad + "\n" + (folder / ABOUT).read_text().replace("title: A quiet main street\n", ""))
    with pytest.raises(UnreadableFile):
        list(format_folder(Folder(folder)))
