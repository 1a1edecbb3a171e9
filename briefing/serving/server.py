"""The web server: a page, what the page needs, and one connection for each session."""

import asyncio
import html
import logging
import signal
import socket
import string
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

import textual_serve
from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from briefing import interrupts
from briefing.errors import BriefingError, reason
from briefing.serving.gate import HEADERS, Gate
from briefing.serving.session import Session, fitted

MOST_SESSIONS: Final = 4
LONGEST_MESSAGE: Final = 1 << 20
"""The longest message that a page may send, in bytes."""

_FAREWELL: Final = 1.0
"""How long a browser may take to say that a connection is over, in seconds."""
_OWN = Path(__file__).parent
_OF_TEXTUAL = Path(textual_serve.__file__).parent / "static"
_STATIC: Final = {
    "page.css": _OWN / "page.css",
    "page.js": _OWN / "page.js",
    "xterm.css": _OF_TEXTUAL / "css" / "xterm.css",
    "textual.js": _OF_TEXTUAL / "js" / "textual.js",
    "roboto-mono.ttf": _OF_TEXTUAL / "fonts" / "RobotoMono-VariableFont_wght.ttf",
    "roboto-mono-italic.ttf": _OF_TEXTUAL / "fonts" / "RobotoMono-Italic-VariableFont_wght.ttf",
}
"""All that the page loads, by the name below /static/."""

_REFUSED: Final = (
    "This page is only for whoever was given its address.\n"
    "Paste the address that `briefing serve` printed last into the browser's address line.\n"
)
_FULL: Final = f"{MOST_SESSIONS} sessions are open already, which is the most.\nClose one, then load this page again.\n"

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Server:
    """Serves one program at one address."""

    def __init__(
        self, arguments: Sequence[str], gate: Gate, *, title: str, idle: float, on_used: Callable[[], None]
    ) -> None:
        """`arguments` start the program; `idle` is in seconds; `on_used` is called when an invitation was used."""
        self._arguments = arguments
        self._gate = gate
        self._title = title
        self._idle = idle
        self._on_used = on_used
        self._sessions: set[Session] = set()
        self._is_ending = False

    def application(self) -> web.Application:
        """The server's routes, all behind the gate."""
        made = web.Application(middlewares=[self._guard])
        made.router.add_get("/", self._page)
        made.router.add_get("/ws", self._connect)
        made.router.add_get("/static/{name}", self._static)
        made.on_response_prepare.append(self._add_headers)
        return made

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let a request through, exchange its token for a cookie, or refuse it without a word on what is here."""
        headers = request.headers
        is_from_here = self._gate.is_from_here(
            headers.getall("Host", []),
            headers.getall("Origin", []),
            headers.get("Sec-Fetch-Site"),
            needs_origin=request.path == "/ws",
        )
        if not is_from_here or request.method != "GET":
            return _refused()
        is_known = self._gate.knows(request.cookies.get(self._gate.cookie))
        if request.path == "/" and "token" in request.query:
            secret = self._gate.admit(request.query["token"])
            if secret is None and not is_known:
                return _refused()
            response = web.Response(status=303, headers={"Location": "/"})
            if secret is not None:
                response.set_cookie(self._gate.cookie, secret, httponly=True, samesite="Strict", path="/")
                self._on_used()
            return response
        return await handler(request) if is_known else _refused()

    async def _add_headers(self, _: web.Request, response: web.StreamResponse) -> None:
        response.headers.update({**HEADERS, "Content-Security-Policy": self._gate.policy})

    async def _page(self, _: web.Request) -> web.StreamResponse:
        if len(self._sessions) >= MOST_SESSIONS:
            return _full()
        template = string.Template((_OWN / "page.html").read_text(encoding="utf-8"))
        text = template.substitute(title=html.escape(self._title), websocket=html.escape(self._gate.websocket))
        return web.Response(text=text, content_type="text/html")

    async def _static(self, request: web.Request) -> web.StreamResponse:
        file = _STATIC.get(request.match_info["name"])
        return web.FileResponse(file) if file else web.Response(status=404, text="There is no such file.\n")

    async def _connect(self, request: web.Request) -> web.StreamResponse:
        """Run a session over a websocket."""
        if len(self._sessions) >= MOST_SESSIONS or self._is_ending:
            return _full()
        websocket = web.WebSocketResponse(heartbeat=15, max_msg_size=LONGEST_MESSAGE, timeout=_FAREWELL)
        if not websocket.can_prepare(request):
            return web.Response(status=400, text="This is an address for a websocket.\n")
        session = Session(self._arguments, websocket, self._idle)
        self._sessions.add(session)
        try:
            await websocket.prepare(request)
            await session.run(fitted(_number(request, "width", 80), _number(request, "height", 24)))
            await websocket.close()
        finally:
            self._sessions.discard(session)
        return websocket

    async def end(self) -> None:
        """End every session, wait until its process is gone, and begin none any more."""
        self._is_ending = True
        for session in self._sessions:
            session.end()
        while self._sessions:
            await asyncio.sleep(0.02)


def runner_of(server: Server) -> web.AppRunner:
    """What answers the requests to a server; of what is no request at all, nothing is told in the terminal."""
    logging.getLogger("aiohttp.server").addFilter(_is_no_bad_request)
    return web.AppRunner(server.application(), handle_signals=False, access_log=None, shutdown_timeout=_FAREWELL)


def _is_no_bad_request(record: logging.LogRecord) -> bool:
    return not (record.exc_info and isinstance(record.exc_info[1], HttpProcessingError))


async def serve(server: Server, listening: socket.socket) -> None:
    """Serve until someone ends the process with Ctrl+C, or the system does."""
    runner = runner_of(server)
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    heeded = [number for name in ("SIGINT", "SIGTERM", "SIGHUP") if (number := getattr(signal, name, None))]
    for number in heeded:
        try:
            loop.add_signal_handler(number, ended.set)
        except NotImplementedError:
            interrupts.end_in_order()
    await runner.setup()
    try:
        await web.SockSite(runner, listening).start()
        await ended.wait()
        await server.end()
    finally:
        await runner.cleanup()
        for number in heeded:
            with suppress(NotImplementedError):
                loop.remove_signal_handler(number)
        interrupts.end_at_once()


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens at an address; port 0 is any that is free. Raises BriefingError."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family)
    except OSError as error:
        raise BriefingError(
            f"{host}:{port}: {reason(error, 'it cannot be used')}", "Choose another --port or --host."
        ) from None


def _number(request: web.Request, name: str, default: int) -> int:
    written = request.query.get(name, "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 9 else default


def _refused() -> web.Response:
    return web.Response(status=403, text=_REFUSED)


def _full() -> web.Response:
    return web.Response(status=503, text=_FULL)
