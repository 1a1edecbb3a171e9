"""A file that someone saved -> the plain texts that it may hold: plain text, Markdown, or a page that a browser saved.

Nothing in a page is run, and nothing that it names is fetched. In the first reading of a page everything that it shows
is kept but what is no running text at all, for an outline says what the article is. The second reading, from which an
outline is made, keeps what the page marks as its article.
"""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefing.article import is_paragraph
from briefing.errors import BriefingError
from briefing.texts import contents, decoded

if TYPE_CHECKING:
    from markdown_it.token import Token
    from selectolax.lexbor import LexborNode

_LEFT_OUT: Final = {
    "aside", "button", "figcaption", "head", "iframe", "nav", "noscript", "option", "script", "select", "style", "svg",
    "template", "textarea", "title",
}  # fmt: skip
"""Elements whose text is not part of an article, wherever they stand."""
_BLOCKS: Final = {
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html",
    "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
    "ul",
}  # fmt: skip
"""Elements that begin and end a paragraph (HTML Standard, 15.3: blocks, list items, the parts of tables)."""
_HEADING: Final = re.compile("h([1-6])")
_AROUND: Final = {"dialog", "footer"}
_ROLES: Final = {
    "alertdialog", "banner", "complementary", "contentinfo", "dialog", "navigation", "search",
}  # fmt: skip
"""Roles of what is not a page's article (WAI-ARIA 1.2, 5.3.4: landmarks, and windows over the page)."""
_ARTICLE_SHARE: Final = 0.5
"""Of the text of a page's paragraphs, how much an element must hold to be its article."""

