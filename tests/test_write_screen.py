"""A theme is changed on the screen: row by row, written at once, and taken back."""

from pathlib import Path

import pytest
import samples
from own_briefing import everything
from terminal import BRIEFING, CTRL_S, ESCAPE, terminal
from tui_support import MARKUP, Opened, in_files, opened, rotating, squeezed

from briefing import copies, new_folder, unwritten
from briefing.editing import at, steps, themes
from briefing.editing.parts import Kind, Part, start
from briefing.editing.silences import NO_TEXT
from briefing.loader import Folder
from briefing.model import Claim
from briefing.new_briefing import Side, make
from briefing.page_record import Record
from briefing.paths import builtin_folder
from briefing.tui.files_desk import FilesDesk
from briefing.tui.lines import Target, plain
from briefing.tui.messages import Asked, ClaimAsked, PlaceAsked, ThemeWritingAsked
from briefing.tui.screens.copying import CopyingScreen
from briefing.tui.screens.pick import PickScreen
from briefing.tui.screens.theme import ThemeScreen
from briefing.tui.screens.write import WriteScreen
from briefing.tui.screens.write_text import WriteTextScreen

COMMENT = "# the author's own remark\n"


@pytest.fixture
def own(tmp_path: Path) -> Folder:
    copies.copy(Folder(builtin_folder("car-free-centre")), tmp_path / "own")
    path = tmp_path / "own/themes/trade.yaml"
    path.write_text(path.read_text("utf-8").replace("crux: >-", f"{COMMENT}crux: >-"), "utf-8")
    return Folder(tmp_path / "own")


async def go_to(
    it: Opened, kind: Kind, point: str | None = None, side: str | None = None, *, is_new: bool = False
) -> Part:
    """Open the theme for writing, and put the cursor on a row."""
    if not isinstance(it.app.screen, WriteScreen):
        await it.press("w")
    screen = it.screen(WriteScreen)
    wanted = (kind, point, side, is_new)
    listed = [(part.kind, part.point, part.side, part.is_new) for part in screen._rows]
    screen.page_view.choose(Target(listed.index(wanted)))
    await it.settle()
    return screen.part


async def press(it: Opened, *keys: str) -> Part:
    """Press keys, and wait until what they change is written and shown; the part that the cursor is on then."""
    for key in keys:
        await it.press(key)
        await it.wait_for_files()
    return it.screen(WriteScreen).part


async def retype(it: Opened, text: str) -> Part:
    """Put a text in the place of all that is in the dialog, and save it."""
    it.screen(WriteTextScreen)
    await it.press("f7", "delete")
    await it.paste(text)
    return await press(it, "ctrl+s")


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
async def test_it_opens_at_what_the_chosen_side_says(own: Folder, size: tuple[int, int]) -> None:
    async with opened(own, size=size) as it:
        it.main.open_place(PlaceAsked("trade", "aid", "open"))
        await it.press("w")
        part = it.screen(WriteScreen).part
        assert (part.kind, part.point, part.side) == (Kind.SILENCE, "aid", "open")
        assert "Silence" in it.text and "█" in it.text
        assert it.lines[-1].rstrip().endswith("? help  Esc back")
        await it.press("k", "escape")
        assert it.screen(ThemeScreen).place.point == "aid"
        assert it.main.place.side == "close"


async def test_what_a_new_briefing_leaves_to_be_written_is_written_and_no_file_opened(tmp_path: Path) -> None:
    text = "Most of the streets in the centre are wide enough for a tram and for everyone who walks there.\n"
    one, two = Side("One", text, Record(), "one"), Side("Two", text, Record(), "two")
    new_folder.write(tmp_path / "b", make("b", "Streets", "How wide?", one, two, with_texts=True).contents)
    async with opened(Folder(tmp_path / "b")) as it:
        await it.press("w")
        screen = it.screen(WriteScreen)
        assert screen.part.point == "first-point"
        await go_to(it, Kind.PRIORITY, "first-point")
        await it.wait_for_text("in this theme and 3 things in the briefing’s rows above: see the rows that are marked.")
        await it.press("g")
        await it.wait_for_text("… Scale measures TODO")
        assert "THE BRIEFING" in it.text and "a add" not in it.text and "x delete" not in it.text
        for kind, side in ((Kind.SCALE, None), (Kind.THESIS, "one"), (Kind.THESIS, "two")):
            await go_to(it, kind, None, side)
            await it.wait_for(lambda: screen._told().startswith("… still to be written"))
            assert "TODO" not in screen._told(), "the key that changes it stands below"
            await it.press("enter")
            assert (await retype(it, "Zebras cross.")).value == "Zebras cross."
        await it.wait_for(lambda: screen._found is not None and min(screen._found) >= start(screen._rows, None, None))
        assert unwritten.count(Folder(tmp_path / "b").about) == 1, "the theme’s title"
        await go_to(it, Kind.SHORT_NAME, None, "two", is_new=True)
        await it.press("enter")
        assert (await retype(it, "2nd")).value == "2nd"
        assert "   2ND" in it.text
        await press(it, "x")
        assert "Short name deleted. u brings it back." in it.text
        assert (await press(it, "u")).value == "2nd"


