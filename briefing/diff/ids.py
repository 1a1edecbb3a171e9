"""Which perspectives and sources of two briefings are the same, so that what names them can be compared."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from briefing.diff.pairing import SAME, alike, equal
from briefing.model import Briefing, Evidence

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Ids:
    """The new ids of what the old ids name."""

    sides: Mapping[str, str]
    """The perspectives: each of the two has a counterpart."""
    sources: Mapping[str, str]
    """The sources that both briefings have."""

    def by_side(self, old: Mapping[str, Value]) -> dict[str, Value]:
        """What was said by side, under the new ids."""
        return {self.sides.get(side, side): value for side, value in old.items()}

    def source(self, old: str) -> str:
        """The new id of a source; the old one where it is gone."""
        return self.sources.get(old, old)

    def evidence(self, old: Evidence) -> Evidence:
        """The same evidence with the new id of its source."""
        source, slash, rest = old.at.partition("/")
        return Evidence(at=f"{self.source(source)}{slash}{rest}", quote=old.quote)


def ids(old: Briefing, new: Briefing) -> Ids:
    """Sides and sources go by their ids; the rest by what is said of them."""
    before, after = old.about.perspectives, new.about.perspectives
    sides = alike(
        [(side.name, side.thesis) for side in before],
        [(side.name, side.thesis) for side in after],
        equal([side.id for side in before], [side.id for side in after]),
        0.0,
    )
    gone, come = list(old.sources.values()), list(new.sources.values())
    sources = alike(
        [(source.title, source.url or "") for source in gone],
        [(source.title, source.url or "") for source in come],
        equal([source.id for source in gone], [source.id for source in come]),
        SAME,
    )
    return Ids(
        {before[i].id: after[j].id for i, j in sides.items()}, {gone[i].id: come[j].id for i, j in sources.items()}
    )
