"""The speaker's page follows what is presented in another terminal."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from unittest import mock

import pytest
import samples
from textual.pilot import Pilot
from tui_support import PATIENCE, in_files, squeezed

from briefing.loader import Folder
from briefing.place import Place, Showing, read_place, save_place
from briefing.settings import Read
from briefing.tui.screens.help import HelpScreen
from briefing.tui.speaker_app import SpeakerApp
from briefing.tui.speaker_desk import STALE, Followed

START = 1_700_000_000.0


class Speaker:
    """The speaker's page while it runs."""

    def __init__(self, app: SpeakerApp, pilot: Pilot[None], file: Path, notes: dict[str, str]) -> None:
        self.app, self.pilot, self.file, self.notes = app, pilot, file, notes
        self.looks = 0
        """How often the page has looked at the files."""

    @property
    def text(self) -> str:
        """The screen's text."""
        return "\n".join(strip.text.rstrip() for strip in self.app.screen._compositor.render_strips())

    def show(self, slide: str = "point/trade/takings", step: int = 0, *, swapped: bool = False, **fields: bool) -> None:
        """Present something, as the other program does."""
        save_place(self.file, Place(theme="trade", swapped=swapped, showing=made_showing(slide, step, **fields)))

    async def shows(self, *texts: str) -> None:
        """Wait until the screen shows all of the texts."""
        for _ in range(int(PATIENCE / 0.05)):
            if all(squeezed(text) in squeezed(self.text) for text in texts):
                return
            await self.pilot.pause(0.05)
        raise AssertionError(f"{texts} did not come:\n{self.text}")

    async def has_looked(self) -> None:
        """Wait until the page has looked at the files as they are now, and shows what it saw."""
        end = self.looks + 2  # the first may have begun before
        while self.looks < end:
            await self.pilot.pause(0.05)


def made_showing(
    slide: str, step: int, *, started: float = START, minutes: float | None = None, **fields: bool
) -> Showing:
    return Showing(slide=slide, step=step, started=started, minutes=minutes, **fields)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return in_files(samples.briefing(), tmp_path / "b")


@asynccontextmanager
async def speaker(
    folder: Folder, size: tuple[int, int] = (120, 40), before: bytes | None = None
) -> AsyncIterator[Speaker]:
    """The speaker's page 75 seconds after START; `before` is what the file holds when it opens."""
    file = folder.path.parent / "place.json"
    if before is not None:
        file.write_bytes(before)
    notes = {"trade/takings": "Ask which year."}

    def read_notes() -> Mapping[str, str]:
        return dict(notes)

    followed = Followed(
        place_file=file,
        read_place=lambda: read_place(file),
        notes_file=folder.path / "notes.yaml",
        read_notes=read_notes,
        now=lambda: START + 75,
        rate=150,
    )
    app = SpeakerApp(folder, followed, Read(), "briefing present ./b")
    app.animation_level = "none"
    look = app._look

    async def counted() -> None:
        await look()
        it.looks += 1

    with mock.patch.object(app, "_look", counted):
        async with app.run_test(size=size) as pilot:
            it = Speaker(app, pilot, file, notes)
            await pilot.pause()
            yield it


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_it_waits_and_says_what_to_do_and_then_follows(folder: Folder, size: tuple[int, int]) -> None:
    async with speaker(folder, size) as it:
        await it.shows("Nothing is being presented yet.", "briefing present ./b", "waiting for the presentation")
        it.show("title")
        await it.shows("slide 1 of 9", "1:15", "Should the main street")
        it.show("point/trade/takings", 1)
        await it.shows("slide 3 of 9", "Do the shops take more?", "Ask which year.", "Keep it open", "▸ Takings rose")
        it.show("point/trade/takings", 2)
        await it.shows("How the answers stand to each other")


async def test_a_presentation_that_goes_on_already_is_followed_at_once(folder: Folder) -> None:
    async with speaker(folder) as it:
        it.show("theme/air")
    async with speaker(folder) as it:
        await it.shows("Is the air better?")


async def test_the_end_is_told_and_the_page_stays(folder: Folder) -> None:
    async with speaker(folder) as it:
        it.show()
        await it.shows("slide 3 of 9")
        it.show(ended=True)
        await it.shows("The presentation has ended", "Do the shops take more?")
        it.file.unlink()
        await it.has_looked()
        await it.shows("The presentation has ended", "Do the shops take more?")


async def test_a_presentation_that_ended_or_is_from_another_day_is_none_to_follow(folder: Folder) -> None:
    async with speaker(folder) as it:
        it.show(ended=True)
        await it.has_looked()
        await it.shows("Nothing is being presented yet.")
        showing = made_showing("title", 0, started=START - STALE)
        save_place(it.file, Place(theme="trade", showing=showing))
        await it.has_looked()
        await it.shows("Nothing is being presented yet.")


