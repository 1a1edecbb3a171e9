"""The texts that look like markup, in the pages and files that are handed over or served."""

import asyncio
import random
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path
from unittest.mock import MagicMock, patch

import msgspec
import samples
from aiohttp import web
from markdown_readers import Shape, read_with_markdown_it

from briefing import export
from briefing.export import html, markdown
from briefing.model import Briefing
from briefing.serving import server, site
from briefing.serving.gate import Gate
from briefing.text import one_line
from torture.markup import TEXTS
from torture.trial import Outcome, Trial

_PLAIN = samples.briefing()


class _Page(HTMLParser):
    """A page's tags with the names of their attributes, and its texts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, ...]] = []
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, *(name for name, _ in attrs)))
        self.texts += [value for _, value in attrs if value]

    def handle_comment(self, data: str) -> None:
        self.tags.append(("comment",))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def run(count: int, chance: random.Random, folder: Path) -> Outcome:
    """Each time another text stands before every field; nothing but the words may differ from the plain briefing's."""
    failures: list[str] = []
    for number in range(count):
        text = TEXTS[-1 - number % len(TEXTS)]
        made = _made(text)
        for name, page in _pages(made).items():
            plain, read = _Page(_pages(_PLAIN)[name]), _Page(page)
            if plain.tags != read.tags:
                failures.append(f"{name}, {text!r}: other tags")
            if not any(f"{text} {_PLAIN.about.title}" in one_line(each) for each in read.texts):
                failures.append(f"{name}, {text!r}: not letter for letter")
        plain_file, file = (_markdown(each) for each in (_PLAIN, made))
        if (plain_file.blocks, plain_file.inline) != (file.blocks, file.inline):
            failures.append(f"markdown, {text!r}: other markup")
        if f"{text} {_PLAIN.about.title}" not in file.texts:
            failures.append(f"markdown, {text!r}: not letter for letter")
    return Outcome(count, failures)


def _made(text: str) -> Briefing:
    """The sample with the text before every field but the addresses, which would be none any more."""
    made = samples.briefing(samples.before(text))
    sources = {id: msgspec.structs.replace(source, url=_PLAIN.sources[id].url) for id, source in made.sources.items()}
    return msgspec.structs.replace(made, sources=sources)


def _pages(made: Briefing) -> dict[str, str]:
    served = server.Server([], Gate("127.0.0.1", 1), title=made.about.title, idle=1, on_used=lambda: None)
    answer = asyncio.run(served._page(MagicMock()))
    assert isinstance(answer, web.Response)
    return {
        "the page": export.render("html", made, {}, export.Options()),
        "the site's index": site.pages([made])["index.html"],
        "the served page": answer.text or "",
    }


def _markdown(made: Briefing) -> Shape:
    return read_with_markdown_it(export.render("markdown", made, {}, export.Options()))


@contextmanager
def _unescaped_html() -> Iterator[None]:
    """The page's texts stand in it as they are."""
    with patch.object(html._environment(), "autoescape", False):
        html._environment().cache.clear()  # type: ignore[union-attr]  # it has one
        try:
            yield
        finally:
            html._environment().cache.clear()  # type: ignore[union-attr]  # as above


@contextmanager
def _unescaped_markdown() -> Iterator[None]:
    """The file's texts stand in it on one line, as they are."""
    with patch.object(markdown, "inline", one_line), patch.object(markdown, "block", one_line):
        yield


@contextmanager
def _unescaped_title() -> Iterator[None]:
    """The served page's title stands in it as it is."""
    with patch("briefing.serving.server.html.escape", lambda text: text):
        yield


TRIALS = (
    Trial(
        name="the same texts in the web page, the site's index, the served page and Markdown",
        must="shown letter for letter, no tag or markup of theirs",
        run=run,
        quick=4,
        whole=len(TEXTS),
        bad={
            "unescaped HTML": _unescaped_html,
            "unescaped Markdown": _unescaped_markdown,
            "an unescaped title": _unescaped_title,
        },
        bad_tries=8,
    ),
)
