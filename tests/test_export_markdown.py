import itertools
import re
import unicodedata
from functools import cache

import markdown_readers
import msgspec
import pytest
import samples
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_readers import (
    Reader,
    Shape,
    read_with_cmark,
    read_with_markdown_it,
    read_with_pandoc,
    read_with_pandoc_markdown,
)

from briefing.errors import BriefingError
from briefing.export import FORMATS, Options, render
from briefing.export.markdown_text import block, inline, link_target, quotation
from briefing.model import Claim, Evidence
from briefing.text import one_line

READERS = [read_with_markdown_it, read_with_cmark, read_with_pandoc, read_with_pandoc_markdown]
PLAIN = samples.briefing()


def exported(**options: object) -> str:
    return render("markdown", PLAIN, samples.notes(), msgspec.convert(options, Options))


def test_the_same_briefing_gives_the_same_bytes() -> None:
    assert exported(notes=True) == exported(notes=True)


def test_the_file_has_the_shape_of_the_briefing() -> None:
    shape = read_with_markdown_it(exported())
    theme = ["heading 2", "paragraph", "paragraph", "table 2x2"]
    point = ["heading 3", "paragraph", "table 2x2"]
    head = ["heading 1", "paragraph", "table 3x2", "heading 2", "bullet_list"]
    legend = ["heading 2", "paragraph", "bullet_list", "paragraph"]
    first = [*theme, *point * 3]
    first += ["heading 3", "bullet_list", "heading 3", "paragraph", "heading 3", "bullet_list"]
    second = [*theme, *point * 2, "heading 3", "paragraph"]
    end = ["heading 2", "bullet_list", "footnotes 13"]
    assert shape.blocks == [*head, *legend, *first, *second, *end]


def test_a_source_without_an_author_says_its_title_once() -> None:
    assert "what changed”](<https://example.org/report>) <br> Feb 2024 |" in exported()
    bare = msgspec.structs.replace(PLAIN.sources["report"], issued=None)
    made = msgspec.structs.replace(PLAIN, sources={**PLAIN.sources, "report": bare})
    assert "what changed”](<https://example.org/report>) |" in render("markdown", made, {}, Options())


def test_the_front_matter_is_yaml_that_describes_the_briefing() -> None:
    data = yaml.safe_load(exported().split("---\n")[1])
    assert data["title"] == PLAIN.about.title
    assert data["question"] == PLAIN.about.question
    assert data["as_of"] == "2024-05"
    assert data["perspectives"] == ["Close it", "Keep it open"]
    assert data["sources"][0].startswith("“The street report: what changed”, ")


def test_both_sides_stand_in_one_row_with_stance_and_claims() -> None:
    text = exported()
    assert "| ▰▰▰▰▰ strong, 5 of 5 <br> Takings rose.[^1] | ▰▰▱▱▱ slight, 2 of 5 <br> " in text
    assert "### 1.2 What happens to rents?\n\n**≈ partly agree**\n\n| Close it | Keep it open |" in text


def test_voices_and_silences_are_put_in_words() -> None:
    text = exported()
    assert "“The street came alive.”[^4] [^5]" in text
    assert "Editor: The two count different months." in text
    assert "**∅ one side only**" in text
    assert "| ∅ Does not address this. Looked for: delivery, lorry. | At night" in text


def test_swapped_sides_change_places_everywhere() -> None:
    text = exported(swapped=True)
    assert "| Close it | Keep it open |" not in text
    assert "| ▰▰▱▱▱ slight, 2 of 5 <br> Deliveries cost more.[^1] [^2] | ▰▰▰▰▰ strong" in text


def test_only_the_themes_asked_for_are_exported() -> None:
    text = exported(themes=["air"], notes=True)
    assert '<a id="theme-air"></a>2. Air and noise' in text
    assert "Shops and trade" not in text
    assert "Ask the shops" not in text
    assert "taken out" not in text


def test_a_theme_or_format_that_does_not_exist_is_refused() -> None:
    with pytest.raises(BriefingError, match="no theme `sea`") as caught:
        exported(themes=["sea"])
    assert caught.value.hint == "The themes are trade, air."
    with pytest.raises(BriefingError, match="no format `pdf`"):
        render("pdf", PLAIN, {}, Options())
    assert list(FORMATS) == [format.name for format in FORMATS.values()]


def test_every_link_of_the_contents_leads_to_an_anchor() -> None:
    text = exported()
    links = re.findall(r"\]\(#([^)]+)\)", text)
    assert links == ["theme-trade", "theme-air"]
    assert re.findall(r'<a id="([^"]+)">', text) == links


