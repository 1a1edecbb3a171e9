"""A proposal for a briefing: what must hold of any two texts, and of texts that are unlike most."""

import sys
import tempfile
from collections import Counter
from pathlib import Path

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from terminal import ROOT

from briefing import checks, files, formatting, new_briefing, yaml_text
from briefing.checks.silence_rules import Index
from briefing.drafting import Draft, grouping, propose, writing
from briefing.drafting.grouping import Group, agglomerate
from briefing.drafting.similarity import Matrix
from briefing.editing import themes
from briefing.errors import BriefingError, WriteRefused
from briefing.export.draft import NOTHING, plain
from briefing.loader import Folder
from briefing.new_briefing import FIRST_THEME
from briefing.page_record import Record
from briefing.sources import paragraphs
from briefing.texts import SourceText, find_texts

sys.path.append(str(ROOT / "tools"))

from draft_measure import agreement, curated, rand
from draft_methods import drafted, each_heading, one_theme

CAR_FREE = ROOT / "data" / "car-free-centre"
WORDS = "tram trams shop shops rent noise Noise EU tree don’t the of 2027 baker bakers street’s 街 道路 [b]bold[/b]"
SENTENCE = st.lists(st.sampled_from(WORDS.split()), min_size=4, max_size=9).map(lambda found: f"{' '.join(found)}.")
BLOCK = st.tuples(st.sampled_from(("", "## Trams\n\n", "## 街\n\n")), st.lists(SENTENCE, min_size=1, max_size=4))
TEXT = st.lists(BLOCK, min_size=1, max_size=5).map(
    lambda blocks: "\n\n".join(heading + "\n\n".join(texts) for heading, texts in blocks)
)
UNWRITTEN = {"todo", "uncited-paragraph"}
"""The rules that a draft breaks as long as none of its claims is written."""
SHOPS = "Shops lost trade when the tram came. Bakers closed early.\n\nRents rose again near every tram stop.\n"
NOISE = "Noise fell near the tram stop at night.\n\nShops won trade from people who walked to bakers.\n"


def start(folder: Path, one: str, other: str) -> Folder:
    """A new briefing of two texts, which lie in it."""
    sides = [new_briefing.Side(name, text, Record(), name) for name, text in (("Yes", one), ("No", other))]
    made = new_briefing.make("mine", "Trams", "Build it?", sides[0], sides[1], with_texts=True)
    new_briefing.write(made, folder)
    return Folder(folder)


def texts_of(folder: Folder) -> dict[str, SourceText]:
    found = find_texts(folder)
    return {side.id: found[side.source] for side in folder.about.perspectives}


def drafted_from(folder: Folder) -> Draft:
    return propose(texts_of(folder))


def homes(draft: Draft) -> Counter[str]:
    """How many places each paragraph has."""
    points = [point for theme in draft.themes for point in theme.points]
    placed = [at for point in points for locators in point.paragraphs.values() for at in locators]
    return Counter([*placed, *(each.paragraph for each in draft.without_home)])


def assert_sound(folder: Folder, draft: Draft) -> None:
    """What must hold of every proposal."""
    texts = texts_of(folder)
    assert homes(draft) == {str(at): 1 for text in texts.values() for at, _ in paragraphs(text.source)}
    assert len({theme.id for theme in draft.themes}) == len(draft.themes)
    for theme in draft.themes:
        assert len({point.id for point in theme.points}) == len(theme.points) > 0
        for point in theme.points:
            assert {*point.paragraphs, *point.silence} == {*texts}
            assert not point.paragraphs.keys() & point.silence.keys()
            for side, words in point.silence.items():
                assert words
                assert not [word for word in words if Index(texts[side]).places(word)]


def rules_broken(path: Path) -> set[str]:
    folder = Folder(path)
    return {problem.rule for problem in checks.run(folder, find_texts(folder))}


