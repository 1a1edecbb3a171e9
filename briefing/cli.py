"""The command line: one short function for each command."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from briefing import __version__, console, export, files, opening
from briefing.errors import BriefingError, Exit, Severity
from briefing.text import clean

app = typer.Typer(
    name="briefing",
    help="Two published pieces on one question, side by side in the terminal.",
    epilog="Example: briefing opens the built-in briefing; briefing ./my-briefing opens one of your own.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def complete_theme(incomplete: str) -> list[tuple[str, str]]:
    """The ids of the built-in briefing's themes, with their titles, for the shell."""
    about = opening.find_folder(os.environ.get("BRIEFING_FOLDER")).about
    return [(entry.id, entry.title) for entry in about.themes if entry.id.startswith(incomplete)]


FolderArgument = Annotated[
    str | None,
    typer.Argument(metavar="[FOLDER]", help="The briefing's folder; the built-in one if left out."),
]
ThemeArgument = Annotated[
    str | None,
    typer.Argument(metavar="[THEME]", help="A theme's id or number; all if left out.", autocompletion=complete_theme),
]
ThemeOption = Annotated[
    str | None,
    typer.Option("--theme", "-t", metavar="THEME", help="A theme's id or number.", autocompletion=complete_theme),
]
NotesFile = Annotated[
    Path | None,
    typer.Option("--notes", metavar="FILE", help="Your notes, in another file than the usual one."),
]


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


@app.command("open", epilog="Example: briefing open ./my-briefing --theme energy")
def open_(folder: FolderArgument = None, theme: ThemeOption = None, notes: NotesFile = None) -> None:
    """Open a briefing on the screen; the word `open` may be left out."""
    raise typer.Exit(opening.open_briefing(folder, theme=theme, notes=notes))


@app.command(epilog="Example: briefing show energy-climate | less")
def show(theme: ThemeArgument = None, folder: FolderArgument = None, notes: NotesFile = None) -> None:
    """Print a theme, or all: in columns on a terminal, as plain lines to a pipe."""
    if folder is None and theme is not None and (os.sep in theme or Path(theme, "briefing.yaml").exists()):
        theme, folder = None, theme
    found = opening.find_folder(folder)
    chosen = (opening.find_theme(found, theme),) if theme else None
    console.put_briefing(found.briefing(), opening.find_notes(found, notes).texts, chosen)


@app.command(epilog="Example: briefing themes")
def themes(folder: FolderArgument = None) -> None:
    """List the themes: number, id and title."""
    about = opening.find_folder(folder).about
    width = max(len(entry.id) for entry in about.themes)
    for number, entry in enumerate(about.themes, 1):
        console.put(f"{number:>3}  {entry.id:<{width}}  {entry.title}")


@app.command("export", epilog="Example: briefing export -o briefing.md")
def export_(
    folder: FolderArgument = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Where to; - is standard output.")
    ] = None,
    format: Annotated[
        str, typer.Option("--format", "-f", metavar="FORMAT", help=f"One of: {', '.join(export.FORMATS)}.")
    ] = "markdown",
    theme: ThemeOption = None,
    with_notes: Annotated[bool, typer.Option("--with-notes/--no-notes", help="Take your notes along.")] = True,
    notes: NotesFile = None,
    swap: Annotated[bool, typer.Option("--swap", help="Put the other perspective first.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it is there.")] = False,
) -> None:
    """Write a briefing to a file, or to standard output if no file is named."""
    found = opening.find_folder(folder)
    chosen = (opening.find_theme(found, theme),) if theme else None
    options = export.Options(themes=chosen, notes=with_notes, swapped=swap)
    texts = opening.find_notes(found, notes).texts if with_notes else {}
    text = export.render(format, found.briefing(), texts, options)
    if output in (None, "-"):
        console.put(text)
        return
    path = Path(str(output)).expanduser()
    files.export(path, text.encode(), force=force)
    console.say(f"Written to {path}")


@app.command(epilog="Example: briefing check ./my-briefing && git commit")
def check(
    folder: FolderArgument = None,
    strict: Annotated[bool, typer.Option("--strict", help="Count warnings as problems.")] = False,
) -> None:
    """List everything that is wrong with a briefing; exit code 0 clean, 1 problems, 2 unusable."""
    from briefing import checks

    problems = checks.run(opening.find_folder(folder))
    console.put_problems(problems)
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    console.say(_count(errors, len(problems) - errors))
    raise typer.Exit(Exit.PROBLEMS if errors or (strict and problems) else Exit.CLEAN)


@app.command(epilog="Example: briefing notes --path")
def notes(
    folder: FolderArgument = None,
    path: Annotated[bool, typer.Option("--path", help="Print only where the notes file is.")] = False,
    notes: NotesFile = None,
) -> None:
    """Print your notes on a briefing."""
    store = opening.find_notes(opening.find_folder(folder), notes)
    if path:
        console.put(clean(str(store.path)))
        return
    if store.damage:
        raise store.damage
    for target, text in store.texts.items():
        console.put(f"{target}\n{text.rstrip()}\n")
    if not store.texts:
        console.say("There are no notes yet. In the program, n writes one.")


@app.command(epilog="Example: briefing outline article.txt >> sources/news.yaml")
def outline(file: Annotated[Path, typer.Argument(metavar="FILE", help="A source's text.")]) -> None:
    """Print a source's outline: its headings, and a digest and word count of each paragraph."""
    from briefing import article, sources, strict_yaml

    try:
        data = files.read(file, 10 * strict_yaml.MAX_BYTES)
        text = data.decode("utf-8-sig")
    except FileNotFoundError:
        raise BriefingError(f"{file}: there is no such file", "Name the text of a source.") from None
    except UnicodeDecodeError:
        raise BriefingError(f"{file}: this is not UTF-8 text", "Save it as UTF-8.") from None
    read = article.read_article(text)
    if not read.blocks:
        raise BriefingError(
            f"{file}: there is no paragraph in it", "A paragraph is a line that ends as a sentence does."
        )
    console.put(sources.outline_yaml(sources.outline(read.blocks)))
    for left in read.left_out:
        console.say(f"left out: line {left.line}, {left.why}: {left.text[:60]}")


def run(arguments: Sequence[str]) -> None:
    """Run one command; a first word that is neither command nor option is a folder to open."""
    commands = {command.name or getattr(command.callback, "__name__", "") for command in app.registered_commands}
    first = arguments[0] if arguments else ""
    own = ("--help", "-h", "--version", "--install-completion", "--show-completion")
    if first not in commands and first not in own:
        arguments = ["open", *arguments]
    app(args=list(arguments))


def _count(errors: int, warnings: int) -> str:
    def many(number: int, word: str) -> str:
        return f"{number} {word}{'' if number == 1 else 's'}"

    if not errors and not warnings:
        return "No problems."
    return ", ".join(many(n, word) for n, word in ((errors, "error"), (warnings, "warning")) if n) + "."
