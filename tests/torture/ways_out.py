"""Ids, links, devices and other people who change a folder meanwhile: nothing is read or written outside of it."""

import os
import random
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Final
from unittest.mock import patch

import samples

from briefing import attachments, copies, exchange, files, importing
from briefing.errors import BriefingError
from briefing.export import Options, writing
from briefing.held_folder import HeldFolder
from briefing.loader import ABOUT, Folder
from briefing.serving import site
from torture.boxes import Box, Try, boxed, tree, tried
from torture.children import Died, in_child
from torture.hostile_ids import new_briefing_of, with_ids
from torture.trial import Outcome, Trial


def run(count: int, chance: random.Random, folder: Path) -> Outcome:
    """Each attack in a box of its own; all that was there must be there, and what is new in the folder meant for it."""
    attacks = [*_with_links(), *with_ids()]
    if count < len(attacks):
        attacks = [*attacks[:5], *chance.sample(attacks[5:], max(0, count - 5))]
    failures: list[str] = []
    master = samples.write(samples.briefing(), folder / "master")
    for number, (name, attack) in enumerate(attacks[:count]):
        home = folder / str(number)
        os.environ["BRIEFING_DATA_DIR"] = str(home / "data")
        box = boxed(home, master)
        before = tree(home)
        try:
            failures += [f"{name}: {wrong}" for wrong in in_child(partial(tried, attack, box, home, before))]
        except Died as died:
            failures.append(f"{name}: {died}")
        shutil.rmtree(home)
    return Outcome(min(count, len(attacks)), failures)


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
    return new_briefing_of("plain", box)


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
    def slipped_in(held: HeldFolder, place: Path, data: bytes, mode: int | None) -> Iterator[Path]:
        with beside(held, place, data, mode) as temporary:
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

    def export_all(
        contents: dict[Path, bytes],
        *,
        force: bool,
        below: Path,
        folders: list[Path] = [],  # noqa: B006
    ) -> None:
        del force, below
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
        seconds=150,
        bad={"links are followed": _links_followed, "an export is plainly written": _plain_export},
        bad_tries=5,
    ),
)
