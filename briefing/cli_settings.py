"""The command that shows the settings."""

from typing import Annotated, Any

import msgspec
import typer

from briefing import console, paths
from briefing.errors import Exit
from briefing.settings import Read, read_settings, shown
from briefing.text import clean

app = typer.Typer()


@app.command(epilog="Example: briefing settings")
def settings(
    path: Annotated[bool, typer.Option("--path", help="Print only where the file of settings is.")] = False,
) -> None:
    """Show your settings and where each comes from.

    The exit code is 1 if something is wrong with them.
    """
    file = paths.settings_file()
    if path:
        console.put(clean(str(file)))
        return
    read = read_settings(file)
    console.put(clean(f"# {file}" + ("" if file.exists() else " (there is no such file; these are the defaults)")))
    rows = list(_rows(read))
    width = max(len(row) for row, _ in rows)
    for row, origin in rows:
        console.put(clean(f"{row:<{width}}  # {origin}"))
    problems = list(_problems(read))
    for problem in problems:
        console.say(problem)
    if problems:
        raise typer.Exit(Exit.PROBLEMS)


def _rows(read: Read) -> list[tuple[str, str]]:
    def origin(name: str) -> str:
        return f"line {read.lines[name]}" if name in read.lines else "default"

    values: dict[str, Any] = msgspec.structs.asdict(read.settings)
    keys = values.pop("keys")
    rows = [(f"{name} = {shown(value)}", origin(name)) for name, value in values.items()]
    return rows + [(f"keys.{name} = {shown(value)}", origin(f"keys.{name}")) for name, value in keys.items()]


def _problems(read: Read) -> list[str]:
    from textual.theme import BUILTIN_THEMES

    from briefing.tui import preferences
    from briefing.tui.looks import DARK, LIGHT

    return list(preferences.problems(read, {*BUILTIN_THEMES, DARK.name, LIGHT.name}))