@settings(max_examples=40, deadline=None)
@given(TEXT, TEXT)
@example(
    "\n\n".join(["tram tram tram tram."] * 3 + ["tram tram tram noise."]), "tram shop rent shop.\n\nshop shop a shop."
)
def test_any_two_texts_give_a_sound_proposal_and_always_the_same(one: str, other: str) -> None:
    with tempfile.TemporaryDirectory() as parent:
        folder = start(Path(parent, "mine"), one, other)
        draft = drafted_from(folder)
        assert_sound(folder, draft)
        assert drafted_from(Folder(folder.path)) == draft


@settings(max_examples=15, deadline=None)
@given(TEXT, TEXT)
@example("tram tram tram tram.", "tram tram tram shop.\n\ntram tram tram shop.")
def test_what_is_written_opens_and_nothing_is_wrong_but_what_is_still_to_be_written(one: str, other: str) -> None:
    with tempfile.TemporaryDirectory() as parent:
        folder = start(Path(parent, "mine"), one, other)
        draft = drafted_from(folder)
        if {side for theme in draft.themes for point in theme.points for side in point.paragraphs} == {"yes", "no"}:
            writing.write(folder, draft)
            assert [theme.id for theme in Folder(folder.path).briefing().themes] == [t.id for t in draft.themes]
            assert {"todo"} <= rules_broken(folder.path) <= UNWRITTEN


def test_the_groups_are_nearer_to_the_curated_ones_than_those_of_the_baselines(tmp_path: Path) -> None:
    folder = Folder(CAR_FREE)
    texts = texts_of(folder)
    wanted = curated(folder.briefing(), by_point=False)
    own, *others = (agreement(method(texts).themes, wanted) for method in (drafted, one_theme, each_heading))
    assert all(own.f1 > other.f1 + 0.2 and own.rand > other.rand + 0.2 for other in others)


def test_the_rand_index_is_that_of_the_literature() -> None:
    assert rand([0, 0, 1, 1], ["b", "b", "a", "a"]) == 1
    assert rand([0, 0, 1, 2], [0, 0, 1, 1]) == pytest.approx(4 / 7)
    assert rand([0, 0, 0, 0], [0, 1, 2, 3]) == 0


def test_a_pair_counts_as_together_if_it_shares_any_theme() -> None:
    wanted = {"a/1": Counter(x=2, y=1), "a/2": Counter(y=1), "b/1": Counter(x=1)}
    assert agreement({"a/1": 1, "a/2": 1}, wanted)[:2] == (1, 0.5)
    assert agreement({"a/1": 1, "a/2": 1, "b/1": 1}, wanted)[:2] == (2 / 3, 1)


def test_what_is_most_alike_comes_together_first_and_what_has_nothing_in_common_never() -> None:
    alike = [[0.0, 0.9, 0.1, 0.0], [0.9, 0.0, 0.2, 0.0], [0.1, 0.2, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0]]
    assert agglomerate(alike, 3) == [[0, 1], [2], [3]]
    assert agglomerate(alike, 1) == [[0, 1, 2], [3]]
    assert agglomerate([], 1) == []


def test_identical_texts_are_paired_paragraph_by_paragraph_and_no_side_is_silent(tmp_path: Path) -> None:
    text = (CAR_FREE / "sources" / "ashgrave.txt").read_text("utf-8")
    folder = start(tmp_path / "mine", text, text)
    draft = drafted_from(folder)
    assert_sound(folder, draft)
    assert draft.themes
    for point in (point for theme in draft.themes for point in theme.points):
        assert not point.silence
        yes, no = ([at.split("/", 1)[1] for at in locators] for locators in point.paragraphs.values())
        assert yes == no


def test_a_text_of_one_paragraph_is_enough(tmp_path: Path) -> None:
    folder = start(tmp_path / "mine", "Noise fell near the tram stop at night.\n", SHOPS)
    draft = drafted_from(folder)
    assert_sound(folder, draft)
    assert draft.themes
    writing.write(folder, draft)
    assert rules_broken(folder.path) == UNWRITTEN


