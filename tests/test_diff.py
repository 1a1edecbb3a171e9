from collections import Counter
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
import samples
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.diff import Change, Diff, Kind, Of, Part, compare
from briefing.diff.pairing import SAME, alike, equal, likeness, moved
from briefing.model import Briefing, Claim, Evidence, Paragraph, Point, Relation, Theme, ThemeEntry, Voice

PLAIN = samples.briefing()
MIRRORED = {Kind.ADDED: Kind.REMOVED, Kind.REMOVED: Kind.ADDED}


def with_theme(briefing: Briefing, number: int, **fields: Any) -> Briefing:
    """The briefing with a theme changed."""
    themes = list(briefing.themes)
    themes[number] = replace(themes[number], **fields)
    return with_themes(briefing, *themes)


def with_themes(briefing: Briefing, *themes: Theme) -> Briefing:
    """The briefing with these themes, as its contents list them."""
    numbered = tuple(replace(theme, number=number) for number, theme in enumerate(themes, 1))
    entries = tuple(ThemeEntry(id=theme.id, title=theme.title) for theme in themes)
    return replace(briefing, about=replace(briefing.about, themes=entries), themes=numbered)


def with_point(briefing: Briefing, theme: int, number: int, **fields: Any) -> Briefing:
    """The briefing with a point changed."""
    points = list(briefing.themes[theme].points)
    points[number] = replace(points[number], **fields)
    return with_theme(briefing, theme, points=tuple(points))


def with_claims(briefing: Briefing, theme: int, number: int, side: str, *claims: Claim) -> Briefing:
    """The briefing with what a side says on a point changed."""
    said = briefing.themes[theme].points[number].claims
    return with_point(briefing, theme, number, claims={**said, side: claims})


def with_source(briefing: Briefing, source: str, **fields: Any) -> Briefing:
    """The briefing with a source changed."""
    return replace(briefing, sources={**briefing.sources, source: replace(briefing.sources[source], **fields)})


def told(diff: Diff) -> list[tuple[str, str, str | None, str | None]]:
    """Each difference in short: its group, what has happened, old and new."""
    return [
        (group.id, f"{change.part} {change.kind}", change.old, change.new)
        for group in diff.groups
        for change in group.changes
    ]


def only_change(new: Briefing, old: Briefing = PLAIN) -> Change:
    """The one difference between two briefings."""
    changes = [change for group in compare(old, new).groups for change in group.changes]
    assert len(changes) == 1, changes
    return changes[0]


TRADE, AIR = PLAIN.themes
TAKINGS, RENTS, DELIVERIES = TRADE.points
STANCE, RISING, TAKEN = TRADE.stances["keep"], RENTS.claims["keep"][0], TAKINGS.claims["close"]
NEW_CLAIM = Claim(text="Parking has become scarce nearby.", evidence=("essay/1",))
NEW_POINT = Point(
    id="parking", question="Where do cars go?", claims={"keep": (NEW_CLAIM,)}, silence={"close": ("car",)}
)
NEW_THEME = replace(
    AIR, id="law", title="Law", question="Who may decide it?", points=(NEW_POINT,), crux="A court’s word."
)


def test_a_briefing_is_the_same_as_itself() -> None:
    assert compare(PLAIN, samples.briefing()).is_empty


def test_a_bare_locator_is_the_same_as_one_written_out() -> None:
    claims = TAKINGS.claims["close"]
    spelled = replace(claims[0], evidence=(Evidence(at=str(claims[0].evidence[0])),))
    assert compare(PLAIN, with_claims(PLAIN, 0, 0, "close", spelled, claims[1])).is_empty


