"""The user's notes laid out for a width: the tags, then a row for each note. Pure functions."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from briefing.notes_list import Listed
from briefing.tags import Tag, folded
from briefing.tui.lines import Line, Page, Run, Target, fit, width_of, wrap, wrapped
from briefing.tui.theme_page import MEASURE, NOTE_LINES, NOTE_MARK

BAR = "▌"
CHOSEN = "▸"
"""Stands before the tag whose notes are listed."""


def notes_page(notes: Sequence[Listed], tags: Sequence[Tag], chosen: str, width: int) -> Page:
    """The notes below all tags; `chosen` is the tag that the list is narrowed to, or nothing."""
    page = Page()
    column = max(8, min(MEASURE, width - 4))
    page.add(-1, (), *_tags(tags, chosen, column))
    for index, note in enumerate(notes):
        page.add(index, *([()] if index or tags else []))
        page.add(index, *(_barred(line, Target(index), column) for line in _note(note, column)))
    page.add(len(notes), ())
    return page


def empty_page(how: str, width: int) -> Page:
    """What is shown instead of notes; `how` says how to write one."""
    page = Page()
    column = max(8, min(MEASURE, width - 2))
    page.add(-1, ())
    for text, role in (("You have no notes yet.", "question"), (how, "byline")):
        page.add(-1, *((Run(" ", "space"), Run(line, role)) for line in wrap(text, column)))
    return page


def _tags(tags: Sequence[Tag], chosen: str, width: int) -> Iterator[Line]:
    """Every tag with the number of its notes, as many on a line as there is room for."""
    line: list[Run] = []
    for tag in tags:
        is_chosen = folded(tag.name) == folded(chosen)
        shown = fit(f"#{tag.name}", width - len(f" {tag.notes}") - 1) + f" {tag.notes}"
        if line and width_of(tuple(line)) + 3 + cell_len(shown) > width:
            yield tuple(line)
            line = []
        line += [Run((CHOSEN if is_chosen else " ").rjust(2 if line else 1), "here")]
        line += [Run(shown, "here" if is_chosen else "label")]
    if line:
        yield tuple(line)


def _note(note: Listed, width: int) -> Iterator[Line]:
    yield from wrapped(note.about, "point", width)
    if note.is_stray:
        yield from wrapped("The briefing no longer has what this note is on.", "problem", width)
    elif note.theme and "/" in note.target:
        yield from wrapped(note.theme, "byline", width)
    elif not note.is_stray:
        yield from wrapped(f"{note.theme.split()[0]} The whole theme", "byline", width)
    lines = [line for line in wrap(note.text, width - 2) if line]
    if len(lines) > NOTE_LINES:
        lines = [*lines[: NOTE_LINES - 1], fit(lines[NOTE_LINES - 1] + " …", width - 2)]
    for number, line in enumerate(lines):
        yield (Run("  " if number else f"{NOTE_MARK} ", "note-mark"), Run(line, "note"))
    if note.tags:
        yield from wrapped(" ".join(f"#{tag}" for tag in note.tags), "label", width)


def _barred(line: Line, target: Target, width: int) -> Line:
    runs = tuple(run._replace(target=target) for run in line)
    fill = Run(" " * (width - width_of(line)), "space", target)
    return (Run(" ", "space"), Run(BAR, "note-mark", target), Run(" ", "space", target), *runs, fill)
