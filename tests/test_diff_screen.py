"""What has changed, on the screen: as a program of its own, and in the reader."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import samples
from msgspec.structs import replace
from terminal import BRIEFING, terminal
from test_cli import Run, assert_refused, own, run
from test_cli_diff import THEME, Git, edit, git, other
from tui_support import MARKUP, MadeFolder, Opened, in_files, opened, rotating

from briefing.diff import compare
from briefing.loader import Folder
from briefing.model import Briefing
from briefing.settings import Read
from briefing.tui.app import BriefingApp
from briefing.tui.diff_app import DiffApp
from briefing.tui.diff_page import Compared
from briefing.tui.screens.diff import DiffScreen
from briefing.tui.screens.help import HelpScreen
from briefing.tui.screens.theme import ThemeScreen

__all__ = ["git", "other", "own", "run"]

PLAIN = samples.briefing()
CHANGED = samples.briefing(lambda text: text.replace("12 %", "14 %").replace("soot", "dirt").replace("rents", "rent"))
"""One change in the first theme's first point, one in its second, and three in the second theme."""


class Shown(Opened):
    """The program of its own while it runs."""

    @property
    def diff(self) -> DiffScreen:
        return self.screen(DiffScreen)

    @property
    def row(self) -> int:
        """The difference that the cursor is on."""
        return self.diff.page_view.row


