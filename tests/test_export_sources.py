"""The sources as CSL-JSON and BibTeX, read by pybtex and pandoc."""

import json
import re
from typing import Any, get_args

import msgspec
import pybtex.database  # type: ignore[import-untyped]  # it ships no types
import pytest
import samples
from export_support import BUILT_IN, of_nothing_but
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from markdown_readers import run

from briefing.export import Options, render
from briefing.export.bibtex import escaped
from briefing.export.csl import record
from briefing.model import Briefing, Name, Source, SourceType
from briefing.text import one_line

PLAIN = samples.briefing()
CSL_TEXTS = {
    "id", "type", "title", "container-title", "publisher", "publisher-place", "volume", "issue", "page", "language",
    "URL", "DOI", "note",
}  # fmt: skip
"""The properties of csl-data.json that hold text."""


def with_sources(**changes: Any) -> Briefing:
    """The sample, its report changed."""
    report = msgspec.structs.replace(PLAIN.sources["report"], **changes)
    return msgspec.structs.replace(PLAIN, sources={**PLAIN.sources, "report": report})


def csl(made: Briefing, **options: Any) -> list[dict[str, Any]]:
    """The items of the CSL-JSON."""
    items = json.loads(render("csl", made, {}, Options(**options)))
    assert isinstance(items, list)
    return items


def assert_valid(item: dict[str, Any]) -> None:
    """What csl-data.json asks of an item (https://resource.citationstyles.org/schema/latest/input/json/csl-data.json)."""
    names, dates = {"author", "translator", "editor"}, {"issued", "accessed"}
    assert set(item) <= CSL_TEXTS | names | dates and {"id", "type"} <= set(item)
    assert item["type"] in get_args(SourceType)
    assert all(isinstance(item[key], str) and item[key] for key in CSL_TEXTS & set(item))
    for name in [name for key in names & set(item) for name in item[key]]:
        assert name and set(name) <= {"family", "given", "literal"} and all(isinstance(p, str) for p in name.values())
    for date in [item[key] for key in dates & set(item)]:
        assert set(date) == {"date-parts"} and len(date["date-parts"]) == 1
        assert 1 <= len(date["date-parts"][0]) <= 3 and all(isinstance(part, int) for part in date["date-parts"][0])


@pytest.mark.parametrize("made", [PLAIN, *BUILT_IN, *map(of_nothing_but, samples.HOSTILE)])
def test_every_item_is_valid_csl(made: Briefing) -> None:
    items = csl(made)
    assert [item["id"] for item in items] == [side.source for side in made.about.perspectives]
    for item in items:
        assert_valid(item)
        assert item["title"] == one_line(made.sources[item["id"]].title)


def test_an_item_holds_the_whole_record_with_dates_as_parts() -> None:
    essay = csl(PLAIN)[1]
    assert essay["issued"] == {"date-parts": [[2024, 3, 9]]}
    assert essay["author"] == [{"family": "Author", "given": "Second"}]
    assert essay["container-title"] == "The Evening Paper" and essay["publisher-place"] == "Town"
    assert csl(with_sources(issued="0998", accessed="2025-04"))[0]["accessed"] == {"date-parts": [[2025, 4]]}
    assert csl(with_sources(issued="0998"))[0]["issued"] == {"date-parts": [[998]]}


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "http:///x", "see the paper"])
def test_an_address_that_is_not_one_of_the_web_is_left_out(url: str) -> None:
    assert "URL" not in csl(with_sources(url=url))[0]
    assert "URL" in csl(with_sources(url="https://example.org/a b"))[0]


def test_one_side_s_sources_are_its_own_and_what_it_cites() -> None:
    assert [item["id"] for item in csl(PLAIN, side="close")] == ["report"]
    assert [item["id"] for item in csl(PLAIN, side="keep")] == ["essay", "report"]
    assert [item["id"] for item in csl(PLAIN, side="keep", themes=("air",))] == ["essay"]
    assert [item["id"] for item in csl(PLAIN, swapped=True)] == ["essay", "report"]


def test_pandoc_reads_the_items() -> None:
    html = run("pandoc", "-f", "csljson", "-t", "html", "--citeproc", text=render("csl", PLAIN, {}, Options()))
    assert "The Street Report: What Changed" in html and "Who Pays for a Quiet Street?" in html


def bibtex(made: Briefing) -> str:
    return render("bibtex", made, {}, Options())


def test_a_bibtex_entry_holds_the_record() -> None:
    entries = pybtex.database.parse_string(bibtex(PLAIN), "bibtex").entries
    assert list(entries) == ["report", "essay"]
    assert entries["report"].type == "techreport" and entries["essay"].type == "article"
    essay = entries["essay"]
    assert (essay.fields["year"], essay.fields["month"], essay.fields["day"]) == ("2024", "March", "9")
    assert essay.fields["journal"] == "The Evening Paper" and essay.fields["pages"] == "3--9"
    assert essay.fields["url"] == "https://example.org/essay"
    (author,) = essay.persons["author"]
    assert (author.first_names, author.last_names) == (["Second"], ["Author"])
    assert entries["report"].fields["institution"] == "Town Press"


