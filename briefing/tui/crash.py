"""What is left of a fault in the program: a report without anything the user wrote."""

import platform
import traceback
from importlib.metadata import version
from pathlib import Path

from briefing import __version__, files
from briefing.errors import BriefingError


def report(error: BaseException) -> str:
    """The kind of error and the places in the code; no message and no values, which may hold the user's text."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}" for frame in frames]
    about = f"briefing {__version__}, textual {version('textual')}, Python {platform.python_version()}"
    return "\n".join([about, f"{platform.system()} {platform.release()}", type(error).__qualname__, *lines, ""])


def keep_report(error: BaseException, folder: Path) -> str:
    """Writes the report into `folder`, and says in one sentence where it is, or why it is nowhere."""
    path = folder / "last-crash.txt"
    try:
        files.make_folder(folder)
        files.write(path, report(error).encode(), mode=0o600)
    except BriefingError as problem:
        return f"A report could not be written: {problem.message}."
    return f"A report without your texts is in {path}."


def _in_worker(error: BaseException) -> BaseException:
    """What went wrong itself, where textual only says that a worker failed."""
    from textual.worker import WorkerFailed

    return error.error if isinstance(error, WorkerFailed) else error


def told(error: BaseException | None, folder: Path) -> str:
    """What the user is told of a fault, with where its report is kept in `folder`."""
    error = _in_worker(error or RuntimeError())
    return f"briefing stopped: there is a fault in it ({type(error).__name__}). {keep_report(error, folder)}"
