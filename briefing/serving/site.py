"""A plain site of briefings for any static host: an index, and each briefing as a web page and as JSON."""

import hashlib
import json
import re
import string
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from typing import Annotated, Final

import msgspec

from briefing import export, files
from briefing.errors import BriefingError, WriteRefused
from briefing.model import Briefing
from briefing.text import ID_PATTERN, one_line

LIST: Final = "site.json"
"""The file that lists the site's files."""
_MOST_LISTED: Final = 1 << 20
_ID: Final = re.compile(ID_PATTERN)


class Listed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the site's own list holds."""

    schema_version: Annotated[int, msgspec.Meta(ge=1, le=1)]
    files: dict[str, str]
    """The SHA-256 of each file, by its path below the site's folder."""


def pages(briefings: Iterable[Briefing]) -> dict[str, str]:
    """The text of each file of the site, by its path below the site's folder; no notes are in it.

    Raises BriefingError for two briefings with the same id.
    """
    made: dict[str, str] = {}
    entries: list[str] = []
    for briefing in briefings:
        id = briefing.about.id
        if f"{id}/index.html" in made:
            raise BriefingError(f"there are two briefings with the id `{id}`", "Name one of the two, or change an id.")
        made[f"{id}/index.html"] = export.render("html", briefing, {}, export.Options())
        made[f"{id}/briefing.json"] = export.render("json", briefing, {}, export.Options())
        entries.append(_entry(briefing))
    template = string.Template((Path(__file__).parent / "site.html").read_text(encoding="utf-8"))
    return {**made, "index.html": template.substitute(entries="\n".join(entries))}


def write_site(folder: Path, texts: Mapping[str, str]) -> None:
    """Write the files of a site, in the place of those that an earlier call wrote; what that has more is deleted.

    Raises WriteRefused, and nothing is written, where a file is somebody else's or was changed since.
    """
    written = {name: text.encode() for name, text in texts.items()}
    before = _listed(folder / LIST)
    for name in (*written, *before):
        ours = (None, before.get(name), _sha256(written[name]) if name in written else None)
        if _digest(folder / name) not in ours:
            raise WriteRefused(
                f"{folder / name}: this file is not as `briefing serve --static` left it",
                "Move it away, or name another folder.",
            )
    listed = {"schema_version": 1, "files": {name: _sha256(data) for name, data in sorted(written.items())}}
    written[LIST] = (json.dumps(listed, indent=2) + "\n").encode()
    files.export_all(
        {folder / name: data for name, data in written.items()},
        force=True,
        below=folder.parent,
        folders=[folder, *dict.fromkeys((folder / name).parent for name in written if "/" in name)],
    )
    for name in before:
        if name not in written and _digest(folder / name) is not None:
            files.remove(folder / name, below=folder.parent)


def _entry(briefing: Briefing) -> str:
    """A briefing in the index."""
    about = briefing.about
    sides = " · ".join(escape(one_line(side.name)) for side in about.perspectives)
    facts = [f"{len(briefing.themes)} themes" if len(briefing.themes) > 1 else "1 theme"]
    facts += [f"as of {about.as_of}"] if about.as_of else []
    return (
        f'<li><h2><a href="{about.id}/index.html">{escape(one_line(about.title))}</a></h2>\n'
        f"<p>{escape(one_line(about.question))}</p>\n"
        f'<p class="about">{sides}</p>\n'
        f'<p class="about">{", ".join(facts)}. <a href="{about.id}/briefing.json">As JSON</a></p></li>'
    )


def _listed(file: Path) -> dict[str, str]:
    """The files that an earlier call wrote. Raises WriteRefused for a list that is not its own."""
    try:
        found = msgspec.json.decode(files.read(file, _MOST_LISTED), type=Listed).files
        if all(_is_ours(name) for name in found):
            return found
    except FileNotFoundError:
        return {}
    except (msgspec.DecodeError, files.ReadRefused, RecursionError):
        pass
    raise WriteRefused(f"{file}: this is not the list of a site's files", "Name another folder.")


def _is_ours(name: str) -> bool:
    """Whether a file of a site may have the name."""
    folder, _, file = name.rpartition("/")
    if not folder:
        return file == "index.html"
    return bool(_ID.fullmatch(folder)) and file in ("index.html", "briefing.json")


def _digest(path: Path) -> str | None:
    """The SHA-256 of what has the name; None where nothing has. What is no ordinary file has another one's."""
    try:
        return _sha256(path.read_bytes()) if path.is_file() and not path.is_symlink() else _of_no_file(path)
    except OSError:
        return ""


def _of_no_file(path: Path) -> str | None:
    return "" if path.is_symlink() or path.exists() else None


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
