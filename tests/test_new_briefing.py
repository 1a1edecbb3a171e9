"""From two texts to a folder that loads and checks, and a folder's copy."""

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
import samples
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from terminal import ROOT

from briefing import article, checks, copies, files, new_briefing, new_folder, paths, strict_yaml
from briefing.errors import BriefingError, WriteRefused
from briefing.loader import Folder
from briefing.new_briefing import Made, Side
from briefing.page_record import Record
from briefing.text import clean
from briefing.texts import find_texts

TEXT = "The quiet street\n\nNobody misses the cars in it.\n\nShops and Rents\n\nTakings rose in the second year.\n"
HOSTILE = (
    "no", "012", "2025-04-23", "null", "~", "- x", "a: b #c", "[x](y)", "{{ x }}", "'", '"', "*a &b !c %d @e `f`", "|",
    ">", "---", "<b>&amp;</b>", "\x1b]52;c;x\x07", "\u202eabc", "汉字", "\ufffe", "TODO", "x" * 5000,
    "a\\nb", "../../etc/passwd",
)  # fmt: skip


def side(name: str = "Close it", text: str = TEXT, record: Record | None = None, stem: str = "times") -> Side:
    return Side(name, text, record or Record(title="The street"), stem)


def make(first: Side, second: Side, *, title: str = "A title", question: str = "Why?", texts: bool = True) -> Made:
    return new_briefing.make("mine", title, question, first, second, with_texts=texts)


def rules(folder: Path) -> list[str]:
    made = Folder(folder)
    return [problem.rule for problem in checks.run(made, find_texts(made))]


@pytest.mark.parametrize("texts", [True, False])
def test_two_texts_become_a_briefing_in_which_only_todos_are_found(texts: bool, tmp_path: Path) -> None:
    sources = ROOT / "data" / "car-free-centre" / "sources"
    read = [new_briefing.read_text(sources / f"{name}.txt") for name in ("marchbrook", "ashgrave")]
    made = make(side("Close it", read[0], stem="a"), side("Keep it open", read[1], stem="b"), texts=texts)
    new_briefing.write(made, tmp_path / "mine")
    folder = Folder(tmp_path / "mine")
    briefing = folder.briefing()
    assert [perspective.id for perspective in briefing.about.perspectives] == ["close-it", "keep-it-open"]
    assert set(rules(folder.path)) == {"todo"}
    found = find_texts(folder)
    assert all(len(text.alignment.matched) == made.paragraphs[name] > 9 for name, text in found.items())
    assert found.keys() == {"a", "b"}
    assert (tmp_path / "mine" / "sources" / "a.txt").exists() is texts
    assert paths.attached_text("mine", "a").exists() is not texts


def test_the_outline_is_that_of_the_curated_briefing() -> None:
    curated = Folder(ROOT / "data" / "car-free-centre").source("ashgrave")
    read = new_briefing.read_text(ROOT / "data" / "car-free-centre" / "sources" / "ashgrave.txt")
    made = make(side(text=read, stem="ashgrave"), side("Other"))
    data = yaml.safe_load(made.contents["sources/ashgrave.yaml"])
    assert [part["heading"] for part in data["outline"]] == [part.heading for part in curated.outline]
    assert data["outline"][0]["paragraphs"] == [
        {"digest": each.digest, "words": each.words} for each in curated.outline[0].paragraphs
    ]


def test_of_a_text_of_one_paragraph_too_only_what_is_to_be_written_is_said(tmp_path: Path) -> None:
    one = "Nobody misses the cars in it.\n"
    new_briefing.write(make(side(text=one), side("Other", one, stem="post")), tmp_path / "mine")
    assert set(rules(tmp_path / "mine")) == {"todo"}


@pytest.mark.parametrize("text", HOSTILE)
def test_what_someone_types_is_read_back_as_it_was_typed(text: str, tmp_path: Path) -> None:
    safe = clean(text)
    record = Record(title=safe, author=f"{safe}, {safe}", outlet=safe, url=safe)
    made = make(side(safe, record=record, stem=text), side("Other", TEXT, stem=text), title=safe, question=safe)
    new_briefing.write(made, tmp_path / "mine")
    briefing = Folder(tmp_path / "mine").briefing()
    assert (briefing.about.title, briefing.about.question, briefing.about.perspectives[0].name) == (safe, safe, safe)
    assert all(name.isascii() and "/" not in name for name in briefing.sources)
    assert set(rules(tmp_path / "mine")) == {"todo"}
    assert {path.parent for path in tmp_path.rglob("*.yaml")} <= {
        tmp_path / "mine", tmp_path / "mine" / "sources", tmp_path / "mine" / "themes",
    }  # fmt: skip


