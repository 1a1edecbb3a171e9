"""The command that shows a briefing in a browser."""

import sys
from typing import Annotated

import typer

from briefing import console, opening
from briefing.cli_arguments import FolderArgument
from briefing.errors import BriefingError
from briefing.text import clean, one_line

app = typer.Typer()
"""This command; `briefing.cli` takes it over."""


@app.command(epilog="Example: briefing serve ./my-briefing")
def serve(
    folder: FolderArgument = None,
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
    """Show a briefing in a browser."""
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
        if not read_only:
            console.say("Whoever gets in writes files as you do; --read-only only shows.")
    found = opening.find_folder(folder)
    title = one_line(found.about.title)
    arguments = [sys.executable, "-P", "-m", "briefing", "open", str(found.path), *(["--read-only"] * read_only)]
    with server.listen(host, port) as listening:
        gate = Gate(host, listening.getsockname()[1])
        served = server.Server(
            arguments,
            gate,
            title=title,
            idle=idle * 60,
            on_used=lambda: console.put(f"That address is used up. For another browser: {gate.invitation}"),
        )
        console.put(f"{title}: {gate.invitation}")
        console.say("The address lets one browser in. Ctrl+C ends it all.")
        asyncio.run(server.serve(served, listening))
