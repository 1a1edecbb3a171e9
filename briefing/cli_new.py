"""The commands that begin a briefing of one's own."""

import shlex
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, TypeVar

import typer

from briefing import console, lookup, paths
from briefing.cli_arguments import NotesFile
from briefing.errors import BriefingError
from briefing.text import clean, counted, one_line

if TYPE_CHECKING:
    from briefing.article import LeftOut
    from briefing.new_briefing import Side
    from briefing.page_record import Record

app = typer.Typer()
"""These commands; `briefing.cli` takes them over."""

_NOTHING = "-"
"""What someone types where there is nothing to say, and what is proposed is wrong."""
_SIDES = ("first", "second")
_MOST_AROUND: Final = 5
"""How many lines before and how many after an article are listed; a page may have hundreds."""

T = TypeVar("T")
Pair = list[str] | None
"""What an option that is given once for each side holds."""


def _of_each_side(name: str, metavar: str, help: str) -> object:
    return typer.Option(name, metavar=metavar, help=f"{help}. Once for each side.")


@app.command(epilog="Example: briefing new ./my-briefing")
def new(
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="The new folder.")],
    question: Annotated[
        str | None, typer.Option("--question", metavar="TEXT", help="The question that both texts argue about.")
    ] = None,
    title: Annotated[
        str | None, typer.Option("--title", metavar="TEXT", help="The briefing's title; the question if left out.")
    ] = None,
    side: Annotated[Pair, _of_each_side("--side", "NAME", "What a side is called")] = None,
    text: Annotated[Pair, _of_each_side("--text", "FILE", "Its text: plain, Markdown, or a saved web page")] = None,
    source_title: Annotated[Pair, _of_each_side("--source-title", "TEXT", "The piece's title")] = None,
    author: Annotated[Pair, _of_each_side("--author", "NAMES", "Who wrote it: Family, Given; a body whole")] = None,
    outlet: Annotated[Pair, _of_each_side("--outlet", "TEXT", "The newspaper, journal or site")] = None,
    date: Annotated[Pair, _of_each_side("--date", "DATE", "When it appeared: 2025, 2025-04 or 2025-04-23")] = None,
    url: Annotated[Pair, _of_each_side("--url", "URL", "Where it can be read")] = None,
    with_texts: Annotated[
        bool,
        typer.Option(
            "--with-texts",
            help="Put the texts into the folder. Whoever gets it gets them, so their licences must allow it.",
        ),
    ] = False,
    no_input: Annotated[
        bool, typer.Option("--no-input", help="Ask nothing; take what the texts say of themselves.")
    ] = False,
) -> None:
    """Begin a briefing of two texts.

    Asks for what no option gives, unless the question, both sides and both texts are given. What is still to be
    written says TODO, and `briefing check` lists it. The texts are kept in your data folder, unless they go into the
    briefing.
    """
    from briefing import new_briefing, new_folder
    from briefing.article import KEEPING, read_article

    path = paths.path_named(folder)
    new_folder.refuse_full(path)
    is_told = all((question, side, text))
    asker = _Asker(not is_told and not no_input and sys.stdin.isatty() and sys.stderr.isatty())
    pairs = {"--side": side, "--text": text, "--source-title": source_title, "--author": author, "--outlet": outlet,
             "--date": date, "--url": url}  # fmt: skip
    for option, given in pairs.items():
        if given and len(given) != len(_SIDES):
            hint = "Give it for each; an empty one says that there is nothing, such as --author ''."
            times = "once" if len(given) == 1 else f"{len(given)} times"
            raise BriefingError(f"{option} is given {times}, and there are two sides", hint)
    asker.refuse_missing({"--question": question, "--side (twice)": side, "--text (twice)": text})
    if asker.is_asking:
        console.say(f"Enter takes what stands in brackets, or goes on; {_NOTHING} says there is nothing.")
        console.say("Ctrl+C leaves; nothing is written before the last answer.")
    asked = asker.ask("The question that both texts argue about", question, needed=True)
    titled = asker.ask("The briefing's title", title, asked, needed=True)
    sides: list[Side] = []
    for index in range(len(_SIDES)):
        sides.append(_side(asker, index, {option: given[index] for option, given in pairs.items() if given}, sides))
    identifier = new_briefing.briefing_id(path.absolute(), titled)
    with console.working("Making the outlines of both texts"):
        made = new_briefing.make(identifier, titled, asked, sides[0], sides[1], with_texts=with_texts)
        new_briefing.write(made, path)
        articles = [read_article(side.text) for side in sides]
    for article, said, (source, paragraphs) in zip(articles, sides, made.paragraphs.items(), strict=True):
        console.say(f"{source}: {counted(paragraphs, 'paragraph')}")
        for line in _told(article.left_out, said.record.title):
            console.say(f"  left out: {line}")
    if any(article.may_be_missed for article in articles):
        console.say(f"{KEEPING} Then begin again in another folder. `briefing outline FILE` shows what a text gives.")
    for said in sides if author or not asker.is_asking else ():
        if turned := _turned(said.record.author):
            console.say(f"Author kept as one name, as an organisation's: {said.record.author}. Of a person: {turned}.")
    _say_written(path, folder)
    console.say(f"What is still to be written says TODO; `briefing check {shlex.quote(clean(folder))}` lists it.")
    console.say(f"`briefing draft {shlex.quote(clean(folder))}` proposes themes and points.")


