"""Evidence with its passages, the source reader and the list of sources, with keys and mouse."""

import re
import threading
from collections.abc import Mapping
from pathlib import Path

import msgspec
import pytest
import samples
import wcwidth
from reading_support import CAR_FREE, WITHOUT_TEXTS, in_files_with_texts, told
from rich.cells import cell_len
from tui_support import MARKUP, NARROW_AND_WIDE, MadeFolder, Opened, in_files, opened, rotating, squeezed

from briefing.citing import cited_by
from briefing.loader import Folder
from briefing.sources import paragraphs
from briefing.text import UNSAFE, clean
from briefing.texts import SourceText, find_texts
from briefing.tui.commands.reading import READER_COMMANDS
from briefing.tui.lines import Target
from briefing.tui.palette import BriefingProvider
from briefing.tui.screens.address import AddressScreen
from briefing.tui.screens.citing import CitingScreen
from briefing.tui.screens.evidence import EvidenceScreen
from briefing.tui.screens.help import HelpScreen
from briefing.tui.screens.source import SourceScreen
from briefing.tui.screens.sources import SourcesScreen
from briefing.tui.screens.theme import ThemeScreen
from briefing.tui.source_page import HERE_CITED, HERE_UNCITED, LENGTH, UNCITED_BAR

SIZES = [(120, 40), (80, 24), (60, 20)]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return in_files_with_texts(samples.briefing(), tmp_path / "b")


def at(it: Opened) -> str:
    """The locator of the paragraph that the reader is at."""
    row = it.screen(SourceScreen).row
    assert row
    return row.locator


def marked(it: Opened) -> str:
    """What is drawn bold and underlined."""
    return squeezed(
        "".join(
            segment.text
            for strip in it.strips
            for segment in strip
            if segment.style and segment.style.underline and segment.style.bold
        )
    )


def fits(it: Opened) -> bool:
    """Whether every line takes exactly the width of the screen."""
    return all(cell_len(line) == it.app.size.width for line in it.lines)


@pytest.mark.parametrize("size", SIZES)
async def test_evidence_shows_the_passage_with_what_the_claim_takes_from_it_marked(size: tuple[int, int]) -> None:
    async with opened(Folder(CAR_FREE), size=size, theme="trade") as it:
        it.main.theme_view.choose(Target(1))
        await it.press("enter")
        screen = it.screen(EvidenceScreen)
        seen = marked(it)
        for _ in range(30):
            await it.press("pagedown")
            seen += marked(it)
        for figure in ("October2024", "22percent", "half"):
            assert figure in seen
        assert fits(it)
        await it.press("home")
        assert screen.page_view.row == 0
        assert "How do customers come and go?" in it.text


async def test_evidence_shows_the_neighbours_fainter(folder: Folder) -> None:
    async with opened(folder, size=(120, 50)) as it:
        await it.press("enter")

        def colour(text: str) -> str:
            column, row = it.where(text)
            style = next(iter(it.strips[row].crop(column, column + 1))).style
            assert style
            return str(style.color)

        assert (
            colour("What report/3 tells") == colour("What report/shops/2 tells") != colour("What report/shops/1 tells")
        )


@pytest.mark.parametrize("size", SIZES)
async def test_without_texts_evidence_has_citations_and_says_how_to_attach_a_copy(size: tuple[int, int]) -> None:
    async with opened(Folder(WITHOUT_TEXTS), size=size, theme="trade") as it:
        await it.press("right", "enter")
        seen = it.dialog
        await it.press("end")
        seen += it.dialog
        assert squeezed("briefing attach kortunov FILE") in seen
        assert squeezed("Andrei Kortunov, [On the potential of Russian-American cooperation]") in seen
        assert not marked(it).replace("Esc", "")


