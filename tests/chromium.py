"""Debian's Chromium without a window, and what it says of a page."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Final

from markdown_readers import missing
from npm import npm_folder
from playwright.sync_api import Browser, Page, sync_playwright

AXE = ("axe-core", "4.14.1")
"""The checker of accessibility: the package and its version on npm."""

SKELETON = """() => {
  const shape = (element) => {
    if (element.closest(".sources") && element.localName === "a") return "";
    if (element.className === "typed") return "<note>";
    const names = element.getAttributeNames().sort().join(" ");
    return `<${element.localName} ${names}>${[...element.children].map(shape).join("")}</>`;
  };
  return shape(document.documentElement);
}"""
"""Every element with the names of its attributes, but for a source's link and a note's Markdown."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser; the test is skipped where it is missing."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        missing("chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


PATIENCE: Final = 30.0
"""How long to wait for what never comes, in seconds."""


class Window:
    """A page in a browser of its own settings, with what it asked for and complained of."""

    def __init__(self, browser: Browser, width: int = 1440, height: int = 900, **settings: Any) -> None:
        self.context = browser.new_context(viewport={"width": width, "height": height}, **settings)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(5_000)
        self.requests: list[str] = []
        """The addresses that were asked for, the page's own among them."""
        self.complaints: list[str] = []
        """Dialogs, errors, and what the content security policy held back."""
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("dialog", self._dismiss)

    def open(self, file: Path, anchor: str = "") -> "Window":
        """Open a file, at an anchor."""
        self.page.goto(file.as_uri() + anchor, wait_until="domcontentloaded")
        return self

    def ask(self, script: str, *arguments: Any) -> Any:
        """What a script says in the page."""
        return self.page.evaluate(script, *arguments)

    def wait_for(self, script: str, *arguments: Any) -> None:
        """Ask until the page says yes; the browser's own way of waiting is an `eval`, which a page may forbid."""
        end = time.monotonic() + PATIENCE
        while not self.ask(script, *arguments):
            assert time.monotonic() < end, f"It did not come to this: {script}"
            time.sleep(0.02)

    def violations(self) -> list[str]:
        """What axe-core finds wrong with the page as it is now."""
        self.ask(_axe())
        found = self.ask("axe.run().then(({violations}) => violations)")
        return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found]

    def forget(self) -> tuple[list[str], list[str]]:
        """The complaints and requests until now, which the next page in this window begins without."""
        said = self.complaints[:], self.requests[:]
        self.complaints.clear()
        self.requests.clear()
        self.page.emulate_media(media="null")
        return said

    def close(self) -> None:
        """Close the page."""
        self.context.close()

    def _dismiss(self, dialog: Any) -> None:
        self.complaints.append(f"dialog {dialog.message}")
        dialog.dismiss()


@cache
def _axe() -> str:
    return (npm_folder(*AXE) / "node_modules" / AXE[0] / "axe.min.js").read_text("utf-8")
