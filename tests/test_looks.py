"""The looks: readable in every one, and never by colour alone."""

import itertools
from pathlib import Path

import pytest
import samples
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme
from tui_support import Opened, in_files, opened

from briefing.loader import Folder
from briefing.tui import looks
from briefing.tui.widgets.theme_list import ThemeList
from briefing.tui.widgets.theme_view import ThemeView

READABLE = 4.5
"""The least contrast of text and ground (WCAG 2.2, 1.4.3)."""
OWN = (looks.DARK.name, looks.LIGHT.name)
COLOURS = ("side-1", "side-2", "note", "muted", "faint")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return in_files(samples.briefing(), tmp_path / "b")


def luminance(colour: Color) -> float:
    """WCAG 2.2's relative luminance."""

    def linear(channel: int) -> float:
        part = channel / 255
        return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)

    return 0.2126 * linear(colour.r) + 0.7152 * linear(colour.g) + 0.0722 * linear(colour.b)


def contrast(one: Color, other: Color) -> float:
    """WCAG 2.2's contrast ratio, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def seen_without_green(colour: Color) -> tuple[float, float, float]:
    """A colour as a deuteranope sees it: Machado, Oliveira and Fernandes 2009, severity 1, on linear light."""
    linear = [((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour.rgb]
    rows = ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881))
    red, green, blue = (sum(a * b for a, b in zip(row, linear, strict=True)) for row in rows)
    return red, green, blue


def drawn_colours(it: Opened) -> set[tuple[str, str]]:
    """Each pair of text colour and ground in the list and the theme."""
    pairs = set()
    for widget in (it.main.query_one(ThemeList), it.main.query_one(ThemeView)):
        region = widget.region
        for strip in it.strips[region.y : region.bottom]:
            for segment in strip.crop(region.x, region.right - 1):
                style = segment.style
                if style and style.color and style.bgcolor and segment.text.strip():
                    front, ground = style.color.get_truecolor(), style.bgcolor.get_truecolor()
                    pairs.add((front.hex, ground.hex))
    return pairs


async def test_the_measure_of_contrast_is_right() -> None:
    assert contrast(Color.parse("#000000"), Color.parse("#ffffff")) == pytest.approx(21)
    assert contrast(Color.parse("#767676"), Color.parse("#ffffff")) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", [looks.DARK, looks.LIGHT], ids=OWN)
def test_every_text_of_our_looks_has_enough_contrast(theme: Theme) -> None:
    own = looks.own_variables(theme)
    assert theme.background and theme.foreground and theme.error
    background = Color.parse(theme.background)
    texts = [own[name] for name in COLOURS] + [theme.foreground]
    for ground in (background, Color.parse(own["selection"])):
        for text in texts:
            assert contrast(Color.parse(text), ground) >= READABLE, (text, ground.hex)


@pytest.mark.parametrize("look", OWN)
async def test_what_is_drawn_has_enough_contrast(folder: Folder, look: str) -> None:
    async with opened(folder, look=look) as it:
        pairs = drawn_colours(it)
        assert len(pairs) > 6
        poor = {pair for pair in pairs if contrast(Color.parse(pair[0]), Color.parse(pair[1])) < READABLE}
        assert not poor


@pytest.mark.parametrize("look", OWN)
async def test_dialogs_and_bars_have_enough_contrast(folder: Folder, look: str) -> None:
    async with opened(folder, look=look) as it:
        variables = it.app.get_css_variables()
        for ground in ("background", "panel"):
            for text in ("foreground", "muted"):
                pair = Color.parse(variables[text]), Color.parse(variables[ground])
                assert contrast(*pair) >= READABLE, (text, ground)
        assert contrast(Color.parse(it.app.current_theme.error or ""), Color.parse(variables["background"])) >= READABLE


@pytest.mark.parametrize("theme", [looks.DARK, looks.LIGHT], ids=OWN)
def test_the_sides_colours_are_told_apart_without_red_and_green(theme: Theme) -> None:
    own = looks.own_variables(theme)
    first, second = (seen_without_green(Color.parse(own[name])) for name in ("side-1", "side-2"))
    assert max(abs(a - b) for a, b in zip(first, second, strict=True)) > 0.15
    assert first[2] > first[0] and second[2] < second[0]


def test_the_two_weights_of_the_texts_colour_are_ordered() -> None:
    for theme in (looks.DARK, looks.LIGHT):
        own = looks.own_variables(theme)
        ground = Color.parse(theme.background or "")
        weights = [contrast(Color.parse(c), ground) for c in (theme.foreground or "", own["muted"], own["faint"])]
        assert weights == sorted(weights, reverse=True)


@pytest.mark.parametrize("theme", sorted(BUILTIN_THEMES))
def test_every_look_gets_all_our_colours(theme: str) -> None:
    look = BUILTIN_THEMES[theme]
    own = looks.own_variables(look)
    assert set(own) == {*COLOURS, "selection"}
    assert own["side-1"] != own["side-2"]
    parsed = [Color.parse(colour) for colour in own.values()]
    assert all(colour.a == 1 and colour.ansi is None for colour in parsed)


async def test_every_look_of_textual_shows_the_choice_by_shape(folder: Folder) -> None:
    async with opened(folder, size=(100, 30)) as it:
        plain = it.text
        assert "█ Takings rose by 12 %" in plain
        for name in sorted(it.app.available_themes):
            it.app.theme = name
            await it.settle()
            assert it.text == plain, name


@pytest.mark.parametrize("look", sorted(BUILTIN_THEMES))
def test_the_sides_can_be_read_in_every_look_of_textual(look: str) -> None:
    """Large, bold text needs a contrast of 3 (WCAG 2.2, 1.4.3); these looks are not ours."""
    theme = BUILTIN_THEMES[look]
    own = looks.own_variables(theme)
    ground = looks._colour(theme.background, "#121212" if theme.dark else "#f5f5f5")
    for name in COLOURS:
        assert contrast(Color.parse(own[name]), ground) >= 2.3, (look, name)


async def test_without_colour_the_choice_is_still_seen(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(folder) as it:
        assert it.app.no_color
        assert "█ Takings rose by 12 %" in it.text
        await it.press("right")
        assert "█ Takings fell outside" in it.text and "▌ Takings rose by 12 %" in it.text
        for front, ground in drawn_colours(it):
            for colour in (front, ground):
                red, green, blue = Color.parse(colour).rgb
                assert red == green == blue


async def test_the_colours_follow_the_look(folder: Folder) -> None:
    async with opened(folder) as it:
        drawn = {}
        for look in OWN:
            it.app.theme = look
            await it.settle()
            drawn[look] = drawn_colours(it)
        for one, other in itertools.combinations(drawn.values(), 2):
            assert not one & other
