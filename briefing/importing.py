"""A briefing's JSON document -> a new folder of YAML."""

from pathlib import Path
from typing import Final

from msgspec import Struct

from briefing import exchange, files, paths, yaml_text
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


def import_briefing(file: Path, folder: Path) -> Exchange:
    """Write the briefing in a JSON file as a new folder, all of it or nothing; what was read is returned.

    Raises BriefingError for a file that holds no briefing, WriteRefused for a folder that is not new or empty.
    """
    made = read_document(file)
    written = _files(made, str(file))
    with files.new_folder(folder, ("sources", "themes")) as building:
        for name, data in written.items():
            files.write(building / name, data)
        if made.notes:
            _write_notes(made, building)
    return made


def _files(made: Exchange, name: str) -> dict[str, bytes]:
    """Each file's content, by its path below the folder."""
    parts: list[tuple[KeyPath, str, Struct]] = [(("about",), ABOUT, made.about)]
    parts += [(("sources", key), source_file(key), source) for key, source in made.sources.items()]
    parts += [(("themes", key), theme_file(key), theme) for key, theme in made.themes.items()]
    written: dict[str, bytes] = {}
    for path, file, value in parts:
        try:
            written[file] = yaml_text.encode(value)
        except BriefingError as error:
            raise exchange.refuse(name, path, error.message, error.hint) from None
    return written


def _write_notes(made: Exchange, building: Path) -> None:
    from briefing.notes import NoteStore

    path = building / NOTES
    store = NoteStore.open(path, briefing=made.about.id, backups=paths.backups_folder(path), locks=paths.locks_folder())
    for target, text in made.notes.items():
        store.set(target, text)
    store.save()