ONE_CHANGE: list[tuple[str, Briefing, tuple[str, str, str | None, str | None]]] = [
    ("title", replace(PLAIN, about=replace(PLAIN.about, title="A street")),
     ("quiet-street", "title reworded", "A quiet main street", "A street")),
    ("as of", replace(PLAIN, about=replace(PLAIN.about, as_of=None)),
     ("quiet-street", "as-of removed", "2024-05", None)),
    ("briefing’s id", replace(PLAIN, about=replace(PLAIN.about, id="street")),
     ("street", "briefing renamed", "quiet-street", "street")),
    ("thesis", replace(PLAIN, about=replace(PLAIN.about, perspectives=(
        replace(PLAIN.about.perspectives[0], thesis="It pays."), PLAIN.about.perspectives[1]))),
     ("quiet-street", "thesis reworded", "The street gains more than it loses.", "It pays.")),
    ("order of the sides", replace(PLAIN, about=replace(PLAIN.about, perspectives=PLAIN.about.perspectives[::-1])),
     ("quiet-street", "perspective moved", "1", "2")),
    ("theme’s title", with_theme(PLAIN, 0, title="Shops"), ("trade", "title reworded", "Shops and trade", "Shops")),
    ("theme’s question", with_theme(PLAIN, 0, question="And the shops?"),
     ("trade", "question reworded", "What happens to the shops?", "And the shops?")),
    ("order of the themes", with_themes(PLAIN, AIR, TRADE), ("trade", "theme moved", "1", "2")),
    ("stance’s level", with_theme(PLAIN, 0, stances={**TRADE.stances, "keep": replace(STANCE, level=1)}),
     ("trade", "stance changed", "slight, 2 of 5", "none, 1 of 5")),
    ("stance’s reason", with_theme(PLAIN, 0, stances={**TRADE.stances, "keep": replace(STANCE, reason="Dear.")}),
     ("trade", "reason reworded", "Deliveries cost more.", "Dear.")),
    ("stance’s evidence", with_theme(PLAIN, 0, stances={
        **TRADE.stances, "keep": replace(STANCE, evidence=STANCE.evidence[:1])}),
     ("trade", "evidence removed", "essay/deliveries/2", None)),
    ("common ground", with_theme(PLAIN, 0, common_ground=(*TRADE.common_ground, "Rents matter.")),
     ("trade", "common-ground added", None, "Rents matter.")),
    ("crux", with_theme(PLAIN, 0, crux="A full year of takings, counted."),
     ("trade", "crux reworded", "A full year of takings.", "A full year of takings, counted.")),
    ("crux taken out", with_theme(PLAIN, 0, crux=None), ("trade", "crux removed", "A full year of takings.", None)),
    ("open question", with_theme(PLAIN, 0, open_questions=()),
     ("trade", "open-question removed", "What do the side streets take?", None)),
    ("point added", with_theme(PLAIN, 0, points=(TAKINGS, NEW_POINT, RENTS, DELIVERIES)),
     ("trade", "point added", None, "Where do cars go?\nClose it: Does not address this. Looked for: car.\n"
      "Keep it open: Parking has become scarce nearby. [essay/1]")),
    ("point removed", with_theme(PLAIN, 1, points=AIR.points[:1]),
     ("air", "point removed", "Is it quieter?\nClose it: By day it is. [report/streets-and-air/2]\n"
      "Keep it open: By night it is not. [essay/3]", None)),
    ("point moved", with_theme(PLAIN, 0, points=(DELIVERIES, TAKINGS, RENTS)), ("trade", "point moved", "3", "1")),
    ("point moved to another theme", with_theme(with_theme(PLAIN, 0, points=(TAKINGS, DELIVERIES)), 1,
                                                points=(*AIR.points, RENTS)),
     ("air", "point moved", "theme trade", "theme air")),
    ("point’s id", with_point(PLAIN, 0, 1, id="leases"), ("trade", "point renamed", "rents", "leases")),
    ("point’s question", with_point(PLAIN, 0, 1, question="Do rents rise?"),
     ("trade", "question reworded", "What happens to rents?", "Do rents rise?")),
    ("priority", with_point(PLAIN, 0, 1, priority=1), ("trade", "priority changed", "2", "1")),
    ("relation", with_point(PLAIN, 0, 1, relation=Relation.AGREE),
     ("trade", "relation changed", "partly agree", "agree")),
    ("relation taken out", with_point(PLAIN, 0, 1, relation=None), ("trade", "relation removed", "partly agree", None)),
    ("silence", with_point(PLAIN, 0, 2, silence={"close": ("delivery", "van")}),
     ("trade", "silence changed", "“delivery”, “lorry”", "“delivery”, “van”")),
    ("silence taken out", with_point(PLAIN, 0, 2, silence={}),
     ("trade", "silence removed", "“delivery”, “lorry”", None)),
    ("claim added", with_claims(PLAIN, 0, 1, "keep", *RENTS.claims["keep"], NEW_CLAIM),
     ("trade", "claim added", None, "Parking has become scarce nearby. [essay/1]")),
    ("claim removed", with_claims(PLAIN, 0, 0, "close", TAKINGS.claims["close"][0]),
     ("trade", "claim removed", "“The street came alive.” [report/shops/2]", None)),
    ("claim reworded", with_claims(PLAIN, 0, 1, "keep", replace(RISING, text="They do rise.")),
     ("trade", "claim reworded", "They rise.", "They do rise.")),
    ("claim moved", with_claims(PLAIN, 0, 0, "close", *TAKINGS.claims["close"][::-1]),
     ("trade", "claim moved", "1", "2")),
    ("voice", with_claims(PLAIN, 0, 1, "keep", replace(RISING, voice=Voice.EDITOR)),
     ("trade", "voice changed", "paraphrase", "editor")),
    ("evidence", with_claims(PLAIN, 0, 1, "keep", replace(RISING, evidence=(*RISING.evidence, "essay/3"))),
     ("trade", "evidence added", None, "essay/3")),
    ("rule allowed", with_point(PLAIN, 0, 1, allow={"balance": "It is short."}),
     ("trade", "allowed-rule added", None, "It is short.")),
    ("theme’s id", with_theme(PLAIN, 1, id="soot"), ("soot", "theme renamed", "air", "soot")),
    ("record", with_source(PLAIN, "report", publisher="City Press"),
     ("report", "record changed", "Town Press", "City Press")),
    ("record taken out", with_source(PLAIN, "report", url=None),
     ("report", "record removed", "https://example.org/report", None)),
    ("paragraph", with_source(PLAIN, "essay", outline=(
        replace(PLAIN.sources["essay"].outline[0], paragraphs=(
            Paragraph(digest="f" * 16, words=7), *PLAIN.sources["essay"].outline[0].paragraphs)),
        *PLAIN.sources["essay"].outline[1:])),
     ("essay", "paragraph added", None, "essay/1, 7 words")),
]  # fmt: skip


