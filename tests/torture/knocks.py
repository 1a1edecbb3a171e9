"""Whoever knocks at `briefing serve` without its token, and how hard."""

import asyncio
import random
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, suppress
from functools import partial
from importlib.util import find_spec
from io import StringIO
from pathlib import Path
from typing import Final
from unittest.mock import patch

from briefing.serving import gate as gates
from briefing.serving.gate import Gate
from torture.children import Died, in_child
from torture.trial import Outcome, Trial

TITLE: Final = "A title that nobody may see"
PATIENCE: Final = 0.3
"""How long a refusal is waited for, in seconds; the server waits for the rest of what is no whole request."""
MOST_PATIENCE: Final = 30.0
"""How long an answer is waited for that must come, in seconds; machines can be slow."""
_AT_ONCE: Final = 50
"""How many knock at the same time."""
_SILENT: Final = 100
"""How many connections stay open meanwhile, and say nothing."""


def run(count: int, chance: random.Random, _: Path) -> Outcome:
    """Every knock is refused, no program is started, and the token still lets its browser in afterwards."""
    seed = chance.random()
    try:
        return Outcome(count, in_child(lambda: _knock_quietly(count, random.Random(seed))))
    except Died as died:
        return Outcome(count, [str(died)])


def _knock_quietly(count: int, chance: random.Random) -> list[str]:
    with redirect_stderr(StringIO()) as told:
        failures = asyncio.run(_knock(count, chance))
    return [*failures, *([f"told in the terminal: {told.getvalue()[:300]}"] if told.getvalue() else [])]


async def _knock(count: int, chance: random.Random) -> list[str]:
    from aiohttp import web

    from briefing.serving import server

    listening = server.listen("127.0.0.1", 0)
    gate = Gate("127.0.0.1", listening.getsockname()[1])
    started: list[object] = []
    with patch.object(server, "Session", partial(_no_session, started)):
        served = server.Server([sys.executable, "-V"], gate, title=TITLE, idle=5, on_used=lambda: None)
        runner = server.runner_of(served)
        await runner.setup()
        await web.SockSite(runner, listening).start()
        silent = [await asyncio.open_connection(*listening.getsockname()) for _ in range(_SILENT)]
        failures = await _all_knocks(count, chance, gate)
        if started:
            failures.append(f"{len(started)} programs were started")
        for _, writer in silent:
            writer.close()
        await runner.cleanup()
    return failures


def _no_session(started: list[object], *given: object) -> None:
    started.append(given)
    raise ConnectionResetError("there is no program in a trial")


async def _all_knocks(count: int, chance: random.Random, gate: Gate) -> list[str]:
    failures = []
    token = gate.invitation.split("token=")[1]
    knocks = [*_wrong_places(gate, token), *(_garbage(gate, token, chance) for _ in range(count))]
    for start in range(0, len(knocks), _AT_ONCE):
        some = knocks[start : start + _AT_ONCE]
        for knock, said in zip(some, await asyncio.gather(*(_answer(gate, knock) for knock in some)), strict=True):
            is_token_told = token.encode() in said and token.encode() not in knock
            if TITLE.encode() in said or b"Set-Cookie" in said or is_token_told or b" 101 " in said[:20]:
                failures.append(f"{knock[:120]!r} was answered {said[:120]!r}")
            if said.startswith(b"HTTP/1.1 5"):
                failures.append(f"{knock[:120]!r} broke it: {said[:120]!r}")
    said = await _answer(gate, _request(gate, f"/?token={token}"), MOST_PATIENCE)
    if not said.startswith(b"HTTP/1.1 303") or b"Set-Cookie" not in said:
        failures.append(f"the token itself was answered {said[:120]!r}")
    if not (await _answer(gate, _request(gate, f"/?token={token}"), MOST_PATIENCE)).startswith(b"HTTP/1.1 403"):
        failures.append("the token let two browsers in")
    return failures


def _request(gate: Gate, target: str, method: str = "GET", **headers: str) -> bytes:
    given = {"Host": gate.netloc, "Connection": "close", **{name.replace("_", "-"): v for name, v in headers.items()}}
    lines = "".join(f"{name}: {value}\r\n" for name, value in given.items())
    return f"{method} {target} HTTP/1.1\r\n{lines}\r\n".encode("utf-8", "surrogateescape")


