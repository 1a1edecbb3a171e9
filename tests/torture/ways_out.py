"""Ids, links, devices and other people who change a folder meanwhile: nothing is read or written outside of it."""

import json
import os
import random
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple
from unittest.mock import patch

import samples

from briefing import attachments, copies, exchange, files, importing, new_briefing, opening, renaming
from briefing.errors import BriefingError
from briefing.export import Options, writing
from briefing.loader import ABOUT, Folder
from briefing.page_record import Record
from briefing.serving import site
from torture.children import Died, in_child
from torture.trial import Outcome, Trial

IDS: Final = (
    "..", "../x", "../../x", "../outside/secret", "../../outside/secret", "themes/../../../outside/secret", "/x", "//x",
    "/etc/passwd", "./x", "a/../../x", "a/b", "a//b", "a\\..\\b", "..\\x", "C:\\x", "C:x", ".", "...", ".hidden", "..x",
    "~", "~/x", "~root/x", "$HOME/x", "%2e%2e%2fx", "..%2fx", "..%c0%afx", "a\0b", "../x\0", "a\nb", "x\n", "x\r", " ",
    "", " x", "x ", "X", "é", "．．／x", "․․/x", "\u202ex", "-", "-rf", "--help", "*", "?", "|id", "`id`", "$(id)",
    "a;b", "a:b", "nul.txt", "file:///etc/passwd", "http://example.org/x", "a" * 65, "a" * 5000, "\ud800",
)  # fmt: skip
"""What a stranger may write where an id belongs."""

SECRET: Final = "kept by somebody else"


class Box(NamedTuple):
    """Where one trial is made."""

    inside: Path
    """A briefing, which may be changed by what is tried."""
    outside: Path
    """A folder of somebody else."""
    made: Path
    """A folder in which new things may be made."""


Try = Callable[[Box], object]
"""Does what the user asks for, and gives what it says; raises BriefingError where it is refused."""


def run(count: int, chance: random.Random, folder: Path) -> Outcome:
    """Each attack in a box of its own; all that was there must be there, and what is new in the folder meant for it."""
    attacks = [*_with_links(), *_with_ids()]
    if count < len(attacks):
        attacks = [*attacks[:5], *chance.sample(attacks[5:], max(0, count - 5))]
    failures: list[str] = []
    master = samples.write(samples.briefing(), folder / "master")
    for number, (name, attack) in enumerate(attacks[:count]):
        home = folder / str(number)
        os.environ["BRIEFING_DATA_DIR"] = str(home / "data")
        box = _boxed(home, master)
        before = _tree(home)
        try:
            failures += [f"{name}: {wrong}" for wrong in in_child(partial(_tried, attack, box, home, before))]
        except Died as died:
            failures.append(f"{name}: {died}")
        shutil.rmtree(home)
    return Outcome(min(count, len(attacks)), failures)


def _boxed(home: Path, master: Path) -> Box:
    box = Box(home / "inside", home / "outside", home / "made")
    for each in (box.outside, box.made, home / "data"):
        each.mkdir(parents=True)
    shutil.copytree(master, box.inside)
    (box.outside / "empty").mkdir()
    for name in ("secret", "secret.yaml", "secret.txt"):
        (box.outside / name).write_text(SECRET)
    return box


def _tried(attack: Try, box: Box, home: Path, before: dict[str, str]) -> list[str]:
    """What is wrong after an attack."""
    wrong = []
    try:
        with patch.object(os, "fsync"):  # nothing here has to last
            said = str(attack(box))
    except BriefingError as error:
        said = f"{error.message} {error.hint}"
    after = _tree(home)
    links = {name for name, what in after.items() if what.startswith("link")}
    wrong += [f"{name} is gone or not as it was" for name, what in before.items() if after.get(name, "") != what]
    wrong += [
        f"{name} was written"
        for name in after
        if name not in before and name not in links and not name.startswith(("inside/", "made/", "data/"))
    ]
    written = [home / name for name in after if name not in before and name not in links and (home / name).is_file()]
    told = [said, *(path.read_text("utf-8", "replace") for path in written if path.stat().st_size < 1 << 20)]
    if any(SECRET in text for text in told):
        wrong.append("what somebody else keeps was read")
    return wrong


def _tree(home: Path) -> dict[str, str]:
    """What each path below a folder is and holds."""
    found = {}
    for path in sorted(home.rglob("*")):
        status = path.lstat()
        what = path.read_bytes().hex() if stat.S_ISREG(status.st_mode) else ""
        what = f"link to {path.readlink()}" if path.is_symlink() else what
        found[path.relative_to(home).as_posix()] = f"{what} {stat.filemode(status.st_mode)}"
    return found


# ids