@pytest.mark.parametrize(("new", "expected"), [case[1:] for case in ONE_CHANGE], ids=[case[0] for case in ONE_CHANGE])
def test_a_single_change_is_found_as_that_and_nothing_else(
    new: Briefing, expected: tuple[str, str, str | None, str | None]
) -> None:
    assert told(compare(PLAIN, new)) == [expected]


def test_a_change_says_where_it_is() -> None:
    text = RENTS.claims["keep"][0].text
    new = with_claims(PLAIN, 0, 1, "keep", replace(RISING, evidence=("essay/3",)))
    (group,) = compare(PLAIN, new).groups
    assert (group.of, group.title) == (Of.THEME, "Shops and trade")
    added, removed = group.changes
    for change in (added, removed):
        assert (change.point, change.question, change.side, change.within) == ("rents", RENTS.question, "keep", text)
    assert (added.new, removed.old) == ("essay/3", "essay/deliveries/1")


@pytest.mark.parametrize(
    ("text", "gone", "come"),
    [
        ("Takings rose by 14 % in a year.", ("12 %",), ("14 %",)),
        ("Takings rose by twelve per cent in a year.", (), ()),
        ("Two shops: takings rose by 12 % in a year.", (), ("Two",)),
        ("Takings rose by 12 % in a year, and by 12 % in the next.", (), ("12 %",)),
        ("Takings rose in a year.", ("12 %",), ()),
    ],
)
def test_a_reworded_claim_says_which_figures_are_others(
    text: str, gone: tuple[str, ...], come: tuple[str, ...]
) -> None:
    change = only_change(with_claims(PLAIN, 0, 0, "close", replace(TAKEN[0], text=text), TAKEN[1]))
    assert (change.kind, change.old_figures, change.new_figures) == (Kind.REWORDED, gone, come)


