"""Making a claim in the source reader, with keys and mouse: from the paragraph to the file and back."""

from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.events import MouseDown, MouseMove, MouseUp
from textual.widgets import Input
from tui_support import MARKUP, Opened, opened, squeezed

from briefing.loader import Folder
from briefing.model import Claim, Evidence, Relation, Voice
from briefing.settings import Read, Settings
from briefing.tui.messages import ClaimAsked, SourceAsked
from briefing.tui.screens.claim import ClaimScreen
from briefing.tui.screens.point_choice import PointChoiceScreen
from briefing.tui.screens.source import SourceScreen
from briefing.tui.screens.theme import ThemeScreen

SIZES = [(120, 40), (80, 24), (60, 20)]
OPEN = "open"
TO_THE_WORDS, BEHIND_THE_WORDS = ("c", "enter"), ("ctrl+s",)
"""The keys from a paragraph in the reader to a claim that is saved."""
WORDS = "26 weeks are few."


def everything(folder: Path) -> dict[str, bytes]:
    names = (path for path in folder.rglob("*") if path.is_file() and path.name != "notes.yaml")
    return {str(path.relative_to(folder)): path.read_bytes() for path in names}


def said(own: Folder, theme: str, number: int) -> tuple[Claim, ...]:
    return Folder(own.path).theme(theme).points[number].claims[OPEN]


async def read(it: Opened, locator: str) -> SourceScreen:
    """Open the reader at a paragraph."""
    it.app.screen.post_message(SourceAsked(locator.split("/")[0], locator))
    await it.settle()
    return it.screen(SourceScreen)


async def write_about(it: Opened, locator: str) -> ClaimScreen:
    """Begin a claim of a paragraph, on the point that is offered first."""
    await read(it, locator)
    await it.press("c", "enter")
    return it.screen(ClaimScreen)


async def save(it: Opened) -> None:
    """Save the claim, and wait until its screen is gone."""
    screen = it.screen(ClaimScreen)
    await it.press("ctrl+s")
    await it.wait_for(lambda: screen not in it.app.screen_stack)


def fits(it: Opened) -> bool:
    return all(cell_len(line) == it.app.size.width for line in it.lines)


@pytest.mark.parametrize("size", SIZES)
async def test_a_claim_takes_at_most_eight_keys_besides_the_words_and_u_brings_every_byte_back(
    own: Folder, size: tuple[int, int]
) -> None:
    before = everything(own.path)
    async with opened(own, size=size) as it:
        screen = await read(it, "ashgrave/2")
        cited = it.text
        await it.press(*TO_THE_WORDS)
        writing = it.screen(ClaimScreen)
        assert writing.focused is writing.area
        assert "I like the Knot on foot" in it.text and fits(it)
        await it.typing(WORDS)
        await it.press(*BEHIND_THE_WORDS)
        await it.wait_for(lambda: writing not in it.app.screen_stack)
        assert len(TO_THE_WORDS + BEHIND_THE_WORDS) <= 8
        assert said(own, "trade", 0)[-1] == Claim(text=WORDS, evidence=("ashgrave/2",))
        assert it.app.screen is screen
        assert screen.row and screen.row.locator == "ashgrave/2"
        await it.wait_for_text("Cited by 2 claims")
        assert "Cited by 2 claims" not in cited
        if size == SIZES[0]:
            assert "u undo" in it.lines[-1]
        await it.press("u")
        await it.wait_for_files()
        assert everything(own.path) == before
        await it.wait_for(lambda: "Cited by 2 claims" not in it.text)
        assert it.app.screen is screen and screen.row.locator == "ashgrave/2"
        assert "u undo" not in it.lines[-1]
        await it.press("U")
        await it.wait_for_files()
        assert said(own, "trade", 0)[-1].text == WORDS
        await it.wait_for_text("Cited by 2 claims")
        while not isinstance(it.app.screen, ThemeScreen):
            await it.press("escape")
        await it.press("u")
        await it.wait_for_files()
        assert everything(own.path) == before


