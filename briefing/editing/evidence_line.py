"""Evidence as one line that an author types: locators with commas between them, each with a quote if it has one."""

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from briefing.errors import BriefingError
from briefing.fields import Locator
from briefing.model import Evidence, EvidenceList, cited
from briefing.text import one_line

_ITEM: Final = re.compile(
    r"(?P<at>[^\s,“\"]+)(?:\s*[“\"](?P<quote>.*?)[”\"](?=\s*$|\s*,\s*[a-z0-9][a-z0-9-]*/))?(?:[\s,]+|$)"
)
_HINT: Final = "Write source/section/paragraph, a comma between two, and a quote behind its own: a/b/1 “its words”."


def shown(evidence: EvidenceList) -> str:
    """The evidence as a line: `ashgrave/1, ashgrave/2 “words of it”`."""
    items = (f"{item.at} “{item.quote}”" if item.quote else item.at for item in cited(evidence))
    return one_line(", ".join(items))


def parsed(line: str) -> EvidenceList:
    """The evidence that a line names. Raises BriefingError for what is no locator."""
    return tuple(_items(one_line(line)))


def _items(line: str) -> Iterator[Evidence | str]:
    at = len(line) - len(line.lstrip(" ,"))
    while at < len(line):
        found = _ITEM.match(line, at)
        if found is None:
            raise BriefingError(f"the evidence cannot be read from `{line[at:]}` on", _HINT)
        try:
            locator = msgspec.convert(found["at"], Locator)
        except msgspec.ValidationError:
            raise BriefingError(f"`{found['at']}` is not a locator", _HINT) from None
        quote = (found["quote"] or "").strip()
        yield Evidence(at=locator, quote=quote) if quote else locator
        at = found.end()