@pytest.mark.parametrize("type", get_args(SourceType))
def test_every_type_of_source_becomes_an_entry(type: str) -> None:
    made = with_sources(type=type, container_title="In This", doi="10.1/a_b")
    entry = pybtex.database.parse_string(bibtex(made), "bibtex").entries["report"]
    assert "In This" in entry.fields.values() and "Town Press" in entry.fields.values()
    assert entry.fields["doi"] == r"10.1/a\_b"


def test_an_address_that_is_not_of_the_web_is_left_out_and_braces_in_one_are_encoded() -> None:
    assert "javascript" not in bibtex(with_sources(url="javascript:alert(1)"))
    assert "url = {https://example.org/%7Ba%5C%7D%25}" in bibtex(with_sources(url="https://example.org/{a\\}%25"))


QUOTES = "[`'‘’“”]"
"""What LaTeX and pandoc curl, each in its own way."""


def in_print(text: str) -> str:
    """A text as LaTeX prints it, its quotation marks alike; of braces without partners pandoc knows no command."""
    curled = re.sub(QUOTES, "’", one_line(text))
    return re.sub("[{}]", "", curled) if "\\textbrace" in escaped(text) else curled


def printed(texts: list[str]) -> list[dict[str, Any]]:
    """What pandoc reads out of entries whose title, author and note are each of the texts."""
    sources = {f"s{number}": source(f"s{number}", text) for number, text in enumerate(texts)}
    sides = tuple(msgspec.structs.replace(PLAIN.about.perspectives[0], id=name, source=name) for name in sources)
    made = msgspec.structs.replace(
        PLAIN, about=msgspec.structs.replace(PLAIN.about, perspectives=sides), sources=sources, themes=()
    )
    file = bibtex(made)
    entries = pybtex.database.parse_string(file, "bibtex").entries
    assert list(entries) == list(sources)
    for entry, text in zip(entries.values(), texts, strict=True):
        _, author = entry.persons["author"]
        family = " ".join((*author.prelast_names, *author.last_names))
        given = " ".join((*author.first_names, *author.middle_names))
        assert {re.sub("[{}]", "", name) for name in (family, given)} == {re.sub("[{}]", "", escaped(text))}
    items = json.loads(run("pandoc", "-f", "bibtex", "-t", "csljson", text=file))
    assert isinstance(items, list)
    return items


def source(name: str, text: str) -> Source:
    names = (Name(literal=text), Name(family=text, given=text))
    return Source(schema_version=1, id=name, type="book", title=text, author=names, publisher=text, note=text)


def assert_read_back(texts: list[str]) -> None:
    items = printed(texts)
    assert len(items) == len(texts)
    for item, text in zip(items, texts, strict=True):
        expected = " ".join(in_print(text).split())
        assert len(item["author"]) == 2
        for found in (item["title"], item["publisher"], item["author"][0]["literal"]):
            assert " ".join(re.sub(QUOTES, "’", found).split()) == expected


def test_every_hostile_text_is_read_back_from_bibtex_as_it_was() -> None:
    assert_read_back(list(samples.HOSTILE))


PIECES = [
    *"\\{}$&#%_^~`'\",;:=@!?-|aZ9 é汉", " and ", "and", "--", "\\textbf{", "\\'", '\\"', "``", "''", "?`", "$$",
    "}\n@misc{", "others", "von ", "\\input{x}", "%\n", "{{", "}}", "# mar #",
]  # fmt: skip


@settings(max_examples=5, deadline=None, phases=(Phase.generate,))
@given(
    st.lists(
        st.lists(st.sampled_from(PIECES), max_size=8).map(lambda pieces: "x" + "".join(pieces)),
        min_size=40,
        max_size=40,
    )
)
def test_any_text_is_read_back_from_bibtex_as_it_was(texts: list[str]) -> None:
    assert_read_back(texts)


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_no_text_has_a_brace_too_many(text: str) -> None:
    depth = 0
    for brace in re.findall("[{}]", escaped(text)):
        depth += 1 if brace == "{" else -1
        assert depth >= 0
    assert depth == 0


def test_a_source_without_anything_but_a_title_is_an_item_and_an_entry() -> None:
    bare = Source(schema_version=1, id="bare", type="webpage", title="T")
    assert record(bare) == {"id": "bare", "type": "webpage", "title": "T"}
    made = msgspec.structs.replace(PLAIN, sources={"report": msgspec.structs.replace(bare, id="report")})
    assert bibtex(made) == "@misc{report,\n  title = {{T}}\n}\n"
