"""Files that someone saved, read as text: plain text, Markdown, and pages with everything around the article."""

import html
import sys
import textwrap
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_samples import HEADINGS, LOCATORS, PARAGRAPHS, aligned, lines, source, text

from briefing.alignment import align
from briefing.article import read_article
from briefing.documents import readings
from briefing.errors import BriefingError

NAV = '<header><nav><ul><li><a href="/">Home</a><li>Politics</ul></nav></header>'
SCRIPT = "<script>document.write('This sentence was written by a script.')</script><style>p {color: red}</style>"
COMMENTS = "<section><h3>Comments</h3><p>I have lived here for thirty years and never saw such a thing.</p></section>"
FOOTER = "<footer><p>All rights reserved by the publisher of this page.</p></footer>"
FIGURE = "<figure><img alt='A bench'><figcaption>A bench in the street stands empty in January.</figcaption></figure>"
ASIDE = "<aside><h4>Read also</h4><p>Why the tram is late again, and what can be done about it.</p></aside>"


def page(body: str, head: str = '<meta charset="utf-8">') -> str:
    """A page with things around the article."""
    return f"<!DOCTYPE html><html><head>{head}{SCRIPT}</head><body>{NAV}{body}{COMMENTS}{FOOTER}</body></html>"


def tagged(heading: str, paragraph: str) -> str:
    """The article with its headings and paragraphs put into tags, `{}` for the text."""
    parts = [(heading if line in HEADINGS else paragraph).format(html.escape(line)) for line in lines()]
    return "\n".join([*parts[:4], FIGURE, ASIDE, *parts[4:]])


SHAPES = {
    "paragraphs": tagged("<h2>{}</h2>", "<p>{}</p>"),
    "article": f"<main><article><h1>The street</h1>{tagged('<h3>{}</h3>', '<p>{}</p>')}</article></main>",
    "unclosed": tagged("<h2>{}</h2>", "<p>{}"),
    "divisions": f"<div><div>{tagged('<div><b>{}</b></div>', '<div>{}</div>')}</div></div>",
    "strong headings": tagged("<p><strong>{}</strong></p>", "<p>\u3000\u3000<span style='color: #000'>{}</span></p>"),
    "line breaks": f"<div>{'<br><br>'.join(html.escape(line) for line in lines())}</div>",
    "table": f"<table><tr><td><a href=x>A link</a></td><td>{tagged('<h2>{}</h2>', '<p>{}</p>')}</td></tr></table>",
    "list": f"<ul>{tagged('<h2>{}</h2>', '<li>{}</li>')}</ul>",
    "quotations": tagged("<h2>{}</h2>", "<blockquote><p>{}</p></blockquote>"),
    "form": "<form>" + tagged("<h2>{}</h2>", "<p>{}</p><p><span>\u200b</span></p>") + "</form>",
    "preformatted": f"<pre>\n{html.escape(text())}</pre>",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_an_article_is_found_in_pages_of_every_shape(shape: str, tmp_path: Path) -> None:
    found = aligned(read(tmp_path, page(SHAPES[shape])))
    assert found.matched == dict(zip(LOCATORS, PARAGRAPHS, strict=True))
    assert found.is_whole


def read(folder: Path, made: str | bytes, name: str = "page.html") -> str:
    """The first reading of a file that holds this."""
    file = folder / name
    file.write_bytes(made.encode() if isinstance(made, str) else made)
    return next(readings(file))


def test_what_a_page_does_not_say_is_left_out(tmp_path: Path) -> None:
    made = read(tmp_path, page(SHAPES["paragraphs"]))
    for gone in ("script", "color", "Politics", "Read also", "A bench in the street"):
        assert gone not in made
    assert "thirty years" in made, "the outline tells what is the article, not the reader of pages"


def test_headings_are_marked_and_a_block_is_one_line(tmp_path: Path) -> None:
    made = read(
        tmp_path, "<html><h1>A <br> title</h1><h3> A\n heading</h3><p>One\n  <b>t</b>wo<i> three</i>\n.</p>four"
    )
    assert made == "# A title\n\n### A heading\n\nOne two three .\n\nfour"


def test_a_page_keeps_the_lines_of_preformatted_text(tmp_path: Path) -> None:
    assert read(tmp_path, "<html><pre>one\n  two\n\nthree</pre><p>four\nfive</p>") == "one\ntwo\n\nthree\n\nfour five"


def test_entities_are_read_and_text_that_looks_like_a_tag_stays_text(tmp_path: Path) -> None:
    assert read(tmp_path, "<html><p>AT&amp;T &lt;b&gt; &eacute;&#8217;</p>") == "AT&T <b> é’"


@given(st.sets(st.integers(0, len(PARAGRAPHS[1].split()) - 1)), st.sampled_from(["em", "a", "span", "b", "u", "mark"]))
def test_marks_within_a_paragraph_change_nothing(
    tmp_path_factory: pytest.TempPathFactory, at: set[int], tag: str
) -> None:
    words = html.escape(PARAGRAPHS[1]).split(" ")
    marked = " ".join(f"<{tag}>{word}</{tag}>" if n in at else word for n, word in enumerate(words))
    made = SHAPES["paragraphs"].replace(html.escape(PARAGRAPHS[1]), marked)
    assert marked in made
    assert aligned(read(tmp_path_factory.getbasetemp(), page(made))).is_whole


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="windows-1252">', "cp1252"),
        ("<meta charset=iso-8859-1>", "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-15">', "iso8859-15"),
        ("<META CHARSET='gb2312'>", "gb18030"),
        ('<!-- <meta charset="koi8-r"> --><meta charset="utf-8">', "utf-8"),
        ('<meta charset="utf-8">', "utf-16"),
        ('<meta charset="windows-1252">', "utf-8-sig"),
        ("<meta name=author content=x>", "utf-8"),
        ("<meta name=author content=x>", "cp1252"),
        ('<meta charset="no-such-thing">', "utf-8"),
        ('<meta charset="idna">', "utf-8"),
        ('<meta charset="undefined">', "utf-8"),
        ('<meta charset="unicode_escape">', "utf-8"),
        ('<meta charset="utf-16">', "utf-8"),
    ],
)
def test_a_page_is_decoded_as_a_browser_does(head: str, encoding: str, tmp_path: Path) -> None:
    body = SHAPES["paragraphs"].replace("€", "EUR ") if encoding == "gb18030" else SHAPES["paragraphs"]
    made = read(tmp_path, page(body.replace("benches", "bénches"), head).encode(encoding, "xmlcharrefreplace"))
    assert "the bénches stand" in made
    assert "“It came alive,”" in made