@given(st.text(min_size=1).map(clean).filter(str.strip), st.text().map(clean))
def test_comments_change_nothing_of_what_a_file_says(typed: str, outlet: str) -> None:
    record = Record(title=typed, outlet=outlet.strip())
    made = make(side(typed, record=record), side("Other side"), title=typed, question=typed)
    read = strict_yaml.read(made.contents["briefing.yaml"])
    assert isinstance(read, dict)
    assert (read["title"], read["question"]) == (typed, typed)
    assert list(read) == ["schema_version", "id", "title", "question", "scale", "perspectives", "themes"]


@pytest.mark.parametrize(
    "text",
    [
        "Nobody [b]misses[/b] the \x1b[31mcars\x07 in it.\n\n## A: b #c\n\n- Takings rose, [x](javascript:y) & more.\n",
        "汉字没有空格，这里有一个完整的句子。\n\n## 标题\n\n另一个句子也在这里，它更长一些。\n",
        "\ufeffNobody misses the cars.\r\n\r\nNobody \u202emisses the cars.\r\n",
        "Nobody misses \x00 the cars.\n\n" * 300,
        "## " + "h" * 3000 + "\n\nNobody misses the cars in it.\n" * 3,
        "Nobody misses the cars.\n\n## null\n\nIt is quiet there now.\n\n## null\n\nIt is quiet there too.\n",
    ],
)
def test_hostile_texts_are_outlined_and_kept_so_that_they_match(text: str, tmp_path: Path) -> None:
    plain = article.plain(text)
    new_briefing.write(make(side(text=plain), side("Other", plain, stem="post"), texts=False), tmp_path / "mine")
    folder = Folder(tmp_path / "mine")
    assert set(rules(folder.path)) == {"todo"}
    assert all(not text.alignment.missing for text in find_texts(folder).values())


def test_marked_texts_lose_their_marks_and_their_front_matter(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "---\ntitle: T\n---\n\nNobody *misses* the [cars](x).\n\nShops\n-----\n\nIt is quiet there.\n"
    )
    (tmp_path / "a.html").write_text(
        "<html><title>T</title><p>Nobody <b>misses</b> the cars.<h2>Shops</h2><p>It is quiet."
    )
    for name in ("a.md", "a.html"):
        text = new_briefing.read_text(tmp_path / name)
        assert "Nobody misses the cars." in text
        assert "## Shops" in text
        assert "title" not in text


def test_a_text_without_a_paragraph_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Menu\n\nHome\n")
    with pytest.raises(BriefingError, match="there is no paragraph in it"):
        new_briefing.read_text(tmp_path / "a.txt")


def test_a_text_with_more_paragraphs_than_a_file_may_hold_is_refused() -> None:
    with pytest.raises(BriefingError, match="it cannot be written"):
        make(side(text="Nobody misses the cars in it.\n\n" * 9000), side("Other"))


def test_each_file_fits_the_schema_that_its_first_line_names(tmp_path: Path) -> None:
    new_briefing.write(make(side(), side("Other", stem="post")), tmp_path / "mine")
    files = sorted((tmp_path / "mine").rglob("*.yaml"))
    assert len(files) == 4
    for path in files:
        first = path.read_text().split("\n")[0]
        schema = path.parent / first.removeprefix("# yaml-language-server: $schema=")
        validator = Draft202012Validator(json.loads(schema.read_text()))
        validator.validate(yaml.safe_load(path.read_text()))
        assert not validator.is_valid({"schema_version": 1})


def test_ids_are_made_of_names_and_are_unique(tmp_path: Path) -> None:
    record = Record(title="T", author="Quill, Ada; Reed, Bo")
    made = make(side("关闭", record=record), side("打开", record=record))
    about = yaml.safe_load(made.contents["briefing.yaml"])
    assert [each["id"] for each in about["perspectives"]] == ["side", "side-2"]
    assert [each["source"] for each in about["perspectives"]] == ["quill", "quill-2"]
    paths.attached_text("car-free-centre-2", "x").parent.mkdir(parents=True)
    assert new_briefing.briefing_id(tmp_path / "Car-free centre", "T") == "car-free-centre-3"
    assert new_briefing.briefing_id(tmp_path / "汉字", "Why not") == "why-not"
    assert new_briefing.briefing_id(tmp_path / "汉字", "汉字") == "briefing"


