"""One session: the program in a process of its own, driven by one browser."""

import asyncio
import json
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from aiohttp import WSMsgType, web
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from briefing import console
from briefing.text import clean

PATIENCE: Final = 5.0
"""How long the program may take to write its notes and leave, in seconds."""
SMALLEST, LARGEST = (20, 6), (500, 200)
"""The columns and rows that a browser may ask for."""


class Program(AppService):
    """The process, without a shell, in a group of its own, so that a Ctrl+C in the server's terminal passes it by."""

    def __init__(self, arguments: Sequence[str], websocket: web.WebSocketResponse) -> None:
        super().__init__(
            "briefing",
            write_bytes=websocket.send_bytes,
            write_str=websocket.send_str,
            close=self._left,
            download_manager=DownloadManager(),
        )
        self._arguments = arguments
        self.painted = asyncio.Event()
        """Whether the program has shown something."""

    async def on_data(self, payload: bytes) -> None:
        """Send on what the program paints."""
        self.painted.set()
        await super().on_data(payload)

    async def _left(self) -> None:
        """The program has left; `ended` is then over, and the session with it."""

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        environment = self._build_environment(width, height)
        self._process = await asyncio.create_subprocess_exec(
            *self._arguments, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=environment, start_new_session=True
        )
        self._stdin = self._process.stdin
        return self._process

    async def ended(self) -> None:
        """Wait until the program has left."""
        if self._task is not None:
            await asyncio.wait([self._task])

    async def end(self) -> None:
        """End the program, which writes its notes first; kill it if it does not leave in time.

        Nothing that it still paints is sent on, but all is read, so that it never waits for a reader.
        """
        if self._process is None:
            return
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])
        if self._process.returncode is None:
            with suppress(ProcessLookupError):
                self._process.terminate()
        leaving = asyncio.ensure_future(self._process.communicate())
        done, _ = await asyncio.wait([leaving], timeout=PATIENCE)
        if not done:
            self._process.kill()
        _, told = await leaving
        if told:
            console.say(clean(told.decode(errors="replace")))


class Session:
    """What one browser does with one program, until either leaves or nothing has been done for too long."""

    def __init__(self, arguments: Sequence[str], websocket: web.WebSocketResponse, idle: float) -> None:
        """`idle` is in seconds."""
        self._websocket = websocket
        self._program = Program(arguments, websocket)
        self._idle = idle
        self._last = 0.0
        self._end = asyncio.Event()

    async def run(self, size: tuple[int, int]) -> None:
        """Run the program on a screen of that many columns and rows, and leave no process behind."""
        watched: list[asyncio.Task[object]] = []
        try:
            await self._program.start(*size)
            waits = (self._program.ended(), self._pass_on(), self._wait_idle(), self._end.wait())
            watched = [asyncio.ensure_future(wait) for wait in waits]
            await asyncio.wait(watched, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in watched:
                task.cancel()
            await self._program.end()
            await asyncio.gather(*watched, return_exceptions=True)

    def end(self) -> None:
        """End it from outside."""
        self._end.set()

    async def _pass_on(self) -> None:
        """Give the program what the browser sends; what no page of ours sends ends the session."""
        async for message in self._websocket:
            if message.type is not WSMsgType.TEXT:
                return
            match _decoded(message.data):
                case ["stdin", str(text)]:
                    self._last = time.monotonic()
                    await self._program.send_bytes(text.encode(errors="replace"))
                case ["resize", {"width": int(width), "height": int(height)}]:
                    self._last = time.monotonic()
                    await self._program.set_terminal_size(*fitted(width, height))
                case ["ping", str(sent)]:
                    await self._websocket.send_json(["pong", sent])
                case ["blur"]:
                    await self._program.blur()
                case ["focus"]:
                    await self._program.focus()
                case _:
                    return

    async def _wait_idle(self) -> None:
        await self._program.painted.wait()
        self._last = time.monotonic()
        while (left := self._last + self._idle - time.monotonic()) > 0:
            await asyncio.sleep(left)


def fitted(width: int, height: int) -> tuple[int, int]:
    """Columns and rows within what can be asked for."""
    (least_width, least_height), (most_width, most_height) = SMALLEST, LARGEST
    return max(least_width, min(width, most_width)), max(least_height, min(height, most_height))


def _decoded(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