@app.command(epilog="Example: briefing copy car-free-centre ./my-briefing")
def copy(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A briefing's folder or name.")],
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="The new folder.")],
    with_notes: Annotated[bool, typer.Option("--with-notes", help="Take your notes along.")] = False,
    notes: NotesFile = None,
) -> None:
    """Copy a briefing into a new folder of your own, to be changed."""
    from briefing import attachments, copies, paths

    found = lookup.find_folder(name)
    path = paths.path_named(folder)
    taken = None
    if with_notes:
        taken = paths.notes_file(found.path, found.about.id, paths.path_named(str(notes)) if notes else None)
    copied = copies.copy(found, path, taken)
    console.say(f"{len(copied)} files")
    _say_written(path, folder)
    with suppress(BriefingError):  # the copy is made, be its id readable or not
        if attachments.attached(found.about.id):
            console.say(f"Attached texts count for both: they go by the briefing's id, `{found.about.id}`.")


def _told(left_out: "Sequence[LeftOut]", title: str) -> Iterator[str]:
    """The lines of a text that are no paragraphs, but for its title; of what stands around the article the first."""
    around = Counter[str]()
    for left in left_out:
        if left.text.lstrip("# ") == title:
            continue
        around[left.why] += left.is_around
        if around[left.why] <= _MOST_AROUND:
            yield str(left)
    for why, number in around.items():
        if number > _MOST_AROUND:
            yield f"{number - _MOST_AROUND} more of {why}; `briefing outline FILE` lists them"


def _say_written(path: Path, folder: str) -> None:
    console.say(f"Written to {path}. Open it with `briefing {shlex.quote(clean(folder))}`.")


def _side(asker: "_Asker", index: int, given: dict[str, str], before: "Sequence[Side]") -> "Side":
    """One side as the options and the user tell it."""
    from briefing import new_briefing, page_record
    from briefing.page_record import Record

    which = _SIDES[index]

    def named(answer: str) -> str:
        if answer.casefold() in (side.name.casefold() for side in before):
            raise BriefingError(f"both sides are called `{answer}`", "Name them so that they can be told apart.")
        return answer

    def opened(answer: str) -> "tuple[Path, str, Record]":
        path = paths.path_named(answer)
        with console.working("Reading the text"):
            text, told = new_briefing.read_text(path), page_record.record_of(path)
        if any(side.text == text for side in before):
            raise BriefingError(f"{path}: both sides have the same text", "Name the piece that the other side wrote.")
        return path, text, told

    name = asker.read(f"The {which} side's name", given.get("--side"), "", named, needed=True)
    file, text, told = asker.read("Its text, a file", given.get("--text"), "", opened, needed=True, is_name=True)
    record = Record(
        title=asker.ask("  The piece's title", given.get("--source-title"), told.title),
        author=_author(asker, given.get("--author"), told.author),
        outlet=asker.ask("  Newspaper, journal or site", given.get("--outlet"), told.outlet),
        date=asker.read("  Date: 2025, 2025-04 or 2025-04-23", given.get("--date"), told.date, page_record.day),
        url=asker.read("  URL", given.get("--url"), told.url, page_record.address),
    )
    return new_briefing.Side(name, text, record, file.stem)


def _author(asker: "_Asker", given: str | None, told: str) -> str:
    """Who wrote a piece; of a name of two words it is asked whether it is a person's."""
    typed = asker.ask("  Who wrote it: Family, Given; and others", given, told)
    turned = _turned(typed)
    if not turned or not asker.is_asking or given is not None:
        return typed
    return asker.ask("  Of a person Family, Given; - for an organisation", None, turned) or typed


def _turned(author: str) -> str:
    """The names with those that may be persons' turned round; empty if there are none."""
    from briefing.page_record import as_persons, names

    turned = as_persons(author)
    return "" if names(turned) == names(author) else turned


class _Asker:
    """Takes what the options give, and asks for the rest, where there is someone to ask."""

    def __init__(self, is_asking: bool) -> None:
        self.is_asking = is_asking
        """Whether anything is asked."""

    def refuse_missing(self, needed: dict[str, object]) -> None:
        """Raises BriefingError, naming the options that are missing, where nobody can be asked."""
        if not self.is_asking and (missing := [option for option, given in needed.items() if not given]):
            raise BriefingError(
                f"missing: {', '.join(missing)}", "In a terminal, and without --no-input, they are asked for."
            )

    def ask(self, label: str, given: str | None, default: str = "", *, needed: bool = False) -> str:
        """As `read` does, for a text that will do as it is."""
        return self.read(label, given, default, str, needed=needed)

    def read(
        self,
        label: str,
        given: str | None,
        default: str,
        read: Callable[[str], T],
        *,
        needed: bool = False,
        is_name: bool = False,
    ) -> T:
        """An option's value, else the answer to a question, else the default; read until it is one that will do.

        With `is_name` it is the name of a file, which is taken as it stands; a text is brought onto one line. Raises
        BriefingError for an option's value that will not do.
        """

        def answered(text: str) -> T:
            answer = text if is_name else one_line(text)
            if needed and not answer.strip():
                raise BriefingError("this cannot be left out", "Write a few words.")
            return read(answer)

        if given is not None or not self.is_asking:
            return answered(default if given is None else given)
        while True:
            typed = typer.prompt(label, default=default, show_default=bool(default), err=True)
            try:
                return answered("" if typed.strip() == _NOTHING else typed)
            except BriefingError as error:
                console.complain(error)
