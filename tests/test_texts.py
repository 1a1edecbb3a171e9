"""Which text counts for a source, and how it is read."""

from pathlib import Path

import msgspec
import pytest
import samples
from text_samples import LOCATORS, PARAGRAPHS, source, text

from briefing import paths
from briefing.errors import BriefingError
from briefing.loader import Folder
from briefing.texts import find_texts

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """The small briefing, whose report has the outline of the article."""
    made = samples.briefing()
    sources = {**made.sources, "report": source()}
    return Folder(samples.write(msgspec.structs.replace(made, sources=sources), tmp_path / "own"))


def put(path: Path, made: str | bytes = text()) -> Path:
    """A file with the article in it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(made.encode() if isinstance(made, str) else made)
    return path


def own(folder: Folder) -> Path:
    return folder.path / "sources" / "report.txt"


def attached() -> Path:
    return paths.attached_text("quiet-street", "report")


def test_without_any_text_none_is_at_hand(folder: Folder) -> None:
    assert find_texts(folder) == {}


def test_a_text_beside_the_record_is_at_hand(folder: Folder) -> None:
    put(own(folder))
    found = find_texts(folder)
    assert list(found) == ["report"]
    assert found["report"].paragraphs == dict(zip(LOCATORS, PARAGRAPHS, strict=True))
    assert found["report"].path == own(folder)
    assert found["report"].texts == PARAGRAPHS


def test_the_folder_that_is_named_counts_before_the_briefing_s_and_that_before_the_attached(
    folder: Folder, tmp_path: Path
) -> None:
    named = put(tmp_path / "texts" / "report.txt")
    for expected in (named, put(own(folder)), put(attached())):
        assert find_texts(folder, tmp_path / "texts")["report"].path == expected
        expected.unlink()
    assert find_texts(folder, tmp_path / "texts") == {}


def test_an_attached_text_is_for_one_briefing_alone(folder: Folder) -> None:
    put(paths.attached_text("another-briefing", "report"))
    assert find_texts(folder) == {}


def test_a_folder_of_texts_that_is_not_there_is_told(folder: Folder, tmp_path: Path) -> None:
    for name in ("gone", "x" * 5000):
        with pytest.raises(BriefingError, match="no such folder"):
            find_texts(folder, tmp_path / name)


@pytest.mark.parametrize(
    ("made", "told"), [(b"\xff\xfe\x00", "not UTF-8"), (b"caf\xe9", "not UTF-8"), (b"a\x00b", "binary")]
)
def test_a_text_that_cannot_be_read_is_refused_by_name(folder: Folder, made: bytes, told: str) -> None:
    put(own(folder), made)
    with pytest.raises(BriefingError, match=told) as refused:
        find_texts(folder)
    assert str(own(folder)) in refused.value.message


def test_a_folder_in_the_place_of_a_text_is_refused(folder: Folder) -> None:
    own(folder).mkdir()
    with pytest.raises(BriefingError, match=r"report\.txt: this is a folder"):
        find_texts(folder)


def test_a_link_out_of_the_briefing_is_not_followed_and_one_within_is(folder: Folder, tmp_path: Path) -> None:
    own(folder).symlink_to(put(tmp_path / "secret.txt"))
    with pytest.raises(BriefingError, match="leads out of the folder"):
        find_texts(folder)
    own(folder).unlink()
    put(folder.path / "sources" / "a.txt")
    own(folder).symlink_to("a.txt")
    assert "report" in find_texts(folder)


def test_a_broken_record_hides_no_other_text(folder: Folder) -> None:
    put(own(folder))
    (folder.path / "sources" / "essay.yaml").write_text("id: [")
    assert list(find_texts(Folder(folder.path))) == ["report"]
    (folder.path / "briefing.yaml").write_text("id: [")
    assert find_texts(Folder(folder.path)) == {}


def test_without_a_home_folder_no_text_is_attached(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> Path:
        raise BriefingError("there is no home folder")

    monkeypatch.setattr(paths, "data_folder", nowhere)
    assert find_texts(folder) == {}


def test_what_acts_on_a_terminal_is_shown_and_not_done(folder: Folder) -> None:
    put(own(folder), text().replace("It came", "\x1b[31m\u202eIt came"))
    (said,) = (p for p in find_texts(folder)["report"].texts if "came alive" in p)
    assert "␛[31m\ufffdIt came" in said


@pytest.mark.parametrize("briefing", ["car-free-centre"])
def test_a_briefing_that_carries_its_texts_has_every_paragraph_at_hand(briefing: str) -> None:
    folder = Folder(paths.builtin_folder(briefing))
    found = find_texts(folder)
    assert list(found) == list(folder.sources())
    for made in found.values():
        assert made.alignment.is_whole
        assert made.alignment.around == ()
        assert made.alignment.share == 1


ARTICLES = ROOT.parent / "shared" / "sources"


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="the two articles are not here")
@pytest.mark.parametrize(("name", "file"), [("bpl", "bridging-the-divide.txt"), ("kortunov", "kortunov.txt")])
def test_the_two_articles_are_those_that_were_outlined(name: str, file: str, tmp_path: Path) -> None:
    (tmp_path / f"{name}.txt").symlink_to(ARTICLES / file)
    found = find_texts(Folder(paths.builtin_folder()), tmp_path)[name].alignment
    assert found.is_whole
    assert found.share == 1
