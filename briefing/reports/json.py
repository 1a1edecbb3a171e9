"""Everything that was found as one JSON object (RFC 8259), in ASCII."""

import json
from typing import Any, Final

import msgspec

from briefing import __version__
from briefing.checks import Allowed
from briefing.errors import BriefingError, Problem, Severity
from briefing.reports import Report, Result

SCHEMA_VERSION: Final = 1
"""Grows when a key changes its meaning or goes."""


def render(report: Report) -> str:
    """The object: schema_version, version, briefings, problems, allowed, counts, failures."""
    document = {
        "schema_version": SCHEMA_VERSION,
        "version": __version__,
        "briefings": [_briefing(result) for result in report.results],
        "problems": [_problem(problem) for problem in report.problems],
        "allowed": [_allowed(allowed) for allowed in report.allowed],
        "counts": {
            **{severity.value: report.count(severity) for severity in Severity},
            "allowed": len(report.allowed),
        },
        "failures": [_failure(failure) for failure in report.failures],
    }
    return json.dumps(document, indent=2) + "\n"


def _briefing(result: Result) -> dict[str, Any]:
    about = result.checked.briefing and result.checked.briefing.about
    return {
        "folder": _unicode(result.folder),
        "id": about.id if about else None,
        "texts": dict(result.texts),
        "unchecked_quotes": result.checked.unchecked_quotes,
        **({"numbers": msgspec.to_builtins(result.numbers)} if result.numbers else {}),
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "file": _unicode(problem.file),
        "line": problem.line,
        "column": problem.column,
        "rule": problem.rule,
        "severity": problem.severity.value,
        "message": _unicode(problem.message),
        "hint": _unicode(problem.hint),
    }


def _allowed(allowed: Allowed) -> dict[str, Any]:
    return {**_problem(allowed.problem), "reason": allowed.reason}


def _failure(failure: BriefingError) -> dict[str, str]:
    return {"message": _unicode(failure.message), "hint": _unicode(failure.hint)}


def _unicode(text: str) -> str:
    """The text with what is no character (bytes of a file's name that are not UTF-8) replaced."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
