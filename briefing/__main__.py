"""The `briefing` command."""

import os
import sys

from briefing import console
from briefing.errors import BriefingError, Exit


def main() -> None:
    """Run one command and end the process with its exit code; an error is told, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        sys.exit(_run(sys.argv[1:]))
    except BriefingError as error:
        console.complain(error)
        sys.exit(Exit.UNUSABLE)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.exit(Exit.CLEAN)
    except KeyboardInterrupt:
        sys.exit(130)


def _run(arguments: list[str]) -> int:
    """The exit code of one command.

    What is asked for most, to open a briefing, does without the command line's library, which takes longer to import
    than a briefing takes to read; so does the version.
    """
    if not arguments or (len(arguments) == 1 and os.sep in arguments[0] and not arguments[0].startswith("-")):
        from briefing.opening import open_briefing

        return open_briefing(arguments[0] if arguments else None)
    if arguments == ["--version"]:
        from briefing import __version__

        console.put(f"briefing {__version__}")
        return 0
    from briefing.cli import run

    run(arguments)
    return 0


if __name__ == "__main__":
    main()
