"""Showing a briefing to a room."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import samples
from tui_support import Opened, in_files, long_claims, opened, squeezed, store

from briefing.loader import Folder
from briefing.place import Place
from briefing.tui.messages import PresentAsked
from briefing.tui.screens.help import HelpScreen
from briefing.tui.screens.present import PresentScreen
from briefing.tui.screens.theme import ThemeScreen
from briefing.tui.widgets.bars import ProblemBar

SIZES = pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=lambda size: f"{size[0]}x{size[1]}")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A briefing with a note on its first point."""
    made = in_files(samples.briefing(), tmp_path / "b")
    notes = store(made.path / "notes.yaml", made.about.id)
    notes.set("trade/takings", "SECRET NOTE")
    notes.save()
    return made


class Clock:
    """A clock that goes on only when it is told to."""

    def __init__(self) -> None:
        self.seconds = 1_700_000_000.0

    def __call__(self) -> float:
        return self.seconds


@asynccontextmanager
async def presenting(
    folder: Folder, size: tuple[int, int] = (120, 40), minutes: float | None = None, slide: str = ""
) -> AsyncIterator[tuple[Opened, Clock, list[Place]]]:
    """The program while it presents, its clock, and the places that were kept."""
    clock, kept = Clock(), list[Place]()
    async with opened(folder, size=size, now=clock, keep_place=kept.append) as it:
        it.app.post_message(PresentAsked(slide, minutes))
        await it.settle()
        yield it, clock, kept


def slide(it: Opened) -> str:
    return it.screen(PresentScreen).showing.slide


@SIZES
async def test_a_point_is_built_step_by_step_and_taken_back(folder: Folder, size: tuple[int, int]) -> None:
    async with presenting(folder, size, slide="point/trade/takings") as (it, _, _):
        steps = ["Do the shops take more?", "Takings rose by 12 %", "Takings fell outside", "They answer against"]
        for number, key in enumerate(["", "space", "right", "pagedown"]):
            if key:
                await it.press(key)
            assert [step in it.text for step in steps] == [step in steps[: number + 1] for step in steps]
        for number, key in enumerate(["left", "up", "pageup"]):
            await it.press(key)
            assert [step in it.text for step in steps] == [step in steps[: 3 - number] for step in steps]


@SIZES
async def test_it_goes_through_the_whole_briefing_from_the_title_to_the_end(
    folder: Folder, size: tuple[int, int]
) -> None:
    async with presenting(folder, size) as (it, _, _):
        assert "Should the main street be closed to cars?" in it.text and "CLOSE IT" in it.text
        seen = [slide(it)]
        for _ in range(40):
            await it.press("down")
            seen.append(slide(it))
        ids = list(dict.fromkeys(seen))
        assert (ids[:3], ids[-2:]) == (["title", "theme/trade", "point/trade/takings"], ["point/air/noise", "end"])
        assert "A full year of takings." in it.text and "Measurements in the side streets." in it.text
        await it.press("home")
        assert slide(it) == "title"
        await it.press("end")
        assert slide(it) == "end"


async def test_going_back_over_a_slides_start_shows_the_one_before_as_a_whole(folder: Folder) -> None:
    async with presenting(folder, slide="point/trade/rents") as (it, _, _):
        await it.press("left")
        assert slide(it) == "point/trade/takings"
        assert "They answer against each other." in it.text


async def test_points_can_be_shown_all_at_once_and_step_by_step_again(folder: Folder) -> None:
    async with presenting(folder, slide="point/trade/takings") as (it, _, _):
        await it.press("i")
        assert "Takings rose by" in it.text and "They answer against" in it.text
        await it.press("right")
        assert slide(it) == "point/trade/rents" and "They rise slowly." in it.text
        await it.press("i", "left")
        assert slide(it) == "point/trade/rents" and "They share part" not in it.text


async def test_the_screen_can_be_blanked_and_what_was_there_comes_back(folder: Folder) -> None:
    async with presenting(folder, slide="point/trade/takings") as (it, _, kept):
        await it.press("right")
        before = it.text
        await it.press("b")
        assert not it.text.strip()
        assert kept[-1].showing and kept[-1].showing.is_blank
        await it.press("b")
        assert it.text == before


async def test_going_on_ends_the_blank(folder: Folder) -> None:
    async with presenting(folder, slide="point/trade/takings") as (it, _, kept):
        await it.press("b", "right")
        assert "Takings rose by" in it.text
        assert kept[-1].showing and not kept[-1].showing.is_blank


