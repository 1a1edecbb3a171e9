"""Presenting in a real terminal, and the speaker's page in a second one."""

import signal

import pytest
from terminal import BRIEFING, ESCAPE, Terminal, terminal

PRESENT = (*BRIEFING, "present", "--minutes", "5")
SPEAKER = (*BRIEFING, "present", "--speaker")
SIZES = pytest.mark.parametrize(("columns", "rows"), [(120, 40), (80, 24)])


def go_on_until(room: Terminal, text: str) -> None:
    room.press_until(" ", text)


@SIZES
def test_the_speakers_page_follows_and_goes_on_when_the_presentation_is_killed(columns: int, rows: int) -> None:
    with terminal(SPEAKER, columns=columns, rows=rows) as speaker:
        speaker.shows("Nothing is being presented yet", "briefing present", "q quit")
        with terminal(PRESENT, columns=columns, rows=rows) as room:
            room.shows("Bridging or bounded?", "THE LIMITS OF COOPERATION")
            speaker.shows("slide 1 of 21", "of 5:00", "Next")
            go_on_until(room, "What draws the two countries together?")
            speaker.shows("slide 3 of 21", "What draws the two countries together?", "(bpl/1)")
            room.press("b")
            speaker.shows("the screen is blanked")
            room.rest()
            assert not room.text.strip()
            room.press(" ")
            room.shows("THE CASE FOR COOPERATION")
            speaker.shows("▸ The article names", "The limits of cooperation")
            room.signal(signal.SIGKILL)
            room.ends()
        speaker.rest()
        assert speaker.process.poll() is None
        speaker.shows("slide 3 of 21", "What draws the two countries together?")
        with terminal(PRESENT, columns=columns, rows=rows) as again:
            again.shows("Bridging or bounded?")
            speaker.shows("slide 1 of 21")
        speaker.press("q")
        assert speaker.ends() == 0
        assert speaker.is_as_before


def test_the_presentation_goes_on_when_the_speakers_page_is_killed_and_its_end_is_told() -> None:
    with terminal(PRESENT) as room:
        room.shows("Bridging or bounded?")
        with terminal(SPEAKER) as killed:
            killed.shows("slide 1 of 21")
            killed.signal(signal.SIGKILL)
            killed.ends()
        with terminal(SPEAKER) as speaker:
            go_on_until(room, "What draws the two countries together?")
            speaker.shows("slide 3 of 21")
            room.press(ESCAPE)
            room.shows("1/10", "q quit")
            speaker.shows("The presentation has ended", "What draws the two countries together?")
            room.press("q")
            assert room.ends() == 0
            speaker.signal(signal.SIGTERM)
            assert speaker.ends() == 128 + signal.SIGTERM


def test_a_presentation_that_is_told_to_end_says_so_to_the_speaker() -> None:
    with terminal(PRESENT) as room, terminal(SPEAKER) as speaker:
        room.shows("Bridging or bounded?")
        speaker.shows("slide 1 of 21")
        room.signal(signal.SIGTERM)
        assert room.ends() == 128 + signal.SIGTERM
        speaker.shows("The presentation has ended")


@pytest.mark.parametrize("minutes", ["0.1", "soon"])
def test_minutes_that_cannot_be_kept_are_refused_before_anything_is_shown(minutes: str) -> None:
    with terminal((*BRIEFING, "present", "--minutes", minutes)) as window:
        assert window.ends() == 2
        assert "minutes" in window.text
        assert b"\x1b[?1049h" not in window.raw
