"""The index of a briefing: what is found, in which order, and where its words stand."""

import threading
import unicodedata
from collections.abc import Iterator

import msgspec
import pytest
import samples
from hypothesis import example, given
from hypothesis import strategies as st
from text_samples import PARAGRAPHS, source, text

from briefing.article import read_article
from briefing.model import Briefing, Claim, Relation
from briefing.search import Hit, Index, Kind, Results, query
from briefing.search.words import fold, words
from briefing.texts import SourceText

SAMPLE = samples.briefing()
NOTES = samples.notes()


@pytest.fixture(scope="module")
def index() -> Iterator[Index]:
    """The small briefing with its notes and the text of one source."""
    made = msgspec.structs.replace(SAMPLE, sources={**SAMPLE.sources, "report": source()})
    texts = {"report": SourceText(made.sources["report"], read_article(text()))}
    with Index(made, texts, NOTES) as index:
        yield index


def texts(results: Results) -> list[str]:
    """The texts that were found."""
    return [hit.entry.text for hit in results.hits]


def marked(hit: Hit) -> list[str]:
    """The marked parts of its text."""
    return [hit.entry.text[start:end] for start, end in hit.marks]


def saying(*said: str) -> Briefing:
    """The small briefing, in which one point has these claims."""
    theme = SAMPLE.themes[1]
    point = msgspec.structs.replace(theme.points[0], claims={"close": tuple(Claim(text=text) for text in said)})
    return msgspec.structs.replace(SAMPLE, themes=(msgspec.structs.replace(theme, points=(point,)),))


def claims(results: Results) -> list[str]:
    """The texts of the claims that were found."""
    return [hit.entry.text for hit in results.hits if hit.entry.kind is Kind.CLAIM]


# words


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Café ÉCOLE naïve", ["cafe", "ecole", "naive"]),
        ("cafe\u0301", ["cafe"]),
        ("Straße, ﬁn", ["strasse", "fin"]),
        ("12,5 % of H₂O", ["12", "5", "of", "h2o"]),
        ("snake_case don’t", ["snake", "case", "don", "t"]),
        ("中国と", ["中", "国", "と"]),
        ("co\u00adoperate", ["cooperate"]),
        ("[b] <i> \x1b \ud800", ["b", "i"]),
        ("Ελλάς ΕΛΛΆΣ", ["ελλασ", "ελλασ"]),
        ("", []),
    ],
)
def test_words_are_runs_of_letters_and_digits_without_accents_and_case(written: str, folded: list[str]) -> None:
    assert fold(written) == folded


def test_a_korean_syllable_is_a_word_that_begins_as_it_is_typed() -> None:
    assert len(fold("한국어")) == 3
    assert fold("한국어") == fold(unicodedata.normalize("NFD", "한국어"))
    assert fold("한")[0].startswith(fold("하")[0])


@given(st.text())
@example("½")
@example("한a\u0301가")
def test_the_words_and_their_places_come_from_one_definition(written: str) -> None:
    found = words(written)
    assert [word.text for word in found] == fold(written)
    for word in found:
        assert word.text in "".join(fold(written[word.start : word.end]))
        assert not written[word.start].isspace()


def test_an_accent_that_follows_a_word_belongs_to_it() -> None:
    assert [word[1:] for word in words("cafe\u0301 noir")] == [(0, 5), (6, 10)]


@given(st.text())
def test_how_accents_are_encoded_does_not_matter(written: str) -> None:
    composed = unicodedata.normalize("NFC", written)
    assert fold(composed) == fold(unicodedata.normalize("NFD", written))


# what is found


def test_everything_that_a_briefing_says_is_found_with_its_place(index: Index) -> None:
    found = {
        (hit.entry.kind, hit.entry.theme, hit.entry.point, hit.entry.side, hit.entry.number, hit.entry.locator)
        for typed in (
            "shops trade", "shops take more", "count customers", "deliveries cost", "came alive", "lorry",
            "shops matter", "full year", "side streets", "which year", "quiet street",
            "rents follow takings", "the winter",
        )
        for hit in index.search(typed).hits
    }  # fmt: skip
    for expected in (
        (Kind.THEME, "trade", None, None, None, None),
        (Kind.QUESTION, "trade", "takings", None, None, None),
        (Kind.OVERVIEW, "trade", None, None, None, None),
        (Kind.STANCE, "trade", None, "keep", None, None),
        (Kind.CLAIM, "trade", "takings", "close", 2, None),
        (Kind.EVIDENCE, "trade", "takings", "close", 2, "report/shops/2"),
        (Kind.SILENCE, "trade", "deliveries", "close", None, None),
        (Kind.COMMON_GROUND, "trade", None, None, None, None),
        (Kind.CRUX, "trade", None, None, None, None),
        (Kind.OPEN_QUESTION, "trade", None, None, None, None),
        (Kind.NOTE, "trade", "takings", None, None, None),
        (Kind.SOURCE, None, None, "keep", None, None),
        (Kind.HEADING, None, None, "close", None, "report/the-winter/1"),
        (Kind.PARAGRAPH, None, None, "close", None, "report/shops/2"),
    ):
        assert expected[:5] in {place[:5] for place in found}, expected
        assert expected[0] is Kind.EVIDENCE or expected in found, expected