async def test_the_clock_shows_what_has_passed_of_what_was_planned_and_hides_again(folder: Folder) -> None:
    async with presenting(folder, minutes=2) as (it, clock, _):
        assert "0:00" not in it.text
        clock.seconds += 75
        await it.press("c")
        assert it.lines[-1].strip() == "1:15 of 2:00"
        await it.press("c")
        assert not it.lines[-1].strip()


async def test_without_a_plan_the_clock_shows_only_what_has_passed(folder: Folder) -> None:
    async with presenting(folder) as (it, clock, _):
        clock.seconds += 3
        await it.press("c")
        assert it.lines[-1].strip() == "0:03"


async def test_only_what_fits_the_minutes_is_shown(folder: Folder) -> None:
    async with presenting(folder, minutes=0.6) as (it, _, kept):
        seen = set()
        for _ in range(30):
            seen.add(slide(it))
            await it.press("space")
        assert len([id for id in seen if id.startswith("point/")]) == 3
        assert kept[-1].showing and kept[-1].showing.minutes == 0.6


@pytest.mark.parametrize("minutes", [0.6, 60])
async def test_within_minutes_nothing_is_shown_that_they_do_not_reckon_with(folder: Folder, minutes: float) -> None:
    async with presenting(folder, minutes=minutes) as (it, _, _):
        seen, told = list[str](), ""
        for _ in range(40):
            seen.append(slide(it))
            told += squeezed(it.text)
            await it.press("space")
        assert "end" not in seen and seen[-1].startswith("point/")
        for theme in folder.briefing().themes:
            for unsaid in (theme.crux, theme.overview, *(stance.reason for stance in theme.stances.values())):
                assert unsaid and squeezed(unsaid) not in told


async def test_minutes_that_no_point_fits_are_told_on_the_main_screen(folder: Folder) -> None:
    async with presenting(folder, minutes=0.01) as (it, _, _):
        it.screen(ThemeScreen)
        told = " ".join(notification.message for notification in it.app._notifications)
        assert "The shortest time is 0.2 minutes" in told


async def test_a_theme_that_cannot_be_read_is_told_on_the_main_screen(folder: Folder) -> None:
    (folder.path / "themes" / "air.yaml").write_text("broken: [", encoding="utf-8")
    async with opened(folder) as it:
        await it.press("p")
        it.screen(ThemeScreen)
        told = " ".join(notification.message for notification in it.app._notifications)
        assert "air.yaml" in told


@SIZES
async def test_p_starts_at_the_point_and_ending_goes_to_the_point_that_was_shown(
    folder: Folder, size: tuple[int, int]
) -> None:
    async with opened(folder, size=size) as it:
        await it.press("down", "p")
        assert slide(it) == "point/trade/rents"
        await it.press("i", "right", "right", "right")
        assert slide(it) == "point/air/soot"
        await it.press("escape")
        it.screen(ThemeScreen)
        assert it.main.theme and it.main.theme.id == "air"
        assert it.main.point and it.main.point.id == "soot"


