"""The notes file: YAML that its owner reads and edits.

```yaml
schema_version: 1
briefing: us-russia-cooperation
notes:
  trade:                     # a note on a theme
    changed: 2026-11-22T02:07:00Z
    text: |
      Markdown
  trade/volume:              # a note on a point
    changed: 2026-11-22T02:09:00Z
    text: |-
      A text without a line break at its end
```

Everything else in the file belongs to its owner: keys that are not known here, comments, order and quoting.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Final, Literal, cast

import msgspec

from briefing import notes_text, schema, strict_yaml
from briefing.errors import MOST_PROBLEMS, BriefingError, Finding, Problem, UnreadableFile, WriteRefused
from briefing.strict_yaml import Node, YamlError

_NAMED: Final = 5
"""How many targets a message names."""

Changes = Mapping[str, str]
"""New texts of notes by target; an empty one deletes the note."""


class OtherBriefing(UnreadableFile):
    """A notes file that is sound, but holds the notes on another briefing."""


class NoteEntry(msgspec.Struct, frozen=True):
    """One note, as it stands in the file."""

    text: Annotated[str | None, msgspec.Meta(description="The note, in Markdown.")] = None
    changed: Annotated[Any, msgspec.Meta(description="When it was last changed; the program writes it.")] = None


class NotesFile(msgspec.Struct, frozen=True):
    """`notes.yaml`: what its owner wrote to the themes and points of one briefing."""

    schema_version: Annotated[Literal["1"], msgspec.Meta(description="The version of the file format. Always 1.")]
    briefing: Annotated[str, msgspec.Meta(description="The id of the briefing that the notes are on.")]
    notes: Annotated[
        dict[str, NoteEntry | None] | None,
        msgspec.Meta(description="The notes: each by the theme's id, or by theme/point."),
    ] = None


class Notes(msgspec.Struct, frozen=True):
    """What a notes file holds."""

    node: dict[str, Node]
    """Everything in it, known here or not."""
    texts: dict[str, str]
    """The text of each note that has one, by target, in the order of the file."""
    times: dict[str, str]
    """When each note was last changed, as the file says it; it may be missing, or no time at all."""


def time(moment: datetime) -> str:
    """A time as the notes file says it."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def none_on(briefing: str) -> Notes:
    """The notes on a briefing before there are any."""
    return Notes({"schema_version": "1", "briefing": briefing, "notes": {}}, {}, {})


def decode(data: bytes, path: Path, briefing: str) -> Notes:
    """The notes in `data`, which was read from `path`; a file with nothing but comments holds none.

    Raises UnreadableFile, and OtherBriefing if they are not on `briefing`.
    """
    try:
        node = strict_yaml.read(data)
    except YamlError as error:
        problem = Problem(
            file=str(path),
            line=error.line,
            column=error.column,
            rule="yaml",
            message=error.message,
            hint=error.hint,
        )
        raise UnreadableFile(path, [problem]) from None
    if node is None:
        return none_on(briefing)
    try:
        file = msgspec.convert(node, NotesFile)
    except msgspec.ValidationError as error:
        found = schema.findings(path.name, node, NotesFile, most=MOST_PROBLEMS)
        found = found or [Finding(file=path.name, path=(), rule="wrong-value", message=str(error))]
        raise UnreadableFile(path, [_problem(data, path, finding) for finding in found]) from None
    if file.briefing != briefing:
        other = Finding(
            file=path.name,
            path=("briefing",),
            rule="other-briefing",
            message=f"these are the notes on `{file.briefing}`, not on `{briefing}`",
            hint="Name another file with --notes.",
        )
        raise OtherBriefing(path, [_problem(data, path, other)])
    entries = {target: entry for target, entry in (file.notes or {}).items() if entry is not None}
    texts = {target: entry.text for target, entry in entries.items() if entry.text and not entry.text.isspace()}
    times = {target: entry.changed for target, entry in entries.items() if isinstance(entry.changed, str)}
    return Notes(cast(dict[str, Node], node), texts, times)


def line_of(data: bytes, target: str) -> int:
    """The 1-based line in which a note's text starts, or its key; where YAML is broken; else the first."""
    try:
        marks = strict_yaml.marks(data)
    except YamlError as error:
        return error.line
    for place in (("notes", target, "text"), ("notes", target)):
        if place in marks:
            return marks[place].key[0]
    return 1


def emptied(path: Path) -> UnreadableFile:
    """The error that a file is empty which held notes before."""
    problem = Problem(
        file=str(path),
        line=1,
        column=1,
        rule="empty-file",
        message="the file is empty, but there are backups of it",
        hint="Restore the newest backup, or start afresh.",
    )
    return UnreadableFile(path, [problem])


def gone(path: Path, targets: Sequence[str], backup: Path) -> BriefingError:
    """What to say of notes that were saved and that something else has taken out of the file since."""
    named = ", ".join(f"`{target}`" for target in targets[:_NAMED])
    if more := len(targets[_NAMED:]):
        named += f" and {more} more"
    return BriefingError(
        f"{path}: saved notes are no longer in the file, or no longer whole: {named}",
        f"If you did not take them out yourself, copy them from {backup}.",
    )


def encode(data: bytes, notes: Notes, changes: Changes, time: str, path: Path) -> bytes:
    """The file `data` that holds `notes`, with the changes made at `time` and everything else as it was.

    What is returned has been read back and holds what was meant. Raises WriteRefused, naming `path`, if no
    such file can be made: it would be too large to be read again.
    """
    for target, text in changes.items():
        if len(text) > strict_yaml.MAX_SCALAR:
            limit = f"{strict_yaml.MAX_SCALAR >> 10} KiB"
            raise WriteRefused(
                f"{path}: the note on `{target}` is longer than {limit}, so nothing was saved",
                "Shorten it, or move a part of it to another note.",
            )
    meant = _changed(notes.node, changes, time)
    said = ""
    for made in (notes_text.edited(data, meant, changes), notes_text.plain(meant)):
        if made is None:
            continue
        try:
            if strict_yaml.read(made) == meant:
                return made
        except YamlError as error:
            said = error.message
    raise WriteRefused(
        f"{path}: the notes cannot be written so that they can be read again" + (f": {said}" if said else ""),
        "Shorten or delete some notes; nothing was saved yet.",
    )


def _changed(node: dict[str, Node], changes: Changes, time: str) -> dict[str, Node]:
    entries = dict(cast(dict[str, Node], node.get("notes") or {}))
    for target, text in changes.items():
        entry = dict(cast(dict[str, Node], entries.get(target) or {}))
        if text:
            entries[target] = {**entry, "changed": time, "text": text}
        else:
            rest = {key: value for key, value in entry.items() if key not in _KNOWN}
            if rest:
                entries[target] = rest
            else:
                entries.pop(target, None)
    return {**node, "notes": cast(Node, entries)}


_KNOWN: Final = ("changed", "text")


def _problem(data: bytes, path: Path, finding: Finding) -> Problem:
    marks = strict_yaml.marks(data)
    place = finding.path
    while place and place not in marks:
        place = place[:-1]
    line, column = marks[place].value if place in marks else (1, 1)
    return Problem(
        file=str(path),
        line=line,
        column=column,
        rule=finding.rule,
        message=finding.message,
        hint=finding.hint,
    )