TEXTS = [
    (Kind.THESIS, None, "open"),
    (Kind.TITLE, None, None),
    (Kind.SILENCE, "rents", "close"),
]


async def test_a_text_is_typed_saved_taken_back_and_made_again(own: Folder) -> None:
    before = everything(own.path)
    async with opened(own) as it:
        for kind, point, side in TEXTS:
            was = await go_to(it, kind, point, side)
            await it.press("enter")
            part = await retype(it, "Zebras [b]cross[/b] \x1b[2J")
            assert (part.key, part.value) == (was.key, "Zebras [b]cross[/b] ␛[2J")
            shown = [plain(line) for line in it.screen(WriteScreen).page_view.lines]
            assert any("Zebras [b]cross[/b] ␛[2J" in line for line in shown)
            after = everything(own.path)
            assert after != before
            assert COMMENT.encode() in after["themes/trade.yaml"]
            await it.press("G")
            assert await press(it, "u") == was
            assert everything(own.path) == before
            assert (await press(it, "U")).key == was.key
            assert everything(own.path) == after
            await press(it, "u")


async def test_a_choice_is_made_from_a_list_and_taken_back(own: Folder) -> None:
    before = everything(own.path)
    async with opened(own) as it:
        for kind, point, side, key, shown in (
            (Kind.LEVEL, None, "open", "up", "none, 1 of 5"),
            (Kind.PRIORITY, "takings", None, "down", "2: said when there is time"),
            (Kind.RELATION, "takings", None, "up", "≈ partly agree"),
        ):
            was = await go_to(it, kind, point, side)
            await it.press("enter")
            it.screen(PickScreen)
            assert "●" in it.text
            await it.press(key)
            part = await press(it, "enter")
            assert part.key == was.key and shown in part.text and shown in it.text
            assert everything(own.path) != before
            assert await press(it, "u") == was
            assert everything(own.path) == before
            await it.press("enter", "enter")
            await it.press("enter", key, "escape")
            assert it.screen(WriteScreen).part == was
            assert everything(own.path) == before


async def test_a_row_is_deleted_at_once_and_comes_back(own: Folder) -> None:
    before = everything(own.path)
    async with opened(own) as it:
        for kind, point, side in (
            (Kind.TITLE, None, None),
            (Kind.POINT, "customers", None),
            (Kind.CLAIM, "takings", "open"),
            (Kind.SILENCE, "aid", "open"),
            (Kind.CRUX, None, None),
        ):
            was = await go_to(it, kind, point, side)
            await press(it, "x")
            told = "Theme" if kind is Kind.TITLE else kind
            assert f"{told} deleted. u brings it back." in it.text
            assert was not in it.screen(WriteScreen)._rows
            assert everything(own.path) != before
            await it.press("G")
            assert await press(it, "u") == was
            assert everything(own.path) == before
            assert it.screen(WriteScreen)._theme.id == "trade"


async def test_a_second_x_deletes_nothing_of_the_other_side(own: Folder) -> None:
    async with opened(own) as it:
        for side in ("open", "close"):
            listed = await go_to(it, Kind.CLAIM, "losers", side)
            other = [part for part in it.screen(WriteScreen)._rows if part.side not in (None, listed.side)]
            while not (now := await press(it, "x")).is_new:
                assert (now.point, now.side) == ("losers", side)
            await press(it, "x")
            assert "+ Record a silence" in it.text
            assert [part for part in it.screen(WriteScreen)._rows if part.side not in (None, listed.side)] == other


async def test_what_cannot_be_deleted_or_moved_is_not_offered(own: Folder) -> None:
    before = everything(own.path)
    async with opened(own) as it:
        await go_to(it, Kind.QUESTION)
        assert "x delete" not in it.text and "K J move" not in it.text
        await press(it, "x", "J")
        assert everything(own.path) == before