def no_room(descriptor: int) -> None:
    raise OSError(errno.ENOSPC, "full")


def test_nothing_is_left_of_a_briefing_that_could_not_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make(side(), side("Other", stem="post"), texts=False)
    written = new_folder.write

    def fails(folder: Path, contents: dict[str, bytes]) -> None:
        monkeypatch.setattr(os, "fsync", no_room)
        written(folder, contents)

    monkeypatch.setattr(new_folder, "write", fails)
    with pytest.raises(WriteRefused, match="the disk is full"):
        new_briefing.write(made, tmp_path / "mine")
    assert not (tmp_path / "mine").exists()
    assert list((tmp_path / "data" / "texts").iterdir()) == []


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_copy_holds_the_same_bytes_and_not_the_notes(tmp_path: Path) -> None:
    own = samples.write(samples.briefing(), tmp_path / "own")
    (own / "notes.yaml").write_text("mine\n")
    (own / "sources" / "extra.txt").write_bytes(b"\xff\r\n")
    (own / "themes" / ".swp").write_text("x")
    (own / ".git").mkdir()
    (own / ".git" / "config.yaml").write_text("x")
    before = contents(own)
    copies.copy(Folder(own), tmp_path / "copy")
    for left in ("notes.yaml", "themes/.swp", ".git/config.yaml"):
        before.pop(left)
    assert contents(tmp_path / "copy") == before
    copies.copy(Folder(own), tmp_path / "noted", own / "notes.yaml")
    assert contents(tmp_path / "noted") == {**before, "notes.yaml": b"mine\n"}


def test_every_built_in_briefing_can_be_copied_and_is_no_built_in_one_then(tmp_path: Path) -> None:
    for folder in paths.builtin_folders():
        copies.copy(Folder(folder), tmp_path / folder.name)
        assert contents(tmp_path / folder.name) == contents(folder)
        assert not paths.is_builtin(tmp_path / folder.name)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda own: (own / "themes" / "x.yaml").symlink_to("/etc/passwd"),
        lambda own: (own / "schema").symlink_to("/etc"),
        lambda own: (own / "sources" / "big.txt").write_bytes(b"x" * ((10 << 20) + 1)),
        lambda own: os.mkfifo(own / "pipe.yaml"),
        lambda own: (own / "folder.yaml").mkdir(),
    ],
    ids=["link", "folder-link", "big", "pipe", "folder"],
)
def test_what_is_no_ordinary_file_is_not_copied_and_nothing_is_written(
    spoil: Callable[[Path], None], tmp_path: Path
) -> None:
    own = samples.write(samples.briefing(), tmp_path / "own")
    spoil(own)
    with pytest.raises(BriefingError) as told:
        copies.copy(Folder(own), tmp_path / "copy")
    assert told.value.hint
    assert not (tmp_path / "copy").exists()


@pytest.mark.parametrize("name", ["full", "file", "link", "gone/new", "a\0b"])
def test_only_a_new_or_empty_folder_is_filled(name: str, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to("empty")
    before = contents(tmp_path)
    own = Folder(ROOT / "data" / "car-free-centre")
    with pytest.raises(WriteRefused) as told:
        copies.copy(own, tmp_path / name)
    assert told.value.hint
    with pytest.raises(WriteRefused):
        new_briefing.write(make(side(), side("Other"), texts=False), tmp_path / name)
    assert contents(tmp_path) == before
    copies.copy(own, tmp_path / "empty")
    assert Folder(tmp_path / "empty").about.id == "car-free-centre"


def test_a_link_that_is_slipped_in_just_before_a_file_is_copied_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, read = samples.write(samples.briefing(), tmp_path / "own"), files.read
    (tmp_path / "other").write_text("kept")

    def swapped(path: Path, limit: int, **how: bool) -> bytes:
        if path.name == "trade.yaml":
            path.unlink()
            path.symlink_to(tmp_path / "other")
        return read(path, limit, **how)

    folder = Folder(own)
    monkeypatch.setattr(files, "read", swapped)
    with pytest.raises(BriefingError, match="link"):
        copies.copy(folder, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()
