"""A proposal -> files: its themes in the place of the one that `briefing new` begins with, all still to be written."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec

from briefing import changes, new_briefing, strict_yaml, unwritten
from briefing.changes import Change
from briefing.drafting.proposal import Draft, ProposedPoint, ProposedTheme
from briefing.editing.new_themes import CLAIM, QUESTION, with_point
from briefing.errors import BriefingError
from briefing.loader import ABOUT, Folder, source_file, theme_file
from briefing.model import BriefingFile, Claim, Point, Relation, Source, ThemeEntry, ThemeFile
from briefing.new_briefing import FIRST_THEME, FIRST_TITLE
from briefing.sources import paragraphs
from briefing.strict_yaml import YamlError

_QUOTE: Final = "[\"']?"
_FIRST_ENTRY: Final = re.compile(
    rf"^(?P<indent> *)- (?:\{{id: {FIRST_THEME}, title: {_QUOTE}{FIRST_TITLE}{_QUOTE}\}}"
    rf"|id: {FIRST_THEME}\r?\n +title: {_QUOTE}{FIRST_TITLE}{_QUOTE})"
    r"(?P<rest>[ \t]*(?:#[^\r\n]*)?)(?=\r?\n|$)",
    re.MULTILINE,
)
"""The one entry of a new briefing's contents, as `briefing new` and `briefing fmt` write it."""
_ALLOW: Final = re.compile(
    r"(?:\r?\n)?^# Delete this, and [^\r\n]*\r?\nallow:\r?\n {2}uncited-paragraph: [\"']?TODO:[^\r\n]*(?:\r?\n|\Z)",
    re.MULTILINE,
)
"""What `briefing new` lets stand in a source of which nothing is cited yet."""


def write(folder: Folder, draft: Draft) -> list[Path]:
    """Write a proposal into a folder; returns the files that are new or different. Either all are written or none.

    Raises BriefingError where something has been written already, and WriteRefused.
    """
    refuse_written(folder)
    for side in folder.about.perspectives:
        if not any(side.id in point.paragraphs for theme in draft.themes for point in theme.points):
            raise BriefingError(
                f"no paragraph of `{side.id}` has a home in the proposal, so nothing was written",
                "The two texts share too few words; write the themes by hand.",
            )
    first = theme_file(FIRST_THEME)
    sources = dict(_sources(folder, draft))
    found = [
        *(_change(folder, theme_file(theme.id), b"", _theme_bytes(theme)) for theme in draft.themes),
        *(_change(folder, name, folder.data(name), data) for name, data in sources.items()),
        _change(folder, ABOUT, folder.data(ABOUT), _about(folder.data(ABOUT), folder.about, draft)),
        Change(folder.path / first, folder.data(first), None, b""),
    ]
    for change in found:
        changes.refuse_in_the_way(change)
    changes.write(found)
    return [change.path for change in found if change.new_path]


def _change(folder: Folder, name: str, before: bytes, after: bytes) -> Change:
    path = folder.path / name
    return Change(path, before, path, after)


def refuse_written(folder: Folder) -> None:
    """Raises BriefingError unless the themes are still those with which `briefing new` begins, untouched."""
    about = folder.about
    entries = [(entry.id, entry.title) for entry in about.themes]
    is_untouched = entries == [(FIRST_THEME, FIRST_TITLE)]
    if is_untouched:
        name = theme_file(FIRST_THEME)
        sources = [folder.source(side.source) for side in about.perspectives]
        first = new_briefing.first_theme(about.perspectives, sources)
        theme = folder.theme(FIRST_THEME)
        same = all(getattr(theme, key) == getattr(first, key) for key in first.__struct_fields__)
        is_untouched = same and _comments(folder.data(name)) <= _comments(new_briefing.theme_bytes(FIRST_THEME, first))
    if not is_untouched:
        raise BriefingError(
            f"{folder.path}: the themes have been written already, and a draft would replace them",
            "Without --write, the proposal is only printed; `briefing new` makes a folder that can be drafted.",
        )