def _with_ids() -> Iterator[tuple[str, Try]]:
    ways: dict[str, Callable[[str, Box], object]] = {
        "import": _import, "read": _read, "attach": _attach, "take a text away": _remove, "new": _new,
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
            opening.find_notes(folder)
        except BriefingError as error:
            said.append(error.message)
    return said


def _attach(id: str, box: Box) -> object:
    (box.made / "text.txt").write_text("A paragraph is here. It ends.\n")
    return attachments.attach(Folder(box.inside), id, box.made / "text.txt")


def _remove(id: str, box: Box) -> object:
    attachments.keep("quiet-street", "report", "A text.")
    return attachments.remove(Folder(box.inside), id)


def _new(id: str, box: Box) -> object:
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
            renaming.write(renaming.changes(folder, asked), asked, opening.find_notes(folder))
    return ""


def _copy_named(id: str, box: Box) -> object:
    """Nothing that is no briefing can be opened or copied by a name."""
    os.chdir(box.outside)
    return copies.copy(opening.find_folder(id), box.made / "copy")


def _site_of_list(id: str, box: Box) -> object:
    """A folder with a list of the site's files that a stranger wrote."""
    target = box.made / "site"
    target.mkdir()
    names = [id, f"{id}/index.html", f"quiet-street/{id}"]
    listed = {"schema_version": 1, "files": {name: site._sha256(SECRET.encode()) for name in names}}
    (target / site.LIST).write_text(json.dumps(listed))
    site.write_site(target, site.pages([samples.briefing()]))
    return ""


# links, devices, races


def _with_links() -> Iterator[tuple[str, Try]]:
    yield "race: a link in the place of a theme that is copied", _race_copy
    yield "race: a link in the place of a theme that is read", _race_read
    yield "export, race: a file slipped in", partial(_export_race, False)
    yield "copy, a theme is a link out", partial(_copy_of, "themes/trade.yaml", "secret")
    yield "site, a page is a link out", partial(_site_over, "index.html", "link")
    yield "export with force, race: a link slipped in", partial(_export_race, True)
    for what in PLACES:
        for force in (False, True):
            for formats in (["html"], ["json", "html"], ["markdown-obsidian"]):
                name = f"export {', '.join(formats)}{' with force' if force else ''}, there is a {what}"
                yield name, partial(_export_over, what, force, formats)
        yield f"import, there is a {what}", partial(_import_over, what)
        yield f"import from a {what}", partial(_import_from, what)
        yield f"new, there is a {what}", partial(_new_over, what)
        yield f"copy, there is a {what}", partial(_copy_over, what)
        yield f"attach a {what}", partial(_attach_from, what)
        for name in ("index.html", "quiet-street", "quiet-street/index.html", site.LIST):
            yield f"site, {name} is a {what}", partial(_site_over, name, what)
        for name in ("themes/trade.yaml", "themes", "sources/report.yaml", ABOUT, "sources/report.txt"):
            yield f"read, {name} is a {what}", partial(_read_of, name, what)
            yield f"copy, {name} is a {what}", partial(_copy_of, name, what)


def _make(path: Path, what: str, box: Box) -> None:
    """Put something where a file or a folder of the briefing belongs."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    path.parent.mkdir(exist_ok=True)
    PLACES[what](path, box)


def _device(path: Path, _: Box) -> None:
    """One that takes everything in, where this user may make one."""
    try:
        os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, 3))
    except OSError:
        path.symlink_to("/dev/null")


def _chained(path: Path, box: Box) -> None:
    path.with_name(f"{path.name}.l").symlink_to(box.outside / "secret")
    path.symlink_to(f"{path.name}.l")


PLACES: Final[dict[str, Callable[[Path, Box], object]]] = {
    "link": lambda path, box: path.symlink_to(box.outside / "secret.yaml"),
    "link to a folder": lambda path, box: path.symlink_to(box.outside),
    "link to an empty folder": lambda path, box: path.symlink_to(box.outside / "empty"),
    "link to nothing": lambda path, box: path.symlink_to(box.outside / "nothing"),
    "link to a link": _chained,
    "link to itself": lambda path, _: path.symlink_to(path.name),
    "link to a device": lambda path, _: path.symlink_to("/dev/zero"),
    "link up": lambda path, _: path.symlink_to("../outside/secret.txt"),
    "FIFO": lambda path, _: os.mkfifo(path),
    "device": _device,
    "file": lambda path, _: path.write_text("mine"),
    "folder": lambda path, _: path.mkdir(),
}
"""What a stranger may leave where a file or a folder is expected."""


def _export_over(what: str, force: bool, formats: list[str], box: Box) -> object:
    """Into the place itself, and into a folder in which each name is taken so."""
    briefing = Folder(box.inside).briefing()
    _make(box.made / "out", what, box)
    said: list[object] = []
    mine = what == "file" and not force
    for path in (box.made / "out", box.made / "folder"):
        try:
            said.append(writing.write(formats, briefing, {}, Options(), path, force=force))
        except BriefingError as error:
            said.append(error.message)
        (box.made / "folder").mkdir(exist_ok=True)
        for name in ("quiet-street.json", "quiet-street.html", "index.md", "Trade.md"):
            if not (box.made / "folder" / name).exists():
                _make(box.made / "folder" / name, what, box)
    if mine and (box.made / "out").read_text() != "mine":
        raise AssertionError("a file was overwritten")
    return said


def _import_over(what: str, box: Box) -> object:
    (box.made / "in.json").write_text(exchange.encode(samples.briefing(), {}))
    _make(box.made / "out", what, box)
    return importing.import_briefing(box.made / "in.json", box.made / "out").about.id


def _import_from(what: str, box: Box) -> object:
    _make(box.made / "in.json", what, box)
    return importing.import_briefing(box.made / "in.json", box.made / "out")


def _new_over(what: str, box: Box) -> object:
    _make(box.made / "new", what, box)
    return _new("plain", box)


def _copy_over(what: str, box: Box) -> object:
    _make(box.made / "copy", what, box)
    return copies.copy(Folder(box.inside), box.made / "copy")


def _attach_from(what: str, box: Box) -> object:
    _make(box.made / "text.txt", what, box)
    return attachments.attach(Folder(box.inside), "report", box.made / "text.txt")


def _site_over(name: str, what: str, box: Box) -> object:
    target = box.made / "site"
    site.write_site(target, site.pages([samples.briefing()]))
    _make(target / name, what, box)
    try:
        site.write_site(target, site.pages([samples.briefing()]))
    finally:
        if what == "file" and (target / name).read_text() != "mine":
            raise AssertionError("a file of somebody else was overwritten")
    return ""


def _read_of(name: str, what: str, box: Box) -> object:
    copy = box.made / "copy"
    shutil.copytree(box.inside, copy)
    _make(copy / name, what, box)
    folder = Folder(copy)
    return [folder.unreadable(), [str(there) for there in attachments.at_hand(folder)], folder.briefing()]


def _copy_of(name: str, what: str, box: Box) -> object:
    source = box.made / "source"
    shutil.copytree(box.inside, source)
    _make(source / name, what, box) if what in PLACES else _make(source / name, "link", box)
    return copies.copy(Folder(source), box.made / "copy")


@contextmanager
def _swapped(path: Path, link: Path) -> Iterator[None]:
    """Somebody puts a link in the place of a file just before it is read."""
    read = files.read

    def swapped(asked: Path, limit: int, **how: bool) -> bytes:
        if asked.name == path.name:
            path.unlink()
            path.symlink_to(link)
        return read(asked, limit, **how)

    with patch.object(files, "read", swapped):
        yield


def _race_copy(box: Box) -> object:
    source = box.made / "source"
    shutil.copytree(box.inside, source)
    with _swapped(source / "themes" / "trade.yaml", box.outside / "secret.yaml"):
        return copies.copy(Folder(source), box.made / "copy")


def _race_read(box: Box) -> object:
    source = box.made / "source"
    shutil.copytree(box.inside, source)
    with _swapped(source / "themes" / "trade.yaml", box.outside / "secret.yaml"):
        return Folder(source).data("themes/trade.yaml").decode()


def _export_race(force: bool, box: Box) -> object:
    """Between the look and the writing something gets the name."""
    beside, path = files._beside, box.made / "out.html"

    @contextmanager
    def slipped_in(place: Path, data: bytes, mode: int | None) -> Iterator[Path]:
        with beside(place, data, mode) as temporary:
            path.symlink_to(box.outside / "secret") if force else path.write_text("mine")
            yield temporary

    with patch.object(files, "_beside", slipped_in), suppress(BriefingError):
        writing.write(["html"], Folder(box.inside).briefing(), {}, Options(), path, force=force)
    if not force and path.read_text() != "mine":
        raise AssertionError("a file was overwritten")
    return ""


# bad variants


@contextmanager
def _links_followed() -> Iterator[None]:
    """Files are read and written wherever a link leads."""

    def read(path: Path, limit: int, **_: object) -> bytes:
        return path.read_bytes()[: limit + 1]

    with patch.object(files, "read", read), patch.object(os.path, "realpath", str):
        yield


@contextmanager
def _plain_export() -> Iterator[None]:
    """An export opens its file and writes."""

    def export_all(contents: dict[Path, bytes], *, force: bool, folders: list[Path] = []) -> None:  # noqa: B006
        del force
        for folder in folders:
            folder.mkdir(exist_ok=True)
        for path, data in contents.items():
            path.write_bytes(data)

    with patch.object(files, "export_all", export_all):
        yield


TRIALS = (
    Trial(
        name="hostile ids, links, devices and races in import, attach, export, new, copy, rename and the static site",
        must="nothing read or written outside the folder, nothing overwritten",
        run=run,
        quick=12,
        whole=10_000,
        bad={"links are followed": _links_followed, "an export is plainly written": _plain_export},
        bad_tries=5,
    ),
)
