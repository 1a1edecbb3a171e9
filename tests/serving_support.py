"""A server in a process of its own."""

import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from terminal import BRIEFING, PATIENCE, ROOT


class Served:
    """A running server."""

    def __init__(self, process: "subprocess.Popen[str]", invitation: str) -> None:
        self.process, self.invitation = process, invitation
        self.origin, self.token = invitation.split("/?token=")
        self.netloc = self.origin.removeprefix("http://")

    def programs(self) -> list[int]:
        """The processes of the sessions."""
        found = subprocess.run(["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True, check=False)
        return [int(line) for line in found.stdout.split()]

    def interrupt(self) -> tuple[str, str]:
        """Press Ctrl+C; what was printed after the first line, on both streams."""
        self.process.send_signal(signal.SIGINT)
        return self.process.communicate(timeout=PATIENCE)


@contextmanager
def serving(folder: Path, *options: str, data: Path) -> Iterator[Served]:
    """Runs `briefing serve` on a folder, with the user's data in another; nothing of it is left at the end."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "BRIEFING_DATA_DIR": str(data)}
    process = subprocess.Popen(
        [*BRIEFING, "serve", str(folder), *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )
    assert process.stdout is not None
    try:
        found = re.search(r"http://\S+", line := process.stdout.readline())
        assert found, line
        yield Served(process, found[0])
    finally:
        process.terminate()
        try:
            process.communicate(timeout=PATIENCE)
        except ValueError:
            process.wait(PATIENCE)


def is_gone(process: int) -> bool:
    """Whether a process is there no more."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


def wait_until(is_so: Callable[[], bool]) -> None:
    """Wait until something is so; fail if it never is."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)