async def test_a_row_moves_down_and_up_with_the_cursor_on_it(own: Folder) -> None:
    before = everything(own.path)
    async with opened(own) as it:
        for kind, point, side in (
            (Kind.TITLE, None, None),
            (Kind.POINT, "takings", None),
        ):
            was = await go_to(it, kind, point, side)
            part = await press(it, "J")
            assert part._replace(path=()) == was._replace(path=(), number=1)
            after = everything(own.path)
            assert after != before
            await press(it, "u")
            assert everything(own.path) == before
            await press(it, "U")
            assert everything(own.path) == after
            await press(it, "u")
            await go_to(it, kind, point, side)
            assert await press(it, "alt+down", "alt+up") == was
            await press(it, "K")
            assert "it stands first already" in it.text
            await press(it, "u", "u")
            assert everything(own.path) == before


async def test_something_is_added_after_the_row_and_taken_back(own: Folder) -> None:
    before = everything(own.path)
    async with opened(own) as it:
        for kind, point, shown in (
            (Kind.TITLE, None, "2/6  Zebras cross"),
            (Kind.POINT, "takings", "Point 2        Zebras cross"),
            (Kind.OVERVIEW, None, "Point 1        Zebras cross"),
            (Kind.COMMON_GROUND, None, "Common ground  Zebras cross"),
        ):
            await go_to(it, kind, point)
            await it.press("a")
            assert (await retype(it, "Zebras cross")).value == "Zebras cross"
            assert shown in it.text
            await press(it, "u")
            assert everything(own.path) == before
            assert it.screen(WriteScreen)._theme.id == "trade"