def test_an_xhtml_page_is_decoded_as_its_first_line_says(tmp_path: Path) -> None:
    made = f'<?xml version="1.0" encoding="iso-8859-1"?>\n{page("<p>Café</p>", "")}'
    assert "Café" in read(tmp_path, made.encode("latin-1"), "page.xhtml")


@pytest.mark.parametrize("name", ["page.html", "PAGE.HTM", "saved", "page.txt"])
def test_a_page_is_known_by_its_name_or_by_its_beginning(name: str, tmp_path: Path) -> None:
    assert "<" not in read(tmp_path, f"\n<!-- saved from url -->\n{page(SHAPES['table'])}", name)


def article(folder: Path, made: str) -> list[str]:
    """The blocks of the last reading of a page, from which an outline is made."""
    file = folder / "page.html"
    file.write_text(made)
    return list(readings(file))[-1].split("\n\n")


PARAGRAPHS_ONLY = "".join(f"<p>{html.escape(text)}</p>" for text in PARAGRAPHS)


@pytest.mark.parametrize(
    "body",
    [
        f"<article>{PARAGRAPHS_ONLY}</article>{COMMENTS}",
        f"<main>{PARAGRAPHS_ONLY}</main>{COMMENTS}",
        f"<div><div><article>{PARAGRAPHS_ONLY}</article></div></div>{COMMENTS}",
        f"<div role=main>{PARAGRAPHS_ONLY}</div>{COMMENTS}",
        f"<article><p>A short piece on another thing.</p></article><article>{PARAGRAPHS_ONLY}</article>",
        f"<article>{PARAGRAPHS_ONLY}{FOOTER}</article>",
        f"{PARAGRAPHS_ONLY}<div role=dialog><p>We value what you value.</p></div><p hidden>Nobody sees this line.</p>",
    ],
)
def test_an_outline_is_made_of_what_a_page_marks_as_its_article(body: str, tmp_path: Path) -> None:
    assert article(tmp_path, f"<html><body>{NAV}{body}{FOOTER}</body></html>") == list(PARAGRAPHS)


def test_a_small_article_on_a_page_is_not_taken_for_all_of_it(tmp_path: Path) -> None:
    teaser = "<article><p>Why the tram is late again.</p></article>"
    assert article(tmp_path, f"<html>{PARAGRAPHS_ONLY}{teaser}") == [*PARAGRAPHS, "Why the tram is late again."]


