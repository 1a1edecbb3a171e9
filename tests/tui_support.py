"""Opens the program on a briefing in a test, and reads its screen as lines of text."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from time import monotonic, time
from typing import Any, TypeVar
from unittest import mock

import msgspec
import samples
from rich.cells import cell_len
from textual._compositor import Compositor
from textual._context import visible_screen_stack
from textual.events import Event, Key, MouseEvent, MouseScrollDown, Paste
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import Static

from briefing import notes_file, paths
from briefing.attachments import AtHand, at_hand
from briefing.loader import Folder
from briefing.model import Briefing, BriefingFile, Source, Theme, ThemeEntry
from briefing.notes import NoteStore
from briefing.notes_off import NotesOff
from briefing.place import Place
from briefing.settings import Read
from briefing.texts import SourceText
from briefing.tui.app import BriefingApp
from briefing.tui.messages import PlaceAsked
from briefing.tui.outside import Outside
from briefing.tui.screens.help import HelpScreen
from briefing.tui.screens.theme import ThemeScreen
from briefing.tui.widgets.rows import Rows

PATIENCE = 30.0
"""How long `Opened.wait_for` waits for what never comes, in seconds."""

MARKUP = (
    "[b]Rich[/b] [@click=app.quit]x[/] [/",
    "[@click=app.bell]press[/] [/b]",
    "[link=https://example.org]here[/link] [red on blue]",
    "$hint $x [$primary] \\[b] [[ ]] [",
    "[bold]**x**[/bold]\\",
)
"""Texts that textual and Rich take for markup."""

NARROW_AND_WIDE = (
    "汉字漢字",
    "한글 かな",
    "e\u0301a\u0308o\u0302",
    "שלום עולם",
    "العربية",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\U0001f1e9\U0001f1ea\u2764\ufe0f\U0001f44d\U0001f3fd",
    "नमस्ते",
    "w" * 150,
    "字" * 90,
    "tab\there",
)
"""Texts whose characters take no cell, one or two, and words that fit in no column."""

OpenedScreen = TypeVar("OpenedScreen", bound=Screen[Any])


class MadeFolder(Folder):
    """A briefing that was never in files, so that nothing has cleaned it."""

    def __init__(self, made: Briefing, path: Path) -> None:
        path.mkdir(parents=True, exist_ok=True)
        (path / "briefing.yaml").touch()
        super().__init__(path)
        self._made = made

    @property
    def about(self) -> BriefingFile:
        return self._made.about

    def theme(self, theme: str) -> Theme:
        return next(made for made in self._made.themes if made.id == theme)

    @property
    def themes_read(self) -> dict[str, Theme]:
        return {made.id: made for made in self._made.themes}

    def source(self, source: str) -> Source:
        return self._made.sources[source]


def in_files(made: Briefing, path: Path) -> Folder:
    """The briefing, written to files and read from them."""
    return Folder(samples.write(made, path))


def of_many(count: int) -> Briefing:
    """The sample with `count` themes."""
    made = samples.briefing()
    first = made.themes[0]
    titles = [f"Theme number {number}" for number in range(1, count + 1)]
    themes = tuple(
        msgspec.structs.replace(first, id=f"theme-{number}", title=title, number=number)
        for number, title in enumerate(titles, 1)
    )
    entries = tuple(ThemeEntry(id=theme.id, title=theme.title) for theme in themes)
    return msgspec.structs.replace(made, about=msgspec.structs.replace(made.about, themes=entries), themes=themes)


def long_claims(words: int) -> Briefing:
    """The sample with a first point that takes more than a screen."""
    made = samples.briefing()
    theme = made.themes[0]
    point = theme.points[0]
    text = " ".join(f"word{number}" for number in range(words))
    claims = {side: (msgspec.structs.replace(said[0], text=text),) for side, said in point.claims.items()}
    points = (msgspec.structs.replace(point, claims=claims), *theme.points[1:])
    return msgspec.structs.replace(made, themes=(msgspec.structs.replace(theme, points=points), *made.themes[1:]))


def rotating(texts: tuple[str, ...]) -> samples.Mark:
    """Each field gets the next of the texts behind its own."""
    following: Iterator[str] = cycle(texts)
    return lambda text: f"{text} {next(following)}"


def squeezed(text: str) -> str:
    """The text without white space, so that it does not matter where lines were broken."""
    return "".join(text.split())


@dataclass
class Opened:
    """The program while it runs."""

    app: BriefingApp
    pilot: Pilot[None]
    notes: Path
    briefing: str
    undrawn: set[Compositor] = field(default_factory=set)
    """What has changed since it was last drawn, while drawing is put off."""

    @property
    def main(self) -> ThemeScreen:
        """The main screen."""
        screen = self.app.screen_stack[0]
        assert isinstance(screen, ThemeScreen)
        return screen

    def screen(self, kind: type[OpenedScreen]) -> OpenedScreen:
        """The screen on top, which must be of this kind."""
        assert isinstance(self.app.screen, kind), self.text
        return self.app.screen

    @property
    def strips(self) -> list[Strip]:
        """What is drawn, line by line."""
        return self.app.screen._compositor.render_strips()

    @property
    def lines(self) -> list[str]:
        """The text of each line of the screen."""
        return [strip.text for strip in self.strips]

    @property
    def text(self) -> str:
        """The screen's text."""
        return "\n".join(line.rstrip() for line in self.lines)

    @property
    def dialog(self) -> str:
        """The text inside the dialog on top, without white space, bars and scrollbar."""
        rows = [line.split("│") for line in self.lines if line.count("│") >= 2]
        return re.sub("[▁-█▌▐]", "", squeezed("".join("│".join(row[1:-1]) for row in rows)))

    def help_rows(self) -> list[str]:
        """Everything that help says, seen or not."""
        told: list[str] = []
        for part in self.screen(HelpScreen).query("Static, Rows"):
            if isinstance(part, Rows):
                told.extend(f"{left:11}  {right}" for left, right in part.rows)
            elif isinstance(part, Static):
                told.append(str(part.content))
        return told

    def where(self, text: str) -> tuple[int, int]:
        """Column and row of the first place where the text stands on the screen, in cells."""
        for row, line in enumerate(self.lines):
            if text in line:
                return cell_len(line[: line.index(text)]), row
        raise AssertionError(f"{text!r} is not on the screen:\n{self.text}")

    async def press(self, *keys: str) -> None:
        """Press keys, named as textual names them or as their letter, and wait for what they do."""
        for key in keys:
            self._say(_key(key))
            await self.settle()

    async def press_at_once(self, *keys: str) -> None:
        """Press keys faster than the screen is drawn, and wait for what they do."""
        for key in keys:
            self._say(_key(key))
        await self.settle()

    async def paste(self, text: str) -> None:
        """Paste a text, as the terminal sends it."""
        self._say(Paste(text))
        await self.settle()

    async def typing(self, text: str) -> None:
        """Type a text, letter by letter and faster than the screen is drawn."""
        await self.press_at_once(*text)

    async def click(self, text: str) -> None:
        """Click on the first letter of a text."""
        await self.pilot.click(offset=self.where(text))
        await self.settle()

    async def wheel(self, text: str, kind: type[MouseEvent] = MouseScrollDown) -> None:
        """Turn the mouse's wheel over a text."""
        await self.pilot._post_mouse_events([kind], offset=self.where(text), button=0)
        await self.settle()

    async def resize(self, width: int, height: int) -> None:
        """Give the terminal another size, in cells."""
        await self.pilot.resize_terminal(width, height)
        await self.settle()

    def _say(self, event: Event) -> None:
        """Let the terminal say something."""
        driver = self.app._driver
        assert driver is not None
        driver.send_message(event)

    async def settle(self) -> None:
        """Wait until nothing is left to do: no message to handle, nothing to lay out or to draw."""
        end = monotonic() + PATIENCE
        quiet = 0
        while quiet < 3:
            await asyncio.sleep(0.002)
            quiet = quiet + 1 if self._is_quiet() else 0
            assert monotonic() < end, "The program does not come to rest."
        self._draw()

    def _draw(self) -> None:
        """Draw the screen that is on top, if anything of it has changed; what cannot be drawn fails the test."""
        if self.app._exit or not self.app.screen_stack or self.app.screen._compositor not in self.undrawn:
            return
        visible_screen_stack.set(self.app._background_screens)
        self.app.screen._compositor.render_strips()
        self.undrawn.clear()

    def _is_quiet(self) -> bool:
        if self.app._exit or not self.app.screen_stack:
            return True
        if self.app._resize_event is not None:
            return False
        screen = self.app.screen
        pumps = [self.app, *self.app.screen_stack, *screen.walk_children(with_self=False)]
        to_draw = (screen._layout_required, screen._scroll_required, screen._repaint_required, screen._dirty_widgets)
        return not any(to_draw) and not any(pump.message_queue_size or pump._next_callbacks for pump in pumps)

    async def wait_for(self, condition: Callable[[], bool]) -> None:
        """Wait until something is so."""
        end = monotonic() + PATIENCE
        while not condition():
            assert monotonic() < end, f"It did not come to this:\n{self.text}"
            await asyncio.sleep(0.01)
        await self.settle()

    async def wait_for_files(self) -> None:
        """Wait until no file is being looked at or written, and nobody waits to do it."""
        looking = self.app.desks.files._looking
        await self.wait_for(lambda: not looking.locked() and not looking._waiters)

    async def wait_for_text(self, text: str) -> None:
        """Wait until a text stands on the screen."""
        await self.wait_for(lambda: text in self.text)

    def saved(self) -> dict[str, str]:
        """The notes in the file."""
        if not self.notes.exists():
            return {}
        return notes_file.decode(self.notes.read_bytes(), self.notes, self.briefing).texts

    def another_program(self) -> NoteStore:
        """A second store on the same notes."""
        return store(self.notes, self.briefing)


