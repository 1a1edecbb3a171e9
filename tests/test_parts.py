"""What of a theme can be changed, and what becomes of its files when it is."""

from pathlib import Path
from typing import Any

import pytest
import theme_changes
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from own_briefing import copied, everything

from briefing import files, new_folder, unwritten
from briefing.editing import at, findings, part_edits, silence_line, silences
from briefing.editing.part_edits import Planned
from briefing.editing.parts import OF_THE_BRIEFING, Kind, Part, first_difference, nearest, parts, start
from briefing.editing.steps import Step, take
from briefing.editing.themes import CannotEdit
from briefing.errors import BriefingError
from briefing.loader import Folder
from briefing.model import Evidence, Relation, cited
from briefing.new_briefing import Side, make
from briefing.page_record import Record
from briefing.text import one_line
from briefing.texts import find_texts

TRADE, CLOSE, OPEN = "trade", "close", "open"


def rows(folder: Folder, theme: str = TRADE) -> list[Part]:
    now = Folder(folder.path)
    return parts(now.theme(theme), now.about, [side.id for side in now.about.perspectives])


def find(folder: Folder, kind: Kind, point: str | None = None, side: str | None = None, number: int = 0) -> Part:
    found = [part for part in rows(folder) if (part.kind, part.point, part.side) == (kind, point, side)]
    return found[number]


def do(folder: Folder, planned: Planned) -> Step:
    step = planned(Folder(folder.path))
    take(step)
    return step


def test_every_part_of_a_theme_is_there_in_the_order_in_which_it_is_read(own: Folder) -> None:
    every = rows(own)
    told = [(part.kind, part.point, part.side) for part in every[start(every, None, None) :]]
    stance = [Kind.LEVEL, Kind.REASON, Kind.EVIDENCE]
    assert told[:3] == [(kind, None, None) for kind in (Kind.TITLE, Kind.QUESTION, Kind.OVERVIEW)]
    assert told[3:9] == [(kind, None, side) for side in (CLOSE, OPEN) for kind in stance]
    assert [entry for entry in told if entry[1] == "aid"] == [
        (Kind.POINT, "aid", None),
        (Kind.PRIORITY, "aid", None),
        (Kind.CLAIM, "aid", CLOSE),
        (Kind.SILENCE, "aid", OPEN),
    ]
    assert [kind for kind, _, _ in told[-8:]] == [Kind.COMMON_GROUND] * 3 + [Kind.CRUX] + [Kind.OPEN_QUESTION] * 4
    assert Kind.RELATION in [kind for kind, point, _ in told if point == "takings"]


def test_above_them_are_the_briefing_s_own_parts(own: Folder) -> None:
    every = rows(own)
    own_parts = every[: start(every, None, None)]
    assert [(part.kind, part.side) for part in own_parts] == [
        *((kind, None) for kind in (Kind.BRIEFING_TITLE, Kind.BRIEFING_QUESTION, Kind.SCALE)),
        *[(Kind.SCALE_LABEL, None)] * 5,
        *((kind, side) for side in (CLOSE, OPEN) for kind in (Kind.NAME, Kind.SHORT_NAME, Kind.THESIS)),
    ]
    assert {part.kind for part in own_parts} == OF_THE_BRIEFING
    assert all(at.value(own.about, part.path) == part.value for part in own_parts if not part.is_new)


def test_the_side_that_is_asked_for_first_comes_first(own: Folder) -> None:
    turned = parts(own.theme(TRADE), own.about, [OPEN, CLOSE])
    for kind in (Kind.LEVEL, Kind.THESIS):
        assert [part.side for part in turned if part.kind is kind] == [OPEN, CLOSE]
    assert all(at.value(own.about, part.path) == part.value for part in turned if part.kind is Kind.THESIS)


