"""Runs commands in children of this process, on a terminal or into a pipe."""

import importlib
import os
import pkgutil
import pty
import select
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from leash import end_with_parent

import briefing

PATIENCE: Final = 60.0
"""How long a command may take, in seconds; machines can be slow."""


class NotEnded(Exception):
    """A command went on for too long."""


def printed(
    arguments: Sequence[str], *, folder: Path, environment: Mapping[str, str], is_piped: bool = False, ready: str = ""
) -> str:
    """Everything that a command prints in a folder: on a terminal of its own, or standard output into a pipe.

    Its line ends are `\\n`; what is no UTF-8 is surrogates. What says `ready` would go on, and is ended.
    Raises NotEnded.
    """
    _load()
    reading, writing = os.pipe()
    child, terminal = pty.fork()
    if child == 0:
        _run(arguments, folder, environment, writing if is_piped else None)
    os.close(writing)
    try:
        return _read([terminal, reading], ready.encode()).replace("\r\n", "\n")
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(terminal)
        os.close(reading)


def _read(sources: list[int], ready: bytes) -> str:
    data: dict[int, bytes] = dict.fromkeys(sources, b"")
    end = time.monotonic() + PATIENCE
    while sources:
        for source in select.select(sources, [], [], 1)[0]:
            try:
                piece = os.read(source, 1 << 16)
            except OSError:  # a terminal that nobody writes to any more
                piece = b""
            data[source] += piece
            if not piece:
                sources.remove(source)
            if ready and ready in data[source]:
                sources.clear()
        if time.monotonic() > end:
            raise NotEnded(b"".join(data.values())[-500:].decode("utf-8", "replace"))
    return b"".join(data.values()).decode("utf-8", "surrogateescape")


def _run(arguments: Sequence[str], folder: Path, environment: Mapping[str, str], output: int | None) -> None:
    """Be the command; never returns."""
    code = 70
    try:
        end_with_parent()
        signal.alarm(2 * int(PATIENCE))
        if output is not None:
            os.dup2(output, 1)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environment)
        sys.stdin, sys.stdout, sys.stderr = (
            open(number, mode, encoding="utf-8")  # noqa: SIM115, PTH123  # open to the end
            for number, mode in ((0, "r"), (1, "w"), (2, "w"))
        )
        sys.argv = ["briefing", *arguments]
        from briefing.__main__ import main

        main()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 1
    except BaseException:  # noqa: BLE001  # what a process of its own would print
        import traceback

        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


@cache
def _load() -> None:
    """Import the whole program once, not in each child."""
    for module in pkgutil.walk_packages(briefing.__path__, "briefing."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
