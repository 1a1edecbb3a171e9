"""What an author does to the contents of a briefing; each function returns the contents changed."""

from briefing.editing import at
from briefing.editing.themes import CannotEdit
from briefing.model import BriefingFile, ThemeEntry
from briefing.text import free_id, short_slug


def index_of(about: BriefingFile, theme: str) -> int:
    """Where a theme stands in the contents, from 0. Raises CannotEdit if it is not there."""
    for index, entry in enumerate(about.themes):
        if entry.id == theme:
            return index
    raise CannotEdit(f"there is no theme `{theme}` in the contents any more", "Choose another theme.")


def with_new_theme(about: BriefingFile, title: str, place: int) -> tuple[BriefingFile, str]:
    """A new theme at a place, from 0, and the id that it got from its title."""
    known = free_id(short_slug(title) or "theme", {entry.id for entry in about.themes})
    return at.with_item(about, ("themes", place), ThemeEntry(id=known, title=title)), known


def with_title(about: BriefingFile, theme: str, title: str) -> BriefingFile:
    """Another title for a theme."""
    return at.with_value(about, ("themes", index_of(about, theme), "title"), title)


def without_theme(about: BriefingFile, theme: str) -> BriefingFile:
    """A theme goes. Raises CannotEdit for the last one."""
    if len(about.themes) == 1:
        raise CannotEdit("a briefing has at least one theme", "Add another one first.")
    return at.without(about, ("themes", index_of(about, theme)))


def with_theme_moved(about: BriefingFile, theme: str, by: int) -> BriefingFile:
    """A theme that many places further down."""
    return at.moved(about, ("themes", index_of(about, theme)), by)