def test_of_very_long_texts_paragraphs_in_a_row_count_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [(CAR_FREE / "sources" / f"{name}.txt").read_text("utf-8") for name in ("marchbrook", "ashgrave")]
    folder = start(tmp_path / "mine", *(text.replace("\n\n", "\n\nThe tram is here.\n\n") for text in texts))
    monkeypatch.setattr(grouping, "_MOST", 9)
    compared: list[int] = []

    def counting(alike: Matrix, wanted: int) -> list[Group]:
        compared.append(len(alike))
        return agglomerate(alike, wanted)

    monkeypatch.setattr(grouping, "agglomerate", counting)
    draft = drafted_from(folder)
    assert_sound(folder, draft)
    assert draft.themes
    assert 4 < max(compared) < 11


def test_chinese_texts_are_drafted_by_two_characters_in_a_row(tmp_path: Path) -> None:
    one = "电车使街道更安静。商店的租金上涨。\n\n面包师傅支持电车。他们喜欢安静。\n"
    folder = start(tmp_path / "mine", one, "电车太贵，市民反对电车。\n\n租金上涨会赶走商店，租金不能上涨。\n")
    draft = drafted_from(folder)
    assert_sound(folder, draft)
    shared = {term for theme in draft.themes for point in theme.points for term in point.terms}
    assert {"电车", "租金"} & shared
    writing.write(folder, draft)
    assert rules_broken(folder.path) == UNWRITTEN


def test_texts_that_share_no_word_give_no_theme_and_nothing_is_written(tmp_path: Path) -> None:
    folder = start(tmp_path / "mine", "Alpha beta gamma delta epsilon.\n", "One fish swims upstream today.\n")
    draft = drafted_from(folder)
    assert draft.themes == ()
    assert len(draft.without_home) == 2
    assert NOTHING in plain(draft, folder.about, 80)
    before = contents(folder.path)
    with pytest.raises(BriefingError, match="no paragraph of `yes` has a home"):
        writing.write(folder, draft)
    assert contents(folder.path) == before


def test_a_paragraph_that_is_not_at_hand_word_for_word_has_no_home(tmp_path: Path) -> None:
    folder = start(tmp_path / "mine", SHOPS, NOISE)
    (folder.path / "sources" / "no.txt").write_text(NOISE.replace("Noise fell", "Noise rose"), "utf-8")
    draft = drafted_from(Folder(folder.path))
    assert_sound(folder, draft)
    assert [each.paragraph for each in draft.without_home if "at hand" in each.why] == ["no/1"]


def test_texts_in_two_languages_and_one_source_for_both_sides_are_refused(tmp_path: Path) -> None:
    folder = start(tmp_path / "mine", SHOPS, NOISE)
    yes = texts_of(folder)["yes"]
    with pytest.raises(BriefingError, match="same source"):
        propose({"yes": yes, "no": yes})
    path = folder.path / "sources" / "no.yaml"
    path.write_text(path.read_text("utf-8").replace("\ntitle:", "\nlanguage: de\ntitle:"), "utf-8")
    with pytest.raises(BriefingError, match="en and de"):
        drafted_from(Folder(folder.path))


# Writing


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_rest_of_briefing_yaml_stays_as_it_was(tmp_path: Path, end: str) -> None:
    folder = start(tmp_path / "mine", SHOPS, NOISE)
    path = folder.path / "briefing.yaml"
    text = path.read_text("utf-8").replace("\n", end)
    before, entry, after = text.partition("  - {id: first-theme, title: 'TODO: a theme'}")
    added = f"  # mine: a list{end}"
    after = f"  # stays{after}# last{end}"
    path.write_bytes((before + added + entry + after).encode())
    draft = drafted_from(Folder(folder.path))
    writing.write(Folder(folder.path), draft)
    made = path.read_bytes().decode()
    assert made.startswith(before + added)
    assert made.endswith(f"# last{end}")
    assert "  # stays" in made
    assert made.count("\n") == made.count(end)
    entries = [f"- {{id: {theme.id}, title: 'TODO: {theme.title}'}}" for theme in draft.themes]
    assert [line.partition("  #")[0].strip() for line in made.splitlines() if "- {id: " in line][
        -len(entries) :
    ] == entries