def _comments(data: bytes) -> set[str]:
    lines = data.decode("utf-8", "replace").splitlines()
    return {line.strip() for line in lines if "#" in line}


def title(theme: ProposedTheme) -> str:
    """The title under which a proposed theme is written."""
    return f"TODO: {theme.title}"


def _theme_bytes(theme: ProposedTheme) -> bytes:
    try:
        return new_briefing.theme_bytes(theme.id, _theme(theme))
    except BriefingError:
        raise BriefingError(
            f"the theme `{theme.id}` has too many points for one file, so nothing was written",
            "Without --write, the proposal is only printed. Give the texts more headings, or shorten them.",
        ) from None


def _theme(theme: ProposedTheme) -> ThemeFile:
    points = tuple(map(_point, theme.points))
    one = with_point(points[0], {side: (at,) for side, at in theme.stances.items()})
    return msgspec.structs.replace(one, question=f"{one.question}. {theme.why}", points=points)


def _point(point: ProposedPoint) -> Point:
    return Point(
        id=point.id,
        question=_question(point),
        relation=None if point.silence else Relation.DIFFER,
        claims={
            side: tuple(Claim(text=CLAIM, evidence=(at,)) for at in locators)
            for side, locators in point.paragraphs.items()
        },
        silence=dict(point.silence),
    )


def _question(point: ProposedPoint) -> str:
    """What is to be written, behind the terms that tell the point from its theme's other ones."""
    terms, where = point.terms, "in both sources"
    for side, words in point.silence.items():
        terms, where = words, f"nowhere in the source of `{side}`"
    return f"TODO: {', '.join(terms)} ({where}): {unwritten.wanted(QUESTION)}"


def _about(data: bytes, about: BriefingFile, draft: Draft) -> bytes:
    """The bytes of `briefing.yaml` with the proposed themes as its contents, and nothing else changed."""
    entries = tuple(ThemeEntry(id=theme.id, title=title(theme)) for theme in draft.themes)

    def written(match: re.Match[str]) -> str:
        end = "\r\n" if b"\r\n" in data else "\n"
        lines = [f"{match['indent']}- {{id: {entry.id}, title: {_quoted(entry.title)}}}" for entry in entries]
        return end.join([lines[0] + match["rest"], *lines[1:]])

    made = _FIRST_ENTRY.sub(written, data.decode(), count=1).encode()
    if _read(made, BriefingFile) != msgspec.structs.replace(about, themes=entries):
        raise BriefingError(
            f"{ABOUT}: the theme `{FIRST_THEME}` is written in an unusual way, so nothing was changed",
            f"Write it as `- {{id: {FIRST_THEME}, title: '{FIRST_TITLE}'}}`.",
        )
    return made


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _read(data: bytes, kind: type[msgspec.Struct]) -> msgspec.Struct | None:
    try:
        return msgspec.convert(strict_yaml.read(data), kind, strict=False)
    except (YamlError, msgspec.ValidationError):
        return None


def _sources(folder: Folder, draft: Draft) -> Iterator[tuple[str, bytes]]:
    """The sources of which every paragraph has a home now, without the `allow` that kept silent of those not cited."""
    left = {each.paragraph for each in draft.without_home}
    for name in dict.fromkeys(side.source for side in folder.about.perspectives):
        source = folder.source(name)
        if not left.isdisjoint(str(at) for at, _ in paragraphs(source)):
            continue
        made = _ALLOW.sub("", folder.data(source_file(name)).decode(), count=1).encode()
        without = msgspec.structs.replace(source, allow=_others(source))
        if made != folder.data(source_file(name)) and _read(made, Source) == without:
            yield source_file(name), made


def _others(source: Source) -> dict[str, str]:
    return {rule: reason for rule, reason in source.allow.items() if rule != "uncited-paragraph"}
