"""A folder of YAML becomes a briefing, or problems at their lines and columns."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
import samples
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing import files
from briefing.errors import MOST_PROBLEMS, Finding, NotABriefing, Problem, UnreadableFile
from briefing.loader import ABOUT, MAX_MESSAGE, Folder
from briefing.strict_yaml import MAX_BYTES

FILES = {
    "briefing.yaml": """\
schema_version: 1
id: tea
title: Tea or coffee?
question: Which is better in the morning?
as_of: 2024-02
scale: {measures: liking, labels: [none, little, some, much, all]}
perspectives:
  - {id: tea, name: For tea, source: leaf, thesis: It wakes gently.}
  - {id: coffee, name: For coffee, source: bean, thesis: It wakes.}
themes:
  - {id: taste, title: Taste}
  - {id: price, title: Price}
""",
    "sources/leaf.yaml": """\
schema_version: 1
id: leaf
type: book
title: The leaf
outline:
  - {heading: null, paragraphs: [{digest: 0123456789abcdef, words: 3}]}
""",
    "sources/bean.yaml": """\
schema_version: 1
id: bean
type: post-weblog
title: "The bean: a story"
URL: https://example.org/bean
issued: 2024-01-02
outline:
  - heading: Beans
    paragraphs:
      - {digest: 0123456789abcdef, words: 3}
""",
    "themes/taste.yaml": """\
schema_version: 1
question: Which tastes better?
overview: Both are bitter.
stances:
  tea: {level: 5, reason: It is mild., evidence: [leaf/1]}
  coffee: {level: 4, reason: It is strong.}
points:
  - id: milk
    question: With milk?
    relation: differ
    claims:
      tea:
        - text: Never.
          evidence: [leaf/1]
      coffee:
        - text: Always.
          evidence:
            - {at: bean/beans/1, quote: always}
""",
    "themes/price.yaml": """\
schema_version: 1
question: Which costs less?
overview: Prices rise.
stances:
  tea: {level: 3, reason: Leaves are cheap.}
  coffee: {level: 2, reason: Beans are dear.}
points:
  - id: cup
    question: What does a cup cost?
    claims:
      tea: [{text: No more than 10 pence.}]
    silence:
      coffee: [price, cost]
