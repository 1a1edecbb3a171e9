"""The user's other programs: browser, clipboard, editor, git; what starts one is imported when it is first wanted."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.model import Briefing


def open_address(address: str) -> bool:
    """Open an address in the browser; whether that could be done."""
    from briefing import browser

    return browser.open_address(address)


def copy_text(text: str) -> str | None:
    """Give a text to the platform's clipboard program; its name, or None if there is none."""
    from briefing import clipboard

    return clipboard.copy(text)


def no_clipboard(_: str) -> str | None:
    """The clipboard of the machine that serves is not the reader's."""
    return None


def edit_file(file: Path, line: int) -> None:
    """Open a file at a 1-based line in the editor, and wait until it ends. Raises BriefingError."""
    from briefing import editor

    editor.edit(file, line)


def read_committed(path: Path) -> "Briefing | None":
    """The briefing in a folder as it was last committed to git; None if it never was."""
    from briefing import revisions

    return revisions.last_committed(path)
