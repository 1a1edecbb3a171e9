"""The command line: one short function for each command."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from briefing import (
    __version__,
    cli_diff,
    cli_draft,
    cli_exchange,
    cli_export,
    cli_fmt,
    cli_new,
    cli_search,
    cli_serve,
    cli_settings,
    cli_texts,
    console,
    lookup,
    overview,
    paths,
    reading_time,
)
from briefing.cli_arguments import FolderArgument, MinutesOption, NotesFile, SwapOption, ThemeArgument, ThemeOption
from briefing.errors import BriefingError, Exit, NotABriefing
from briefing.text import clean, one_line

app = typer.Typer(
    name="briefing",
    help="Two published pieces on one question, side by side in the terminal.",
    epilog="Example: `briefing` opens the built-in briefing, `briefing ./my-briefing` one of your own.",
    subcommand_metavar="[FOLDER | COMMAND [ARGS]...]",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

UsageError: Any = typer.BadParameter.__mro__[1]
"""What Typer raises when a command is not used as it should be; Typer exports only this subclass of it."""


def _version(wanted: bool) -> None:
    if wanted:
        console.put(f"briefing {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Two published pieces on one question, side by side in the terminal."""


@app.command("open", epilog="Example: briefing open ./my-briefing --theme trade")
def open_(
    folder: FolderArgument = None,
    theme: ThemeOption = None,
    notes: NotesFile = None,
    read_only: Annotated[bool, typer.Option("--read-only", help="Only show it: no notes, nothing written.")] = False,
) -> None:
    """Open a briefing on the screen; the word `open` may be left out."""
    from briefing import opening

    raise typer.Exit(opening.open_briefing(folder, theme=theme, notes=notes, is_read_only=read_only))


@app.command(epilog="Example: briefing present --minutes 5")
def present(
    folder: FolderArgument = None,
    minutes: MinutesOption = None,
    speaker: Annotated[
        bool, typer.Option("--speaker", help="Follow what is presented in another terminal: notes, evidence, time.")
    ] = False,
    swap: SwapOption = False,
    notes: NotesFile = None,
) -> None:
    """Show a briefing to a room, full screen, one thing at a time."""
    if speaker:
        from briefing import speaking

        raise typer.Exit(speaking.speak(folder, notes=notes))
    from briefing import opening

    planned = reading_time.minutes_typed(minutes or "")
    raise typer.Exit(opening.open_briefing(folder, notes=notes, present=opening.Presenting(planned, swap)))


@app.command(epilog="Example: briefing show trade | less")
def show(theme: ThemeArgument = None, folder: FolderArgument = None, notes: NotesFile = None) -> None:
    """Print a theme or all: columns in a terminal, lines in a pipe."""
    default = lookup.find_folder(None)
    ids = [entry.id for entry in default.about.themes] if folder is None else ()
    if theme is not None and lookup.is_folder_first(theme, folder, ids):
        theme, folder = folder, theme
    found = default if folder is None else lookup.find_folder(folder)
    chosen = None if theme is None else (lookup.find_theme(found, theme),)
    console.put_briefing(lookup.read(found, chosen), lookup.notes_on(found, notes), chosen)


@app.command(epilog="Example: briefing themes ./my-briefing")
def themes(folder: FolderArgument = None) -> None:
    """List the themes: number, id and title."""
    about = lookup.find_folder(folder).about
    width = max(len(entry.id) for entry in about.themes)
    for number, entry in enumerate(about.themes, 1):
        console.put(f"{number:>3}  {entry.id:<{width}}  {one_line(entry.title)}")


@app.command("overview", epilog="Example: briefing overview ./my-briefing --sort distance")
def overview_(
    folder: FolderArgument = None,
    sort: Annotated[
        str, typer.Option("--sort", "-s", metavar="SORT", help=f"One of: {', '.join(overview.Sort)}.")
    ] = "order",
    notes: NotesFile = None,
) -> None:
    """Print a row for each theme: stances, relations, notes.

    A table in a terminal, lines in a pipe. The exit code is 1 if a theme cannot be read; the others are printed.
    """
    if sort not in list(overview.Sort):
        raise BriefingError(f"there is no sort `{sort}`", f"The sorts are {', '.join(overview.Sort)}.")
    found = lookup.find_folder(folder)
    rows = overview.theme_rows(found.about, found.readable(), lookup.notes_on(found, notes))
    wanted = overview.Sort(sort)
    console.put_overview(found.about, overview.sorted_rows(rows, wanted), wanted)
    if any(row.levels is None for row in rows):
        for problem in found.unreadable():
            console.say(console.problem_text(problem))
        raise typer.Exit(Exit.PROBLEMS)


