"""What the fields of a briefing's files hold: ids, texts, dates, locators."""

from typing import Annotated, Literal

from msgspec import Meta

from briefing.text import ID_PATTERN


def doc(text: str) -> Meta:
    """What a field holds, for the reader of the code and of the JSON Schema alike."""
    return Meta(description=text)


Id = Annotated[str, Meta(pattern=ID_PATTERN)]
Text = Annotated[str, Meta(min_length=1, pattern=r"\S")]
Date = Annotated[str, Meta(pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$(?!\n)")]
"""A year, a month or a day: `2025`, `2025-04`, `2025-04-23`."""
Locator = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]{0,63}(/[a-z0-9][a-z0-9-]{0,63})?/[1-9][0-9]{0,3}$(?!\n)")]
"""`source/section/paragraph`, or `source/paragraph` for what stands before the first heading."""
SchemaVersion = Annotated[Literal[1], doc("The version of the file format. Always 1.")]
Allow = Annotated[
    dict[str, Text],
    doc("Rules of `briefing check` that do not count here and below: each rule's name, and the reason."),
]
"""What its author has looked at and lets stand; a briefing's own covers all its files."""