async def test_texts_that_come_late_are_shown_where_evidence_and_reader_are_open(folder: Folder) -> None:
    go = threading.Event()

    def late() -> Mapping[str, SourceText]:
        assert go.wait(10)
        return find_texts(folder)

    async with opened(folder, texts=late, before_texts=True) as it:
        await it.press("enter")
        assert "What report/shops/1 tells" not in it.text and "attach" not in it.text
        await it.press("enter")
        await it.press("j")
        place = at(it)
        assert told(place)[:30] not in it.text
        go.set()
        await it.wait_for_text(told(place)[:30])
        assert at(it) == place == "report/shops/2"
        await it.press("escape")
        it.screen(EvidenceScreen)
        assert "What report/shops/1 tells" in it.text


async def test_a_text_that_cannot_be_read_is_told_and_the_others_are_at_hand(folder: Folder) -> None:
    broken = folder.path / "sources" / "essay.txt"
    assert broken.exists()
    broken.write_bytes(b"\xc3\x28 [b]not[/b] \x1b[31m")
    async with opened(folder) as it:
        await it.wait_for_text("A text cannot be read")
        assert "essay.txt" in squeezed(it.text) and "\x1b" not in it.text
        await it.press("enter", "enter")
        assert "What report/shops/1 tells" in it.text


