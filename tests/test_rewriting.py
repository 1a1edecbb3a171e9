"""Changing a file where it differs from what is meant: nothing else moves, and no comment is lost."""

import difflib
from collections import Counter
from typing import Any

import msgspec
import pytest
import theme_changes
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from terminal import ROOT

from briefing import strict_yaml, yaml_comments
from briefing.model import BriefingFile, Claim, Evidence, Point, Relation, ThemeEntry, ThemeFile, Voice
from briefing.rewriting import NotRewritten, rewritten

BY_HAND = """\
# A theme that somebody keeps by hand.
schema_version: 1
question:   "What of it?"   # the question
overview: >-   # the overview
  Both say so,
  at length.

stances:
    left: {level: 4, reason: It is so., evidence: [one/1, one/2]}   # left
    right:
        # weak
        level: '2'
        reason:
          It is not so,
          they say.
        evidence:
        - one/1   # first
        # second
        - {at: two/part/3, quote: "so"}
points:
# The order is theirs.
- id: first   # a point

  question: 'Is it?'
  claims:
    left:
      # their best
      - voice: quote   # their words
        text: |
          It is.
        # where
        evidence: [one/1]
      - text: It was.
    right: [{text: It is not., evidence: [two/part/3]}]
  relation: differ

# The second one.
- question: Was it?
  id: second
  silence:
    left: [word,   # a comment
           other]
  claims: {right: [{text: No.}]}

-
  id: third
  question: >
    Will it?


  silence: {left: [], right: []}
common_ground:
- one
- two   # the second
# Here ends it.
"""
THEMES = {path.name: path.read_bytes() for path in sorted(ROOT.glob("data/*/themes/*.yaml"))}
FILES = [BY_HAND.encode(), BY_HAND.replace("\n", "\r\n").encode(), b"\xef\xbb\xbf" + BY_HAND.encode(), *THEMES.values()]


def theme(data: bytes) -> ThemeFile:
    return msgspec.convert(strict_yaml.read(data), ThemeFile, strict=False)


def comments(data: bytes) -> Counter[str]:
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    return Counter(comment.text for comment in yaml_comments.comments(text))


def lines(before: str, after: str) -> list[str]:
    """The lines that differ, each with its sign."""
    found = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return [line for line in found if line[:2] not in ("--", "++", "@@")]


def changed(**fields: Any) -> list[str]:
    """The lines that change in the file that is kept by hand."""
    before = theme(BY_HAND.encode())
    return lines(BY_HAND, rewritten(BY_HAND.encode(), replace(before, **fields)).decode())


def with_point(index: int, **fields: Any) -> list[str]:
    points = list(theme(BY_HAND.encode()).points)
    points[index] = replace(points[index], **fields)
    return changed(points=tuple(points))


def with_claim(point: int, side: str, index: int, **fields: Any) -> list[str]:
    held = theme(BY_HAND.encode()).points[point].claims
    claims = list(held[side])
    claims[index] = replace(claims[index], **fields)
    return with_point(point, claims={**held, side: tuple(claims)})


def test_what_is_meant_already_leaves_every_byte() -> None:
    for data in FILES:
        assert rewritten(data, theme(data)) == data


def test_a_text_keeps_its_quotes_and_the_comment_beside_it() -> None:
    assert changed(question='Is "this" it?') == [
        '-question:   "What of it?"   # the question',
        '+question: "Is \\"this\\" it?"  # the question',
    ]


def test_a_block_keeps_its_style_and_the_comment_in_its_head() -> None:
    assert changed(overview="One says so.") == [
        "-overview: >-   # the overview",
        "-  Both say so,",
        "-  at length.",
        "+overview: >-  # the overview",
        "+  One says so.",
    ]


def test_a_text_below_its_key_moves_beside_it() -> None:
    stances = theme(BY_HAND.encode()).stances
    assert changed(stances={**stances, "right": replace(stances["right"], level=3, reason="It never was.")}) == [
        "-        level: '2'",
        "-        reason:",
        "-          It is not so,",
        "-          they say.",
        "+        level: 3",
        "+        reason: It never was.",
    ]


def test_a_group_in_braces_is_written_anew_with_its_comments_beside_or_above_it() -> None:
    stances = theme(BY_HAND.encode()).stances
    assert changed(stances={**stances, "left": replace(stances["left"], level=5)}) == [
        "-    left: {level: 4, reason: It is so., evidence: [one/1, one/2]}   # left",
        "+    left:  # left",
        "+      level: 5",
        "+      reason: It is so.",
        "+      evidence: [one/1, one/2]",
    ]
    assert with_point(1, silence={"left": ("word",)}) == [
        "-    left: [word,   # a comment",
        "-           other]",
        "+    left: [word]  # a comment",
    ]


