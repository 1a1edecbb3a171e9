"""Three-way merging of one note's text: what both sides wrote is kept, what either took out is gone.

A note that two programs changed holds both texts, each but the first under a line that says when it was
saved. These are its parts, and notes are merged as sets of parts: a part stays if both sides have it, or if
it is new on one side. Merging once more therefore adds nothing.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from briefing.text import clean, one_line

Texts = dict[str, str]
"""The texts of notes by target: a theme's id, or `theme/point`."""

_UNKNOWN: Final = "at an unknown time"
_SEPARATOR = re.compile(r"^\*\*The other version, saved (.+)\*\*[ \t]*$", re.MULTILINE)


def merge_all(base: Texts, mine: Texts, theirs: Texts, their_times: Mapping[str, str]) -> Texts:
    """Every note merged, in the order of `theirs`, then of `mine`; those that come to nothing left out."""
    merged = {
        target: merge(base.get(target, ""), mine.get(target, ""), theirs.get(target, ""), their_times.get(target, ""))
        for target in {**theirs, **mine}
    }
    return {target: text for target, text in merged.items() if text.strip()}


def merge(base: str, mine: str, theirs: str, their_time: str) -> str:
    """The one text that `mine` and `theirs` come to, both made from `base`; mine stands first.

    `their_time` is when `theirs` was saved, as its file says it.
    """
    if theirs in (base, mine):
        return mine
    if mine == base:
        return theirs
    before = {text.strip() for _, text in _parts(base, "")}
    here, there = _parts(mine, ""), _parts(theirs, their_time)
    in_mine, in_theirs = {text.strip() for _, text in here}, {text.strip() for _, text in there}
    kept: dict[str, tuple[str, str]] = {}
    for when, text in here + there:
        key = text.strip()
        if key and (key not in before or (key in in_mine and key in in_theirs)):
            kept.setdefault(key, (when, text))
    if list(kept) == [text.strip() for _, text in here]:
        return mine
    if list(kept) == [text.strip() for _, text in there]:
        return theirs
    return _joined(list(kept.values())) if kept else ""


def changed(before: Texts, after: Texts) -> Texts:
    """The notes whose text is another one than before, as they are now; an empty text where one is gone."""
    return {
        target: after.get(target, "")
        for target in {**before, **after}
        if before.get(target, "") != after.get(target, "")
    }


def tidy(text: str) -> str:
    """A text as a note keeps it: cleaned, its line ends `\\n`, and empty if it is blank."""
    return unless_blank(clean(text.replace("\r\n", "\n")))


def unless_blank(text: str) -> str:
    """The text, or nothing if there is only white space in it."""
    return "" if text.isspace() else text


def _parts(text: str, when: str) -> list[tuple[str, str]]:
    """Each part with the time it was saved; `when` is the time of the first."""
    first, *rest = _SEPARATOR.split(text)
    return [(when, first), *((time, other.lstrip("\n")) for time, other in zip(rest[::2], rest[1::2], strict=True))]


def _joined(parts: list[tuple[str, str]]) -> str:
    (_, text), *others = parts
    for when, other in others:
        text = f"{text.rstrip()}\n\n**The other version, saved {_time(when)}**\n\n" + other.strip("\n")
    return text


def _time(said: str) -> str:
    """A time as the file says it, if it is one."""
    try:
        datetime.fromisoformat(said)
    except ValueError:
        return _UNKNOWN
    return one_line(said)
