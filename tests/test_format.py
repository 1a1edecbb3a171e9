"""The handbook of a briefing's files: what it shows is so, and a briefing can be written from it."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import markdown_readers
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import inspect

sys.path.append(str(Path(__file__).parent.parent / "tools"))

import format as handbook
import format_fields
import format_rules
from format_excerpts import CUT, excerpt

from briefing import checks, strict_yaml
from briefing.loader import Folder
from briefing.model import BriefingFile, Evidence, Paragraph, Point, Source, Stance, ThemeFile
from briefing.notes_file import NotesFile
from briefing.strict_yaml import KeyPath
from briefing.texts import find_texts

PAGE = handbook.PAGE.read_text("utf-8")
WHOLE = re.compile(
    r"^(?:```yaml\n# (?P<yaml>\S+\.yaml)\n|`(?P<text>\S+\.txt)`:\n\n```text\n)(?P<held>.*?\n)```$", re.M | re.S
)
FILES = sorted(handbook.EXAMPLE.rglob("*.yaml"))
YAML = b"""\
# the first comment
a: 1
# on b
b:
  - id: x
    text: >-
      # no comment
      at all

  # on y
  - id: y
    text: two
c: {d: 1, e: 2}
"""


def test_the_page_is_what_the_program_says_now() -> None:
    assert handbook.page() == PAGE, "run `make handbook`"


# a briefing written from the page alone


def written(folder: Path) -> Folder:
    """The briefing that the page's last blocks are."""
    blocks = list(WHOLE.finditer(PAGE.partition("## A whole briefing")[2]))
    for block in blocks:
        path = folder / (block["yaml"] or block["text"])
        path.parent.mkdir(exist_ok=True)
        path.write_text(block["held"], "utf-8")
    assert len(blocks) == len(handbook.whole_files()) == 6
    return Folder(folder)


def test_the_briefing_at_the_end_of_the_page_breaks_no_rule(tmp_path: Path) -> None:
    folder = written(tmp_path)
    texts = find_texts(folder)
    assert set(texts) == {"bulletin", "courier"}
    assert checks.run(folder, texts) == []


def test_a_fault_in_that_briefing_is_found(tmp_path: Path) -> None:
    folder = written(tmp_path)
    theme = tmp_path / "themes" / "use.yaml"
    theme.write_text(theme.read_text("utf-8").replace("240 visitors", "250 visitors"), "utf-8")
    assert [problem.rule for problem in checks.run(folder, find_texts(folder))] == ["figure-not-found"]


# every key and every rule


def structs(shape: inspect.Type) -> Iterator[type[msgspec.Struct]]:
    """Every struct that a file of this kind is made of."""
    match shape:
        case inspect.StructType(cls=cls, fields=fields):
            yield cls
            for field in fields:
                yield from structs(field.type)
        case inspect.Metadata(type=inner) | inspect.VarTupleType(item_type=inner) | inspect.DictType(value_type=inner):
            yield from structs(inner)
        case inspect.UnionType(types=types):
            for each in types:
                yield from structs(each)


ALL = [kind for file in (BriefingFile, Source, ThemeFile, NotesFile) for kind in structs(inspect.type_info(file))]


@pytest.mark.parametrize("kind", dict.fromkeys(ALL), ids=lambda kind: kind.__name__)
def test_every_key_has_a_row_below_the_heading_of_its_struct(kind: type[msgspec.Struct]) -> None:
    heading = format_fields.called(kind).capitalize()
    (section,) = re.findall(rf"^### {heading}\n(.*?)(?=^##)", PAGE, re.M | re.S)
    keys = re.findall(r"^\| `([^`]+)` \| (.+?) \|", section, re.M)
    assert [key for key, _ in keys][: len(kind.__struct_fields__)] == list(kind.__struct_encode_fields__)
    assert all(len(said.split()) > 1 for _, said in keys), "described"


def test_every_rule_stands_on_the_page() -> None:
    linked = set(re.findall(r"\]\(rules\.md#([a-z-]+)\)", PAGE))
    assert linked == set(checks.RULES)


def test_every_link_leads_somewhere() -> None:
    headings = re.findall(r"^#+ (.+)$", PAGE, re.M)
    anchors = {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}
    assert set(re.findall(r"\]\(#([^)]+)\)", PAGE)) <= anchors
    files = {link.partition("#")[0] for link in re.findall(r"\]\(([^)]+)\)", PAGE) if not re.match(r"#|https:", link)}
    assert files == {"rules.md", "small-briefing"}
    assert all((handbook.PAGE.parent / file).exists() for file in files)


