"""What the rules look at: every statement of a briefing with the place it stands at."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from briefing.loader import theme_file
from briefing.model import Briefing, Claim, Evidence, Stance
from briefing.sources import Locator, parse
from briefing.strict_yaml import KeyPath
from briefing.texts import SourceText


class Said(NamedTuple):
    """A claim or a stance, and where it stands."""

    file: str
    """The theme's file below the folder."""
    path: KeyPath
    """The keys that lead to the statement."""
    name: str
    """What it belongs to, in the user's words: `theme/point`, or `theme` for a stance."""
    side: str
    """The perspective's id."""
    statement: Claim | Stance
    """What is said."""

    def locators(self) -> Iterator[tuple[KeyPath, Locator]]:
        """Each locator of its evidence, with the keys that lead to it."""
        for index, item in enumerate(self.statement.evidence):
            path = (*self.path, "evidence", index)
            if isinstance(item, Evidence):
                yield (*path, "at"), parse(item.at)
            else:
                yield path, parse(item)


def claims(briefing: Briefing) -> Iterator[Said]:
    """Every claim, in the order of the themes and points."""
    for theme in briefing.themes:
        file = theme_file(theme.id)
        for index, point in enumerate(theme.points):
            for side, said in point.claims.items():
                for number, claim in enumerate(said):
                    path = ("points", index, "claims", side, number)
                    yield Said(file, path, f"{theme.id}/{point.id}", side, claim)


def stances(briefing: Briefing) -> Iterator[Said]:
    """Every stance, in the order of the themes."""
    for theme in briefing.themes:
        for side, stance in theme.stances.items():
            yield Said(theme_file(theme.id), ("stances", side), theme.id, side, stance)


def statements(briefing: Briefing) -> Iterator[Said]:
    """Every claim, then every stance."""
    yield from claims(briefing)
    yield from stances(briefing)


def at_hand(texts: Mapping[str, SourceText]) -> dict[str, str]:
    """Every paragraph that is at hand word for word, by locator."""
    return {locator: paragraph for text in texts.values() for locator, paragraph in text.paragraphs.items()}
