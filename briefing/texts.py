"""Texts at hand: a source's text, held against its outline paragraph by paragraph."""

import os
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from briefing import files, paths
from briefing.alignment import Alignment, align
from briefing.article import Article, read_article
from briefing.errors import BriefingError, UnreadableFile
from briefing.loader import Folder, source_text_file
from briefing.model import Source

MAX_TEXT: Final = 10 << 20
"""The largest text that is read, in bytes."""


@dataclass(frozen=True)
class SourceText:
    """The text of one source, and which of its paragraphs are those that were outlined."""

    source: Source
    """The record and the outline."""
    article: Article
    """What was read: headings and paragraphs."""
    path: Path | None = None
    """The file that it was read from."""

    @cached_property
    def alignment(self) -> Alignment:
        """What has become of each outlined paragraph, and what the text has besides."""
        return align(self.source, self.article)

    @property
    def paragraphs(self) -> dict[str, str]:
        """The text of every outlined paragraph that is at hand word for word, by locator, in the outline's order."""
        return self.alignment.matched

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """Every paragraph of the text as it is divided itself, in its order, outlined or not."""
        return tuple(text for block in self.article.blocks for text in block.paragraphs)


def find_texts(folder: Folder, override: Path | None = None) -> dict[str, SourceText]:
    """The texts at hand for a briefing's sources, by source id.

    `<id>.txt` in `override`, else beside the record in the briefing, else a copy that the user attached. A source whose
    record cannot be read has none. Raises BriefingError for a file that is there and cannot be read.
    """
    found: dict[str, SourceText] = {}
    if override is not None and not os.path.isdir(override):  # noqa: PTH112  # the other one raises for a closed folder
        raise BriefingError(f"{override}: there is no such folder", "Name a folder that holds <source>.txt files.")
    try:
        about = folder.about
    except UnreadableFile:
        return found
    for name in dict.fromkeys(perspective.source for perspective in about.perspectives):
        with suppress(UnreadableFile):
            source = folder.source(name)
            if (path := find_file(folder, name, override)) is not None:
                found[name] = SourceText(source, read_article(plain_text(path)), path)
    return found


def find_file(folder: Folder, name: str, override: Path | None = None) -> Path | None:
    """The file of a source's text that counts, in the order of `find_texts`; None if there is none.

    Raises BriefingError for a link that leads out of the briefing.
    """
    if override is not None and os.path.lexists(path := override / f"{name}.txt"):
        return path
    own = folder.path / source_text_file(name)
    if os.path.lexists(own):
        if not Path(os.path.realpath(own)).is_relative_to(os.path.realpath(folder.path)):
            raise BriefingError(f"{own}: the file is a link that leads out of the folder", "Copy the file itself.")
        return own
    with suppress(BriefingError):
        attached = paths.attached_text(folder.about.id, name)
        return attached if os.path.lexists(attached) else None
    return None


def plain_text(path: Path) -> str:
    """The text of a file. Raises BriefingError, naming the file, if it is not there or is not plain UTF-8 text."""
    return decoded(path, contents(path))


def contents(path: Path) -> bytes:
    """The bytes of a text's file. Raises BriefingError, naming it, if it is not there or too long."""
    try:
        data = files.read(path, MAX_TEXT)
    except FileNotFoundError:
        raise BriefingError(f"{path}: there is no such file", "Name the text of a source.") from None
    if len(data) > MAX_TEXT:
        raise BriefingError(
            f"{path}: the file is longer than {MAX_TEXT >> 20} MiB", "Keep only the text of the source in it."
        )
    return data


def decoded(path: Path, data: bytes) -> str:
    """The bytes as UTF-8 text, or UTF-16 that says so. Raises BriefingError, naming the file."""
    is_utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = data.decode("utf-16" if is_utf16 else "utf-8-sig")
    except UnicodeDecodeError:
        raise BriefingError(f"{path}: this is not UTF-8 text", "Save it as plain text in UTF-8.") from None
    if "\0" in text:
        raise BriefingError(f"{path}: this is not a text, but binary data", "Save it as plain text in UTF-8.")
    return text
