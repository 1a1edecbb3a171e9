"""One session's process: whatever it does, it is gone at the end."""

import asyncio
import sys
from typing import Any

import pytest
from aiohttp import web

from briefing.serving import session
from briefing.serving.session import LARGEST, SMALLEST, Program, fitted

STUBBORN = """
import signal, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
sys.stdout.buffer.write(b"__GANGLION__\\nD\\0\\0\\0\\1x")
sys.stdout.flush()
time.sleep(60)
"""
FLOODING = """
import os, signal
def write(to, data):
    while data:
        data = data[os.write(to, data):]
def leave(*_):
    write(1, bytes(1_000_000))
    write(2, b"not saved: \\x1b[31mmy thought")
    os._exit(3)
signal.signal(signal.SIGTERM, leave)
write(1, b"__GANGLION__\\nD\\0\\0\\0\\1x")
while True:
    signal.pause()
"""


class Deaf(web.WebSocketResponse):
    """A connection whose browser reads nothing."""

    async def send_bytes(self, *_: Any, **__: Any) -> None:
        """Never come to an end."""
        await asyncio.Event().wait()


async def ended(script: str) -> Program:
    """A program that was started, has painted, and was ended."""
    program = Program([sys.executable, "-c", script], Deaf())
    await program.start(80, 24)
    await asyncio.wait_for(program.painted.wait(), 20)
    await program.end()
    return program


async def test_a_program_that_does_not_leave_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "PATIENCE", 0.3)
    program = await ended(STUBBORN)
    assert program._process is not None
    assert program._process.returncode == -9


async def test_a_program_that_nobody_reads_leaves_in_time_and_its_last_words_are_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    program = await ended(FLOODING)
    assert program._process is not None
    assert program._process.returncode == 3
    assert capsys.readouterr().err == "not saved: ␛[31mmy thought\n"


async def test_ending_what_never_began_or_has_ended_does_nothing() -> None:
    await Program(["true"], Deaf()).end()
    program = Program([sys.executable, "-c", ""], Deaf())
    await program.start(80, 24)
    await program.ended()
    await program.end()
    await program.end()


def test_a_screen_has_a_size_that_can_be_painted() -> None:
    assert fitted(100, 30) == (100, 30)
    assert fitted(0, -5) == SMALLEST
    assert fitted(10**8, 10**8) == LARGEST
