"""The contents laid out for a width. Pure functions of the model."""

from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType

from briefing import unwritten, wording
from briefing.model import BriefingFile, Theme
from briefing.tui.lines import Line, Run, Target, pad, wrap
from briefing.tui.theme_page import NOTE_MARK

METER_WIDTH = 5
NUMBER_WIDTH = 4
TIME_WIDTH = METER_WIDTH + 2
"""The column of the reading times, in cells."""
SPACIOUS = 48
"""From this width on, the reading time stands beside the title."""


def theme_lines(
    about: BriefingFile,
    themes: Mapping[str, Theme],
    noted: Collection[str],
    current: str,
    width: int,
    *,
    times: Mapping[str, str] = MappingProxyType({}),
    count: Callable[..., int] = unwritten.count,
    tall: bool = False,
) -> list[Line]:
    """A few lines for each theme: number, title, what is unwritten or noted, both stances once its file was read.

    `noted` holds the ids of themes with notes, `times` how long themes take to say, by id. A time stands beside the
    title, or else below the stances where the title has a second line, or may have one since the list is `tall`.
    `count` counts what is unwritten.
    """
    lines: list[Line] = []
    beside = width >= SPACIOUS
    title_width = max(8, width - NUMBER_WIDTH - METER_WIDTH - 3 - (TIME_WIDTH + 1 if beside else 0))
    sides = [side.id for side in about.perspectives]
    for index, entry in enumerate(about.themes):
        target = Target(index)
        is_current = entry.id == current
        theme = themes.get(entry.id)
        dots = wording.stance_marks(*(theme.stances[side].level for side in sides)) if theme else " " * METER_WIDTH
        time = times.get(entry.id, "")
        role = "current" if is_current else "title"
        texts = wrap(entry.title, title_width)
        if tall and not beside and len(texts) == 1:
            texts.append("")
        for number, text in enumerate(texts):
            start = f"{'▸' if is_current else ' '}{index + 1:>2} " if number == 0 else " " * NUMBER_WIDTH
            mark = NOTE_MARK if entry.id in noted else " "
            row = [Run(start + pad(text, title_width) + " ", role, target)]
            if beside:
                row.append(Run(pad(time.rjust(TIME_WIDTH) if number == 0 else "", TIME_WIDTH + 1), "label", target))
            if number == 0:
                unfinished = unwritten.GLYPH if count(entry, theme) else " "
                row += [Run(dots, "label", target), Run(f"{unfinished}{mark}", "note-mark", target)]
            else:
                below = time.rjust(METER_WIDTH) if number == 1 and not beside else ""
                row.append(Run(pad(below, TIME_WIDTH), "label", target))
            lines.append(tuple(row))
    return lines


def legend(about: BriefingFile, width: int) -> list[Line]:
    """What the marks of the stances mean."""
    texts = [
        *(f"{mark} {side.short_name}" for mark, side in zip(wording.STANCE_MARKS, about.perspectives, strict=True)),
        f"{wording.SAME_STANCE} the same",
        f"left to right: {about.scale.labels[0]} to {about.scale.labels[-1]}",
    ]
    return [(Run(f" {line}", "label"),) for text in texts for line in wrap(text, width - 2)]
