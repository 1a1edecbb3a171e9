"""Every rule is declared, explained, and shown by examples that break it and do not."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import rule_examples

from briefing import checks
from briefing.checks.rule import Rule
from briefing.errors import BriefingError

PACKAGE = Path(checks.__file__).parents[1]
HYPHENATED = re.compile(r"[a-z]+(-[a-z]+)+")
EACH = pytest.mark.parametrize("rule", checks.RULES.values(), ids=checks.RULES)


@EACH
def test_a_rule_s_wrong_example_breaks_it_and_its_right_one_does_not(rule: Rule, tmp_path: Path) -> None:
    wrong = [problem for problem in rule_examples.problems(rule.wrong, tmp_path / "wrong") if problem.rule == rule.name]
    assert wrong
    assert {problem.severity for problem in wrong} == {rule.severity}
    assert all(problem.message for problem in wrong)
    right = rule_examples.problems(rule.right, tmp_path / "right")
    assert [str(problem) for problem in right if problem.rule == rule.name] == []


@EACH
def test_a_rule_s_right_example_breaks_no_other_rule_either(rule: Rule, tmp_path: Path) -> None:
    left_out = {"missing-common-ground", "missing-crux", "missing-open-questions", "uncited-paragraph"}
    found = [str(problem) for problem in rule_examples.problems(rule.right, tmp_path) if problem.rule not in left_out]
    assert found == []


def test_the_briefing_of_the_examples_is_sound(tmp_path: Path) -> None:
    found = rule_examples.problems("", tmp_path)
    assert {problem.rule for problem in found} == {"missing-common-ground", "missing-crux", "missing-open-questions"}


def test_names_are_given_once_and_are_kebab_case() -> None:
    declared = [
        *checks.reading.RULES,
        *(rule for family in checks.FAMILIES for rule in family.RULES),
        *(rule for text_family in checks.TEXT_FAMILIES for rule in text_family.RULES),
        *checks.allowances.RULES,
    ]
    assert len(declared) == len(checks.RULES)
    assert all(name == name.lower() and name.replace("-", "").isalpha() for name in checks.RULES)


@EACH
def test_a_rule_is_explained_in_sentences(rule: Rule) -> None:
    assert rule.summary.endswith(".")
    assert rule.why.endswith(".")
    assert len(rule.summary) <= 120
    assert not set("<>*_") & set(rule.summary + rule.why), "the handbook is Markdown"
    assert rule.wrong != rule.right
    assert rule.wrong.endswith("\n")
    assert rule.right.endswith("\n")


def names(tree: ast.AST) -> Iterator[str]:
    """The strings of a module that can only be names of rules: hyphenated words, and what `rule=` is given."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and HYPHENATED.fullmatch(node.value):
            yield node.value
        if isinstance(node, ast.keyword) and node.arg == "rule" and isinstance(node.value, ast.Constant):
            yield str(node.value.value)


def test_every_rule_that_the_code_names_is_declared() -> None:
    modules = [
        *(PACKAGE / "checks").glob("*.py"),
        *(PACKAGE / f"{name}.py" for name in ("loader", "schema", "structure")),
    ]
    named = {name for module in modules for name in names(ast.parse(module.read_text("utf-8")))}
    assert {"yaml", "missing-file", "wrong-type", "unknown-side", "missing-crux", "silent-both"} <= named
    assert named - checks.RULES.keys() == set()


def test_an_unknown_rule_hints_at_the_nearest() -> None:
    assert checks.find_rule("missing-crux").name == "missing-crux"
    with pytest.raises(BriefingError) as told:
        checks.find_rule("Missing-Crucks")
    assert told.value.message == "there is no rule `Missing-Crucks`"
    assert told.value.hint.startswith("Did you mean `missing-crux`?")
    with pytest.raises(BriefingError) as told:
        checks.find_rule("zzz")
    assert told.value.hint == "`briefing check --explain all` lists the rules."