def test_a_footnote_is_one_place_or_quote_with_its_full_citation() -> None:
    text = exported()
    assert re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE) == [str(n) for n in range(1, 14)]
    assert text.count("section “Shops”, paragraph 1, <https://example.org/report>") == 1
    assert "section “Shops”, paragraph 2: “came alive”, <https://example.org/report>" in text
    marks = [int(n) for n in re.findall(r"\[\^(\d+)\](?!:)", text)]
    assert list(dict.fromkeys(marks)) == sorted(set(marks))


def test_notes_are_left_out_unless_they_are_asked_for() -> None:
    assert not any(note in exported() for note in samples.notes().values())
    assert "Notes on" not in exported()


def test_notes_stand_with_their_point_and_theme_and_none_is_lost() -> None:
    text = exported(notes=True)
    assert re.search(r"### 1\.1.*\| Takings rose.*\n\nNotes on this point:\n\n> Which year\?\n\n### 1\.2", text, re.S)
    assert re.search(r"Notes on this theme:\n\n> Ask the shops\.\n\n## ", text)
    assert re.search(r"## Other notes\n\n.*\n\ntrade/gone\n\n> This was about", text)


def test_an_address_that_is_not_of_the_web_is_no_link() -> None:
    source = msgspec.structs.replace(PLAIN.sources["report"], url="javascript:alert(1)")
    made = msgspec.structs.replace(PLAIN, sources={**PLAIN.sources, "report": source})
    text = render("markdown", made, {}, Options())
    assert "(<javascript" not in text
    assert "paragraph 1, javascript:alert(1)" in text


def test_evidence_from_a_source_that_is_not_there_is_shown_as_written() -> None:
    theme = PLAIN.themes[0]
    claim = Claim(text="c", evidence=(Evidence(at="lost/1"),))
    point = msgspec.structs.replace(theme.points[0], claims={"close": (claim,)})
    made = msgspec.structs.replace(PLAIN, themes=(msgspec.structs.replace(theme, points=(point,)),))
    assert "]: lost/1\n" in render("markdown", made, {}, Options())


def test_the_same_evidence_given_twice_has_one_mark() -> None:
    theme = PLAIN.themes[0]
    claim = Claim(text="Twice", evidence=("report/shops/1", "report/shops/1"))
    point = msgspec.structs.replace(theme.points[0], claims={"close": (claim,)})
    made = msgspec.structs.replace(PLAIN, themes=(msgspec.structs.replace(theme, points=(point,)),))
    assert "| Twice[^1] |" in render("markdown", made, {}, Options())


def test_an_overview_above_a_table_is_not_taken_for_its_caption() -> None:
    for text in ("Table: a caption", ": a caption", "table: a caption"):
        shape = read_with_pandoc_markdown(f"{block(text)}\n\n| a |\n| --- |\n| b |\n")
        assert (shape.blocks, shape.texts[0]) == (["Para", "table 2x1"], text)


def rotated(start: int) -> samples.Mark:
    """Each field gets another hostile text, so that in as many turns as there are texts each gets all."""
    texts = itertools.cycle(samples.HOSTILE[start:] + samples.HOSTILE[:start])
    return lambda text: f"{next(texts)} {text}"


def hostile_export(mark: samples.Mark) -> str:
    return render("markdown", samples.briefing(mark), samples.notes(str), Options(notes=True))


@cache
def plain_shape(reader: Reader) -> Shape:
    return reader(exported(notes=True))


def assert_same_structure(reader: Reader, start: int) -> None:
    shape = reader(hostile_export(rotated(start)))
    assert shape.blocks == plain_shape(reader).blocks
    assert shape.inline == plain_shape(reader).inline


@pytest.mark.parametrize("reader", [read_with_markdown_it, read_with_cmark])
def test_no_text_in_any_field_changes_the_structure(reader: Reader) -> None:
    for start in range(len(samples.HOSTILE)):
        assert_same_structure(reader, start)


@pytest.mark.parametrize("reader", [read_with_pandoc, read_with_pandoc_markdown])
def test_no_text_changes_the_structure_that_pandoc_sees(reader: Reader) -> None:
    for start in range(0, len(samples.HOSTILE), 6):
        assert_same_structure(reader, start)


@cache
def shape_of_one_text(text: str) -> Shape:
    return read_with_markdown_it(hostile_export(lambda _: text))