def _key(key: str) -> Key:
    """A key, named as textual names it or as its letter."""
    return Key(_character_to_key(key), key) if len(key) == 1 else Key(key, None)


def store(path: Path, briefing: str, kind: type[NoteStore] = NoteStore) -> NoteStore:
    """The notes in a file, as the program opens them."""
    return kind.open(path, briefing=briefing, backups=paths.backups_folder(path), locks=paths.locks_folder())


def made_at_hand(folder: Folder, texts: Mapping[str, SourceText]) -> list[AtHand]:
    """Texts that were made, as if they had been found."""
    return [AtHand(source, None, texts.get(source.id), False, None) for source in folder.sources().values()]


@contextmanager
def drawn_at_rest() -> Iterator[set[Compositor]]:
    """Nothing is drawn while a program without a terminal is busy; what would have been is in the set.

    Nobody sees what is drawn then, and drawing takes longer than all else that a key does.
    """
    undrawn: set[Compositor] = set()

    def put_off(compositor: Compositor, *_: object, **__: object) -> None:
        compositor._dirty_regions.clear()
        undrawn.add(compositor)

    with mock.patch.object(Compositor, "render_update", put_off):
        yield undrawn


@asynccontextmanager
async def opened(
    folder: Folder,
    *,
    size: tuple[int, int] = (120, 40),
    theme: str | None = None,
    look: str | None = None,
    texts: Callable[[], Mapping[str, SourceText]] | None = None,
    before_texts: bool = False,
    open_address: Callable[[str], bool] = lambda address: False,
    copy_text: Callable[[str], str | None] = lambda text: None,
    edit_file: Callable[[Path, int], None] = lambda file, line: None,
    keep_place: Callable[[Place], None] = lambda place: None,
    read_committed: Callable[[Path], Briefing | None] = lambda path: None,
    settings: Read | None = None,
    is_first_time: bool = False,
    now: Callable[[], float] = time,
    is_read_only: bool = False,
) -> AsyncIterator[Opened]:
    """The program on a briefing, once the other themes, the notes and the texts have been read.

    With `before_texts` it is there as soon as the notes are.
    """
    path = folder.path / "notes.yaml"
    app = BriefingApp(
        folder,
        PlaceAsked(theme or folder.about.themes[0].id),
        Outside(
            open_notes=lambda: store(path, folder.about.id, NotesOff if is_read_only else NoteStore),
            find_texts=(lambda read: made_at_hand(read, texts())) if texts else at_hand,
            open_address=open_address,
            copy_text=copy_text,
            edit_file=edit_file,
            keep_place=keep_place,
            read_committed=read_committed,
            settings=settings or Read(),
            is_first_time=is_first_time,
            now=now,
            is_read_only=is_read_only,
        ),
    )
    app.animation_level = "none"
    if look:
        app.theme = look
    with drawn_at_rest() as undrawn:
        async with app.run_test(size=size, notifications=True) as pilot:
            it = Opened(app, pilot, path, folder.about.id, undrawn)
            await it.wait_for(lambda: app.desks.notes._is_open and (before_texts or not list(app.workers)))
            yield it