def test_words_match_in_any_order_by_how_they_begin_without_accents_and_case() -> None:
    with Index(saying("The café sells fewer cakes.", "A cake is sold.")) as index:
        assert claims(index.search("CAKE cafe")) == ["The café sells fewer cakes."]
        assert claims(index.search("cak")) == ["A cake is sold.", "The café sells fewer cakes."]
        (hit,) = index.search("cafe\u0301 fewe").hits
        assert marked(hit) == ["café", "fewer"]
        assert index.search("ake").total == 0


def test_a_phrase_matches_as_it_stands_and_words_without_a_space_between_do_so_too() -> None:
    with Index(saying("State trade and non-state actors.", "Actors of no state, non plus.")) as index:
        assert claims(index.search('"state actors"')) == ["State trade and non-state actors."]
        assert claims(index.search("“state actors”")) == ["State trade and non-state actors."]
        assert claims(index.search("non-sta")) == ["State trade and non-state actors."]
        assert index.search('"state actor"').total == 0
        assert index.search('"state actor').total == 1
        assert len(claims(index.search("state non"))) == 2
        (hit,) = index.search('"state actors"').hits
        assert marked(hit) == ["state actors"]


def test_chinese_is_found_by_characters_that_stand_together() -> None:
    with Index(saying("美国和中国的合作", "中东与俄国")) as index:
        assert claims(index.search("中国")) == ["美国和中国的合作"]
        assert sorted(claims(index.search("国 中"))) == sorted(["美国和中国的合作", "中东与俄国"])
        (hit,) = index.search("合作").hits
        assert marked(hit) == ["合作"]


def test_a_word_in_full_comes_before_one_that_only_begins_so() -> None:
    said = ("Gasoline is sold here, and more of it.", "The gas is sold here, and more of it.")
    with Index(saying(*said)) as index:
        assert claims(index.search("gas")) == [said[1], said[0]]
        assert claims(index.search("sold")) == list(said)


def test_a_question_comes_before_what_a_source_says(index: Index) -> None:
    found = [hit.entry.kind for hit in index.search("takings").hits]
    assert found.index(Kind.CLAIM) < found.index(Kind.PARAGRAPH)
    assert texts(index.search("takings")) == texts(index.search("takings"))


def test_the_limit_cuts_the_results_and_not_their_number(index: Index) -> None:
    everything = index.search("t")
    few = index.search("t", limit=3)
    assert few.total == everything.total == len(everything.hits) > 3
    assert few.hits == everything.hits[:3]


