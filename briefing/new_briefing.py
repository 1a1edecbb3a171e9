"""A question, two sides and two texts -> a new briefing, in which all that is to be written says TODO."""

import re
from collections.abc import Collection, Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from briefing import attachments, documents, files, new_folder, paths, schema_files, sources, yaml_text
from briefing.article import plain, read_article
from briefing.editing.new_themes import first_draft
from briefing.errors import BriefingError, WriteRefused
from briefing.loader import ABOUT, source_file, source_text_file, theme_file
from briefing.model import (
    BriefingFile,
    Perspective,
    Scale,
    Source,
    ThemeEntry,
    ThemeFile,
)
from briefing.page_record import Record, names
from briefing.text import free_id, slug

FIRST_THEME: Final = "first-theme"
"""The id of the one theme of a new briefing."""
FIRST_TITLE: Final = "TODO: a theme"
"""Its title."""
_LEVELS: Final = ("not at all", "a little", "halfway", "far", "all the way")

_ABOUT_COMMENTS: Final = {
    "schema_version": (
        "A briefing: one question, and what two published pieces say to it.",
        "What is still to be written says TODO; `briefing check` lists these places.",
        "`briefing check --explain all` lists the rules. Ids are lower-case letters, digits and hyphens.",
    ),
    "scale": ("What the levels of a stance mean, 1 to 5, the lowest first. The same scale for every theme.",),
    "perspectives": ("The two sides. Their ids are the keys of stances, claims and silences in the themes.",),
    "themes": ("The contents, in order. Each theme has a file: themes/<id>.yaml.",),
}
_SOURCE_COMMENTS: Final = {
    "schema_version": ("A published piece: its record, with CSL's fields, and its outline.",),
    "author": (
        "A person has `family` and `given`: {family: Example, given: Ada}.",
        "A name that is kept as one, such as that of an organisation, is `literal`.",
    ),
    "outline": (
        "Headings, and for each paragraph a digest and how many words it has. Made from the text: leave it as it is.",
    ),
    "allow": ("Delete this, and `briefing check` lists every paragraph that no claim rests on.",),
}
_THEME_COMMENTS: Final = {
    "schema_version": ("One domain of the question. Copy this file for the next theme, and add it to the contents.",),
    "overview": ("One or two sentences that both authors would accept.",),
    "stances": (
        "Where each side stands on the scale of briefing.yaml, and the paragraphs that show it.",
        "A paragraph is named source/section/paragraph, such as news/economy/3; before the first heading news/3.",
    ),
    "points": (
        "Each point is one question that both sides can be asked.",
        "priority: 1 to 3; 1 is kept when there are only two minutes.",
        "relation: agree, partly, differ or talk-past; only where both sides speak.",
        "A side that says nothing has no claims, but the words that were looked for: silence: {side: [word, word]}.",
    ),
    "common_ground": ("What both sides accept.",),
    "crux": ("The one thing which, if settled, would move either side.",),
    "open_questions": ("What neither side answers.",),
}


class Side(NamedTuple):
    """One of the two sides, as someone tells it."""

    name: str
    """How it is called."""
    text: str
    """Its source's text, as `read_text` gives it."""
    record: Record
    """What is known of the source."""
    stem: str
    """The name of the text's file without its ending, for the source's id where nothing else gives one."""


class Made(NamedTuple):
    """What a new briefing is made of."""

    id: str
    """The briefing's id."""
    contents: dict[str, bytes]
    """Each of its files, by its path below the folder."""
    texts: dict[str, str]
    """The text of each source, by source id."""
    paragraphs: dict[str, int]
    """How many paragraphs each source has, by source id."""


def read_text(path: Path) -> str:
    """The text of a source, in which headings that are marked are `## Heading`.

    Raises BriefingError, naming the file, if it cannot be read or has no paragraph.
    """
    _, is_page = documents.opened(path)
    is_marked = is_page or path.suffix.lower() in (".md", ".markdown")
    text = None
    for reading in documents.readings(path):
        if read_article(reading).blocks and (text is None or is_marked):
            text = plain(reading)
    if text is None:
        raise BriefingError(
            f"{path}: there is no paragraph in it", "A paragraph is a line that ends as a sentence does."
        )
    return text


def briefing_id(folder: Path, title: str) -> str:
    """An id for a new briefing, from its folder's name or its title, that no briefing or attached text has yet."""
    taken = {path.name for path in (*paths.builtin_folders(), *paths.library_folders())}
    with suppress(OSError, BriefingError):
        taken |= {path.name for path in paths.texts_folder("any").parent.iterdir()}
    return free_id(slug(folder.name) or slug(title) or "briefing", taken)