""",
}

Edit = Callable[[str, str, str], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def edit(folder: Path) -> Edit:
    def replace(name: str, old: str, new: str) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        assert text.count(old) == 1
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")

    return replace


def brief(problem: Problem, folder: Path) -> tuple[str, int, int, str, str]:
    place = Path(problem.file).relative_to(folder).as_posix()
    return place, problem.line, problem.column, problem.rule, problem.message


def unreadable(folder: Path) -> list[tuple[str, int, int, str, str]]:
    return [brief(problem, folder) for problem in Folder(folder).unreadable()]


def test_a_whole_folder_is_read(folder: Path) -> None:
    read = Folder(folder)
    assert read.unreadable() == []
    briefing = read.briefing()
    assert (briefing.about.id, list(briefing.sources)) == ("tea", ["leaf", "bean"])
    assert [(theme.number, theme.id, theme.title) for theme in briefing.themes] == [
        (1, "taste", "Taste"),
        (2, "price", "Price"),
    ]
    assert briefing.themes[0].stances["coffee"].level == 4
    assert briefing.themes[0].points[0].priority == 2
    assert briefing.sources["bean"].url == "https://example.org/bean"
    assert briefing.sources["bean"].issued == "2024-01-02"


@pytest.mark.parametrize(
    "mark",
    [str, lambda text: f"{text} 汉字 e\u0301 😀 שלום", lambda text: f"{text}: [x] # 'y' \"z\" \\ & *"],
    ids=["plain", "unicode", "yaml"],
)
def test_what_is_written_is_read_back(tmp_path: Path, mark: Callable[[str], str]) -> None:
    briefing = samples.briefing(mark)
    assert Folder(samples.write(briefing, tmp_path)).briefing() == briefing


@pytest.mark.parametrize("hostile", samples.HOSTILE, ids=range(len(samples.HOSTILE)))
def test_hostile_text_is_read_as_clean_text(tmp_path: Path, hostile: str) -> None:
    raw = samples.briefing(lambda text: f"{text} {hostile}")
    read = Folder(samples.write(raw, tmp_path)).briefing()
    assert "\x1b" not in repr(msgspec.to_builtins(read))
    replaced = hostile.replace("\x1b", "␛").replace("\x07", "␇")
    for unsafe in "\x9b\u202e\u2066":
        replaced = replaced.replace(unsafe, "\ufffd")
    assert read == samples.briefing(lambda text: f"{text} {replaced}")


@pytest.mark.parametrize(
    ("make", "message", "hint"),
    [
        (lambda path: None, "there is no such folder", "Name a folder that holds a briefing.yaml."),
        (lambda path: path.mkdir(), "the folder is empty", "See “Write a briefing of your own” in the README."),
        (lambda path: path.touch(), "this is not a folder", "Name the folder that the briefing.yaml lies in."),
        (
            lambda path: (path / "other").mkdir(parents=True),
            "the folder has no briefing.yaml",
            "See “Write a briefing of your own” in the README.",
        ),
        (lambda path: os.mkfifo(path), "this is not a folder", "Name the folder that the briefing.yaml lies in."),
        (lambda path: path.symlink_to(path), "there is no such folder", "Name a folder that holds a briefing.yaml."),
    ],
    ids=["missing", "empty", "a file", "something else", "a pipe", "a link to itself"],
)  # fmt: skip
def test_a_folder_without_a_briefing_is_refused(
    tmp_path: Path, make: Callable[[Path], object], message: str, hint: str
) -> None:
    path = tmp_path / "it"
    make(path)
    with pytest.raises(NotABriefing) as caught:
        Folder(path)
    assert (caught.value.message, caught.value.hint) == (f"{path}: {message}", hint)


def test_a_name_that_no_folder_can_have_is_refused() -> None:
    for name, reason in (("x" * 5000, "file name too long"), ("a\0b", "there is no such folder")):
        with pytest.raises(NotABriefing, match=reason):
            Folder(Path(name))


def test_a_folder_that_may_not_be_read_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "is_dir", refuse)
    with pytest.raises(NotABriefing, match="permission denied"):
        Folder(folder)


def test_only_the_files_that_are_asked_for_are_read(folder: Path) -> None:
    for name in FILES:
        if name not in (ABOUT, "themes/price.yaml"):
            (folder / name).unlink()
    read = Folder(folder)
    assert read.about.id == "tea"
    assert read.theme("price").number == 2
    with pytest.raises(UnreadableFile):
        read.theme("taste")


def test_a_file_is_read_once(folder: Path) -> None:
    read = Folder(folder)
    first = read.theme("price"), read.source("leaf"), read.about
    for name in FILES:
        (folder / name).unlink()
    assert (read.theme("price"), read.source("leaf"), read.about) == first


def test_a_theme_that_the_contents_do_not_list_is_not_looked_for(folder: Path) -> None:
    (folder / "themes/smell.yaml").write_text(FILES["themes/price.yaml"])
    with pytest.raises(KeyError):
        Folder(folder).theme("smell")


def test_both_sides_may_argue_from_one_source_whose_problems_are_told_once(folder: Path, edit: Edit) -> None:
    edit(ABOUT, "source: bean", "source: leaf")
    (folder / "sources/bean.yaml").unlink()
    assert list(Folder(folder).briefing().sources) == ["leaf"]
    edit("sources/leaf.yaml", "type: book", "type: tome")
    (problem,) = unreadable(folder)
    assert problem[:4] == ("sources/leaf.yaml", 3, 7, "wrong-value")


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "column", "rule", "message", "hint"),
    [
        (ABOUT, "as_of: 2024-02", "asof: 2024-02", 5, 1, "unknown-key", "unknown key `asof`", "Did you mean `as_of`?"),
        (ABOUT, "title: Tea or coffee?\n", "", 1, 1, "missing-key", "the key `title` is missing",
         "Add `title:`. The briefing's title."),
        (ABOUT, "id: tea\n", "id: Tea\n", 2, 5, "wrong-value", '`id` is "Tea"',
         "An id is 1 to 64 lower-case letters, digits and hyphens, and does not start with a hyphen."),
        (ABOUT, "id: price", "id: taste", 12, 10, "duplicate-id", "the id `taste` is given twice",
         "Ids are unique; rename one."),
        (ABOUT, "as_of: 2024-02", "as_of: 2024-02-30", 5, 8, "wrong-value", "there is no day 2024-02-30",
         "Write a day that is in the calendar."),
        (ABOUT, "{measures: liking, ", "{", 6, 8, "missing-key", "the key `measures` is missing in `scale`",
         "Add `measures:`. What the scale measures."),
        (ABOUT, "title: Tea or coffee?", "title: Tea: or coffee?", 3, 11, "yaml",
         "not valid YAML: mapping values are not allowed in this context",
         "A text with a colon in it needs quotes around it; a key needs the indentation of its neighbours."),
        (ABOUT, "id: taste", "id: ../../etc/passwd", 11, 10, "wrong-value", '`id` is "../../etc/passwd"',
         "An id is 1 to 64 lower-case letters, digits and hyphens, and does not start with a hyphen."),
        ("themes/taste.yaml", "level: 4", "level: four", 6, 19, "wrong-type",
         '`level` is the text "four"; expected a whole number', "Write it in digits."),
        ("themes/taste.yaml", "level: 4", "level: " + "9" * 5000, 6, 19, "wrong-type",
         f'`level` is the text "{"9" * 60}…"; expected a whole number', "Write it in digits."),
        ("themes/taste.yaml", "      coffee:\n        - text", "      cofee:\n        - text", 15, 7, "unknown-side",
         "`cofee` is not a perspective of this briefing", "The perspectives are tea and coffee."),
        ("themes/taste.yaml", "  coffee: {level: 4, reason: It is strong.}\n", "", 5, 3, "missing-stance",
         "the stance of `coffee` is missing", "Add `coffee:` with a level and a reason."),
        ("themes/taste.yaml", "[leaf/1]\n      coffee", "[leaf]\n      coffee", 14, 22, "wrong-value", 'this is "leaf"',
         "A locator is source/section/paragraph, such as news/economy/3, or source/paragraph."),
        ("themes/taste.yaml", "id: milk", "id: 汉字", 8, 9, "wrong-value", '`id` is "汉字"',
         "An id is 1 to 64 lower-case letters, digits and hyphens, and does not start with a hyphen."),
        ("themes/taste.yaml", "question: With milk?", "question: 'With", 9, 15, "yaml",
         "not valid YAML: found unexpected end of stream", "A quote or bracket was opened and not closed."),
        ("sources/bean.yaml", "id: bean", "id: been", 2, 5, "wrong-id", "the id is `been` in bean.yaml",
         "Write `id: bean`, or rename the file."),
        ("sources/bean.yaml", "issued: 2024-01-02", "issued: tomorrow", 6, 9, "wrong-value", '`issued` is "tomorrow"',
         "Write a year, a month or a day: 2025, 2025-04 or 2025-04-23."),
        ("sources/bean.yaml", "    paragraphs:\n      - {digest: 0123456789abcdef, words: 3}", "    paragraphs: []",
         9, 17, "wrong-value", "`paragraphs` has 0 entries", "It needs at least 1."),
    ],
)  # fmt: skip
def test_a_problem_has_its_place_its_rule_and_its_hint(
    folder: Path, edit: Edit, name: str, old: str, new: str, line: int, column: int, rule: str, message: str, hint: str
) -> None:
    edit(name, old, new)
    if rule == "yaml" and "end of stream" in message:
        line, column = (folder / name).read_text().count("\n") + 1, 1
    (problem,) = Folder(folder).unreadable()
    assert brief(problem, folder) == (name, line, column, rule, message)
    assert problem.hint == hint
    assert str(problem) == f"{folder / name}:{line}:{column}: {rule} {message}"


def test_all_problems_of_all_files_are_told_at_once(folder: Path, edit: Edit) -> None:
    edit("themes/taste.yaml", "relation: differ", "relation: diff")
    edit("themes/taste.yaml", "overview: Both are bitter.\n", "")
    edit("themes/taste.yaml", "- text: Never.", "- txt: Never.")
    edit("themes/price.yaml", "stances:", "stances: [")
    edit("sources/leaf.yaml", "words: 3", "words: none")
    (folder / "sources/bean.yaml").unlink()
    assert unreadable(folder) == [
        ("sources/leaf.yaml", 6, 68, "wrong-type", '`words` is the text "none"; expected a whole number'),
        ("sources/bean.yaml", 1, 1, "missing-file", "the file is missing"),
        ("themes/taste.yaml", 1, 1, "missing-key", "the key `overview` is missing"),
        ("themes/taste.yaml", 9, 15, "wrong-value", '`relation` is "diff"'),
        ("themes/taste.yaml", 12, 11, "missing-key", "the key `text` is missing"),
        ("themes/taste.yaml", 12, 11, "unknown-key", "unknown key `txt`"),
        ("themes/price.yaml", 6, 3, "yaml", "not valid YAML: did not find expected ',' or ']'"),
    ]


def test_the_first_problem_and_the_number_of_the_others_make_the_message(folder: Path, edit: Edit) -> None:
    edit("themes/price.yaml", "level: 3", "level: 6")
    edit("themes/price.yaml", "level: 2", "level: 0")
    with pytest.raises(UnreadableFile) as caught:
        Folder(folder).briefing()
    path = folder / "themes/price.yaml"
    assert caught.value.message == f'{path}:5:16: wrong-value `level` is "6" (and 1 more)'
    assert caught.value.hint == "Write a number from 1 to 5."
    assert caught.value.path == path


def test_a_broken_contents_is_all_that_is_told(folder: Path, edit: Edit) -> None:
    edit(ABOUT, "schema_version: 1", "schema_version: 2")
    (folder / "themes/taste.yaml").unlink()
    assert unreadable(folder) == [(ABOUT, 1, 17, "wrong-value", '`schema_version` is "2"')]


@pytest.mark.parametrize("text", ["", "# nothing\n", "null\n"])
def test_an_empty_file_is_told_as_such(folder: Path, text: str) -> None:
    (folder / "themes/taste.yaml").write_text(text)
    ((_, line, column, rule, message),) = unreadable(folder)
    assert (line, column, rule, message) == (1, 1, "wrong-type", "this is empty; expected keys with values")


@pytest.mark.parametrize(
    ("path", "on_key", "line", "column"),
    [
        (("points", 0, "claims", "coffee", 0), False, 16, 11),
        (("points", 0, "claims", "coffee", 0, "voice"), False, 16, 11),
        (("points", 0, "claims", "coffee", 0, "evidence", 0, "at"), False, 18, 20),
        (("points", 0, "claims", "coffee", 0, "evidence", 0, "at"), True, 18, 16),
        (("points", 0, "claims", "coffee", 0, "evidence", 7, "at"), False, 18, 13),
        (("points", 0, "relation"), True, 10, 5),
        (("points", 0, "relation"), False, 10, 15),
        (("crux",), True, 1, 1),
        (("crux", 3, "x"), False, 1, 1),
        ((), False, 1, 1),
    ],
)
def test_a_finding_is_placed_by_its_keys_and_a_missing_key_at_its_parent(
    folder: Path, path: tuple[str | int, ...], on_key: bool, line: int, column: int
) -> None:
    finding = Finding(file="themes/taste.yaml", path=path, rule="r", message="m", hint="h", on_key=on_key)
    (problem,) = Folder(folder).locate([finding])
    assert brief(problem, folder) == ("themes/taste.yaml", line, column, "r", "m")
    assert (problem.hint, problem.severity) == ("h", finding.severity)


def test_a_message_is_short_and_on_one_line(folder: Path) -> None:
    key = "k\\n" + "x" * 1000
    (folder / "themes/taste.yaml").write_text(f'"{key}": a\n' + FILES["themes/taste.yaml"])
    (problem,) = Folder(folder).unreadable()
    assert problem.message.startswith("unknown key `k xxx")
    assert len(problem.message) == MAX_MESSAGE
    (folder / "themes/taste.yaml").write_text(f'"{key}": a\n"{key}": a\n')
    (problem,) = Folder(folder).unreadable()
    assert problem.message.startswith("the key `k xxx")
    assert len(problem.message) == MAX_MESSAGE


NOT_ORDINARY = "this is not an ordinary file"
OUTSIDE = "the file is a link that leads out of the folder"


def _replace(path: Path, make: Callable[[Path], object]) -> None:
    path.unlink()
    make(path)


@pytest.mark.parametrize(
    ("make", "rule", "message"),
    [
        (lambda path: None, "missing-file", "the file is missing"),
        (lambda path: os.mkfifo(path), "unreadable-file", NOT_ORDINARY),
        (lambda path: path.mkdir(), "unreadable-file", "this is a folder, not a file"),
        (lambda path: path.symlink_to("/etc/hostname"), "unreadable-file", OUTSIDE),
        (lambda path: path.symlink_to("../../outside.yaml"), "unreadable-file", OUTSIDE),
        (lambda path: path.symlink_to("/dev/zero"), "unreadable-file", OUTSIDE),
        (lambda path: path.symlink_to("gone.yaml"), "missing-file", "the file is missing"),
        (lambda path: path.symlink_to(path.name), "unreadable-file", "too many levels of symbolic links"),
        (lambda path: path.write_bytes(b"a" * (MAX_BYTES + 1)), "yaml", "the file is larger than 1 MiB"),
        (lambda path: path.write_bytes(b"[" * 200_000), "yaml", "values are nested more than 20 deep"),
    ],
    ids=["missing", "pipe", "folder", "link out", "relative link out", "link to a device", "dangling", "loop",
         "huge", "brackets"],
)  # fmt: skip
def test_what_is_not_an_ordinary_file_of_the_folder_is_told_at_once(
    folder: Path, make: Callable[[Path], object], rule: str, message: str
) -> None:
    (folder.parent / "outside.yaml").write_text(FILES["themes/taste.yaml"])
    _replace(folder / "themes/taste.yaml", make)
    started = time.process_time()
    (problem,) = Folder(folder).unreadable()
    assert time.process_time() - started < 2
    assert (problem.rule, problem.message) == (rule, message)
    assert (problem.line, problem.file) == (1, str(folder / "themes/taste.yaml"))
    assert problem.hint or rule == "yaml"


def test_a_link_inside_the_folder_and_a_link_to_the_folder_are_followed(folder: Path, tmp_path: Path) -> None:
    (folder / "themes/taste.yaml").rename(folder / "themes/real.yaml")
    (folder / "themes/taste.yaml").symlink_to("real.yaml")
    linked = tmp_path / "linked"
    linked.symlink_to(folder, target_is_directory=True)
    assert Folder(linked).unreadable() == []


def test_a_file_is_named_as_the_user_would_type_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "themes/taste.yaml").unlink()
    monkeypatch.chdir(folder / "sources")
    for typed, shown in (("..", "../themes/taste.yaml"), ("../.", "../themes/taste.yaml")):
        (problem,) = Folder(Path(typed)).unreadable()
        assert problem.file == shown


def test_an_older_mac_or_windows_file_has_its_lines_counted(folder: Path) -> None:
    text = FILES["themes/price.yaml"].replace("level: 2", "level: x")
    for end in ("\r\n", "\r"):
        (folder / "themes/price.yaml").write_bytes(("\ufeff" + text.replace("\n", end)).encode())
        assert [problem[1:3] for problem in unreadable(folder)] == [(6, 19)]


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("scratch")
    for name, text in FILES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    return folder


@settings(deadline=None, max_examples=150)
@given(
    name=st.sampled_from(sorted(FILES)),
    cut=st.tuples(st.integers(0, 600), st.integers(0, 40)),
    put=st.sampled_from(["", "\n", "  ", ": ", "- ", "[", "}", "'", "null", "x", "\t", "&a ", "\x00", "é",
                         "9" * 30, "{}"])
    | st.text(max_size=4),
)  # fmt: skip
def test_a_file_that_was_tampered_with_is_read_or_refused(
    scratch: Path, name: str, cut: tuple[int, int], put: str
) -> None:
    start, length = cut
    tampered = FILES[name][:start] + put + FILES[name][start + length :]
    try:
        (scratch / name).write_bytes(tampered.encode("utf-8", "surrogatepass"))
        for problem in Folder(scratch).unreadable():
            assert problem.rule
            assert 1 <= problem.line <= len(tampered.splitlines()) + 1
            assert problem.column >= 1
            assert "\n" not in problem.message
            assert not problem.message.startswith(("Expected", "Invalid", "Object"))
    finally:
        (scratch / name).write_text(FILES[name])


def test_of_a_file_with_thousands_of_problems_the_first_are_told_and_that_there_are_more(folder: Path) -> None:
    text = (folder / "themes/taste.yaml").read_text()
    (folder / "themes/taste.yaml").write_text(text + "".join(f"questionx{number}: a\n" for number in range(20_000)))
    started = time.process_time()
    with pytest.raises(UnreadableFile) as caught:
        Folder(folder).theme("taste")
    assert time.process_time() - started < 2
    assert len(caught.value.problems) == MOST_PROBLEMS
    assert "(and many more)" in caught.value.message
    assert "There are more problems" in caught.value.problems[-1].hint
    assert "There are more problems" not in caught.value.problems[-2].hint
    (folder / "themes/taste.yaml").write_text(text + "".join(f"questionx{n}: a\n" for n in range(MOST_PROBLEMS - 1)))
    with pytest.raises(UnreadableFile) as caught:
        Folder(folder).theme("taste")
    assert len(caught.value.problems) == MOST_PROBLEMS - 1
    assert f"(and {MOST_PROBLEMS - 2} more)" in caught.value.message
    assert "There are more problems" not in caught.value.problems[-1].hint


def test_a_link_that_is_slipped_in_just_before_a_file_is_read_is_not_followed(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path_factory.mktemp("other") / "taste.yaml"
    other.write_text(FILES["themes/taste.yaml"])
    path, read = folder / "themes/taste.yaml", files.read

    def swapped(asked: Path, limit: int, **how: bool) -> bytes:
        if asked.name == path.name:
            path.unlink()
            path.symlink_to(other)
        return read(asked, limit, **how)

    monkeypatch.setattr(files, "read", swapped)
    assert [(problem[0], problem[3]) for problem in unreadable(folder)] == [("themes/taste.yaml", "unreadable-file")]
