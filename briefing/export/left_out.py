"""What an export says of the part of a briefing that did not fit the time."""

from collections.abc import Iterator
from typing import Final

from briefing.reading_time import duration
from briefing.text import counted, one_line
from briefing.timebox import TimeBox

TITLE: Final = "What was left out"


def summary(box: TimeBox) -> str:
    """That this is a part, and how much of the whole."""
    kept = sum(len(theme.points) for theme in box.briefing.themes)
    every = kept + sum(len(theme.points) for theme in box.left_out)
    if not box.left_out:
        return f"All {every} points fit into {duration(box.asked)}: they are said aloud in {duration(box.minutes)}."
    return (
        f"The part that fits into {duration(box.asked)}: {kept} of {every} points, said aloud in "
        f"{duration(box.minutes)}. What was left out is listed at the end."
    )


def account(box: TimeBox) -> Iterator[str]:
    """How the time was reckoned, how much each side has of it, and how long the rest takes."""
    sides = [
        f"{one_line(side.name)} {counted(box.words_by_side[side.id], 'word')}"
        for side in box.briefing.about.perspectives
    ]
    whose = "both sides’ answers" if len(sides) > 1 else "one side’s answers"
    yield (
        f"Said aloud at {box.rate} words a minute are titles, questions and {whose}: "
        f"{counted(box.words, 'word')}. Of these the answers have: {'; '.join(sides)}."
    )
    yield ("Overviews, the reasons of the stances, common ground, cruxes and open questions are left out everywhere.")
    if box.left_out:
        yield f"These points are left out too. They take another {duration(box.minutes_left_out)}."
