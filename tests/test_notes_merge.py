"""Three-way merging, as properties."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.notes_merge import changed, merge, merge_all

WHEN = "2026-11-22T02:07:00Z"
SEPARATOR = f"**The other version, saved {WHEN}**"

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

words = st.sampled_from(["", "a", "b", "c d", "e\n", "\n\nf", "  g", "h\n\ni", "日本", "---", "# x", "a b"])
some_texts = words | st.text(max_size=20).filter(lambda text: not text.isspace())
joined = st.lists(some_texts.filter(bool), min_size=1, max_size=3).map(f"\n\n{SEPARATOR}\n\n".join)
notes = some_texts | joined


@unhurried
@given(base=notes, mine=notes)
def test_what_one_side_left_alone_is_what_the_other_made_of_it(base: str, mine: str) -> None:
    assert merge(base, mine, base, WHEN) == mine
    assert merge(base, base, mine, WHEN) == mine
    assert merge(base, mine, mine, WHEN) == mine


@unhurried
@given(base=some_texts, mine=some_texts, theirs=some_texts)
def test_what_both_sides_wrote_is_kept(base: str, mine: str, theirs: str) -> None:
    merged = merge(base, mine, theirs, WHEN)
    if mine.strip() != base.strip():
        assert mine.strip() in merged
    if theirs.strip() != base.strip():
        assert theirs.strip() in merged


@unhurried
@given(base=notes, mine=notes, theirs=notes)
def test_merging_again_adds_nothing(base: str, mine: str, theirs: str) -> None:
    merged = merge(base, mine, theirs, WHEN)
    assert merge(base, merged, theirs, WHEN) == merged
    assert merge(base, mine, merged, WHEN) == merged
    assert merge(theirs, merged, theirs, WHEN) == merged


def test_a_conflict_holds_both_texts_mine_first_with_the_time_of_the_other() -> None:
    assert merge("old", "mine\n", "theirs", WHEN) == f"mine\n\n{SEPARATOR}\n\ntheirs"


def test_a_conflict_with_a_time_that_is_none_says_so() -> None:
    for nonsense in ("", "last Tuesday", "2026-99-99", "**\n# x"):
        expected = "mine\n\n**The other version, saved at an unknown time**\n\ntheirs"
        assert merge("", "mine", "theirs", nonsense) == expected


def test_deleting_an_unchanged_note_deletes_it_and_a_changed_one_stays() -> None:
    assert merge("a", "", "a", WHEN) == ""
    assert merge("a", "", "b", WHEN) == "b"
    assert merge("a", "b", "", WHEN) == "b"
    assert merge("a", "", "a\n", WHEN) == ""


def test_two_who_keep_typing_in_one_note_do_not_pile_up_old_versions() -> None:
    file = "old"
    seen = {"ann": file, "ben": file}
    own = {"ann": "old", "ben": "old"}
    for step in range(6):
        for who in ("ann", "ben"):
            longer = f"{who} {step}"
            typed = seen[who].replace(own[who], longer)
            own[who] = longer
            file = seen[who] = merge(seen[who], typed, file, WHEN)
    assert file == f"ben 5\n\n{SEPARATOR}\n\nann 5"


def test_a_version_that_nobody_touched_stays() -> None:
    rest = f"\n\n{SEPARATOR}\n\nuntouched"
    merged = merge("old" + rest, "mine" + rest, "theirs" + rest, WHEN)
    assert merged == f"mine{rest}\n\n{SEPARATOR}\n\ntheirs"


def test_a_conflict_that_was_settled_stays_settled() -> None:
    both = merge("", "mine", "theirs", WHEN)
    assert merge(both, "settled", both, WHEN) == "settled"


def test_an_editor_that_had_not_seen_a_merge_does_not_undo_it() -> None:
    both = merge("old", "mine", "theirs", WHEN)
    assert merge("mine", "mine more", both, WHEN) == f"mine more\n\n{SEPARATOR}\n\ntheirs"


maps = st.dictionaries(st.sampled_from(["trade", "trade/volume", "energy"]), some_texts.filter(bool))


@unhurried
@given(base=maps, mine=maps, theirs=maps)
def test_notes_do_not_touch_each_other(base: dict[str, str], mine: dict[str, str], theirs: dict[str, str]) -> None:
    merged = merge_all(base, mine, theirs, {})
    for target in {*base, *mine, *theirs}:
        alone = merge(base.get(target, ""), mine.get(target, ""), theirs.get(target, ""), "")
        assert merged.get(target, "") == alone


def test_what_has_changed_are_new_notes_other_texts_and_notes_that_are_gone() -> None:
    assert changed({"a": "1", "b": "2", "c": "3"}, {"b": "2", "c": "4", "d": "5"}) == {"a": "", "c": "4", "d": "5"}
