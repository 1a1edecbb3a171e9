"""What Ctrl+C does: it ends the process at once, or raises KeyboardInterrupt so that work is ended in order.

Where whoever started the process had it ignore Ctrl+C, it goes on ignoring it.
"""

import signal
import sys
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

_Handler = Callable[[int, FrameType | None], object] | signal.Handlers
_MOMENT: Final = 0.01
"""After how many seconds an interrupt comes again that could not be raised."""


def end_at_once() -> None:
    """For times in which there is nothing to put in order: while modules are imported, and when all is done."""
    _heed(signal.SIG_DFL)


def end_in_order() -> None:
    """For times in which something may have to be taken back."""
    if sys.unraisablehook is sys.__unraisablehook__:
        sys.unraisablehook = _come_again
    _heed(signal.default_int_handler)


def _heed(handler: _Handler) -> None:
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, handler)


def _come_again(unraisable: "UnraisableHookArgs") -> None:
    """Where an object is tidied away Python tells of an exception and drops it; Ctrl+C must not be lost there."""
    if unraisable.exc_type is not KeyboardInterrupt:
        sys.__unraisablehook__(unraisable)
        return
    import threading

    threading.Timer(_MOMENT, _interrupt, (threading.main_thread().ident,)).start()


def _interrupt(thread: int) -> None:
    """Interrupt a thread, in a system call as well where the system can."""
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(thread, signal.SIGINT)
    else:
        signal.raise_signal(signal.SIGINT)