async def test_the_point_that_was_used_last_is_offered_first(own: Folder) -> None:
    async with opened(own) as it:
        await read(it, "ashgrave/2")
        await it.press("c")
        await it.paste("walk from the car")
        await it.press("enter")
        await it.paste("First.")
        await save(it)
        await it.press("right_curly_bracket", "down", "c", "enter")
        await it.paste("Second.")
        await save(it)
        assert [claim.text for claim in said(own, "access", 1)[-2:]] == ["First.", "Second."]


async def test_a_new_point_and_a_new_theme_are_asked_for_in_the_same_dialog(own: Folder) -> None:
    async with opened(own) as it:
        await read(it, "ashgrave/2")
        await it.press("c")
        await it.paste("getting")
        for _ in range(5):
            await it.press("down")
        await it.press("enter")
        assert "Which question does it answer" in it.text
        await it.press("enter")
        assert "Type it first." in it.text
        await it.paste("Who has to wait?")
        await it.press("enter")
        await it.paste("Many.")
        await save(it)
        point = Folder(own.path).theme("access").points[-1]
        assert (point.id, point.question, point.claims[OPEN][0].text) == (
            "who-has-to-wait",
            "Who has to wait?",
            "Many.",
        )
        await it.press("c")
        await it.paste("no such words")
        for _ in range(5):
            await it.press("down")
        await it.press("enter")
        assert it.screen(PointChoiceScreen).query_one(Input).value == "no such words"
        await it.press("ctrl+u")
        await it.paste("Noise")
        await it.press("enter")
        await it.paste("Who hears it?")
        await it.press("enter")
        await it.paste("All.")
        await save(it)
        now = Folder(own.path)
        assert [entry.title for entry in now.about.themes][-1] == "Noise"
        assert now.theme("noise").points[0].claims[OPEN] == (Claim(text="All.", evidence=("ashgrave/2",)),)


async def test_the_choice_goes_back_a_step_and_then_leaves(own: Folder) -> None:
    async with opened(own) as it:
        reader = await read(it, "ashgrave/2")
        await it.press("c")
        await it.paste("no such words")
        await it.press("enter", "escape")
        assert "On which point?" in it.text
        await it.press("escape")
        assert it.app.screen is reader


async def test_a_click_chooses_a_point_and_a_second_one_takes_it(own: Folder) -> None:
    async with opened(own) as it:
        await read(it, "ashgrave/2")
        await it.press("c")
        await it.click("Does it get quieter?")
        it.screen(PointChoiceScreen)
        await it.click("Does it get quieter?")
        it.screen(ClaimScreen)
        assert "Does it get quieter?" in it.lines[0]


async def test_check_speaks_while_the_claim_is_typed(own: Folder) -> None:
    async with opened(own) as it:
        await write_about(it, "ashgrave/2")
        await it.paste("It lasted 27 weeks.")
        await it.wait_for_text("“27 weeks” is not in")
        assert "Already cited by: The street and the decision" in it.text
        await it.press("ctrl+o", "ctrl+o")
        await it.wait_for_text("finds nothing wrong")
        await it.press("ctrl+o", "tab", "ctrl+u")
        await it.wait_for_text("has no evidence")
        await it.paste("Ashgrave/2")
        await it.wait_for_text("`Ashgrave/2` is not a locator")


async def test_a_claim_with_an_error_is_saved_and_that_is_said(own: Folder) -> None:
    async with opened(own) as it:
        for text, told in (
            ("It lasted 27 weeks.", "written; `check` finds an error in it."),
            (WORDS, "written."),
        ):
            await write_about(it, "ashgrave/2")
            await it.paste(text)
            await save(it)
            assert said(own, "trade", 0)[-1].text == text
            assert [*it.app._notifications][-1].message == f"Claim on “Do takings rise or fall?” {told}"


async def test_leaving_asks_once_where_something_was_typed_and_keeps_nothing(own: Folder) -> None:
    before = everything(own.path)
    unsaved = "Not saved: Ctrl+W saves, f9 again leaves."
    keys: dict[str, str | list[str]] = {"save": "ctrl+w", "leave-claim": "f9"}
    async with opened(own, settings=Read(Settings(keys=keys))) as it:
        await write_about(it, "ashgrave/2")
        await it.press("f9")
        it.screen(SourceScreen)
        screen = await write_about(it, "ashgrave/2")
        await it.paste("Some")
        await it.press("f9")
        assert unsaved in it.text
        await it.paste(" words")
        assert unsaved not in it.text
        await it.press("f9")
        assert screen.area.text == "Some words"
        await it.press("f9")
        it.screen(SourceScreen)
        assert everything(own.path) == before


