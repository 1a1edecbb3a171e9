"""The screen follows the files, opens where it was left, and takes the keys and the looks that the user chose."""

from pathlib import Path

import pytest
import samples
from textual.events import Compose, Unmount
from tui_support import in_files, opened, squeezed, store

from briefing.errors import BriefingError
from briefing.loader import Folder
from briefing.place import Place
from briefing.settings import Read, Settings
from briefing.texts import SourceText
from briefing.tui.app import BriefingApp
from briefing.tui.messages import PlaceAsked
from briefing.tui.screens.theme import ThemeScreen
from briefing.tui.widgets.bars import ProblemBar
from briefing.tui.widgets.theme_view import ThemeView


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return in_files(samples.briefing(), tmp_path / "b")


def first_theme_file(folder: Folder) -> Path:
    return folder.path / "themes" / f"{folder.about.themes[0].id}.yaml"


def change(path: Path, old: str, new: str) -> str:
    before = path.read_text("utf-8")
    assert old in before
    path.write_text(before.replace(old, new, 1), "utf-8")
    return before


async def test_a_changed_theme_shows_within_a_second_at_the_same_point(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("down", "right")
        point = it.main.point
        assert point
        change(first_theme_file(folder), point.question, "Is this another question?")
        await it.wait_for_text("Is this another question?")
        assert it.main.theme_view.point == 1 and it.main.theme_view.side == 1


async def test_the_cursor_stays_on_its_point_where_points_change_places(folder: Folder) -> None:
    async with opened(folder) as it:
        point = it.main.point
        assert point
        path = first_theme_file(folder)
        head, points, rest = path.read_text("utf-8").partition("points:\n")
        added = "- id: added\n  question: Was this added?\n  claims: {}\n"
        path.write_text(head + points + added + rest, "utf-8")
        await it.wait_for_text("Was this added?")
        assert it.main.point and it.main.point.id == point.id
        assert it.main.theme_view.point == 1


async def test_the_last_point_may_be_taken_away_while_the_cursor_is_on_it(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("end")
        points = folder.theme(folder.about.themes[0].id).points
        assert it.main.theme_view.point == len(points) - 1
        path = first_theme_file(folder)
        before = path.read_text("utf-8")
        start = before.index(f"- id: {points[-1].id}")
        end = before.index("common_ground:", start) if "common_ground:" in before[start:] else len(before)
        path.write_text(before[:start] + before[end:], "utf-8")
        await it.wait_for(lambda: len(it.main.theme.points if it.main.theme else ()) == len(points) - 1)
        await it.settle()
        assert it.main.point is None or it.main.point.id != points[-1].id
        assert it.app.is_running
        await it.press("q")


async def test_the_place_of_a_note_on_a_theme_that_is_gone_is_said_to_be_gone(folder: Folder) -> None:
    second = folder.about.themes[1]
    async with opened(folder) as it:
        await it.press("]", "N")
        await it.typing("mine")
        await it.press("escape", "[", "a")
        path = folder.path / "briefing.yaml"
        first = folder.about.themes[0]
        head, _, _ = path.read_text("utf-8").partition("themes:")
        path.write_text(f'{head}themes:\n- {{id: {first.id}, title: "Only this"}}\n', "utf-8")
        await it.wait_for(lambda: len(it.main.about.themes) == 1)
        it.app.post_message(PlaceAsked(second.id))
        await it.wait_for_text("no longer has this theme")
        assert it.main.place.theme == first.id


async def test_the_list_of_themes_opens_what_it_shows_when_the_contents_change_meanwhile(folder: Folder) -> None:
    first, second = folder.about.themes
    async with opened(folder) as it:
        await it.press("t", "down")
        path = folder.path / "briefing.yaml"
        head, _, _ = path.read_text("utf-8").partition("themes:")
        swapped = "".join(f"- {{id: {entry.id}, title: {entry.title}}}\n" for entry in (second, first))
        path.write_text(f"{head}themes:\n{swapped}", "utf-8")
        await it.wait_for(lambda: it.main.about.themes[0].id == second.id)
        await it.press("enter")
        assert it.main.place.theme == second.id


async def test_a_broken_edit_shows_its_place_and_the_last_good_version_until_it_is_mended(folder: Folder) -> None:
    async with opened(folder) as it:
        question = folder.theme(folder.about.themes[0].id).question
        good = change(first_theme_file(folder), "question:", "question: [")
        await it.wait_for(lambda: bool(it.main.query(ProblemBar)))
        assert f"{first_theme_file(folder).name}:1:" in squeezed(it.text).replace("\n", "") or ".yaml:" in it.text
        assert question in it.text
        change(folder.path / "themes" / f"{folder.about.themes[1].id}.yaml", "question:", "question: Other? #")
        await it.press("]")
        await it.wait_for_text("Other?")
        assert it.main.query(ProblemBar), "it is still broken"
        first_theme_file(folder).write_text(good, "utf-8")
        await it.wait_for(lambda: not it.main.query(ProblemBar))


async def test_a_theme_that_is_taken_away_is_left_for_the_first(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("]")
        path = folder.path / "briefing.yaml"
        first = folder.about.themes[0]
        head, _, _ = path.read_text("utf-8").partition("themes:")
        path.write_text(f'{head}themes:\n- {{id: {first.id}, title: "Only this"}}\n', "utf-8")
        await it.wait_for_text("1/1  Only this")


async def test_a_change_that_was_saved_before_the_program_began_to_watch_is_seen(folder: Folder) -> None:
    question = folder.theme("trade").question
    change(first_theme_file(folder), question, "Saved too early?")
    async with opened(folder) as it:
        await it.wait_for_text("Saved too early?")


async def test_a_change_that_is_saved_while_the_texts_are_still_being_read_is_seen(folder: Folder) -> None:
    question = folder.theme("trade").question

    def texts() -> dict[str, SourceText]:
        if question in first_theme_file(folder).read_text("utf-8"):
            change(first_theme_file(folder), question, "Saved meanwhile?")
        return {}

    async with opened(folder, texts=texts) as it:
        await it.wait_for_text("Saved meanwhile?")


async def test_a_note_that_another_program_wrote_while_the_texts_are_still_being_read_appears(folder: Folder) -> None:
    def texts() -> dict[str, SourceText]:
        notes = store(folder.path / "notes.yaml", folder.about.id)
        notes.set("trade", "written meanwhile")
        notes.save()
        return {}

    async with opened(folder, texts=texts) as it:
        await it.wait_for_text("written meanwhile")


async def test_notes_that_another_program_wrote_appear(folder: Folder) -> None:
    async with opened(folder) as it:
        store = it.another_program()
        store.set(folder.about.themes[0].id, "written elsewhere")
        store.save()
        await it.wait_for_text("written elsewhere")


async def test_the_place_is_kept_soon_after_it_changed_and_on_leaving(folder: Folder) -> None:
    kept: list[Place] = []
    second = folder.about.themes[1].id
    async with opened(folder, keep_place=kept.append) as it:
        await it.press("]", "right", "s")
        await it.wait_for(lambda: bool(kept))
        assert kept[-1].theme == second and kept[-1].swapped
        await it.press("left", "q")
    assert (kept[-1].theme, kept[-1].side) == (second, folder.about.perspectives[1].id)


async def test_that_the_place_cannot_be_kept_is_said_once(folder: Folder) -> None:
    tried: list[Place] = []

    def refuse(place: Place) -> None:
        tried.append(place)
        raise BriefingError("the disk is full", "Make room.")

    async with opened(folder, keep_place=refuse) as it:
        await it.press("]")
        await it.wait_for_text("the disk is full")
        await it.press("[")
        await it.wait_for(lambda: len(tried) == 2)
        assert it.text.count("the disk is full") == 1


async def test_the_place_is_looked_at_in_peace_before_the_screen_is_there_and_while_it_is_closed(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []

    async def look(screen: ThemeScreen, event: Compose | Unmount) -> None:
        assert isinstance(screen.app, BriefingApp) and not screen.query(ThemeView)
        await screen.app.desks.places.look()
        screen.app.desks.places.flush()
        looked.append(type(event).__name__)

    for name in ("on_compose", "on_unmount"):
        monkeypatch.setattr(ThemeScreen, name, look, raising=False)
    async with opened(folder):
        pass
    assert looked == ["Compose", "Unmount"]


async def test_chosen_keys_work_and_are_shown_and_the_old_ones_do_not(folder: Folder) -> None:
    settings = Settings(keys={"note": "m", "swap": ["z", "x"], "next-row": "ctrl+n"})
    async with opened(folder, settings=Read(settings)) as it:
        assert "m note" in it.lines[-1] and "n note" not in it.lines[-1]
        await it.press("n")
        assert "Note:" not in it.text
        await it.press("x")
        assert it.lines[1].index("KEEP IT OPEN") < it.lines[1].index("CLOSE IT")
        await it.press("ctrl+n")
        assert it.main.theme_view.point == 1
        await it.press("question_mark")
        assert any(row.split()[:2] == ["z", "x"] for row in it.help_rows())
        await it.press("escape", "m")
        await it.wait_for_text("Note:")


async def test_a_wrong_setting_is_told_and_the_program_opens(folder: Folder) -> None:
    settings = Settings(theme="no such look", keys={"note": "e"})
    async with opened(folder, settings=Read(settings, folder.path / "settings.toml")) as it:
        await it.wait_for(lambda: "`theme`:" in it.text)
        assert "And 1 more" in it.text
        assert "n note" in it.lines[-1]
        assert it.app.theme == "briefing-dark"


async def test_the_first_time_one_line_says_how_to_move(folder: Folder) -> None:
    async with opened(folder) as it:
        assert "explains every key" not in it.text
    async with opened(folder, is_first_time=True) as it:
        assert "↑ ↓ go from point to point" in it.text and "? explains every key" in it.text


async def test_the_chosen_look_and_width_count(folder: Folder) -> None:
    async with opened(folder, settings=Read(Settings(theme="light", note_width=30))) as it:
        assert it.app.theme == "briefing-light"
        await it.press("n")
        await it.typing("word " * 20)
        assert max(line.count("word") for line in it.lines if line.startswith("│")) == 5
