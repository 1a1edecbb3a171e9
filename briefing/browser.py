"""Opening an address in the user's browser."""

import webbrowser
from pathlib import PurePath
from typing import Final

_IN_THE_TERMINAL: Final = ("www-browser", "links", "elinks", "lynx", "w3m")
"""Browsers that would draw over the program."""


def open_address(address: str) -> bool:
    """Open an address in a browser with a window of its own; whether that could be done."""
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return False
    if PurePath(getattr(browser, "name", "")).name in _IN_THE_TERMINAL:
        return False
    return browser.open(address)