async def test_enter_reads_on_from_the_chosen_piece_and_escape_goes_back(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("enter", "down", "enter")
        assert at(it) == "report/shops/2"
        assert it.lines[0].split() == ["The", "street", "report", "Shops", "¶2", "5/9"]
        await it.press("escape")
        assert it.screen(EvidenceScreen).page_view.row == 1
        await it.press("q")
        it.screen(ThemeScreen)


async def test_a_silence_and_a_claim_without_evidence_open_the_sides_source(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("right", "enter", "down", "enter")
        assert at(it) == "essay/1"
        await it.press("escape", "escape", "left", "down", "down", "enter", "enter")
        assert at(it) == "report/1"


async def test_a_click_on_a_piece_of_evidence_chooses_it_and_a_second_reads_on(folder: Folder) -> None:
    async with opened(folder, size=(120, 50)) as it:
        await it.press("enter")
        await it.click("in the evenings too")
        assert it.screen(EvidenceScreen).page_view.row == 2
        await it.click("in the evenings too")
        assert at(it) == "report/shops/2"


@pytest.mark.parametrize("size", SIZES)
async def test_the_reader_shows_every_paragraph_with_its_number_and_keeps_the_cursor_in_sight(
    size: tuple[int, int],
) -> None:
    folder = Folder(CAR_FREE)
    texts = find_texts(folder)["marchbrook"]
    async with opened(folder, size=size) as it:
        await it.press("S", "enter")
        for locator, _ in paragraphs(texts.source):
            assert at(it) == str(locator)
            assert f"¶{locator.paragraph}" in it.text and "█" in it.text
            assert texts.paragraphs[str(locator)].split()[0] in it.text
            assert fits(it)
            before = at(it)
            for _ in range(20):
                await it.press("down")
                if at(it) != before:
                    break
        assert at(it) == str(locator)
        await it.press("home")
        assert at(it) == "marchbrook/1"
        await it.press("G")
        assert at(it) == str(locator)
        await it.press("k")
        assert at(it) != str(locator)


async def test_brackets_go_to_cited_paragraphs_and_braces_to_the_others(folder: Folder) -> None:
    cited = cited_by(folder.briefing())
    everything = [str(locator) for locator, _ in paragraphs(folder.source("report"))]
    async with opened(folder) as it:
        await it.press("S", "enter")
        assert at(it) == "report/1"
        for key, is_cited in (("right_square_bracket", True), ("right_curly_bracket", False)):
            await it.press("home")
            seen = []
            for _ in everything:
                before = at(it)
                await it.press(key)
                if at(it) != before:
                    seen.append(at(it))
            assert seen == [locator for locator in everything[1:] if (locator in cited) is is_cited]
        for key, is_cited in (("left_square_bracket", True), ("left_curly_bracket", False)):
            await it.press("end")
            seen = []
            for _ in everything:
                before = at(it)
                await it.press(key)
                if at(it) != before:
                    seen.append(at(it))
            assert seen == [locator for locator in everything[-2::-1] if (locator in cited) is is_cited]


async def test_the_bars_the_map_and_the_claims_tell_cited_from_not_cited(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("S", "enter")
        assert HERE_UNCITED in it.text and "No claim cites this paragraph." in it.text
        assert UNCITED_BAR in it.text and "▌" in it.text and "▐" in it.text
        await it.press("right_square_bracket")
        assert HERE_CITED in it.text and HERE_UNCITED not in it.text.replace(f"{HERE_CITED}{HERE_UNCITED} here", "")
        assert "Cited by 1 claim" in it.text and "Takings rose by 12 %" in it.text


async def test_enter_goes_to_the_only_claim_and_escape_back_to_the_paragraph(folder: Folder) -> None:
    async with opened(folder, theme="air") as it:
        await it.press("S", "enter", "right_square_bracket", "enter")
        assert it.screen(ThemeScreen).theme_view.point == 0
        assert "1/2  Shops and trade" in it.lines[0]
        assert "Esc back" in it.lines[-1]
        await it.press("escape")
        assert at(it) == "report/shops/1"
        await it.press("escape")
        it.screen(ThemeScreen)


async def test_the_way_back_is_offered_only_as_long_as_the_theme_stays(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("escape")
        it.screen(ThemeScreen)
        assert "Esc" not in it.lines[-1]
        await it.press("S", "enter", "right_square_bracket", "enter", "right_square_bracket")
        assert "2/2" in it.lines[0] and "Esc" not in it.lines[-1]
        await it.press("escape")
        it.screen(ThemeScreen)


async def test_enter_lets_choose_among_several_claims(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("S", "enter", "right_square_bracket", "right_square_bracket", "enter")
        it.screen(CitingScreen)
        assert squeezed("Shops and trade What happens to rents? They rise slowly.") in it.dialog
        await it.press("escape")
        assert at(it) == "report/shops/2"
        await it.press("enter", "down", "enter")
        main = it.screen(ThemeScreen)
        assert (main.theme_view.point, main.theme_view.side) == (1, 0)


async def test_a_claim_is_found_on_its_side_after_the_sides_were_swapped(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("s", "S", "enter", "right_square_bracket", "enter")
        main = it.screen(ThemeScreen)
        assert main.view.sides[main.theme_view.side].id == "close"


async def test_the_footer_offers_only_paragraphs_that_there_are() -> None:
    async with opened(Folder(CAR_FREE)) as it:
        await it.press("S", "enter")
        assert "[ ] cited" in it.lines[-1] and "not cited" not in it.lines[-1]
        await it.press("right_curly_bracket")
        assert at(it) == "marchbrook/1"


async def test_enter_does_nothing_where_no_claim_cites_the_paragraph(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("S", "enter")
        assert "claims" not in it.lines[-1]
        await it.press("enter")
        assert at(it) == "report/1"
        await it.press("right_square_bracket")
        assert "⏎ claims" in it.lines[-1]


async def test_clicks_on_the_map_the_text_and_a_claim(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("S", "enter")
        column, row = it.where(f"{HERE_UNCITED}□□")
        await it.pilot.click(offset=(column + 1, row + 1))
        await it.pilot.pause()
        assert at(it) == "report/shops/2"
        await it.click("What report/shops/1 tells")
        assert at(it) == "report/shops/1"
        await it.click("Takings rose by 12 % in a")
        it.screen(ThemeScreen)


async def test_page_keys_take_the_cursor_along() -> None:
    async with opened(Folder(CAR_FREE), size=(80, 24)) as it:
        await it.press("S", "enter", "pagedown", "space")
        below = at(it)
        view = it.screen(SourceScreen).page_view
        assert below != "marchbrook/1"
        assert view.top_line <= view._page.spans[view.row].stop - 1 < view.top_line + 2 * view.page_height
        await it.press("pageup", "b", "b")
        assert view.row < 2


RESIZES = [(80, 24), (200, 50), (60, 20), (40, 15), (120, 40)]


async def test_resizing_keeps_the_paragraph_in_sight() -> None:
    async with opened(Folder(CAR_FREE)) as it:
        await it.press("S", "enter")
        for _ in range(9):
            await it.press("down")
        place = at(it)
        for width, height in RESIZES:
            await it.resize(width, height)
            assert at(it) == place
            assert "█" in it.text and fits(it), (width, height)


async def test_the_command_that_attaches_names_the_briefing_as_briefly_as_it_can(tmp_path: Path) -> None:
    async with opened(Folder(WITHOUT_TEXTS), size=(160, 40)) as it:
        await it.press("S")
        assert re.search(r"briefing attach bpl FILE *\n", it.text)
    async with opened(Folder(CAR_FREE), texts=dict, size=(160, 40)) as it:
        await it.press("S")
        assert re.search(r"briefing attach ashgrave FILE car-free-centre *\n", it.text)
    own = in_files(samples.briefing(), tmp_path / "my own")
    async with opened(own, size=(160, 40)) as it:
        await it.press("S")
        assert squeezed(f"briefing attach essay FILE '{tmp_path / 'my own'}'") in re.sub("[▌▐█]", "", squeezed(it.text))


@pytest.mark.parametrize("size", SIZES)
async def test_without_a_text_the_reader_shows_the_outline(size: tuple[int, int]) -> None:
    async with opened(Folder(WITHOUT_TEXTS), size=size) as it:
        await it.press("S", "down", "enter")
        assert squeezed("briefing attach kortunov FILE") in squeezed(it.text)
        for _ in range(8):
            await it.press("down")
        assert LENGTH in it.text and "words" in it.text and "claims in" in it.text
        assert "Regional Issues" in it.text
        assert fits(it)


async def test_the_list_of_sources_leads_to_a_source_and_back(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("S")
        assert it.screen(SourcesScreen).source.id == "report"
        for part in ("CLOSE IT", "5 of 9 paragraphs cited", "https://example.org/report", "Its text lies in the"):
            assert part in it.text
        await it.press("down", "enter")
        assert at(it) == "essay/1"
        await it.press("escape")
        assert it.screen(SourcesScreen).source.id == "essay"
        await it.press("q")
        it.screen(ThemeScreen)


async def test_a_text_that_was_attached_is_told_from_one_of_the_briefing(folder: Folder, tmp_path: Path) -> None:
    own = folder.path / "sources" / "report.txt"
    attached = tmp_path / "data" / "texts" / "quiet-street" / "report.txt"
    attached.parent.mkdir(parents=True)
    own.rename(attached)
    async with opened(folder) as it:
        await it.press("S")
        assert "The copy that you attached is at hand." in it.text


async def test_an_address_is_opened_only_after_it_was_shown_in_full_and_confirmed(folder: Folder) -> None:
    asked: list[str] = []

    def open_address(address: str) -> bool:
        asked.append(address)
        return True

    async with opened(folder, open_address=open_address) as it:
        for answer in ("escape", "n", "enter"):
            await it.press("S", "u")
            it.screen(AddressScreen)
            assert "https://example.org/report" in it.dialog and squeezed("It leads to example.org.") in it.dialog
            await it.press(answer, "escape")
            assert asked == []
        await it.press("S", "u", "y")
        await it.wait_for(lambda: asked == ["https://example.org/report"])
        await it.press("u", "down", "enter")
        await it.wait_for(lambda: len(asked) == 2)
        it.screen(SourcesScreen)


async def test_an_address_that_cannot_be_opened_is_told(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("S", "u", "y")
        await it.wait_for_text("No browser could be opened.")


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "file:///etc/passwd", "ftp://example.org", "--version", "http://[x", "http://a\uff0fb.c/"],
)
async def test_other_addresses_are_never_opened(tmp_path: Path, address: str) -> None:
    asked: list[str] = []

    def open_address(address: str) -> bool:
        asked.append(address)
        return True

    made = samples.briefing()
    source = msgspec.structs.replace(made.sources["report"], url=address)
    made = msgspec.structs.replace(made, sources={**made.sources, "report": source})
    async with opened(MadeFolder(made, tmp_path / "b"), open_address=open_address) as it:
        await it.press("S", "u")
        await it.wait_for_text("Only http and https")
        await it.press("y")
        it.screen(SourcesScreen)
        assert asked == []


async def test_a_source_without_an_address_offers_none(tmp_path: Path) -> None:
    made = samples.briefing()
    source = msgspec.structs.replace(made.sources["report"], url=None)
    made = msgspec.structs.replace(made, sources={**made.sources, "report": source})
    async with opened(in_files(made, tmp_path / "b")) as it:
        await it.press("S")
        assert "address" not in it.lines[-1]
        await it.press("u")
        it.screen(SourcesScreen)
        await it.press("down")
        assert "u address" in it.lines[-1]


async def test_a_source_without_an_outline_can_be_opened(tmp_path: Path) -> None:
    made = samples.briefing()
    source = msgspec.structs.replace(made.sources["report"], outline=())
    made = msgspec.structs.replace(made, sources={**made.sources, "report": source})
    async with opened(MadeFolder(made, tmp_path / "b")) as it:
        await it.press("S", "enter")
        it.screen(SourceScreen)
        assert squeezed("`briefing outline FILE`") in squeezed(it.text)
        for key in ("down", "up", "enter", "right_square_bracket", "left_curly_bracket", "pagedown", "home", "end"):
            await it.press(key)
        await it.resize(60, 20)
        assert squeezed("`briefing outline FILE`") in squeezed(it.text)
        await it.press("escape")
        it.screen(SourcesScreen)


async def test_the_readers_commands_are_in_the_palette_and_in_help(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("S", "enter", "right_square_bracket")
        found = [str(hit.text) async for hit in BriefingProvider(it.app.screen).discover()]
        for command in READER_COMMANDS:
            assert (f"{command.title}  {command.shown_keys}" in found) is (
                command.id != "palette" and command.needs not in ("marking", "undo", "redo")
            )
        await it.press("question_mark")
        it.screen(HelpScreen)
        assert it.dialog.startswith(squeezed("In the source reader"))
        await it.press("escape")
        it.screen(SourceScreen)


async def test_a_command_of_the_reader_is_done_from_the_palette(folder: Folder) -> None:
    async with opened(folder) as it:
        await it.press("S", "enter", "ctrl+p")
        await it.paste("next cited")
        await it.wait_for_text("Go to the next cited paragraph.")
        await it.press("enter")
        await it.wait_for(lambda: isinstance(it.app.screen, SourceScreen) and at(it) == "report/shops/1")


async def walk(it: Opened) -> None:
    """Look at every screen about sources; nothing may break a line, or leave an unsafe character in it."""
    for keys in (
        ("enter",), ("pagedown",), ("end", "enter"), ("right_square_bracket",), ("enter",), ("escape",), ("end",),
        ("escape",), ("escape",), ("S",), ("down",), ("u",), ("escape",), ("enter",), ("question_mark",), ("escape",),
        ("escape",), ("escape",),
    ):  # fmt: skip
        await it.press(*keys)
        for line in it.lines:
            assert cell_len(line) == it.app.size.width == wcwidth.wcswidth(line), line
            assert not UNSAFE.search(line)


@pytest.mark.parametrize("size", [*SIZES, (40, 15)])
@pytest.mark.parametrize("texts", [MARKUP, samples.HOSTILE, NARROW_AND_WIDE[:2]], ids=["markup", "hostile", "wide"])
async def test_hostile_sources_break_no_line_and_do_nothing(
    tmp_path: Path, size: tuple[int, int], texts: tuple[str, ...]
) -> None:
    mark = rotating(texts)
    folder = in_files_with_texts(
        samples.briefing(rotating(texts)),
        tmp_path / "b",
        lambda at: f"This is {at}, and here is {' '.join(clean(mark('x')).split())} in it, as it ends.",
    )
    async with opened(folder, size=size) as it:
        await walk(it)
        assert it.app.is_running


async def test_unsafe_characters_in_what_was_never_cleaned_are_not_drawn(tmp_path: Path) -> None:
    made = samples.briefing(lambda text: f"\x1b[31mred\x1b]0;title\x07\u202egnol{text}")
    async with opened(MadeFolder(made, tmp_path / "b")) as it:
        await it.press("enter", "enter", "end", "escape", "escape", "S")
        assert not UNSAFE.search("".join(it.lines))
