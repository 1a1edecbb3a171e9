"""The speaker's page laid out for a width."""

import msgspec
import pytest
import samples
from tui_support import MARKUP, NARROW_AND_WIDE, rotating, squeezed

from briefing.model import Briefing
from briefing.place import Showing
from briefing.slides import slides
from briefing.text import clean
from briefing.timebox import fit
from briefing.tui.deck import Deck
from briefing.tui.lines import plain, width_of
from briefing.tui.speaker_page import speaker_page, status, waiting_page
from briefing.tui.theme_page import View
from briefing.wording import spoken

PLAIN = samples.briefing()
NOTES = {"trade": "On the theme.", "trade/takings": "Which year?\nAnd which month?"}


def deck(made: Briefing = PLAIN, minutes: float | None = None) -> Deck:
    part = fit(made, minutes).briefing if minutes else made
    return Deck(slides(part, timed=minutes is not None), part.themes, View(made.about, made.sources, NOTES), minutes)


def showing(slide: str = "point/trade/takings", step: int = 0) -> Showing:
    return Showing(slide=slide, step=step, started=1000.0)


def page(slide: str = "point/trade/takings", step: int = 0, *, width: int = 70, made: Briefing = PLAIN) -> str:
    return "\n".join(plain(line) for line in speaker_page(deck(made), showing(slide, step), width))


def test_a_point_has_every_claim_with_citation_locator_and_quotation() -> None:
    text = squeezed(page().replace("▌", "").replace("▐", ""))
    for words in (
        "Do the shops take more?",
        "≠ differ",
        "Takings rose by 12 % in a year.",
        "Shops ¶1, The street report, Feb 2024 (report/shops/1)",
        "Shops ¶2, The street report, Feb 2024 (report/shops/2): “came alive”",
        "Editor: The two count different months.",
        "(essay/deliveries/2)",
    ):
        assert squeezed(words) in text


def test_what_the_room_sees_already_is_marked() -> None:
    told = [("▸ Takings rose", "· Takings fell"), ("▸ Takings rose", "▸ Takings fell")]
    assert "· Takings rose" in page(step=0) and "· Takings fell" in page(step=0)
    for step, (first, second) in enumerate(told, 1):
        assert first in page(step=step) and second in page(step=step)


def test_the_notes_on_the_point_come_before_those_on_its_theme() -> None:
    text = page()
    assert text.index("Which year?") < text.index("And which month?") < text.index("On the theme.")
    assert "None on this." in page("theme/air")
    assert "On the theme." in page("theme/trade") and "Which year?" not in page("theme/trade")


@pytest.mark.parametrize(
    ("slide", "step", "coming"),
    [
        ("title", 0, "1. Shops and trade"),
        ("theme/trade", 0, "Do the shops take more?"),
        ("point/trade/takings", 0, "Close it"),
        ("point/trade/takings", 1, "Keep it open"),
        ("point/trade/takings", 2, "How the answers stand to each other"),
        ("point/trade/takings", 3, "What happens to rents?"),
        ("point/air/noise", 3, "What to take away"),
        ("end", 0, "The end."),
    ],
)
def test_what_comes_next_is_told(slide: str, step: int, coming: str) -> None:
    lines = page(slide, step).splitlines()
    assert lines[lines.index("Next") + 1] == coming


@pytest.mark.parametrize(
    ("now", "fields", "told"),
    [
        (1061.0, {}, "1:01  ·  slide 3 of 9"),
        (1061.0, {"minutes": 2}, "1:01 of 2:00  ·  slide 3 of 9"),
        (1121.0, {"minutes": 2}, "2:01 of 2:00  ·  slide 3 of 9  ·  over time"),
        (1061.0, {"is_blank": True}, "1:01  ·  slide 3 of 9  ·  the screen is blanked"),
        (1061.0, {"ended": True, "minutes": 1}, "The presentation has ended  ·  slide 3 of 9"),
    ],
)
def test_the_time_and_the_state_are_told(now: float, fields: dict[str, object], told: str) -> None:
    assert status(deck(), msgspec.structs.replace(showing(), **fields), now).startswith(told)


def test_a_slide_that_takes_several_screenfuls_is_told_with_its_part_and_its_rest_comes_next() -> None:
    part = msgspec.structs.replace(showing("end"), part=1, parts=2)
    assert status(deck(), part, 1061.0) == "1:01  ·  slide 9 of 9, part 1 of 2"
    lines = [plain(line) for line in speaker_page(deck(), part, 70)]
    assert lines[lines.index("Next") + 1] == "The rest of this slide"
    last = msgspec.structs.replace(part, part=2)
    lines = [plain(line) for line in speaker_page(deck(), last, 70)]
    assert lines[lines.index("Next") + 1] == "The end."


def test_a_silence_and_what_to_take_away_are_told_too() -> None:
    assert "Does not address this." in page("point/trade/deliveries")
    assert "A full year of takings." in page("end")
    assert "Should the main street" in page("title")
    assert "▰▰▰▰▰ strong. Takings rose." in page("theme/trade")


def test_within_minutes_a_stance_is_told_without_its_reason_which_the_room_does_not_see() -> None:
    text = "\n".join(plain(line) for line in speaker_page(deck(minutes=60), showing("theme/trade"), 70))
    assert "▰▰▰▰▰ strong." in text and "Takings rose." not in text


def test_a_wide_page_has_notes_and_what_comes_next_beside_the_slide() -> None:
    lines = page(width=120).splitlines()
    (line,) = [line for line in lines if line.startswith("Do the shops take more?")]
    assert line.endswith("Next")
    assert all(len(line) <= 120 for line in lines)


def test_while_nothing_is_presented_it_says_what_to_do() -> None:
    text = "\n".join(plain(line) for line in waiting_page("briefing present ./mine", 60))
    assert "Nothing is being presented yet." in text and "briefing present ./mine" in text


@pytest.mark.parametrize("width", [20, 40, 78, 99, 100, 140])
@pytest.mark.parametrize("made", [PLAIN, samples.briefing(rotating(NARROW_AND_WIDE))])
def test_no_line_is_wider_than_the_page(made: Briefing, width: int) -> None:
    shown = deck(made)
    for slide in shown.slides:
        for line in speaker_page(shown, showing(slide.id), width):
            assert width_of(line) <= width, plain(line)


@pytest.mark.parametrize("hostile", [*samples.HOSTILE, *MARKUP], ids=lambda text: repr(text)[:20])
def test_hostile_texts_are_shown_letter_for_letter(hostile: str) -> None:
    made = samples.briefing(lambda text: f"{text} {clean(hostile)}")
    text = squeezed(page(made=made)).replace("▌", "").replace("▐", "")
    for claims in made.themes[0].points[0].claims.values():
        for claim in claims:
            assert squeezed(spoken(claim)) in text