TO_WRITE = Claim(text="TODO: what this side says", evidence=("essay/1",))
QUOTE = Claim(text="Parking is scarce.", voice=Voice.QUOTE, evidence=(Evidence(at="essay/1", quote="Parking"),))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([TO_WRITE], [NEW_CLAIM], [("written", "TODO: what this side says [essay/1]", f"{NEW_CLAIM.text} [essay/1]")]),
        ([TO_WRITE], [QUOTE], [("written", "TODO: what this side says [essay/1]", f"“{QUOTE.text}” [essay/1]")]),
        (
            [replace(TO_WRITE, evidence=("essay/3",)), TO_WRITE],
            [NEW_CLAIM, replace(TO_WRITE, evidence=("essay/3",))],
            [
                ("written", "TODO: what this side says [essay/1]", f"{NEW_CLAIM.text} [essay/1]"),
                ("moved", "1", "2"),
            ],
        ),
        (
            [RISING, TO_WRITE],
            [RISING, replace(NEW_CLAIM, evidence=("essay/3",))],
            [("written", "TODO: what this side says [essay/1]", f"{NEW_CLAIM.text} [essay/3]")],
        ),
        (
            [replace(NEW_CLAIM, evidence=()), TO_WRITE],
            [replace(NEW_CLAIM, text="Parking has become very scarce.")],
            [
                ("reworded", NEW_CLAIM.text, "Parking has become very scarce."),
                ("added", None, "essay/1"),
                ("removed", "TODO: what this side says [essay/1]", None),
            ],
        ),
        (
            [TO_WRITE],
            [replace(TO_WRITE, text="TODO: look again")],
            [("reworded", "TODO: what this side says", "TODO: look again")],
        ),
        (
            [TO_WRITE],
            [TO_WRITE, NEW_CLAIM],
            [("added", None, f"{NEW_CLAIM.text} [essay/1]")],
        ),
    ],
)
def test_a_claim_that_said_todo_is_the_one_that_is_written_in_its_place(
    before: list[Claim], after: list[Claim], expected: list[tuple[str, str | None, str | None]]
) -> None:
    old, new = (with_claims(PLAIN, 0, 1, "keep", *claims) for claims in (before, after))
    changes = [change for group in compare(old, new).groups for change in group.changes]
    assert Counter((change.kind.value, change.old, change.new) for change in changes) == Counter(expected)


def test_any_text_that_said_todo_is_told_as_written_and_without_figures() -> None:
    old = with_theme(PLAIN, 0, crux="TODO: what would move a side", open_questions=("TODO", "Who pays?"))
    new = with_theme(PLAIN, 0, crux="Takings of 12 months.", open_questions=("What do 3 streets take?", "Who pays?"))
    changes = [change for group in compare(old, new).groups for change in group.changes]
    assert [(change.kind, change.part, change.new, change.new_figures) for change in changes] == [
        (Kind.WRITTEN, Part.CRUX, "Takings of 12 months.", ()),
        (Kind.WRITTEN, Part.OPEN_QUESTION, "What do 3 streets take?", ()),
    ]


def test_a_theme_that_is_added_is_told_with_its_points() -> None:
    found = told(compare(PLAIN, with_themes(PLAIN, TRADE, NEW_THEME, AIR)))
    assert [(group, what) for group, what, _, _ in found] == [("law", "theme added"), ("law", "point added")]
    assert found[0][3] is not None
    assert "Who may decide it?" in found[0][3]
    assert "Keep it open: mixed, 3 of 5: The soot has moved." in found[0][3]