@pytest.mark.parametrize("text", samples.HOSTILE, ids=range(len(samples.HOSTILE)))
def test_a_field_that_is_nothing_but_hostile_changes_no_structure(text: str) -> None:
    expected = shape_of_one_text("x")
    shape = shape_of_one_text(text)
    assert (shape.blocks, shape.inline) == (expected.blocks, expected.inline)


PIECES = [
    *"\\`*_{}[]()<>#+-.!|~^$@&=:;'\"/%?, \n\t19aAivxIVXé汉", "  ", "---", "...", "www.", "https://", "a@b.co",
    "@a", "mailto:", "&amp;", "&#35;", "[^1]", "^[", "](", "x.com", "ab", "Table:", "(a)", "(12)", "10)", "#.", "II.",
    "A.", "<b>", "<!--", "-->", "]]>", "```", "~~~", ":::", ": ", "\\|", "\\\\", "$x$", "\n\n", ":+1:", "//", "://",
    "{#a}", "\\begin{a}", "[x]: /u", "## ", "> ", "- ", "1) ", "\u200d", "\u0301", "😀", "“", "—",
]  # fmt: skip
NOT_XML = "\ufffe\uffff"
"""What cmark's XML output cannot hold (XML 1.0, rule 2)."""
TEXTS = (
    st.lists(st.sampled_from(PIECES) | st.characters(exclude_characters=NOT_XML), min_size=1, max_size=9)
    .map("".join)
    .filter(lambda text: one_line(text) != "")
)


def assert_read_back(reader: Reader, texts: list[str]) -> None:
    """A paragraph, two headings, a table, a list and a link of each text hold the text and nothing else."""
    parts, expected = [], []
    for text in texts:
        line, start = inline(text), block(text)
        table = f"| {line} | x |\n| --- | --- |\n| {line}[^1] | {line} |"
        parts += [start, f"## {line}", f"### 1.2 {line}", table, f"- {start}\n- {start}", f"[{line}](#x)"]
        plain = one_line(text)
        expected += [plain, plain, f"1.2 {plain}", plain, "x", plain, plain, plain * 2, plain]
    shape = reader("\n\n".join(["start", *parts, "[^1]: end"]))
    kinds = [re.sub(r"(?i)^(bullet_?)?list$", "list", kind).replace("Para", "paragraph") for kind in shape.blocks]
    each = ["paragraph", "heading 2", "heading 3", "table 2x2", "list", "paragraph"]
    assert [kind for kind in kinds if not kind.startswith("footnote")] == ["paragraph", *each * len(texts)]
    assert [_squeezed(text) for text in shape.texts[1 : len(expected) + 1]] == [*map(_squeezed, expected)]
    markup = {kind.lower() for kind in shape.inline} - {"link", "footnote", "note"}
    assert markup <= {"bulletlist", "list_item", "item", "table_header", "table_row", "table_cell"}
    assert shape.inline["link"] + shape.inline["Link"] == len(texts)


def _squeezed(text: str) -> str:
    return unicodedata.normalize("NFC", "".join(text.split()))


@given(TEXTS)
def test_escaped_text_is_read_back_as_it_was(text: str) -> None:
    assert_read_back(read_with_markdown_it, [text])


@pytest.mark.parametrize("reader", READERS[1:])
@settings(max_examples=4, deadline=None)
@given(st.lists(TEXTS, min_size=60, max_size=60))
def test_other_readers_read_escaped_text_back_as_it_was(reader: Reader, texts: list[str]) -> None:
    assert_read_back(reader, texts)


@pytest.mark.parametrize("reader", READERS)
def test_every_hostile_text_is_read_back_as_it_was(reader: Reader) -> None:
    assert_read_back(reader, list(samples.HOSTILE))


@pytest.mark.parametrize(
    "text",
    [
        "U.S.-Russia trade grew by 3.5 % (to $20 billion, not $30), i.e. more; see p. 7!?",
        "A. Kortunov's “thaw” – well-known, isn't it? 5 > 3, a < b, R&D, snake_case, and/or, 10:30",
        "2025 was a year #1",
    ],
)
def test_ordinary_prose_stays_readable(text: str) -> None:
    assert inline(text) == block(text) == text


