"""Types what a pair of texts says into the program, with keys alone, as its author would."""

from pairs import Pair, Theme
from tui_support import Opened

from briefing.editing.parts import Kind, Part
from briefing.model import Claim, Point, Relation
from briefing.tui.claim_page import VOICES
from briefing.tui.screens.claim import ClaimScreen
from briefing.tui.screens.pick import PickScreen
from briefing.tui.screens.write import WriteScreen
from briefing.tui.screens.write_text import WriteTextScreen


class Author:
    """Writes a briefing on the screen: looks for a row, goes there with the arrow keys, and types."""

    def __init__(self, it: Opened, pair: Pair) -> None:
        self._it = it
        self._pair = pair
        self._point = ""

    async def write(self) -> None:
        """Write the themes of the pair, the first one in the place of that which is there."""
        await self._it.press("w")
        for number, theme in enumerate(self._pair.themes):
            await self._go_to(Kind.TITLE)
            if number:
                await self._it.press("a")
                await self._type(theme.title)
            else:
                await self._change(theme.title, Kind.TITLE)
            await self._theme(theme)
        await self._it.press("escape")

    async def _theme(self, theme: Theme) -> None:
        content = theme.content
        await self._change(content.question, Kind.QUESTION)
        await self._change(content.overview, Kind.OVERVIEW)
        for side, stance in content.stances.items():
            await self._pick(stance.level - 1, Kind.LEVEL, side)
            await self._change(stance.reason, Kind.REASON, side)
            await self._change(", ".join(map(str, stance.evidence)), Kind.EVIDENCE, side)
        for number, point in enumerate(content.points):
            if number:
                await self._go_to(Kind.POINT, point=self._point)
                await self._it.press("a")
                await self._type(point.question)
            else:
                await self._change(point.question, Kind.POINT)
            self._point = self._it.screen(WriteScreen).part.point or ""
            await self._answers(point)
        await self._change(content.common_ground[0], Kind.COMMON_GROUND)
        await self._change(content.crux or "", Kind.CRUX)
        await self._change(content.open_questions[0], Kind.OPEN_QUESTION)

    async def _answers(self, point: Point) -> None:
        for side in (side.id for side in self._pair.sides):
            for number, claim in enumerate(point.claims.get(side, ())):
                await self._go_to(Kind.CLAIM, side, self._point, number=max(0, number - 1))
                await self._it.press("a" if number else "enter")
                await self._claim(claim)
            if side in point.silence:
                row = await self._go_to(Kind.CLAIM, side, self._point)
                if not row.is_new:
                    await self._press("x")
                await self._change(", ".join(point.silence[side]), Kind.SILENCE, side, self._point)
        if point.relation:
            await self._pick(list(Relation).index(point.relation), Kind.RELATION, point=self._point)

    async def _claim(self, claim: Claim) -> None:
        screen = self._it.screen(ClaimScreen)
        await self._it.paste(claim.text)
        for _ in range(VOICES.index(claim.voice)):
            await self._it.press("ctrl+o")
        await self._it.press("tab", "ctrl+u")
        await self._it.paste(", ".join(map(str, claim.evidence)))
        await self._press("ctrl+s")
        assert self._it.app.screen is not screen, self._it.text

    async def _change(self, text: str, kind: Kind, side: str | None = None, point: str | None = None) -> None:
        await self._go_to(kind, side, point)
        await self._it.press("enter")
        await self._type(text)

    async def _type(self, text: str) -> None:
        """Type a text in the place of all that stands in the dialog, and save it."""
        self._it.screen(WriteTextScreen)
        await self._it.press("f7", "delete")
        await self._it.paste(text)
        await self._press("ctrl+s")

    async def _pick(self, choice: int, kind: Kind, side: str | None = None, point: str | None = None) -> None:
        """Choose from a list by its number there."""
        await self._go_to(kind, side, point)
        await self._it.press("enter")
        self._it.screen(PickScreen)
        await self._it.press("home", *["down"] * choice)
        await self._press("enter")

    async def _press(self, key: str) -> None:
        """Press a key, and wait until what it changes is written and shown."""
        await self._it.press(key)
        await self._it.wait_for_files()
        self._it.screen(WriteScreen)

    async def _go_to(self, kind: Kind, side: str | None = None, point: str | None = None, *, number: int = 0) -> Part:
        """Go to the first row that is meant."""
        screen = self._it.screen(WriteScreen)
        ordered = kind is Kind.CLAIM

        def is_meant(part: Part) -> bool:
            is_there = (side in (None, part.side)) and (point in (None, part.point))
            return part.kind is kind and is_there and (not ordered or part.number == number)

        row = next(index for index, part in enumerate(screen._rows) if is_meant(part))
        await self._it.typing("g" + "j" * row)
        assert is_meant(screen.part), screen.part
        return screen.part
