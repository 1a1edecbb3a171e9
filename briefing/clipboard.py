"""Putting a text on the clipboard with the platform's own program."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Final

TIMEOUT: Final = 2.0
"""How long a program may take, in seconds."""

_WINDOWS: Final = "clip.exe"


def copy(text: str) -> str | None:
    """Give a text to the first program that takes it; the program's name, or None if there is none."""
    for command in _commands(os.environ, sys.platform):
        program = shutil.which(command[0])
        if program and _takes((program, *command[1:]), text):
            return PurePath(command[0]).stem
    return None


def _commands(environment: Mapping[str, str], platform: str) -> Iterator[tuple[str, ...]]:
    """What may be at hand, best first; each takes the text from its standard input."""
    if platform == "darwin":
        yield ("pbcopy",)
    if environment.get("WAYLAND_DISPLAY"):
        yield ("wl-copy",)
    if environment.get("DISPLAY"):
        yield ("xclip", "-selection", "clipboard")
        yield ("xsel", "--clipboard", "--input")
    if platform == "win32" or environment.get("WSL_DISTRO_NAME"):
        yield (_WINDOWS,)


def _takes(command: tuple[str, ...], text: str) -> bool:
    """Whether a program ends well in time; it may go on in the background to hold the text."""
    encoded = text.encode("utf-16-le" if PurePath(command[0]).name == _WINDOWS else "utf-8")
    try:
        done = subprocess.run(
            command,
            input=encoded,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=TIMEOUT,
            check=False,
            start_new_session=True,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