async def test_ending_on_the_title_leaves_the_main_screen_where_it_was(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("2", "down", "p", "home", "escape")
        assert it.main.point and it.main.point.id == "noise"


async def test_swapped_sides_are_presented_swapped(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("s", "p")
        await it.press("right")
        assert "Takings fell outside" in it.text and "Takings rose by" not in it.text


async def test_neither_notes_nor_evidence_nor_keys_are_shown(folder: Folder) -> None:
    async with presenting(folder) as (it, _, _):
        for _ in range(30):
            await it.press("space")
            assert not any(text in it.text for text in ("SECRET", "¶", "q quit", "? help"))


@SIZES
@pytest.mark.parametrize("key", ["space", "end", "b", "c"])
async def test_the_keys_are_said_below_the_first_slide_until_the_first_move(
    folder: Folder, size: tuple[int, int], key: str
) -> None:
    async with presenting(folder, size=size) as (it, _, _):
        hint = "Space go on  ? help  Esc end"
        assert it.lines[-1].strip() == hint
        await it.press("question_mark", "escape")
        assert it.lines[-1].strip() == hint
        first = it.lines[:-1]
        await it.press(key)
        assert hint not in it.text
        await it.press("b", "home")
        assert it.lines[:-1] == first


@pytest.mark.parametrize("wanted", ["title", "theme/trade", "point/trade/takings", "end"])
async def test_a_slide_that_takes_several_screenfuls_says_at_the_foot_which_one_it_is(
    tmp_path: Path, wanted: str
) -> None:
    folder = in_files(samples.briefing(lambda text: f"{text} {'more ' * 40}"), tmp_path / "b")
    async with presenting(folder, (60, 20), slide=wanted) as (it, _, _):
        said = list[str]()
        while slide(it) == wanted:
            said.append(it.lines[-1].strip())
            showing = it.screen(PresentScreen).showing
            assert said[-1].startswith(f"part {showing.part} of {showing.parts}")
            before = it.text
            await it.press("space")
            if it.text == before:
                break
        parts = list(dict.fromkeys(each.split("  ")[0] for each in said))
        assert len(parts) > 1
        assert parts == [f"part {n} of {len(parts)}" for n in range(1, len(parts) + 1)]


async def test_a_slide_that_the_screen_holds_has_no_part_and_a_blank_screen_says_none(tmp_path: Path) -> None:
    folder = in_files(long_claims(300), tmp_path / "b")
    async with presenting(folder, slide="theme/trade") as (it, _, _):
        await it.press("c", "c")
        assert not it.lines[-1].strip()
        await it.press("space", "space", "c")
        assert it.lines[-1].split() == ["part", "1", "of", "2", "·", "0:00"]
        await it.press("b")
        assert it.lines[-1].strip() == "0:00"
        await it.resize(120, 100)
        await it.press("b")
        assert it.lines[-1].strip() == "0:00"


async def test_what_is_shown_is_kept_at_once_and_its_end_too(folder: Folder) -> None:
    async with presenting(folder, slide="point/trade/takings") as (it, clock, kept):
        clock.seconds += 5
        await it.press("right", "right")
        showing = kept[-1].showing
        assert showing and (showing.slide, showing.step, showing.ended) == ("point/trade/takings", 2, False)
        assert showing.started == clock.seconds - 5
        await it.press("escape")
        assert kept[-1].showing and kept[-1].showing.ended


async def test_leaving_the_program_ends_the_presentation(folder: Folder) -> None:
    async with presenting(folder) as (it, _, kept):
        await it.press("ctrl+q")
        assert kept[-1].showing and kept[-1].showing.ended


async def test_a_resize_keeps_the_slide_and_the_step(tmp_path: Path) -> None:
    folder = in_files(long_claims(150), tmp_path / "b")
    async with presenting(folder, (120, 40), slide="point/trade/takings") as (it, _, _):
        await it.press("right", "right")
        for size in ((60, 20), (40, 12), (120, 40)):
            await it.resize(*size)
            showing = it.screen(PresentScreen).showing
            assert (showing.slide, showing.step) == ("point/trade/takings", 2)
            assert squeezed("Do the shops take more?") in squeezed(it.text)


async def test_a_resize_keeps_the_part_of_a_slide_that_goes_on(tmp_path: Path) -> None:
    folder = in_files(long_claims(300), tmp_path / "b")
    async with presenting(folder, (60, 20), slide="point/trade/takings") as (it, _, _):
        await it.press("right", "right")
        shown = it.text
        assert "word0 " not in shown and "word299" not in shown
        await it.resize(120, 40)
        await it.resize(60, 20)
        assert it.text == shown


@pytest.mark.parametrize("size", [(60, 20), (40, 12)])
async def test_a_long_point_goes_on_over_several_screens_without_a_cut(tmp_path: Path, size: tuple[int, int]) -> None:
    folder = in_files(long_claims(150), tmp_path / "b")
    async with presenting(folder, size, slide="point/trade/takings") as (it, _, _):
        told = ""
        while slide(it) == "point/trade/takings":
            await it.press("space")
            told += squeezed(it.text)
        assert [n for n in range(150) if f"word{n}" not in told] == []


async def test_a_change_on_the_disk_is_shown_at_the_same_step(folder: Folder) -> None:
    async with presenting(folder, slide="point/trade/takings") as (it, _, _):
        await it.press("right")
        path = folder.path / "themes" / "trade.yaml"
        path.write_text(path.read_text().replace("Takings rose by 12 %", "Takings rose by 13 %"))
        await it.wait_for_text("Takings rose by 13 %")
        assert "Takings fell outside" not in it.text
        path.write_text("broken: [")
        await it.wait_for(lambda: bool(it.main.query(ProblemBar)))
        assert "Takings rose by 13 %" in it.text


async def test_help_shows_the_keys_of_presenting_first(folder: Folder) -> None:
    async with presenting(folder) as (it, _, _):
        await it.press("?")
        it.screen(HelpScreen)
        assert it.text.index("While presenting") < it.text.index("Blank the screen")
        await it.press("escape")
        it.screen(PresentScreen)
