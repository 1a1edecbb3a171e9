"""From a folder's name to the program on the screen."""

import gc
import os
import sys
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from briefing import console, lookup, paths, place, programs
from briefing.errors import BriefingError, UnreadableFile
from briefing.loader import Folder
from briefing.model import Briefing
from briefing.settings import Read, read_settings

if TYPE_CHECKING:
    from briefing.attachments import AtHand
    from briefing.notes import NoteStore
    from briefing.tui.app import BriefingApp
    from briefing.tui.outside import Onward

WEB_DRIVER: Final = "textual.drivers.web_driver:WebDriver"
"""What $TEXTUAL_DRIVER is where textual-serve shows the program."""


class Presenting(NamedTuple):
    """What is to be shown to a room."""

    minutes: float | None
    """Only what can be said in so many minutes; None for all."""
    swapped: bool
    """Whether the second perspective comes first."""


def open_briefing(
    named: str | None,
    *,
    theme: str | None = None,
    notes: Path | None = None,
    present: Presenting | None = None,
    is_read_only: bool = False,
    onward: "Onward | None" = None,
) -> int:
    """Show a briefing until the reader leaves, to a room if that is asked for; the exit code.

    With `is_read_only` nothing is written, and the reader's own notes are not shown; `onward` says where to go on in
    it. Raises BriefingError if it cannot be shown, and where not one point fits the minutes.
    """
    folder = lookup.find_folder(named)
    refuse_without_terminal()
    gc.disable()
    settings = settings_at_hand()
    place_file = place.place_file(folder.path)
    left = onward.place if onward else _left(folder, place_file, theme, settings)
    if present is None:
        _refuse_unreadable(folder, left.theme, is_named=theme is not None)
    else:
        _refuse_if_too_short(lookup.read(folder), present, settings)
    open_notes = partial(_no_notes, folder) if is_read_only else lookup.notes_opener(folder, notes)

    from briefing.tui.app import BriefingApp
    from briefing.tui.messages import PlaceAsked, PresentAsked
    from briefing.tui.outside import Onward, Outside

    copies: list[Onward] = []

    def go_on(copy: Onward) -> bool:
        copies.append(copy)
        return not is_served()

    app = BriefingApp(
        folder,
        PlaceAsked(left.theme, left.point, left.side),
        Outside(
            open_notes=open_notes,
            find_texts=_find_texts,
            open_address=lambda address: (
                _open_address_of_reader(app, address) if is_served() else programs.open_address(address)
            ),
            copy_text=programs.no_clipboard if is_served() else programs.copy_text,
            edit_file=programs.edit_file,
            read_committed=lambda path: None if is_read_only else programs.read_committed(path),
            keep_place=_keep_nothing if is_read_only else partial(place.save_place, place_file),
            go_on=go_on,
            clear_up=_keep_nothing if is_read_only else lambda: _clear_up(open_notes().path, place_file),
            settings=settings,
            is_read_only=is_read_only,
            is_first_time=not paths.is_there(place_file.parent),
            on_first_paint=_collect_garbage_again,
        ),
        swapped=present.swapped if present else left.swapped,
        present=PresentAsked(minutes=present.minutes, swapped=present.swapped) if present else None,
        then=onward.asked if onward else None,
    )
    try:
        app.run()
    finally:
        _rescue(open_notes())
    if copies and not is_served():
        return open_briefing(str(copies[-1].folder), onward=copies[-1])
    return app.return_code or 0


def refuse_without_terminal(
    instead: str = "`briefing show` prints the briefing, and `briefing export` writes it to a file.",
) -> None:
    """Raises BriefingError, with what to do instead, where there is no terminal to show anything in."""
    if is_served():
        return
    if not (sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()):
        raise BriefingError("a briefing opens in a terminal, and this is none", instead)
    if os.environ.get("TERM", "") in ("", "dumb", "unknown"):
        raise BriefingError("this terminal cannot place text on the screen (see $TERM)", instead)


def is_served() -> bool:
    """Whether the program's screen is in a browser: `briefing serve` started this process."""
    return os.environ.get("TEXTUAL_DRIVER", "") == WEB_DRIVER


def settings_at_hand() -> Read:
    """What the user has chosen; the defaults where there is no place for settings."""
    try:
        return read_settings(paths.settings_file())
    except BriefingError:
        return Read()


def _refuse_unreadable(folder: Folder, theme: str, *, is_named: bool) -> None:
    """Raises UnreadableFile where nothing can be shown, or not the theme that was named: it is shown in its place."""
    lookup.read(folder, ())
    try:
        lookup.read(folder, (theme,))
    except UnreadableFile:
        if is_named or not folder.readable():
            raise


def _refuse_if_too_short(briefing: Briefing, present: Presenting, settings: Read) -> None:
    """Raises BriefingError where not one point fits the minutes."""
    if present.minutes is not None:
        from briefing import timebox

        timebox.fit(briefing, present.minutes, settings.settings.speaking_rate)


def _left(folder: Folder, file: Path, theme: str | None, settings: Read) -> place.Place:
    """Where the briefing was left, or where to begin; in the named theme, if one is named."""
    saved = place.read_place(file)
    swapped = saved.swapped if saved else settings.settings.order == "swapped"
    if theme is None and saved and saved.theme in [entry.id for entry in folder.about.themes]:
        return saved
    return place.Place(theme=lookup.find_theme(folder, theme), swapped=swapped)


@cache
def _no_notes(folder: Folder) -> "NoteStore":
    """A store that reads and writes nothing."""
    from briefing.notes_off import NotesOff

    return NotesOff(folder.path / "notes.yaml", briefing=folder.about.id, backups=folder.path, locks=folder.path)


def _keep_nothing(*_: place.Place) -> None:
    """What a reader who is only shown the briefing would leave is nobody's."""


def _clear_up(notes: Path, place_file: Path) -> None:
    """Delete the temporary files that killed programs left where they write by themselves."""
    from briefing import temporary

    for folder in (Path(os.path.realpath(notes)).parent, paths.backups_folder(notes), place_file.parent):
        temporary.clear(folder)


def _find_texts(folder: Folder) -> "list[AtHand]":
    """The texts at hand; what reads them is imported behind the first screen."""
    from briefing import attachments

    return attachments.at_hand(folder)


def _open_address_of_reader(app: "BriefingApp", address: str) -> bool:
    """Open an address in the browser that shows the program, which may be on another machine."""
    app.call_from_thread(app.open_url, address)
    return True


def _collect_garbage_again() -> None:
    """Garbage is not collected until the first theme can be read: start-up makes none."""
    gc.freeze()
    gc.enable()


def _rescue(store: "NoteStore") -> None:
    """Write what is still unsaved; failing that, print it, so that it is not lost."""
    try:
        if store.unsaved:
            store.save()
    except BriefingError as error:
        console.complain(error)
        console.say("These notes are not saved:")
        for target, text in store.texts.items():
            console.say(f"\n{target}\n{text}")