@asynccontextmanager
async def shown(
    old: Briefing = PLAIN, new: Briefing = CHANGED, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[Shown]:
    found = Compared(compare(old, new), "./old", "./new", "Nothing differs.", "They were compared.")
    app = DiffApp(found, Read())
    app.animation_level = "none"
    async with app.run_test(size=size) as pilot:
        it = Shown(app, pilot, Path("none"), "none")  # type: ignore[arg-type]  # all that is used, both programs have
        await it.settle()
        yield it


# The program of its own


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
async def test_old_and_new_are_shown_with_the_list_where_there_is_room(size: tuple[int, int]) -> None:
    async with shown(size=size) as it:
        assert "Changes  1/5" in it.lines[0]
        assert ("▸Shops and trade" in it.text) == (size[0] >= 100)
        at = [it.where(sign) for sign in ("- Takings rose by 12 %", "+ Takings rose by 14 %")]
        assert (at[0][1] == at[1][1]) == (size[0] >= 80)
        assert "Figures gone: 12 %" in it.text
        assert it.lines[-1].rstrip().endswith("? help  Esc close")


async def test_the_words_that_differ_are_marked_by_more_than_colour() -> None:
    async with shown() as it:
        styles = {segment.text.strip(): segment.style for strip in it.strips for segment in strip}
        gone, come, kept = styles["12"], styles["14"], styles["Takings rose by"]
        assert gone and come and kept
        assert (gone.strike, come.underline) == (True, True)
        assert not kept.strike and not kept.underline


async def test_keys_go_from_change_to_change_and_from_theme_to_theme() -> None:
    async with shown() as it:
        rows = []
        for key in ("down", "j", "up", "right_square_bracket", "right_square_bracket", "left_square_bracket", "G", "g"):
            await it.press(key)
            rows.append(it.row)
        assert rows == [1, 2, 1, 2, 2, 0, 4, 0]
        await it.press("right_square_bracket")
        assert "▸Air and noise" in it.text and "Changes  3/5" in it.text


@pytest.mark.parametrize("key", ["down", "pagedown"])
async def test_a_change_that_takes_more_than_a_screen_can_be_read_to_its_end(key: str) -> None:
    old, new = (
        replace(PLAIN, themes=(replace(PLAIN.themes[0], crux=text), *PLAIN.themes[1:]))
        for text in (" ".join(f"{word}{number}" for number in range(300)) for word in ("old", "new"))
    )
    async with shown(old, new, size=(60, 20)) as it:
        seen = it.text
        for _ in range(15):
            await it.press(key)
            seen += it.text
        assert all(f"{word}{number}" in seen for word in ("old", "new") for number in range(300))


async def test_a_click_in_the_list_goes_to_the_theme_and_one_on_a_change_chooses_it() -> None:
    async with shown() as it:
        await it.click("Air and noise")
        assert it.row == 2
        await it.click("Takings rose by 12 %")
        assert it.row == 0


async def test_help_and_the_palette_know_the_keys() -> None:
    async with shown() as it:
        await it.press("question_mark")
        it.screen(HelpScreen)
        assert "Among the changes" in it.text and "Go to the next change." in it.text
        await it.press("escape", "ctrl+p")
        await it.typing("Next change")
        await it.wait_for_text("Next change  ↓ j")
        await it.press("enter")
        await it.wait_for(lambda: isinstance(it.app.screen, DiffScreen) and it.row == 1)


@pytest.mark.parametrize("key", ["q", "escape", "ctrl+q"])
async def test_it_is_left_with(key: str) -> None:
    async with shown() as it:
        await it.press(key)
        assert it.app._exit
        assert not it.app.return_code


async def test_nothing_leads_to_a_theme_where_no_briefing_is_open() -> None:
    async with shown() as it:
        assert "open" not in [command.id for command in it.diff.possible_commands()]
        await it.press("enter")
        it.screen(DiffScreen)


@pytest.mark.parametrize("size", [(120, 40), (60, 20)])
async def test_two_that_are_the_same_are_said_to_be(size: tuple[int, int]) -> None:
    async with shown(new=samples.briefing(), size=size) as it:
        assert "Nothing differs." in it.text and "They were compared." in it.text
        assert "Changes in" not in it.text
        await it.press("down", "up", "right_square_bracket", "pagedown", "G", "g", "enter")
        assert "Nothing differs." in it.text


@pytest.mark.parametrize("size", [(120, 40), (50, 20)])
@pytest.mark.parametrize("texts", [MARKUP, samples.HOSTILE], ids=["markup", "hostile"])
async def test_hostile_texts_are_only_shown(size: tuple[int, int], texts: tuple[str, ...]) -> None:
    async with shown(new=samples.briefing(rotating(texts)), size=size) as it:
        seen = ""
        for _ in range(12):
            assert all(strip.cell_length == size[0] for strip in it.strips)
            seen += it.text
            await it.press("right_square_bracket", "pagedown")
        assert "\x1b" not in seen and "\u202e" not in seen
        assert ("[b]Rich[/b]" if texts is MARKUP else "II. roman") in seen


async def test_another_width_keeps_the_place() -> None:
    async with shown(new=samples.briefing(samples.before("So"))) as it:
        await it.press(*["down"] * 12)
        for size in ((60, 20), (120, 40)):
            await it.resize(*size)
            assert it.row == 12
            assert "█" in it.text


# In a terminal


def test_the_program_opens_from_the_command_line_and_ends_as_the_printed_difference_does(
    own: Path, other: Path
) -> None:
    with terminal((*BRIEFING, "diff", "./own", "./other", "--screen"), folder=own.parent) as window:
        window.shows("- ./own", "+ ./other", "- Takings rose by 12 %", "+ Takings rose by 14 %", "1/1")
        window.press("q")
        assert window.ends() == 1
        assert window.is_as_before


def test_without_a_terminal_it_says_what_to_do(run: Run, own: Path, other: Path) -> None:
    assert_refused(run("diff", "./own", "./other", "--screen"), "this is none", "without --screen prints")
    assert_refused(run("diff", "./own", "./other", "--screen", "-f", "json"), "name a format, or --screen")


@pytest.mark.parametrize("arguments", [("./own", "--git", "HEAD"), ("./own", "./other")])
def test_both_are_named_as_they_were_asked_for(
    run: Run, own: Path, other: Path, git: Git, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    edit(own, THEME, "rose by 12 %", "rose by 13 %")
    seen: list[DiffApp] = []
    monkeypatch.setattr("briefing.opening.refuse_without_terminal", lambda instead: None)
    monkeypatch.setattr(DiffApp, "run", lambda app: seen.append(app))
    assert run("diff", *arguments, "--screen").code == 1
    named = seen[0]._compared
    assert (named.old, named.new) == (("./own at HEAD", "./own now") if "--git" in arguments else ("./own", "./other"))


# In the reader


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return in_files(PLAIN, tmp_path / "b")


async def test_a_file_that_was_changed_shows_since_the_briefing_was_opened(folder: Folder) -> None:
    async with opened(folder) as it:
        edit(folder.path, THEME, "rose by 12 %", "rose by 14 %")
        await it.wait_for_text("rose by 14 %")
        await it.press("D")
        await it.wait_for_text("Changes since it was opened  1/1")
        assert "- Takings rose by 12 %" in it.text and "+ Takings rose by 14 %" in it.text
        await it.press("D")
        it.screen(ThemeScreen)


async def test_where_nothing_has_changed_that_is_said_with_what_to_do(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("D")
        await it.wait_for_text("Nothing has changed since it was opened.")
        assert "in a git repository" in it.text


async def test_the_screen_follows_the_files(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("D")
        await it.wait_for_text("Nothing has changed since it was opened.")
        edit(folder.path, THEME, "rose by 12 %", "rose by 14 %")
        await it.wait_for_text("+ Takings rose by 14 %")
        edit(folder.path, THEME, "rose by 14 %", "rose by 12 %")
        await it.wait_for_text("Nothing has changed since it was opened.")


async def test_the_last_commit_is_what_counts_where_there_is_one(folder: Folder) -> None:
    asked: list[Path] = []

    def committed(path: Path) -> Briefing:
        asked.append(path)
        return CHANGED

    async with opened(folder, read_committed=committed) as it:
        assert asked == []
        await it.press("D")
        await it.wait_for_text("Changes since the last commit  1/5")
        assert "- Takings rose by 14 %" in it.text and "+ Takings rose by 12 %" in it.text
        assert asked == [folder.path]


async def test_enter_goes_to_what_has_changed_and_back_to_the_change(folder: Folder) -> None:
    async with opened(folder, read_committed=lambda path: CHANGED) as it:
        await it.press("D")
        await it.wait_for_text("1/5")
        await it.press("down", "enter")
        assert it.screen(ThemeScreen).place.point == "rents"
        await it.press("escape")
        await it.wait_for_text("Changes since the last commit  2/5")


async def test_a_briefing_that_could_not_be_read_whole_says_so(folder: Folder) -> None:
    whole = (folder.path / THEME).read_text()
    (folder.path / THEME).write_text("question: x\n")
    async with opened(Folder(folder.path), theme="air") as it:
        await it.press("D")
        await it.wait_for_text("themes/trade.yaml")
        it.screen(ThemeScreen)
        (folder.path / THEME).write_text(whole)
        await it.wait_for(lambda: "trade" in it.main.themes)
        await it.press("D")
        await it.wait_for_text("could not be read whole when it was opened")


async def test_another_screen_that_was_opened_meanwhile_is_not_covered(folder: Folder) -> None:
    async def pressed(it: Opened) -> None:
        await it.press("D", "question_mark")
        going.set()
        await it.wait_for(lambda: not list(it.app.workers))

    loop, going = asyncio.get_running_loop(), asyncio.Event()

    def committed(path: Path) -> Briefing:
        asyncio.run_coroutine_threadsafe(going.wait(), loop).result()
        return CHANGED

    async with opened(folder, read_committed=committed) as it:
        await pressed(it)
        it.screen(HelpScreen)


async def test_what_nothing_has_cleaned_is_shown_clean(tmp_path: Path) -> None:
    made = samples.briefing(rotating(("\x1b[31mred\x1b]0;t\x07", "\u202eleft")))
    async with opened(MadeFolder(made, tmp_path / "b"), read_committed=lambda path: PLAIN) as it:
        await it.press("D")
        await it.wait_for_text("Changes since the last commit")
        assert "\x1b" not in it.text and "\u202e" not in it.text


@pytest.mark.parametrize("flags", [(), ("--read-only",)])
def test_a_repository_is_looked_at_unless_the_briefing_is_only_shown(
    run: Run, own: Path, git: Git, monkeypatch: pytest.MonkeyPatch, flags: tuple[str, ...]
) -> None:
    seen: list[BriefingApp] = []
    monkeypatch.setattr("briefing.opening.refuse_without_terminal", lambda: None)
    monkeypatch.setattr(BriefingApp, "run", lambda app: seen.append(app))
    assert run("open", "./own", *flags).code == 0
    assert (seen[0]._outside.read_committed(own) is None) == bool(flags)
