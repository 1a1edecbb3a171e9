"""How much of the screen is laid out and painted for one key, and that nothing of it is out of date."""

from pathlib import Path

import pytest
import samples
from textual.strip import Strip
from tui_support import in_files, of_many, opened

from briefing.model import Theme
from briefing.tui.lines import Page
from briefing.tui.theme_page import View, theme_page
from briefing.tui.widgets import theme_view
from briefing.tui.widgets.line_view import LineView


async def test_the_next_theme_paints_of_the_list_only_the_lines_of_the_two_themes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[tuple[str, int]] = []
    render_line = LineView.render_line

    def recorded(view: LineView, y: int) -> Strip:
        painted.append((type(view).__name__, y))
        return render_line(view, y)

    async with opened(in_files(of_many(10), tmp_path / "b")) as it:
        rows = {
            y
            for y, line in enumerate(it.main.theme_list.lines)
            if any(run.target and run.target.row < 2 for run in line)
        }
        monkeypatch.setattr(LineView, "render_line", recorded)
        await it.pilot.press("right_square_bracket")
        await it.wait_for(lambda: "2/10" in it.lines[0])
        assert rows
        assert {y for name, y in painted if name == "ThemeList"} <= rows


@pytest.mark.parametrize(
    "keys",
    [
        ["right_square_bracket"],
        ["down", "right", "down", "left", "up"],
        ["s", "down", "s"],
        ["right", "pagedown", "right_square_bracket", "end", "left_square_bracket", "home"],
        ["right_square_bracket", "ctrl+t", "escape", "d", "left_square_bracket", "down"],
    ],
)
async def test_what_keys_leave_on_the_screen_is_what_painting_all_of_it_shows(keys: list[str], tmp_path: Path) -> None:
    async with opened(in_files(samples.briefing(), tmp_path / "b"), size=(120, 16)) as it:
        for key in keys:
            await it.pilot.press(key)
            await it.pilot.pause()
        left = [list(strip) for strip in it.strips]
        for widget in it.main.query("*"):
            widget.refresh()
        await it.pilot.pause()
        assert [list(strip) for strip in it.strips] == left


async def test_a_theme_is_laid_out_again_only_where_something_of_it_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def recorded(theme: Theme, view: View, width: int, marked: str) -> Page:
        made.append(theme.id)
        return theme_page(theme, view, width, marked)

    async with opened(in_files(of_many(3), tmp_path / "b")) as it:
        monkeypatch.setattr(theme_view, "theme_page", recorded)
        for key in ("right_square_bracket", "left_square_bracket", "right_square_bracket"):
            await it.pilot.press(key)
        assert made == ["theme-2"]
        await it.pilot.press("s")
        assert made == ["theme-2", "theme-2"]
        await it.pilot.press("n", "x", "escape")
        await it.wait_for(lambda: "◊" in it.text)
        assert made == ["theme-2"] * 3
