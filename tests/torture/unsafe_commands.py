"""Unsafe characters in every text, name, setting, variable and argument, out of every command."""

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import typer

from briefing import export
from briefing.cli import app
from torture import unsafe
from torture.hostile_world import World, environment, world
from torture.process import NotEnded, printed
from torture.trial import Outcome, Trial

Line = tuple[str, ...]

CSV_OWN: Final = re.compile(rf"\ufeff(?!{unsafe.TAIL})|\r(?=\n)")
"""What spreadsheets know UTF-8 by, and the line ends of RFC 4180."""
READY: Final = "Ctrl+C ends it all"
"""What `briefing serve` says once it serves."""


def run(count: int, chance: random.Random, folder: Path) -> Outcome:
    """In each world every name and every text has a character of the next class; every command is run in each."""
    failures: list[str] = []
    visible = silent = 0
    for number, (turn, made, line) in zip(range(count), _lines(folder, chance, count), strict=False):
        is_piped = number % 4 == 3
        try:
            told = printed(
                line, folder=made.home, environment=environment(made, turn + number), is_piped=is_piped, ready=READY
            )
        except NotEnded as error:
            failures.append(f"{line}: it goes on: {error}")
            continue
        visible += unsafe.made_visible(told)
        silent += not told
        if "csv" in line:
            told = CSV_OWN.sub("", told)
        failures.extend(f"{line}: {each}" for each in sorted(set(unsafe.found(told))))
        if "Traceback" in told:
            failures.append(f"{line}: {told[-300:]!r}")
    if not visible:
        failures.append("not one was shown")
    return Outcome(
        count, failures, {"characters made visible": f"{visible:,}", "commands that said nothing": f"{silent}"}
    )


def _lines(folder: Path, chance: random.Random, count: int) -> Iterator[tuple[int, World, Line]]:
    """All lines in each world; where there is time only for some, some of one world."""
    for turn in range(len(unsafe.CLASSES)):
        made = world(folder / f"{turn}", turn, chance)
        lines = [*_useful(made), *_hostile(made.name)]
        if count < len(lines):
            chance.shuffle(lines)
        for line in lines:
            yield turn, made, line


def _useful(made: World) -> Iterator[Line]:
    """Every command on the briefings and files of that world."""
    whole, other, broken = str(made.briefing), str(made.other), str(made.broken)
    for folder in (whole, broken):
        for command in ("open", "present", "show", "themes", "overview", "check", "notes", "fmt"):
            yield command, folder
        yield "show", "trade", folder
        yield "notes", "--path", folder
        yield "search", "takings", folder
        yield "source", "essay", folder
        yield "attach", "--list", folder
        yield "attach", "report", str(made.article), folder
        yield "serve", folder
        yield "serve", "--static", f"{folder}-site", folder
        yield "cite", "trade/takings/keep/1", folder
        yield "rename", "theme", "trade", "shops", folder
        yield "copy", folder, f"{folder}-copy"
        for format in ("text", "json", "github", "sarif"):
            yield "check", "--report", "--format", format, folder
    for format in export.FORMATS:
        yield "export", "-f", format, whole
        yield "export", "-f", format, "-o", str(made.home / f"{made.name}-{format}"), whole
    for name in ("html", "markdown", "json", "text"):
        yield "diff", whole, other, "-f", name
    yield "diff", whole, other
    yield "diff", whole, broken
    yield "diff", "--git", made.name, whole
    yield "search", made.name, whole
    yield "outline", str(made.article)
    yield "outline", str(made.home)
    yield "import", str(made.exported), str(made.home / f"{made.name}-new")
    sides = ("--side", made.name, "--side", "b", "--text", str(made.article), "--text", str(made.article))
    yield "new", str(made.home / f"{made.name}-begun"), "--no-input", "--question", made.name, *sides
    yield ("list",)
    yield ("settings",)
    yield "settings", "--path"
    yield (made.name,)
    yield (whole,)


def _hostile(name: str) -> Iterator[Line]:
    """A hostile value for every option and argument of every command."""
    for command, declared in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]  # it is a group
        arguments = [parameter for parameter in declared.params if parameter.param_type_name == "argument"]
        options = [parameter for parameter in declared.params if parameter not in arguments]
        for length in range(1, len(arguments) + 1):
            yield (command, *[name] * length)
        yield (command, *[f"./{name}/x"] * (len(arguments) or 1))
        for option in options:
            if not option.is_flag:
                yield (command, *[name] * len(arguments), option.opts[0], name)
        yield command, f"--{name}"
        yield command, f"-{name}", name


TRIALS = (
    Trial(
        name="unsafe characters in every text, name, setting, variable and argument, out of every command",
        must="0 reach the terminal, no traceback",
        run=run,
        quick=10,
        whole=len(unsafe.CLASSES) * 223,
        seconds=140,
        bad={"no cleaning at the doors": unsafe.no_cleaning},
        bad_tries=8,
    ),
)
