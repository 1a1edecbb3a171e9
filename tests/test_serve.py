"""`briefing serve`, in a process of its own: who is refused, how many get in, and that nothing is left of it."""

import asyncio
import socket
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import samples
from aiohttp import ClientSession, ClientWebSocketResponse, CookieJar, WSMsgType, WSServerHandshakeError
from chromium import chromium
from serving_support import Served, is_gone, serving, wait_until
from terminal import PATIENCE
from test_cli import Run, assert_refused, run, write_notes
from yarl import URL

__all__ = ["run"]
TITLE = samples.briefing().about.title
EDITOR = "Ctrl+S save"
"""Stands below a note that is being written."""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return samples.write(samples.briefing(), tmp_path / "own")


@pytest.fixture
def served(own: Path, tmp_path: Path) -> Iterator[Served]:
    with serving(own, data=tmp_path / "data") as server:
        yield server


@asynccontextmanager
async def browser() -> AsyncIterator[ClientSession]:
    """A client that keeps cookies of addresses without a name, too."""
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as client:
        yield client


async def connected(client: ClientSession, served: Served) -> ClientWebSocketResponse:
    """A session, of which the first screen has come."""
    made = await client.ws_connect(f"{served.origin}/ws?width=100&height=30", origin=served.origin)
    await shown_until(made, TITLE)
    return made


async def shown_until(session: ClientWebSocketResponse, text: str) -> bytes:
    """What the program paints until a text has come."""
    shown = b""
    async with asyncio.timeout(PATIENCE):
        while text.encode() not in shown:
            message = await session.receive()
            assert message.type in (WSMsgType.BINARY, WSMsgType.TEXT), message
            shown += message.data if isinstance(message.data, bytes) else message.data.encode()
    return shown


async def test_twenty_hostile_handshakes_are_refused_and_read_nothing(served: Served) -> None:
    async with browser() as client:
        assert TITLE in await (await client.get(served.invitation)).text()
        own = {"Cookie": "; ".join(f"{c.key}={c.value}" for c in client.cookie_jar)}
    name, secret = own["Cookie"].split("=")
    port = served.netloc.split(":")[1]
    from_here = {**own, "Origin": served.origin}
    hostile: dict[str, tuple[str, dict[str, str]]] = {
        "no token": ("/", {}),
        "wrong token": ("/?token=" + "A" * 43, {}),
        "empty token": ("/?token=", {}),
        "second use of the token": (f"/?token={served.token}", {}),
        "token for the secret": ("/", {"Cookie": f"{name}={served.token}"}),
        "secret of another run": ("/", {"Cookie": f"{name}={secret[::-1]}"}),
        "secret for the token": (f"/?token={secret}", {}),
        "another name's host": ("/", {**own, "Host": f"evil.example:{port}"}),
        "the same machine by another name": ("/", {**own, "Host": f"localhost:{port}"}),
        "host with another port": ("/", {**own, "Host": "127.0.0.1:1"}),
        "a page of another site": ("/", {**own, "Sec-Fetch-Site": "cross-site"}),
        "a page of another port": ("/", {**own, "Sec-Fetch-Site": "same-site"}),
        "a file without the cookie": ("/static/textual.js", {}),
        "connection without the cookie": ("/ws", {"Origin": served.origin}),
        "connection with the token": (f"/ws?token={served.token}", {"Origin": served.origin}),
        "connection of another origin": ("/ws", {**own, "Origin": "https://evil.example"}),
        "connection of no origin": ("/ws", {**own, "Origin": "null"}),
        "connection that hides its origin": ("/ws", own),
        "connection from another port": ("/ws", {**own, "Origin": "http://127.0.0.1:1"}),
        "connection from a longer name": ("/ws", {**own, "Origin": f"{served.origin}.evil.example"}),
        "connection with a rebound name": ("/ws", {**from_here, "Host": "evil.example"}),
        "connection of another site": ("/ws", {**from_here, "Sec-Fetch-Site": "cross-site"}),
    }
    async with ClientSession() as client:
        for what, (path, headers) in hostile.items():
            url = URL(served.origin + path, encoded=True)
            answer = await client.get(url, headers=headers, allow_redirects=False)
            assert answer.status == 403, what
            assert "Set-Cookie" not in answer.headers, what
            text = await answer.text()
            assert text.startswith("This page is only for whoever"), what
            assert TITLE not in text and secret not in text, what
            if path.startswith("/ws"):
                with pytest.raises(WSServerHandshakeError) as caught:
                    await client.ws_connect(url, headers=headers)
                assert caught.value.status == 403, what
        for method in ("POST", "HEAD", "OPTIONS"):
            answer = await client.request(method, served.origin + "/", headers=from_here)
            assert answer.status == 403, method
    assert not served.programs()


