"""A SARIF log, version 2.1.0 (OASIS Standard with errata 01): what code scanners hand to each other."""

import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any, Final
from urllib.parse import quote

from briefing import __version__, checks
from briefing.checks.rule import Rule
from briefing.errors import BriefingError, Problem, Severity
from briefing.reports import Report
from briefing.text import clean

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
BASE: Final = "%SRCROOT%"
"""What relative URIs start from: the folder that the command was run in."""
FINGERPRINT: Final = "problem/v1"
"""A rule, a file and a message, whatever their line: the same problem in the next version of the file."""
_LINK: Final = re.compile(r"\[(?=[^]]*\]\()")
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning"}


def render(report: Report) -> str:
    """One run with every rule, every problem, and, as suppressed results, what was allowed."""
    seen: Counter[str] = Counter()
    results = [_result(problem, report.here, seen) for problem in report.problems]
    for allowed in report.allowed:
        suppressed = {"suppressions": [{"kind": "inSource", "justification": allowed.reason}]}
        results.append(_result(allowed.problem, report.here, seen) | suppressed)
    run = {
        "tool": {"driver": {"name": "briefing", "version": __version__, "rules": list(_rules())}},
        "invocations": [
            {
                "executionSuccessful": not report.failures,
                "toolExecutionNotifications": [_notification(failure) for failure in report.failures],
            }
        ],
        "originalUriBaseIds": {BASE: {"uri": _file_uri(report.here).rstrip("/") + "/"}},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rules() -> Iterator[dict[str, Any]]:
    for rule in checks.RULES.values():
        yield {
            "id": rule.name,
            "shortDescription": {"text": rule.summary},
            "fullDescription": {"text": rule.why},
            "help": {"text": _help(rule), "markdown": _help_markdown(rule)},
            "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        }


def _help(rule: Rule) -> str:
    return f"{rule.why}\n\nWrong:\n\n{rule.wrong}\nRight:\n\n{rule.right}"


def _help_markdown(rule: Rule) -> str:
    return f"{rule.why}\n\nWrong:\n\n```\n{rule.wrong}```\n\nRight:\n\n```\n{rule.right}```\n"


def _result(problem: Problem, here: str, seen: Counter[str]) -> dict[str, Any]:
    location = _location(problem.file, here)
    identity = f"{problem.rule}\n{location['uri']}\n{problem.message}"
    seen[identity] += 1
    digest = hashlib.sha256(f"{identity}\n{seen[identity]}".encode("utf-8", "surrogateescape")).hexdigest()
    hint = f"\n{problem.hint}" if problem.hint else ""
    return {
        "ruleId": problem.rule,
        "ruleIndex": list(checks.RULES).index(problem.rule),
        "level": _LEVELS[problem.severity],
        "message": {"text": _message(f"{problem.message}{hint}")},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": location,
                    "region": {"startLine": problem.line, "startColumn": problem.column},
                }
            }
        ],
        "partialFingerprints": {FINGERPRINT: digest},
    }


def _location(file: str, here: str) -> dict[str, str]:
    """A file relative to `here` where it lies below it, else with its whole path (RFC 3986)."""
    path = PurePath(os.path.normpath(PurePath(here, file)))
    if path.is_relative_to(here):
        return {"uri": quote(os.fsencode(path.relative_to(here).as_posix())), "uriBaseId": BASE}
    return {"uri": _file_uri(str(path))}


def _file_uri(path: str) -> str:
    return "file://" + quote(os.fsencode(PurePath(path).as_posix()))


def _notification(failure: BriefingError) -> dict[str, Any]:
    return {"level": "error", "message": {"text": _message(f"{failure.message}. {failure.hint}".strip())}}


def _message(text: str) -> str:
    """A message without placeholders (SARIF 3.11.5) and without links (3.11.6)."""
    return _LINK.sub(r"\\[", clean(text).replace("{", "{{").replace("}", "}}"))
