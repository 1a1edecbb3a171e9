"""What a search found, for people and for programs."""

import json
from typing import Any, Final

from briefing import __version__
from briefing.citations import short_title
from briefing.export.text import wrapped
from briefing.model import Briefing
from briefing.search import Entry, Hit, Results
from briefing.text import cell_width, one_line

INDENT: Final = "  "
SCHEMA_VERSION: Final = 1
"""Grows when a key changes its meaning or goes."""


def plain(results: Results, briefing: Briefing, width: int) -> str:
    """Each hit with its place, in lines of at most `width` cells."""
    found = []
    for hit in results.hits:
        text = wrapped(one_line(hit.entry.text), width, INDENT)
        found.append("\n".join((*heading(hit.entry, briefing, width), *text)))
    return "\n\n".join(found) + "\n"


def as_json(results: Results, briefing: Briefing) -> str:
    """One JSON object (RFC 8259), in ASCII: schema_version, version, query, total, results."""
    document = {
        "schema_version": SCHEMA_VERSION,
        "version": __version__,
        "query": results.query,
        "total": results.total,
        "results": [_hit(hit, briefing) for hit in results.hits],
    }
    return json.dumps(document, indent=2) + "\n"


def heading(entry: Entry, briefing: Briefing, width: int) -> list[str]:
    """Where an entry stands, and its id, which is never broken, in lines of at most `width` cells."""
    *lines, last = wrapped(place(entry, briefing), width, "")
    id = f"[{name(entry)}]"
    whole = f"{last} {id}"
    return [*lines, whole] if cell_width(whole) <= width else [*lines, last, id]


def place(entry: Entry, briefing: Briefing) -> str:
    """The theme or the source, the side and the kind, for a heading."""
    titles = {theme.id: theme.title for theme in briefing.about.themes}
    where = titles.get(entry.theme or "", "")
    if not where and entry.source in briefing.sources:
        where = short_title(briefing.sources[entry.source])
    side = briefing.about.perspective(entry.side).name if entry.side else ""
    return one_line(" · ".join(part for part in (where, side, entry.kind.value) if part))


def name(entry: Entry) -> str:
    """The id of what was found: of a claim what `briefing cite` takes, of a paragraph its locator."""
    if entry.number:
        return f"{entry.theme}/{entry.point}/{entry.side}/{entry.number}"
    return entry.target or entry.locator or entry.source or "no longer in the briefing"


def _hit(hit: Hit, briefing: Briefing) -> dict[str, Any]:
    entry = hit.entry
    return {
        "kind": entry.kind.value,
        "text": entry.text,
        "marks": hit.marks,
        "place": place(entry, briefing),
        "theme": entry.theme,
        "point": entry.point,
        "relation": entry.relation,
        "side": entry.side,
        "claim": entry.number,
        "source": entry.source,
        "locator": entry.locator,
    }
