"""A claim that is being written: its evidence as a line, its draft, its place, and what `check` says of it there."""

import pytest
import theme_changes
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from own_briefing import everything

from briefing import checks
from briefing.editing import claiming, evidence_line, themes
from briefing.editing.claim_draft import ClaimDraft
from briefing.editing.claiming import ClaimPlace
from briefing.editing.steps import take
from briefing.editing.themes import CannotEdit
from briefing.errors import BriefingError
from briefing.loader import Folder
from briefing.model import Claim, Evidence, Relation, Voice, cited
from briefing.text import one_line
from briefing.texts import SourceText, find_texts

CLOSE, OPEN = "close", "open"
WALK = ClaimPlace(OPEN, "access", "walking")
RIGHT = Claim(text="The trial lasted 26 weeks.", evidence=("ashgrave/2",))


@pytest.fixture
def texts(own: Folder) -> dict[str, SourceText]:
    return find_texts(own)


def rules(own: Folder, texts: dict[str, SourceText], claim: Claim, place: ClaimPlace = WALK) -> list[str]:
    return [found.rule for found in claiming.findings(own, claiming.placed(own, place, claim), texts)]


def test_evidence_is_typed_as_locators_with_commas_and_quotes() -> None:
    line = " ashgrave/1,ashgrave/gate/2 “no one, or none”, marchbrook/3 \"said 'so'\" "
    assert evidence_line.parsed(line) == (
        "ashgrave/1",
        Evidence(at="ashgrave/gate/2", quote="no one, or none"),
        Evidence(at="marchbrook/3", quote="said 'so'"),
    )
    assert evidence_line.parsed(" ,  ") == ()
    assert evidence_line.parsed("a/1 a/2\na/3,") == ("a/1", "a/2", "a/3")


def test_a_quote_in_a_quote_ends_where_the_next_locator_begins() -> None:
    held = (Evidence(at="a/1", quote="he said “no”, then left"), "b/2")
    assert evidence_line.parsed(evidence_line.shown(held)) == held


@pytest.mark.parametrize(
    "line", ["ashgrave", "ashgrave/0", "a/b/c/1", "../1", "A/1", "a/1 “never ends", "a/1, “b”", "[b]/1"]
)
def test_what_is_no_locator_is_said_plainly(line: str) -> None:
    with pytest.raises(BriefingError) as raised:
        evidence_line.parsed(line)
    assert "source/section/paragraph" in raised.value.hint


@given(theme_changes.EVIDENCE)
def test_evidence_shown_is_read_again_as_the_same(held: tuple[str | Evidence, ...]) -> None:
    meant = [
        Evidence(at=item.at, quote=item.quote and one_line(item.quote))
        for item in cited(held)
        if not (item.quote and set(item.quote) & set('“”"'))
    ]
    assert list(cited(evidence_line.parsed(evidence_line.shown(tuple(meant))))) == meant


def test_marked_words_are_a_quote_at_first_and_on_a_key_evidence_below_ones_own_words() -> None:
    draft = ClaimDraft.new("ashgrave/2", "I like the\nKnot")
    assert draft.claim() == Claim(text="I like the Knot", voice=Voice.QUOTE, evidence=("ashgrave/2",))
    turned = draft.with_span_turned()
    assert (turned.text, turned.voice, turned.evidence) == ("", Voice.PARAPHRASE, "ashgrave/2 “I like the Knot”")
    written = ClaimDraft(**{**vars(turned), "text": "He walks there gladly."})
    again = written.with_span_turned()
    assert again.claim() == draft.claim()
    assert again.with_span_turned().claim() == written.claim()
    assert written.claim().evidence == (Evidence(at="ashgrave/2", quote="I like the Knot"),)


def test_a_claim_is_on_one_line_and_one_that_is_left_as_it_is_keeps_its_lines() -> None:
    assert ClaimDraft("a\n b\t c ", "a/1").claim().text == "a b c"
    held = Claim(text="a\nb", evidence=(Evidence(at="a/1", quote="two\nlines"),), allow={"copied": "Asked."})
    assert ClaimDraft.of(held).claim() == held
    with pytest.raises(BriefingError, match="nothing is written yet"):
        ClaimDraft(" \n", "a/1").claim()


