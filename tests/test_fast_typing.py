"""Letters that are typed quickly, with a key for a command right behind them."""

import pytest
from test_write_screen import go_to
from tui_support import opened

from briefing.editing.parts import Kind
from briefing.loader import Folder
from briefing.tui.messages import SourceAsked
from briefing.tui.screens.claim import ClaimScreen
from briefing.tui.screens.point_choice import QUESTION, PointChoiceScreen
from briefing.tui.screens.source import SourceScreen
from briefing.tui.screens.write import WriteScreen
from briefing.tui.screens.write_text import WriteTextScreen


async def test_all_that_was_typed_is_saved(own: Folder) -> None:
    async with opened(own) as it:
        await go_to(it, Kind.CRUX)
        await it.press("enter")
        await it.press_at_once(*" Mine.", "ctrl+s")
        await it.wait_for(lambda: isinstance(it.app.screen, WriteScreen))
        assert str(Folder(own.path).theme("trade").crux).endswith(" Mine.")


async def test_a_claim_with_a_new_point_is_saved_whole(own: Folder) -> None:
    async with opened(own) as it:
        it.app.screen.post_message(SourceAsked("ashgrave", "ashgrave/2"))
        await it.settle()
        await it.press("c")
        await it.typing("no such words")
        await it.press("enter", "ctrl+u")
        assert it.screen(PointChoiceScreen)._steps[-1] == QUESTION
        await it.press_at_once(*"Who waits?", "enter")
        await it.wait_for(lambda: isinstance(it.app.screen, ClaimScreen))
        await it.press_at_once(*"Many do.", "ctrl+s")
        await it.wait_for(lambda: not isinstance(it.app.screen, ClaimScreen))
        point = Folder(own.path).theme("trade").points[-1]
        assert (point.question, point.claims["open"][0].text) == ("Who waits?", "Many do.")


async def test_a_text_that_says_todo_gives_way_to_what_is_typed(own: Folder) -> None:
    async with opened(own) as it:
        await go_to(it, Kind.OPEN_QUESTION)
        await it.press("a")
        await it.typing("TODO: what [b]nobody[/b] asks")
        await it.press("ctrl+s", "enter")
        assert "what[b]nobody[/b]asks" in it.dialog
        assert it.screen(WriteTextScreen).area.text == ""
        await it.press("escape")
        it.screen(WriteScreen)
        await it.press("enter")
        await it.typing("Who pays?")
        await it.press("ctrl+s")
        await it.wait_for(lambda: isinstance(it.app.screen, WriteScreen))
        assert "Who pays?" in Folder(own.path).theme("trade").open_questions


async def test_what_was_typed_of_a_claim_is_not_left_unasked(own: Folder) -> None:
    async with opened(own) as it:
        it.app.screen.post_message(SourceAsked("ashgrave", "ashgrave/2"))
        await it.settle()
        await it.press("c", "enter")
        await it.press_at_once(*"Many do.", "escape")
        assert it.screen(ClaimScreen).area.text == "Many do."
        assert "Not saved" in it.text
        await it.press("escape")
        it.screen(SourceScreen)


async def test_what_was_typed_comes_back_when_the_marked_words_give_way_to_it(own: Folder) -> None:
    async with opened(own) as it:
        it.app.screen.post_message(SourceAsked("ashgrave", "ashgrave/2"))
        await it.settle()
        await it.press("v", "right", "c", "enter", "ctrl+t")
        screen = it.screen(ClaimScreen)
        await it.press_at_once(*"Many do.", "ctrl+t", "ctrl+t")
        assert screen.area.text == "Many do."


@pytest.mark.parametrize(
    "keys", [("enter",), ("down", "enter"), ("pagedown", "enter"), ("down", "down", "up", "enter")]
)
async def test_a_point_is_chosen_among_those_that_fit_all_that_was_typed(own: Folder, keys: tuple[str, ...]) -> None:
    chosen = []
    async with opened(own) as it:
        it.app.screen.post_message(SourceAsked("ashgrave", "ashgrave/2"))
        await it.settle()
        for press in (it.press, lambda *keys: it.press_at_once(*keys)):
            await it.press("c")
            await press(*"get", *keys)
            chosen.append(it.screen(ClaimScreen)._about.question)
            await it.press("escape")
    assert chosen[0] == chosen[1]


async def test_words_are_marked_right_after_going_to_their_paragraph(own: Folder) -> None:
    async with opened(own) as it:
        it.app.screen.post_message(SourceAsked("ashgrave", "ashgrave/2"))
        await it.settle()
        await it.press_at_once("down", "v", "right")
        assert "Marking: 2 words" in it.text
