"""One theme: its points in rows, with a cursor on one side of one point."""

from typing import ClassVar

from textual import events

from briefing.errors import UnreadableFile
from briefing.model import Theme
from briefing.tui.commands import Command, key_name
from briefing.tui.lines import Line, Page, Run, Target, wrap
from briefing.tui.theme_page import View, sides_line, theme_page
from briefing.tui.widgets.line_view import component_classes
from briefing.tui.widgets.page_view import PageView


class ThemeView(PageView):
    """Shows a theme, or why it cannot be shown."""

    COMPONENT_CLASSES: ClassVar[set[str]] = component_classes(
        "side-1 side-2 question overview byline label number point relation silence evidence quote editor "
        "note note-mark foot-label bullet mark problem"
    )

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._shown: tuple[Theme, View] | None = None
        self._error: UnreadableFile | None = None
        self._mending: Command | None = None
        self._marked = ""
        self._pages: dict[str, tuple[tuple[Theme, View, int, str], Page]] = {}

    @property
    def row_count(self) -> int:
        """How many points the theme has."""
        return len(self._shown[0].points) if self._shown else 0

    @property
    def error(self) -> UnreadableFile | None:
        """Why the theme cannot be shown; None where it is."""
        return self._error

    def page_for(self, width: int) -> Page:
        """The theme for a width; what was made of each theme last is kept, for who comes back to it."""
        if not self._shown:
            return Page()
        theme, wanted = self._shown[0].id, (*self._shown, width, self._marked)
        if theme not in self._pages or self._pages[theme][0] != wanted:
            self._pages[theme] = wanted, theme_page(*wanted)
        return self._pages[theme][1]

    def header_for(self, width: int) -> list[Line]:
        """The names of the two sides, where they stand side by side."""
        header = sides_line(self._shown[1], width) if self._shown else ()
        return [header] if header else []

    @property
    def point(self) -> int:
        """The 0-based number of the chosen point."""
        return self.row

    def show_theme(self, theme: Theme, view: View, *, chosen: Target | None = None) -> None:
        """Show a theme: from its top, or as it stood when it is the one that is shown already."""
        same = self._shown is not None and self._shown[0].id == theme.id
        self._shown, self._error = (theme, view), None
        self.keep_on_page()
        self.lay_out()
        if chosen is not None:
            self.choose(chosen)
        elif not same:
            self.select(Target(0, self.side))
            self._scroll(0)

    def show_problem(self, error: UnreadableFile, mending: Command | None) -> None:
        """Show why a theme cannot be read, and what opens its file at the first fault, where something does."""
        self._shown, self._error, self._mending = None, error, mending
        width = max(20, min(72, self.line_width - 4))
        lines: list[Line] = [(), (Run("  This theme cannot be shown.", "question"),), ()]
        for problem in error.problems:
            for text in wrap(str(problem), width):
                lines.append((Run(f"  {text}", "problem"),))
            for text in wrap(problem.hint, width):
                lines.append((Run(f"  {text}", "overview"),))
        if mending:
            told = f"{key_name(mending.keys[0])} opens the file there in your editor."
            lines += [(), *((Run(f"  {text}", "question"),) for text in wrap(told, width))]
        self._page = Page()
        self.select(None)
        self.show_lines(lines)
        self._scroll(0)

    def select(self, target: Target | None) -> None:
        """Mark this answer and nothing else."""
        if self._marked:
            self._marked = ""
            self.lay_out()
        super().select(target)

    def mark(self, text: str) -> None:
        """Mark a text that belongs to no point until the cursor moves, which is then on the point nearest to it."""
        self._marked = text
        self.lay_out()
        if lines := self._marked_lines:
            is_before = self._page.owners[lines[0]] < 0
            super().select(Target(0 if is_before else max(0, self.row_count - 1), self.side))
        self.stay_in_view()

    @property
    def _marked_lines(self) -> list[int]:
        return [n for n, line in enumerate(self.lines) if any(run.role == "mark" for run in line)]

    def stay_in_view(self) -> None:
        """Keep what is marked in view; where nothing is, the cursor."""
        lines = self._marked_lines
        if not lines:
            super().stay_in_view()
        elif lines[0] < self.top_line or lines[-1] >= self.top_line + self.page_height:
            self._scroll(lines[0] - max(0, self.page_height - len(lines)) // 2)

    def choose_side(self, side: int) -> None:
        """Put the cursor on a side of the chosen point."""
        if self._shown:
            self.select(Target(self.point, side))
            self.stay_in_view()

    def on_resize(self, event: events.Resize) -> None:
        """Lay the problem out anew for another width; the page does that for itself."""
        if self._error:
            self.show_problem(self._error, self._mending)
