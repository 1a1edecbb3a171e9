"""Problems for people: the place, the line with a caret below it, and what to do."""

from collections.abc import Iterator

from briefing.errors import Problem, Severity
from briefing.reports import Report, Result, visible
from briefing.reports.tables import tables
from briefing.text import cell_width, clean

INDENT = "    "
MOST = 100
"""The most of a line that is shown, in characters."""
_BEFORE = 60
"""How many characters of a long line stand before its caret."""
_COLORS = {Severity.ERROR: "31", Severity.WARNING: "33"}
"""SGR codes: red, yellow (ECMA-48, 8.3.117)."""


def render(report: Report) -> str:
    """`file:line:column: rule message` for each problem, and the numbers of each briefing."""
    lines = [line for problem in report.problems for line in _problem(problem, report.is_colored)]
    for result in report.results:
        lines += _numbers(result, is_alone=len(report.results) == 1)
    return "".join(line + "\n" for line in lines)


def excerpt(line: str, column: int) -> tuple[str, str]:
    """A line as far as it is shown, and what puts a caret under its 1-based column, in terminal cells."""
    shown = clean(line).replace("\t", " ").replace("\n", " ")
    start = max(0, column - 1 - _BEFORE) if len(shown) > MOST else 0
    cut = shown[start : start + MOST]
    before = cut[: column - 1 - start]
    if start:
        cut, before = "…" + cut, "…" + before
    if start + MOST < len(shown):
        cut += "…"
    bare = cut.lstrip(" ")
    return bare.rstrip(), " " * (cell_width(before) - (len(cut) - len(bare))) + "^"


def _problem(problem: Problem, is_colored: bool) -> Iterator[str]:
    color = _COLORS[problem.severity] if is_colored else ""
    place = f"{visible(problem.file)}:{problem.line}:{problem.column}:"
    warning = "" if problem.severity is Severity.ERROR else f" [{problem.severity.value}]"
    yield f"{_sgr('1', place, is_colored)} {_sgr(color, problem.rule, is_colored)} {clean(problem.message)}{warning}"
    if problem.excerpt.strip():
        line, caret = excerpt(problem.excerpt, problem.column)
        yield INDENT + line
        yield INDENT + _sgr(color, caret, is_colored)
    if problem.hint:
        yield INDENT + _sgr("2", clean(problem.hint), is_colored)


def _sgr(code: str, text: str, is_colored: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if is_colored else text


def _numbers(result: Result, is_alone: bool) -> Iterator[str]:
    if result.numbers is not None:
        if not is_alone:
            yield visible(result.folder)
        yield from tables(result.numbers)
