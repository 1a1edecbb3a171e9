"""The sources as CSL-JSON, for reference managers and citation processors.

The fields are those of CSL-JSON 1.0 (https://github.com/citation-style-language/schema, csl-data.json). Texts stand as
they are: the format has no escape for the few HTML tags, such as <i>, that some processors read in titles.
"""

from collections.abc import Mapping
from typing import Final

import msgspec

from briefing.export import Options
from briefing.export.markdown_text import link_target
from briefing.export.selection import sources_of
from briefing.model import Briefing, Name, Source
from briefing.text import one_line

_OWN: Final = ("schema_version", "outline", "allow")
"""What a source's file holds that is not part of its bibliographic record."""
_NAMES: Final = ("author", "translator", "editor")
_DATES: Final = ("issued", "accessed")


def render(briefing: Briefing, notes: Mapping[str, str], options: Options) -> str:
    """An array of the sources. Raises BriefingError for a theme that does not exist, or where no point fits."""
    records = [record(source) for source in sources_of(briefing, options)]
    return msgspec.json.format(msgspec.json.encode(records), indent=2).decode() + "\n"


def record(source: Source) -> dict[str, object]:
    """One source as a CSL-JSON item: its texts each on one line, its dates as date-parts.

    An address that is not one of http or https is left out: programs make links of it.
    """
    fields: dict[str, object] = {}
    for field in msgspec.structs.fields(Source):
        value = getattr(source, field.name)
        if not value or field.name in _OWN:
            continue
        if field.name in _NAMES:
            fields[field.encode_name] = [_name(name) for name in value]
        elif field.name in _DATES:
            fields[field.encode_name] = {"date-parts": [[int(part) for part in value.split("-")]]}
        elif field.name != "url" or link_target(value):
            fields[field.encode_name] = one_line(value)
    return fields


def _name(name: Name) -> dict[str, str]:
    parts: dict[str, str | None] = msgspec.structs.asdict(name)
    return {part: one_line(text) for part, text in parts.items() if text}
