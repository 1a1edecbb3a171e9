"""The command that shows a briefing in a browser."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from briefing import console, interrupts, lookup, paths
from briefing.errors import BriefingError, Exit
from briefing.loader import Folder
from briefing.model import Briefing
from briefing.text import clean, counted, one_line

app = typer.Typer()
"""This command; `briefing.cli` takes it over."""


@app.command(epilog="Example: briefing serve ./my-briefing")
def serve(
    folders: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FOLDER]", help="The briefing’s folder or name; several with --static."),
    ] = None,
    static: Annotated[
        str | None,
        typer.Option("--static", metavar="FOLDER", help="Write a site of the briefings named, or of all, instead."),
    ] = None,
    host: Annotated[
        str, typer.Option("--host", metavar="HOST", help="An address of this machine that others reach.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", metavar="PORT", min=0, max=65535, help="0 is any that is free.")] = 0,
    idle: Annotated[
        float,
        typer.Option("--idle", metavar="MINUTES", min=0.01, max=1440, help="End a session in which nothing was done."),
    ] = 30,
    read_only: Annotated[bool, typer.Option("--read-only", help="Only show it: no notes, nothing written.")] = False,
) -> None:
    """Show a briefing in a browser, or write a site.

    A site is plain files for any web server: an index, and each briefing as a page and as JSON, without notes.
    """
    if static is not None:
        raise typer.Exit(_write_site(paths.path_named(static), folders or []))
    if folders and len(folders) > 1:
        raise BriefingError("one briefing is shown at a time", "Name one; --static takes several.")
    _serve(folders[0] if folders else None, host, port, idle * 60, is_read_only=read_only)


def _write_site(target: Path, named: Sequence[str]) -> int:
    """Write a site of the named briefings, or of all; what is not named and cannot be read is told and left out."""
    from briefing.serving import site

    briefings: dict[str, Briefing] = {}
    code = Exit.CLEAN
    if named:
        texts = site.pages(lookup.read(lookup.find_folder(name)) for name in named)
    else:
        for path in (*paths.builtin_folders(), *paths.library_folders()):
            try:
                briefing = lookup.read(Folder(path))
            except BriefingError as error:
                console.complain(error)
                console.say(clean(f"{path} is left out."))
                code = Exit.PROBLEMS
            else:
                briefings[briefing.about.id] = briefing
        texts = site.pages(briefings.values())
    site.write_site(target, texts)
    written = counted(sum(name.endswith(".json") for name in texts), "briefing")
    console.say(f"Written to {clean(str(target / 'index.html'))}: {written}")
    return code


def _serve(named: str | None, host: str, port: int, idle: float, *, is_read_only: bool) -> None:
    """Serve until Ctrl+C; `idle` is in seconds."""
    interrupts.end_at_once()  # until there is a server, which ends its sessions first
    import asyncio

    try:
        from briefing.serving import server
    except ModuleNotFoundError as error:
        if error.name is None or error.name.startswith("briefing"):
            raise
        raise BriefingError(
            f"`briefing serve` needs {error.name}, which is not installed", "pip install 'briefing-tui[serve]'"
        ) from None
    from briefing.serving.gate import Gate, is_loopback

    if not is_loopback(host):
        console.say(f"Others can reach {clean(host)}, and what is sent there is not encrypted.")
        if not is_read_only:
            console.say("Whoever gets in writes files as you do; --read-only only shows.")
    found = lookup.find_folder(named)
    title = one_line(found.about.title)
    arguments = [
        sys.executable,
        "-P",
        "-m",
        "briefing",
        "open",
        str(found.path.absolute()),
        *(["--read-only"] * is_read_only),
    ]
    with server.listen(host, port) as listening:
        gate = Gate(host, listening.getsockname()[1])
        served = server.Server(
            arguments,
            gate,
            title=title,
            idle=idle,
            on_used=lambda: console.put(f"That address is used up. For another browser: {gate.invitation}"),
        )
        console.put(f"{title}: {gate.invitation}")
        console.say("The address lets one browser in. Ctrl+C ends it all.")
        asyncio.run(server.serve(served, listening))
