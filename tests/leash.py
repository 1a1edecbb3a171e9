"""Processes that tests start, and that must not outlive them, however the tests themselves are ended."""

import ctypes
import signal
import sys
from typing import Final

_PR_SET_PDEATHSIG: Final = 1
"""From `linux/prctl.h`; see prctl(2)."""
_LIBC: Final = ctypes.CDLL(None) if sys.platform == "linux" else None


def end_with_parent() -> None:
    """Let Linux kill this process as soon as the thread that started it is gone; elsewhere nothing is done.

    It holds across `exec`, but not for the children of this process.
    """
    if _LIBC is not None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
