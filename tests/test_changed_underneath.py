"""Screens and dialogs that are open while another program changes what they show."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from test_claim_screens import read
from test_write_screen import go_to, own, press, retype
from tui_support import Opened, opened

from briefing import copies
from briefing.citing import ClaimRef
from briefing.editing import part_edits, steps
from briefing.editing.parts import Kind, Part, parts
from briefing.editing.steps import Step
from briefing.errors import BriefingError
from briefing.loader import Folder
from briefing.paths import builtin_folder
from briefing.tui.messages import PlaceAsked
from briefing.tui.screens.citing import CitingScreen
from briefing.tui.screens.claim import ClaimScreen
from briefing.tui.screens.copying import CopyingScreen
from briefing.tui.screens.diff import DiffScreen
from briefing.tui.screens.evidence import EvidenceScreen
from briefing.tui.screens.source import SourceScreen
from briefing.tui.screens.sources import SourcesScreen
from briefing.tui.screens.theme import ThemeScreen
from briefing.tui.screens.write import WriteScreen

__all__ = ["own"]


def part(folder: Folder, theme: str, kind: Kind, point: str | None = None) -> Part:
    """The first part of a kind that a theme has, as its file has it now."""
    now = Folder(folder.path)
    listed = parts(now.theme(theme), now.about, [side.id for side in now.about.perspectives])
    return next(each for each in listed if each.kind is kind and point in (None, each.point))


def elsewhere(folder: Folder, planned: Callable[[Folder], Step]) -> None:
    """Another program changes the briefing."""
    steps.take(planned(Folder(folder.path)))


async def shown(it: Opened, is_so: Callable[[Folder], bool]) -> None:
    """Wait until the program has read a change."""
    await it.wait_for(lambda: is_so(it.app.desks.folder))


def with_points_of_their_own(it: Opened) -> tuple[str, ClaimRef]:
    """A paragraph that claims on several points cite, and the first of the claims."""
    citing = it.app.desks.reading.reading().citing
    return next((at, claims[0]) for at, claims in citing.items() if len({(c.theme, c.point) for c in claims}) > 1)


def has_point(theme: str, point: str) -> Callable[[Folder], bool]:
    return lambda folder: point in [each.id for each in folder.theme(theme).points]


async def test_a_claim_that_is_gone_is_no_longer_among_those_to_choose_from(own: Folder) -> None:
    async with opened(own) as it:
        locator, claim = with_points_of_their_own(it)
        await read(it, locator)
        await it.press("enter")
        screen = it.screen(CitingScreen)
        elsewhere(own, part_edits.deleted(claim.theme, part(own, claim.theme, Kind.POINT, claim.point)))
        await shown(it, lambda folder: not has_point(claim.theme, claim.point)(folder))
        assert it.app.screen is screen
        left = {(each.theme, each.point) for each in screen.claims}
        assert left and (claim.theme, claim.point) not in left
        await it.press("enter")
        assert (it.main.place.theme, it.main.place.point) in left


async def test_where_no_claim_is_left_to_choose_the_reader_comes_back(own: Folder) -> None:
    async with opened(own) as it:
        locator, _ = with_points_of_their_own(it)
        reader = await read(it, locator)
        await it.press("enter")
        it.screen(CitingScreen)
        for theme in [entry.id for entry in own.about.themes]:
            path = own.path / f"themes/{theme}.yaml"
            path.write_text(path.read_text("utf-8").replace(locator, "nowhere/9"), "utf-8")
        await it.wait_for(lambda: it.app.screen is reader)


async def test_the_cursor_stays_among_the_sources_that_there_are(own: Folder) -> None:
    one, other = (side.source for side in own.about.perspectives)
    async with opened(own) as it:
        await it.press("S", "down")
        for path in (own.path / "briefing.yaml", *(own.path / "themes").iterdir()):
            path.write_text(path.read_text("utf-8").replace(other, one), "utf-8")
        await shown(it, lambda folder: list(folder.sources()) == [one])
        assert it.screen(SourcesScreen).source.id == one


async def test_the_reader_shows_the_outline_as_it_is_now_with_the_cursor_on_its_paragraph(own: Folder) -> None:
    path = own.path / "sources/ashgrave.yaml"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    digests = [number for number, line in enumerate(lines) if "digest" in line]
    async with opened(own) as it:
        reader = await read(it, "ashgrave/2")
        count = len(reader._rows)
        for deleted, at in ((digests[-1], "ashgrave/2"), (digests[1], "ashgrave/one-street-is-not-nine/1")):
            path.write_text("".join(line for number, line in enumerate(lines) if number != deleted), "utf-8")
            await it.wait_for(lambda: len(reader._rows) == count - 1)
            await it.settle()
            assert reader.row and reader.row.locator == at
            path.write_text("".join(lines), "utf-8")
            await it.wait_for(lambda: len(reader._rows) == count)


async def test_what_is_being_marked_stays_marked_while_another_file_is_saved(own: Folder) -> None:
    async with opened(own) as it:
        reader = await read(it, "ashgrave/2")
        await it.press("v", "right", "right")
        marking = reader._marking
        elsewhere(own, part_edits.changed("trade", part(own, "trade", Kind.CRUX), "Zebras."))
        await shown(it, lambda folder: folder.theme("trade").crux == "Zebras.")
        assert marking and reader._marking == marking and "Marking: 3 words" in it.text


async def test_a_theme_that_is_gone_is_not_opened_from_the_palette(own: Folder) -> None:
    last = own.about.themes[-1]
    async with opened(own) as it:
        await it.press("ctrl+p")
        await it.typing(last.title)
        await it.wait_for_text("Go to this theme.")
        elsewhere(own, part_edits.deleted(last.id, part(own, last.id, Kind.TITLE)))
        await shown(it, lambda folder: last.id not in [entry.id for entry in folder.about.themes])
        await it.press("enter")
        await it.wait_for_text("The briefing no longer has this theme.")
        assert it.screen(ThemeScreen).place.theme == own.about.themes[0].id


async def test_a_key_for_the_next_theme_may_come_before_it_is_heard_that_this_one_is_gone(own: Folder) -> None:
    last = own.about.themes[-1].id
    async with opened(own, theme=last) as it:
        elsewhere(own, part_edits.deleted(last, part(own, last, Kind.TITLE)))
        it.app.desks.folder = Folder(own.path)
        await it.press("right_square_bracket")
        assert it.main.place.theme == own.about.themes[1].id


async def test_the_cursor_stays_on_a_point_where_the_last_one_is_taken_away(own: Folder) -> None:
    *_, before, last = own.theme("trade").points
    async with opened(own) as it:
        it.main.open_place(PlaceAsked("trade", last.id))
        elsewhere(own, part_edits.deleted("trade", part(own, "trade", Kind.POINT, last.id)))
        await shown(it, lambda folder: not has_point("trade", last.id)(folder))
        assert it.main.place.point == before.id


async def test_evidence_shows_the_answer_as_it_is_now_and_closes_where_it_is_gone(own: Folder) -> None:
    async with opened(own) as it:
        await it.press("enter")
        it.screen(EvidenceScreen)
        elsewhere(own, part_edits.changed("trade", part(own, "trade", Kind.POINT), "Zebras?"))
        await it.wait_for_text("│  Zebras?")
        it.screen(EvidenceScreen)
        elsewhere(own, part_edits.deleted("trade", part(own, "trade", Kind.POINT)))
        await it.wait_for(lambda: it.app.screen is it.main)


async def test_the_cursor_stays_on_its_change_where_others_come_and_go(own: Folder) -> None:
    first, _, third = (entry.id for entry in own.about.themes[:3])
    async with opened(own) as it:

        async def change(theme: str, text: str, count: int) -> str | None:
            """Change the crux of a theme, and wait until that is shown; the theme that the cursor is in then."""
            elsewhere(own, part_edits.changed(theme, part(own, theme, Kind.CRUX), text))
            await shown(it, lambda folder: folder.theme(theme).crux == text)
            if isinstance(screen := it.app.screen, DiffScreen):
                await it.wait_for(lambda: len(screen._rows) == count)
                return screen.row.group.id if screen.row else None
            return None

        was = str(own.theme(first).crux)
        await change(third, "Zebras.", 1)
        await it.press("D")
        await it.wait_for(lambda: isinstance(it.app.screen, DiffScreen))
        assert await change(first, "Zebras.", 2) == third
        assert await change(third, "Zebras cross.", 2) == third
        assert await change(first, was, 1) == third
        await it.press("enter")
        assert it.main.place.theme == third


async def test_the_cursor_goes_to_the_last_change_where_its_own_is_taken_back(own: Folder) -> None:
    themes = [entry.id for entry in own.about.themes[:3]]
    was = str(own.theme(themes[2]).crux)
    async with opened(own) as it:
        for theme in themes:
            elsewhere(own, part_edits.changed(theme, part(own, theme, Kind.CRUX), "Zebras."))
        await shown(it, lambda folder: folder.theme(themes[2]).crux == "Zebras.")
        await it.press("D")
        await it.wait_for(lambda: isinstance(it.app.screen, DiffScreen))
        await it.press("G")
        screen = it.screen(DiffScreen)
        elsewhere(own, part_edits.changed(themes[2], part(own, themes[2], Kind.CRUX), was))
        await it.wait_for(lambda: len(screen._rows) == 2)
        assert screen.row and screen.row.group.id == themes[1]


async def test_a_copy_that_is_being_made_is_made_once_and_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    going, made = threading.Event(), []

    def copy(folder: Folder, target: Path, notes: Path) -> None:
        made.append(target)
        going.wait(10)
        raise BriefingError("the disk is full", "Make room.")

    monkeypatch.setattr(copies, "copy", copy)
    async with opened(Folder(builtin_folder("car-free-centre"))) as it:
        await it.press("w")
        screen = it.screen(CopyingScreen)
        await it.press("ctrl+s", "ctrl+s", "escape")
        await it.wait_for(lambda: bool(made))
        assert it.app.screen is screen
        going.set()
        await it.wait_for(lambda: "thediskisfull.Makeroom." in it.dialog)
        assert made == [tmp_path / "car-free-centre"]
        await it.press("escape")
        it.screen(ThemeScreen)


async def test_a_claim_is_not_left_while_it_is_being_saved(own: Folder) -> None:
    async with opened(own) as it:
        await read(it, "ashgrave/2")
        await it.press("c", "enter", *"Words")
        screen, locked = it.screen(ClaimScreen), it.app.desks.files._looking
        await locked.acquire()
        await it.press("ctrl+s", "escape", "escape")
        assert it.app.screen is screen
        locked.release()
        await it.wait_for(lambda: isinstance(it.app.screen, SourceScreen))
        claims = it.app.desks.folder.theme("trade").points[0].claims["open"]
        assert claims[-1].text == "Words"


async def test_a_change_that_can_no_longer_be_taken_back_does_not_keep_earlier_ones_from_it(own: Folder) -> None:
    async with opened(own) as it:
        await go_to(it, Kind.CRUX)
        await it.press("enter")
        await retype(it, "Mine.")
        await it.press("right_square_bracket", "right_square_bracket")
        theme = it.screen(WriteScreen)._theme.id
        await go_to(it, Kind.CRUX)
        await it.press("enter")
        await retype(it, "Mine, too.")
        elsewhere(own, part_edits.changed(theme, part(own, theme, Kind.OVERVIEW), "Zebras."))
        await shown(it, lambda folder: folder.theme(theme).overview == "Zebras.")
        await press(it, "u")
        assert "Crux changed: this can no longer be taken back." in it.text
        assert Folder(own.path).theme(theme).crux == "Mine, too."
        await press(it, "u")
        assert "Crux changed: taken back." in it.text
        assert Folder(own.path).theme("trade").crux == own.theme("trade").crux
        assert not it.app.desks.has_step("undo")


async def test_the_screen_goes_on_while_a_change_is_written(own: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    going = threading.Event()

    def slow(step: Step) -> None:
        going.wait(10)
        take(step)

    take = steps.take
    monkeypatch.setattr(steps, "take", slow)
    async with opened(own) as it:
        await go_to(it, Kind.CRUX)
        await it.press("x")
        assert own.theme("trade").crux == Folder(own.path).theme("trade").crux
        going.set()
        await it.wait_for_text("Crux deleted.")
        assert Folder(own.path).theme("trade").crux is None
