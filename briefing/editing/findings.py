"""What the rules find in one theme and in the briefing's own texts, at the parts that their author can change."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from briefing import checks
from briefing.checks import allowances
from briefing.checks.todo import RULES as TODO
from briefing.editing.parts import Part, nearest
from briefing.errors import Finding, Severity
from briefing.loader import ABOUT, Folder, theme_file
from briefing.model import Briefing
from briefing.texts import SourceText
from briefing.unwritten import GLYPH

ERROR, WARNING = "!", "?"
WITH_ERROR = "; `check` finds an error in it"
"""Follows the word that something was saved in which there is one."""


def in_theme(folder: Folder, theme: str, texts: Mapping[str, SourceText]) -> list[Finding]:
    """What is wrong in a theme and in the contents, but for other themes' titles; `texts` are those at hand.

    They go by source id. What its author lets stand is left out. Raises UnreadableFile for a source's record that
    cannot be read.
    """
    listed = [entry.id for entry in folder.about.themes]
    of_title = ("themes", listed.index(theme)) if theme in listed else ()
    found = []
    themes = tuple(folder.readable().values())
    briefing = Briefing(about=folder.about, sources=folder.sources(), themes=themes)
    for finding in allowances.sift(checks.findings(briefing, texts), allowances.places(briefing)).kept:
        is_of_another = finding.path[:1] == ("themes",) and not (of_title and finding.path[:2] == of_title)
        if finding.file == theme_file(theme) or (finding.file == ABOUT and not is_of_another):
            found.append(finding)
    return found


def by_part(found: Sequence[Finding], listed: Sequence[Part]) -> dict[int, list[Finding]]:
    """What was found, by the index of the part that it belongs to."""
    at: defaultdict[int, list[Finding]] = defaultdict(list)
    for finding in found:
        at[nearest(listed, finding.path, in_contents=finding.file == ABOUT)].append(finding)
    return dict(at)


def has_error(found: Sequence[Finding]) -> bool:
    """Whether something must be mended."""
    return any(each.severity is Severity.ERROR for each in found)


def sign(found: Sequence[Finding]) -> str:
    """One character for what was found at a part: wrong, worth a look, or still to be written; empty for nothing."""
    if has_error(found):
        return ERROR
    if any(each.rule == TODO[0].name for each in found):
        return GLYPH
    return WARNING if found else ""
