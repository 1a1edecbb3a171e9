"""The contents laid out for a width. Pure functions of the model."""

from collections.abc import Collection, Mapping

from briefing import wording
from briefing.model import BriefingFile, Theme
from briefing.tui.lines import Line, Run, Target, pad, wrap
from briefing.tui.theme_page import NOTE_MARK

METER_WIDTH = 5
NUMBER_WIDTH = 4


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
        dots = wording.stance_marks(*levels) if levels else " " * METER_WIDTH
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
    texts = [
        *(f"{mark} {side.short_name}" for mark, side in zip(wording.STANCE_MARKS, about.perspectives, strict=True)),
        f"{wording.SAME_STANCE} the same",
        f"left to right: {about.scale.labels[0]} to {about.scale.labels[-1]}",
    ]
    return [(Run(f" {line}", "label"),) for text in texts for line in wrap(text, width - 2)]