def make(identifier: str, title: str, question: str, first: Side, second: Side, *, with_texts: bool) -> Made:
    """The files of a new briefing. Raises BriefingError if a text is too long to be outlined in one file."""
    sides, taken = (first, second), set[str]()
    outlined: list[Source] = []
    perspectives: list[Perspective] = []
    for side in sides:
        source = _source(side, {source.id for source in outlined})
        known = free_id(slug(side.name) or "side", taken)
        taken.add(known)
        outlined.append(source)
        perspectives.append(
            Perspective(
                id=known, name=side.name, source=source.id, thesis="TODO: what this side argues, in its own terms"
            )
        )
    about = BriefingFile(
        schema_version=1,
        id=identifier,
        title=title,
        question=question,
        scale=Scale(measures="TODO: what the levels measure, such as how far a side would go", labels=_LEVELS),
        perspectives=(perspectives[0], perspectives[1]),
        themes=(ThemeEntry(id=FIRST_THEME, title=FIRST_TITLE),),
    )
    contents = {ABOUT: _encoded(ABOUT, about, _ABOUT_COMMENTS)}
    for source in outlined:
        contents[source_file(source.id)] = _encoded(source_file(source.id), source, _SOURCE_COMMENTS)
    contents[theme_file(FIRST_THEME)] = theme_bytes(FIRST_THEME, first_theme(perspectives, outlined))
    contents |= schema_files.contents()
    texts = {source.id: side.text for source, side in zip(outlined, sides, strict=True)}
    if with_texts:
        contents |= {source_text_file(name): text.encode() for name, text in texts.items()}
    paragraphs = {source.id: len(list(sources.paragraphs(source))) for source in outlined}
    return Made(identifier, contents, {} if with_texts else texts, paragraphs)


def write(made: Made, folder: Path) -> None:
    """Write a new briefing into a new folder, and keep the texts that are not in it in the user's data folder.

    Raises BriefingError, and nothing is left of either then.
    """
    with ExitStack() as undo:
        for source, text in made.texts.items():
            path = attachments.keep(made.id, source, text)
            undo.callback(_take_back, path)
        new_folder.write(folder, made.contents)
        undo.pop_all()


def _take_back(path: Path) -> None:
    with suppress(WriteRefused):
        files.remove(path)
    with suppress(OSError):
        path.parent.rmdir()


def _source(side: Side, taken: Collection[str]) -> Source:
    record = side.record
    authors = names(record.author)
    called = next(((name.family or name.full) for name in authors), "")
    identifier = next(filter(None, map(slug, (called, record.outlet, side.stem))), "source")
    return Source(
        schema_version=1,
        id=free_id(identifier, taken),
        type="webpage" if record.url and not record.outlet else "article",
        title=record.title or "TODO: the title of the piece",
        author=authors,
        container_title=record.outlet or None,
        issued=record.date or None,
        url=record.url or None,
        outline=sources.outline(read_article(side.text).blocks),
        allow={"uncited-paragraph": "TODO: go through the paragraphs one by one"},
    )


def theme_bytes(theme: str, value: ThemeFile) -> bytes:
    """A theme's file, its keys below the comments on them. Raises BriefingError if no such file can be made."""
    return _encoded(theme_file(theme), value, _THEME_COMMENTS)


def first_theme(perspectives: Sequence[Perspective], outlined: Sequence[Source]) -> ThemeFile:
    """The one theme of a new briefing, of which all is still to be written."""
    firsts = (str(next(sources.paragraphs(source))[0]) for source in outlined)
    return first_draft({side.id: first for side, first in zip(perspectives, firsts, strict=True)})


def _encoded(name: str, value: msgspec.Struct, comments: Mapping[str, tuple[str, ...]]) -> bytes:
    """A file, each of its top-level keys below the comments on it, and first where its schema lies.

    Raises BriefingError, naming the file, if no such file can be made.
    """
    try:
        text = yaml_text.encode(value).decode()
    except BriefingError as error:
        raise BriefingError(f"{name}: {error.message}", error.hint) from None

    def commented(match: re.Match[str]) -> str:
        lines = "".join(f"# {line}\n" for line in comments.get(match.group(1), ()))
        gap = "\n" if lines and match.start() else ""
        return f"{gap}{lines}{match.group()}"

    line = schema_files.line(name, type(value))
    return (line + re.sub(r"^([\w-]+):", commented, text, flags=re.MULTILINE)).encode()
