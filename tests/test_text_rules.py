"""The rules that hold a briefing against its sources' texts: what each finds, where, and what it leaves alone."""

from itertools import pairwise
from pathlib import Path

import pytest
import rule_examples
from hypothesis import given
from hypothesis import strategies as st

from briefing import checks
from briefing.checks import quote_rules
from briefing.checks.words import stem, words
from briefing.errors import Problem
from briefing.loader import Folder
from briefing.texts import find_texts

THEME = """\
# themes/cost.yaml
points:
  - id: takings
    question: What happens to the shops?
    relation: differ
    claims:
      closed:
        - text: {closed}
          voice: {voice}
          evidence: {evidence}
      open:
        - text: Some had to give up before that.
          evidence: [post/2, post/3, post/1]
"""
SILENT = """\
# themes/cost.yaml
points:
  - id: deliveries
    question: Who delivers?
    claims:
      open:
        - text: Lorries come early.
          evidence: [post/3]
    silence: {{closed: [{term}]}}
"""
ABOUT_TEXTS = {"quote", "figure", "silence-broken", "copied", "changed", "missing-paragraph", "moved", "new", "lost"}


def found(example: str, folder: Path) -> list[Problem]:
    """What the rules on texts find."""
    return [p for p in rule_examples.problems(example, folder) if p.rule.startswith(tuple(ABOUT_TEXTS))]


def claim(text: str = "All went well.", voice: str = "paraphrase", evidence: str = "[times/shops-and-rents/1]") -> str:
    return THEME.format(closed=text, voice=voice, evidence=evidence)


def names(problems: list[Problem]) -> list[str]:
    return [problem.rule for problem in problems]


@pytest.mark.parametrize(
    ("evidence", "rule", "says", "hint"),
    [
        ("[{at: times/shops-and-rents/1, quote: Takings grew by 12 percent}]", "quote-not-found",
         "is not in `times/shops-and-rents/1`: “Takings grew by 12 percent”",
         "The nearest wording there is “Takings rose by 12 percent”."),
        ("[{at: times/1, quote: Takings rose}]", "quote-elsewhere",
         "is not in `times/1`, but in `times/shops-and-rents/1`: “Takings rose”", "Cite `times/shops-and-rents/1`."),
        ("[{at: times/1, quote: shop in the street}]", "quote-elsewhere",
         "is not in `times/1`, but in `post/1`: “shop in the street”", "Cite `post/1`."),
        ("[{at: times/shops-and-rents/1, quote: in}]", "quote-ambiguous",
         "is 2 times in `times/shops-and-rents/1`", "Quote a few words more."),
    ],
)  # fmt: skip
def test_a_quote_that_is_not_where_it_is_cited(tmp_path: Path, evidence: str, rule: str, says: str, hint: str) -> None:
    (problem,) = found(claim(evidence=evidence), tmp_path)
    assert (problem.rule, problem.hint) == (rule, hint)
    assert says in problem.message
    assert "quote:" in problem.excerpt and problem.file.endswith("themes/cost.yaml")
    assert problem.excerpt[problem.column - 1 :].startswith(evidence.split("quote: ")[1].rstrip("}]"))


def test_a_claim_that_is_a_quote_may_stand_in_any_paragraph_it_cites(tmp_path: Path) -> None:
    both = "[times/1, times/shops-and-rents/1]"
    assert found(claim("Takings rose by 12 percent", "quote", both), tmp_path / "a") == []
    assert names(found(claim("Takings rose by 12 percent", "quote", "[times/1]"), tmp_path / "b")) == [
        "quote-elsewhere"
    ]
    (problem,) = found(claim("Takings fell by 12 percent", "quote", both), tmp_path / "c")
    assert problem.rule == "quote-not-found"
    assert "text:" in problem.excerpt


