"""A site of plain files: what is in it, what it leaves alone, and how it looks in a browser."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
import samples
from chromium import Window, chromium
from test_cli import Run, assert_refused, run, write_notes

from briefing import paths
from briefing.errors import BriefingError, WriteRefused
from briefing.exchange import decode
from briefing.model import Briefing
from briefing.serving.site import pages, write_site

__all__ = ["run"]
PLAIN = samples.briefing()


def renamed(id: str, title: str = "Another") -> Briefing:
    return msgspec.structs.replace(PLAIN, about=msgspec.structs.replace(PLAIN.about, id=id, title=title))


class Links(HTMLParser):
    """The tags of a page, and where its links lead."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_index_leads_to_a_page_and_the_json_of_each_by_relative_links() -> None:
    made = pages([PLAIN, renamed("index")])
    assert sorted(made) == [
        "index.html", "index/briefing.json", "index/index.html", "quiet-street/briefing.json",
        "quiet-street/index.html",
    ]  # fmt: skip
    links = Links(made["index.html"]).links
    assert links == [
        "quiet-street/index.html", "quiet-street/briefing.json", "index/index.html", "index/briefing.json"
    ]  # fmt: skip
    assert "A quiet main street" in made["index.html"] and "Close it · Keep it open" in made["index.html"]
    assert decode(made["quiet-street/briefing.json"].encode(), "x").briefing() == PLAIN
    assert made == pages([PLAIN, renamed("index")])


@pytest.mark.parametrize("text", [*samples.HOSTILE, '"><script>alert(1)</script>', "$entries ${x} $"])
def test_texts_in_the_index_are_only_texts(text: str) -> None:
    made = samples.briefing(lambda field: f"{text}{field}")
    page = Links(pages([made])["index.html"])
    assert page.tags == Links(pages([PLAIN])["index.html"]).tags
    assert "\x1b" not in pages([made])["index.html"]


def test_two_briefings_with_one_id_are_refused() -> None:
    with pytest.raises(BriefingError, match="two briefings with the id `quiet-street`"):
        pages([PLAIN, PLAIN])


def test_a_site_is_written_anew_over_its_own_files_and_what_is_gone_goes(tmp_path: Path) -> None:
    write_site(tmp_path / "site", pages([PLAIN, renamed("other")]))
    first = tree(tmp_path / "site")
    write_site(tmp_path / "site", pages([PLAIN, renamed("other")]))
    assert tree(tmp_path / "site") == first
    write_site(tmp_path / "site", pages([renamed("quiet-street", "A new title")]))
    assert sorted(tree(tmp_path / "site")) == [
        "index.html", "quiet-street/briefing.json", "quiet-street/index.html", "site.json"
    ]  # fmt: skip
    assert b"A new title" in tree(tmp_path / "site")["index.html"]


@pytest.mark.parametrize("name", ["index.html", "quiet-street/index.html", "quiet-street/briefing.json", "site.json"])
def test_a_file_of_somebody_else_stops_everything(name: str, tmp_path: Path) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("mine")
    with pytest.raises(WriteRefused, match=re.escape(name)):
        write_site(tmp_path, pages([PLAIN]))
    assert tree(tmp_path) == {name: b"mine"}


def test_a_page_that_was_changed_since_stops_everything(tmp_path: Path) -> None:
    write_site(tmp_path, pages([PLAIN, renamed("other")]))
    (tmp_path / "other" / "index.html").write_text("mine now")
    before = tree(tmp_path)
    for briefings in ([PLAIN], [PLAIN, renamed("other")]):
        with pytest.raises(WriteRefused, match=r"other/index\.html: this file is not as"):
            write_site(tmp_path, pages(briefings))
    assert tree(tmp_path) == before


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "a/b/index.html", "../index.html", "x/notes.yaml"])
def test_a_list_that_names_other_files_deletes_none(name: str, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("mine")
    site = tmp_path / "site"
    site.mkdir()
    (site / "site.json").write_text(json.dumps({"schema_version": 1, "files": {name: "0" * 64}}))
    with pytest.raises(WriteRefused, match="not the list of a site"):
        write_site(site, pages([PLAIN]))
    assert (tmp_path / "secret").read_text() == "mine"


def test_a_link_in_the_place_of_a_file_or_folder_is_not_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for name in ("index.html", "quiet-street"):
        site = tmp_path / f"site-{name}"
        site.mkdir()
        (site / name).symlink_to(elsewhere)
        with pytest.raises(WriteRefused):
            write_site(site, pages([PLAIN]))
    assert not tree(elsewhere)


def test_the_command_writes_all_briefings_or_those_named_without_notes(run: Run, tmp_path: Path) -> None:
    own = samples.write(PLAIN, tmp_path / "own")
    write_notes(own, {"trade": "A private thought"})
    named = run("serve", "--static", "site", "./own", "car-free-centre")
    assert (named.code, named.out) == (0, "")
    assert named.err == "Written to site/index.html: 2 briefings\n"
    assert not any(b"private" in data for data in tree(tmp_path / "site").values())
    samples.write(PLAIN, paths.library_folder() / "street")
    (paths.library_folder() / "draft").mkdir()
    every = run("serve", "--static", "all")
    assert every.code == 1
    assert "draft is left out" in every.err and "3 briefings" in every.err
    assert {path.parent.name for path in (tmp_path / "all").glob("*/index.html")} == {
        "car-free-centre", "us-russia-cooperation", "quiet-street"
    }  # fmt: skip
    assert_refused(run("serve", "./own", "car-free-centre"), "one briefing is shown at a time")


def test_a_browser_goes_from_the_index_to_a_point_without_any_other_request(tmp_path: Path) -> None:
    write_site(tmp_path, pages([PLAIN, renamed("other")]))
    with chromium() as browser:
        window = Window(browser, 390).open(tmp_path / "index.html")
        assert window.page.evaluate("document.documentElement.scrollWidth") <= 390
        window.page.get_by_role("link", name="A quiet main street").click()
        window.page.wait_for_url("**/quiet-street/index.html")
        assert "Do the shops take more?" in window.page.inner_text("body")
        assert all(address.startswith(("file:", "data:")) for address in window.requests)
        assert not window.complaints


def test_a_site_that_was_only_half_written_is_written_again(tmp_path: Path) -> None:
    write_site(tmp_path, pages([PLAIN]))
    before = tree(tmp_path)
    made = renamed("quiet-street", "Another title")
    write_site(tmp_path, pages([made]))
    after = tree(tmp_path)
    for name, data in before.items():
        (tmp_path / name).write_bytes(data)
    half = next(name for name in after if before.get(name) != after[name] and name != "site.json")
    (tmp_path / half).write_bytes(after[half])
    write_site(tmp_path, pages([made]))
    assert tree(tmp_path) == after
