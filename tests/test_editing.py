"""What an author does to a briefing: it can always be loaded after it, and every byte comes back when it is undone."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
import samples
import theme_changes
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from own_briefing import copied, everything

from briefing import files
from briefing.checks import run
from briefing.editing import at, contents, new_themes, themes
from briefing.editing.steps import Step, plan, take
from briefing.editing.themes import CannotEdit, file_of
from briefing.errors import BriefingError, UnreadableFile
from briefing.loader import Folder
from briefing.model import Claim, Point, Relation, ThemeFile
from briefing.paths import builtin_folder

CLOSE, OPEN = "close", "open"
POINT = Point(
    id="a",
    question="Q?",
    relation=Relation.DIFFER,
    claims={CLOSE: (Claim(text="One."), Claim(text="Two.")), OPEN: (Claim(text="Three."),)},
)
THEME = new_themes.with_point(POINT, {CLOSE: ("one/1",), OPEN: ("two/1",)})
NEW = Claim(text="New.", evidence=("one/2",))


def change(folder: Folder, theme: str, edit: Callable[[ThemeFile], ThemeFile]) -> Step:
    return plan(folder, "Changed", themes={theme: edit(folder.theme(theme))}, look_at=(theme, None))


def test_a_new_claim_stands_last_and_ends_a_silence() -> None:
    silent = at.with_value(THEME, ("points", 0), Point(id="a", question="Q?", silence={CLOSE: ("tram",)}))
    made = themes.with_claim(silent, "a", CLOSE, NEW)
    assert made.points[0].claims == {CLOSE: (NEW,)}
    assert made.points[0].silence == {}
    assert themes.with_claim(THEME, "a", CLOSE, NEW).points[0].claims[CLOSE][-1] == NEW


def test_a_claim_with_a_number_gives_way() -> None:
    made = themes.with_claim(THEME, "a", CLOSE, NEW, 0)
    assert made.points[0].claims[CLOSE] == (NEW, Claim(text="Two."))


def test_the_relation_goes_with_the_last_claim_of_a_side() -> None:
    one_left = themes.without_claim(THEME, "a", CLOSE, 0)
    assert one_left.points[0].claims[CLOSE] == (Claim(text="Two."),)
    assert one_left.points[0].relation is Relation.DIFFER
    none_left = themes.without_claim(one_left, "a", CLOSE, 0)
    assert CLOSE not in none_left.points[0].claims
    assert none_left.points[0].relation is None


def test_a_side_that_makes_a_claim_cannot_be_silent() -> None:
    with pytest.raises(CannotEdit, match="a side that makes a claim is not silent"):
        themes.with_silence(THEME, "a", CLOSE, ["tram"])


def test_a_silence_takes_the_place_of_claims_that_say_todo_and_of_no_other() -> None:
    todo = Claim(text="TODO: what this side says", evidence=("two/1",))
    waiting = at.with_value(THEME, ("points", 0, "claims", OPEN), (todo, todo))
    made = themes.with_silence(waiting, "a", OPEN, ["tram"]).points[0]
    assert (made.claims, made.silence, made.relation) == ({CLOSE: POINT.claims[CLOSE]}, {OPEN: ("tram",)}, None)
    begun = at.with_value(THEME, ("points", 0, "claims", OPEN), (todo, NEW))
    with pytest.raises(CannotEdit, match="a side that makes a claim is not silent"):
        themes.with_silence(begun, "a", OPEN, ["tram"])


def test_a_silence_keeps_each_word_once_and_none_takes_it_back() -> None:
    silent = themes.without_claim(THEME, "a", OPEN, 0)
    made = themes.with_silence(silent, "a", OPEN, [" tram ", "bus", "tram", ""])
    assert made.points[0].silence == {OPEN: ("tram", "bus")}
    assert themes.with_silence(made, "a", OPEN, [" "]).points[0].silence == {}


def test_one_answer_alone_gets_no_relation() -> None:
    alone = themes.without_claim(THEME, "a", OPEN, 0)
    with pytest.raises(CannotEdit, match="one answer alone"):
        themes.with_relation(alone, "a", Relation.AGREE)
    assert themes.with_relation(THEME, "a", Relation.AGREE).points[0].relation is Relation.AGREE


def test_a_new_point_gets_its_id_from_its_question() -> None:
    made, known = themes.with_new_point(THEME, "How long is the walk from the car park to the hall?", 1)
    assert known == "how-long-is-the-walk-from-the"
    again, other = themes.with_new_point(made, "How long is the walk from the car park to the hall?", 0)
    assert [point.id for point in again.points] == [other, "a", known]
    assert themes.with_new_point(THEME, "何時?", 0)[1] == "point"


def test_a_theme_keeps_one_point_and_a_briefing_one_theme() -> None:
    with pytest.raises(CannotEdit, match="at least one point"):
        themes.without_point(THEME, "a")
    about = samples.briefing().about
    with pytest.raises(CannotEdit, match="at least one theme"):
        contents.without_theme(replace(about, themes=about.themes[:1]), about.themes[0].id)


def test_what_is_gone_is_said_to_be_gone() -> None:
    with pytest.raises(CannotEdit, match="no point `b` in the theme any more"):
        themes.with_claim(THEME, "b", CLOSE, NEW)
    with pytest.raises(CannotEdit, match="no theme `b` in the contents any more"):
        contents.with_title(samples.briefing().about, "b", "B")


def test_items_move_and_stop_at_the_ends() -> None:
    theme = replace(THEME, common_ground=("a", "b", "c"))
    assert at.moved(theme, ("common_ground", 0), 1).common_ground == ("b", "a", "c")
    assert at.moved(theme, ("common_ground", 2), 5).common_ground == ("a", "b", "c")
    assert at.moved(theme, ("common_ground", 1), -5).common_ground == ("b", "a", "c")


def test_a_step_writes_what_is_meant_and_reversed_brings_every_byte_back(own: Folder) -> None:
    before = everything(own.path)
    theme = own.about.themes[0].id
    point = own.theme(theme).points[0].id
    step = change(own, theme, lambda held: themes.with_claim(held, point, CLOSE, NEW))
    assert everything(own.path) == before
    take(step)
    assert Folder(own.path).theme(theme).points[0].claims[CLOSE][-1] == NEW
    assert step.paths == [own.path / f"themes/{theme}.yaml"]
    after = everything(own.path)
    take(step.reversed())
    assert everything(own.path) == before
    take(step.reversed().reversed())
    assert everything(own.path) == after


def test_a_new_theme_and_one_that_goes_change_the_contents_too(own: Folder) -> None:
    before = everything(own.path)
    old = own.about.themes[1].id
    about, new = contents.with_new_theme(contents.without_theme(own.about, old), "Noise at night", 1)
    meant = new_themes.with_point(POINT, {CLOSE: ("marchbrook/1",), OPEN: ("ashgrave/1",)})
    step = plan(own, "Swapped", themes={old: None, new: meant}, about=about, look_at=(new, "a"), before=(old, None))
    take(step)
    now = Folder(own.path)
    assert [entry.id for entry in now.about.themes][1] == new == "noise-at-night"
    assert file_of(now.theme(new)) == meant
    assert not (own.path / f"themes/{old}.yaml").exists()
    assert (step.reversed().theme, step.reversed().point) == (old, None)
    take(step.reversed())
    assert everything(own.path) == before


def test_a_new_theme_points_to_the_schema_where_there_is_one(own: Folder) -> None:
    (own.path / "schema").mkdir()
    (own.path / "schema/theme.json").write_text("{}")
    about, new = contents.with_new_theme(own.about, "Noise", 0)
    take(plan(own, "Added", themes={new: THEME}, about=about, look_at=(new, None)))
    text = (own.path / "themes/noise.yaml").read_text()
    assert text.startswith("# yaml-language-server: $schema=../schema/theme.json\nschema_version: 1\n")


@pytest.mark.parametrize("name", ["theme", "contents"])
def test_files_that_another_program_changed_meanwhile_are_left_alone(own: Folder, name: str) -> None:
    theme = own.about.themes[0].id
    held, about = own.theme(theme), own.about
    path = own.path / ("briefing.yaml" if name == "contents" else f"themes/{theme}.yaml")
    path.write_bytes(path.read_bytes().replace(b"question: ", b"question: Indeed, ", 1))
    before = everything(own.path)
    with pytest.raises(files.Overtaken, match="another program has just changed"):
        plan(
            own,
            "Changed",
            themes={theme: replace(file_of(held), question="R?")},
            about=contents.with_title(about, theme, "T"),
            look_at=(theme, None),
        )
    assert everything(own.path) == before


@pytest.mark.parametrize("name", ["briefing.yaml", "themes/trade.yaml"])
def test_a_change_that_another_program_saves_while_a_step_is_planned_is_not_lost(
    own: Folder, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    path, title, read = own.path / name, replace(own.about, title="Mine"), Folder._bytes

    def read_and_change(folder: Folder, asked: str) -> bytes:
        """What the file holds, which another program changes the instant after it was read for the first time."""
        data = read(folder, asked)
        if asked == name and folder is not own and b"# theirs" not in data:
            path.write_bytes(data.replace(b"question: ", b"question: Theirs? ", 1) + b"# theirs")
        return data

    own.briefing()
    monkeypatch.setattr(Folder, "_bytes", read_and_change)
    with suppress(files.Overtaken):
        mine = replace(own.theme("trade"), overview="Mine.")
        take(plan(own, "Changed", themes={"trade": file_of(mine)}, about=title, look_at=("trade", None)))
    assert b"question: Theirs? " in path.read_bytes()


def test_a_step_is_not_taken_back_over_what_another_program_wrote(own: Folder) -> None:
    theme = own.about.themes[0].id
    step = change(own, theme, lambda held: replace(file_of(held), question="R?"))
    take(step)
    path = own.path / f"themes/{theme}.yaml"
    path.write_bytes(path.read_bytes() + b"# mine\n")
    with pytest.raises(files.Overtaken):
        take(step.reversed())
    assert path.read_bytes().endswith(b"# mine\n")


def test_what_would_be_no_briefing_is_refused(own: Folder) -> None:
    theme = own.about.themes[0].id
    before = everything(own.path)
    with pytest.raises(UnreadableFile):
        change(own, theme, lambda held: replace(file_of(held), stances={}))
    assert everything(own.path) == before


def test_a_briefing_that_came_with_the_program_is_not_changed() -> None:
    folder = Folder(builtin_folder("car-free-centre"))
    with pytest.raises(BriefingError, match="came with the program"):
        change(folder, folder.about.themes[0].id, file_of)


def test_a_first_draft_lacks_nothing_but_what_is_to_be_written(own: Folder) -> None:
    about, new = contents.with_new_theme(own.about, "Noise", 0)
    draft = new_themes.first_draft({CLOSE: "marchbrook/1", OPEN: "ashgrave/1"})
    take(plan(own, "Added", themes={new: draft}, about=about, look_at=(new, None)))
    assert {problem.rule for problem in run(Folder(own.path))} <= {"todo"}


@st.composite
def edits(draw: st.DrawFn, folder: Folder) -> dict[str, Any]:
    """The arguments of a plan: one theme changed, or the contents."""
    about = folder.about
    theme = draw(st.sampled_from(about.themes)).id
    match draw(st.integers(0, 5)):
        case 0:
            after, new = contents.with_new_theme(about, draw(theme_changes.TEXTS), draw(st.integers(0, 3)))
            return {"themes": {new: THEME_OF_ITS_OWN}, "about": after, "look_at": (new, None)}
        case 1 if len(about.themes) > 1:
            return {"themes": {theme: None}, "about": contents.without_theme(about, theme), "look_at": (theme, None)}
        case 2:
            after = contents.with_theme_moved(about, theme, draw(st.integers(-3, 3)))
            return {"themes": {}, "about": after, "look_at": (theme, None)}
        case 3:
            after = contents.with_title(about, theme, draw(theme_changes.TEXTS))
            return {"themes": {}, "about": after, "look_at": (theme, None)}
    meant = draw(theme_changes.changed(file_of(folder.theme(theme))))
    return {"themes": {theme: meant}, "look_at": (theme, None)}


THEME_OF_ITS_OWN = new_themes.first_draft({CLOSE: "marchbrook/1", OPEN: "ashgrave/1"})


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_any_edits_leave_a_briefing_that_loads_and_undone_give_the_first_bytes(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = copied(tmp_path_factory.mktemp("any") / "own").path
    before = everything(folder)
    steps: list[Step] = []
    for _ in range(data.draw(st.integers(1, 5))):
        steps.append(plan(Folder(folder), "Changed", **data.draw(edits(Folder(folder)))))
        take(steps[-1])
        Folder(folder).briefing()
    for step in reversed(steps):
        take(step.reversed())
    assert everything(folder) == before