@pytest.mark.parametrize("size", SIZES)
async def test_what_cannot_be_written_stays_on_the_screen_with_the_reason(own: Folder, size: tuple[int, int]) -> None:
    async with opened(own, size=size) as it:
        screen = await write_about(it, "ashgrave/2")
        await it.press("ctrl+s")
        await it.wait_for_text("Not saved: nothing is written yet")
        await it.paste(WORDS)
        path = own.path / "themes/trade.yaml"
        path.write_bytes(path.read_bytes().replace(b"question: ", b"question: Indeed, ", 1))
        changed = everything(own.path)
        it.app.desks.files._watch = None  # so that the change is not seen before
        await it.press("ctrl+s")
        await it.wait_for_text("Not saved:")
        told = f"Not saved: {path}: another program has just changed the file. Look at it, and try once more."
        assert squeezed(told) in squeezed(it.text).replace("▏", "")
        assert (screen.area.text, everything(own.path)) == (WORDS, changed)


async def test_a_hint_names_the_key_that_chooses_the_voice(own: Folder) -> None:
    async with opened(own) as it:
        await read(it, "ashgrave/2")
        await it.press("c", "enter")
        screen = it.screen(ClaimScreen)
        await it.paste("Rents rose by 97 %.")
        await it.wait_for_text("Or choose the voice editor with Ctrl+O.")
        assert "voice: editor" not in it.text
        await it.press("ctrl+o")
        while screen._draft.voice is not Voice.EDITOR:
            await it.press("ctrl+o")
        await it.wait_for(lambda: "Or choose" not in it.text)


@pytest.mark.parametrize("size", SIZES)
async def test_marked_words_become_a_quote_or_evidence_below_ones_own_words(own: Folder, size: tuple[int, int]) -> None:
    async with opened(own, size=size) as it:
        await read(it, "ashgrave/2")
        await it.press("v", "full_stop", "v", "right", "right", "right")
        assert "Marking: 9 words" in it.lines[0]
        assert fits(it)
        await it.press("c", "enter")
        screen = it.screen(ClaimScreen)
        assert screen.area.text == "Knot on foot as much as the next man."
        await it.press("ctrl+t")
        assert (screen.area.text, screen.evidence.value[:11]) == ("", "ashgrave/2 ")
        await it.press("ctrl+t")
        await save(it)
        quote = "Knot on foot as much as the next man."
        assert said(own, "trade", 0)[-1] == Claim(text=quote, voice=Voice.QUOTE, evidence=("ashgrave/2",))
        await it.press("v", "right", "c", "enter", "ctrl+t")
        await it.paste("He walks there.")
        await save(it)
        evidence = (Evidence(at="ashgrave/2", quote="I like"),)
        assert said(own, "trade", 0)[-1] == Claim(text="He walks there.", evidence=evidence)


async def test_marking_is_left_with_escape_and_with_another_paragraph(own: Folder) -> None:
    async with opened(own) as it:
        screen = await read(it, "ashgrave/2")
        await it.press("v", "right")
        assert "Marking: 2 words" in it.text and "← → words" not in it.text and "←→ words" in it.lines[-1]
        await it.press("escape")
        assert it.app.screen is screen and "Marking" not in it.text
        await it.press("left", "v", "down")
        assert screen.row and screen.row.locator == "ashgrave/one-street-is-not-nine/1"
        assert "Marking" not in it.text


async def drag(it: Opened, start: str, *ends: str) -> None:
    """Press the mouse on the first letter of a text, draw it over those of others, and let go."""
    await it.pilot._post_mouse_events([MouseDown], offset=it.where(start), button=1)
    await it.settle()
    for end in ends:
        await it.pilot._post_mouse_events([MouseMove], offset=it.where(end), button=1)
        await it.settle()
    await it.pilot._post_mouse_events([MouseUp, MouseMove], offset=it.where(ends[-1]))
    await it.settle()


