"""The command that shows the settings."""

from collections.abc import Iterator
from typing import Annotated, Any

import msgspec
import typer

from briefing import console, paths
from briefing.errors import Exit
from briefing.settings import Read, Settings, read_settings, shown
from briefing.text import clean

app = typer.Typer()


@app.command(epilog="Example: briefing settings")
def settings(
    path: Annotated[bool, typer.Option("--path", help="Print only where the file of settings is.")] = False,
    keys: Annotated[
        bool, typer.Option("--keys", help="Print the keys of every command, as they stand in that file.")
    ] = False,
) -> None:
    """Show your settings and where each comes from.

    The exit code is 1 if something is wrong with them.
    """
    file = paths.settings_file()
    if path:
        console.put(clean(str(file)))
        return
    read = read_settings(file)
    if keys:
        console.put("\n".join(_keys(read)))
        return
    console.put(
        clean(f"# {file}" + ("" if paths.is_there(file) else " (there is no such file; these are the defaults)"))
    )
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
    """The values that count, each as it is written in the file, with where it comes from."""
    from briefing.tui import preferences

    lines = dict(read.lines)
    values: dict[str, Any] = msgspec.structs.asdict(read.settings)
    del values["keys"]
    if read.settings.theme not in _looks():
        values["theme"] = Settings().theme
        lines.pop("theme", None)
    values |= {f"keys.{name}": list(chosen) for name, chosen in preferences.keys(read).items()}
    return [
        (f"{name} = {shown(value)}", f"line {lines[name]}" if name in lines else "default")
        for name, value in values.items()
    ]


def _keys(read: Read) -> Iterator[str]:
    """Every command with its keys, in lines that can be put into the file."""
    from briefing.tui import preferences
    from briefing.tui.keymap import choosable

    groups: dict[str, list[str]] = {}
    for command, written in choosable(preferences.keys(read)):
        groups.setdefault(command.group, []).append(f"{command.id} = {shown(written)}  # {command.help}")
    yield "[keys]"
    for group, lines in groups.items():
        yield from ("", f"# {group}", *lines)


def _looks() -> set[str]:
    from textual.theme import BUILTIN_THEMES

    from briefing.tui.looks import DARK, LIGHT

    return {"dark", "light", *BUILTIN_THEMES, DARK.name, LIGHT.name}


def _problems(read: Read) -> list[str]:
    from briefing.tui import preferences

    return list(preferences.problems(read, _looks()))
