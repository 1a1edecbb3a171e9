"""Attaching a copy of a source: compared, kept or refused, told, listed, removed."""

import stat
from pathlib import Path

import msgspec
import pytest
import samples
from hypothesis import given
from hypothesis import strategies as st
from test_documents import SHAPES, page
from text_samples import LOCATORS, OTHER, PARAGRAPHS, lines, source, text, wrapped

from briefing import attachments, files, paths
from briefing.errors import BriefingError, WriteRefused
from briefing.loader import Folder
from briefing.texts import find_texts

COMMENT = "I should like to see that."


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """The small briefing, whose report has the outline of the article; the essay has none that a text could match."""
    made = samples.briefing()
    sources = {**made.sources, "report": source()}
    return Folder(samples.write(msgspec.structs.replace(made, sources=sources), tmp_path / "own"))


def saved(tmp_path: Path, made: str = text(), name: str = "copy.txt") -> Path:
    (tmp_path / name).write_text(made)
    return tmp_path / name


def test_a_copy_is_kept_as_plain_text_in_the_data_folder_and_found_there(folder: Folder, tmp_path: Path) -> None:
    before = sorted(folder.path.rglob("*"))
    attached = attachments.attach(folder, "report", saved(tmp_path, page(SHAPES["list"]), "page.html"))
    assert attached.path == paths.attached_text("quiet-street", "report")
    assert attached.path is not None
    kept = attached.path.read_text()
    assert "<" not in kept
    assert "## Shops\n\nTakings rose" in kept
    assert find_texts(folder)["report"].alignment == attached.alignment
    assert attached.alignment.is_whole
    assert sorted(folder.path.rglob("*")) == before, "nothing is written into the briefing"
    assert stat.S_IMODE(attached.path.stat().st_mode) == 0o600


def test_what_is_kept_is_cleaned(folder: Folder, tmp_path: Path) -> None:
    attached = attachments.attach(folder, "report", saved(tmp_path, "\x1b]0;title\x07\r\n" + text()))
    assert attached.path is not None
    assert attached.path.read_bytes().startswith("␛]0;title␇\n".encode())


def test_another_copy_replaces_the_first(folder: Folder, tmp_path: Path) -> None:
    attachments.attach(folder, "report", saved(tmp_path))
    attachments.attach(folder, "report", saved(tmp_path, text().replace("12 %", "13 %")))
    assert list(find_texts(folder)["report"].alignment.changed) == [LOCATORS[2]]


@given(st.sampled_from(sorted(SHAPES)), st.integers(30, 200))
def test_a_copy_matches_whole_whichever_way_it_was_saved(
    tmp_path_factory: pytest.TempPathFactory, shape: str, width: int
) -> None:
    base = tmp_path_factory.getbasetemp()
    copies = (saved(base, page(SHAPES[shape]), "copy.html"), saved(base, wrapped(text(), width), "copy.md"))
    for file in copies:
        found, _ = attachments.compare(source(), file)
        assert found.alignment.is_whole


def test_of_the_ways_to_read_a_file_the_one_that_matches_most_counts(tmp_path: Path) -> None:
    linked = text().replace("the baker", "the [baker](https://example.org/baker)")
    found, kept = attachments.compare(source(), saved(tmp_path, linked, "copy.md"))
    assert found.alignment.is_whole
    assert "example.org" not in kept
    outlined_as_it_is = source([p.replace("the baker", "the [baker](https://example.org/baker)") for p in PARAGRAPHS])
    found, kept = attachments.compare(outlined_as_it_is, saved(tmp_path, linked, "copy.md"))
    assert found.alignment.is_whole
    assert "example.org" in kept


def test_of_two_ways_that_match_alike_the_file_as_it_is_counts(tmp_path: Path) -> None:
    cut = "See [the map](https://example.org/map).\n\n" + "\n\n".join(lines()[:-1])
    found, kept = attachments.compare(source(), saved(tmp_path, cut, "copy.md"))
    assert found.alignment.missing == (LOCATORS[5],)
    assert "](https://example.org/map)" in kept


def test_a_text_that_is_mostly_another_is_refused_with_numbers_and_leaves_all_as_it_was(
    folder: Folder, tmp_path: Path
) -> None:
    attachments.attach(folder, "report", saved(tmp_path))
    other = saved(tmp_path, "\n\n".join([*OTHER, *PARAGRAPHS[:2]]), "other.txt")
    with pytest.raises(BriefingError) as refused:
        attachments.attach(folder, "report", other)
    assert "other.txt: this is mostly another text than `report`: 2 of 6 paragraphs match, " in refused.value.message
    assert find_texts(folder)["report"].alignment.is_whole


@pytest.mark.parametrize(("count", "is_kept"), [(2, False), (4, True)])
def test_half_of_the_words_must_match(folder: Folder, tmp_path: Path, count: int, is_kept: bool) -> None:
    made = saved(tmp_path, "\n\n".join(PARAGRAPHS[:count]))
    if is_kept:
        assert len(attachments.attach(folder, "report", made).alignment.matched) == count
    else:
        with pytest.raises(BriefingError, match="mostly another text"):
            attachments.attach(folder, "report", made)
        assert find_texts(folder) == {}


