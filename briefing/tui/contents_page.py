"""The contents laid out for a width. Pure functions of the model."""

from collections.abc import Collection, Mapping

from briefing.model import BriefingFile, Theme
from briefing.tui.lines import Line, Run, Target, pad, wrap
from briefing.tui.theme_page import NOTE_MARK

FIRST, SECOND, BOTH, TRACK = "●", "○", "◎", "─"
METER_WIDTH = 5
NUMBER_WIDTH = 4


def stance_dots(first: int, second: int) -> str:
    """Two levels of 1 to 5 on one scale, low at the left: `●─○`, with `◎` where they are the same."""
    marks = {first: BOTH} if first == second else {first: FIRST, second: SECOND}
    low, high = min(first, second), max(first, second)
    return "".join(marks.get(n, TRACK if low < n < high else " ") for n in range(1, METER_WIDTH + 1))


def theme_lines(
    about: BriefingFile,
    themes: Mapping[str, Theme],
    noted: Collection[str],
    current: str,
    width: int,
) -> list[Line]:
    """A few lines for each theme: number, title, where notes are, and both stances once its file was read.

    `noted` holds the ids of themes with notes.
    """
    lines: list[Line] = []
    title_width = max(8, width - NUMBER_WIDTH - METER_WIDTH - 3)
    for index, entry in enumerate(about.themes):
        target = Target(index)
        is_current = entry.id == current
        theme = themes.get(entry.id)
        levels = [theme.stances[side.id].level for side in about.perspectives] if theme else None
        dots = stance_dots(*levels) if levels else " " * METER_WIDTH
        role = "current" if is_current else "title"
        for number, text in enumerate(wrap(entry.title, title_width)):
            start = f"{'▸' if is_current else ' '}{index + 1:>2} " if number == 0 else " " * NUMBER_WIDTH
            mark = NOTE_MARK if entry.id in noted and number == 0 else " "
            lines.append(
                (
                    Run(start + pad(text, title_width) + " ", role, target),
                    Run(dots if number == 0 else " " * METER_WIDTH, "label", target),
                    Run(f" {mark}", "note-mark", target),
                )
            )
    return lines


def legend(about: BriefingFile, width: int) -> list[Line]:
    """What the marks of the stances mean."""
    first, second = (side.short_name for side in about.perspectives)
    texts = [
        f"{FIRST} {first}",
        f"{SECOND} {second}",
        f"{BOTH} the same",
        f"left to right: {about.scale.labels[0]} to {about.scale.labels[-1]}",
    ]
    return [(Run(f" {line}", "label"),) for text in texts for line in wrap(text, width - 2)]
