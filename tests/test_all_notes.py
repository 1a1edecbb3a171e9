"""The screen that lists the notes: tags, order, and the ways to a point and back."""

from pathlib import Path

import pytest
import samples
from tui_support import Opened, in_files, opened, store

from briefing.loader import Folder
from briefing.tui.screens.note import NoteScreen
from briefing.tui.screens.notes import NotesScreen
from briefing.tui.screens.theme import ThemeScreen
from briefing.tui.theme_page import NOTE_MARK

NOTES = {
    "trade/takings": "Which year? #ask",
    "trade/rents": "Since when? #rents #ask",
    "air": "Look at the whole theme, and at what it leaves out",
    "gone/point": "stray [b]x[/b] [/ #old",
}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = in_files(samples.briefing(), tmp_path / "b")
    notes = store(made.path / "notes.yaml", made.about.id)
    for target, text in NOTES.items():
        notes.set(target, text)
    notes.save()
    return made


def listed(it: Opened) -> list[str]:
    """The targets on the screen, in order."""
    return [note.target for note in it.screen(NotesScreen)._notes]


def chosen(it: Opened) -> str:
    note = it.screen(NotesScreen).note
    assert note is not None
    return note.target


async def test_every_note_is_listed_with_its_theme_its_tags_and_the_cursor_on_the_open_point(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("down", "a")
        assert listed(it) == ["trade/takings", "trade/rents", "air", "gone/point"]
        assert chosen(it) == "trade/rents"
        assert "Notes: 4, by theme" in it.lines[0]
        for text in ("#ask 2", "#old 1", "#rents 1", "1 Shops and trade", "stray [b]x[/b] [/", "no longer has"):
            assert text in it.text
        await it.press("a")
        it.screen(ThemeScreen)


async def test_enter_goes_to_the_point_and_escape_back_to_the_list_as_it_was(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("a", "f", "s", "down", "enter")
        assert it.screen(ThemeScreen).point is not None
        assert it.main.point and it.main.point.id == "rents"
        await it.press("escape")
        assert listed(it) == ["trade/takings", "trade/rents"] and chosen(it) == "trade/rents"
        assert "Notes: 2 of 4, by tag" in it.lines[0]
        await it.press("escape")
        it.screen(ThemeScreen)


async def test_a_note_on_a_theme_leads_to_the_theme(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("a", "down", "down")
        assert chosen(it) == "air"
        await it.press("enter")
        assert it.screen(ThemeScreen).theme and it.main._current == "air"


async def test_a_stray_note_leads_nowhere_and_can_be_changed(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("a", "end", "enter")
        assert chosen(it) == "gone/point"
        assert "go there" not in it.lines[-1] and "change" in it.lines[-1]
        await it.press("n")
        assert "stray [b]x" in it.screen(NoteScreen).area.text
        await it.press("f7", "delete", "escape")
        await it.wait_for(lambda: "gone/point" not in it.saved())
        assert listed(it) == ["trade/takings", "trade/rents", "air"] and chosen(it) == "air"


async def test_f_goes_through_the_tags_and_shows_all_again(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("a")
        seen = []
        for key in ("f", "tab", "f", "f", "F"):
            await it.press(key)
            seen.append((listed(it), "▸" in it.text))
        everything = ["trade/takings", "trade/rents", "air", "gone/point"]
        assert seen == [
            (["trade/takings", "trade/rents"], True),
            (["gone/point"], True),
            (["trade/rents"], True),
            (everything, False),
            (["trade/rents"], True),
        ]


async def test_a_changed_note_is_listed_anew_and_can_be_taken_back(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("a", "n")
        await it.typing(" #new")
        await it.press("escape")
        await it.wait_for_text("#new 1")
        await it.press("u")
        await it.wait_for(lambda: "#new" not in it.text.replace("Note on", ""))
        await it.wait_for(lambda: it.saved() == NOTES)
        it.screen(NotesScreen)
        await it.press("escape")
        assert f"{NOTE_MARK} Which year? #ask" in it.text


async def test_the_tag_that_no_note_has_any_more_is_let_go(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("a", "f", "f", "n", "f7", "delete", "escape")
        await it.wait_for(lambda: len(listed(it)) == 3)
        assert "#old" not in it.text


async def test_without_notes_it_says_how_to_write_one(tmp_path: Path) -> None:
    async with opened(in_files(samples.briefing(), tmp_path / "none")) as it:
        await it.press("a")
        assert "You have no notes yet." in it.text and "Press n on a point, or N for its theme" in it.text
        await it.press("enter", "n", "f", "s", "down", "up", "end", "home", "space")
        it.screen(NotesScreen)
        assert it.lines[-1].split() == ["?", "help", "Esc", "back"]
        await it.press("escape")
        it.screen(ThemeScreen)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20), (40, 15)])
async def test_it_fits_and_the_mouse_goes_to_a_note(folder: Folder, size: tuple[int, int]) -> None:
    async with opened(folder, size=size) as it:
        await it.press("a")
        await it.press("end", "home")
        assert "help" in it.lines[-1] and "back" in it.lines[-1]
        await it.click("Do the shops take more?")
        it.screen(ThemeScreen)
        assert it.main.point and it.main.point.id == "takings"
