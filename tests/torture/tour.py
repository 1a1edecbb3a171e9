"""A tour of everything that the programs on the screen show of a briefing: each screen, dialog, list and message."""

import importlib
import os
import pkgutil
import random
from collections.abc import Awaitable, Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from unittest.mock import patch

import samples
from tui_support import Opened, opened

from briefing import settings
from briefing.diff import compare
from briefing.editing.parts import Kind
from briefing.errors import Problem
from briefing.loader import Folder
from briefing.model import Briefing
from briefing.place import Place, Showing
from briefing.sources import paragraphs
from briefing.text import clean
from briefing.tui import screens
from briefing.tui.diff_app import DiffApp
from briefing.tui.diff_page import Compared
from briefing.tui.lines import Target
from briefing.tui.messages import BriefingChanged, SourceAsked, ThemeWritingAsked
from briefing.tui.screens.command_screen import CommandScreen, KeyedApp
from briefing.tui.screens.damaged_notes import DamagedNotesScreen
from briefing.tui.screens.write import WriteScreen
from briefing.tui.speaker_app import SpeakerApp
from briefing.tui.speaker_desk import Followed

SIZE: Final = (110, 34)
NOTES: Final = "notes.yaml"

Look = Callable[[Opened, str], Awaitable[None]]
"""Looks at what is on the screen now; it is told where that is."""
Lead = Callable[[Opened, samples.Mark], Awaitable[None]]
"""Goes somewhere from the main screen, and marks what it types or tells there."""


@dataclass(frozen=True, slots=True)
class Toured:
    """What is looked at."""

    folder: Folder
    """The briefing."""
    other: Briefing
    """The briefing as it was once, for what shows changes."""
    mark: samples.Mark
    """What every text is marked with that does not come from the briefing."""
    own: Path
    """A folder for the user's data."""


def _keys(*keys: str) -> Lead:
    async def lead(it: Opened, _: samples.Mark) -> None:
        await it.press(*keys)

    return lead


def _typing(*keys: str) -> Lead:
    """Presses keys, and pastes a marked text."""

    async def lead(it: Opened, mark: samples.Mark) -> None:
        await it.press(*keys)
        await it.paste(mark("takings"))
        await it.wait_for(lambda: not list(it.app.workers))

    return lead


async def _find(it: Opened, _: samples.Mark) -> None:
    await it.press("slash", "home", "ctrl+k")
    await it.paste("takings")
    await it.wait_for_text(" result")


async def _palette(it: Opened, _: samples.Mark) -> None:
    await it.press("ctrl+p")
    await it.paste("shops")
    await it.wait_for_text("Go to this theme.")


async def _paragraph(it: Opened) -> None:
    """A paragraph that several claims cite."""
    locators = [str(locator) for locator, _ in paragraphs(it.app.desks.reading.reading().sources["report"])]
    it.app.desks.reading.answer(SourceAsked("report", locators[4]))
    await it.settle()


async def _claims(it: Opened, _: samples.Mark) -> None:
    await _paragraph(it)
    await it.press("enter")


async def _address(it: Opened, mark: samples.Mark) -> None:
    it.app.desks.reading._ask_to_open(f"https://example.org/{''.join(mark('x').split())}")
    await it.settle()


async def _no_address(it: Opened, mark: samples.Mark) -> None:
    it.app.desks.reading._ask_to_open(mark("javascript:alert(1)"))
    await it.settle()


async def _problem(it: Opened, mark: samples.Mark) -> None:
    problem = Problem(
        file=mark("trade.yaml"), line=1, column=1, rule="unknown-key", message=mark("a key"), hint=mark("Mend it.")
    )
    it.app.screen.post_message(BriefingChanged([problem]))
    await it.settle()


async def _export(it: Opened, mark: samples.Mark) -> None:
    await it.press("e")
    it.app.screen.query_one("#path").focus()
    await it.settle()
    await it.press("home", "ctrl+k")
    await it.paste(mark("/nowhere/x.md"))
    await it.press("ctrl+s")
    await it.wait_for(lambda: not list(it.app.workers))