async def test_the_token_is_exchanged_for_a_cookie_and_leaves_the_address(served: Served) -> None:
    async with browser() as client:
        answer = await client.get(served.invitation, allow_redirects=False)
        assert (answer.status, answer.headers["Location"]) == (303, "/")
        cookie = answer.headers["Set-Cookie"]
        assert "HttpOnly" in cookie and "SameSite=Strict" in cookie and served.token not in cookie
        page = await client.get(served.invitation)
        assert page.url.query_string == "", "a browser that is in may use its bookmark"
        assert page.status == 200
        policy = page.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self';")
        assert "http" not in policy and f"connect-src ws://{served.netloc}/ws;" in policy
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert "://" not in (await page.text()).replace(f"ws://{served.netloc}/ws", "")
        for path, status in (
            ("/static/textual.js", 200),
            ("/static/", 404),
            ("/static", 404),
            ("/static/..%2fserver.py", 404),
            ("/static/%2e%2e/gate.py", 404),
            ("/download/x", 404),
            ("/ws", 400),
        ):
            found = await client.get(URL(served.origin + path, encoded=True), headers={"Origin": served.origin})
            assert found.status == status, path
            assert found.headers["Content-Security-Policy"] == policy
    out, _ = await asyncio.to_thread(served.interrupt)
    assert out.startswith(f"That address is used up. For another browser: {served.origin}/?token=")
    assert served.token not in out


async def test_a_fifth_session_is_told_that_there_are_four(served: Served) -> None:
    async with browser() as client:
        await client.get(served.invitation)
        four = await asyncio.gather(*(connected(client, served) for _ in range(4)))
        assert len(programs := served.programs()) == 4
        page = await client.get(served.origin + "/")
        assert page.status == 503
        assert "4 sessions are open already" in await page.text()
        with pytest.raises(WSServerHandshakeError) as caught:
            await client.ws_connect(f"{served.origin}/ws", origin=served.origin)
        assert caught.value.status == 503
        await four[0].close()
        await asyncio.to_thread(wait_until, lambda: len(served.programs()) == 3)
        assert (await client.get(served.origin + "/")).status == 200
        await four[1].send_str('["stdin", "q"]')
        while (await four[1].receive()).type is not WSMsgType.CLOSE:
            pass
        await asyncio.to_thread(wait_until, lambda: len(served.programs()) == 2)
        await four[2].send_str('["resize", "nonsense"]')
        await asyncio.to_thread(wait_until, lambda: len(served.programs()) == 1)
        await four[3].send_str('["resize", {"width": 999999999, "height": 999999999}]')
        await four[3].send_str('["ping", "1"]')
        await shown_until(four[3], '["pong", "1"]')
        await asyncio.to_thread(served.interrupt)
        assert served.process.returncode == 0
    assert all(map(is_gone, programs))


async def test_an_idle_session_is_ended_with_what_was_typed(own: Path, tmp_path: Path) -> None:
    with serving(own, "--idle", "0.03", data=tmp_path / "data") as served:
        async with browser() as client:
            await client.get(served.invitation)
            session = await connected(client, served)
            await session.send_str('["stdin", "n"]')
            await shown_until(session, EDITOR)
            await session.send_str('["stdin", "kept"]')
            async with asyncio.timeout(PATIENCE):
                while (await session.receive()).type is WSMsgType.BINARY:
                    pass
            await asyncio.to_thread(wait_until, lambda: not served.programs())
    assert "text: |-\n      kept" in (own / "notes.yaml").read_text()


def _bytes(frame: bytes | str) -> bytes:
    return frame if isinstance(frame, bytes) else frame.encode()