def test_a_question_to_be_written_begins_with_what_tells_its_point_from_others(tmp_path: Path) -> None:
    alone = "\nAmbulances reach the infirmary late.\n\nAmbulances need a lane to the infirmary.\n"
    folder = start(tmp_path / "mine", SHOPS + alone, NOISE)
    draft = drafted_from(folder)
    writing.write(folder, draft)
    written = Folder(folder.path)
    seen = set()
    for theme in draft.themes:
        for proposed, point in zip(theme.points, written.theme(theme.id).points, strict=True):
            terms = ", ".join(next(iter(proposed.silence.values()), proposed.terms))
            where = [f"nowhere in the source of `{side}`" for side in proposed.silence] or ["in both sources"]
            assert point.question == f"TODO: {terms} ({where[0]}): a question that both sides can be asked"
            seen.add(where[0])
    assert len(seen) > 1


@pytest.mark.parametrize("length", range(84, 112, 4))
def test_a_text_of_any_length_is_written_in_the_form_of_fmt(tmp_path: Path, length: int) -> None:
    folder = start(tmp_path / "mine", SHOPS, NOISE)
    path = folder.path / "themes" / f"{FIRST_THEME}.yaml"
    words = ("How wide is the street, and who walks there while it rains so much that nobody else would go " * 2)[
        :length
    ]
    theme = folder.theme(FIRST_THEME)
    point = msgspec.structs.replace(theme.points[0], question=words.strip())
    path.write_bytes(yaml_text.encode(msgspec.structs.replace(themes.file_of(theme), points=(point,))))
    formed = next(file for file in formatting.format_folder(Folder(folder.path)) if file.path.name == path.name)
    assert formed.before.decode() == formed.after.decode()


def test_a_folder_that_fmt_has_formed_can_be_written(tmp_path: Path) -> None:
    folder = start(tmp_path / "mine", SHOPS, NOISE)
    for file in formatting.format_folder(folder):
        file.path.write_bytes(file.after)
    writing.write(Folder(folder.path), drafted_from(folder))
    assert rules_broken(folder.path) == UNWRITTEN
    assert not (folder.path / "themes" / f"{FIRST_THEME}.yaml").exists()


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("themes/first-theme.yaml", "TODO: what both authors would say it is about", "Both speak of trams."),
        ("themes/first-theme.yaml", "points:", "# my own thought\npoints:"),
        ("briefing.yaml", "TODO: a theme", "Trams"),
    ],
)
def test_nothing_that_someone_wrote_is_replaced(tmp_path: Path, file: str, old: str, new: str) -> None:
    folder = start(tmp_path / "mine", SHOPS, NOISE)
    path = folder.path / file
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    before = contents(folder.path)
    read = Folder(folder.path)
    with pytest.raises(BriefingError, match="written already"):
        writing.write(read, drafted_from(read))
    assert contents(folder.path) == before


@pytest.mark.parametrize("name", ["briefing.yaml", "yes.yaml", "first-theme.yaml"])
def test_what_was_written_is_taken_back_if_a_later_file_cannot_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    folder = start(tmp_path / "mine", SHOPS, NOISE)
    draft = drafted_from(folder)
    before = contents(folder.path)
    write, remove = files.write, files.remove

    def failing_write(path: Path, data: bytes, *, mode: int | None = None, over: bytes | None = None) -> None:
        if path.name == name and over == before[path]:
            raise WriteRefused(f"{path}: the disk is full")
        write(path, data, mode=mode, over=over)

    def failing_remove(path: Path) -> None:
        if path.name == name:
            raise WriteRefused(f"{path}: permission denied")
        remove(path)

    monkeypatch.setattr(files, "write", failing_write)
    monkeypatch.setattr(files, "remove", failing_remove)
    with pytest.raises(WriteRefused, match=r"disk is full|permission denied"):
        writing.write(folder, draft)
    assert contents(folder.path) == before


def test_a_file_in_the_way_of_a_theme_is_left_alone(tmp_path: Path) -> None:
    folder = start(tmp_path / "mine", SHOPS, NOISE)
    draft = drafted_from(folder)
    (folder.path / "themes" / f"{draft.themes[0].id}.yaml").write_text("mine", "utf-8")
    before = contents(folder.path)
    with pytest.raises(BriefingError, match="there is a file already"):
        writing.write(folder, draft)
    assert contents(folder.path) == before
