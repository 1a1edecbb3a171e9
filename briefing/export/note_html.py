"""A note's Markdown as HTML: no HTML of the user's own, no pictures, and only links to the web."""

from markdown_it import MarkdownIt

from briefing.citations import is_openable
from briefing.text import clean


class _Reader(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802, the name that markdown-it gives it
        return is_openable(url)


def note_html(text: str) -> str:
    """The note as paragraphs, lists, quotes, tables and code; a heading is a paragraph, for the page has its own."""
    reader = _Reader("commonmark", {"html": False, "breaks": True}).enable(["table", "strikethrough"])
    reader.disable(["image", "html_block", "html_inline"])
    tokens = reader.parse(clean(text.replace("\r\n", "\n")))
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = "p"
        if token.type == "heading_open":
            token.attrSet("class", "heading")
        for inline in token.children or ():
            if inline.type == "link_open":
                inline.attrSet("rel", "noreferrer")
    return str(reader.renderer.render(tokens, reader.options, {}))