_PAGE: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_TAG: Final = re.compile(
    r"<(/?)(?!(?:area|base|br|col|dd|dt|embed|hr|img|input|li|link|meta|option|p|path|source|td|th|tr|track|wbr)\b)[a-z]",
    re.IGNORECASE,
)
_MOST_NESTED: Final = 10_000
"""The time that the parser takes grows with the square of it: a tenth of a second for this."""
_COMMENT: Final = re.compile(rb"<!--.*?-->", re.DOTALL)
_DECLARED: Final = re.compile(
    rb"""<(?:meta\b[^>]*?\bcharset|\?xml\b[^>]*?\bencoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
_PRESCANNED: Final = 4096
"""How far into a page its encoding may be declared, in bytes; browsers look at 1024 at least."""
_WHATWG: Final = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "big5": "big5hkscs",
    "utf-16": "utf-8", "utf-16-le": "utf-8", "utf-16-be": "utf-8", "utf-7": "utf-8",
}  # fmt: skip
"""Encodings that browsers read as another one than Python does (WHATWG Encoding Standard, 4.2; HTML, 13.2.3.2)."""
_PYTHONS_OWN: Final = ("idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape")
"""Codecs of Python that are no encodings of pages; whoever declares one declares none."""

FRONT_MATTER: Final = re.compile(
    r"\A---[ \t]*\r?\n((?:(?:[\w-]+:|[ \t]|- |#).*\n|\r?\n)*)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)"
)
"""The YAML before a Markdown text, between lines of three hyphens, as static site generators write it."""

_OTHER_KINDS: Final = (
    (re.compile(rb"%PDF-"), "a PDF"),
    (re.compile(rb"PK\x03\x04|\xd0\xcf\x11\xe0"), "an office document or an archive"),
    (re.compile(rb"\{\\rtf"), "an RTF document"),
    (re.compile(rb"(?:[\w-]+:.*\n(?:[ \t].*\n)*){0,20}?MIME-Version:", re.IGNORECASE), "a web archive (MHTML)"),
    (re.compile(rb"bplist00"), "a web archive"),
)


def readings(path: Path) -> Iterator[str]:
    """The texts that a file may hold, the likeliest first; another one where the first leaves something to wish.

    Headings of pages and of Markdown become `## Heading`. Raises BriefingError, naming the file, if it cannot be read.
    """
    text, is_page = opened(path)
    if is_page:
        root = page_root(path, text)
        if root is None:
            yield ""
            return
        yield "\n\n".join(_blocks(root))
        yield "\n\n".join(_article_blocks(root))
        return
    yield text
    yield _markdown_text(FRONT_MATTER.sub("", text))


def opened(path: Path) -> tuple[str, bool]:
    """What a file holds, decoded, and whether it is a page rather than a text. Raises BriefingError, naming it."""
    data = contents(path)
    for pattern, kind in _OTHER_KINDS:
        if pattern.match(data):
            raise BriefingError(
                f"{path}: this is {kind}, not a text", "Save it as plain text, Markdown or HTML (of the page only)."
            )
    if path.suffix.lower() in (".html", ".htm", ".xhtml") or _PAGE.match(data[:_PRESCANNED]):
        return _page_decoded(data), True
    return decoded(path, data), False


def _page_decoded(data: bytes) -> str:
    """A page as a browser decodes it: a byte order mark, what the page declares, UTF-8, else Windows-1252."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    if data.startswith(codecs.BOM_UTF8):
        return data.decode("utf-8-sig", "replace")
    declared = _DECLARED.search(_COMMENT.sub(b"", data[:_PRESCANNED]))
    try:
        name = codecs.lookup(declared.group(1).decode("ascii", "replace")).name if declared else ""
        if name and name not in _PYTHONS_OWN:
            return data.decode(_WHATWG.get(name, name), "replace")
    except LookupError:
        pass
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def page_root(path: Path, page: str) -> "LexborNode | None":
    """The root of a page; None for an empty one. Raises BriefingError, naming the file, if it cannot be parsed."""
    try:
        from selectolax.lexbor import LexborHTMLParser
    except ImportError:
        raise BriefingError(
            f"{path}: this is a web page, and the library that reads pages is not installed",
            "Install it with `pip install 'briefing-tui[html]'`, or save the page as plain text.",
        ) from None
    if _nesting(page) > _MOST_NESTED:
        raise BriefingError(f"{path}: the page is nested too deeply to be read", "Save it as plain text.")
    return LexborHTMLParser(page).root


def _nesting(page: str) -> int:
    """How many elements are open at once, at most; elements whose end may be left out do not count."""
    depth = deepest = 0
    for tag in _TAG.finditer(page):
        depth = max(0, depth - 1) if tag.group(1) else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _article_blocks(root: "LexborNode") -> list[str]:
    """The blocks of the element that is the page's article, or its main part, or all of it; without what is around."""

    def size(blocks: list[str]) -> int:
        return sum(len(block) for block in blocks if is_paragraph(block))

    every = list(_blocks(root, is_whole=False))
    main = root.css_first("main, [role=main]")
    for candidates in (root.css("article:not(article article)"), [main] if main is not None else []):
        found = max((list(_blocks(node, is_whole=False)) for node in candidates), key=size, default=[])
        if found and size(found) >= _ARTICLE_SHARE * size(every):
            return found
    return every


def _is_around(node: "LexborNode") -> bool:
    """Whether an element is around an article, or is not shown."""
    given = node.attributes
    return (
        node.tag in _AROUND
        or (given.get("role") or "").lower() in _ROLES
        or "hidden" in given
        or given.get("aria-hidden") == "true"
    )


def _blocks(root: "LexborNode", *, is_whole: bool = True) -> Iterator[str]:
    """The text of each block below an element, in order; all of it, or without what is around an article.

    Without recursion, for a page may be nested deeply.
    """
    block = _Block()
    node: LexborNode | None = root
    while node is not None:
        tag = node.tag or ""
        if tag in _BLOCKS:
            yield from block.ended(begins=tag)
        if tag == "-text":
            block.add(node.text_content or "")
        elif tag == "br":
            block.break_line()
        if node.child is not None and tag not in _LEFT_OUT and (is_whole or not _is_around(node)):
            node = node.child
            continue
        while node is not None:
            if (tag := node.tag or "") in _BLOCKS:
                yield from block.ended(ends=tag)
            if node.next is not None or node.mem_id == root.mem_id:
                break
            node = node.parent
        node = node.next if node is not None and node.mem_id != root.mem_id else None
    yield from block.ended()


class _Block:
    """The text of the block that is being read: one line, but for `<br>` and preformatted text."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._heading = ""
        self._preformatted = 0

    def add(self, text: str) -> None:
        """Text of the block; its line breaks are spaces, unless it is preformatted."""
        self._parts.append(text if self._preformatted else " ".join(f"_{text}_".split())[1:-1])

    def break_line(self) -> None:
        """A line break that is shown; a heading is one line all the same."""
        self._parts.append(" " if self._heading else "\n")

    def ended(self, *, begins: str = "", ends: str = "") -> Iterator[str]:
        """The block so far, if it has any text, because an element begins or ends."""
        lines = [" ".join(line.split()) for line in "".join(self._parts).split("\n")]
        self._parts = []
        if text := "\n".join(lines).strip("\n"):
            yield f"{self._heading}{text}"
        self._preformatted += (begins == "pre") - (ends == "pre")
        if heading := _HEADING.fullmatch(begins):
            self._heading = "#" * int(heading.group(1)) + " "
        elif _HEADING.fullmatch(ends):
            self._heading = ""


def _markdown_text(text: str) -> str:
    """The text of Markdown (CommonMark 0.31) without its marks: links keep their words, pictures and HTML go."""
    from markdown_it import MarkdownIt

    blocks: list[str] = []
    heading = ""
    for token in MarkdownIt("commonmark").parse(text):
        if token.type == "heading_open":
            heading = "#" * int(token.tag[1:]) + " "
        elif token.type == "inline":
            blocks.append(heading + "".join(map(_inline_text, token.children or ())))
            heading = ""
        elif token.type in ("fence", "code_block"):
            blocks.append(token.content.strip("\n"))
    return "\n\n".join(block for block in blocks if block.strip("# \n"))


def _inline_text(token: "Token") -> str:
    match token.type:
        case "text" | "text_special" | "code_inline":
            return token.content
        case "softbreak" | "hardbreak":
            return " "
        case _:
            return ""
