"""What must hold between the parts of a file before anything can be shown: ids that exist and are unique."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from briefing.errors import Finding
from briefing.model import BriefingFile, Source, ThemeFile
from briefing.strict_yaml import KeyPath


def about(file: str, read: BriefingFile) -> list[Finding]:
    """Ids given twice among perspectives or themes, and a date that does not exist."""
    return [
        *_twice(file, ("perspectives",), (perspective.id for perspective in read.perspectives)),
        *_twice(file, ("themes",), (entry.id for entry in read.themes)),
        *_no_such_day(file, ("as_of",), read.as_of),
    ]


def theme(file: str, read: ThemeFile, about: BriefingFile) -> list[Finding]:
    """Points with the same id, and stances, claims or silences of a side that the briefing does not have."""
    sides = [perspective.id for perspective in about.perspectives]
    found = [*_twice(file, ("points",), (point.id for point in read.points))]
    keyed: list[tuple[KeyPath, Iterable[str]]] = [(("stances",), read.stances)]
    for index, point in enumerate(read.points):
        keyed += [(("points", index, "claims"), point.claims), (("points", index, "silence"), point.silence)]
    for path, keys in keyed:
        found += [
            Finding(
                file=file,
                path=(*path, key),
                rule="unknown-side",
                message=f"`{key}` is not a perspective of this briefing",
                hint=f"The perspectives are {' and '.join(sides)}.",
                on_key=True,
            )
            for key in keys
            if key not in sides
        ]
    found += [
        Finding(
            file=file,
            path=("stances",),
            rule="missing-stance",
            message=f"the stance of `{side}` is missing",
            hint=f"Add `{side}:` with a level and a reason.",
        )
        for side in sides
        if side not in read.stances
    ]
    return found


def source(file: str, read: Source, wanted: str) -> list[Finding]:
    """A record whose id is not its file's name, and dates that do not exist."""
    found = [*_no_such_day(file, ("issued",), read.issued), *_no_such_day(file, ("accessed",), read.accessed)]
    if read.id != wanted:
        hint = f"Write `id: {wanted}`, or rename the file."
        found.append(
            Finding(
                file=file,
                path=("id",),
                rule="wrong-id",
                message=f"the id is `{read.id}` in {wanted}.yaml",
                hint=hint,
            )
        )
    return found


def _twice(file: str, path: KeyPath, ids: Iterable[str]) -> Iterator[Finding]:
    seen: Counter[str] = Counter()
    for index, identifier in enumerate(ids):
        seen[identifier] += 1
        if seen[identifier] == 2:
            yield Finding(
                file=file,
                path=(*path, index, "id"),
                rule="duplicate-id",
                message=f"the id `{identifier}` is given twice",
                hint="Ids are unique; rename one.",
            )


def _no_such_day(file: str, path: KeyPath, day: str | None) -> Iterator[Finding]:
    if day is not None and len(day) == 10:
        try:
            date.fromisoformat(day)
        except ValueError:
            hint = "Write a day that is in the calendar."
            yield Finding(file=file, path=path, rule="wrong-value", message=f"there is no day {day}", hint=hint)