def test_above_the_most_that_are_ranked_the_order_is_the_briefing_s(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    ranked = texts(index.search("s"))
    monkeypatch.setattr("briefing.search.index.MOST_RANKED", 3)
    listed = texts(index.search("s"))
    assert sorted(listed) == sorted(ranked)
    assert listed != ranked
    assert listed[0] == "Shops and trade"


# filters


@pytest.mark.parametrize("value", ["close", "clo", '"close it"', "CLOSE", "cl"])
def test_side_takes_an_id_or_a_name_or_how_they_begin(index: Index, value: str) -> None:
    found = index.search(f"takings side:{value}")
    assert {hit.entry.side for hit in found.hits} == {"close"}
    assert {hit.entry.kind for hit in found.hits} == {Kind.STANCE, Kind.CLAIM, Kind.PARAGRAPH}


@pytest.mark.parametrize("value", ["2", "air", "ai", '"air and"', "noise", "Air"])
def test_theme_takes_a_number_an_id_or_a_title(index: Index, value: str) -> None:
    found = index.search(f"theme:{value}")
    assert {hit.entry.theme for hit in found.hits} == {"air"}
    assert texts(found)[:3] == ["Air and noise", "Is the air better?", "The measurements are not disputed."]


@pytest.mark.parametrize(
    ("value", "points"),
    [
        ("agree", {"soot"}),
        ("differ", {"takings"}),
        ("part", {"rents"}),
        ("talk-past", {"noise"}),
        ('"talk past"', {"noise"}),
        ("silence", {"deliveries"}),
        ("one-sided", {"deliveries"}),
        ("one", {"deliveries"}),
    ],
)
def test_relation_takes_the_relations_and_silence(index: Index, value: str, points: set[str]) -> None:
    assert {hit.entry.point for hit in index.search(f"relation:{value}").hits} == points


def test_every_relation_can_be_filtered_for(index: Index) -> None:
    for relation in Relation:
        assert index.search(f"relation:{relation.value}").total > 0


def test_has_note_finds_what_has_a_note_and_the_note_after_it(index: Index) -> None:
    found = index.search("has:note")
    assert {hit.entry.target for hit in found.hits} == {"trade", "trade/takings"}
    entries = [hit.entry for hit in found.hits]
    note = next(number for number, entry in enumerate(entries) if entry.kind is Kind.NOTE and entry.point)
    assert entries[note].text == "Which year?"
    assert entries[note - 1].point == "takings"
    assert entries[note + 1].point != "takings"


def test_filters_of_one_name_add_up_and_of_different_names_must_all_hold(index: Index) -> None:
    both = index.search("theme:1 theme:2").total
    assert both == index.search("theme:1").total + index.search("theme:2").total
    found = index.search("theme:air side:keep relation:agree")
    assert texts(found) == ["Less, on this street."]


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("side:nobody", "side:close or side:keep"),
        ("side:", "side:close or side:keep"),
        ("theme:99", "number"),
        ("theme:0", "number"),
        ('theme:"', "number"),
        ("relation:love x", "talk-past"),
        ("has:money", "has:note"),
        ("has:", "has:note"),
        ("takings side:!!", "side:close"),
    ],
)
def test_a_filter_that_names_nothing_is_told_and_finds_nothing(index: Index, typed: str, hint: str) -> None:
    found = index.search(typed)
    assert (found.hits, found.total) == ((), 0)
    assert found.problem is not None
    assert typed.split()[-1].rstrip('"') in found.problem.message or "relation" in typed
    assert hint in found.problem.hint


@pytest.mark.parametrize("typed", ["", "   ", '"', '""', "!?", "\x00", "( ) * - ^ :"])
def test_a_query_without_words_and_filters_finds_nothing(index: Index, typed: str) -> None:
    assert index.search(typed) == Results(typed)


def told(typed: str, made: Briefing = SAMPLE, notes: dict[str, str] | None = None) -> str:
    """What is said of a query that finds nothing."""
    with Index(made, notes=notes) as index:
        results = index.search(typed)
    assert (results.hits, results.total, results.problem) == ((), 0, None)
    return results.advice


@pytest.mark.parametrize("typed", ["has:note", "has:n takings", "side:keep has:note theme:1"])
def test_where_there_are_no_notes_it_is_said_of_has_note(typed: str) -> None:
    assert told(typed) == told(typed, notes={"trade": " "}) == "There are no notes yet."
    assert told(typed, notes={"gone/point": "Old."}) == "Your notes are on what the briefing no longer has."


def test_a_filter_for_what_is_nowhere_in_the_briefing_says_so() -> None:
    first, second = SAMPLE.themes
    points = tuple(msgspec.structs.replace(point, relation=Relation.AGREE) for point in first.points[:1])
    made = msgspec.structs.replace(SAMPLE, themes=(msgspec.structs.replace(first, points=points),))
    assert told("relation:diff", made) == "No point of the briefing is marked “differ”."
    assert told("relation:silence relation:talk", made) == (
        "No point of the briefing is marked “talk past” or “one side only”."
    )
    assert told("theme:2", made) == f"The file of “{second.title}” cannot be read, so nothing in it can be found."
    unsaid = msgspec.structs.replace(SAMPLE, themes=(), sources={})
    assert told("side:keep", unsaid) == f"Nothing in the briefing is {SAMPLE.about.perspectives[1].name}’s."


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("zebra", "Try fewer words, or only how they begin."),
        ("zebra side:keep", "Try fewer words, or only how they begin; leave a filter out."),
        ("theme:trade relation:talk-past", "Leave a filter out."),
    ],
)
def test_what_finds_nothing_together_is_met_with_what_to_leave_out(typed: str, advice: str) -> None:
    assert told(typed, notes=NOTES) == advice


# notes


