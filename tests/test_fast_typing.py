"""Letters that are typed quickly, with a key for a command right behind them."""

from test_write_screen import go_to
from tui_support import Opened, _key, opened

from briefing.editing.parts import Kind
from briefing.loader import Folder
from briefing.tui.messages import SourceAsked
from briefing.tui.screens.claim import ClaimScreen
from briefing.tui.screens.point_choice import QUESTION, PointChoiceScreen
from briefing.tui.screens.write import WriteScreen
from briefing.tui.screens.write_text import WriteTextScreen


async def press_at_once(it: Opened, *keys: str) -> None:
    """Press keys faster than any of them is handled."""
    for key in keys:
        it._say(_key(key))
    await it.settle()


async def test_all_that_was_typed_is_saved(own: Folder) -> None:
    async with opened(own) as it:
        await go_to(it, Kind.CRUX)
        await it.press("enter")
        await press_at_once(it, *" Mine.", "ctrl+s")
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
        await press_at_once(it, *"Who waits?", "enter")
        await it.wait_for(lambda: isinstance(it.app.screen, ClaimScreen))
        await press_at_once(it, *"Many do.", "ctrl+s")
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
        assert "Who pays?" in Folder(own.path).theme("trade").open_questions