def test_where_a_side_has_no_answer_a_claim_or_a_silence_is_offered(own: Folder) -> None:
    do(own, part_edits.added(TRADE, find(own, Kind.POINT, "takings"), "What of Sundays?"))
    offered = [(part.kind, part.side) for part in rows(own) if part.point == "what-of-sundays" and part.is_new]
    assert offered == [(kind, side) for side in (CLOSE, OPEN) for kind in (Kind.CLAIM, Kind.SILENCE)]


def test_the_place_that_a_rule_names_belongs_to_the_part_with_most_of_its_keys(own: Folder) -> None:
    listed = rows(own)

    def found(*path: str | int, in_contents: bool = False) -> tuple[Kind, str | None, str | None, int]:
        part = listed[nearest(listed, path, in_contents=in_contents)]
        return part.kind, part.point, part.side, part.number

    assert found("points", 0, "claims", OPEN, 1, "evidence", 0, "quote") == (Kind.CLAIM, "takings", OPEN, 1)
    assert found("points", 1) == (Kind.POINT, "customers", None, 1)
    assert found("points", 3, "silence", OPEN, 2) == (Kind.SILENCE, "aid", OPEN, 0)
    assert found("stances", OPEN) == (Kind.LEVEL, None, OPEN, 0)
    assert found("open_questions", 2) == (Kind.OPEN_QUESTION, None, None, 2)
    assert found("allow") == (Kind.TITLE, None, None, 0)
    assert found(in_contents=True) == (Kind.BRIEFING_TITLE, None, None, 0)
    assert found("scale", "labels", 3, in_contents=True) == (Kind.SCALE_LABEL, None, None, 3)
    assert found("perspectives", 1, "thesis", in_contents=True) == (Kind.THESIS, None, OPEN, 0)
    assert found("themes", 0, "title", in_contents=True) == (Kind.TITLE, None, None, 0)


def test_what_the_rules_find_stands_at_its_part_with_a_sign(own: Folder) -> None:
    do(own, part_edits.changed(TRADE, find(own, Kind.SILENCE, "aid", OPEN), "café, subsidy"))
    do(own, part_edits.changed(TRADE, find(own, Kind.CRUX), "TODO: the crux"))
    do(own, part_edits.changed(TRADE, find(own, Kind.TITLE), "TODO"))
    do(own, part_edits.changed(TRADE, find(own, Kind.THESIS, side=OPEN), "TODO: the thesis"))
    do(own, part_edits.changed(TRADE, find(own, Kind.SCALE), "TODO"))
    do(own, part_edits.changed("city", next(part for part in rows(own, "city") if part.kind is Kind.TITLE), "TODO"))
    folder = Folder(own.path)
    found = findings.by_part(findings.in_theme(folder, TRADE, find_texts(folder)), rows(own))
    signs = {rows(own)[index].kind: findings.sign(each) for index, each in found.items()}
    assert signs == {Kind.SILENCE: "!", Kind.CRUX: "…", Kind.TITLE: "…", Kind.THESIS: "…", Kind.SCALE: "…"}
    assert all(rows(own)[index].side == OPEN for index in found if rows(own)[index].kind is Kind.THESIS)
    assert findings.sign([]) == ""


def test_a_word_of_a_silence_keeps_its_comma(own: Folder) -> None:
    path = own.path / "themes" / f"{TRADE}.yaml"
    silence = find(own, Kind.SILENCE, "aid", OPEN)
    words = ("Marsh Lane, north", "tram", "“so” he", "a\nb")
    step = do(own, part_edits.changed(TRADE, silence, silence_line.shown(words)))
    assert step.what == "Silence changed"
    assert "“Marsh Lane, north”" in find(own, Kind.SILENCE, "aid", OPEN).value
    before = path.read_bytes()
    kept = find(own, Kind.SILENCE, "aid", OPEN).value
    do(own, part_edits.changed(TRADE, find(own, Kind.SILENCE, "aid", OPEN), f"{kept}, bus"))
    do(own, part_edits.changed(TRADE, find(own, Kind.SILENCE, "aid", OPEN), kept))
    assert path.read_bytes() == before
    held = Folder(own.path).theme(TRADE).points
    assert next(point for point in held if point.id == "aid").silence[OPEN] == (*words[:3], "a b")


