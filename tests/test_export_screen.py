"""The dialog that writes the briefing to a file."""

import threading
from pathlib import Path

import pytest
import samples
from textual.widgets import Input, RadioSet
from tui_support import Opened, in_files, opened, squeezed, store

from briefing.errors import BriefingError
from briefing.export import FORMATS, Options, render_files
from briefing.loader import Folder
from briefing.tui.export_desk import ExportDesk
from briefing.tui.screens.export import REPLACE, ExportChoice, ExportScreen
from briefing.tui.screens.theme import ThemeScreen
from briefing.tui.widgets.choices import Choice


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """A briefing with a note; the program runs in a folder of its own."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    made = in_files(samples.briefing(), tmp_path / "b")
    notes = store(made.path / "notes.yaml", made.about.id)
    notes.set("trade", "A note to take along.")
    notes.save()
    return made


async def open_dialog(it: Opened) -> ExportScreen:
    await it.press("e")
    return it.screen(ExportScreen)


async def export_to(it: Opened, path: str | Path) -> None:
    it.app.screen.query_one("#path", Input).value = str(path)
    await it.press("ctrl+s")


def toasts(it: Opened) -> str:
    return squeezed(" ".join(notification.message for notification in it.app._notifications))


async def test_the_whole_briefing_is_written_and_the_path_is_told(folder: Folder, tmp_path: Path) -> None:
    async with opened(folder) as it:
        await open_dialog(it)
        assert "quiet-street.md" in it.text
        await it.press("ctrl+s")
        await it.wait_for(lambda: isinstance(it.app.screen, ThemeScreen))
        path = tmp_path / "here" / "quiet-street.md"
        text = path.read_text(encoding="utf-8")
        assert "What happens to rents?" in text and "Is it quieter?" in text
        assert "A note to take along." in text
        await it.wait_for_text("Exported")
        assert squeezed(f"Written to {path}") in toasts(it)


async def test_only_the_theme_that_is_open_can_be_written(folder: Folder, tmp_path: Path) -> None:
    async with opened(folder) as it:
        await it.press("2")
        dialog = await open_dialog(it)
        await it.click("Only “Air and noise”")
        assert dialog.path.value == "quiet-street-air.md"
        await it.press("ctrl+s")
        await it.wait_for(lambda: isinstance(it.app.screen, ThemeScreen))
    text = (tmp_path / "here" / "quiet-street-air.md").read_text(encoding="utf-8")
    assert "Is it quieter?" in text and "What happens to rents?" not in text


@pytest.mark.parametrize("format", FORMATS)
async def test_one_side_alone_can_be_written_in_every_format(folder: Folder, tmp_path: Path, format: str) -> None:
    async with opened(folder) as it:
        await it.press("s")
        dialog = await open_dialog(it)
        dialog.format.query(Choice)[list(FORMATS).index(format)].value = True
        await it.click("Only “Keep”")
        name = f"quiet-street-keep{FORMATS[format].suffix}"
        await it.wait_for(lambda: dialog.path.value == name)
        await it.press("ctrl+s")
        await it.wait_for(lambda: isinstance(it.app.screen, ThemeScreen))
    options = Options(side="keep", notes=True, swapped=True)
    notes = {"trade": "A note to take along."}
    expected = render_files(format, folder.briefing(), notes, options, tmp_path / "here" / name)
    assert expected
    assert {path: path.read_bytes().decode() for path in expected} == expected


async def test_the_sides_are_named_in_the_order_in_which_they_are_shown(folder: Folder) -> None:
    for key, names in (("s", ["Keep", "Close"]), ("", ["Close", "Keep"])):
        async with opened(folder) as it:
            if key:
                await it.press(key)
            await open_dialog(it)
            assert it.text.index(f"Only “{names[0]}”") < it.text.index(f"Only “{names[1]}”")


async def test_no_description_of_a_format_is_clipped(folder: Folder) -> None:
    async with opened(folder, size=(60, 20)) as it:
        dialog = await open_dialog(it)
        dialog.format.focus()
        for format in list(FORMATS.values())[1:]:
            await it.press("down")
            await it.wait_for_text(format.name)
            assert format.short in it.text


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (40, 15)])
async def test_a_problem_is_in_sight_on_a_small_screen(folder: Folder, size: tuple[int, int]) -> None:
    async with opened(folder, size=size) as it:
        await open_dialog(it)
        await export_to(it, "/no/where")
        await it.wait_for(lambda: squeezed("or choose another.") in it.dialog)


async def test_notes_can_be_left_out(folder: Folder, tmp_path: Path) -> None:
    async with opened(folder) as it:
        await open_dialog(it)
        await it.click("With my notes")
        await export_to(it, tmp_path / "without.md")
        await it.wait_for(lambda: isinstance(it.app.screen, ThemeScreen))
    assert "A note to take along." not in (tmp_path / "without.md").read_text(encoding="utf-8")


async def test_another_format_changes_the_suggested_name_and_the_text(folder: Folder, tmp_path: Path) -> None:
    async with opened(folder) as it:
        dialog = await open_dialog(it)
        await it.click("plain lines")
        assert dialog.path.value == "quiet-street.txt"
        await it.press("ctrl+s")
        await it.wait_for(lambda: isinstance(it.app.screen, ThemeScreen))
    assert "| --- |" not in (tmp_path / "here" / "quiet-street.txt").read_text(encoding="utf-8")


async def test_a_name_that_was_typed_stays_and_only_its_ending_changes(folder: Folder, tmp_path: Path) -> None:
    async with opened(folder) as it:
        dialog = await open_dialog(it)
        dialog.path.value = str(tmp_path / "mine.md")
        await it.click("plain lines")
        assert dialog.path.value == str(tmp_path / "mine.txt")
        dialog.path.value = str(tmp_path / "of another kind")
        await it.click("footnotes")
        assert dialog.path.value == str(tmp_path / "of another kind")


async def test_a_format_of_several_files_is_written_into_a_folder(folder: Folder, tmp_path: Path) -> None:
    async with opened(folder) as it:
        dialog = await open_dialog(it)
        await it.click("markdown-obsidian")
        assert dialog.path.value == "quiet-street-obsidian"
        await it.press("ctrl+s")
        await it.wait_for(lambda: isinstance(it.app.screen, ThemeScreen))
        await it.wait_for_text("Exported")
        assert squeezed(f"Written to {tmp_path / 'here' / 'quiet-street-obsidian'}") in toasts(it)
    written = sorted(path.name for path in (tmp_path / "here" / "quiet-street-obsidian").iterdir())
    assert written == ["01 Shops and trade.md", "02 Air and noise.md", "A quiet main street.md"]


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_the_list_of_formats_scrolls_to_each(folder: Folder, tmp_path: Path, size: tuple[int, int]) -> None:
    async with opened(folder, size=size) as it:
        dialog = await open_dialog(it)
        await it.press("tab", "tab")
        for format in list(FORMATS.values())[1:]:
            await it.press("down", "enter")
            await it.wait_for_text(f"▐●▌ {format.name}")
            assert dialog.path.value == f"quiet-street{format.suffix}"
        await it.press("ctrl+s")
        await it.wait_for(lambda: isinstance(it.app.screen, ThemeScreen))
    assert (tmp_path / "here" / f"quiet-street{format.suffix}").exists()


async def test_swapped_sides_are_written_swapped(folder: Folder, tmp_path: Path) -> None:
    async with opened(folder) as it:
        await it.press("s")
        await open_dialog(it)
        await export_to(it, tmp_path / "swapped.md")
        await it.wait_for(lambda: isinstance(it.app.screen, ThemeScreen))
    assert "| Keep it open | Close it |" in (tmp_path / "swapped.md").read_text(encoding="utf-8")


async def test_a_file_that_is_there_is_refused_and_then_replaced_on_request(folder: Folder, tmp_path: Path) -> None:
    path = tmp_path / "mine.md"
    path.write_text("precious", encoding="utf-8")
    async with opened(folder) as it:
        dialog = await open_dialog(it)
        await export_to(it, path)
        await it.wait_for(lambda: squeezed(f"{path}: there is a file already") in it.dialog)
        it.screen(ExportScreen)
        assert path.read_text(encoding="utf-8") == "precious"
        await it.click("Replace the file")
        assert dialog.replace.value
        await it.press("ctrl+s")
        await it.wait_for(lambda: isinstance(it.app.screen, ThemeScreen))
    assert "What happens to rents?" in path.read_text(encoding="utf-8")


async def test_the_refusal_speaks_of_the_dialog_and_not_of_the_command_line(folder: Folder, tmp_path: Path) -> None:
    path = tmp_path / "mine.md"
    path.touch()
    async with opened(folder) as it:
        await open_dialog(it)
        await export_to(it, path)
        await it.wait_for(lambda: "already" in it.dialog)
        assert squeezed("Tick “Replace the file if it is there”") in it.dialog
        assert "--force" not in it.dialog


@pytest.mark.parametrize("name", ["no/such/folder.md", "", " "])
async def test_a_path_that_cannot_be_written_is_told_in_the_dialog(folder: Folder, tmp_path: Path, name: str) -> None:
    async with opened(folder) as it:
        dialog = await open_dialog(it)
        await export_to(it, name)
        await it.wait_for(lambda: bool(str(dialog.problem.content).strip()))
        it.screen(ExportScreen)
        assert it.app.is_running
        await it.press("escape")
        it.screen(ThemeScreen)
    assert not list((tmp_path / "here").iterdir())


async def test_a_file_goes_into_a_folder_that_is_there(folder: Folder, tmp_path: Path) -> None:
    async with opened(folder) as it:
        await open_dialog(it)
        await export_to(it, ".")
        await it.wait_for(lambda: isinstance(it.app.screen, ThemeScreen))
        await it.wait_for(lambda: squeezed(f"Written to {tmp_path / 'here' / 'quiet-street.md'}") in toasts(it))
    assert [path.name for path in (tmp_path / "here").iterdir()] == ["quiet-street.md"]


async def test_a_home_folder_that_is_not_there_is_told_in_the_dialog(folder: Folder, tmp_path: Path) -> None:
    async with opened(folder) as it:
        dialog = await open_dialog(it)
        await export_to(it, "~nobody-of-this-name/x.md")
        await it.wait_for(lambda: bool(str(dialog.problem.content).strip()) or not it.app.is_running)
        it.screen(ExportScreen)


async def test_a_broken_theme_is_told_in_the_dialog(folder: Folder, tmp_path: Path) -> None:
    (folder.path / "themes" / "air.yaml").write_text("broken: [", encoding="utf-8")
    async with opened(folder) as it:
        await open_dialog(it)
        await export_to(it, tmp_path / "x.md")
        await it.wait_for(lambda: squeezed("air.yaml:2:1:") in it.dialog)
        it.screen(ExportScreen)
    assert not (tmp_path / "x.md").exists()


@pytest.mark.parametrize("way", ["escape", "button"])
async def test_the_dialog_can_be_closed_without_writing(folder: Folder, tmp_path: Path, way: str) -> None:
    async with opened(folder) as it:
        await open_dialog(it)
        await (it.press("escape") if way == "escape" else it.pilot.click("#close"))
        it.screen(ThemeScreen)
    assert not list((tmp_path / "here").iterdir())


async def test_the_dialog_can_be_used_with_the_keys_alone(folder: Folder, tmp_path: Path) -> None:
    async with opened(folder) as it:
        dialog = await open_dialog(it)
        assert dialog.query_one("#what", RadioSet).has_focus
        await it.press("down", "enter")
        assert dialog.what.pressed_index == 1
        await it.press("tab", "down", "enter")
        assert dialog.side.pressed_index == 1
        await it.press("tab", "tab", "space")
        assert dialog.notes.value is False
        await it.press("tab", "tab")
        await it.typing("typed")
        await it.press("enter")
        await it.wait_for(lambda: isinstance(it.app.screen, ThemeScreen))
    text = (tmp_path / "here" / "typed").read_text(encoding="utf-8")
    assert "Is it quieter?" not in text and "A note to take along." not in text
    assert "Only one side’s answers are given here: Close it." in text


async def test_what_is_chosen_is_visible_without_colour(folder: Folder) -> None:
    async with opened(folder) as it:
        await open_dialog(it)
        assert "▐●▌ The whole briefing" in it.text and "▐ ▌ Only" in it.text
        assert "▐X▌ With my notes" in it.text and "▐ ▌ Replace" in it.text
        await it.click("Only “")
        await it.click("With my notes")
        assert "▐ ▌ The whole briefing" in it.text and "▐●▌ Only" in it.text
        assert "▐ ▌ With my notes" in it.text


async def test_only_what_fits_the_minutes_is_written(folder: Folder, tmp_path: Path) -> None:
    async with opened(folder) as it:
        await open_dialog(it)
        await it.click("(empty for all)")
        it.app.screen.query_one("#minutes", Input).value = "0.5"
        await export_to(it, tmp_path / "short.md")
        await it.wait_for(lambda: isinstance(it.app.screen, ThemeScreen))
    text = (tmp_path / "short.md").read_text(encoding="utf-8")
    assert "fits into 30 s" in text and "## What was left out" in text


@pytest.mark.parametrize("typed", ["five", "-1", "nan", "0", "[b]5"])
async def test_what_is_no_time_is_told_in_the_dialog_and_nothing_is_written(
    folder: Folder, tmp_path: Path, typed: str
) -> None:
    async with opened(folder) as it:
        await open_dialog(it)
        it.app.screen.query_one("#minutes", Input).value = typed
        await export_to(it, tmp_path / "short.md")
        assert squeezed(f"`{typed}` is no number of minutes") in it.dialog
    assert not (tmp_path / "short.md").exists()


async def test_a_time_that_no_point_fits_is_told_with_the_shortest_time(folder: Folder, tmp_path: Path) -> None:
    async with opened(folder) as it:
        await open_dialog(it)
        it.app.screen.query_one("#minutes", Input).value = "0.1"
        await export_to(it, tmp_path / "short.md")
        await it.wait_for(lambda: squeezed("The shortest time is 0.2 minutes") in it.dialog)
    assert not (tmp_path / "short.md").exists()


def is_in_sight(dialog: ExportScreen) -> bool:
    """Whether what has the focus is within the dialog's frame."""
    return dialog.focused is not None and dialog.query_one("#export").region.overlaps(dialog.focused.region)


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (40, 15)])
async def test_everything_can_be_reached_on_a_small_screen(
    folder: Folder, tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(folder, size=size) as it:
        dialog = await open_dialog(it)
        for _ in range(8):
            await it.press("tab")
            await it.wait_for(lambda: is_in_sight(dialog))
        assert "Export" in it.text


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
async def test_the_whole_dialog_is_in_sight_when_it_opens(folder: Folder, size: tuple[int, int]) -> None:
    async with opened(folder, size=size) as it:
        await open_dialog(it)
        last = "bibtex" if size[1] == 40 else "html"
        for told in ("The whole briefing", "Both sides", "Only “Keep”", last, REPLACE, "Export      Close"):
            assert told in it.text


async def test_a_name_that_is_pasted_holds_no_unsafe_characters(folder: Folder) -> None:
    async with opened(folder) as it:
        dialog = await open_dialog(it)
        dialog.path.focus()
        await it.press("home", "ctrl+k")
        await it.paste("a\x1b]0;t\x07\u202eb.md")
        assert dialog.path.value == "a␛]0;t␇\ufffdb.md"


@pytest.mark.parametrize("problem", ["", "there is no room"])
async def test_what_became_of_an_export_is_told_after_the_dialog_was_left(
    folder: Folder, tmp_path: Path, problem: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()

    def slow(self: ExportDesk, choice: ExportChoice, swapped: bool) -> Path:
        go_on.wait(30)
        if problem:
            raise BriefingError(problem)
        return tmp_path / "x.md"

    monkeypatch.setattr(ExportDesk, "_write", slow)
    async with opened(folder) as it:
        await open_dialog(it)
        await it.press("ctrl+s")
        left = it.screen(ExportScreen)
        await it.press("escape")
        await it.wait_for(lambda: not left.is_attached)
        go_on.set()
        await it.wait_for(lambda: squeezed(problem or "Written to") in toasts(it))
        it.screen(ThemeScreen)
        assert it.app._exception is None
