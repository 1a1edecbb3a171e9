"""What goes on beside the screen, in textual's workers."""

from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, TypeVarTuple

from textual.app import App
from textual.worker import Worker

Given = TypeVarTuple("Given")


def run(
    app: App[None],
    work: Callable[[*Given], Coroutine[Any, Any, None]],
    *given: *Given,
    group: str = "default",
    exclusive: bool = False,
) -> None:
    """Have something done with what is given; with `exclusive`, what the group was doing is cancelled.

    The work is called only when its worker begins: a coroutine that was made before would never be awaited where the
    program ends first, and Python would warn of that.
    """
    _: Worker[None] = app.run_worker(partial(work, *given), group=group, exclusive=exclusive)
