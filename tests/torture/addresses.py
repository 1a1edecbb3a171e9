"""Addresses that must not be opened, as those of sources: with a fake browser, and as links of what is exported."""

import asyncio
import json
import os
import random
import re
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from typing import Final
from unittest.mock import patch

import msgspec
import samples
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from tui_support import MadeFolder, Opened, opened

from briefing import browser, export
from briefing.export import csl, html, markdown
from briefing.model import Briefing
from briefing.tui import reading_desk, workers
from briefing.tui.screens.address import AddressScreen
from torture.trial import Outcome, Trial

HOSTILE: Final = (
    "javascript:alert(1)", "JaVaScRiPt:alert(1)//http://example.org", " javascript:alert(1)", "java\nscript:alert(1)",
    "\x01javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:msgbox(1)", "file:///etc/passwd",
    "FILE://localhost/etc/passwd", "\\\\evil.example\\share", "//evil.example/x", "ftp://evil.example/x",
    "mailto:a@evil.example", "http:/evil.example", "http:evil.example", "http://", "http:///evil.example",
    "http://a b.example/", "http://example.org/\njavascript:alert(1)", "about:blank", "--new-window=http://e.example",
    "http://[x", "http://example.org\\@evil.example/", "http://evil.example\uff0fexample.org/", "http://@/", "http://:80/",
    "http://example.org:x/", "\uff48ttp://evil.example/", "http\uff1a//evil.example/", "http://example.org/\u202egnp.exe",
    "https://example.org/\x1b]0;t\x07", "view-source:http://example.org", "x-help://a", "jar:http://e.example!/x",
)  # fmt: skip
"""None of these may be opened."""
ALLOWED: Final = (
    "http://example.org", "HTTPS://EXAMPLE.ORG/a?b#c", "http://user:word@evil.example/", "http://ex\u0430mple.org/",
    "https://example.org/" + "x" * 5000, "http://[::1]:80/", "http://127.1/", "http://example.org/[@click=app.quit]x",
    "http://xn--e1awd7f.com/", "https://example.org/<b>&quot;'\"",
)  # fmt: skip
"""These lead where they say; they are opened once the user has seen them and says so."""


