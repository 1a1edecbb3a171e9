"""The list of themes, with where both sides stand on each."""

from collections.abc import Collection, Mapping
from typing import ClassVar

from textual import events
from textual.geometry import Size

from briefing import unwritten
from briefing.model import Theme
from briefing.reading_time import reading_time, theme_words
from briefing.tui.contents_page import legend, theme_lines
from briefing.tui.lines import Line, Target
from briefing.tui.theme_page import View
from briefing.tui.widgets.line_view import LineView, component_classes


class ThemeList(LineView):
    """Shows every theme and marks the one that is open."""

    can_focus = False
    COMPONENT_CLASSES: ClassVar[set[str]] = component_classes("title current label note-mark")

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._unwritten = unwritten.Counter()
        self._words: dict[str, tuple[Theme, int]] = {}
        self._shown: tuple[View, Mapping[str, Theme], Collection[str], str] | None = None

    def show_themes(self, view: View, themes: Mapping[str, Theme], noted: Collection[str], current: str) -> None:
        """Show the contents; `themes` holds those that were read, `noted` the ids of those with notes."""
        self._shown = (view, themes, noted, current)
        self._lay_out()
        if self.styles.is_auto_height:
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the list takes, where its height is left to it."""
        return len(self._lines_for(width - self.styles.scrollbar_size_vertical))

    def on_resize(self, event: events.Resize) -> None:
        """Lay the list out anew."""
        self._lay_out()

    def _lay_out(self) -> None:
        if self._shown is None or self.line_width == 0:
            return
        view, _, _, current = self._shown
        self.show_lines(self._lines_for(self.line_width))
        chosen = next(index for index, entry in enumerate(view.about.themes) if entry.id == current)
        self.select(Target(chosen))
        self._bring_into_view(chosen)

    def _lines_for(self, width: int) -> list[Line]:
        if self._shown is None:
            return []
        view, themes, noted, current = self._shown
        entries, end = view.about.themes, [(), *legend(view.about, width)]
        times = {theme: self._time(themes[theme], view) for theme in themes}
        count = self._unwritten.count
        if 2 * len(entries) + len(end) <= self.size.height:
            tall = theme_lines(view.about, themes, noted, current, width, times=times, count=count, tall=True)
            if len(tall) + len(end) <= self.size.height:
                return [*tall, *end]
        return [*theme_lines(view.about, themes, noted, current, width, times=times, count=count), *end]

    def _time(self, theme: Theme, view: View) -> str:
        """How long a theme takes to say; counted once for each version of it."""
        known = self._words.get(theme.id)
        if known is None or known[0] is not theme:
            known = self._words[theme.id] = theme, theme_words(theme, [side.id for side in view.about.perspectives])
        return reading_time(known[1], view.rate)

    def _bring_into_view(self, chosen: int) -> None:
        rows = [number for number, line in enumerate(self.lines) if line and line[0].target == Target(chosen)]
        top, height = round(self.scroll_y), self.size.height
        if rows and height and (rows[0] < top or rows[-1] >= top + height):
            self.scroll_to(y=max(0, rows[0] - height // 2), animate=False, immediate=True, force=True)
