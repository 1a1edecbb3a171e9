"""The rules: what each finds, where, and what it leaves alone."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import samples
from msgspec.structs import replace

from briefing import checks
from briefing.checks import balance
from briefing.errors import Finding, Severity
from briefing.loader import ABOUT, Folder
from briefing.model import Briefing, Claim, Evidence, Point, Relation, Stance, Theme, Voice

BUILT_IN = Path(__file__).parent.parent / "data" / "us-russia-cooperation"
SAMPLE = samples.briefing()
TRADE, AIR = SAMPLE.themes
TAKINGS, RENTS, DELIVERIES = TRADE.points
CLAIM = RENTS.claims["close"][0]
EDITED = " Or mark the claim with `voice: editor`."

Change = Callable[[], Briefing]


def found(briefing: Briefing) -> list[Finding]:
    return [finding for rule in checks.FAMILIES for finding in rule.check(briefing)]


def added(changed: Briefing) -> list[Finding]:
    """What the rules find in a changed sample and do not find in the sample."""
    before = found(SAMPLE)
    return [finding for finding in found(changed) if finding not in before]


def with_theme(theme: Theme) -> Briefing:
    themes = tuple(theme if known.id == theme.id else known for known in SAMPLE.themes)
    return replace(SAMPLE, themes=themes)


def with_rents(**changes: Any) -> Briefing:
    return with_theme(replace(TRADE, points=(TAKINGS, replace(RENTS, **changes), DELIVERIES)))


def with_deliveries(**changes: Any) -> Briefing:
    return with_theme(replace(TRADE, points=(TAKINGS, RENTS, replace(DELIVERIES, **changes))))


def with_claim(**changes: Any) -> Briefing:
    return with_rents(claims={**RENTS.claims, "close": (CLAIM, replace(CLAIM, **changes))})


def with_stance(**changes: Any) -> Briefing:
    return with_theme(replace(TRADE, stances={**TRADE.stances, "close": replace(TRADE.stances["close"], **changes)}))


IN_CLAIM = ("points", 1, "claims", "close", 1, "evidence")


@pytest.mark.parametrize(
    ("cited", "keys", "message", "hint"),
    [
        ("reprt/shops/1", (0,), "there is no such source", "Did you mean `report`?"),
        ("bible/1", (0,), "there is no such source", "The sources are report and essay."),
        ("report/shop/1", (0,), "`report` has no section `shop`", "Did you mean `report/shops/1`?"),
        ("report/deliveries/1", (0,), "`report` has no section `deliveries`",
         "Its sections are: `report` (before the first heading), `report/shops`, `report/streets-and-air`."),
        ("report/shops/4", (0,), "`report` has 3 paragraphs in `shops`", "The last one is `report/shops/3`."),
        ("report/9999", (0,), "`report` has 3 paragraphs before its first heading", "The last one is `report/3`."),
        (Evidence(at="report/shops/9", quote="x"), (0, "at"), "`report` has 3 paragraphs in `shops`",
         "The last one is `report/shops/3`."),
    ],
)  # fmt: skip
def test_a_locator_leads_to_a_paragraph(
    cited: str | Evidence, keys: tuple[str | int, ...], message: str, hint: str
) -> None:
    at = cited if isinstance(cited, str) else cited.at
    for changed, path, name in (
        (with_claim(evidence=(cited,)), IN_CLAIM, "trade/rents"),
        (with_stance(evidence=(cited,)), ("stances", "close", "evidence"), "trade"),
    ):
        (finding,) = added(changed)
        assert (finding.file, finding.path) == ("themes/trade.yaml", (*path, *keys))
        assert (finding.rule, finding.severity) == ("unknown-locator", Severity.ERROR)
        assert finding.message_with_place == f"{name}: `{at}` leads nowhere: {message}"
        assert finding.hint == hint


def test_a_source_with_one_paragraph_or_none_before_its_headings_is_told_as_such() -> None:
    report = SAMPLE.sources["report"]
    short = replace(report.outline[1], paragraphs=report.outline[1].paragraphs[:1])
    changed = replace(with_claim(evidence=("report/1",)), sources={"report": replace(report, outline=(short,))})
    messages = {
        finding.message_with_place: finding.hint for finding in found(changed) if finding.rule == "unknown-locator"
    }
    missing = "trade/rents: `report/1` leads nowhere: `report` has no paragraph before its first heading"
    assert messages[missing] == "Name the section too: `report/shops`."
    assert "trade/rents: `report/shops/2` leads nowhere: `report` has 1 paragraph in `shops`" in messages


def test_every_wrong_locator_of_a_claim_is_found() -> None:
    findings = added(with_claim(evidence=("report/shops/1", "report/8", Evidence(at="report/9"), "essay/shops/1")))
    assert [(finding.rule, finding.path[-2:]) for finding in findings] == [
        ("unknown-locator", ("evidence", 1)),
        ("unknown-locator", (2, "at")),
        ("unknown-locator", ("evidence", 3)),
        ("other-side-evidence", ("evidence", 3)),
    ]


def test_an_empty_outline_is_told_once_and_not_at_each_locator() -> None:
    changed = replace(SAMPLE, sources={**SAMPLE.sources, "essay": replace(SAMPLE.sources["essay"], outline=())})
    (finding,) = added(changed)
    assert (finding.file, finding.path, finding.rule) == ("sources/essay.yaml", ("outline",), "missing-outline")
    assert finding.severity is Severity.WARNING
    assert finding.message == "the source `essay` has no outline, so no locator can be checked against it"
    assert finding.hint == "Make one from its text with `briefing outline FILE`."


@pytest.mark.parametrize(
    ("change", "path", "rule", "severity", "message", "hint"),
    [
        (lambda: with_claim(evidence=()), IN_CLAIM, "missing-evidence", Severity.ERROR,
         "trade/rents: a claim of `close` has no evidence", "Add `evidence:` with a paragraph of `report`." + EDITED),
        (lambda: with_claim(evidence=(), voice=Voice.QUOTE), IN_CLAIM, "missing-evidence", Severity.ERROR,
         "trade/rents: a claim of `close` has no evidence", "Add `evidence:` with a paragraph of `report`." + EDITED),
        (lambda: with_stance(evidence=()), ("stances", "close", "evidence"), "missing-evidence", Severity.ERROR,
         "trade: a stance of `close` has no evidence", "Add `evidence:` with a paragraph of `report`."),
        (lambda: with_claim(evidence=("report/1", "essay/1")), (*IN_CLAIM, 1), "other-side-evidence", Severity.WARNING,
         "trade/rents: a claim of `close` cites the other side's source: `essay/1`",
         "Cite a paragraph of `report`." + EDITED),
        (lambda: with_stance(evidence=(Evidence(at="essay/1"),)), ("stances", "close", "evidence", 0, "at"),
         "other-side-evidence", Severity.WARNING,
         "trade: a stance of `close` cites the other side's source: `essay/1`", "Cite a paragraph of `report`."),
        (lambda: with_rents(claims={"close": (CLAIM,)}), ("points", 1), "missing-answer", Severity.ERROR,
         "trade/rents: `keep` has neither claims nor a silence",
         "Add its claims; or, if its source says nothing, `silence: {keep: [words looked for]}`."),
        (lambda: with_deliveries(silence={"close": ()}), ("points", 2, "silence", "close"), "silence-without-words",
         Severity.ERROR, "trade/deliveries: the silence of `close` names no words",
         "List the words that were looked for in its source and are not there."),
        (lambda: with_rents(silence={"keep": ("rent",)}), ("points", 1, "silence", "keep"), "silent-and-speaking",
         Severity.ERROR, "trade/rents: `keep` has claims and is said to be silent",
         "Delete its silence, or its claims."),
        (lambda: with_rents(relation=None), ("points", 1), "missing-relation", Severity.ERROR,
         "trade/rents: both sides speak, and nothing says how their answers stand to each other",
         "Add `relation:` with agree, partly, differ or talk-past."),
        (lambda: with_deliveries(relation=Relation.AGREE), ("points", 2, "relation"), "relation-with-silence",
         Severity.ERROR, "trade/deliveries: the relation is `agree`, but a side is silent",
         "Delete the relation; it is for points that both sides speak to."),
        (lambda: with_rents(claims={}, relation=None, silence={"close": ("a",), "keep": ("b",)}), ("points", 1),
         "silent-both", Severity.ERROR, "trade/rents: neither side speaks",
         "Delete the point, or put its question among the theme's open questions."),
        (lambda: with_theme(replace(TRADE, crux=None)), ("crux",), "missing-crux", Severity.WARNING,
         "trade: the theme has no crux", "Add `crux:`, the one thing which, if settled, would move either side."),
        (lambda: with_theme(replace(TRADE, common_ground=())), ("common_ground",), "missing-common-ground",
         Severity.WARNING, "trade: the theme has no common ground", "Add `common_ground:`, what both sides accept."),
        (lambda: with_theme(replace(TRADE, open_questions=())), ("open_questions",), "missing-open-questions",
         Severity.WARNING, "trade: the theme has no open questions",
         "Add `open_questions:`, what neither side answers."),
    ],
)  # fmt: skip
def test_a_fault_is_found_at_its_place(
    change: Change, path: tuple[str | int, ...], rule: str, severity: Severity, message: str, hint: str
) -> None:
    (finding,) = [finding for finding in added(change()) if finding.rule not in ("uncited-paragraph", "unbalanced")]
    assert (finding.file, finding.path) == ("themes/trade.yaml", path)
    assert (finding.rule, finding.severity) == (rule, severity)
    assert (finding.message_with_place, finding.advice) == (message, hint)
    assert finding.advice_on_screen("") and not re.search(r"`\w+:", finding.advice_on_screen("Or choose a voice."))


@pytest.mark.parametrize(
    "change",
    [
        lambda: with_claim(evidence=(), voice=Voice.EDITOR),
        lambda: with_claim(evidence=("essay/2",), voice=Voice.EDITOR),
        lambda: with_claim(evidence=("report/shops/1", Evidence(at="report/shops/2", quote="x"))),
        lambda: with_rents(relation=Relation.TALK_PAST),
        lambda: with_deliveries(silence={"close": ("one",)}),
    ],
    ids=["an editor without evidence", "an editor on the other side", "two kinds", "another relation", "one word"],
)
def test_what_is_right_is_left_alone(change: Change) -> None:
    assert added(change()) == []


def test_a_point_with_nothing_misses_both_answers() -> None:
    findings = [f for f in added(with_rents(claims={}, relation=None)) if f.rule != "uncited-paragraph"]
    assert [finding.rule for finding in findings] == ["missing-answer", "missing-answer"]


def test_a_side_that_neither_speaks_nor_is_silent_is_not_blamed_on_the_relation() -> None:
    rules = Counter(finding.rule for finding in added(with_rents(claims={"close": (CLAIM,)})))
    assert rules["missing-answer"] == 1
    assert rules["relation-with-silence"] == 0


def test_both_sides_may_argue_from_one_source() -> None:
    first, second = SAMPLE.about.perspectives
    about = replace(SAMPLE.about, perspectives=(first, replace(second, source="report")))
    changed = replace(SAMPLE, about=about, sources={"report": SAMPLE.sources["report"]})
    assert not [finding for finding in found(changed) if finding.rule == "other-side-evidence"]
    assert {finding.rule for finding in added(changed)} == {"unknown-locator"}


def uncited(briefing: Briefing) -> list[tuple[str, tuple[str | int, ...], str]]:
    return [
        (finding.file, finding.path, finding.message_with_place)
        for finding in found(briefing)
        if finding.rule == "uncited-paragraph"
    ]


def test_a_paragraph_that_no_claim_cites_is_found_in_the_outline() -> None:
    assert uncited(SAMPLE) == [
        ("sources/report.yaml", ("outline", 0, "paragraphs", 0), "no claim cites `report/1` (20 words)"),
        ("sources/report.yaml", ("outline", 0, "paragraphs", 1), "no claim cites `report/2` (21 words)"),
        ("sources/report.yaml", ("outline", 0, "paragraphs", 2), "no claim cites `report/3` (22 words)"),
        (
            "sources/report.yaml",
            ("outline", 2, "paragraphs", 2),
            "no claim cites `report/streets-and-air/3` (22 words)",
        ),
        ("sources/essay.yaml", ("outline", 0, "paragraphs", 0), "no claim cites `essay/1` (20 words)"),
    ]
    finding = next(finding for finding in found(SAMPLE) if finding.rule == "uncited-paragraph")
    assert finding.severity is Severity.WARNING
    assert finding.hint


def test_a_claim_covers_a_paragraph_and_a_stance_does_not() -> None:
    first = "sources/report.yaml", ("outline", 0, "paragraphs", 0), "no claim cites `report/1` (20 words)"
    assert first not in uncited(with_claim(evidence=(Evidence(at="report/1", quote="x"),)))
    assert first not in uncited(with_claim(evidence=("report/1",), voice=Voice.EDITOR))
    assert first in uncited(with_stance(evidence=("report/1",)))


def test_a_claim_that_is_still_to_be_written_covers_no_paragraph() -> None:
    first = "sources/report.yaml", ("outline", 0, "paragraphs", 0), "no written claim cites `report/1` (20 words)"
    waiting = with_claim(text="TODO: what it says", evidence=("report/1",))
    assert first in uncited(waiting)
    (finding,) = [each for each in found(waiting) if each.message == first[2]]
    assert "says TODO" in finding.hint


def test_sections_with_the_same_heading_are_covered_apart() -> None:
    report = SAMPLE.sources["report"]
    twice = replace(report, outline=(*report.outline, report.outline[1]))
    changed = replace(with_claim(evidence=("report/shops-2/1",)), sources={**SAMPLE.sources, "report": twice})
    found_in_last = [path[3] for _, path, _ in uncited(changed) if path[1] == 3]
    assert found_in_last == [1, 2]


def test_nothing_is_uncited_while_a_theme_is_missing() -> None:
    assert uncited(replace(SAMPLE, themes=(TRADE,))) == []


def of_words(close: int, keep: int, editor: int = 0) -> Briefing:
    """The sample with one point in its first theme, in which the sides have so many words."""

    def claims(count: int) -> tuple[Claim, ...]:
        return (replace(CLAIM, text=" ".join(["word"] * count)),) if count else ()

    said = replace(CLAIM, text="word " * editor, voice=Voice.EDITOR)
    sides = {"close": claims(close) + ((said,) if editor else ()), "keep": claims(keep)}
    point = Point(id="p", question="Q?", relation=Relation.AGREE, claims=sides)
    return with_theme(replace(TRADE, points=(point,)))


@pytest.mark.parametrize(
    ("close", "keep", "message"),
    [
        (31, 20, "trade: `close` has 31 words and `keep` 20, 1.55 times as many"),
        (20, 31, "trade: `keep` has 31 words and `close` 20, 1.55 times as many"),
        (2, 300, "trade: `keep` has 300 words and `close` 2, 150.00 times as many"),
    ],
)
def test_a_side_with_more_than_one_and_a_half_times_the_words_is_found(close: int, keep: int, message: str) -> None:
    (finding,) = [finding for finding in found(of_words(close, keep)) if finding.rule == "unbalanced"]
    assert (finding.message_with_place, finding.severity) == (message, Severity.WARNING)
    assert (finding.file, finding.path, finding.on_key) == ("themes/trade.yaml", ("points",), True)
    assert finding.hint == "Shorten the one or say more of the other, until it is at most 1.5 times."


@pytest.mark.parametrize(
    ("close", "keep", "editor"), [(30, 20, 0), (20, 30, 0), (20, 20, 500), (30, 0, 0), (0, 30, 9), (0, 0, 50)]
)
def test_up_to_that_a_side_that_is_silent_and_the_editors_words_are_fine(close: int, keep: int, editor: int) -> None:
    assert not [finding for finding in found(of_words(close, keep, editor)) if finding.rule == "unbalanced"]


def test_words_are_counted_over_all_points_of_a_theme() -> None:
    assert balance.words(AIR) == {"close": 7, "keep": 9}
    assert balance.words(replace(AIR, points=AIR.points[:1])) == {"close": 3, "keep": 4}


def test_the_built_in_briefing_has_no_problem() -> None:
    assert checks.run(Folder(BUILT_IN)) == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return samples.write(SAMPLE, tmp_path)


def edit(path: Path, old: str, new: str) -> tuple[int, int]:
    """Replace the first `old`, and return the line and column where it stood."""
    text = path.read_text(encoding="utf-8")
    at = text.index(old)
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def test_a_run_places_findings_at_their_lines_and_columns(folder: Path) -> None:
    theme = folder / "themes/trade.yaml"
    line, column = edit(theme, "report/shops/2", "report/shops/7")
    problem = next(problem for problem in checks.run(Folder(folder)) if problem.rule == "unknown-locator")
    assert (problem.file, problem.line, problem.column) == (str(theme), line, column)
    line, column = edit(theme, "silence:\n    close:\n    - delivery\n    - lorry", "silence:\n    close: []")
    problem = next(problem for problem in checks.run(Folder(folder)) if problem.rule == "silence-without-words")
    assert (problem.line, problem.column) == (line + 1, 5)
    edit(theme, "crux:", "# crux:")
    problem = next(problem for problem in checks.run(Folder(folder)) if problem.rule == "missing-crux")
    assert (problem.file, problem.line, problem.column) == (str(theme), 1, 1)


def test_a_run_finds_what_the_rules_find(folder: Path) -> None:
    problems = checks.run(Folder(folder))
    assert Counter((p.rule, p.message) for p in problems) == Counter(
        (f.rule, f.message_with_place) for f in found(SAMPLE)
    )
    assert [(p.file, p.line) for p in problems] == sorted((p.file, p.line) for p in problems)


def test_a_broken_theme_hides_no_problem_of_another(folder: Path) -> None:
    edit(folder / "themes/trade.yaml", "relation: differ", "relation: [differ")
    edit(folder / "themes/air.yaml", "report/streets-and-air/2", "report/streets-and-air/7")
    problems = checks.run(Folder(folder))
    assert [Path(problem.file).stem for problem in problems] == ["air"] * (len(problems) - 1) + ["trade"]
    assert problems[-1].rule == "yaml"
    assert "unknown-locator" in [problem.rule for problem in problems[:-1]]
    assert problems == sorted(problems)


def test_a_broken_source_hides_no_problem_of_a_theme(folder: Path) -> None:
    (folder / "sources/essay.yaml").unlink()
    edit(folder / "themes/trade.yaml", "report/shops/2", "report/shops/7")
    rules = Counter(problem.rule for problem in checks.run(Folder(folder)))
    assert rules["missing-file"] == rules["unknown-locator"] == rules["other-side-evidence"] == 1


def test_every_file_may_be_broken_at_once(folder: Path) -> None:
    for path in folder.rglob("*.yaml"):
        if path.name != ABOUT:
            path.write_text("[", encoding="utf-8")
    problems = checks.run(Folder(folder))
    assert {problem.rule for problem in problems} == {"yaml"}
    assert len(problems) == len({problem.file for problem in problems}) == 4
    (folder / ABOUT).write_text("[", encoding="utf-8")
    assert [problem.file for problem in checks.run(Folder(folder))] == [str(folder / ABOUT)]


def test_a_problem_of_a_source_that_both_sides_share_is_told_once(folder: Path) -> None:
    edit(folder / ABOUT, "source: essay", "source: report")
    edit(folder / "sources/report.yaml", "type: report", "type: rapport")
    problems = checks.run(Folder(folder))
    assert len(problems) == len(set(problems))
    assert [problem.rule for problem in problems].count("wrong-value") == 1


def test_every_finding_names_its_point_apart_from_its_message_and_says_what_to_do() -> None:
    worst = with_theme(
        replace(
            TRADE,
            crux=None,
            stances={"close": Stance(level=1, reason="R."), "keep": Stance(level=1, reason="R.", evidence=("x/1",))},
            points=(Point(id="p", question="Q?", claims={"close": (replace(CLAIM, evidence=()),)}),),
        )
    )
    for finding in found(worst):
        assert finding.hint
        assert finding.file.startswith("sources/") or finding.where in {"trade/p", "trade", "air"}
        assert not finding.message.startswith(("trade", "air"))


def test_ten_thousand_claims_are_checked_and_each_fault_is_found() -> None:
    many = replace(RENTS, claims={side: said * 5 for side, said in RENTS.claims.items()})
    themes = tuple(replace(TRADE, id=f"t{number}", points=(many,)) for number in range(1000))
    last = replace(themes[-1], points=(replace(many, relation=None),))
    changed = replace(SAMPLE, themes=(*themes[:-1], last))
    rules = Counter(finding.rule for finding in found(changed))
    assert rules["missing-relation"] == 1
    assert "unknown-locator" not in rules
