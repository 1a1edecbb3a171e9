"""Everything that is printed: stdout is data, stderr is narration."""

import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from briefing.errors import BriefingError, Problem, UnreadableFile
from briefing.text import clean

if TYPE_CHECKING:
    from briefing.model import Briefing

NARROWEST_COLUMNS = 60
"""Below this width, a terminal too gets linear text."""


def put(text: str) -> None:
    """Print data."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def say(text: str) -> None:
    """Print narration."""
    print(clean(text), file=sys.stderr)  # noqa: T201  # the one place that prints


def complain(error: BriefingError) -> None:
    """Say what went wrong, and what to do about it."""
    if isinstance(error, UnreadableFile):
        for problem in error.problems:
            say(problem_text(problem))
        return
    say(f"briefing: {error.message}.")
    if error.hint:
        say(error.hint)


def problem_text(problem: Problem) -> str:
    """A problem in one line, and its hint in a second."""
    return f"{problem}\n    {problem.hint}" if problem.hint else str(problem)


def put_problems(problems: Iterable[Problem]) -> None:
    """Print problems as data, one after the other."""
    for problem in problems:
        put(clean(problem_text(problem)))


def in_columns() -> bool:
    """Whether stdout is a terminal with room for two columns."""
    import shutil

    return sys.stdout.isatty() and shutil.get_terminal_size().columns >= NARROWEST_COLUMNS


def put_briefing(briefing: "Briefing", notes: Mapping[str, str], themes: tuple[str, ...] | None) -> None:
    """Print themes (None for all): in columns where stdout is a terminal, else as plain lines."""
    import shutil

    from briefing.export import Options, render

    width = shutil.get_terminal_size().columns
    if not in_columns():
        put(render("text", briefing, notes, Options(themes=themes, notes=True)))
        return
    from rich.console import Console

    from briefing.columns import theme_in_columns

    terminal = Console(markup=False, highlight=False, emoji=False, width=min(width, 150))
    for theme in briefing.themes:
        if themes is None or theme.id in themes:
            terminal.print(theme_in_columns(theme, briefing, notes))