def test_new_notes_take_the_place_of_the_old_ones() -> None:
    with Index(SAMPLE, notes=NOTES) as index:
        index.take_notes({"air/soot": "Ask the bakers about zebras.", "air": " "})
        assert index.search("which year").total == 0
        (hit,) = index.search("zebra").hits
        assert (hit.entry.kind, hit.entry.theme, hit.entry.point) == (Kind.NOTE, "air", "soot")
        assert {h.entry.target for h in index.search("has:note").hits} == {"air/soot"}


def test_a_note_on_what_the_briefing_no_longer_has_is_found_without_a_place(index: Index) -> None:
    (hit,) = index.search('"taken out"').hits
    assert (hit.entry.theme, hit.entry.point) == ("trade", None)
    with Index(SAMPLE, notes={"gone/point": "Zebra one.", "gone": "Zebra two."}) as other:
        assert [hit.entry.theme for hit in other.search("zebra").hits] == [None, None]


# hostile


QUERIES = st.one_of(
    st.text(),
    st.lists(
        st.sampled_from(
            ["side:", "theme:", "relation:", "has:note", '"', "takings", "AND", "OR", "NOT", "NEAR(", "*", "^", "-",
             "(", ")", "said:", "{asked}", "entries", "a", "1", "中国", "e\u0301", ";", "--", "'", "\\", "close",
             "\ud800"]
        )
    ).map(" ".join),
)  # fmt: skip


@given(QUERIES)
@example('"' * 1000)
@example("a " * 1000)
@example("中" * 1000)
@example("( " * 500)
@example("side:close " * 200)
def test_no_query_raises_and_every_result_holds_every_word(typed: str) -> None:
    with Index(SAMPLE, notes=NOTES) as index:
        found = index.search(typed)
    parsed = query.parse(typed)
    for hit in found.hits:
        held = fold(hit.entry.text)
        for term in parsed.terms:
            assert any(term.starts_at(held, at) for at in range(len(held))), (term, hit)
        assert bool(hit.marks) == bool(parsed.terms)


@given(st.text(min_size=1).filter(fold), st.data())
def test_a_word_of_any_text_finds_it_and_its_mark_lies_on_it(said: str, data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(fold(said)))
    with Index(saying(said)) as index:
        found = [hit for hit in index.search(word).hits if hit.entry.kind is Kind.CLAIM]
    assert [hit.entry.text for hit in found] == [said]
    for part in marked(found[0]):
        assert any(word_in.startswith(word) for word_in in fold(part))
    for (_, end), (start, _) in zip(found[0].marks, found[0].marks[1:], strict=False):
        assert end <= start


@pytest.mark.parametrize("hostile", samples.HOSTILE)
def test_hostile_text_is_found_as_it_is(hostile: str) -> None:
    with Index(samples.briefing(lambda plain: f"{hostile} {plain}"), notes=samples.notes(lambda _: hostile)) as index:
        for hit in index.search("measurements are not disputed").hits:
            assert hit.entry.text == f"{hostile} The measurements are not disputed."
        for word in fold(hostile)[:3]:
            assert index.search(word).total > 0


def test_a_very_long_query_counts_only_as_far_as_it_is_long_enough(index: Index) -> None:
    typed = " ".join(f"word{number}" for number in range(1000))
    assert sum(len(term.words) for term in query.parse(typed).terms) == query.MOST_WORDS
    assert index.search(typed).total == 0


# threads


def test_an_index_made_in_one_thread_is_asked_from_others_while_notes_change() -> None:
    made: list[Index] = []
    builder = threading.Thread(target=lambda: made.append(Index(SAMPLE, notes=NOTES)))
    builder.start()
    builder.join()
    (index,) = made
    wrong: list[object] = []

    def ask() -> None:
        for _ in range(50):
            if index.search("takings").total < 3:
                wrong.append("too few")
            index.take_notes(NOTES)

    askers = [threading.Thread(target=ask) for _ in range(4)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert not wrong
    assert index.search('"which year"').total == 1
    index.close()


def test_a_closed_index_finds_nothing_and_can_be_closed_again() -> None:
    index = Index(SAMPLE)
    index.close()
    index.close()
    index.take_notes(NOTES)
    assert index.search("takings") == Results("takings")


def test_paragraphs_of_a_text_at_hand_are_found_word_for_word(index: Index) -> None:
    (hit,) = index.search('"second-hand bookshop"').hits
    assert hit.entry.text == PARAGRAPHS[5]
    assert (hit.entry.source, hit.entry.locator) == ("report", "report/the-winter/2")
    assert marked(hit) == ["second-hand bookshop"]
