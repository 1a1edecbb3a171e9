"""Annotations on a pull request: GitHub's workflow commands.

https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions; how values are escaped is in
`command.ts` of https://github.com/actions/toolkit.
"""

from briefing.errors import Problem, Severity
from briefing.reports import Report
from briefing.text import clean

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning"}


def render(report: Report) -> str:
    """One command for each problem, and one for each briefing that could not be checked."""
    lines = [_problem(problem) for problem in report.problems]
    lines += [_command("error", {"title": "could not check"}, f"{e.message}.\n{e.hint}") for e in report.failures]
    return "".join(line + "\n" for line in lines)


def _problem(problem: Problem) -> str:
    properties = {
        "file": problem.file,
        "line": str(problem.line),
        "col": str(problem.column),
        "title": problem.rule,
    }
    return _command(_COMMANDS[problem.severity], properties, f"{problem.message}\n{problem.hint}")


def _command(name: str, properties: dict[str, str], message: str) -> str:
    given = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {given}::{_data(message.strip())}"


def _data(text: str) -> str:
    return clean(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
