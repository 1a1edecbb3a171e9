"""A briefing as Argdown: each point a statement, which the sides' claims support or attack.

Where the sides differ, the first side's claims support the point and the other's attack it; where they agree in full
or in part, and where only one side speaks, claims support it. Where they talk past each other, and for the editor's
own readings, claims stand without a relation. Relation, voice and evidence are data in braces, in the JSON that is
also YAML.

Made for @argdown/core 1.7 (https://argdown.org/syntax). Its manual gives no escape; its lexer reads a backslash before
any character as that character.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Final

from briefing.citations import citation
from briefing.export import Options
from briefing.export.selection import sources_of, stray_notes, taken
from briefing.model import Briefing, Claim, Evidence, Perspective, Point, Relation, Theme, Voice, cited
from briefing.text import clean, one_line
from briefing.wording import sides, spoken

_SPECIAL: Final = re.compile(r"[\\{}\[\]<>#*_@]|[.:](?=\S)|/(?=[/*])|=(?==)|(?<==)=")
"""A character that begins markup, a comment or data, or that the lexer takes for the name of a sign."""
_IN_DATA: Final = re.compile("[{}=\ufffe\uffff]")
"""What would end the data or the front matter, or what YAML cannot hold."""

Data = str | int | list["Data"] | dict[str, "Data"]


def render(briefing: Briefing, notes: Mapping[str, str], options: Options) -> str:
    """The whole file. Raises BriefingError for a theme that does not exist, and where no point fits the time."""
    kept = notes if options.notes else {}
    return "\n\n".join(_blocks(briefing, kept, options)) + "\n"


def escaped(text: str) -> str:
    """The text on one line, none of it markup."""
    return _SPECIAL.sub(r"\\\g<0>", one_line(text))


def _blocks(briefing: Briefing, notes: Mapping[str, str], options: Options) -> Iterator[str]:
    shown = sides(briefing, swapped=options.swapped)
    about: dict[str, Data] = {
        "title": one_line(briefing.about.title),
        "question": one_line(briefing.about.question),
        "perspectives": {side.id: one_line(side.name) for side in shown},
        "theses": {side.id: one_line(side.thesis) for side in shown},
        "sources": {source.id: one_line(citation(source)) for source in sources_of(briefing, options)},
    }
    stray = stray_notes(briefing, notes) if options.themes is None else {}
    if stray:
        about["other_notes"] = {key: _lines(text) for key, text in stray.items()}
    yield f"===\n{_json(about)}\n==="
    for theme in taken(briefing, options):
        yield _heading(theme, notes)
        for point in theme.points:
            yield from _point(theme, point, shown, notes.get(f"{theme.id}/{point.id}", ""))


def _heading(theme: Theme, notes: Mapping[str, str]) -> str:
    data: dict[str, Data] = {
        "id": theme.id,
        "question": one_line(theme.question),
        "stances": {side: stance.level for side, stance in theme.stances.items()},
    }
    return f"# {theme.number}. {escaped(theme.title)} {_json(data | _note(notes.get(theme.id, '')))}"


def _point(theme: Theme, point: Point, shown: tuple[Perspective, ...], note: str) -> Iterator[str]:
    data: dict[str, Data] = {"priority": point.priority}
    if point.relation and len(shown) > 1:
        data["relation"] = point.relation.value
    if silent := [side for side in shown if not point.claims.get(side.id)]:
        data["silence"] = {side.id: [one_line(word) for word in point.silence.get(side.id, ())] for side in silent}
    lines = [f"[{theme.id}/{point.id}]: {escaped(point.question)} {_json(data | _note(note))}"]
    unrelated = []
    for side in shown:
        for number, claim in enumerate(point.claims.get(side.id, ()), 1):
            statement = f"[{theme.id}/{point.id}/{side.id}/{number}]: {_claim(side, claim)}"
            if sign := _sign(point, claim, is_first=side is shown[0]):
                lines.append(f"  {sign} {statement}")
            else:
                unrelated.append(statement)
    yield "\n".join(lines)
    yield from unrelated


def _sign(point: Point, claim: Claim, *, is_first: bool) -> str | None:
    """How a claim stands to its point: `<+` supports it and `<-` attacks it; None for neither."""
    if claim.voice is Voice.EDITOR or point.relation is Relation.TALK_PAST:
        return None
    return "<-" if point.relation is Relation.DIFFER and not is_first else "<+"


def _claim(side: Perspective, claim: Claim) -> str:
    data: dict[str, Data] = {"side": side.id, "voice": claim.voice.value}
    if claim.evidence:
        data["evidence"] = [_evidence(item) for item in cited(claim.evidence)]
    return f"{escaped(spoken(claim))} #{side.id} {_json(data)}"


def _evidence(evidence: Evidence) -> dict[str, Data]:
    return {"at": evidence.at, "quote": one_line(evidence.quote)} if evidence.quote else {"at": evidence.at}


def _note(text: str) -> dict[str, Data]:
    return {"note": _lines(text)} if text.strip() else {}


def _lines(note: str) -> str:
    return clean(note.replace("\r\n", "\n")).strip()


def _json(value: Data) -> str:
    """JSON whose only braces are those of its objects."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_json(key)}: {_json(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_json, value)) + "]"
    return _IN_DATA.sub(lambda match: f"\\u{ord(match.group()):04x}", json.dumps(value, ensure_ascii=False))
