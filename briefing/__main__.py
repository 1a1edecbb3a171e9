"""The `briefing` command."""

import os
import signal
import sys

from briefing import console
from briefing.errors import BriefingError, Exit

INTERRUPTED = 130
"""What shells report for a program that Ctrl+C ended."""


def main() -> None:
    """Run one command and end the process with its exit code; an error is told, never a traceback."""
    _prepare_streams()
    try:
        sys.exit(_run(sys.argv[1:]))
    except BriefingError as error:
        console.complain(error)
        sys.exit(Exit.UNUSABLE)
    except console.NobodyReads:
        sys.exit(Exit.CLEAN)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    finally:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C once more ends at once what only has to end
        console.let_go()


def _run(arguments: list[str]) -> int:
    """The exit code of one command.

    What is asked for most, to open a briefing, does without the command line's library, which takes longer to import
    than a briefing takes to read; so does the version.
    """
    if "_BRIEFING_COMPLETE" not in os.environ:
        if not arguments or (len(arguments) == 1 and os.sep in arguments[0] and not arguments[0].startswith("-")):
            from briefing.opening import open_briefing

            return open_briefing(arguments[0] if arguments else None)
        if arguments == ["--version"]:
            from briefing import __version__

            console.put(f"briefing {__version__}")
            return Exit.CLEAN
    from briefing.cli import run

    return run(arguments)


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