def test_a_theme_that_is_removed_gives_its_points_away() -> None:
    moved_in = with_theme(PLAIN, 0, points=(*TRADE.points, AIR.points[0]))
    found = told(compare(PLAIN, with_themes(moved_in, moved_in.themes[0])))
    assert [(group, what) for group, what, _, _ in found] == [
        ("trade", "point moved"), ("air", "theme removed"), ("air", "point removed"),
    ]  # fmt: skip


def test_a_point_that_is_renamed_and_reworded_is_still_the_same() -> None:
    old = with_point(PLAIN, 0, 0, question="How much more do all the shops in the main street take?")
    new = with_point(old, 0, 0, id="sales", question="How much more do the shops in the main street take?", claims={})
    new = with_point(new, 0, 0, claims=TAKINGS.claims)
    assert [what for _, what, _, _ in told(compare(old, new))] == ["point renamed", "question reworded"]


def test_points_that_have_nothing_in_common_are_not_the_same() -> None:
    points = (TAKINGS, replace(NEW_POINT, id="cars"), DELIVERIES)
    found = told(compare(PLAIN, with_theme(PLAIN, 0, points=points)))
    assert [what for _, what, _, _ in found] == ["point added", "point removed"]


def test_a_renamed_source_changes_no_evidence() -> None:
    old = with_source(PLAIN, "report", type="book")
    raw = msgspec.json.encode(old).decode().replace('"report', '"inquiry')
    found = told(compare(old, msgspec.json.decode(raw, type=Briefing)))
    assert found == [("inquiry", "source renamed", "report", "inquiry")]


def test_a_renamed_side_changes_no_claims() -> None:
    raw = msgspec.json.encode(PLAIN).decode().replace('"keep"', '"stay"')
    found = told(compare(PLAIN, msgspec.json.decode(raw, type=Briefing)))
    assert found == [("quiet-street", "perspective renamed", "keep", "stay")]


def test_another_source_is_told_as_one_added_and_one_removed() -> None:
    other = replace(PLAIN.sources["essay"], id="letter", title="A letter about vans", url="https://example.org/letter")
    new = replace(PLAIN, sources={"report": PLAIN.sources["report"], "letter": other})
    found = [(group, what) for group, what, _, _ in told(compare(PLAIN, new))]
    assert found == [("letter", "source added"), ("essay", "source removed")]


