"""What can be done with the point of a theme that the cursor is on: notes, copies, the user's editor."""

from textual import getters

from briefing import paths
from briefing.errors import UnreadableFile
from briefing.model import Point, Theme
from briefing.place import Place
from briefing.text import clean
from briefing.tui.commands import Command
from briefing.tui.messages import (
    AllNotesAsked,
    ChangesAsked,
    CopyAsked,
    EditAsked,
    FindAsked,
    HitAsked,
    NoteAsked,
    OverviewAsked,
    PresentAsked,
    SourcesAsked,
    ThemeWritingAsked,
)
from briefing.tui.screens.noting_screen import NotingScreen
from briefing.tui.theme_page import View
from briefing.tui.widgets.theme_view import ThemeView


class PointScreen(NotingScreen):
    """Shows a theme, and hands on what the user wants done with it."""

    theme_view = getters.query_one(ThemeView)

    @property
    def theme(self) -> Theme | None:
        """The theme that is open; None if its file cannot be read."""
        raise NotImplementedError

    @property
    def place(self) -> Place:
        """Where the reader is."""
        raise NotImplementedError

    @property
    def view(self) -> View:
        """What is shown beside the theme itself."""
        raise NotImplementedError

    @property
    def point(self) -> Point | None:
        """The point that the cursor is on; None where there is none, or no longer."""
        points, row = self.theme.points if self.theme else (), self.theme_view.point
        return points[row] if row < len(points) else None

    def missing(self, needs: str) -> str:
        """What is said where what a command needs is not there: of a theme that cannot be read, where its fault is."""
        error = self.theme_view.error
        if needs == "theme" and error:
            return clean(f"This theme cannot be read. {error.message}. {error.hint}".strip())
        return super().missing(needs)

    def mending(self, error: UnreadableFile | None) -> Command | None:
        """What opens the file of a theme at its fault; None where there is none, or the file cannot be changed."""
        if error is None or paths.is_builtin(error.path.parents[1]):
            return None
        return next((command for command in super().possible_commands() if command.id == "edit"), None)

    def possible_commands(self) -> list[Command]:
        """The commands that are possible now; where the theme cannot be read, what opens its file comes first."""
        found, mending = super().possible_commands(), self.mending(self.theme_view.error)
        if mending is None:
            return found
        return [mending._replace(hint="open the file"), *(each for each in found if each != mending)]

    def action_note(self) -> None:
        """Write a note on the chosen point."""
        if self.theme and self.point:
            self.theme_view.raise_row()
            self.post_message(NoteAsked(f"{self.theme.id}/{self.point.id}", self.point.question))

    def action_theme_note(self) -> None:
        """Write a note on the theme."""
        if self.theme:
            self.theme_view.page_to_top()
            self.post_message(NoteAsked(self.theme.id, self.theme.title))

    def action_all_notes(self) -> None:
        """List all notes."""
        self.post_message(AllNotesAsked(f"{self.place.theme}/{self.point.id}" if self.point else None))

    def action_changes(self) -> None:
        """See what has changed in the briefing."""
        self.post_message(ChangesAsked())

    def action_present(self) -> None:
        """Show the briefing to a room, from the chosen point on."""
        from briefing.slides import Kind

        if self.theme and self.point:
            slide = f"{Kind.POINT}/{self.theme.id}/{self.point.id}"
            self.post_message(PresentAsked(slide, swapped=self.view.swapped))

    def action_write(self) -> None:
        """Change the theme, from the chosen point on."""
        if self.theme:
            place = self.place
            self.post_message(ThemeWritingAsked(place.theme, place.point, place.side))

    def action_edit(self) -> None:
        """Open the theme's file in the editor, at the chosen point."""
        self.post_message(EditAsked(self.place.theme, self.place.point))

    def action_copy_claim(self) -> None:
        """Copy the chosen side's answer with its citations."""
        if self.theme and self.point:
            side = self.view.sides[self.theme_view.side]
            self.post_message(CopyAsked(self.theme, self.point, self.view.swapped, side))

    def action_copy_point(self) -> None:
        """Copy the chosen point with both sides."""
        if self.theme and self.point:
            self.post_message(CopyAsked(self.theme, self.point, self.view.swapped))

    def action_find(self) -> None:
        """Search the briefing, the notes and the texts."""
        self.post_message(FindAsked())

    def action_next_hit(self) -> None:
        """Go to the next result of the search."""
        self.post_message(HitAsked(1))

    def action_previous_hit(self) -> None:
        """Go to the result of the search before."""
        self.post_message(HitAsked(-1))

    def action_sources(self) -> None:
        """List the sources."""
        self.post_message(SourcesAsked())

    def action_overview(self) -> None:
        """See the whole briefing on one screen."""
        self.post_message(OverviewAsked(self.place.theme, self.place.point))