def test_a_browser_reads_moves_and_writes_a_note(own: Path, tmp_path: Path) -> None:
    with serving(own, data=tmp_path / "data") as served, chromium() as driver:
        page = driver.new_page(viewport={"width": 1100, "height": 700})
        asked: list[str] = []
        faults: list[str] = []
        painted = bytearray()
        page.on("websocket", lambda made: made.on("framereceived", lambda frame: painted.extend(_bytes(frame))))
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.goto(served.invitation)
        assert page.url == served.origin + "/"
        page.wait_for_selector("body.-first-byte")
        (program,) = served.programs()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("n")
        while EDITOR.encode() not in painted:
            page.wait_for_timeout(50)
        page.keyboard.type("From a browser, 汉字 [b]")
        page.keyboard.press("Control+s")
        wait_until((own / "notes.yaml").exists)
        assert "  trade/rents:\n" in (own / "notes.yaml").read_text()
        assert "From a browser, 汉字 [b]\n" in (own / "notes.yaml").read_text()
        page.keyboard.press("Escape")
        page.wait_for_timeout(400)  # an escape with a key right behind it is another key
        page.keyboard.press("q")
        page.wait_for_selector("body.-closed")
        assert page.locator(".ended").is_visible()
        wait_until(lambda: is_gone(program))
        page.get_by_role("link", name="Start again").click()
        page.wait_for_selector("body.-first-byte")
        (again,) = served.programs()
        served.interrupt()
        assert is_gone(again)
        assert {url.split("/")[2] for url in asked} == {served.netloc}
        assert not [fault for fault in faults if "WebSocket is already in CLOSING" not in fault]


async def test_what_was_typed_is_saved_when_the_page_is_closed_at_once(own: Path, served: Served) -> None:
    async with browser() as client:
        await client.get(served.invitation)
        session = await connected(client, served)
        await session.send_json(["stdin", "n"])
        await shown_until(session, EDITOR)
        await session.send_json(["stdin", "at the last moment"])
        await shown_until(session, "moment")
        await session.close()
        await asyncio.to_thread(wait_until, lambda: not served.programs())
    assert "text: |-\n      at the last moment" in (own / "notes.yaml").read_text()


async def test_an_address_opens_where_the_reader_is(served: Served) -> None:
    async with browser() as client:
        await client.get(served.invitation)
        session = await connected(client, served)
        for key, shown in (("S", "Sources"), ("u", "Open it"), ("y", '["open_url"')):
            await session.send_json(["stdin", key])
            asked = await shown_until(session, shown)
    assert b'"url": "https://example.org/report", "new_tab": true' in asked


async def test_where_it_is_only_shown_nothing_is_written_and_no_note_is_read(own: Path, tmp_path: Path) -> None:
    write_notes(own, {"trade/takings": "A private thought"})
    before = {path: path.read_bytes() for path in own.rglob("*") if path.is_file()}
    with serving(own, "--read-only", data=tmp_path / "served") as served:
        async with browser() as client:
            await client.get(served.invitation)
            session = await connected(client, served)
            for keys in ("n", "typed", "\x13", "\x1b", "e", "\x13", "N", "more", "\x13"):
                await session.send_json(["stdin", keys])
                await asyncio.sleep(0.15)
            await session.send_str('["resize", {"width": 101, "height": 30}]')
            await session.send_str('["ping", "last"]')
            shown = await shown_until(session, '["pong", "last"]')
            assert b"private" not in shown
            assert b"Export" not in shown
    assert {path: path.read_bytes() for path in own.rglob("*") if path.is_file()} == before
    assert not [path for path in (tmp_path / "served").rglob("*") if path.is_file()]


def test_serve_says_what_it_needs(run: Run) -> None:
    assert_refused(run("serve", "--host", "0.0.0.0"), "0.0.0.0 stands for every address")
    assert_refused(run("serve", "--idle", "0"), "--idle")
    assert_refused(run("serve", "./gone"), "gone: there is no such folder")


def test_without_its_libraries_serve_says_how_to_get_them(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "textual_serve", None)
    monkeypatch.delitem(sys.modules, "briefing.serving.server", raising=False)
    monkeypatch.delattr("briefing.serving.server", raising=False)
    assert_refused(run("serve"), "needs textual_serve", "pip install 'briefing-tui[serve]'")


def test_what_is_no_request_at_all_is_not_told_in_the_terminal(served: Served) -> None:
    host, port = served.netloc.split(":")
    for garbage in (
        b"\x00\xff\r\n\r\n",
        b"GET /?x=\x1b]0;x HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
    ):
        with socket.create_connection((host, int(port)), timeout=PATIENCE) as knock:
            knock.sendall(garbage)
            assert knock.recv(100).startswith(b"HTTP/1.0 400")
    _, told = served.interrupt()
    assert "Traceback" not in told and "Error" not in told