@pytest.mark.parametrize(
    ("text", "evidence", "expected"),
    [
        ("It was 12% more.", "[times/shops-and-rents/1]", []),
        ("It was one in eight.", "[times/shops-and-rents/1]", ["figure-elsewhere"]),
        ("It was 13% more.", "[times/shops-and-rents/1]", ["figure-not-found"]),
        ("It was 12% more, for $4m.", "[times/shops-and-rents/1]", ["figure-not-found"]),
        ("It was 13% more, for $4m.", "[times/shops-and-rents/1]", ["figure-not-found", "figure-not-found"]),
        ("It was 12% more.", "[times/1]", ["figure-elsewhere"]),
        ("It was 12% more.", "[times/1, times/shops-and-rents/1]", []),
        ("In all, four streets were closed.", "[times/1]", []),
    ],
)
def test_a_figure_stands_in_one_of_the_paragraphs_cited(
    tmp_path: Path, text: str, evidence: str, expected: list[str]
) -> None:
    problems = found(claim(text, evidence=evidence), tmp_path)
    assert names(problems) == expected
    assert all("text:" in problem.excerpt for problem in problems)


def test_the_editor_and_a_quote_are_not_asked_for_figures(tmp_path: Path) -> None:
    assert found(claim("It was 99% more.", "editor"), tmp_path / "a") == []
    assert names(found(claim("It was 99% more.", "quote"), tmp_path / "b")) == ["quote-not-found"]


