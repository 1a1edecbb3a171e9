"""What of the evidence is in sight where there is no room for all of it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from reading_support import CAR_FREE
from tui_support import Opened, opened

from briefing.loader import Folder
from briefing.tui.screens.evidence import EvidenceScreen

SMALL = pytest.mark.parametrize("size", [(60, 20), (80, 24)], ids=lambda size: f"{size[0]}x{size[1]}")


BEGINNING = 2
"""How many lines of a paragraph must be in sight."""


@asynccontextmanager
async def evidence(size: tuple[int, int]) -> AsyncIterator[Opened]:
    """The evidence of a point whose texts are at hand."""
    async with opened(Folder(CAR_FREE), size=size, theme="trade") as it:
        await it.wait_for(lambda: it.app.desks.reading.texts is not None)
        await it.press("enter")
        yield it


def cited(it: Opened) -> list[str]:
    """The lines of the paragraph that the chosen piece of evidence cites, as the page has them."""
    view = it.screen(EvidenceScreen).page_view
    lines = [line for line in view.lines if any(run.role == "number" and run.target == view.selected for run in line)]
    return ["".join(run.text for run in line[2:]).strip() for line in lines]


def inside(it: Opened) -> list[str]:
    """The lines of text in the dialog, from its top."""
    rows = [line.split("│")[1] for line in it.lines if line.count("│") == 2]
    return [row for row in rows if row.strip()]


@SMALL
async def test_the_paragraph_that_is_cited_is_in_sight_at_once(size: tuple[int, int]) -> None:
    async with evidence(size) as it:
        lines = cited(it)
        assert len(lines) > 5
        assert all(line in it.text for line in lines[:BEGINNING])


async def test_the_question_and_the_side_are_in_sight_where_the_paragraph_begins_in_sight_below_them() -> None:
    async with evidence((80, 24)) as it:
        assert "Do takings rise or fall?" in inside(it)[0]
        assert "CLOSE THE CENTRE TO CARS" in inside(it)[1]
        assert all(line in it.text for line in cited(it)[:BEGINNING])


async def test_the_paragraph_that_is_cited_is_the_first_in_sight_where_there_is_room_for_little() -> None:
    async with evidence((60, 20)) as it:
        assert "What the Tills Said ¶1" in inside(it)[0]
        assert cited(it)[0] in inside(it)[1]


@SMALL
async def test_it_is_in_sight_for_each_piece_of_evidence_that_one_goes_to(size: tuple[int, int]) -> None:
    async with opened(Folder(CAR_FREE), size=size, theme="trade") as it:
        await it.wait_for(lambda: it.app.desks.reading.texts is not None)
        it.main.theme_view.choose_side(1)
        await it.press("enter")
        view, seen = it.screen(EvidenceScreen).page_view, set[int]()
        for _ in range(40):
            if view.row not in seen:
                seen.add(view.row)
                lines = cited(it)
                assert all(line in it.text for line in lines[:BEGINNING])
            await it.press("down")
        assert len(seen) > 1


@SMALL
async def test_it_is_in_sight_when_the_texts_come_late(size: tuple[int, int]) -> None:
    async with opened(Folder(CAR_FREE), size=size, theme="trade") as it:
        desk = it.app.desks.reading
        await it.wait_for(lambda: desk.texts is not None)
        texts, desk._texts = desk._texts, None
        await it.press("enter")
        assert cited(it) == []
        desk._texts = texts
        desk.tell()
        await it.settle()
        lines = cited(it)
        assert lines and all(line in it.text for line in lines[:BEGINNING])
