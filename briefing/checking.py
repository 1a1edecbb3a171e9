"""From what someone typed to a printed report of what is wrong."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from briefing import checks, console, lookup, paths, reports
from briefing.errors import BriefingError, Exit, NotABriefing, Severity
from briefing.loader import ABOUT, Folder
from briefing.numbers import numbers
from briefing.reports import Report, Result
from briefing.texts import find_texts

INNER_FOLDERS: Final = ("themes", "sources")
"""The folders of a briefing that its files lie in."""
WITH_NUMBERS: Final = ("text", "json")
"""The formats that the numbers can be printed in."""


def check(named: Sequence[str], *, texts: Path | None, format: str, with_numbers: bool, is_strict: bool) -> Exit:
    """Print what is wrong in briefings, and return the exit code. Raises BriefingError for wrong options alone."""
    render = reports.find_format(format)
    if with_numbers and format not in WITH_NUMBERS:
        raise BriefingError(f"the numbers cannot be printed as {format}", f"Take {' or '.join(WITH_NUMBERS)}.")
    with console.working("Checking"):
        report = examine(named, texts=texts, with_numbers=with_numbers)
    if printed := render(report):
        console.put(printed)
    for failure in report.failures:
        console.complain(failure)
    if report.results:
        if without := [source for result in report.results for source in result.without_text]:
            listed = " and ".join(dict.fromkeys(without))
            console.say(f"No text at hand of {listed}: quotes, figures and silences could not be proved.")
        console.say(reports.summary(report))
    return exit_code(report, is_strict=is_strict)


def examine(named: Sequence[str], *, texts: Path | None = None, with_numbers: bool = False) -> Report:
    """What is wrong in the briefings that are named by their folders or by files in them; in the built-in one for none.

    What cannot be checked is one of the report's failures.
    """
    results: list[Result] = []
    failures: list[BriefingError] = []
    seen: set[str] = set()
    for name in named or (None,):
        try:
            folder = lookup.find_folder(name and _folder_of(name))
            real = os.path.realpath(folder.path)
            if real not in seen:
                seen.add(real)
                results.append(_examine(folder, texts, with_numbers))
        except BriefingError as error:
            failures.append(error)
    return Report(
        results=tuple(results), failures=tuple(failures), here=str(Path.cwd()), is_colored=console.is_colored()
    )


def exit_code(report: Report, *, is_strict: bool) -> Exit:
    """2 if a briefing could not be checked, 1 if there are errors, or with `is_strict` any problems, else 0."""
    if report.failures:
        return Exit.UNUSABLE
    found = report.problems if is_strict else report.count(Severity.ERROR)
    return Exit.PROBLEMS if found else Exit.CLEAN


def explanation(rule: str) -> str:
    """The page on a rule; for `all`, the list of the rules. Raises BriefingError for a rule that does not exist."""
    from briefing.reports import rules

    return rules.listing(checks.RULES.values()) if rule == "all" else rules.page(checks.find_rule(rule))


def _examine(folder: Folder, override: Path | None, with_numbers: bool) -> Result:
    texts = find_texts(folder, override)
    checked = checks.examine(folder, texts)
    briefing = checked.briefing
    return Result(
        folder=str(folder.path),
        checked=checked,
        texts={source: source in texts for source in briefing.sources} if briefing else {},
        numbers=numbers(briefing) if with_numbers and briefing else None,
    )


def _folder_of(named: str) -> str:
    """The folder of the briefing that a file belongs to; what is no file is taken for a folder or a name."""
    path = paths.path_named(named)
    if not paths.is_there(path) or path.is_dir():
        return named
    for folder in (path.parent, *([path.parent.parent] if path.parent.name in INNER_FOLDERS else [])):
        if (folder / ABOUT).is_file():
            return str(folder)
    raise NotABriefing(
        f"{named}: this is not a folder, and not a file of a briefing",
        f"Name the folder that the {ABOUT} lies in, or a file in it, in its themes or in its sources.",
    )
