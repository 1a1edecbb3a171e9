"""The command that searches a briefing."""

from typing import Annotated

import typer

from briefing import attachments, console, lookup, paths
from briefing.cli_arguments import FolderArgument, NotesFile
from briefing.errors import BriefingError, Exit
from briefing.loader import Folder
from briefing.text import clean
from briefing.texts import SourceText

app = typer.Typer()
"""This command; `briefing.cli` takes it over."""


@app.command(epilog="Example: briefing search 'nuclear arms side:limits'")
def search(
    query: Annotated[
        str,
        typer.Argument(
            metavar="QUERY",
            help='Words, "exact phrases", side:, theme:, relation:, has:note; all in quotes for the shell.',
        ),
    ],
    folder: FolderArgument = None,
    notes: NotesFile = None,
    limit: Annotated[int, typer.Option("--limit", "-l", min=1, metavar="NUMBER", help="The most results.")] = 20,
    format: Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="One of: text, json.")] = "text",
) -> None:
    """Search a briefing, your notes, and the texts at hand.

    The best comes first. The exit code is 0 if something was found, 1 if nothing was, 2 if it could not be looked for.
    """
    from briefing.export import results
    from briefing.search import Index

    if format not in ("text", "json"):
        raise BriefingError(f"there is no format `{format}`", "The formats are text and json.")
    if folder is not None and not (lookup.is_named(folder) or paths.is_there(paths.path_named(folder))):
        raise BriefingError(
            f"{folder}: there is no such briefing", f"To search for several words: briefing search '{query} {folder}'"
        )
    found = lookup.find_folder(folder)
    briefing = lookup.read(found)
    with Index(briefing, _texts(found), lookup.notes_on(found, notes)) as index:
        answer = index.search(query, limit)
    if answer.problem:
        raise answer.problem
    if format == "json":
        console.put(results.as_json(answer, briefing))
    elif answer.hits:
        console.put_results(answer, briefing)
    if not answer.hits:
        console.say(clean(f"Nothing was found for “{query}”. {answer.advice or 'Write a word, or how it begins.'}"))
        raise typer.Exit(Exit.PROBLEMS)
    if answer.total > len(answer.hits):
        console.say(f"{len(answer.hits)} of {answer.total:,} results; --limit {answer.total} shows them all.")


def _texts(folder: Folder) -> dict[str, SourceText]:
    """The texts at hand, by source; one that cannot be read is told, and left out."""
    found: dict[str, SourceText] = {}
    for there in attachments.at_hand(folder):
        if there.problem is not None:
            console.complain(there.problem)
            console.say(f"The text of `{there.source.id}` is left out.")
        elif there.text is not None:
            found[there.source.id] = there.text
    return found