app.registered_commands += cli_export.app.registered_commands


@app.command(epilog="Example: briefing check ./my-briefing && git commit")
def check(
    folders: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FOLDER]...", help="Briefings, or files in them; the built-in one if left out."),
    ] = None,
    texts: Annotated[
        Path | None, typer.Option("--texts", metavar="FOLDER", help="Where the sources' texts lie, as <source>.txt.")
    ] = None,
    format: Annotated[
        str, typer.Option("--format", "-f", metavar="FORMAT", help="One of: text, json, github, sarif.")
    ] = "text",
    strict: Annotated[bool, typer.Option("--strict", help="Count warnings as problems.")] = False,
    report: Annotated[bool, typer.Option("--report", help="Print coverage and balance in numbers, too.")] = False,
    explain: Annotated[
        str | None, typer.Option("--explain", metavar="RULE", help="Explain a rule with an example; all lists them.")
    ] = None,
) -> None:
    """List all that is wrong with a briefing.

    The exit code is 0 if nothing is, 1 if there are problems, 2 if it could not be checked.
    """
    from briefing import checking

    if explain is not None:
        console.put(checking.explanation(explain))
        return
    raise typer.Exit(checking.check(folders or [], texts=texts, format=format, with_numbers=report, is_strict=strict))


@app.command(epilog="Example: briefing notes --path")
def notes(
    folder: FolderArgument = None,
    path: Annotated[bool, typer.Option("--path", help="Print only where the notes file is.")] = False,
    notes: NotesFile = None,
) -> None:
    """Print your notes on a briefing."""
    store = lookup.find_notes(lookup.find_folder(folder), notes)
    if path:
        console.put(clean(str(store.path)))
        return
    if store.damage:
        raise store.damage
    if store.gone:
        console.complain(store.gone)
    if not store.texts:
        console.say("There are no notes yet. In the program, n writes one.")
        return
    console.put("\n\n".join(f"{target}\n{text.rstrip()}" for target, text in store.texts.items()))


@app.command(epilog="Example: briefing outline article.txt >> sources/news.yaml")
def outline(file: Annotated[Path, typer.Argument(metavar="FILE", help="A source's text.")]) -> None:
    """Print the headings of a text, and digests of its paragraphs."""
    from briefing import article, new_briefing, sources

    read = article.read_article(new_briefing.read_text(file))
    console.put(sources.outline_yaml(sources.outline(read.blocks)))
    for left in read.left_out:
        console.say(f"left out: {left}")
    if read.may_be_missed:
        console.say(article.KEEPING)


for commands in (cli_texts, cli_search, cli_diff, cli_new, cli_draft, cli_fmt, cli_exchange, cli_serve, cli_settings):
    app.registered_commands += commands.app.registered_commands


OWN_OPTIONS: Final = ("--help", "-h", "--version", "--install-completion", "--show-completion")
"""What may stand in the place of a command."""


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; what is neither command nor option is a folder to open.

    Raises BriefingError.
    """
    commands = [command.name or getattr(command.callback, "__name__", "") for command in app.registered_commands]
    first = arguments[0] if arguments else "--help"
    if first not in commands and first not in OWN_OPTIONS:
        _refuse_mistyped(first, commands)
        arguments = ["open", *arguments]
    try:
        return app(args=list(arguments), prog_name="briefing", standalone_mode=False) or Exit.CLEAN
    except UsageError as error:
        command = error.ctx.command_path if error.ctx else f"briefing {arguments[0]}"
        raise BriefingError(error.format_message().rstrip("."), f"`{command} --help` shows how it is used.") from None
    except typer.Abort:
        raise KeyboardInterrupt from None


def _refuse_mistyped(first: str, commands: Sequence[str]) -> None:
    """Raises BriefingError for a word that is no folder and looks like a command, or like an option of its own."""
    from difflib import get_close_matches

    if first.startswith("--") and (near := get_close_matches(first, OWN_OPTIONS, n=1, cutoff=0.75)):
        raise BriefingError(f"there is no option `{first}`", f"Did you mean `briefing {near[0]}`?")
    if first.startswith("-") or paths.is_there(Path(first)) or lookup.is_named(first):
        return
    if close := get_close_matches(first.lower(), commands, n=1):
        raise NotABriefing(f"{first}: there is no such command or folder", f"Did you mean `briefing {close[0]}`?")