async def _edit(it: Opened, mark: samples.Mark) -> None:
    with patch.dict(os.environ, {"EDITOR": f"'{clean(mark('editor')).replace(chr(0), '')}'"}):
        it.app.notify(clean(mark("a message")), markup=False)
        await it.press("E")


def _changing(kind: Kind) -> Lead:
    """Changes a part of the theme, and pastes a marked text where one is wanted."""

    async def lead(it: Opened, mark: samples.Mark) -> None:
        await it.press("1", "w")
        screen = it.screen(WriteScreen)
        screen.page_view.choose(Target([part.kind for part in screen._rows].index(kind)))
        await it.press("enter")
        await it.paste(mark("takings"))

    return lead


async def _claiming(it: Opened, _: samples.Mark) -> None:
    await _paragraph(it)
    await it.press("c")


async def _new_claim(it: Opened, mark: samples.Mark) -> None:
    await _claiming(it, mark)
    await it.press("enter")
    await it.paste(mark("takings"))


async def _marking(it: Opened, mark: samples.Mark) -> None:
    await _paragraph(it)
    await it.press("v", "right", "right")


async def _copy(it: Opened, mark: samples.Mark) -> None:
    it.app.desks._offer_copy(ThemeWritingAsked("trade"))
    await it.settle()
    await it.press("ctrl+u")
    await it.paste(mark("mine"))


PLACES: Final[dict[str, Lead]] = {
    "the theme": _keys("home"),
    "the end of the theme": _keys("end"),
    "the other theme, swapped": _keys("right_square_bracket", "s"),
    "the evidence": _keys("home", "enter"),
    "a source": _keys("home", "enter", "enter"),
    "the end of a source": _keys("home", "enter", "enter", "end"),
    "the claims that cite a paragraph": _claims,
    "the sources": _keys("S"),
    "an address": _address,
    "an address that is none": _no_address,
    "a copied claim": _keys("y"),
    "the overview": _keys("o"),
    "the matrix": _keys("o", "m"),
    "the search": _find,
    "a search for it": _typing("slash", "home", "ctrl+k"),
    "the notes": _keys("a"),
    "the notes by tag": _keys("a", "s"),
    "a note": _keys("n"),
    "a note that is pasted": _typing("N"),
    "the export": _keys("e"),
    "an export to it": _export,
    "an editor that is none": _edit,
    "the changes": _keys("D"),
    "the list of themes": _keys("t"),
    "the help": _keys("question_mark"),
    "the palette": _keys("ctrl+p"),
    "a search in the palette": _palette,
    "the title, presented": _keys("p", "home"),
    "a slide": _keys("p", "home", "right", "right"),
    "another slide": _keys("p", "home", "right", "right", "right", "right", "right"),
    "the last slide": _keys("p", "end"),
    "a problem": _problem,
    "a theme that is written": _keys("w"),
    "the end of a theme that is written": _keys("w", "end"),
    "a text that is written": _changing(Kind.QUESTION),
    "a level that is chosen": _changing(Kind.LEVEL),
    "a silence that is changed": _changing(Kind.SILENCE),
    "a claim that is changed": _changing(Kind.CLAIM),
    "a point for a new claim": _claiming,
    "a new claim": _new_claim,
    "words that are marked": _marking,
    "a copy of the briefing": _copy,
}
"""Each place of the main program, and what leads there from the main screen."""


async def _main(toured: Toured, look: Look, places: Collection[str]) -> None:
    with patch.dict(os.environ, {"BRIEFING_DATA_DIR": str(toured.own), "VISUAL": "", "EDITOR": ""}):
        (toured.folder.path / NOTES).unlink(missing_ok=True)
        async with opened(
            toured.folder,
            size=SIZE,
            settings=_settings(toured.mark),
            is_first_time=True,
            read_committed=lambda path: toured.other,
        ) as it:
            await look(it, "a message on the settings")
            desk = it.app.desks.notes
            for target, text in samples.notes(toured.mark).items():
                desk._store.set(target, f"{text} #tag")
            desk._tell_changed()
            for place in places:
                await PLACES[place](it, toured.mark)
                await look(it, place)
                it.app.clear_notifications()
                await it.wait_for(lambda: not list(it.app.workers))
                while len(it.app.screen_stack) > 1:
                    await it.app.pop_screen()
                await it.settle()