@given(st.lists(st.text("ab,、 “\n").filter(str.strip)))
def test_the_words_of_a_silence_come_back_from_their_line(words: list[str]) -> None:
    assert silence_line.parsed(silence_line.shown(words)) == [one_line(word) for word in words]


def test_the_words_of_a_silence_are_looked_for_as_the_rule_does(own: Folder) -> None:
    look = silences.looker(find_texts(own)["ashgrave"])
    told = look("cafés， zeppelin、\n café")
    assert told.splitlines()[0] == silences.BROKEN
    assert "“zeppelin” is not in the text" in told
    assert "“cafés” stands in `ashgrave/shops-that-sell-heavy-things/1`\n" in told
    assert look("street").endswith("more")
    assert look("zeppelin") == "“zeppelin” is not in the text"
    assert silences.looker(None)("zeppelin") == silences.NO_TEXT


KINDS = [Kind.BRIEFING_TITLE, Kind.BRIEFING_QUESTION, Kind.SCALE, Kind.TITLE, Kind.QUESTION, Kind.OVERVIEW, Kind.CRUX]


@pytest.mark.parametrize("kind", KINDS)
def test_a_text_of_the_theme_or_the_briefing_is_changed(own: Folder, kind: Kind) -> None:
    step = do(own, part_edits.changed(TRADE, find(own, kind), " [b]new[/b] \x1b text\n"))
    assert step.what == f"{kind} changed"
    assert find(own, kind).value == "[b]new[/b] ␛ text"


def test_the_levels_and_the_sides_are_named_and_every_byte_comes_back(own: Folder) -> None:
    path = own.path / "briefing.yaml"
    path.write_text(f"{path.read_text()}# the author's remark\n")
    before, was = everything(own.path), Folder(own.path).about
    steps = [
        do(own, part_edits.changed(TRADE, find(own, Kind.SCALE_LABEL, number=2), "so\nso: [x]")),
        do(own, part_edits.changed(TRADE, find(own, Kind.NAME, side=OPEN), "Cars \x1b stay")),
        do(own, part_edits.changed(TRADE, find(own, Kind.THESIS, side=OPEN), "One.\nTwo.")),
        do(own, part_edits.deleted(TRADE, find(own, Kind.SHORT_NAME, side=OPEN))),
    ]
    about = Folder(own.path).about
    assert about.scale.labels == (*was.scale.labels[:2], "so so: [x]", *was.scale.labels[3:])
    side = about.perspective(OPEN)
    assert (side.name, side.thesis, side.short, side.short_name) == ("Cars ␛ stay", "One.\nTwo.", None, "Cars ␛ stay")
    assert about.perspective(CLOSE) == was.perspective(CLOSE)
    assert path.read_text().endswith("# the author's remark\n")
    offer = find(own, Kind.SHORT_NAME, side=OPEN)
    assert offer.is_new
    steps.append(do(own, part_edits.changed(TRADE, offer, "Cars")))
    assert Folder(own.path).about.perspective(OPEN).short == "Cars"
    assert [step.what for step in steps][-2:] == ["Short name deleted", "Short name added"]
    for step in reversed(steps):
        take(step.reversed())
    assert everything(own.path) == before


def test_all_that_a_new_briefing_leaves_to_be_written_in_its_contents_has_a_row(tmp_path: Path) -> None:
    text = "Most of the streets in the centre are wide enough for a tram and for everyone who walks there.\n"
    one, two = Side("One", text, Record(), "one"), Side("Two", text, Record(), "two")
    new_folder.write(tmp_path / "b", make("b", "Streets", "How wide?", one, two, with_texts=True).contents)
    folder = Folder(tmp_path / "b")
    wanted = [path for path, _ in unwritten.places(folder.about)]
    listed = rows(folder, "first-theme")
    assert {listed[nearest(listed, path, in_contents=True)].value for path in wanted} == {
        at.value(folder.about, path) for path in wanted
    }
    for path in wanted:
        do(folder, part_edits.changed("first-theme", listed[nearest(listed, path, in_contents=True)], "Written."))
    assert unwritten.count(Folder(folder.path).about) == 0