@pytest.mark.parametrize("size", SIZES)
async def test_words_are_marked_with_the_mouse_as_with_the_keys(own: Folder, size: tuple[int, int]) -> None:
    async with opened(own, size=size) as it:
        screen = await read(it, "ashgrave/2")
        await drag(it, "Knot on foot", "many", "evenings")
        assert screen._marking and screen._marking.quote.startswith("Knot on foot as much as the next man. I sat in")
        assert screen._marking.quote.endswith("on many evenings") and "Marking: 17 words" in it.lines[0]
        await it.press("left")
        assert "Marking: 16 words" in it.lines[0]
        await drag(it, "evenings", "sat in", "I sat")
        assert screen._marking.quote == "I sat in Lantern Street on many evenings"
        await it.press("right")
        assert screen._marking.quote == "sat in Lantern Street on many evenings"
        await it.press("c", "enter")
        assert it.screen(ClaimScreen).area.text == "sat in Lantern Street on many evenings"


async def test_a_click_chooses_a_paragraph_and_leaves_what_is_marked(own: Folder) -> None:
    async with opened(own) as it:
        screen = await read(it, "ashgrave/2")
        await it.click("The results of the trial")
        assert screen.row and screen.row.locator == "ashgrave/one-street-is-not-nine/1"
        await drag(it, "The results", "trial are true")
        assert screen._marking and screen._marking.quote == "The results of the trial"
        for _ in range(2):
            await it.click("corner: the counters")
            assert it.app.screen is screen and screen._marking is None


async def test_the_mouse_marks_nothing_outside_the_paragraph_or_where_nothing_can_be_written(own: Folder) -> None:
    async with opened(own) as it:
        screen = await read(it, "ashgrave/2")
        await drag(it, "One Street Is Not Nine", "The results")
        assert screen._marking is None
        await drag(it, "I like the Knot", "The results")
        assert screen._marking and screen._marking.text == (screen.row and screen.row.text)
    async with opened(Folder(own.path), is_read_only=True) as it:
        screen = await read(it, "ashgrave/2")
        await drag(it, "I like the Knot", "on foot")
        assert screen._marking is None


async def test_where_both_sides_speak_then_the_relation_is_asked_for(own: Folder) -> None:
    async with opened(own) as it:
        await read(it, "ashgrave/2")
        await it.press("c")
        await it.paste("shops that lose")
        await it.press("enter")
        await it.paste("None.")
        assert "● none yet" in it.text
        await it.press("ctrl+r", "ctrl+r")
        await it.click("≠ differ")
        assert "● ≠ differ" in it.text
        await save(it)
        point = next(each for each in Folder(own.path).theme("trade").points if "shops that lose" in each.question)
        assert point.relation is Relation.DIFFER
        assert OPEN not in point.silence


async def test_a_claim_that_is_there_is_changed_in_its_place(own: Folder) -> None:
    first = said(own, "trade", 0)[0]
    async with opened(own) as it:
        it.app.screen.post_message(ClaimAsked(theme="trade", point="takings", side=OPEN, number=0))
        await it.settle()
        screen = it.screen(ClaimScreen)
        assert screen.area.text == first.text
        await it.paste(" Indeed.")
        await save(it)
        it.screen(ThemeScreen)
        assert said(own, "trade", 0)[0].text == f"{first.text} Indeed."
        assert said(own, "trade", 0)[0].evidence == first.evidence
        it.app.screen.post_message(ClaimAsked(theme="trade", point="takings", side=OPEN, number=7))
        await it.settle()
        await it.wait_for_text("the claim is not there any more")


