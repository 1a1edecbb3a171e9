"""Nothing that a test has started outlives it."""

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest
from leash import end_with_parent
from terminal import PYTHON

SCRIPT = """
import subprocess, sys, time
sys.path.append({tests!r})
from leash import end_with_parent
child = subprocess.Popen(["sleep", "60"], preexec_fn=end_with_parent)
print(child.pid, flush=True)
time.sleep(60)
"""


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="only Linux has it")
def test_a_child_ends_with_its_parent_even_if_that_is_killed() -> None:
    script = SCRIPT.format(tests=str(Path(__file__).parent))
    parent = subprocess.Popen([PYTHON, "-c", script], stdout=subprocess.PIPE, text=True, preexec_fn=end_with_parent)
    assert parent.stdout
    child = int(parent.stdout.readline())
    assert _is_there(child)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    end = time.monotonic() + 10
    while _is_there(child):
        assert time.monotonic() < end, "the child goes on"
        time.sleep(0.01)
    parent.stdout.close()


def _is_there(process: int) -> bool:
    """Whether a process still runs; one that has ended, but was not waited for, does not."""
    status = Path(f"/proc/{process}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"
