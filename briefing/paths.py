"""Where things lie: a flag, else the environment, else the system's own place, else what is built in."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

from briefing.errors import BriefingError

DEFAULT_BRIEFING: Final = "us-russia-cooperation"
"""The built-in briefing that opens when none is named."""

_PACKAGE = Path(__file__).resolve().parent


def path_named(text: str) -> Path:
    """The path that someone typed; a `~` is their home folder, where it is one."""
    return Path(os.path.expanduser(text))  # noqa: PTH111  # the other one raises for a user who is not known


def is_there(path: Path) -> bool:
    """Whether something has this name; nothing has a name that no file can have."""
    try:
        return path.exists()
    except OSError:
        return False


def data_folder() -> Path:
    """The user's data: $BRIEFING_DATA_DIR, else $XDG_DATA_HOME/briefing or what the system has for it.

    XDG Base Directory Specification 0.8. Nothing is created. Raises BriefingError if there is no home folder.
    """
    if named := _environment("BRIEFING_DATA_DIR"):
        return named
    from platformdirs import user_data_path

    return _of_the_system(user_data_path)


def state_folder() -> Path:
    """Locks and backups: `state` in $BRIEFING_DATA_DIR, else $XDG_STATE_HOME/briefing or the system's own.

    XDG Base Directory Specification 0.8. Nothing is created. Raises BriefingError if there is no home folder.
    """
    if named := _environment("BRIEFING_DATA_DIR"):
        return named / "state"
    from platformdirs import user_state_path

    return _of_the_system(user_state_path)


def settings_file() -> Path:
    """The user's settings: in $BRIEFING_DATA_DIR, else in $XDG_CONFIG_HOME/briefing or what the system has for it.

    XDG Base Directory Specification 0.8. Raises BriefingError if there is no home folder.
    """
    if named := _environment("BRIEFING_DATA_DIR"):
        return named / "settings.toml"
    from platformdirs import user_config_path

    return _of_the_system(user_config_path) / "settings.toml"


def builtin_folder(name: str = DEFAULT_BRIEFING) -> Path:
    """The folder of a built-in briefing: in the installed package, or in the checkout beside it."""
    packaged, checkout = (home / name for home in _builtin_homes())
    return checkout if checkout.is_dir() and not packaged.is_dir() else packaged


def is_builtin(folder: Path) -> bool:
    """Whether the folder is one that came with the program, however its path is spelled."""
    return Path(os.path.realpath(folder)).parent in _builtin_homes()


def notes_file(folder: Path, briefing_id: str, override: Path | None = None) -> Path:
    """The file of the user's notes on a briefing.

    `override`, else $BRIEFING_NOTES, else `notes.yaml` in the briefing's folder; for a built-in briefing
    `notes/<id>.yaml` in the data folder. Raises BriefingError for one that was named in a folder that is missing.
    """
    if named := override or _environment("BRIEFING_NOTES"):
        if not os.path.isdir(named.parent):  # noqa: PTH112  # the other one raises for a name that no file can have
            by = "--notes" if override else "BRIEFING_NOTES"
            raise BriefingError(
                f"{named}: there is no such folder for your notes", f"Make the folder, or name another file with {by}."
            )
        return named
    return data_folder() / "notes" / f"{briefing_id}.yaml" if is_builtin(folder) else folder / "notes.yaml"


def texts_folder(briefing_id: str) -> Path:
    """Where the texts lie that the user attached to a briefing. Raises BriefingError if there is no home folder."""
    return data_folder() / "texts" / briefing_id


def attached_text(briefing_id: str, source: str) -> Path:
    """Where a source's text lies once it is attached. Raises BriefingError if there is no home folder."""
    return texts_folder(briefing_id) / f"{source}.txt"


def library_folder() -> Path:
    """Where the user's own briefings can be opened by name. Raises BriefingError if there is no home folder."""
    return data_folder() / "library"


def library_folders() -> list[Path]:
    """The folders in the user's library, by name; what is hidden is none of them."""
    try:
        return sorted(path for path in library_folder().iterdir() if path.is_dir() and not path.name.startswith("."))
    except (OSError, BriefingError):
        return []


def builtin_folders() -> list[Path]:
    """The folders of all built-in briefings, by name."""
    names = {path.parent.name for home in _builtin_homes() for path in home.glob("*/briefing.yaml")}
    return [builtin_folder(name) for name in sorted(names)]


def backups_folder(notes: Path) -> Path:
    """Where the backups of one notes file lie: one folder for each file, named after it and its folder."""
    from hashlib import sha256

    real = Path(os.path.realpath(notes))
    readable = re.sub(r"[^\w.-]+", "-", f"{real.parent.name}-{real.stem}", flags=re.ASCII).strip("-.")[:60]
    digest = sha256(str(real).encode(errors="surrogateescape")).hexdigest()[:10]
    return state_folder() / "backups" / f"{readable}-{digest}"


def locks_folder() -> Path:
    """Where the locks of all files lie."""
    return state_folder() / "locks"


def _environment(name: str) -> Path | None:
    """An absolute path from the environment; an empty value is none, a relative one starts here."""
    value = os.environ.get(name, "").strip()
    return Path(os.path.abspath(os.path.expanduser(value))) if value else None  # noqa: PTH100, PTH111


def _of_the_system(place: Callable[..., Path]) -> Path:
    try:
        return place("briefing", appauthor=False).absolute()
    except RuntimeError:
        raise BriefingError(
            "there is no home folder to keep notes and texts in",
            "Set BRIEFING_DATA_DIR to a folder you can write to.",
        ) from None


def _builtin_homes() -> tuple[Path, Path]:
    return _PACKAGE / "data", _PACKAGE.parent / "data"
