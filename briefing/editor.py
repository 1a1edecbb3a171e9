"""Opening a file in the user's editor, at a line."""

import os
import shlex
import subprocess
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import Final

from briefing.errors import BriefingError

_PLUS: Final = frozenset(
    ["vi", "vim", "nvim", "gvim", "view", "nano", "pico", "emacs", "emacsclient", "micro", "helix", "hx", "kak", "joe"]
)
"""Editors that take `+LINE FILE`."""
_GOTO: Final = frozenset(["code", "code-insiders", "codium", "vscodium", "cursor", "windsurf"])
"""Editors that take `--goto FILE:LINE`."""
_COLON: Final = frozenset(["subl", "sublime_text", "zed", "zeditor"])
"""Editors that take `FILE:LINE`."""


def command(editor: str, file: Path, line: int) -> list[str]:
    """The command that opens a file at a 1-based line; an editor that is not known gets the file alone.

    `editor` is what the user has in $VISUAL or $EDITOR: a program, perhaps with arguments. Raises BriefingError.
    """
    try:
        words = shlex.split(editor)
    except ValueError:
        words = []
    if not any(words[:1]):
        raise BriefingError(f"the editor `{editor}` is no command", "Set $EDITOR to a program, such as nano.")
    name, path = PurePath(words[0]).name.removesuffix(".exe"), os.path.abspath(file)  # noqa: PTH100  # keeps links
    if name in _PLUS:
        return [*words, f"+{line}", path]
    if name in _GOTO:
        return [*words, "--goto", f"{path}:{line}"]
    if name in _COLON:
        return [*words, f"{path}:{line}"]
    return [*words, path]


def edit(file: Path, line: int) -> None:
    """Open a file at a 1-based line in $VISUAL or $EDITOR, and wait until the editor ends.

    Raises BriefingError, naming file and line, if there is no editor, or it cannot be started or fails.
    """
    where = f"{file}:{line}"
    wanted = [os.environ.get(name, "").strip() for name in ("VISUAL", "EDITOR")]
    editor = next((each for each in wanted if each), None)
    if editor is None:
        raise BriefingError(f"no editor is set to open {where}", "Set $EDITOR to the program you edit text with.")
    _run(command(editor, file, line), where)


def _run(words: Sequence[str], where: str) -> None:
    try:
        code = subprocess.run(words, check=False).returncode
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or "it cannot be started").lower()
        raise BriefingError(f"`{words[0]}` did not open {where}: {reason}", "Look at $VISUAL and $EDITOR.") from None
    if code:
        how = f"failed with code {code}" if code > 0 else f"was ended by signal {-code}"
        raise BriefingError(f"{where}: `{shlex.join(words)}` {how}", "Look at $VISUAL and $EDITOR.")