@pytest.mark.parametrize(
    "run", ["@", "a@", "#", ":", "&a", "<", "`", "\\", "/", "_", "~", ">", "> ", "[^", "- ", "1.", "$"]
)
def test_a_long_run_of_one_mark_takes_no_longer_than_its_length(run: str) -> None:
    text = run * (60_000 // len(run)) + "x"
    assert re.sub(r"\\(.)|<!-- -->", r"\1", inline(text)) == one_line(text)
    assert block(text).endswith("x")
    assert quotation(text).endswith("x")


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("https://example.org/a?b=c&d=e", "https://example.org/a?b=c&d=e"),
        ("https://example.org/a|b<c>`\\ d", "https://example.org/a%7Cb%3Cc%3E%60%5C%20d"),
        ("https://example.org/?a&copy;b", "https://example.org/?a&copy%3Bb"),
        ("HTTP://example.org/д", "HTTP://example.org/%D0%B4"),
        ("javascript:alert(1)", None),
        ("https://", None),
        ("//example.org", None),
    ],
)
def test_only_web_addresses_become_links(address: str, target: str | None) -> None:
    assert link_target(address) == target


NOTES = [
    "# Heading\n\nText\n===\n\n- list\n  - list\n\n| a | b |\n|---|---|\n| 1 | 2 |",
    "```\nunclosed fence",
    "~~~~\nunclosed\n~~~",
    "<!-- unclosed comment",
    "<div><details><table><script>\n\n<style> <textarea> <b> <a href='x'>",
    "<?php ?> <![CDATA[ x <!DOCTYPE html>",
    "[^1] and\n\n[^1]: mine instead ^[inline]",
    "---\ntitle: mine instead\n---",
    "> ---\n> title: mine instead\n> ---\n",
    "`a\n`<b>`",
    "text\n~~~\n<b>\n~~~",
    "| ` | <b> ` |",
    "[a](/u \"`\") <b> `x`",
    "\\<b> \\\\<b> \\`<b>`",
    "```\na\n  ```\n<b>\n```",
    "   ~~~\n```\n~~~\n<b>\n```",
    "- ```\n```\n<b>\n```",
    "lazy\n\n    indented <b>\n\ttab",
    "\r\n\r\n***\r\ntext\r\n",
    "[x]: https://example.org\n\\",
]  # fmt: skip
NOTE_TEXTS = st.lists(
    st.sampled_from(
        [
            "\n", "\n\n", "`", "``", "```", "\n```\n", "\n~~~\n", "  ```\n", "    ", "\t", "- ", "1. ", "> ", "# ",
            "<b>", "</b>", "<div>", "<!--", "-->", "<?", "<![CDATA[", "\\", "[^1]", "[^1]: x", "^[x]", "[a](", '/u "',
            '")', "$", "|", "---\n", "title: x\n", "===\n", "[x]: /u", "a", "b c", "<https://x.org>", "{", ":::",
            "&lt;", "*",
        ]
    ),
    max_size=14,
).map("".join)  # fmt: skip


def assert_contained(reader: Reader, note: str) -> None:
    before = "---\ntitle: kept\n---\n\n# T[^1]\n\n"
    after = "\n\n## Next\n\n> quote\n\nlast\n\n[^1]: foo\n"
    shape, expected = reader(before + quotation(note) + after), reader(before + quotation("x") + after)
    assert shape.blocks == expected.blocks
    assert shape.inline == expected.inline
    assert shape.quoted_markup == 0


@pytest.mark.parametrize("reader", READERS)
def test_nothing_in_a_note_gets_out_of_its_quotation(reader: Reader) -> None:
    for note in NOTES:
        assert_contained(reader, note)


@given(NOTE_TEXTS)
def test_a_note_of_any_markdown_stays_in_its_quotation(note: str) -> None:
    assert_contained(read_with_markdown_it, note)


def test_a_note_cannot_change_the_title_that_pandoc_reads() -> None:
    text = "---\ntitle: kept\n---\n\n" + "\n\n".join(quotation(note) for note in NOTES)
    html = markdown_readers.run("pandoc", "-s", "-f", "markdown", "-t", "html", text=text)
    assert "<title>kept</title>" in html


def test_code_in_a_note_is_left_as_it_is() -> None:
    note = "Use `<b>` here.\n\n```html\n<div>[^1]\n---\n```"
    assert quotation(note) == "> Use `<b>` here.\n>\n> ```html\n> <div>[^1]\n> ---\n> ```"


def test_a_notes_markdown_is_kept() -> None:
    note = "# My *note*\n\n- see <https://example.org>\n- [x](y)"
    assert quotation(note) == "> # My *note*\n>\n> - see <https://example.org>\n> - [x](y)"
