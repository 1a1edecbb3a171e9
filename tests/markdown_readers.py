"""What cmark-gfm, pandoc and markdown-it make of a Markdown file, in one shape that can be compared."""

import json
import os
import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, NoReturn
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

EMAIL_BREAK = "<!-- -->"
"""The one piece of HTML that the escaping puts into a text."""


@dataclass
class Shape:
    """The structure of a Markdown file, without its words."""

    blocks: list[str] = field(default_factory=list)
    """The kinds of the blocks at the top, with a heading's level and a table's rows and columns."""
    inline: Counter[str] = field(default_factory=Counter)
    """How often each kind of inline markup occurs outside block quotes."""
    quoted_markup: int = 0
    """How many pieces of HTML and footnotes stand in block quotes."""
    texts: list[str] = field(default_factory=list)
    """The text of each block at the top, on one line; of a table, of each cell."""

    def add(self, kind: str, *texts: str) -> None:
        self.blocks.append(kind)
        self.texts += [unicodedata.normalize("NFC", " ".join(text.split())) for text in texts]


Reader = Callable[[str], Shape]


def run(program: str, *arguments: str, text: str) -> str:
    """What a program that reads `text` prints; skips the test where the program is missing."""
    require(program)
    done = subprocess.run([program, *arguments], input=text.encode(), capture_output=True, check=True, timeout=60)
    return done.stdout.decode()


def require(program: str) -> None:
    """Skip the test where a program is missing; with BRIEFING_REQUIRE_READERS set, fail."""
    if shutil.which(program) is None:
        missing(f"{program} is not installed")


def missing(what: str) -> NoReturn:
    """Skip the test for what is missing; with BRIEFING_REQUIRE_READERS set, fail."""
    if os.environ.get("BRIEFING_REQUIRE_READERS"):
        pytest.fail(what)
    pytest.skip(what)


def read_with_markdown_it(text: str) -> Shape:
    """What markdown-it makes of the text, set up as for GitHub."""
    parser = MarkdownIt("gfm-like").use(footnote_plugin).use(front_matter_plugin)
    shape = Shape()
    for node in SyntaxTreeNode(parser.parse(text)).children:
        if node.type != "front_matter":
            _add_markdown_it(node, shape)
    return shape


def _add_markdown_it(node: SyntaxTreeNode, shape: Shape) -> None:
    kind = {"heading": f"heading {node.tag[1:]}"}.get(node.type, node.type)
    if node.type == "table":
        rows = [row for part in node.children for row in part.children]
        cells = [_markdown_it_text(cell) for row in rows for cell in row.children]
        kind = f"table {len(rows)}x{len(rows[0].children)}"
        shape.add(kind, *cells)
    elif node.type == "footnote_block":
        shape.add(f"footnotes {len(node.children)}", *map(_markdown_it_text, node.children))
    else:
        shape.add(kind, _markdown_it_text(node))
    if node.type == "blockquote":
        shape.quoted_markup += sum(inner.type.startswith(("html_", "footnote")) for inner in node.walk())
        return
    for inner in node.walk():
        if inner.type in (
            "text",
            "inline",
            "root",
            "softbreak",
            "text_special",
            "footnote",
            "footnote_block",
            "footnote_anchor",
        ):
            continue
        if inner.type in ("html_inline", "html_block"):
            _count_html(inner.content, shape)
        elif inner.block is False or inner.type == "list_item":
            shape.inline[_TARGETED.get(inner.type, inner.type)] += 1


_TARGETED = {"footnote_ref": "footnote", "em": "emph", "s": "strikethrough"}


def _count_html(html: str, shape: Shape) -> None:
    if html != EMAIL_BREAK:
        shape.inline[f"html {html}"] += 1


def _markdown_it_text(node: SyntaxTreeNode) -> str:
    if node.type == "softbreak":
        return " "
    if node.type in ("text", "text_special", "code_inline"):
        return node.content
    return "".join(map(_markdown_it_text, node.children))