def test_an_empty_file_is_refused(folder: Folder, tmp_path: Path) -> None:
    with pytest.raises(BriefingError, match="0 of 6 paragraphs match, 0 of"):
        attachments.attach(folder, "report", saved(tmp_path, ""))


def test_a_source_without_an_outline_takes_no_text(tmp_path: Path) -> None:
    bare = msgspec.structs.replace(source(), outline=())
    with pytest.raises(BriefingError, match="no outline") as refused:
        attachments.compare(bare, saved(tmp_path))
    assert "briefing outline" in refused.value.hint


@pytest.mark.parametrize(("name", "hint"), [("reprot", "`report`"), ("x", "report and essay"), ("../report", "report")])
def test_an_unknown_source_is_told_with_those_there_are(folder: Folder, tmp_path: Path, name: str, hint: str) -> None:
    with pytest.raises(BriefingError) as refused:
        attachments.attach(folder, name, saved(tmp_path))
    assert f"no source `{name}`" in refused.value.message
    assert hint in refused.value.hint


def test_the_answer_tells_what_matches_and_what_does_not(tmp_path: Path) -> None:
    made = lines()
    made[1] = made[1].replace("1,250", "1,350")
    made.remove(PARAGRAPHS[4])
    at = made.index(PARAGRAPHS[3])
    made[made.index("The Winter")] = "The Summer"
    made = [PARAGRAPHS[5], *[line for line in made[:at] if line != PARAGRAPHS[5]], OTHER[0], *made[at:-1], COMMENT]
    found, _ = attachments.compare(source(), saved(tmp_path, "\n\n".join(made)))
    words = found.alignment.matched_words
    assert list(attachments.account(found)) == [
        f"report: 4 of 6 paragraphs match, {words} of {found.alignment.words} words ({100 * words // 130}%).",
        "Changed: report/2, which begins now: “Two years later the council’s report counts 1,350 …”",
        "Moved: report/the-winter/2, which comes first now",
        "Missing: report/the-winter/1",
        "Missing: the heading “The Winter”",
        "New: “Nothing was further from the minds of the …”",
        "Not counted, before or after the article: 1, first “I should like to see that.”",
    ]


def test_a_whole_copy_is_told_in_one_line(tmp_path: Path) -> None:
    found, _ = attachments.compare(source(), saved(tmp_path))
    assert len(list(attachments.account(found))) == 1


def test_the_beginning_of_a_paragraph_is_short_however_long_its_words() -> None:
    assert attachments.first_words("one two") == "“one two”"
    assert len(attachments.first_words("x" * 5000)) < 110
    assert "\n" not in attachments.first_words("a\nb\x1b c")


def test_what_is_at_hand_is_told_for_every_source(folder: Folder, tmp_path: Path) -> None:
    report, essay = attachments.at_hand(folder)
    assert (report.text, report.path, report.is_attached, report.problem) == (None, None, False, None)
    attachments.attach(folder, "report", saved(tmp_path))
    (folder.path / "sources" / "essay.txt").write_bytes(b"\xff")
    report, essay = attachments.at_hand(folder)
    assert report.is_attached
    assert report.text is not None
    assert essay.text is None
    assert essay.problem is not None
    assert "essay.txt" in essay.problem.message
    (folder.path / "sources" / "report.txt").write_text(text())
    assert not attachments.at_hand(folder)[0].is_attached


def test_an_attached_text_can_be_removed_and_no_other(folder: Folder, tmp_path: Path) -> None:
    own = folder.path / "sources" / "report.txt"
    own.write_text(text())
    with pytest.raises(BriefingError, match="no text is attached to a source `report`"):
        attachments.remove(folder, "report")
    attachments.attach(folder, "report", saved(tmp_path))
    with pytest.raises(BriefingError) as refused:
        attachments.remove(folder, "../quiet-street/report")
    assert refused.value.hint == "Attached are report."
    assert attachments.remove(folder, "report") == paths.attached_text("quiet-street", "report")
    assert not paths.attached_text("quiet-street", "report").exists()
    assert own.exists()


def test_a_copy_of_a_source_that_the_briefing_no_longer_has_can_be_removed(folder: Folder) -> None:
    gone = paths.attached_text("quiet-street", "gone")
    gone.parent.mkdir(parents=True)
    gone.write_text("text")
    attachments.remove(folder, "gone")
    assert not gone.exists()


def test_only_a_file_or_a_link_is_deleted(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "folder")
    files.remove(tmp_path / "link")
    with pytest.raises(WriteRefused, match="this is a folder"):
        files.remove(tmp_path / "folder")
    with pytest.raises(WriteRefused):
        files.remove(tmp_path / "gone")
    assert [path.name for path in tmp_path.iterdir() if path.name != "data"] == ["folder"]
