"""Texts that the user attaches to a briefing's sources: compared, kept as plain text in the data folder, removed."""

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Final, NamedTuple

from briefing import documents, files, paths, texts
from briefing.article import plain, read_article
from briefing.errors import BriefingError
from briefing.loader import Folder, source_text_file
from briefing.model import Source
from briefing.text import counted, one_line
from briefing.texts import SourceText

LEAST_SHARE: Final = 0.5
"""Of the outline's words, how many a text must match to be a copy of the source."""
_FIRST_WORDS: Final = 8
"""How many words tell which paragraph is meant."""


class AtHand(NamedTuple):
    """What there is of one source's text."""

    source: Source
    """The record and the outline."""
    path: Path | None
    """Where the text lies, if there is one."""
    text: SourceText | None
    """The text, if it can be read."""
    is_attached: bool
    """Whether it is a copy that the user attached, rather than part of the briefing."""
    problem: BriefingError | None
    """Why a text that is there cannot be read."""


def find_source(folder: Folder, name: str) -> Source:
    """One of a briefing's sources. Raises BriefingError for another id, and UnreadableFile for its record."""
    known = list(dict.fromkeys(perspective.source for perspective in folder.about.perspectives))
    if name in known:
        return folder.source(name)
    near = get_close_matches(name.lower(), known, n=1)
    hint = f"Did you mean `{near[0]}`?" if near else f"The sources are {' and '.join(known)}."
    raise BriefingError(f"the briefing `{folder.about.id}` has no source `{name}`", hint)


def compare(source: Source, file: Path) -> tuple[SourceText, str]:
    """A file held against a source's outline, read in the way that matches most of it; and what was read.

    Raises BriefingError if it cannot be read, is mostly another text, or there is no outline to hold it against.
    """
    if not source.outline:
        hint = "Make one from its text with `briefing outline FILE`."
        raise BriefingError(f"the source `{source.id}` has no outline to hold a text against", hint)
    best: tuple[SourceText, str] | None = None
    for reading in documents.readings(file):
        text = SourceText(source, read_article(reading), file)
        if best is None or text.alignment.matched_words > best[0].alignment.matched_words:
            best = text, plain(reading)
        if not (best[0].alignment.missing or best[0].alignment.changed):
            break
    if best is None or best[0].alignment.share < LEAST_SHARE:
        told = f": {_matched(best[0])}" if best else ""
        raise BriefingError(
            f"{file}: this is mostly another text than `{source.id}`{told}",
            f"It is attached if at least {LEAST_SHARE:.0%} of the words match. Nothing was changed.",
        )
    return best


def attach(folder: Folder, name: str, file: Path) -> SourceText:
    """Keep a copy of a source's text in the user's data folder; one that was attached before is replaced.

    Raises BriefingError if there is no such source or the file is not its text, and WriteRefused.
    """
    read, text = compare(find_source(folder, name), file)
    return SourceText(read.source, read.article, keep(folder.about.id, name, text))


def keep(briefing_id: str, source: str, text: str) -> Path:
    """Write a source's text into the user's data folder; returns its file. Raises WriteRefused."""
    path = paths.attached_text(briefing_id, source)
    files.make_folder(path.parent)
    files.write(path, text.encode("utf-8"), mode=0o600)
    return path


def attached(briefing_id: str) -> dict[str, Path]:
    """The files of the texts that are attached to every briefing with this id, by source id.

    Raises BriefingError if they cannot be listed.
    """
    texts_folder = paths.texts_folder(briefing_id)
    with files.refusals(texts_folder):
        return {path.stem: path for path in sorted(texts_folder.glob("*.txt"))}


def remove(folder: Folder, name: str) -> Path:
    """Delete the copy that was attached to a source; returns the file that it was.

    Raises BriefingError if there is none, and WriteRefused.
    """
    there = attached(folder.about.id)
    if name not in there:
        hint = f"Attached are {', '.join(there)}." if there else "No text is attached to the briefing."
        raise BriefingError(f"no text is attached to a source `{name}`", hint)
    files.remove(there[name])
    return there[name]


def at_hand(folder: Folder) -> list[AtHand]:
    """What there is of each source's text. Raises UnreadableFile for a record that cannot be read."""
    return [_at_hand(folder, source) for source in folder.sources().values()]


def _at_hand(folder: Folder, source: Source) -> AtHand:
    try:
        path = texts.find_file(folder, source.id)
    except BriefingError as error:
        return AtHand(source, folder.path / source_text_file(source.id), None, False, error)
    if path is None:
        return AtHand(source, None, None, False, None)
    is_attached = path != folder.path / source_text_file(source.id)
    try:
        return AtHand(source, path, SourceText(source, read_article(texts.plain_text(path)), path), is_attached, None)
    except BriefingError as error:
        return AtHand(source, path, None, is_attached, error)


def account(text: SourceText) -> Iterator[str]:
    """What a text has of its source's paragraphs, in lines for the user."""
    found = text.alignment
    yield f"{text.source.id}: {_matched(text)}."
    for locator, now in found.changed.items():
        yield f"Changed: {locator}, which begins now: {first_words(now)}"
    for locator, before in found.moved.items():
        yield f"Moved: {locator}, which {f'follows {before}' if before else 'comes first'} now"
    if found.missing:
        yield f"Missing: {', '.join(found.missing)}"
    for heading in found.lost_headings:
        yield f"Missing: the heading {first_words(heading)}"
    for new in found.new:
        yield f"New: {first_words(new)}"
    if found.around:
        yield f"Not counted, before or after the article: {len(found.around)}, first {first_words(found.around[0])}"


def first_words(text: str) -> str:
    """The beginning of a paragraph, so that its reader knows which one it is."""
    words = one_line(text).split(" ")
    return f"“{' '.join(words[:_FIRST_WORDS])[:100]}{' …' if len(words) > _FIRST_WORDS else ''}”"


def _matched(text: SourceText) -> str:
    found = text.alignment
    outlined = sum(len(section.paragraphs) for section in text.source.outline)
    paragraphs = f"{len(found.matched)} of {counted(outlined, 'paragraph')}"
    return f"{paragraphs} match, {found.matched_words:,} of {found.words:,} words ({int(found.share * 100)}%)"