def test_many_articles_on_a_page_are_looked_at_once(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<html>" + f"<article><p>{PARAGRAPHS[0]}" * 5_000)
    started = time.process_time()
    assert list(readings(tmp_path / "page.html"))[-1].count(PARAGRAPHS[0]) == 5_000
    assert time.process_time() - started < 5


def test_a_plain_text_is_taken_as_it_is(tmp_path: Path) -> None:
    assert read(tmp_path, "a < b <html> [x](y) **z**\r\n", "text.txt") == "a < b <html> [x](y) **z**\r\n"
    assert read(tmp_path, b"\xef\xbb\xbfcaf\xc3\xa9", "text.txt") == "café"
    assert read(tmp_path, "café".encode("utf-16"), "text.txt") == "café"


def test_markdown_is_read_without_its_marks(tmp_path: Path) -> None:
    (tmp_path / "text.md").write_text(
        "# Title\n\nOne [link](https://example.org/a_b) and\n**two** `three`\\*.\n![A picture](x.png)\n\n"
        "Heading\n-------\n\n> A quotation\n> goes on.\n\n- item one\n- item two\n\n<div>HTML</div>\n\n    code\n"
    )
    _, marked = readings(tmp_path / "text.md")
    assert marked.split("\n\n") == [
        "# Title", "One link and two three*. ", "## Heading", "A quotation goes on.", "item one", "item two", "code",
    ]  # fmt: skip


def test_an_article_in_markdown_matches_with_its_links_and_wraps(tmp_path: Path) -> None:
    made = text().replace("The Winter", "## The Winter").replace("baker", "[baker](https://example.org/a-1)")
    made = made.replace("twelve", "**twelve**").replace("a tenth", "_a_ tenth")
    file = tmp_path / "article.md"
    file.write_text("\n\n".join(textwrap.fill(line, 50) for line in made.split("\n\n")))
    raw, marked = readings(file)
    assert len(aligned(raw).matched) == 5
    assert aligned(marked).is_whole


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (b"%PDF-1.7\n", "a PDF"),
        (b"PK\x03\x04....", "office document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "office document"),
        (b"{\\rtf1 text}", "RTF"),
        (b"From: <Saved by a browser>\nSubject: x\n y\nMIME-Version: 1.0\n\n<html>", "web archive"),
        (b"bplist00\xd1", "web archive"),
        (b"text\x00text", "binary"),
        (b"caf\xe9", "not UTF-8"),
    ],
)
def test_what_is_no_text_is_refused_by_name(made: bytes, told: str, tmp_path: Path) -> None:
    with pytest.raises(BriefingError) as refused:
        read(tmp_path, made, "file.txt")
    assert told in refused.value.message
    assert "file.txt" in refused.value.message
    assert refused.value.hint


def test_a_file_that_is_not_there_or_too_long_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BriefingError, match="no such file"):
        next(readings(tmp_path / "gone.txt"))
    monkeypatch.setattr("briefing.texts.MAX_TEXT", 10)
    with pytest.raises(BriefingError, match="longer than"):
        read(tmp_path, "a" * 11, "text.txt")
    assert read(tmp_path, "a" * 10, "text.txt") == "a" * 10


def test_without_the_library_for_pages_a_page_is_refused_with_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "selectolax.lexbor", None)
    with pytest.raises(BriefingError) as refused:
        read(tmp_path, page("<p>x</p>"))
    assert "page.html" in refused.value.message
    assert "pip install 'briefing-tui[html]'" in refused.value.hint
    assert read(tmp_path, "plain", "text.txt") == "plain"


def test_a_deep_page_is_read_and_one_that_is_too_deep_refused_at_once(tmp_path: Path) -> None:
    assert read(tmp_path, f"<html>{'<div>' * 9_000}deep") == "deep"
    started = time.process_time()
    with pytest.raises(BriefingError, match="nested too deeply"):
        read(tmp_path, f"<html>{'<div>' * 1_000_000}deep")
    assert time.process_time() - started < 5


@given(st.text(alphabet="<>/!-=\"' abpdivscriptnoé&;#x0", max_size=200))
def test_no_page_is_too_broken_to_be_read(tmp_path_factory: pytest.TempPathFactory, made: str) -> None:
    assert isinstance(read(tmp_path_factory.getbasetemp(), f"<html>{made}"), str)


def test_a_page_of_another_text_has_nothing_of_the_outline(tmp_path: Path) -> None:
    made = read(tmp_path, page("<p>Nothing of this is in the outline of the report.</p>"))
    assert align(source(), read_article(made)).matched == {}
