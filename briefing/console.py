"""Everything that is printed: stdout is data, stderr is narration."""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from briefing.errors import BriefingError, Problem, UnreadableFile, WriteRefused, reason
from briefing.text import clean

if TYPE_CHECKING:
    from threading import Event

    from briefing.diff import Diff
    from briefing.export.source import Line
    from briefing.model import Briefing, BriefingFile
    from briefing.overview import Sort, ThemeRow
    from briefing.search import Results

NARROWEST_COLUMNS = 60
"""Below this width, a terminal too gets linear text."""

WIDEST_LINES = 80
"""The longest line of running text, in cells."""


MOMENT = 1.0
"""How long something takes before it is said that it goes on, and how often it is said again, in seconds."""


class NobodyReads(Exception):
    """Whoever read standard output has gone, as `head` does."""


def put(text: str) -> None:
    """Print data. Raises NobodyReads, and WriteRefused if standard output takes nothing more."""
    try:
        sys.stdout.write(text if text.endswith("\n") else text + "\n")
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise NobodyReads from None
        raise WriteRefused(
            f"standard output: {reason(error, 'it could not be written')}", "Make room, or write to another place."
        ) from None


def let_go() -> None:
    """Write out what is still buffered; what nobody takes any more, as on a terminal that was closed, is forgotten."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def say(text: str) -> None:
    """Print narration."""
    print(clean(text), file=sys.stderr)  # noqa: T201  # the one place that prints


@contextmanager
def working(what: str) -> Iterator[None]:
    """Say what takes long, and for how long already, where stderr is a terminal; it is wiped away in the end.

    Nothing else may be printed meanwhile.
    """
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield
        return
    import threading

    is_done = threading.Event()
    teller = threading.Thread(target=_say_until, args=(is_done, clean(what)), daemon=True)
    teller.start()
    try:
        yield
    finally:
        is_done.set()
        teller.join()


def _say_until(is_done: "Event", what: str) -> None:
    import time

    begun = time.monotonic()
    if is_done.wait(MOMENT):
        return
    with suppress(OSError):
        _overwrite(f"{what} …")
        while not is_done.wait(MOMENT):
            _overwrite(f"{what} … {time.monotonic() - begun:.0f} s")
        _overwrite("")


def _overwrite(line: str) -> None:
    """Put a text in the place of the line that the cursor is on, and the cursor before it; OSError if it is gone."""
    from rich.cells import set_cell_size

    width = os.get_terminal_size(sys.stderr.fileno()).columns or NARROWEST_COLUMNS
    sys.stderr.write(f"\r{set_cell_size(line, width - 1)}\r")
    sys.stderr.flush()


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


def is_colored() -> bool:
    """Whether standard output is a terminal that shows colours, and nobody asked for none (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def put_briefing(briefing: "Briefing", notes: Mapping[str, str], themes: tuple[str, ...] | None) -> None:
    """Print themes (None for all): in columns where stdout is a terminal with room for two, else as plain lines."""
    import shutil

    width = shutil.get_terminal_size().columns
    if sys.stdout.isatty() and width >= NARROWEST_COLUMNS:
        from briefing.columns import print_in_columns

        print_in_columns(briefing, notes, themes, width)
        return
    from briefing.export import Options, render

    options = Options(themes=themes, notes=True, width=width if sys.stdout.isatty() else Options().width)
    put(render("text", briefing, notes, options))


def put_overview(about: "BriefingFile", rows: "Sequence[ThemeRow]", sort: "Sort") -> None:
    """Print a row for each theme: as a table where stdout is a terminal with room for it, else as plain lines."""
    import shutil

    width = shutil.get_terminal_size().columns
    if sys.stdout.isatty() and width >= NARROWEST_COLUMNS:
        from briefing.columns import print_overview

        print_overview(about, rows, sort, width)
        return
    from briefing.export.overview import plain

    put(plain(about, rows, sort))


def put_lines(lines: "Sequence[Line]") -> None:
    """Print a source: with styles where stdout is a terminal that shows them, else as plain lines."""
    import shutil

    from briefing.export.source import plain

    width = min(shutil.get_terminal_size().columns, WIDEST_LINES) if sys.stdout.isatty() else WIDEST_LINES
    if is_colored():
        from briefing.columns import print_lines

        print_lines(lines, width)
        return
    put(plain(lines, width))


def put_results(results: "Results", briefing: "Briefing") -> None:
    """Print what a search found: its words bold where stdout is a terminal that shows it, else as plain lines."""
    import shutil

    from briefing.export.results import plain

    width = min(shutil.get_terminal_size().columns, WIDEST_LINES) if sys.stdout.isatty() else WIDEST_LINES
    if is_colored():
        from briefing.columns import print_results

        print_results(results, briefing, width)
        return
    put(plain(results, briefing, width))


def put_diff(diff: "Diff") -> None:
    """Print what is different: with styles where stdout is a terminal that shows them, else as plain lines."""
    import shutil

    from briefing.export.diff import plain

    width = min(shutil.get_terminal_size().columns, WIDEST_LINES) if sys.stdout.isatty() else WIDEST_LINES
    if is_colored():
        from briefing.columns import print_diff

        print_diff(diff, width)
        return
    put(plain(diff, width))