def test_what_a_side_s_stance_says_is_changed(own: Folder) -> None:
    do(own, part_edits.changed(TRADE, find(own, Kind.REASON, side=CLOSE), "Because."))
    do(own, part_edits.chosen(TRADE, find(own, Kind.LEVEL, side=CLOSE), "1"))
    step = do(own, part_edits.changed(TRADE, find(own, Kind.EVIDENCE, side=CLOSE), "marchbrook/1,\n marchbrook/1"))
    stance = Folder(own.path).theme(TRADE).stances[CLOSE]
    assert (stance.reason, stance.level, stance.evidence) == ("Because.", 1, ("marchbrook/1",))
    assert step.what == "Evidence of the stance changed"


def test_evidence_that_stays_keeps_its_quote(own: Folder) -> None:
    quoted = (Evidence(at="marchbrook/1", quote="A word"), "marchbrook/2")
    now = part_edits._evidence(quoted, "marchbrook/3 marchbrook/1")
    assert now == ("marchbrook/3", quoted[0])
    assert part_edits._evidence(quoted, " ") == ()
    assert [each.at for each in cited(part_edits._evidence((), "a/1,b/2"))] == ["a/1", "b/2"]


def test_evidence_that_is_no_locator_is_refused_and_nothing_is_written(own: Folder) -> None:
    before = everything(own.path)
    with pytest.raises(CannotEdit, match="`the` is no paragraph"):
        do(own, part_edits.changed(TRADE, find(own, Kind.EVIDENCE, side=CLOSE), "the third page"))
    assert everything(own.path) == before


def test_priority_and_relation_are_chosen(own: Folder) -> None:
    do(own, part_edits.chosen(TRADE, find(own, Kind.PRIORITY, "takings"), "3"))
    do(own, part_edits.chosen(TRADE, find(own, Kind.RELATION, "takings"), "agree"))
    point = Folder(own.path).theme(TRADE).points[0]
    assert (point.priority, point.relation) == (3, Relation.AGREE)


def test_what_is_added_stands_after_the_part(own: Folder) -> None:
    theme = own.theme(TRADE)
    do(own, part_edits.added(TRADE, find(own, Kind.COMMON_GROUND), "Shared."))
    do(own, part_edits.changed(TRADE, find(own, Kind.OPEN_QUESTION, number=3), "Open?"))
    do(own, part_edits.added(TRADE, find(own, Kind.REASON, side=OPEN), "First?"))
    do(own, part_edits.added(TRADE, find(own, Kind.PRIORITY, "takings"), "Third?"))
    now = Folder(own.path).theme(TRADE)
    assert now.common_ground == (theme.common_ground[0], "Shared.", theme.common_ground[1])
    assert now.open_questions == (*theme.open_questions, "Open?")
    assert [point.id for point in now.points][:3] == ["first", "takings", "third"]


def test_a_theme_is_added_moved_and_deleted(own: Folder) -> None:
    listed = [entry.id for entry in own.about.themes]
    step = do(own, part_edits.added(TRADE, find(own, Kind.TITLE), "Noise\nat night"))
    assert step.theme == "noise-at-night"
    assert Folder(own.path).theme("noise-at-night").title == "Noise at night"
    title = next(part for part in rows(own, "noise-at-night") if part.kind is Kind.TITLE)
    do(own, part_edits.moved("noise-at-night", title, -1))
    assert [entry.id for entry in Folder(own.path).about.themes] == ["noise-at-night", *listed]
    title = next(part for part in rows(own, "noise-at-night") if part.kind is Kind.TITLE)
    step = do(own, part_edits.deleted("noise-at-night", title))
    assert [entry.id for entry in Folder(own.path).about.themes] == listed
    assert (step.theme, step.reversed().theme) == (TRADE, "noise-at-night")