def test_voices_and_relations_come_round() -> None:
    draft = ClaimDraft("a", "a/1")
    voices = [draft := draft.with_next_voice() for _ in Voice]
    assert [each.voice for each in voices] == [Voice.QUOTE, Voice.EDITOR, Voice.PARAPHRASE]
    relations = [draft := draft.with_next_relation() for _ in (None, *Relation)]
    assert [each.relation for each in relations] == [*Relation, None]


def test_check_says_of_a_claim_what_it_says_of_it_once_it_is_written(own: Folder, texts: dict[str, SourceText]) -> None:
    assert rules(own, texts, RIGHT) == []
    assert rules(own, texts, replace(RIGHT, text="The trial lasted 27 weeks.")) == ["figure-not-found"]
    copied = "A street closed for 26 weeks is an experiment, he says."
    assert rules(own, texts, replace(RIGHT, text=copied)) == ["copied"]
    assert rules(own, texts, replace(RIGHT, text="I loved the Knot", voice=Voice.QUOTE)) == ["quote-not-found"]
    assert rules(own, texts, replace(RIGHT, evidence=())) == ["missing-evidence"]
    assert rules(own, texts, replace(RIGHT, evidence=("ashgrave/99",))) == ["unknown-locator"]
    assert rules(own, texts, replace(RIGHT, text="TODO: it")) == ["todo"]
    assert rules(own, texts, replace(RIGHT, text="27 weeks", allow={"figure-not-found": "So he told us."})) == []


def test_it_says_so_too_of_a_claim_on_a_new_point_and_in_a_new_theme(own: Folder, texts: dict[str, SourceText]) -> None:
    wrong = replace(RIGHT, text="The trial lasted 27 weeks.")
    assert rules(own, texts, wrong, ClaimPlace(OPEN, "access", question="Who?")) == ["figure-not-found"]
    assert rules(own, texts, wrong, ClaimPlace(OPEN, title="Noise", question="Who?")) == ["figure-not-found"]


def test_it_says_what_it_says_of_the_whole_briefing_once_the_claim_is_written(
    own: Folder, texts: dict[str, SourceText]
) -> None:
    wrong = Claim(text="It fell by 99 per cent in 1899.", evidence=("marchbrook/99", "marchbrook/1"))
    before = claiming.findings(own, claiming.placed(own, WALK, wrong), texts)
    take(claiming.step(own, WALK, wrong))
    every = checks.findings(Folder(own.path).briefing(), texts)
    keys = ("points", 1, "claims", OPEN, 1)
    assert before == [each for each in every if each.file == "themes/access.yaml" and each.path[:5] == keys] != []


@pytest.mark.parametrize(
    ("place", "what"),
    [
        (WALK, "Claim on “How long is the walk from the car park?” written"),
        (ClaimPlace(OPEN, "access", question="Who waits?"), "Claim on “Who waits?” written"),
        (ClaimPlace(OPEN, title="Noise at night", question="Who waits?"), "Claim on “Who waits?” written"),
    ],
)
def test_a_step_writes_the_claim_in_its_place_and_undone_gives_every_byte_back(
    own: Folder, place: ClaimPlace, what: str
) -> None:
    before = everything(own.path)
    step = claiming.step(own, place, RIGHT)
    assert step.what == what
    take(step)
    now = Folder(own.path)
    assert step.point is not None
    theme = now.theme(step.theme)
    assert theme.points[themes.index_of(theme, step.point)].claims[OPEN][-1] == RIGHT
    now.briefing()
    take(step.reversed())
    assert everything(own.path) == before


def test_a_new_theme_is_the_last_one_and_the_stance_rests_on_the_same_paragraph(own: Folder) -> None:
    step = claiming.step(own, ClaimPlace(OPEN, title="Noise", question="Who?"), RIGHT)
    take(step)
    now = Folder(own.path)
    assert now.about.themes[-1].id == step.theme == "noise"
    assert now.theme("noise").stances[OPEN].evidence == ("ashgrave/2",)
    assert now.theme("noise").stances[CLOSE].evidence == ()