def run(count: int, chance: random.Random, folder: Path) -> Outcome:
    """Each time the address of a source is asked for, refused, and asked for and opened."""
    failures: list[str] = []
    figures = {"questions": 0, "opened": 0}
    addresses = (*HOSTILE, *ALLOWED)
    chosen = [addresses[number % len(addresses)] for number in range(count)]
    if count < len(addresses):
        chosen = [*chance.sample(HOSTILE, count - count // 3), *chance.sample(ALLOWED, count // 3)]
    calls: list[str] = []
    own = patch.dict(os.environ, {"BRIEFING_DATA_DIR": str(folder / "own")})
    with own, patch.object(webbrowser, "get", lambda: _Fake(calls)):
        try:
            asyncio.run(_ask(chosen, calls, failures, figures, folder))
        except Exception as error:  # noqa: BLE001  # a crash is what is looked for
            failures.append(f"crashed: {type(error).__name__}: {str(error)[:200]}")
    return Outcome(len(chosen), failures, {what: f"{number}" for what, number in figures.items()})


class _Fake(webbrowser.BaseBrowser):
    """A browser that only writes down what it is given."""

    def __init__(self, calls: list[str]) -> None:
        super().__init__("fake")
        self._calls = calls

    def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:
        self._calls.append(url)
        return True


async def _ask(chosen: list[str], calls: list[str], failures: list[str], figures: dict[str, int], folder: Path) -> None:
    async with opened(MadeFolder(of(chosen[0]), folder / "b"), open_address=browser.open_address) as it:
        for address in chosen:
            it.app.desks.reading._folder = partial(MadeFolder, of(address), folder / "b")
            for key in ("n", "y"):
                await it.press("S", "u")
                is_asked = isinstance(it.app.screen, AddressScreen)
                figures["questions"] += is_asked
                if is_asked and "".join(address.split()) not in _shown(it):
                    failures.append(f"{address!r} is not shown in full")
                if calls:
                    failures.append(f"{address!r} was opened unasked")
                if is_asked:
                    await it.press(key)
                    await it.wait_for(lambda: not list(it.app.workers))
                wanted = [address] if key == "y" and address in ALLOWED else []
                if calls != wanted:
                    failures.append(f"{address!r}, answered {key}: {calls}")
                figures["opened"] += len(calls)
                calls.clear()
                it.app.clear_notifications()
                while len(it.app.screen_stack) > 1:
                    await it.app.pop_screen()
                await it.settle()


def of(address: str) -> Briefing:
    """The sample, of which every source has the address."""
    made = samples.briefing()
    sources = {name: msgspec.structs.replace(source, url=address) for name, source in made.sources.items()}
    return msgspec.structs.replace(made, sources=sources)


def _shown(it: Opened) -> str:
    """What the question says, seen or not, without white space."""
    return "".join("".join(str(part.render()).split()) for part in it.app.screen.query(".address"))


def run_exports(count: int, chance: random.Random, folder: Path) -> Outcome:
    """Each time every link is read out of what is exported; a link may be one of http or https, or within the file."""
    failures: list[str] = []
    links = 0
    addresses = (*HOSTILE, *ALLOWED)
    for number in range(count):
        address = addresses[number % len(addresses)]
        notes = samples.notes(lambda text, address=address: f"[{text}]({address}) ![x]({address}) <{address}>")  # type: ignore[misc]  # mypy cannot tell the type of a default
        for format, read in _READERS.items():
            written = export.render(format, of(address), notes if format == "html" else {}, export.Options(notes=True))
            for link in read(written):
                links += 1
                if not _is_safe(link):
                    failures.append(f"{format}: {link!r}")
    return Outcome(count, failures, {"links": f"{links:,}"})


def _is_safe(link: str) -> bool:
    read = re.sub(r"[\x00-\x20]", "", link)
    return link.startswith("#") or bool(re.match(r"https?://[^/]", read, re.IGNORECASE))


class _Links(HTMLParser):
    """Takes the links out of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name in ("href", "src", "action", "formaction")]
        self.found += [f"{name}={value}" for name, value in attrs if name.startswith("on")]


def _links_of_html(page: str) -> list[str]:
    reader = _Links()
    reader.feed(page)
    return reader.found


def _links_of_markdown(text: str) -> list[str]:
    tokens = MarkdownIt("gfm-like").use(footnote_plugin).use(front_matter_plugin).parse(text)
    inner = [child for token in tokens for child in token.children or ()]
    return [str(token.attrs[name]) for token in inner for name in ("href", "src") if name in token.attrs] + [
        link for token in (*tokens, *inner) if token.type.startswith("html") for link in _links_of_html(token.content)
    ]


def _addresses_of_csl(text: str) -> list[str]:
    return [record["URL"] for record in json.loads(text) if "URL" in record]


def _addresses_of_bibtex(text: str) -> list[str]:
    return re.findall(r"^  url = \{(.*)\},?$", text, re.MULTILINE)


_READERS: Final[dict[str, Callable[[str], list[str]]]] = {
    "html": _links_of_html,
    "markdown": _links_of_markdown,
    "markdown-pandoc": _links_of_markdown,
    "csl": _addresses_of_csl,
    "bibtex": _addresses_of_bibtex,
}


@contextmanager
def _everything_is_openable() -> Iterator[None]:
    """No address is looked at before it is opened."""
    with patch.object(reading_desk, "is_openable", lambda address: True):
        yield


@contextmanager
def _no_question() -> Iterator[None]:
    """Nobody is asked."""

    def open_at_once(self: reading_desk.ReadingDesk, address: str) -> None:
        workers.run(self._app, self._open, address)

    with patch.object(reading_desk.ReadingDesk, "_ask_to_open", open_at_once):
        yield


@contextmanager
def _every_link() -> Iterator[None]:
    """Every address becomes a link."""
    with (
        patch.dict(html._environment().globals, {"is_openable": lambda address: True}),
        patch.object(markdown, "link_target", lambda address: address),
        patch.object(csl, "link_target", lambda address: address),
    ):
        yield


TRIALS = (
    Trial(
        name=f"{len(HOSTILE)} hostile addresses and {len(ALLOWED)} odd ones, opened with a fake browser",
        must="none but http and https, none without consent",
        run=run,
        quick=2,
        whole=len(HOSTILE) + len(ALLOWED),
        bad={"every address openable": _everything_is_openable, "no question": _no_question},
        bad_tries=2,
    ),
    Trial(
        name="the same addresses as links of what is exported",
        must="no link but of http and https",
        run=run_exports,
        quick=12,
        whole=len(HOSTILE) + len(ALLOWED),
        bad={"every address a link": _every_link},
        bad_tries=2,
    ),
)