def test_a_part_is_moved_and_stops_at_the_ends(own: Folder) -> None:
    was = own.theme(TRADE)
    do(own, part_edits.moved(TRADE, find(own, Kind.CLAIM, "takings", OPEN), 1))
    do(own, part_edits.moved(TRADE, find(own, Kind.POINT, "customers"), -1))
    do(own, part_edits.moved(TRADE, find(own, Kind.OPEN_QUESTION), 1))
    now = Folder(own.path).theme(TRADE)
    assert now.points[1].claims[OPEN] == was.points[0].claims[OPEN][::-1]
    assert [point.id for point in now.points][:2] == ["customers", "takings"]
    assert now.open_questions[:2] == was.open_questions[1::-1]
    with pytest.raises(CannotEdit, match="stands first already"):
        do(own, part_edits.moved(TRADE, find(own, Kind.POINT, "customers"), -1))
    with pytest.raises(CannotEdit, match="stands last already"):
        do(own, part_edits.moved(TRADE, find(own, Kind.OPEN_QUESTION, number=2), 1))


def test_a_silence_is_recorded_and_deleted(own: Folder) -> None:
    do(own, part_edits.deleted(TRADE, find(own, Kind.SILENCE, "aid", OPEN)))
    offer = find(own, Kind.SILENCE, "aid", OPEN)
    assert offer.is_new
    with pytest.raises(CannotEdit, match="no word is typed"):
        do(own, part_edits.changed(TRADE, offer, " , "))
    assert do(own, part_edits.changed(TRADE, offer, "grant, state  aid")).what == "Silence recorded"
    assert Folder(own.path).theme(TRADE).points[3].silence == {OPEN: ("grant", "state aid")}


def test_a_part_that_was_changed_meanwhile_is_left_alone(own: Folder) -> None:
    crux = find(own, Kind.CRUX)
    do(own, part_edits.changed(TRADE, crux, "Another one."))
    before = everything(own.path)
    for planned in (part_edits.changed(TRADE, crux, "Mine."), part_edits.deleted(TRADE, crux)):
        with pytest.raises(files.Overtaken, match=r"trade\.yaml: this has just been changed"):
            do(own, planned)
    with pytest.raises(files.Overtaken, match=r"briefing\.yaml: this has just been changed"):
        do(own, part_edits.changed(TRADE, find(own, Kind.SCALE)._replace(value="Another one."), "Mine."))
    assert everything(own.path) == before


def test_a_part_is_found_again_where_points_before_it_have_gone(own: Folder) -> None:
    silence = find(own, Kind.SILENCE, "rents", CLOSE)
    do(own, part_edits.deleted(TRADE, find(own, Kind.POINT, "takings")))
    do(own, part_edits.changed(TRADE, silence, "rental"))
    assert Folder(own.path).theme(TRADE).points[3].silence[CLOSE] == ("rental",)


def test_nothing_typed_is_no_text(own: Folder) -> None:
    with pytest.raises(CannotEdit, match="nothing is typed"):
        do(own, part_edits.changed(TRADE, find(own, Kind.QUESTION), " \n"))


def test_a_new_theme_of_a_source_without_an_outline_can_be_loaded(own: Folder) -> None:
    path = own.path / "sources/ashgrave.yaml"
    path.write_text(path.read_text().split("outline:")[0])
    do(own, part_edits.added(TRADE, find(own, Kind.TITLE), "Noise"))
    assert Folder(own.path).theme("noise").stances[OPEN].evidence == ()


def test_the_first_difference_is_what_came_back_or_what_took_its_place(own: Folder) -> None:
    before = rows(own)
    step = do(own, part_edits.deleted(TRADE, find(own, Kind.CLAIM, "takings", OPEN)))
    after = rows(own)
    assert after[first_difference(before, after)].value.startswith("The survey gathers")
    take(step.reversed())
    back = rows(own)
    assert back[first_difference(after, back)].value.startswith("Many expect them")
    assert first_difference(back, back[:4]) == 3


