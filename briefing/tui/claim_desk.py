"""Claims that the author writes: where each is to stand, the screen that it is written on, and that it is saved."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Literal

from textual.app import App

from briefing import unwritten
from briefing.editing import claiming, findings
from briefing.editing.claim_draft import ClaimDraft
from briefing.editing.claiming import ClaimPlace
from briefing.editing.steps import Step
from briefing.errors import BriefingError, Finding
from briefing.loader import Folder
from briefing.place import Place
from briefing.text import clean
from briefing.tui.messages import ClaimAsked
from briefing.tui.reading import Reading

Write = Callable[[Callable[[Folder], Step]], Awaitable[BriefingError | None]]
"""Plans a change of the briefing and makes it; what kept it from being made, or None."""


class ClaimDesk:
    """Opens what a claim is written on, and writes it."""

    def __init__(
        self,
        app: App[None],
        folder: Callable[[], Folder],
        reading: Callable[[], Reading],
        place: Callable[[], Place | None],
        write: Write,
    ) -> None:
        """`folder` gives the briefing as it is now, and `reading` its sources.

        `place` says where the user is on the main screen.
        """
        self._app = app
        self._folder = folder
        self._reading = reading
        self._place = place
        self._write = write
        self._last: tuple[str, str | None] | None = None

    def answer(self, asked: ClaimAsked) -> None:
        """Ask for what is not known of the claim's place, and have it written."""
        side = asked.side or self._side_of(asked.locator)
        if side and asked.theme and asked.point:
            self._open(asked, ClaimPlace(side, asked.theme, asked.point, number=asked.number))
        else:
            self._choose(asked, side)

    def _side_of(self, locator: str | None) -> str | None:
        """The only side that argues from the source of a paragraph, if there is just one."""
        source = (locator or "").split("/")[0]
        sides = [side.id for side in self._folder().about.perspectives if side.source == source]
        return sides[0] if len(sides) == 1 else None

    def _choose(self, asked: ClaimAsked, side: str | None) -> None:
        import briefing.tui.screens.claim  # noqa: F401  # so that what comes next opens without delay
        from briefing.tui.screens.point_choice import PointChoiceScreen

        folder = self._folder()
        themes = [theme for theme in folder.readable().values() if asked.theme in (None, theme.id)]
        here = self._place()
        preselected = self._waiting(asked.locator) or self._last or ((here.theme, here.point) if here else None)
        screen = PointChoiceScreen(
            folder.about,
            themes,
            ClaimPlace(side) if side else None,
            (asked.theme, asked.point) if asked.theme else preselected,
            with_new_theme=asked.theme is None,
        )

        def chosen(place: ClaimPlace | None) -> None:
            if place:
                self._open(asked, place)

        self._app.push_screen(screen, chosen)

    def _waiting(self, locator: str | None) -> tuple[str, str] | None:
        """The theme and the point for which a claim on a paragraph is proposed, and still to be written."""
        proposed = self._reading().citing.get(locator or "", ())
        return next(((ref.theme, ref.point) for ref in proposed if not ref.is_written), None)

    def _open(self, asked: ClaimAsked, place: ClaimPlace) -> None:
        from briefing.tui.screens.claim import ClaimAbout, ClaimScreen

        folder = self._folder()
        try:
            point = claiming.point_of(folder, place)
            place = claiming.giving_way(point, place, asked.locator)
        except BriefingError as error:
            self._tell(f"{error.message}. {error.hint}", severity="warning")
            return
        draft = claiming.begun(place, asked.locator, asked.quote)
        about = ClaimAbout(
            side=folder.about.perspective(place.side).short_name,
            question=point.question if point else place.question,
            wanted=dict(unwritten.places(place.held)).get(("text",), "") if place.held else "",
            own=None if place.number is None else f"{place.theme}/{place.point}/{place.side}/{place.number + 1}",
            with_relation=claiming.wants_relation(point, place.side),
        )
        screen = ClaimScreen(draft, about, self._reading(), partial(self._check, place), partial(self._save, place))
        self._app.push_screen(screen)

    def _check(self, place: ClaimPlace, draft: ClaimDraft) -> Sequence[Finding]:
        folder, texts = self._folder(), self._reading().texts
        return claiming.findings(folder, claiming.placed(folder, place, draft.claim(), draft.relation), texts or {})

    async def _save(self, place: ClaimPlace, draft: ClaimDraft) -> BriefingError | None:
        made: list[Step] = []
        found: list[Finding] = []

        def planned(folder: Folder) -> Step:
            found.extend(self._check(place, draft))
            made.append(claiming.step(folder, place, draft.claim(), draft.relation))
            return made[-1]

        problem = await self._write(planned)
        if problem is None:
            self._last = made[-1].theme, made[-1].point
            self._tell(f"{made[-1].what}{findings.WITH_ERROR if findings.has_error(found) else ''}.")
        return problem

    def _tell(self, text: str, *, severity: Literal["information", "warning"] = "information") -> None:
        self._app.notify(clean(text), title="Writing", severity=severity, markup=False)
