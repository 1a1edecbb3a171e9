"""How a briefing's data are put into words wherever it is shown: voices, silences, stances, relations."""

from typing import Final

from briefing.model import SILENCE_GLYPH, SILENCE_LABEL, Briefing, Claim, Perspective, Point, Scale, Voice

STANCE_MARKS: Final = ("●", "○")
"""Where the briefing's first and second perspective stand on the scale: they differ in shape, not only in colour."""
SAME_STANCE: Final = "◎"
"""Where both stand."""
BETWEEN_STANCES: Final = "─"
"""Draws the distance between them."""
SILENT: Final = "Does not address this."
"""How a silence is said."""


def spoken(claim: Claim) -> str:
    """The claim's text, with its voice made visible where it is not a paraphrase."""
    match claim.voice:
        case Voice.QUOTE:
            return quoted(claim.text)
        case Voice.EDITOR:
            return f"Editor: {claim.text}"
        case Voice.PARAPHRASE:
            return claim.text


def quoted(text: str) -> str:
    """The text in quotation marks."""
    return f"“{text}”"


def silent(point: Point, side: str) -> str:
    """That a side does not speak to a point, and the words that were looked for."""
    words = ", ".join(point.silence.get(side, ()))
    return SILENT + (f" Looked for: {words}." if words else "")


def meter(level: int) -> str:
    """A level of 1 to 5 as a bar of five characters."""
    return "▰" * level + "▱" * (5 - level)


def stance_marks(first: int, second: int, step: int = 1) -> str:
    """Two levels of 1 to 5 on one scale, low at the left, `step` cells from one level to the next.

    A dumbbell, `●──○`, as wide as the distance between the two; `◎` where they are the same.
    """
    cells = [" "] * (4 * step + 1)
    low, high = ((n - 1) * step for n in sorted((first, second)))
    cells[low:high] = BETWEEN_STANCES * (high - low)
    for level, mark in zip((first, second), STANCE_MARKS, strict=True):
        cells[(level - 1) * step] = mark if first != second else SAME_STANCE
    return "".join(cells)


def scale_marks(step: int = 1) -> str:
    """The levels as numbers, each where `stance_marks` puts a stance of that level."""
    return (" " * (step - 1)).join("12345")


def level(scale: Scale, number: int) -> str:
    """A level in words, such as “promising, 4 of 5”."""
    return f"{scale.label(number)}, {number} of {len(scale.labels)}"


def relation(point: Point) -> tuple[str, str] | None:
    """The glyph and the words for how the answers stand to each other, or None if nothing says so."""
    if sum(1 for claims in point.claims.values() if claims) < 2:
        return SILENCE_GLYPH, SILENCE_LABEL
    return (point.relation.glyph, point.relation.label) if point.relation else None


def sides(briefing: Briefing, *, swapped: bool = False) -> tuple[Perspective, ...]:
    """The perspectives in the order they are shown."""
    return briefing.about.perspectives[:: -1 if swapped else 1]


def one_sided(side: Perspective) -> str:
    """That only one perspective's answers are given, and whose."""
    return f"Only one side’s answers are given here: {side.name}."
