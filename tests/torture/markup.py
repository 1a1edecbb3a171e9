"""Texts that something may take for markup, at every place that shows text."""

import asyncio
import random
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import samples
from reading_support import in_files_with_texts
from textual.app import App
from tui_support import Opened

from briefing.loader import Folder
from briefing.tui.program import ProgramApp
from briefing.tui.widgets.bars import TitleBar
from torture.tour import ALL, Toured, tour, turns
from torture.trial import Outcome, Trial

FIRED: Final = "app.fired"
"""The action that some of the texts would have done."""

TEXTS: Final = (
    "[b]x[/b]", "[x]", "[/x]", "[/]", "[/", "[", "]", "[[x]]", "[]", "\\[b]x", "x\\", "[b]x", "x[/b]",
    "[b][i]x[/b][/i]", f"[@click={FIRED}]x[/]", f"[@click={FIRED}()]x[/]", f"[@click='{FIRED}()']x[/]",
    f"[b @click={FIRED}]x[/]",
    f"[@mouse.down={FIRED}]x[/]", "[@click=", f"[@click={FIRED}]", "[link=https://e.org]x[/link]", "[link='x']x[/link]",
    "[red]x[/red]", "[on #f00]x[/]", "[$primary]x[/]", "[not a style]x[/]", "$x $hint $keys", "{x} %s %(x)s", ":smile:",
    "*x* **x** _x_ `x`", "[x](javascript:x)", "![x](x.png)", "# x", "<b>x</b>", "<script>fired()</script>",
    "<img src=x onerror=fired()>", "</title><b>x", "&lt;b&gt; &#91;", "<!-- x",
)  # fmt: skip
"""Textual's and Rich's markup, templates', Markdown and HTML; none with the marks that are put around them."""

STRIDE: Final = 7
"""How many texts further on the next tour begins; shares no divisor with their number."""
_SHOWN: Final = re.compile("«([^«»▌▐▕│█]*)»")
"""What stands between two marks, with nothing of the program's own in between: a message may lie over a part of it."""


def marked(turn: int) -> samples.Mark:
    """Puts two texts between marks before each: the text number `turn` and one half a turn on, then the next."""
    numbers = count(turn)

    def mark(harmless: str) -> str:
        number = next(numbers)
        one, other = (TEXTS[each % len(TEXTS)] for each in (number, number + len(TEXTS) // 2))
        return f"«{one}» «{other}» {harmless}"

    return mark


def run(tries: int, chance: random.Random, folder: Path) -> Outcome:
    """In each tour every field has the next two texts: in half as many tours as there are texts each has had all."""
    failures: list[str] = []
    fired: list[str] = []
    shown: set[tuple[str, str]] = set()
    compared = clicked = 0
    in_paths = (text.replace("//", "/") for text in TEXTS)
    expected = {text.casefold() for text in (*TEXTS, *("".join(text.split()) for text in TEXTS), *in_paths)}

    async def look(it: Opened, place: str) -> None:
        nonlocal compared, clicked
        here = [text for line in it.lines for text in _SHOWN.findall(line)]
        compared += len(here)
        shown.update((place, text) for text in here)
        failures.extend(f"{place}: {text!r}" for text in here if text.casefold() not in expected)
        failures.extend(f"{place}: {found}" for found in _armed(it))
        if f"[@click={FIRED}]x" in it.text:
            clicked += 1
            await it.click(f"[@click={FIRED}]x")

    with patch.object(App, "action_fired", lambda self: fired.append("fired"), create=True):
        for turn, places in turns(tries, chance):
            mark, first = marked(turn * STRIDE), turn * STRIDE - _before_the_title()
            own = folder / f"own-{turn}"
            read = _made(marked(first), folder / f"{turn}" / "«[b]x»")
            other = _made(marked(first + 1), folder / f"other-{turn}").briefing()
            try:
                asyncio.run(tour(Toured(read, other, mark, own), look, places))
            except Exception as error:  # noqa: BLE001  # a crash is what is looked for
                failures.append(f"crashed: {type(error).__name__}: {str(error)[:200]}")
    failures += [f"{len(fired)} actions fired"] if fired else []
    failures += [] if compared else ["no text was shown whole"]
    figures = {
        "texts shown whole": f"{compared:,}",
        "of these different ones, or at different places": f"{len(shown):,}",
        "clicks on actions": f"{clicked:,}",
    }
    return Outcome(tries, failures, figures)


def _made(mark: samples.Mark, path: Path) -> Folder:
    return in_files_with_texts(samples.briefing(mark), path, lambda at: f"This is {at}, and {mark('it')} ends here.")


def _before_the_title() -> int:
    """How many texts of the sample come before its title, which each tour gives the text that it begins with."""
    seen: list[str] = []
    made = samples.briefing(lambda text: seen.append(text) or text)  # type: ignore[func-returns-value]  # that is why
    return seen.index(made.about.title)


def _armed(it: Opened) -> Iterator[str]:
    """What on the screen leads out of it, or does what a text said."""
    for strip in it.strips:
        for segment in strip:
            if segment.style and segment.style.link:
                yield f"a link: {segment.style.link}"
            if segment.style and "fired" in str(segment.style.meta):
                yield f"an action: {segment.style.meta}"


@contextmanager
def _unwrapped_static() -> Iterator[None]:
    """The title is given to its widget as a plain string."""

    def on_resize(self: TitleBar) -> None:
        self._render_markup = True
        self.update(self._parts[0])

    with patch.object(TitleBar, "on_resize", on_resize):
        yield


@contextmanager
def _markup_in_messages() -> Iterator[None]:
    """Every message is a string that is read as markup."""
    notify: Callable[..., None] = ProgramApp.notify

    def marked_up(self: ProgramApp, message: str, **fields: Any) -> None:
        notify(self, message, **{**fields, "markup": True})

    with patch.object(ProgramApp, "notify", marked_up):
        yield


TRIALS = (
    Trial(
        name=f"{len(TEXTS)} texts that look like markup, at every place that shows text",
        must="shown letter for letter, no crash, no action fired",
        run=run,
        quick=2,
        whole=len(ALL) * len(TEXTS) // 2,
        seconds=280,
        bad={"an unwrapped Static": _unwrapped_static, "messages with markup": _markup_in_messages},
        bad_tries=1,
    ),
)
