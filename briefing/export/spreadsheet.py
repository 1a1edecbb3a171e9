"""A briefing as CSV: a row for each claim and for each silence, safe in a spreadsheet.

RFC 4180 with every cell in quotation marks, in UTF-8 with a byte order mark, by which Excel knows it. A cell that a
spreadsheet could take for a formula begins with an apostrophe
(https://owasp.org/www-community/attacks/CSV_Injection).
"""

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Final

from briefing.citations import reference
from briefing.export import Options
from briefing.export.selection import stray_notes, taken
from briefing.model import Briefing, Evidence, Perspective, Point, cited
from briefing.text import clean, one_line
from briefing.wording import SILENT, quoted, sides

COLUMNS: Final = (
    "theme", "theme_title", "point", "question", "priority", "relation", "side", "perspective", "stance", "voice",
    "claim", "looked_for", "locators", "quotes", "citation", "note", "theme_note",
)  # fmt: skip
"""The header. `voice` is `silence` in the row of a side that does not speak to the point, and empty in a row that only
holds a note."""

_MARK: Final = "\N{ZERO WIDTH NO-BREAK SPACE}"
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")
_BETWEEN: Final = "; "
_NOTES: Final = ("note", "theme_note")
"""The columns whose cells keep their lines."""


def render(briefing: Briefing, notes: Mapping[str, str], options: Options) -> str:
    """The whole file. Raises BriefingError for a theme that does not exist, and where no point fits the time."""
    kept = notes if options.notes else {}
    file = io.StringIO()
    writer = csv.DictWriter(file, COLUMNS, restval="", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writeheader()
    for row in _rows(briefing, kept, options):
        writer.writerow({column: _cell(column, text) for column, text in row.items()})
    return _MARK + file.getvalue()


def _rows(briefing: Briefing, notes: Mapping[str, str], options: Options) -> Iterator[dict[str, str]]:
    shown = sides(briefing, swapped=options.swapped)
    for theme in taken(briefing, options):
        about = {"theme": theme.id, "theme_title": theme.title, "theme_note": notes.get(theme.id, "")}
        for point in theme.points:
            asked = {
                **about,
                "point": point.id,
                "question": point.question,
                "priority": str(point.priority),
                "relation": point.relation or "",
                "note": notes.get(f"{theme.id}/{point.id}", ""),
            }
            for side in shown:
                stance = theme.stances.get(side.id)
                answered = {
                    **asked,
                    "side": side.id,
                    "perspective": side.name,
                    "stance": str(stance.level) if stance else "",
                }
                for answer in _answers(briefing, point, side):
                    yield answered | answer
    if options.themes is None:
        for key, text in stray_notes(briefing, notes).items():
            theme_id, _, point_id = key.partition("/")
            yield {"theme": theme_id, "point": point_id, "note": text}


def _answers(briefing: Briefing, point: Point, side: Perspective) -> Iterator[dict[str, str]]:
    claims = point.claims.get(side.id, ())
    if not claims:
        looked_for = _BETWEEN.join(point.silence.get(side.id, ()))
        yield {"voice": "silence", "claim": SILENT, "looked_for": looked_for}
    for claim in claims:
        evidence = cited(claim.evidence)
        yield {
            "voice": claim.voice.value,
            "claim": claim.text,
            "locators": _BETWEEN.join(dict.fromkeys(item.at for item in evidence)),
            "quotes": _BETWEEN.join(quoted(item.quote) for item in evidence if item.quote),
            "citation": _BETWEEN.join(dict.fromkeys(_citation(briefing, item) for item in evidence)),
        }


def _citation(briefing: Briefing, evidence: Evidence) -> str:
    source = briefing.sources.get(evidence.at.split("/")[0])
    return reference(source, evidence.at) if source else evidence.at


def _cell(column: str, text: str) -> str:
    is_note = column in _NOTES
    cell = clean(text.replace("\r\n", "\n")).strip() if is_note else one_line(text)
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