async def test_a_claim_is_asked_for_with_its_place(own: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened(own) as it:
        await go_to(it, Kind.CLAIM, "takings", "open")
        asked: list[Asked] = []

        async def answer(message: Asked) -> None:
            asked.append(message)

        monkeypatch.setattr(it.app.desks, "answer", answer)
        await it.press("down", "enter", "a")
        told = [(each.theme, each.point, each.side, each.number) for each in asked if isinstance(each, ClaimAsked)]
        assert told == [("trade", "takings", "open", 1), ("trade", "takings", "open", None)]


async def test_what_check_finds_in_a_row_is_told_without_the_row_s_place(own: Folder) -> None:
    path = own.path / "themes/trade.yaml"
    path.write_text(path.read_text("utf-8").replace("takings were 9% down", "takings were 8% down"), "utf-8")
    async with opened(Folder(own.path)) as it:
        await go_to(it, Kind.CLAIM, "takings", "close")
        screen = it.screen(WriteScreen)
        await it.wait_for(lambda: screen._told().startswith("! `close`: “8%” is not in `marchbrook/"))
        assert "Look the figure up" in screen._told()


async def test_the_words_of_a_silence_are_looked_for_while_they_are_typed(own: Folder) -> None:
    async with opened(own) as it:
        await go_to(it, Kind.SILENCE, "aid", "open")
        await press(it, "x")
        await go_to(it, Kind.SILENCE, "aid", "open", is_new=True)
        await it.press("enter")
        await it.typing("zeppelin, street")
        await it.wait_for_text("“street” stands in `ashgrave/")
        assert "“zeppelin” is not in the text" in it.text
        assert "A word that stands there breaks the silence" in it.text
        await press(it, "ctrl+s")
        assert Folder(own.path).theme("trade").points[3].silence["open"] == ("zeppelin", "street")
        await it.wait_for_text("! `open` is not silent: “street” is in")
        told = [each.message for each in it.app._notifications if "`check`" in each.message]
        assert told == ["Silence recorded; `check` finds an error in it."]
        await it.press("enter")
        assert (await retype(it, "zeppelin")).value == "zeppelin"
        assert not [each.message for each in it.app._notifications if "`check`" in each.message]


async def test_a_silence_is_recorded_in_the_place_of_a_claim_that_says_todo(own: Folder) -> None:
    draft = Folder(own.path)
    claim = Claim(text="TODO: what this side says", evidence=("ashgrave/1",))
    todo = at.with_value(draft.theme("trade"), ("points", 2, "claims", "open"), (claim,))
    steps.take(steps.plan(draft, "", themes={"trade": themes.file_of(todo)}, look_at=("trade", None)))
    before = everything(own.path)
    async with opened(Folder(own.path)) as it:
        await go_to(it, Kind.CLAIM, "losers", "open")
        await it.press("down")
        assert "+ Record a silence instead" in it.text
        await it.press("enter")
        silence = await retype(it, "zeppelin")
        assert (silence.kind, silence.point, silence.side) == (Kind.SILENCE, "losers", "open")
        assert "open" not in Folder(own.path).theme("trade").points[2].claims
        assert (await press(it, "u")).kind is Kind.CLAIM
        assert everything(own.path) == before
        await go_to(it, Kind.CLAIM, "losers", "close")
        await it.press("f1")
        assert squeezed("below a side that has no written claim, a silence.") in squeezed("".join(it.help_rows()))


async def test_what_keeps_a_comma_in_a_word_of_a_silence_is_said_on_a_small_screen_too(own: Folder) -> None:
    async with opened(own, size=(60, 20)) as it:
        await go_to(it, Kind.SILENCE, "aid", "open")
        await press(it, "x")
        await go_to(it, Kind.SILENCE, "aid", "open", is_new=True)
        await it.press("enter")
        await it.wait_for(lambda: squeezed("with commas between them; “ ” keep a comma.") in it.dialog)
        await it.typing("“north, south”")
        await press(it, "ctrl+s")
        assert Folder(own.path).theme("trade").points[3].silence["open"] == ("north, south",)


async def test_without_a_text_at_hand_that_is_said(own: Folder) -> None:
    (own.path / "sources/ashgrave.txt").unlink()
    async with opened(own) as it:
        await go_to(it, Kind.SILENCE, "aid", "open")
        await it.press("enter")
        await it.wait_for(lambda: squeezed(NO_TEXT) in it.dialog)


async def test_what_is_not_saved_is_left_at_the_second_escape_only(own: Folder) -> None:
    before = everything(own.path)
    async with opened(own) as it:
        await go_to(it, Kind.CRUX)
        await it.press("enter", "escape")
        it.screen(WriteScreen)
        await it.press("enter", *"Mine", "escape")
        assert "This is not saved. Ctrl+S saves it; Esc once more leaves it." in it.text
        await it.press("!", "escape")
        it.screen(WriteTextScreen)
        await it.press("escape")
        it.screen(WriteScreen)
        assert everything(own.path) == before


async def test_what_keeps_a_text_from_being_written_stands_in_the_dialog_with_the_text(own: Folder) -> None:
    path = own.path / "themes/trade.yaml"
    async with opened(own) as it:
        await go_to(it, Kind.CRUX)
        await it.press("enter", *"Mine: ")
        before = path.read_text("utf-8")
        path.write_text(before + "half: [\n", "utf-8")
        await it.press("ctrl+s")
        await it.wait_for_text("Not saved: ")
        assert "themes/trade.yaml" in it.dialog
        path.write_text(before + "# theirs\nallow: {todo: it may}\n", "utf-8")
        assert it.screen(WriteTextScreen).area.text.endswith("Mine: ")
        await it.wait_for(lambda: it.app.desks.folder.theme("trade").allow != {})
        await press(it, "ctrl+s")
        assert path.read_text("utf-8").count("Mine:") == path.read_text("utf-8").count("# theirs") == 1


async def test_nothing_typed_is_not_written(own: Folder) -> None:
    before = everything(own.path)
    async with opened(own) as it:
        await go_to(it, Kind.CRUX)
        await it.press("enter", "f7", "delete", "ctrl+s")
        assert "nothing is typed" in it.text
        assert everything(own.path) == before


async def test_a_change_from_outside_shows_with_the_cursor_on_the_same_part(own: Folder) -> None:
    path = own.path / "themes/trade.yaml"
    async with opened(own) as it:
        await go_to(it, Kind.CRUX)
        data = path.read_text("utf-8")
        path.write_text(data.replace("common_ground:\n", "common_ground:\n  - Zebras cross.\n"), "utf-8")
        await it.wait_for_text("Zebras cross.")
        assert it.screen(WriteScreen).part.kind is Kind.CRUX
        path.write_text("points: [", "utf-8")
        await it.wait_for_text("Shown is what was last read.")
        assert "Zebras cross." in it.text


async def test_it_goes_from_theme_to_theme_and_opens_the_editor(own: Folder) -> None:
    edited: list[tuple[Path, int]] = []
    async with opened(own, edit_file=lambda file, line: edited.append((file, line))) as it:
        await it.press("w", "]")
        assert "2/5" in it.lines[0] and it.screen(WriteScreen).part.kind is Kind.TITLE
        await it.press("[", "[")
        assert "1/5" in it.lines[0]
        await it.press("escape")
        assert it.main.place.theme == "trade"


async def test_a_change_of_one_s_own_shows_at_once_even_before_the_files_are_watched(
    own: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(desk: FilesDesk) -> None:
        assert desk

    monkeypatch.setattr(FilesDesk, "start", never)
    async with opened(own) as it:
        for kind in (Kind.CRUX, Kind.BRIEFING_TITLE):
            was = await go_to(it, kind)
            await it.press("enter")
            assert (await retype(it, "Zebras cross.")).value == "Zebras cross."
            assert "Zebras cross." in it.text
            assert await press(it, "u") == was
        await go_to(it, Kind.TITLE)
        await press(it, "x")
        assert "1/4" in it.lines[0]
        await press(it, "u")
        assert "1/5" in it.lines[0] and it.screen(WriteScreen)._theme.id == "trade"


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
async def test_texts_that_look_like_markup_are_shown_letter_for_letter(tmp_path: Path, size: tuple[int, int]) -> None:
    made = samples.briefing(rotating(MARKUP))
    async with opened(in_files(made, tmp_path / "b"), size=size) as it:
        await it.press("w", "g")
        assert "[link=https://example.org]here[/link]" in it.text
        screen = it.screen(WriteScreen)
        firsts = {part.kind: index for index, part in reversed(list(enumerate(screen._rows)))}
        for kind in (Kind.THESIS, Kind.LEVEL, Kind.REASON, Kind.POINT, Kind.SILENCE, Kind.CRUX):
            screen.page_view.choose(Target(firsts[kind]))
            await it.press("enter")
            if isinstance(it.app.screen, WriteTextScreen):
                assert it.screen(WriteTextScreen).area.text == screen.part.value
            await it.press("escape")


async def test_what_has_no_answer_yet_offers_a_claim_and_a_silence(own: Folder) -> None:
    async with opened(own) as it:
        await go_to(it, Kind.POINT, "takings")
        await it.press("a")
        await retype(it, "What of Sundays?")
        await it.press(*["down"] * 5)
        assert it.text.count("+ Add a claim") == it.text.count("+ Record a silence") == 2
        await it.wait_for_text("! Point 2")
        await it.press(*["up"] * 5)
        assert "! `close` has neither claims nor a silence" in it.text
        told = squeezed("Add its claims below; or, if its source says nothing, record a silence there.")
        assert told in squeezed(it.text)


async def test_a_briefing_that_came_with_the_program_offers_a_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "full").mkdir()
    (tmp_path / "full/file").touch()
    folder = Folder(builtin_folder("car-free-centre"))
    before = everything(folder.path)
    async with opened(folder) as it:
        await it.press("w")
        screen = it.screen(CopyingScreen)
        assert "This briefing came with the program and stays as it is." in it.text
        assert screen.folder.value == "./car-free-centre"
        assert squeezed(f"That is {tmp_path}/car-free-centre") in it.dialog
        await it.press("ctrl+u")
        await it.paste("\x1b[2J")
        assert screen.folder.value == "␛[2J"
        screen.folder.value = "full"
        await it.press("enter")
        await it.wait_for(lambda: squeezed("the folder is not empty") in it.dialog)
        screen.folder.value = "~/mine"
        await it.settle()
        assert squeezed(str(Path.home() / "mine")) in it.dialog
        screen.folder.value = "mine"
        await it.press("ctrl+s")
        await it.wait_for_text("The copy is in")
        assert everything(tmp_path / "mine") == {
            name: data for name, data in before.items() if name != "notes.yaml" and not name.endswith(".md")
        }
    assert {name: data for name, data in everything(folder.path).items() if name in before} == before


async def test_whatever_is_to_be_written_in_it_is_answered_by_that_offer(tmp_path: Path) -> None:
    folder = Folder(builtin_folder("car-free-centre"))
    async with opened(folder) as it:
        for asked in (ClaimAsked(theme="trade"), ThemeWritingAsked("trade")):
            it.main.post_message(asked)
            await it.settle()
            it.screen(CopyingScreen)
            await it.press("escape")


def test_the_program_goes_on_in_the_copy_with_what_was_asked_for(tmp_path: Path) -> None:
    with terminal((*BRIEFING, "car-free-centre"), folder=tmp_path) as window:
        window.shows("Do takings rise or fall?", "q quit")
        window.press("j", "w")
        window.shows("Change this briefing")
        window.press(CTRL_S)
        window.shows("Writing: Cars in the centre", "█   Claim          Mostly without a car.")
        window.press("x")
        window.shows("Claim deleted.")
        window.press(ESCAPE)
        window.shows("q quit")
        window.press("q")
        assert window.ends() == 0
    assert "Mostly without a car." not in (tmp_path / "car-free-centre/themes/trade.yaml").read_text("utf-8")