def _wrong_places(gate: Gate, token: str) -> Iterator[bytes]:
    """Knocks without a token, and with the right token from the wrong place."""
    yield _request(gate, "/?token=")
    yield _request(gate, f"/?token={token[:-1]}")
    right = f"/?token={token}"
    for headers in (
        {"Host": "example.org"}, {"Host": ""}, {"Host": f"{gate.netloc}."}, {"Origin": "http://example.org"},
        {"Origin": "null"}, {"Sec_Fetch_Site": "cross-site"}, {"Sec_Fetch_Site": "same-site"},
    ):  # fmt: skip
        yield _request(gate, right, **headers)
    for method in ("POST", "HEAD", "PUT", "OPTIONS", "TRACE", "BREW"):
        yield _request(gate, right, method)
    upgrade = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec_WebSocket_Key": "AAAAAAAAAAAAAAAAAAAAAA==",
               "Sec_WebSocket_Version": "13", "Origin": gate.origin}  # fmt: skip
    yield _request(gate, f"/ws?token={token}", **upgrade)
    yield _request(gate, "/ws", **upgrade, Cookie=f"{gate.cookie}={token}")
    yield _request(gate, f"/static/page.js?token={token}")
    yield _request(gate, f"//?token={token}")


def _garbage(gate: Gate, token: str, chance: random.Random) -> bytes:
    """A knock with something wrong in every part."""
    wrong = chance.choice((
        "", " ", "\udcff\udcfe", "%00", "%", "a" * chance.choice((43, 9000, 70_000)), token[:-1], token + "x",
        token.swapcase(), token[::-1], "%ff%fe", "💥", "[]", "{}", "null", "../" * 20, "\x1b]0;x",
    ))  # fmt: skip
    kind = chance.randrange(7)
    if kind == 0:
        return chance.randbytes(chance.randrange(3000)) + b"\r\n\r\n"
    if kind == 1:
        return _request(gate, f"/?token={wrong}&token={wrong}&" + "a&" * chance.randrange(3000))
    if kind == 2:
        return _request(gate, "/", Cookie=f"{gate.cookie}={wrong}; {gate.cookie}={wrong};" * chance.randrange(1, 9))
    if kind == 3:
        return _request(gate, "/static/" + wrong, X=wrong)
    if kind == 4:
        data = bytearray(_request(gate, "/?token=x", Origin=gate.origin, Cookie=f"{gate.cookie}=x"))
        for _ in range(chance.randrange(1, 5)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        return bytes(data)
    if kind == 5:
        return _request(gate, "/", "GET", Content_Length=chance.choice(("-1", "9" * 30, "5", "0x5")))
    return _request(gate, f"/?token={wrong}", chance.choice(("GET", "get", "", "G\0T", "GET" * 500)))


async def _answer(gate: Gate, knock: bytes, patience: float = PATIENCE) -> bytes:
    """The beginning of what a server says; nothing where it hangs up, or waits for more until it is hung up on."""
    host, _, port = gate.netloc.rpartition(":")
    reading, writing = await asyncio.open_connection(host, int(port))
    said = b""
    with suppress(ConnectionError, TimeoutError):
        writing.write(knock)
        async with asyncio.timeout(patience):
            said = await reading.read(1 << 16)
    writing.close()
    return said


@contextmanager
def _beginnings() -> Iterator[None]:
    """The beginning of a token is as good as the token."""
    with patch.object(gates, "_same", lambda one, other: other.startswith(one)):
        yield


@contextmanager
def _from_anywhere() -> Iterator[None]:
    """Where a request comes from is not looked at."""
    with patch.object(Gate, "is_from_here", lambda *_, **__: True):
        yield


TRIALS = (
    Trial(
        name="knocks at `briefing serve` without its token, or with it from elsewhere, while 100 others say nothing",
        must="nothing told, no program started, and the token still works once",
        run=run,
        quick=60,
        whole=10_000,
        bad={"a beginning will do": _beginnings, "from anywhere": _from_anywhere},
        bad_tries=1,
        not_here=lambda: "" if find_spec("aiohttp") and find_spec("textual_serve") else "aiohttp is not installed",
    ),
)