@pytest.mark.parametrize(
    ("kind", "path", "spot"),
    [
        (ThemeFile, ("crux",), (ThemeFile, "crux")),
        (ThemeFile, ("common_ground", 0), (ThemeFile, "common_ground")),
        (ThemeFile, ("stances", "open", "evidence", 0), (Stance, "evidence")),
        (ThemeFile, ("stances", "open", "evidence", 0, "quote"), (Evidence, "quote")),
        (ThemeFile, ("stances", "nobody"), (ThemeFile, "stances")),
        (ThemeFile, ("points", 3), (Point, None)),
        (ThemeFile, ("points", 3, "silence", "open", 1), (Point, "silence")),
        (ThemeFile, ("points", 3, "allow", "missing-crux"), (Point, "allow")),
        (ThemeFile, ("nothing",), (ThemeFile, None)),
        (ThemeFile, (), (ThemeFile, None)),
        (BriefingFile, ("scale",), (BriefingFile, "scale")),
        (Source, ("outline", 0, "paragraphs", 1), (Paragraph, None)),
    ],
)
def test_keys_lead_to_a_field(kind: type[msgspec.Struct], path: KeyPath, spot: format_rules.Spot) -> None:
    assert format_rules.spot(kind, path) == spot


def test_a_key_that_no_rule_speaks_to_has_none() -> None:
    made = format_fields.table(Point, {(Point, "id"): ["duplicate-id"], (Point, None): ["silent-both"]})
    assert "| yes | [`duplicate-id`](rules.md#duplicate-id) |" in made
    assert "| number, 1 to 3 | no; then `2` |  |" in made
    assert made.endswith("Rules on it as a whole: [`silent-both`](rules.md#silent-both).")


# tables


def test_a_cell_keeps_its_bars_and_angle_brackets() -> None:
    row = format_fields.row(("a | b", "themes/<id>.yaml", "`<a|b>`\nc"))
    assert row == "| a \\| b | themes/\\<id>.yaml | `<a\\|b>` c |"
    table = markdown_readers.run("cmark-gfm", "-e", "table", text=f"{row}\n| --- | --- | --- |\n")
    cells = ["".join(cell.itertext()) for cell in ElementTree.fromstring(table).iter("th")]
    assert cells == ["a | b", "themes/<id>.yaml", "<a|b> c"]


def test_the_page_s_tables_are_tables_and_nothing_in_it_is_html() -> None:
    made = markdown_readers.run("cmark-gfm", "-e", "table", text=PAGE)
    assert "raw HTML omitted" not in made
    assert made.count("<table>") == len(re.findall(r"^\| ---", PAGE, re.M))
    text = re.sub(r"<pre>.*?</pre>", "", made, flags=re.S)
    assert "|" not in re.sub(r"<code>.*?</code>", "", text), "no row is left over"


# excerpts


def test_an_excerpt_keeps_comments_and_shows_what_is_left_out() -> None:
    assert excerpt(YAML, "b/y") == "# …\n# on b\nb:\n  # …\n  # on y\n  - id: y\n    text: two\n# …\n"
    assert excerpt(YAML, "b/0/text", "c") == (
        "# …\n# on b\nb:\n  - id: x\n    text: >-\n      # no comment\n      at all\n  # …\nc: {d: 1, e: 2}\n"
    )
    assert excerpt(YAML, "a", "b", "c").encode() == YAML


@pytest.mark.parametrize("key", ["d", "b/z", "b/2", "b/x/nothing", "a/b", "", "b/-1"])
def test_a_key_that_is_not_there_is_no_excerpt(key: str) -> None:
    with pytest.raises(KeyError):
        excerpt(YAML, key)


@settings(deadline=None, max_examples=50)
@given(st.data())
def test_an_excerpt_holds_what_the_file_holds_at_its_keys(data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(FILES)).read_bytes()
    tree = strict_yaml.read(file)
    assert isinstance(tree, dict)
    keys = data.draw(st.lists(st.sampled_from(sorted(tree)), unique=True, min_size=1))
    made = excerpt(file, *keys)
    assert strict_yaml.read(made.encode()) == {key: tree[key] for key in tree if key in keys}
    shown = [line for line in made.splitlines() if line.strip() != CUT and line]
    lines = iter(file.decode().splitlines())
    assert all(line in lines for line in shown), "in order"