@pytest.mark.parametrize("theme", [TRADE, "access"])
def test_after_a_deletion_and_what_brings_it_back_the_cursor_is_on_nothing_of_the_other_side(
    own: Folder, theme: str
) -> None:
    for gone in [part for part in rows(own, theme) if part.kind in part_edits.DELETABLE and not part.is_new]:
        if gone.kind is Kind.TITLE:
            continue
        before = rows(own, theme)
        step = do(own, part_edits.deleted(theme, gone))
        after = rows(own, theme)
        now = after[first_difference(before, after)]
        assert now.side == gone.side, (gone, now)
        assert now.point == gone.point or gone.kind is Kind.POINT, (gone, now)
        take(step.reversed())
        back = rows(own, theme)
        came_back = back[first_difference(after, back)]
        assert (came_back.side, came_back.point) == (gone.side, gone.point), (gone, came_back)


def test_after_a_side_s_only_claim_the_cursor_is_where_another_one_would_stand(own: Folder) -> None:
    before = rows(own)
    only = find(own, Kind.CLAIM, "losers", OPEN)
    do(own, part_edits.deleted(TRADE, only))
    after = rows(own)
    now = after[first_difference(before, after)]
    assert (now.kind, now.point, now.side, now.is_new) == (Kind.CLAIM, "losers", OPEN, True)


def test_it_begins_at_what_a_side_says_at_the_point_or_at_the_title(own: Folder) -> None:
    listed = rows(own)
    assert listed[start(listed, "aid", OPEN)].kind is Kind.SILENCE
    assert listed[start(listed, "aid", None)].kind is Kind.POINT
    assert listed[start(listed, None, OPEN)] == listed[start(listed, "gone", OPEN)] == find(own, Kind.TITLE)


@st.composite
def row_edits(draw: st.DrawFn, folder: Folder) -> Planned:
    """Anything that can be done to any row of any theme."""
    theme = draw(st.sampled_from(folder.about.themes)).id
    part = draw(st.sampled_from(rows(folder, theme)))
    text = draw(theme_changes.TEXTS)
    done: list[Any] = [lambda: part_edits.added(theme, part, text)]
    if part.kind in (Kind.LEVEL, Kind.PRIORITY):
        done.append(lambda: part_edits.chosen(theme, part, draw(st.sampled_from("123"))))
    elif part.kind is Kind.RELATION:
        done.append(lambda: part_edits.chosen(theme, part, draw(st.sampled_from(list(Relation)))))
    elif part.kind is not Kind.CLAIM:
        done.append(lambda: part_edits.changed(theme, part, text))
    if not part.is_new and part.kind in part_edits.DELETABLE:
        done.append(lambda: part_edits.deleted(theme, part))
    if not part.is_new and part.kind in part_edits.MOVABLE:
        done.append(lambda: part_edits.moved(theme, part, draw(st.sampled_from((-1, 1)))))
    planned: Planned = draw(st.sampled_from(done))()
    return planned


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_whatever_is_done_to_the_rows_is_taken_back_byte_for_byte_and_made_again(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = copied(tmp_path_factory.mktemp("any") / "own").path
    before = everything(folder)
    steps: list[Step] = []
    for _ in range(data.draw(st.integers(1, 6))):
        held = everything(folder)
        try:
            steps.append(do(Folder(folder), data.draw(row_edits(Folder(folder)))))
        except BriefingError:
            assert everything(folder) == held
        Folder(folder).briefing()
    after = everything(folder)
    for step in reversed(steps):
        take(step.reversed())
    assert everything(folder) == before
    for step in steps:
        take(step)
    assert everything(folder) == after


def test_comments_stay(own: Folder) -> None:
    path = own.path / "themes/trade.yaml"
    path.write_text(path.read_text().replace("crux: >-", "# before the crux\ncrux: >-"))
    do(own, part_edits.changed(TRADE, find(own, Kind.CRUX), "Another one."))
    do(own, part_edits.deleted(TRADE, find(own, Kind.CRUX)))
    assert "# before the crux\n" in path.read_text()