def test_the_figures_of_a_stance_and_of_the_overview_are_looked_up(tmp_path: Path) -> None:
    stances = """\
# themes/cost.yaml
overview: Both count 14 shops.
common_ground: ["12% is agreed, 7% is not."]
stances:
  closed: {level: 4, reason: It paid within 11 years., evidence: [times/shops-and-rents/1]}
  open: {level: 2, reason: One in eight gave up., evidence: [post/2]}
"""
    problems = found(stances, tmp_path)
    assert [(p.rule, p.message.split("“")[1].split("”")[0]) for p in problems] == [
        ("figure-not-found", "14"), ("figure-not-found", "7%"), ("figure-not-found", "11 years"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "term", ["taking", "Takings", "rise", "rising", "works", "work", "first ones", "second years", "Somewhere", "cars"]
)
def test_a_word_looked_for_is_found_in_its_inflections(tmp_path: Path, term: str) -> None:
    problems = found(SILENT.format(term=term), tmp_path)
    if term in ("rise", "rising"):  # rose: a vowel that changes is not seen
        assert problems == []
        return
    (problem,) = problems
    assert problem.rule == "silence-broken"
    assert f"“{term}” is in `times/" in problem.message
    assert problem.excerpt[problem.column - 1 :].startswith(term)


@pytest.mark.parametrize(
    "term", ["art", "ear", "rents paid", "cos", "in all first", "US", "IT", "second quiet", "lorry"]
)
def test_a_word_that_is_not_there_breaks_no_silence(tmp_path: Path, term: str) -> None:
    assert found(SILENT.format(term=term), tmp_path) == []


def test_a_word_in_a_heading_breaks_a_silence(tmp_path: Path) -> None:
    (problem,) = found(SILENT.format(term="rent"), tmp_path)
    assert "“rent” is in the heading “Shops and Rents”" in problem.message


@pytest.mark.parametrize(
    ("text", "term", "breaks"),
    [
        ("The EU said nothing, and it was us who spoke of the cease-fire.", "US", False),
        ("The EU said nothing, and it was us who spoke of the cease-fire.", "EU", True),
        ("The EU said nothing, and it was us who spoke of the cease-fire.", "ceasefire", False),
        ("The EU said nothing, and it was us who spoke of the ceasefire.", "cease-fire", True),
        ("Nobody has seen the children’s bicycles since the summer of last year.", "child", True),
        ("Nobody has seen the children’s bicycles since the summer of last year.", "summers", True),
        ("能源合作的前景并不明朗，双方都没有表态。", "合作", True),
        ("能源合作的前景并不明朗，双方都没有表态。", "作合", False),
        ("미국은 아무 말도 하지 않았다고 한다.", "미국", True),
        ("미국은 아무 말도 하지 않았다고 한다.", "국은", False),
    ],
)
def test_words_are_looked_for_as_their_script_has_it(tmp_path: Path, text: str, term: str, breaks: bool) -> None:
    example = (
        SILENT.format(term=term) + f"# sources/times.txt\n{text}\n\nShops and Rents\n\nThere is more to say of it.\n"
    )
    assert ("silence-broken" in names(rule_examples.problems(example, tmp_path))) == breaks


EIGHT = "Takings rose by 12 percent in the second"


@pytest.mark.parametrize(
    ("text", "copied"),
    [
        (f"{EIGHT} place.", True),
        (f"Well: {EIGHT.upper()}!", True),
        (EIGHT.replace(" in ", ", in, "), True),
        (" ".join(EIGHT.split()[1:]) + " place.", False),
        (f"They say “{EIGHT} year” of it.", False),
        (f"They say “Takings rose”: {EIGHT}.", True),
    ],
)
def test_eight_words_in_a_row_are_copied_unless_marked(tmp_path: Path, text: str, copied: bool) -> None:
    problems = found(claim(f"'{text}'"), tmp_path)
    assert names(problems) == ["copied"] * copied
    if copied:
        assert "8 words in a row are those of `times/shops-and-rents/1`" in problems[0].message
        assert "text:" in problems[0].excerpt


@pytest.mark.parametrize("key", ["question", "overview", "crux", "common_ground", "open_questions"])
def test_copying_is_found_in_every_text_of_a_theme(tmp_path: Path, key: str) -> None:
    value = f"[{EIGHT}]" if key in ("common_ground", "open_questions") else EIGHT
    (problem,) = found(f"# themes/cost.yaml\n{key}: {value}\n", tmp_path)
    assert problem.rule == "copied" and problem.excerpt.startswith(key)


def test_two_chinese_characters_count_as_one_word(tmp_path: Path) -> None:
    text = "能源合作的前景并不明朗双方都没有表态也没有人提出新的建议。"
    more = f"# sources/times.txt\n{text}\n\nShops and Rents\n\nThere is more to say of it.\n"
    assert "copied" not in names(rule_examples.problems(claim(text[:15]) + more, tmp_path / "a"))
    assert "copied" in names(rule_examples.problems(claim(text[:16]) + more, tmp_path / "b"))


def test_without_a_text_nothing_is_said_and_quotes_are_counted(tmp_path: Path) -> None:
    wrong = claim("It was 99% more.", evidence="[{at: times/1, quote: nothing of the kind}]")
    made = Folder(rule_examples.build(wrong, tmp_path))
    assert len(found(wrong, tmp_path / "again")) == 2
    texts = find_texts(made)
    assert quote_rules.unchecked(made.briefing(), texts) == 0
    assert quote_rules.unchecked(made.briefing(), {}) == 1
    assert not [p for p in checks.run(made, {}) if p.rule.startswith(tuple(ABOUT_TEXTS))]
    assert not [p for p in checks.run(made, {"post": texts["post"]}) if p.rule.startswith(tuple(ABOUT_TEXTS))]


def test_a_paragraph_that_is_not_at_hand_word_for_word_proves_nothing(tmp_path: Path) -> None:
    wrong = claim("It was 99% more.", evidence="[{at: times/1, quote: nothing of the kind}]")
    made = rule_examples.build(wrong, tmp_path)
    text = made / "sources" / "times.txt"
    text.write_text(text.read_text("utf-8").replace("two years ago", "three years ago"), "utf-8")
    problems = checks.run(Folder(made), find_texts(Folder(made)))
    rules = {problem.rule for problem in problems}
    assert "changed-paragraph" in rules
    assert not rules & {"quote-not-found", "figure-not-found"}


@given(st.text(max_size=80))
def test_words_lie_in_the_text_in_order(text: str) -> None:
    found_words = words(text)
    assert all(text[word.start : word.end] for word in found_words)
    assert all(a.end <= b.start for a, b in pairwise(found_words))


@given(st.text(max_size=20), st.sampled_from([None, "en", "de", "ru-RU", "zh", "xx"]))
def test_any_word_has_a_stem(word: str, language: str | None) -> None:
    assert isinstance(stem(word, language), str)
