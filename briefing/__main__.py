"""The `briefing` command."""

import os
import sys
from collections.abc import Callable

INTERRUPTED = 130
"""What shells report for a program that Ctrl+C ended."""


def main() -> None:
    """Run one command and end the process with its exit code; an error is told, never a traceback."""
    try:
        from briefing import interrupts

        interrupts.end_at_once()
        _main()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def _main() -> None:
    from briefing import console, interrupts
    from briefing.errors import BriefingError, Exit

    _prepare_streams()
    try:
        run = _command(sys.argv[1:])
        interrupts.end_in_order()
        sys.exit(run())
    except BriefingError as error:
        console.complain(error)
        sys.exit(Exit.UNUSABLE)
    except console.NobodyReads:
        sys.exit(Exit.CLEAN)
    finally:
        interrupts.end_at_once()
        console.let_go()


def _command(arguments: list[str]) -> Callable[[], int]:
    """What runs one command and gives its exit code; all that it takes to begin is imported.

    What is asked for most, to open a briefing, does without the command line's library, which takes longer to import
    than a briefing takes to read; so does the version.
    """
    if "_BRIEFING_COMPLETE" not in os.environ:
        if not arguments or (len(arguments) == 1 and os.sep in arguments[0] and not arguments[0].startswith("-")):
            from briefing.opening import open_briefing

            return lambda: open_briefing(arguments[0] if arguments else None)
        if arguments == ["--version"]:
            return _put_version
    from briefing.cli import run

    return lambda: run(arguments)


def _put_version() -> int:
    from briefing import __version__, console
    from briefing.errors import Exit

    console.put(f"briefing {__version__}")
    return Exit.CLEAN


def _prepare_streams() -> None:
    """Characters that a stream cannot show become question marks; a stream that is closed leads nowhere."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123  # open to the end
        elif mode == "w" and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


if __name__ == "__main__":
    main()
