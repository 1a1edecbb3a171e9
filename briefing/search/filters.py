"""Filters of a search: which of a briefing's entries they let through."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence

from briefing.errors import BriefingError
from briefing.model import SILENCE_LABEL, Briefing, Relation
from briefing.search.entries import SILENCE, Entry, Kind
from briefing.search.query import Query, Term
from briefing.search.words import fold

RELATIONS = {**{relation.value: (relation.label,) for relation in Relation}, SILENCE: (SILENCE_LABEL, "one-sided")}
"""What `relation:` takes, and what else each may be called."""


def chosen(query: Query, briefing: Briefing, noted: Container[str]) -> Callable[[Entry], bool] | None:
    """Whether an entry passes the filters, given the targets that have a note; None if there are no filters.

    Values of the same filter add up; of different ones each must hold. Raises BriefingError for a value that names
    nothing.
    """
    if not query.filters:
        return None
    sides: set[str] = set()
    themes: set[str] = set()
    relations: set[str] = set()
    has_note = False
    for name, value in query.filters:
        match name:
            case "side":
                sides |= _sides(value, briefing)
            case "theme":
                themes |= _themes(value, briefing)
            case "relation":
                relations |= _relations(value)
            case _:
                has_note = _has_note(value)

    def passes(entry: Entry) -> bool:
        return (
            (not sides or entry.side in sides)
            and (not themes or entry.theme in themes)
            and (not relations or entry.relation in relations)
            and (not has_note or (entry.target is not None and entry.target in noted))
        )

    return passes


def unmatched(query: Query, briefing: Briefing, noted: Container[str], entries: Sequence[Entry]) -> str:
    """What a filter asks for that is nowhere in the briefing, in a sentence; empty where each alone finds something.

    Raises BriefingError for a value that names nothing.
    """
    for name in dict.fromkeys(name for name, _ in query.filters):
        values = [value for other, value in query.filters if other == name]
        passes = chosen(Query((), tuple((name, value) for value in values)), briefing, noted)
        if passes and not any(map(passes, entries)):
            return _told(name, values, briefing, has_notes=any(entry.kind is Kind.NOTE for entry in entries))
    return ""


def _told(name: str, values: Sequence[str], briefing: Briefing, *, has_notes: bool) -> str:
    match name:
        case "side":
            sides = set[str]().union(*(_sides(value, briefing) for value in values))
            named = [side.name for side in briefing.about.perspectives if side.id in sides]
            return f"Nothing in the briefing is {' or '.join(named)}’s."
        case "theme":
            themes = set[str]().union(*(_themes(value, briefing) for value in values))
            named = [f"“{entry.title}”" for entry in briefing.about.themes if entry.id in themes]
            return f"The file of {' and of '.join(named)} cannot be read, so nothing in it can be found."
        case "relation":
            relations = set[str]().union(*(_relations(value) for value in values))
            named = [f"“{labels[0]}”" for relation, labels in RELATIONS.items() if relation in relations]
            return f"No point of the briefing is marked {' or '.join(named)}."
    return "Your notes are on what the briefing no longer has." if has_notes else "There are no notes yet."


def _sides(value: str, briefing: Briefing) -> set[str]:
    sides = briefing.about.perspectives
    names = {side.id: (side.name, side.short_name) for side in sides}
    choices = " or ".join(f"side:{side.id}" for side in sides)
    return _named(value, names) or _refuse("side", value, f"Write {choices}.")


def _themes(value: str, briefing: Briefing) -> set[str]:
    ids = [entry.id for entry in briefing.about.themes]
    if value not in ids and value.isdecimal() and len(value) < 9 and 1 <= int(value) <= len(ids):
        return {ids[int(value) - 1]}
    names = {entry.id: (entry.title,) for entry in briefing.about.themes}
    return _named(value, names) or _refuse("theme", value, "Write its number, its id, or a word of its title.")


def _relations(value: str) -> set[str]:
    return _named(value, RELATIONS) or _refuse("relation", value, f"Write one of {', '.join(RELATIONS)}.")


def _has_note(value: str) -> bool:
    if not value or not "note".startswith(value.lower()):
        _refuse("has", value, "Write has:note.")
    return True


def _named(value: str, names: Mapping[str, Iterable[str]]) -> set[str]:
    """The ids that a value names: itself, else those that it begins, else those with a name that it begins or is in."""
    if value in names:
        return {value}
    if not (words := tuple(fold(value))):
        return set()
    term = Term(words)
    folded = {id: [fold(name) for name in given] for id, given in names.items()}
    tiers = (
        {id for id in names if id.startswith(value.lower())},
        {id for id, given in folded.items() if any(term.starts_at(name, 0) for name in given)},
        {
            id
            for id, given in folded.items()
            if any(term.starts_at(name, at) for name in given for at in range(len(name)))
        },
    )
    return next(filter(None, tiers), set())


def _refuse(name: str, value: str, hint: str) -> set[str]:
    """Raises BriefingError."""
    raise BriefingError(f"{name}:{value} names nothing" if value else f"{name}: names nothing yet", hint)
