"""The program's own dark and light looks, and its colours in everybody else's."""

from textual.color import Color
from textual.theme import Theme

DARK = Theme(
    name="briefing-dark",
    dark=True,
    primary="#7aa7e8",
    secondary="#d9a441",
    accent="#7aa7e8",
    foreground="#dcdfe4",
    background="#16181d",
    surface="#1c1f26",
    panel="#23272f",
    warning="#d9a441",
    error="#e0787a",
    success="#83b58a",
)
"""A dark page, a blue and an amber that colour-blind readers tell apart."""

LIGHT = Theme(
    name="briefing-light",
    dark=False,
    primary="#1f5fad",
    secondary="#8f5a00",
    accent="#1f5fad",
    foreground="#22252b",
    background="#fbfaf7",
    surface="#f3f1ec",
    panel="#e9e6df",
    warning="#8f5a00",
    error="#b3261e",
    success="#2f6f3a",
)
"""A light page with the same two sides."""

_SIDES = {True: ("#7fb0f5", "#e0aa48"), False: ("#1f5fad", "#8f5a00")}


def own_variables(theme: Theme) -> dict[str, str]:
    """The colours that only this program has, for any look.

    Both sides, notes, the chosen answer, and two fainter weights of the text's colour. A look that leaves its
    colours to the terminal gets those of a plain dark or light page.
    """
    first, second = _SIDES[theme.dark]
    background = _colour(theme.background, "#121212" if theme.dark else "#f5f5f5")
    foreground = _colour(theme.foreground, "#e0e0e0" if theme.dark else "#1e1e1e")
    return {
        "side-1": first,
        "side-2": second,
        "note": "#83b58a" if theme.dark else "#2f6f3a",
        "selection": background.blend(Color.parse(first), 0.16 if theme.dark else 0.10).hex,
        "muted": foreground.blend(background, 0.25).hex,
        "faint": foreground.blend(background, 0.36 if theme.dark else 0.32).hex,
    }


def _colour(named: str | None, otherwise: str) -> Color:
    colour = Color.parse(named or otherwise)
    return Color.parse(otherwise) if colour.ansi is not None else colour
