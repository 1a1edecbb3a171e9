"""What a stranger may write where an id belongs, in everything that makes or names a file."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Final

import samples

from briefing import attachments, copies, exchange, importing, lookup, new_briefing, renaming
from briefing.errors import BriefingError
from briefing.export import Options, writing
from briefing.loader import ABOUT, Folder
from briefing.page_record import Record
from briefing.serving import site
from torture.boxes import SECRET, Box, Try

IDS: Final = (
    "..", "../x", "../../x", "../outside/secret", "../../outside/secret", "themes/../../../outside/secret", "/x", "//x",
    "/etc/passwd", "./x", "a/../../x", "a/b", "a//b", "a\\..\\b", "..\\x", "C:\\x", "C:x", ".", "...", ".hidden", "..x",
    "~", "~/x", "~root/x", "$HOME/x", "%2e%2e%2fx", "..%2fx", "..%c0%afx", "a\0b", "../x\0", "a\nb", "x\n", "x\r", " ",
    "", " x", "x ", "X", "é", "．．／x", "․․/x", "\u202ex", "-", "-rf", "--help", "*", "?", "|id", "`id`", "$(id)",
    "a;b", "a:b", "nul.txt", "file:///etc/passwd", "http://example.org/x", "a" * 65, "a" * 5000, "\ud800",
)  # fmt: skip
"""What a stranger may write where an id belongs."""


def with_ids() -> Iterator[tuple[str, Try]]:
    ways: dict[str, Callable[[str, Box], object]] = {
        "import": _import, "read": _read, "attach": _attach, "take a text away": _remove, "new": new_briefing_of,
        "export": _export, "rename": _rename, "copy": _copy_named, "site": _site_of_list,
    }  # fmt: skip
    for name, way in ways.items():
        for id in IDS:
            yield f"{name}, {id[:60]!r}", partial(way, id)


def _import(id: str, box: Box) -> object:
    """A document with the id in each place in turn."""
    for place in range(5):
        made = json.loads(exchange.encode(samples.briefing(), samples.notes()))
        if place == 0:
            made["about"]["id"] = id
        elif place == 1:
            made["about"]["themes"][0]["id"] = id
            made["themes"][id] = made["themes"].pop("trade")
        elif place == 2:
            made["about"]["perspectives"][0]["source"] = id
            made["sources"][id] = made["sources"].pop("report")
            made["sources"][id]["id"] = id
        elif place == 3:
            made["notes"][id] = "note"
        else:
            made["themes"]["trade"]["points"][0]["id"] = id
        (box.made / "in.json").write_text(json.dumps(made))
        with suppress(BriefingError):
            importing.import_briefing(box.made / "in.json", box.made / f"new{place}")
    return ""


def _read(id: str, box: Box) -> object:
    """A briefing of a stranger who names a theme, a source and the briefing so."""
    text = (box.inside / ABOUT).read_text()
    said = []
    for old in ("id: trade", "source: report", "id: quiet-street"):
        copy = box.made / old[-5:]
        shutil.copytree(box.inside, copy)
        key = old.split(": ")[0]
        (copy / ABOUT).write_text(text.replace(old, f"{key}: {json.dumps(id)}"))
        try:
            folder = Folder(copy)
            said += [str(folder.briefing()), str(folder.unreadable()), str(attachments.at_hand(folder))]
            lookup.find_notes(folder)
        except BriefingError as error:
            said.append(error.message)
    return said


def _attach(id: str, box: Box) -> object:
    (box.made / "text.txt").write_text("A paragraph is here. It ends.\n")
    return attachments.attach(Folder(box.inside), id, box.made / "text.txt")


def _remove(id: str, box: Box) -> object:
    attachments.keep("quiet-street", "report", "A text.")
    return attachments.remove(Folder(box.inside), id)


def new_briefing_of(id: str, box: Box) -> object:
    """A new briefing whose title, sides and sources are called so."""
    text = "# Heading\n\nThis is a paragraph, and it ends here.\n"
    record = Record(title=id, author=id, outlet=id, date="", url=id)
    sides = [new_briefing.Side(name, text, record, id) for name in (id, f"{id} too")]
    made = new_briefing.make(
        new_briefing.briefing_id(Path(f"/{id}"), id), id or "t", id or "q", sides[0], sides[1], with_texts=False
    )
    new_briefing.write(made, box.made / "new")
    return ""


def _export(id: str, box: Box) -> object:
    briefing = Folder(box.inside).briefing()
    for options in (Options(themes=(id,)), Options(side=id)):
        with suppress(BriefingError):
            writing.write(["html", "markdown-obsidian", "json"], briefing, {}, options, box.made / "out", force=True)
    return ""


def _rename(id: str, box: Box) -> object:
    copy = box.made / "copy"
    shutil.copytree(box.inside, copy)
    for kind, old in (("theme", "trade"), ("source", "report"), ("perspective", "keep"), ("point", "trade/rents")):
        with suppress(BriefingError):
            folder = Folder(copy)
            asked = renaming.find_renaming(folder, kind, old, id)
            renaming.write(renaming.changes(folder, asked), asked, lookup.find_notes(folder))
    return ""


def _copy_named(id: str, box: Box) -> object:
    """Nothing that is no briefing can be opened or copied by a name."""
    os.chdir(box.outside)
    return copies.copy(lookup.find_folder(id), box.made / "copy")


def _site_of_list(id: str, box: Box) -> object:
    """A folder with a list of the site's files that a stranger wrote."""
    target = box.made / "site"
    target.mkdir()
    names = [id, f"{id}/index.html", f"quiet-street/{id}"]
    listed = {"schema_version": 1, "files": {name: site._sha256(SECRET.encode()) for name in names}}
    (target / site.LIST).write_text(json.dumps(listed))
    site.write_site(target, site.pages([samples.briefing()]))
    return ""