def test_a_claim_that_is_no_quote_any_more_loses_its_first_key_only() -> None:
    assert with_claim(0, "left", 0, voice=Voice.PARAPHRASE) == [
        "-      - voice: quote   # their words",
        "+      - voice: paraphrase  # their words",
    ]


def test_a_new_claim_stands_behind_the_others_of_its_side() -> None:
    held = theme(BY_HAND.encode()).points[0].claims
    assert with_point(0, claims={**held, "left": (*held["left"], Claim(text="It will: be.", evidence=("one/2",)))}) == [
        "+      - text: 'It will: be.'",
        "+        evidence: [one/2]",
    ]


def test_a_point_that_goes_leaves_its_comments() -> None:
    points = theme(BY_HAND.encode()).points
    made = rewritten(BY_HAND.encode(), replace(theme(BY_HAND.encode()), points=(points[0], points[2]))).decode()
    assert "  relation: differ\n# The second one.\n# a comment\n\n-\n  id: third\n" in made


def test_a_point_moves_with_the_comment_above_it() -> None:
    points = theme(BY_HAND.encode()).points
    made = rewritten(BY_HAND.encode(), replace(theme(BY_HAND.encode()), points=(points[1], points[0], points[2])))
    assert b"# The order is theirs.\n# The second one.\n- question: Was it?\n" in made
    assert b"  claims: {right: [{text: No.}]}\n\n- id: first   # a point\n\n  question: 'Is it?'\n" in made


def test_a_new_point_is_set_off_as_the_others_are() -> None:
    points = theme(BY_HAND.encode()).points
    made = rewritten(
        BY_HAND.encode(),
        replace(theme(BY_HAND.encode()), points=(points[0], Point(id="new", question="New?"), *points[1:])),
    ).decode()
    assert "  relation: differ\n\n- {id: new, question: 'New?'}\n\n# The second one.\n" in made


def test_a_new_key_stands_where_the_model_has_it() -> None:
    assert with_point(0, relation=Relation.AGREE, priority=1) == [
        "+  priority: 1",
        "-  relation: differ",
        "+  relation: agree",
    ]
    assert changed(crux="It is.") == ["+crux: It is."]


def test_evidence_with_a_quote_takes_the_place_of_a_bare_one() -> None:
    stances = theme(BY_HAND.encode()).stances
    right = replace(stances["right"], evidence=(Evidence(at="one/1", quote="It"), *stances["right"].evidence[1:]))
    assert changed(stances={**stances, "right": right}) == [
        "-        - one/1   # first",
        "+        - {at: one/1, quote: It}  # first",
    ]


def test_the_contents_change_with_their_comments_kept() -> None:
    text = "schema_version: 1\nid: a\ntitle: A\nquestion: Q?\nscale: {measures: m, labels: [a, b, c, d, e]}\n" + (
        "perspectives:\n  - {id: l, name: L, source: one, thesis: T}\n  - {id: r, name: R, source: two, thesis: T}\n"
        "themes:  # in order\n  - {id: x, title: X}  # ex\n  # why\n  - id: y\n    title: why\n"
    )
    about = msgspec.convert(strict_yaml.read(text.encode()), BriefingFile, strict=False)
    made = rewritten(
        text.encode(), replace(about, themes=(about.themes[1], ThemeEntry(id="z", title="Zed"), about.themes[0]))
    ).decode()
    assert made.endswith(
        "themes:  # in order\n  # why\n  - id: y\n    title: why\n"
        "  - {id: z, title: Zed}\n  - {id: x, title: X}  # ex\n"
    )


@pytest.mark.parametrize(
    "text", ["{schema_version: 1, question: Q, overview: O, stances: {}, points: [{id: a, question: Q}]}\n"]
)
def test_one_pair_of_braces_is_left_alone(text: str) -> None:
    with pytest.raises(NotRewritten, match="one pair of braces"):
        rewritten(text.encode(), replace(theme(text.encode()), question="R"))


def test_mixed_line_ends_are_left_alone() -> None:
    data = BY_HAND.replace("\n", "\r\n", 3).encode()
    with pytest.raises(NotRewritten, match="end in different ways"):
        rewritten(data, replace(theme(data), question="R"))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(FILES), st.data())
def test_any_change_holds_what_is_meant_and_every_comment(data: bytes, draw: st.DataObject) -> None:
    for _ in range(3):
        before = comments(data)
        meant = draw.draw(theme_changes.changed(theme(data)))
        data = rewritten(data, meant)
        assert theme(data) == meant
        assert before <= comments(data)