async def test_a_blanked_screen_and_the_planned_time_are_told(folder: Folder) -> None:
    async with speaker(folder) as it:
        showing = made_showing("title", 0, minutes=1, is_blank=True)
        save_place(it.file, Place(theme="trade", showing=showing))
        await it.shows("1:15 of 1:00", "over time", "the screen is blanked")


async def test_of_a_part_that_fits_a_time_only_that_part_is_counted(folder: Folder) -> None:
    async with speaker(folder) as it:
        save_place(it.file, Place(theme="trade", showing=made_showing("title", 0, minutes=0.6)))
        await it.shows("slide 1 of 7")


async def test_the_order_of_the_sides_is_followed(folder: Folder) -> None:
    async with speaker(folder) as it:
        it.show(step=0, swapped=True)
        await it.shows("Do the shops take more?")
        assert squeezed(it.text).index("KEEPITOPEN") < squeezed(it.text).index("CLOSEIT")


GARBAGE = [
    b"",
    b"{",
    b"[]",
    b"null",
    b"\x00\xff\xfe" * 100,
    b'{"theme": 5}',
    b'{"theme": "trade", "showing": {"slide": "title"}}',
    b'{"theme": "trade", "showing": {"slide": "title", "step": 1e99, "started": 0}}',
    b'{"theme": "trade", "showing": {"slide": "title", "step": -1, "started": 1}}',
    b'{"theme": "trade", "showing": {"slide": "title", "step": 0, "started": 1e400}}',
    b'{"theme": "trade", "showing": {"slide": "title", "step": 0, "started": 1, "minutes": 1e300}}',
    b'{"theme": "trade", "showing": {"slide": "title", "step": 0, "started": 1, "minutes": -5}}',
    b"9" * 100_000,
    b"[" * 50_000,
]


@pytest.mark.parametrize("garbage", GARBAGE, ids=range(len(GARBAGE)))
async def test_garbage_in_the_file_does_no_harm(folder: Folder, garbage: bytes) -> None:
    async with speaker(folder, before=garbage) as it:
        await it.shows("Nothing is being presented yet.")
        it.show()
        await it.shows("Do the shops take more?")
        it.file.write_bytes(garbage)
        await it.has_looked()
        await it.shows("Do the shops take more?")
        it.show("point/trade/rents")
        await it.shows("What happens to rents?")


@pytest.mark.parametrize(
    ("slide", "step", "minutes"),
    [
        ("point/trade/gone", 3, None),
        ("../../etc/passwd", 0, None),
        ("[b]x[/b] \x1b[31m", 99, 0.00001),
        ("point/trade/takings", 99, 1440.0),
    ],
)
async def test_a_slide_that_is_not_there_does_no_harm(
    folder: Folder, slide: str, step: int, minutes: float | None
) -> None:
    async with speaker(folder) as it:
        save_place(it.file, Place(theme="gone", showing=made_showing(slide, step, minutes=minutes)))
        await it.shows("of 9")
        it.show("point/trade/rents")
        await it.shows("What happens to rents?")


async def test_a_change_of_the_briefing_or_the_notes_is_followed(folder: Folder) -> None:
    async with speaker(folder) as it:
        it.show()
        await it.shows("Takings rose by 12 %", "Ask which year.")
        path = folder.path / "themes" / "trade.yaml"
        path.write_text(path.read_text().replace("Takings rose by 12 %", "Takings rose by 13 %"))
        await it.shows("Takings rose by 13 %")
        it.notes["trade/takings"] = "Ask which month."
        (folder.path / "notes.yaml").write_text("changed")
        await it.shows("Ask which month.")
        path.write_text("broken: [")
        it.show("point/trade/rents")
        await it.shows("What happens to rents?")


async def test_a_long_page_can_be_scrolled_and_a_new_slide_starts_from_its_top(folder: Folder) -> None:
    async with speaker(folder, (60, 12)) as it:
        it.show()
        await it.shows("Do the shops take more?")
        assert "winter" not in it.text
        for _ in range(6):
            await it.pilot.press("pagedown")
        await it.shows("leaves the winter out")
        await it.pilot.press("k")
        it.show(step=1)
        await it.has_looked()
        assert "Do the shops take more?" not in it.text
        it.show("point/trade/rents")
        await it.shows("What happens to rents?")


async def test_help_opens_and_it_can_be_left(folder: Folder) -> None:
    async with speaker(folder) as it:
        await it.pilot.press("question_mark")
        await it.shows("On the speaker’s page")
        assert isinstance(it.app.screen, HelpScreen)
        await it.pilot.press("escape", "q")
        assert it.app._exit


async def test_nothing_is_written(folder: Folder) -> None:
    before = sorted(path.name for path in folder.path.parent.rglob("*"))
    async with speaker(folder) as it:
        await it.pilot.press("question_mark", "escape", "j", "q")
    assert sorted(path.name for path in folder.path.parent.rglob("*")) == before
