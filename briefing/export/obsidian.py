"""A briefing as a folder of notes for Obsidian: one note for each theme, and one that leads to them.

The notes are GitHub's Markdown with Obsidian's properties, wikilinks and tags (https://help.obsidian.md). File names
hold nothing that Windows, macOS, Linux or a wikilink forbids, and no two differ only in case.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from briefing.export import Options
from briefing.export.front_matter import front_matter
from briefing.export.markdown import Document, heading
from briefing.export.markdown_text import block, inline
from briefing.export.one_side import only_side
from briefing.model import Briefing, Theme
from briefing.text import one_line
from briefing.wording import one_sided

_LONGEST_NAME: Final = 60
"""How many characters of a title a file name keeps: 240 bytes in UTF-8 at most, of the 255 that file systems allow."""
_FORBIDDEN: Final = re.compile(r'[\\/:*?"<>|#^\[\]%\x00-\x1f\ufffd\u2400-\u2424]+')
_DEVICE: Final = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)[0-9])\s*", re.IGNORECASE)
"""What no file on Windows can be called, whatever its ending."""
_MARKUP: Final = re.compile(
    r"""
      \\.                   # what is escaped already
    | <https?://[^>]*>      # an address
    | \[\[[^\]]*\]\]         # a link to a note
    | \A\#{1,6}\            # a heading
    | \#(?=\S)              # a tag
    | =(?==) | (?<==)=      # highlighting
    | %(?=%) | (?<=%)%      # a comment
    | \$                    # mathematics
    """,
    re.VERBOSE,
)
"""What Obsidian alone reads as more than text; before it, what stays as it is."""


def render(briefing: Briefing, notes: Mapping[str, str], options: Options) -> dict[str, str]:
    """The notes by file name. Raises BriefingError for a theme that does not exist, or where no point fits the time."""
    return dict(_Folder(briefing, notes if options.notes else {}, options).files())


def file_name(title: str, otherwise: str) -> str:
    """A title as a file name without its ending; `otherwise` where nothing of it can stand in one."""
    kept = unicodedata.normalize("NFC", _FORBIDDEN.sub(" ", one_line(title)))
    name = " ".join(kept.split()).strip(". ")[:_LONGEST_NAME].strip(". ") or otherwise
    return f"_{name}" if _DEVICE.fullmatch(name.partition(".")[0]) else name


class _Folder:
    """The notes of one briefing."""

    def __init__(self, briefing: Briefing, notes: Mapping[str, str], options: Options) -> None:
        self._about = briefing.about
        self._document = Document(briefing, notes, options)
        self._one_sided = only_side(briefing)
        self._names: dict[str, str] = {}
        """The file name of each theme's note by the theme's id, and of the first note by an empty id."""
        used: set[str] = set()
        for theme in self._document.themes:
            named = f"{theme.number:02} {file_name(theme.title, theme.id)}"
            self._names[theme.id] = _unused(named, used)
        self._names[""] = _unused(file_name(self._about.title, self._about.id), used)

    def files(self) -> Iterator[tuple[str, str]]:
        """Each note's file name and text."""
        yield f"{self._names['']}.md", _note(self._index_properties(), self._index())
        for theme in self._document.themes:
            yield f"{self._names[theme.id]}.md", _note(self._properties(theme), self._theme(theme))

    def _index_properties(self) -> dict[str, object]:
        properties: dict[str, object] = {
            "aliases": [one_line(self._about.title)],
            "tags": [f"briefing/{self._about.id}"],
            "question": one_line(self._about.question),
            "perspectives": [one_line(side.name) for side in self._document.sides],
        }
        return {**properties, "as_of": self._about.as_of} if self._about.as_of else properties

    def _index(self) -> Iterator[str]:
        yield f"# {inline(self._about.title)}"
        yield from self._document.opening()
        yield "## Themes"
        yield "\n".join(f"- {self._link(theme.id)}" for theme in self._document.themes)
        yield from self._document.legend()
        yield from self._document.closing()

    def _properties(self, theme: Theme) -> dict[str, object]:
        return {
            "aliases": [one_line(theme.title)],
            "tags": [f"briefing/{self._about.id}/{theme.id}"],
            "briefing": self._link(""),
            "theme": theme.number,
            **{f"stance-{side}": stance.level for side, stance in theme.stances.items()},
        }

    def _theme(self, theme: Theme) -> Iterator[str]:
        yield f"# {heading(theme)}"
        if self._one_sided:
            yield block(one_sided(self._one_sided))
        yield from self._document.theme(theme)
        yield self._ways(theme)
        yield from self._document.notes_at_the_foot()

    def _ways(self, theme: Theme) -> str:
        """Links to the theme before, the first note, and the theme behind."""
        ids = [other.id for other in self._document.themes]
        at = ids.index(theme.id)
        before, behind = ids[:at][-1:], ids[at + 1 :][:1]
        return " · ".join(
            [*(f"← {self._link(i)}" for i in before), self._link(""), *(f"{self._link(i)} →" for i in behind)]
        )

    def _link(self, theme: str) -> str:
        return f"[[{self._names[theme]}]]"


def _unused(name: str, used: set[str]) -> str:
    """The name, with a number if another file has it; `used` holds the names so far, and then this one too."""
    free, number = name, 2
    while free.casefold() in used:
        free, number = f"{name} {number}", number + 1
    used.add(free.casefold())
    return free


def _note(properties: Mapping[str, object], blocks: Iterable[str]) -> str:
    return "\n\n".join([front_matter(properties), *map(_for_obsidian, blocks)]) + "\n"


def _for_obsidian(block: str) -> str:
    """A block of Markdown in which Obsidian finds nothing more than GitHub does; a quoted note keeps its own markup."""
    if block.startswith(">"):
        return block.replace("%%", "\\%\\%")
    return _MARKUP.sub(lambda match: match.group() if len(match.group()) > 1 else f"\\{match.group()}", block)