async def test_what_says_todo_is_written_over_with_what_is_wanted_in_sight(own: Folder) -> None:
    path = own.path / "themes/trade.yaml"
    first = said(own, "trade", 0)[0]
    text = path.read_text()
    at, end = text.index("      open:\n"), text.index("  - id:", text.index("      open:\n"))
    todo = "      open:\n        - text: 'TODO: what Ashgrave says of takings'\n"
    path.write_text(f"{text[:at]}{todo}          evidence: [ashgrave/1, ashgrave/2]\n\n{text[end:]}")
    assert first not in said(own, "trade", 0)
    async with opened(Folder(own.path)) as it:
        screen = await write_about(it, "ashgrave/1")
        assert "what Ashgrave says of takings" in it.text
        assert screen.evidence.value == "ashgrave/1, ashgrave/2"
        assert "My neighbour mends lifts" in it.text and "I like the Knot" in it.text
        await it.paste("Written.")
        await save(it)
        assert said(own, "trade", 0) == (Claim(text="Written.", evidence=("ashgrave/1", "ashgrave/2")),)


async def test_a_paragraph_whose_claim_says_todo_is_not_cited_and_offers_its_point(own: Folder) -> None:
    gate = "ashgrave/who-is-left-at-the-gate"
    written, path = own.theme("access"), own.path / "themes/access.yaml"
    number = next(index for index, point in enumerate(written.points) if point.id == "deliveries")
    text = path.read_text()
    start = text.index("        - text:", text.index("      open:\n", text.index("id: deliveries")))
    end = text.index("          evidence:", start)
    path.write_text(f"{text[:start]}        - text: 'TODO: what this side says'\n{text[end:]}")
    assert said(own, "access", number)[0].evidence == (f"{gate}/3",)
    async with opened(Folder(own.path)) as it:
        await read(it, f"{gate}/2")
        await it.press("right_curly_bracket")
        row = it.screen(SourceScreen).row
        assert row and (row.locator, row.is_cited) == (f"{gate}/3", False)
        assert "still to be written" in it.text
        await it.press("c", "enter")
        assert written.points[number].question in it.lines[0]
        await it.paste("Written.")
        await save(it)
        assert said(own, "access", number)[0] == Claim(text="Written.", evidence=(f"{gate}/3",))
        await it.wait_for(lambda: (row := it.screen(SourceScreen).row) is not None and row.is_cited)


async def test_where_both_sides_argue_from_one_source_the_side_is_asked_for(own: Folder) -> None:
    path = own.path / "briefing.yaml"
    path.write_text(path.read_text().replace("source: marchbrook", "source: ashgrave"))
    async with opened(Folder(own.path)) as it:
        await read(it, "ashgrave/2")
        await it.press("c")
        assert "Which side says it?" in it.text
        await it.press("down", "enter", "enter")
        it.screen(ClaimScreen)
        assert "Keep open: Do takings rise or fall?" in it.lines[0]


@pytest.mark.parametrize("size", SIZES)
async def test_whatever_is_typed_or_pasted_is_text(own: Folder, size: tuple[int, int]) -> None:
    async with opened(own, size=size) as it:
        await read(it, "ashgrave/2")
        await it.press("c")
        for text in MARKUP:
            await it.paste(text)
            await it.press("ctrl+u")
        await it.press("enter")
        screen = it.screen(ClaimScreen)
        hostile = " ".join([*MARKUP, "\x1b]0;x\x07", "汉字", "‮ab", "- a: b # c"])
        await it.paste(hostile + "\r\nnext\x1b[31m")
        await it.press("tab")
        await it.paste(" “[/b]\x1b”")
        await it.wait_for(lambda: screen._resting is None or not screen.workers)
        assert "\x1b" not in it.text
        assert fits(it), [line for line in it.lines if cell_len(line) != size[0]]
        await save(it)
        claim = said(own, "trade", 0)[-1]
        assert claim.text.endswith("- a: b # c next␛[31m")
        assert "\x1b" not in claim.text and "[b]Rich[/b]" in claim.text
        (evidence,) = claim.evidence
        assert isinstance(evidence, Evidence) and evidence.quote == "[/b]␛"


async def test_a_program_that_only_shows_makes_no_claims(own: Folder) -> None:
    async with opened(own, is_read_only=True) as it:
        screen = await read(it, "ashgrave/2")
        await it.press("c", "v")
        assert it.app.screen is screen
        assert "claim" not in it.lines[-1].replace("claims", "") and "Marking" not in it.text