def _settings(mark: samples.Mark) -> settings.Read:
    """A look and a command that there are none of, and a setting that is none."""
    file = Path(clean(mark("settings.toml")))
    wrong = settings.Problem(file, 1, clean(mark("`x` is no setting")), clean(mark("Take it out.")))
    chosen = settings.Settings(theme=clean(mark("dusk")), keys={clean(mark("note")): "m"})
    return settings.Read(chosen, file, {}, (wrong,))


async def _damaged_notes(toured: Toured, look: Look) -> None:
    path = toured.folder.path / NOTES
    path.write_bytes(b"schema_version: 1\n" + toured.mark("key").encode("utf-8", "replace") + b": 1\n")
    with patch.dict(os.environ, {"BRIEFING_DATA_DIR": str(toured.own)}):
        async with opened(toured.folder, size=SIZE) as it:
            await it.wait_for(lambda: isinstance(it.app.screen, DamagedNotesScreen))
            await look(it, "the notes that cannot be read")


async def _differences(toured: Toured, look: Look) -> None:
    names = [clean(toured.mark(text)) for text in ("./old", "./new", "Nothing differs.", "They were compared.")]
    compared = Compared(compare(toured.other, toured.folder.briefing()), *names)
    await _look_at(DiffApp(compared, settings.Read()), ("end", "question_mark"), "the differences", look)


async def _speaking(toured: Toured, look: Look) -> None:
    for slide in ("title", "point/trade/takings"):
        place = Place(theme="trade", swapped=False, showing=Showing(slide=slide, step=1, started=0.0, minutes=None))
        notes = samples.notes(lambda text: clean(toured.mark(text)))
        followed = Followed(
            place_file=toured.own / "place.json",
            read_place=lambda place=place: place,  # type: ignore[misc]  # mypy cannot tell the type of a default
            notes_file=toured.folder.path / NOTES,
            read_notes=lambda notes=notes: notes,  # type: ignore[misc]  # as above
            now=lambda: 75.0,
            rate=150,
        )
        command = clean(toured.mark("briefing present"))
        app = SpeakerApp(toured.folder, followed, settings.Read(), command)
        await _look_at(app, (), f"what the speaker sees of {slide}", look)


async def _look_at(app: KeyedApp, keys: Sequence[str], place: str, look: Look) -> None:
    app.animation_level = "none"
    async with app.run_test(size=SIZE) as pilot:
        it = Opened(app, pilot, Path("none"), "none")  # type: ignore[arg-type]  # all that is used, every program has
        await pilot.pause(0.05)
        await it.settle()
        await look(it, place)
        for key in keys:
            await it.press(key)
            await look(it, place)


_PROGRAMS: Final = {
    "the notes that cannot be read": _damaged_notes,
    "the differences": _differences,
    "what the speaker sees": _speaking,
}
"""The programs beside the main one."""

ALL: Final[tuple[str, ...]] = (*PLACES, *_PROGRAMS)
"""Every place of every program."""


def unseen(seen: Collection[type]) -> list[str]:
    """The screens of the programs that no place of the tour leads to."""
    for module in pkgutil.iter_modules(screens.__path__):
        importlib.import_module(f"{screens.__name__}.{module.name}")
    kinds: list[type] = [CommandScreen]
    for kind in kinds:
        kinds += kind.__subclasses__()
    return sorted(kind.__name__ for kind in kinds if not kind.__subclasses__() and kind not in seen)


async def tour(toured: Toured, look: Look, places: Collection[str] = ALL) -> None:
    """Look at some places of the programs, or at all."""
    if wanted := [place for place in places if place in PLACES]:
        await _main(toured, look, wanted)
    for name, program in _PROGRAMS.items():
        if name in places:
            await program(toured, look)


def turns(count: int, chance: random.Random) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Number and places of as many tours as look at `count` places: of whole tours, and of a part of one."""
    whole, rest = divmod(count, len(ALL))
    yield from ((turn, ALL) for turn in range(whole))
    if rest:
        yield whole, tuple(chance.sample(ALL, rest))


def written(it: Opened) -> str:
    """What goes to the terminal where the whole screen is drawn."""
    return "\n".join(strip.render(it.app.console) for strip in it.strips)
