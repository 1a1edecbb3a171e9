"""From a briefing to files on the disk."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from briefing import files
from briefing.export import FORMATS, Options, file_stem, render_files
from briefing.model import Briefing


def write(
    formats: Sequence[str],
    briefing: Briefing,
    notes: Mapping[str, str],
    options: Options,
    path: Path,
    *,
    force: bool,
) -> list[Path]:
    """Write one format at `path`, or several into the folder `path`; where each is, a file or a folder.

    What is one file goes into `path`, too, where that is a folder already. All is rendered and looked at before the
    first file is there. Raises BriefingError.
    """
    paths = dict.fromkeys(formats, path)
    folders = []
    is_folder = os.path.isdir(path) and not path.is_symlink()  # noqa: PTH112  # Path's raises for an impossible name
    if len(paths) > 1 or (is_folder and all(FORMATS[format].load for format in paths)):
        stem = file_stem(briefing, options)
        paths = {format: path / f"{stem}{FORMATS[format].suffix}" for format in formats}
        folders.append(path)
    folders += [path for format, path in paths.items() if FORMATS[format].load_folder]
    texts: dict[Path, str] = {}
    for format, place in paths.items():
        texts |= render_files(format, briefing, notes, options, place)
    contents = {place: text.encode() for place, text in texts.items()}
    files.export_all(contents, force=force, below=path.parent, folders=folders)
    return list(paths.values())
