"""Work that is done in a child process, so that a signal which ends it is seen, and harms nobody else."""

import faulthandler
import os
import pickle
import resource
import signal
import traceback
from collections.abc import Callable
from typing import TypeVar

from leash import end_with_parent

T = TypeVar("T")
PATIENCE = 300
"""How long a child may take, in seconds."""


class Died(Exception):
    """The child did not come to an end of its own: a signal, or an exception that nobody caught."""


def in_child(work: Callable[[], T], *, user: int | None = None) -> T:
    """What the work gives, done in a child process, as another user if one is named. Raises Died."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _do(work, user, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        raise Died(f"ended by {signal.Signals(os.WTERMSIG(status)).name}")
    if not said:
        raise Died(f"ended with code {os.waitstatus_to_exitcode(status)}")
    is_done, value = pickle.loads(said)
    if not is_done:
        raise Died(value)
    given: T = value
    return given


def _do(work: Callable[[], T], user: int | None, writing: int) -> None:
    """Never returns."""
    try:
        end_with_parent()
        faulthandler.disable()
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        signal.alarm(PATIENCE)
        if user is not None:
            os.setgroups([])
            os.setgid(user)
            os.setuid(user)
        told = pickle.dumps((True, work()))
    except BaseException as error:  # noqa: BLE001  # whatever it was is told to the parent
        told = pickle.dumps((False, " < ".join(reversed(traceback.format_exception(error)[-2:])).strip()[:600]))
    try:
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(told)
    finally:
        os._exit(0)
