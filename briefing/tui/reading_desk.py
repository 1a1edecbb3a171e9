"""The sources while the program runs: what was read of them, and what the user asks to see."""

import asyncio
import shlex
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from textual.app import App

from briefing import paths
from briefing.citations import is_openable
from briefing.errors import BriefingError
from briefing.loader import Folder
from briefing.model import Briefing
from briefing.text import clean
from briefing.tui import messages, workers
from briefing.tui.messages import ReadingAsked, ReadingChanged

if TYPE_CHECKING:
    from briefing.attachments import AtHand
    from briefing.citing import ClaimRef
    from briefing.texts import SourceText
    from briefing.tui.reading import Reading


class ReadingDesk:
    """Reads the texts behind the first screen, and opens the screens about sources."""

    def __init__(
        self,
        app: App[None],
        folder: Callable[[], Folder],
        find_texts: Callable[[Folder], Iterable["AtHand"]],
        open_address: Callable[[str], bool],
        has_step: Callable[[str], bool],
    ) -> None:
        """`folder` gives the briefing as it is now; `find_texts` is called in a thread.

        `open_address` says whether it could open what it was given, and `has_step` whether there is a change to
        `undo` or to `redo`.
        """
        self._app = app
        self._folder = folder
        self._find_texts = find_texts
        self._open_address = open_address
        self._has_step = has_step
        self._texts: Mapping[str, SourceText] | None = None
        self._cited: tuple[Folder, Mapping[str, list[ClaimRef]]] | None = None

    async def read(self) -> None:
        """Read the texts; one that cannot be read is told, and is not at hand then."""
        self._texts, problems = await asyncio.to_thread(self._read_texts)
        for problem in problems:
            self._tell(f"{problem.message}. {problem.hint}", title="A text cannot be read")
        self.tell()

    def tell(self) -> None:
        """Show what is known now on the screens about sources."""
        changed = ReadingChanged(self.reading())
        for screen in self._app.screen_stack:
            screen.post_message(changed)

    @property
    def texts(self) -> "Mapping[str, SourceText] | None":
        """The texts at hand, by source; None as long as they are being read."""
        return self._texts

    def _read_texts(self) -> tuple[Mapping[str, "SourceText"], list[BriefingError]]:
        try:
            found = list(self._find_texts(self._folder()))
        except BriefingError as error:
            return {}, [error]
        texts = {each.source.id: each.text for each in found if each.text}
        for text in texts.values():
            _ = text.alignment
        return texts, [each.problem for each in found if each.problem]

    def reading(self) -> "Reading":
        """The sources as far as they were read; may be called in a thread."""
        from briefing.citing import cited_by
        from briefing.tui.reading import Reading

        folder, cited = self._folder(), self._cited
        if cited is None or cited[0] is not folder:
            themes = tuple(folder.readable().values())
            cited = folder, cited_by(Briefing(about=folder.about, sources=folder.sources(), themes=themes))
            self._cited = cited
        return Reading(
            folder.about, folder.sources(), folder.readable(), cited[1], self._texts, folder.path, self._attach
        )

    def _attach(self, source: str) -> str:
        path = self._folder().path
        named = path.name if paths.is_builtin(path) else str(path)
        is_default = paths.is_builtin(path) and named == paths.DEFAULT_BRIEFING
        return clean(f"briefing attach {source} FILE" + ("" if is_default else f" {shlex.quote(named)}"))

    def answer(self, asked: ReadingAsked) -> None:
        """Show what was asked for."""
        match asked:
            case messages.EvidenceAsked():
                from briefing.tui.screens.evidence import EvidenceScreen

                self._app.push_screen(EvidenceScreen(asked, self.reading()))
            case messages.SourcesAsked():
                from briefing.tui.screens.sources import SourcesScreen

                self._app.push_screen(SourcesScreen(self.reading()))
            case messages.SourceAsked(source, locator):
                self._open_source(source, locator)
            case messages.AddressAsked(address):
                self._ask_to_open(address)

    def _open_source(self, source: str, locator: str | None) -> None:
        from briefing.tui.screens.source import SourceScreen

        reading = self.reading()
        if source in reading.sources:
            self._app.push_screen(SourceScreen(reading.sources[source], locator, reading, self._has_step))
        else:
            self._tell(f"The briefing has no source `{source}`.", title="Sources")

    def _ask_to_open(self, address: str) -> None:
        if not is_openable(address):
            self._tell(
                f"Only http and https addresses with a certain host are opened, and this is none: {address}",
                title="Address",
            )
            return
        from briefing.tui.screens.address import AddressScreen

        def answered(wanted: bool | None) -> None:
            if wanted:
                workers.run(self._app, self._open, address)

        self._app.push_screen(AddressScreen(address), answered)

    async def _open(self, address: str) -> None:
        if not await asyncio.to_thread(self._open_address, address):
            self._tell(f"No browser could be opened. The address is {address}", title="Address")

    def _tell(self, text: str, *, title: str) -> None:
        self._app.notify(clean(text), title=title, severity="warning", timeout=20, markup=False)
