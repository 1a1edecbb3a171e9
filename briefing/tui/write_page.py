"""What can be changed of a briefing and a theme, laid out for a width: a row for each part. Pure functions."""

from collections.abc import Iterator, Mapping, Sequence

from briefing.editing.parts import OF_THE_BRIEFING, OF_THE_STANCE, Kind, Part
from briefing.text import one_line
from briefing.tui.lines import Line, Page, Run, Target, fit, pad, width_of, wrap
from briefing.tui.theme_page import BARS, MEASURE, View

LABEL_WIDTH = 15
"""The column of the labels, in cells."""
BESIDE = 50
"""From this width on, the labels stand beside the texts, rather than above them."""
NEUTRAL = "│"
"""The mark of a part that belongs to neither side."""
_EDGE = 5
"""What stands before a label: the margin, the mark, the sign of a problem, and the spaces between."""
_OF_THE_SCALE = frozenset({Kind.SCALE, Kind.SCALE_LABEL})
_SECTIONS = {Kind.BRIEFING_TITLE: "THE BRIEFING", Kind.TITLE: "THE THEME"}
"""The headings, by the kind of part that stands first below them."""
_FOOT = frozenset({Kind.COMMON_GROUND, Kind.CRUX, Kind.OPEN_QUESTION})


def write_page(rows: Sequence[Part], signs: Mapping[int, str], view: View, width: int) -> Page:
    """All parts of a theme for `width` cells; `signs` are those of what `check` finds, by the number of the row."""
    page = Page()
    page.add(-1, ())
    before: Part | None = None
    for index, part in enumerate(rows):
        if before and _group(part) != _group(before):
            page.add(index, ())
        if part.kind in _SECTIONS:
            page.add(index, _heading(_SECTIONS[part.kind], None, index, view, width))
        if part.side and not (before and (before.side, _group(before)) == (part.side, _group(part))):
            name = one_line(view.about.perspective(part.side).short_name.upper())
            page.add(index, _heading(name, part.side, index, view, width))
        page.add(index, *_row(part, index, signs.get(index, ""), view, width))
        before = part
    page.add(len(rows), ())
    return page


def _group(part: Part) -> str:
    """Parts of one group stand together, with a blank line before them."""
    if part.kind in OF_THE_BRIEFING:
        return "scale" if part.kind in _OF_THE_SCALE else f"briefing {part.side}"
    if part.kind in OF_THE_STANCE:
        return f"stance {part.side}"
    if part.kind in _FOOT:
        return part.kind
    return f"point {part.point}"


def label(part: Part) -> str:
    """What a row is called."""
    match part.kind:
        case Kind.BRIEFING_TITLE:
            return "Title"
        case Kind.BRIEFING_QUESTION:
            return "Question"
        case Kind.SCALE:
            return "Scale measures"
        case Kind.SCALE_LABEL:
            return f"Level {part.number + 1}"
        case Kind.POINT:
            return f"Point {part.number + 1}"
    return part.kind.value


def _heading(name: str, side: str | None, index: int, view: View, width: int) -> Line:
    """The line above the parts of a side, or above those that belong to neither."""
    mark, role = _mark(side, view)
    target = Target(index)
    name = fit(name, max(1, min(MEASURE, width - _EDGE)))
    line = (Run(" ", "space"), Run(mark, role, target), Run("   ", "space", target), Run(name, role, target))
    return _filled(line, index, width)


def _mark(side: str | None, view: View) -> tuple[str, str]:
    """The mark of a side, and the role that colours it."""
    ids = [perspective.id for perspective in view.about.perspectives]
    return (BARS[ids.index(side)], f"side-{ids.index(side) + 1}") if side in ids else (NEUTRAL, "label")


def _row(part: Part, index: int, sign: str, view: View, width: int) -> Iterator[Line]:
    beside = width >= BESIDE
    column = max(1, min(MEASURE, width - _EDGE - (LABEL_WIDTH if beside else 0) - 1))
    mark, mark_role = _mark(part.side, view)
    target = Target(index)
    called = label(part)
    texts = [Run(line, _role(part)) for line in wrap(part.text, column)] or [Run("", "text")]
    if part.is_new:
        texts[0] = Run(f"+ {texts[0].text}", texts[0].role)
    if part.rests_on:
        texts += [Run(line, "evidence") for line in wrap(", ".join(part.rests_on), column)]
    if not beside:
        texts.insert(0, Run(called, "label"))
    for number, text in enumerate(texts):
        start = [
            Run(" ", "space"),
            Run(mark, mark_role, target),
            Run(" ", "space", target),
            Run(pad(sign if number == 0 else "", 1), "problem", target),
            Run(" ", "space", target),
        ]
        if beside:
            start.append(Run(pad(called if number == 0 else "", LABEL_WIDTH), "label", target))
        line = (*start, text._replace(target=target))
        yield _filled(line, index, width)


def _filled(line: Line, index: int, width: int) -> Line:
    return (*line, Run(" " * max(0, width - width_of(line)), "space", Target(index)))


def _role(part: Part) -> str:
    if part.is_new:
        return "context"
    match part.kind:
        case Kind.POINT | Kind.TITLE | Kind.BRIEFING_TITLE:
            return "point"
        case Kind.SILENCE:
            return "silence"
        case Kind.EVIDENCE:
            return "evidence"
    return "text"
