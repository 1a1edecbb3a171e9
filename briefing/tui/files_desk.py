"""The files behind the screen: when one changes on the disk, from any editor, the screen follows."""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual.app import App

from briefing.errors import BriefingError
from briefing.loader import Folder
from briefing.tui.messages import BriefingChanged

if TYPE_CHECKING:
    from briefing.reloading import Follower
    from briefing.watching import Watch


TEXT_SUFFIX: Final = ".txt"


class FilesDesk:
    """Looks at the files of a briefing and of the notes, and reads anew what has changed."""

    def __init__(
        self,
        app: App[None],
        folder: Callable[[], Folder],
        notes_file: Callable[[], Path],
        reread_notes: Callable[[], None],
        take: Callable[[Folder, bool], None],
    ) -> None:
        """`take` gets the briefing read anew, and whether a source's text changed.

        `reread_notes` is called in a thread when the notes file changed.
        """
        self._app = app
        self._folder = folder
        self._notes_file = notes_file
        self._reread_notes = reread_notes
        self._take = take
        self._watch: Watch | None = None
        self._follower: Follower | None = None
        self._looking = asyncio.Lock()
        self._missed: list[Path] = []

    async def watch(self) -> None:
        """Watch from now on, and remember what has changed since the first of it was read."""
        self._missed = await asyncio.to_thread(self._begin)

    def _begin(self) -> list[Path]:
        from briefing.reloading import changed_since
        from briefing.watching import Watch

        self._watch = Watch(lambda: list(self._watched()))
        with suppress(BriefingError):
            return changed_since(self._folder())
        return []

    async def start(self) -> None:
        """Read what has changed so far, and look from now on."""
        from briefing.watching import INTERVAL

        async with self._looking:
            await self._read(self._missed)
        self._app.set_interval(INTERVAL, self._look_unless_looking)

    def _watched(self) -> Iterator[Path]:
        from briefing.reloading import watched_files

        yield from watched_files(self._folder())
        yield self._notes_file()

    async def look(self) -> None:
        """Read what has changed since the last look."""
        async with self._looking:
            await self._read()

    async def write(self, make: Callable[[], Iterable[Path]]) -> None:
        """Have files written in a thread, while nothing looks at them, and read them anew, watched before or not.

        `make` returns their paths; what it raises is raised here.
        """
        async with self._looking:
            await self._read(await asyncio.to_thread(make))

    async def _read(self, written: Iterable[Path] = ()) -> None:
        changed = await asyncio.to_thread(self._watch.changed) if self._watch else []
        await self._follow(list(dict.fromkeys((*changed, *written))))

    async def _look_unless_looking(self) -> None:
        if not self._looking.locked():
            await self.look()

    async def _follow(self, changed: list[Path]) -> None:
        notes = self._notes_file()
        if notes in changed:
            await asyncio.to_thread(self._reread_notes)
        files = [path for path in changed if path != notes]
        if not files:
            return
        if self._follower is None:
            from briefing.reloading import Follower

            self._follower = Follower(self._folder())
        problems = await asyncio.to_thread(self._follower.follow, files)
        if self._follower.folder is not self._folder():
            self._take(self._follower.folder, any(path.suffix == TEXT_SUFFIX for path in files))
        for screen in self._app.screen_stack:
            screen.post_message(BriefingChanged(problems))
