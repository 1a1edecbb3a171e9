"""The overview as plain lines, one for each theme: for pipes and screen readers."""

from collections.abc import Iterator, Sequence

from briefing.model import BriefingFile
from briefing.overview import Sort, ThemeRow, used
from briefing.text import counted, one_line
from briefing.wording import level


def plain(about: BriefingFile, rows: Sequence[ThemeRow], sort: Sort) -> str:
    """What the scale measures and how the themes are sorted, then the themes."""
    scale = about.scale
    measured = f"The scale: {scale.measures}, from 1, {scale.labels[0]}, to 5, {scale.labels[-1]}."
    head = [about.title, measured, f"{counted(len(rows), 'theme')}, {sort.meaning}:"]
    return "\n".join([*map(one_line, head), "", *(one_line(theme_line(about, row)) for row in rows)]) + "\n"


def theme_line(about: BriefingFile, row: ThemeRow) -> str:
    """All that the overview says of a theme."""
    return f"{row.number}. {row.title}: {'; '.join(_parts(about, row))}"


def _parts(about: BriefingFile, row: ThemeRow) -> Iterator[str]:
    if row.levels is None:
        yield "cannot be read"
    else:
        for side, stance in zip(about.perspectives, row.levels, strict=True):
            yield f"{side.short_name} {level(about.scale, stance)}"
        yield f"distance {row.distance}"
        relations = ", ".join(f"{row.counts[kind]} {kind.label}" for kind in used([row]) if row.counts[kind])
        yield f"{counted(len(row.points), 'point')}: {relations}"
        for side, silences in zip(about.perspectives, row.silences, strict=True):
            if silences:
                yield f"{side.short_name} silent on {silences}"
    if row.notes:
        yield counted(row.notes, "note")
