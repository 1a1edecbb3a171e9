"""Textual's driver of a terminal, made to outlive its terminal, so that the program can still write and leave."""

import os
from contextlib import suppress
from io import TextIOBase
from typing import Any, TextIO, cast

from textual.drivers.linux_driver import LinuxDriver


class _Screen(TextIOBase):
    """What is painted goes to the terminal; once that is gone, nowhere, and nothing fails or waits for it."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, text: str) -> int:
        """Paint."""
        with suppress(OSError):
            self._file.write(text)
        return len(text)

    def flush(self) -> None:
        """Paint what is still to be painted."""
        with suppress(OSError):
            self._file.flush()

    def fileno(self) -> int:
        """The terminal's descriptor."""
        return self._file.fileno()


class TerminalDriver(LinuxDriver):
    """Goes on without a terminal when its window was closed."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if self._file is not None:
            self._file = cast(Any, _Screen(self._file))

    def _sigcont_application(self, *arguments: Any) -> None:
        """Begin to paint again, unless the terminal is gone: the system sends this signal when a window is closed."""
        if os.isatty(self.fileno):
            super()._sigcont_application(*arguments)