def test_a_relation_is_wanted_where_the_other_side_speaks_and_none_is_there(own: Folder) -> None:
    silent = next(each for each in own.theme("trade").points if OPEN in each.silence)
    spoken = own.theme("trade").points[0]
    assert claiming.wants_relation(silent, OPEN)
    assert not claiming.wants_relation(silent, CLOSE)
    assert not claiming.wants_relation(spoken, OPEN)
    assert not claiming.wants_relation(None, OPEN)
    made = claiming.placed(own, ClaimPlace(OPEN, "trade", silent.id), RIGHT, Relation.TALK_PAST)
    point = made.file.points[themes.index_of(made.file, silent.id)]
    assert point.relation is Relation.TALK_PAST
    assert OPEN not in point.silence


def test_a_claim_that_says_todo_gives_way_and_keeps_the_paragraphs_that_were_proposed(own: Folder) -> None:
    theme = own.theme("access")
    todo = Claim(text="TODO: what it says", evidence=("ashgrave/1", "ashgrave/2"))
    held = replace(theme.points[0], claims={OPEN: (RIGHT, todo)})
    place = claiming.giving_way(held, ClaimPlace(OPEN, "access", held.id))
    assert (place.number, place.held) == (1, todo)
    assert claiming.begun(place, "ashgrave/2", "") == ClaimDraft("", "ashgrave/1, ashgrave/2", span_at="ashgrave/2")
    assert claiming.giving_way(held, ClaimPlace(OPEN, "access", held.id), "ashgrave/2") == place
    assert claiming.begun(place, "ashgrave/3", "").evidence == "ashgrave/3"
    assert claiming.begun(place, None, "").evidence == "ashgrave/1, ashgrave/2"
    assert claiming.giving_way(held, ClaimPlace(CLOSE, "access", held.id)).number is None
    changed = claiming.giving_way(held, ClaimPlace(OPEN, "access", held.id, number=0))
    assert claiming.begun(changed, "ashgrave/9", "x") == ClaimDraft.of(RIGHT)


def test_a_claim_that_says_todo_stays_where_another_paragraph_is_claimed(own: Folder) -> None:
    theme = own.theme("access")
    todo = Claim(text="TODO: what it says", evidence=("ashgrave/1",))
    held = replace(theme.points[0], claims={OPEN: (todo,)})
    assert claiming.giving_way(held, ClaimPlace(OPEN, "access", held.id), "ashgrave/2").number is None
    bare = replace(held, claims={OPEN: (replace(todo, evidence=()),)})
    assert claiming.giving_way(bare, ClaimPlace(OPEN, "access", held.id), "ashgrave/2").number == 0


def test_a_claim_that_another_program_changed_meanwhile_does_not_give_way(own: Folder) -> None:
    first = own.theme("access").points[0]
    place = claiming.giving_way(first, ClaimPlace(OPEN, "access", first.id, number=0))
    step = claiming.step(own, place, RIGHT)
    assert step.what == f"Claim on “{first.question}” changed"
    take(step)
    with pytest.raises(CannotEdit, match="not there any more"):
        claiming.step(Folder(own.path), place, RIGHT)
    with pytest.raises(CannotEdit, match="not there any more"):
        claiming.giving_way(first, ClaimPlace(OPEN, "access", first.id, number=9))
    with pytest.raises(CannotEdit, match="no point `gone`"):
        claiming.point_of(own, ClaimPlace(OPEN, "access", "gone"))
    with pytest.raises(CannotEdit, match="no theme `gone`"):
        claiming.point_of(own, ClaimPlace(OPEN, "gone", "gone"))


@given(st.text(max_size=60))
def test_whatever_is_typed_as_evidence_is_read_or_refused(line: str) -> None:
    try:
        read = evidence_line.parsed(line)
    except BriefingError as error:
        assert error.hint
    else:
        assert evidence_line.parsed(evidence_line.shown(read)) == read
