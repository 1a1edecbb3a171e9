"""A briefing's JSON document -> a new folder of YAML."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

from msgspec import Struct

from briefing import exchange, files, new_folder, notes_backups, notes_file, schema_files, yaml_text
from briefing.errors import BriefingError
from briefing.exchange import Exchange
from briefing.loader import ABOUT, source_file, theme_file
from briefing.strict_yaml import KeyPath

NOTES: Final = "notes.yaml"


def read_document(path: Path) -> Exchange:
    """What a JSON file holds. Raises BriefingError, which names the place in the file."""
    try:
        data = files.read(path, exchange.MAX_BYTES)
    except FileNotFoundError:
        raise BriefingError(
            f"{path}: there is no such file", "Name a file made by `briefing export -f json`."
        ) from None
    return exchange.decode(data, str(path))


def import_briefing(file: Path, folder: Path, now: Callable[[], datetime] = notes_backups.now) -> Exchange:
    """Write the briefing in a JSON file as a new folder, all of it or nothing; what was read is returned.

    Raises BriefingError for a file that holds no briefing, WriteRefused for a folder that is not new or empty.
    """
    made = read_document(file)
    written = _files(made, str(file))
    if made.notes:
        written[NOTES] = _notes(made, folder / NOTES, now())
    new_folder.write(folder, written)
    return made


def _files(made: Exchange, name: str) -> dict[str, bytes]:
    """Each file's content, by its path below the folder."""
    parts: list[tuple[KeyPath, str, Struct]] = [(("about",), ABOUT, made.briefing().about)]
    parts += [(("sources", key), source_file(key), source) for key, source in made.sources.items()]
    parts += [(("themes", key), theme_file(key), theme) for key, theme in made.themes.items()]
    written: dict[str, bytes] = {}
    for path, file, value in parts:
        try:
            written[file] = schema_files.line(file, type(value)).encode() + yaml_text.encode(value)
        except BriefingError as error:
            raise exchange.refuse(name, path, error.message, error.hint) from None
    return written | schema_files.contents()


def _notes(made: Exchange, path: Path, now: datetime) -> bytes:
    return notes_file.encode(b"", notes_file.none_on(made.about.id), made.notes, notes_file.time(now), path)