# Nothing is overlooked


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The paths of all values that hold no others."""
    if isinstance(value, dict):
        return [leaf for key, item in value.items() for leaf in leaves(item, (*path, key))]
    if isinstance(value, list):
        return [leaf for number, item in enumerate(value) for leaf in leaves(item, (*path, number))]
    return [path]


def altered(value: Any, path: tuple[str | int, ...]) -> Any:
    """The value with the leaf at the path changed, within what the format allows."""
    copy: Any = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = altered(value[path[0]], path[1:]) if path[1:] else _other(path[0], value[path[0]])
    return copy


def _other(key: str | int, value: str | int | None) -> str | int:
    """Another value of the kind that a key has."""
    if isinstance(value, int):
        return value % 3 + 1
    return next((other for other in OTHERS.get(str(key), ()) if other != value), f"{value}0")


OTHERS = {
    "relation": tuple(Relation), "voice": tuple(Voice), "type": ("book",), "digest": ("f" * 16,),
    "as_of": ("2025",), "issued": ("2025",), "accessed": ("2025",),
}  # fmt: skip
"""By key, where a digit at the end would not do."""
DERIVED = ("schema_version", "number")
RAW = msgspec.json.decode(msgspec.json.encode(PLAIN))
LEAVES = [path for path in leaves(RAW) if path[-1] not in DERIVED and path[:2] != ("about", "themes")]


@pytest.mark.parametrize("path", LEAVES, ids=lambda path: "/".join(map(str, path)))
def test_no_field_of_a_briefing_is_overlooked(path: tuple[str | int, ...]) -> None:
    new = msgspec.convert(altered(RAW, path), type=Briefing)
    assert not compare(PLAIN, new).is_empty


@pytest.mark.parametrize(
    "struct", ["about", "themes.0", "themes.0.points.0", "themes.0.points.0.claims.close.0", "themes.0.stances.keep",
               "sources.report", "sources.report.outline.1", "sources.report.outline.1.paragraphs.0"],
)  # fmt: skip
def test_a_rule_that_is_allowed_anywhere_is_a_difference(struct: str) -> None:
    raw: Any = msgspec.json.decode(msgspec.json.encode(PLAIN))
    found = raw
    for key in struct.split("."):
        found = found[int(key) if isinstance(found, list) else key]
    found["allow"] = {"balance": "It is short."}
    assert not compare(PLAIN, msgspec.convert(raw, type=Briefing)).is_empty


def test_a_paragraph_that_goes_to_another_heading_is_a_difference() -> None:
    first, second = PLAIN.sources["essay"].outline
    outline = (
        replace(first, paragraphs=(*first.paragraphs, second.paragraphs[0])),
        replace(second, paragraphs=second.paragraphs[1:]),
    )
    change = only_change(with_source(PLAIN, "essay", outline=outline))
    assert (change.part, change.kind) == (Part.OUTLINE, Kind.CHANGED)


# Any two briefings


def _drop_point(briefing: Briefing, theme: int, number: int) -> Briefing:
    points = briefing.themes[theme].points
    kept = tuple(point for place, point in enumerate(points) if place != number % len(points))
    return with_theme(briefing, theme, points=kept or points)


def _turn_points(briefing: Briefing, theme: int, number: int) -> Briefing:
    points = briefing.themes[theme].points
    return with_theme(briefing, theme, points=points[number % len(points) :] + points[: number % len(points)])


def _rename_point(briefing: Briefing, theme: int, number: int) -> Briefing:
    number %= len(briefing.themes[theme].points)
    return with_point(briefing, theme, number, id=f"other-{theme}-{number}")


def _reword_question(briefing: Briefing, theme: int, number: int) -> Briefing:
    number %= len(briefing.themes[theme].points)
    return with_point(briefing, theme, number, question=f"{briefing.themes[theme].points[number].question} And why?")


def _drop_claim(briefing: Briefing, theme: int, number: int) -> Briefing:
    number %= len(briefing.themes[theme].points)
    claims = briefing.themes[theme].points[number].claims
    return with_point(briefing, theme, number, claims={side: said[1:] for side, said in claims.items() if said[1:]})


def _add_claim(briefing: Briefing, theme: int, number: int) -> Briefing:
    number %= len(briefing.themes[theme].points)
    said = briefing.themes[theme].points[number].claims.get("keep", ())
    return with_claims(briefing, theme, number, "keep", *said, NEW_CLAIM)


def _carry_point(briefing: Briefing, theme: int, number: int) -> Briefing:
    points = briefing.themes[theme].points
    other = (theme + 1) % len(briefing.themes)
    if len(points) == 1 or len(briefing.themes) == 1:
        return briefing
    carried = points[number % len(points)]
    briefing = _drop_point(briefing, theme, number)
    return with_theme(briefing, other, points=(*briefing.themes[other].points, carried))


def _turn_themes(briefing: Briefing, theme: int, number: int) -> Briefing:
    return with_themes(briefing, *briefing.themes[::-1])


def _add_theme(briefing: Briefing, theme: int, number: int) -> Briefing:
    return with_themes(briefing, *(each for each in briefing.themes if each.id != "law"), NEW_THEME)


def _rename_theme(briefing: Briefing, theme: int, number: int) -> Briefing:
    return with_theme(briefing, theme, id=f"other-{theme}")


Edit = Callable[[Briefing, int, int], Briefing]
EDITS: tuple[Edit, ...] = (
    _drop_point, _turn_points, _rename_point, _reword_question, _drop_claim, _add_claim, _carry_point, _turn_themes,
    _add_theme, _rename_theme,
)  # fmt: skip


@st.composite
def edited(draw: st.DrawFn) -> Briefing:
    """The small briefing after some edits."""
    briefing = PLAIN
    for edit in draw(st.lists(st.sampled_from(EDITS), max_size=5)):
        briefing = edit(briefing, draw(st.integers(0, 1)), draw(st.integers(0, 2)))
    return briefing


@settings(deadline=None, max_examples=60)
@given(edited())
def test_no_briefing_differs_from_itself(briefing: Briefing) -> None:
    assert compare(briefing, msgspec.convert(msgspec.to_builtins(briefing), type=Briefing)).is_empty


def counted(diff: Diff, *, mirrored: bool = False) -> Counter[tuple[object, ...]]:
    """The differences without their order; of what has moved only how much, since which of two swapped ones is open."""
    found: Counter[tuple[object, ...]] = Counter()
    for group in diff.groups:
        for change in group.changes:
            kind = MIRRORED.get(change.kind, change.kind) if mirrored else change.kind
            old, new = (change.new, change.old) if mirrored else (change.old, change.new)
            figures = (change.old_figures, change.new_figures)
            is_place = change.kind is Kind.MOVED
            found[
                (kind, change.part, *(() if is_place else (old, new, *(figures[::-1] if mirrored else figures))))
            ] += 1
    return found


@settings(deadline=None, max_examples=150)
@given(edited(), edited())
def test_the_other_way_round_what_was_added_is_removed_and_old_is_new(old: Briefing, new: Briefing) -> None:
    assert counted(compare(old, new)) == counted(compare(new, old), mirrored=True)


@settings(deadline=None, max_examples=60)
@given(edited(), edited())
def test_two_briefings_that_say_different_things_differ(old: Briefing, new: Briefing) -> None:
    assert compare(old, new).is_empty == (old == new)


# Pairs


WORDS = st.lists(st.sampled_from(["tide", "is", "on", "the", "way"]), max_size=12).map(" ".join)


@settings(deadline=None)
@given(WORDS, WORDS)
def test_likeness_does_not_depend_on_the_order(first: str, second: str) -> None:
    assert likeness(first, second) == likeness(second, first)
    assert 0 <= likeness(first, second) <= 1
    assert likeness("t i d e", "d i e t") == likeness("d i e t", "t i d e")


def test_case_and_signs_do_not_make_texts_less_alike() -> None:
    assert likeness("Do the shops take more?", "do the SHOPS take – more") == 1
    assert likeness("商店的收入增加了吗", "商店的收入会增加吗") > 0.7
    assert likeness("What happens to the shops?", "What happens to rents?") < SAME
    assert likeness("—", "—") == 0


def test_the_likest_pair_comes_first() -> None:
    old = [("a b c d e",), ("a b c d x",)]
    new = [("a b c d x y",), ("a b c d e f",)]
    assert alike(old, new, {}, 0.5) == {0: 1, 1: 0}


def test_a_text_is_paired_once_and_only_if_it_is_like_enough() -> None:
    assert alike([("a b c",), ("a b c",)], [("a b c",)], {}, 0.5) == {0: 0}
    assert alike([("a b c",)], [("x y z",)], {}, 0.5) == {}


def test_equal_texts_are_paired_in_order() -> None:
    assert equal(["a", "b", "a"], ["a", "a", "c"]) == {0: 0, 2: 1}


def test_very_many_texts_are_paired_where_they_are_equal() -> None:
    old = [(f"text {number}",) for number in range(500)]
    assert alike(old, old[::-1], {}, 0.5) == {number: 499 - number for number in range(500)}


@given(st.permutations(range(8)))
def test_what_has_not_moved_is_in_order_and_nothing_more_could_stay(order: list[int]) -> None:
    pairs = dict(enumerate(order))
    out = moved(pairs)
    kept = [pairs[place] for place in sorted(pairs) if place not in out]
    assert kept == sorted(kept)
    longest = [1] * len(order)
    for place, item in enumerate(order):
        longest[place] += max((longest[other] for other in range(place) if order[other] < item), default=0)
    assert len(kept) == max(longest)