def read_with_cmark(text: str) -> Shape:
    """What cmark-gfm makes of the text; its front matter is cut off first, as GitHub does."""
    body = re.sub(r"\A---\n.*?^---\n", "", text, flags=re.DOTALL | re.MULTILINE)
    extensions = ("table", "strikethrough", "autolink", "footnotes", "tagfilter")
    chosen = [argument for name in extensions for argument in ("-e", name)]
    xml = run("cmark-gfm", *chosen, "-t", "xml", text=body).replace("<unknown>", "footnote")
    root = ElementTree.fromstring(re.sub(r'xmlns="[^"]*"|xml:space="[^"]*"', "", xml))
    shape = Shape()
    for node in root:
        _add_cmark(node, shape)
    return shape


def _add_cmark(node: ElementTree.Element, shape: Shape) -> None:
    if node.tag == "table":
        cells = ["".join(_cmark_text(cell)) for row in node for cell in row]
        shape.add(f"table {len(node)}x{len(node[0])}", *cells)
    elif node.tag == "heading":
        shape.add(f"heading {node.get('level')}", "".join(_cmark_text(node)))
    else:
        shape.add(node.tag, "".join(_cmark_text(node)))
    if node.tag == "block_quote":
        shape.quoted_markup += sum(inner.tag.startswith(("html_", "footnote")) for inner in node.iter())
        return
    for inner in node.iter():
        if inner.tag in ("html_inline", "html_block"):
            _count_html(inner.text or "", shape)
        elif inner is not node and inner.tag not in ("text", "softbreak", "paragraph"):
            shape.inline[inner.tag] += 1


def _cmark_text(node: ElementTree.Element) -> Iterator[str]:
    if node.tag == "softbreak":
        yield " "
    if node.tag in ("text", "code"):
        yield node.text or ""
    for child in node:
        yield from _cmark_text(child)


def read_with_pandoc(text: str) -> Shape:
    """What pandoc makes of the text as GitHub's Markdown."""
    return _read_with_pandoc("gfm", text)


def read_with_pandoc_markdown(text: str) -> Shape:
    """What pandoc makes of the text as its own Markdown, its curly quotes aside."""
    return _read_with_pandoc("markdown-smart", text)


def read_with_pandoc_as_it_comes(text: str) -> Shape:
    """What pandoc makes of the text as its own Markdown, with all that is on in it by default."""
    return _read_with_pandoc("markdown", text)


def _read_with_pandoc(format: str, text: str) -> Shape:
    document = json.loads(run("pandoc", "-f", format, "-t", "json", text=text))
    shape = Shape()
    for block in document["blocks"]:
        _add_pandoc(block, shape)
    return shape


def _add_pandoc(block: Any, shape: Shape) -> None:
    kind, content = block["t"], block.get("c")
    if kind == "Header":
        shape.add(f"heading {content[0]}", _pandoc_text(content[2]))
    elif kind == "Table":
        _, _, columns, head, bodies, _ = content
        rows = [*head[1], *(row for body in bodies for row in body[3])]
        cells = [_pandoc_text(cell[4]) for row in rows for cell in row[1]]
        shape.add(f"table {len(rows)}x{len(columns)}", *cells)
    else:
        shape.add(kind, _pandoc_text(content))
    for inner in _pandoc_nodes(content):
        raw = inner["t"] in ("RawInline", "RawBlock")
        if kind == "BlockQuote":
            shape.quoted_markup += inner["t"] == "Note" or (raw and inner["c"][0] == "html")
        elif raw:
            _count_html(inner["c"][1], shape)
        elif inner["t"] not in _PANDOC_PLAIN:
            shape.inline[inner["t"]] += 1


_PANDOC_PLAIN = ("Str", "Space", "SoftBreak", "Plain", "Para", "AlignDefault", "ColWidthDefault", "ColWidth")


def _pandoc_nodes(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        if "t" in value:
            yield value
        value = value.get("c")
    if isinstance(value, list):
        for item in value:
            yield from _pandoc_nodes(item)


def _pandoc_text(value: Any) -> str:
    if isinstance(value, list):
        return "".join(map(_pandoc_text, value))
    if not isinstance(value, dict) or "t" not in value:
        return ""
    match value["t"]:
        case "Str":
            return str(value["c"])
        case "Space" | "SoftBreak":
            return " "
        case "Note" | "RawInline":
            return ""
        case "Link" | "Header" | "Span":
            return _pandoc_text(value["c"][1:])
        case _:
            return _pandoc_text(value.get("c"))
