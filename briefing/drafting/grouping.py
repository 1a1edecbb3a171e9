"""Passages -> themes, and those of a theme -> points: what is most alike comes together, step by step."""

from collections.abc import Sequence
from itertools import groupby
from math import ceil, sqrt
from typing import Final, NamedTuple

from briefing.drafting.similarity import Matrix, Vector, joined, likeness, matrix

MOST_THEMES: Final = 12
"""More themes than this are not proposed."""
A_POINT: Final = 2.5
"""How many paragraphs a point has, about."""
_MOST: Final = 1000
"""How many things are compared with each other; of longer texts, paragraphs in a row count as one thing."""


class Place(NamedTuple):
    """Where a passage stands."""

    side: str
    """The side that argues from its source."""
    section: str | None
    """The section of the source; None for what has no heading."""


Group = list[int]
"""The numbers of the passages that belong together, in order."""


def themes(rows: Sequence[Vector], places: Sequence[Place]) -> list[Group]:
    """All passages in groups: about as many as each has members, at most MOST_THEMES.

    What stands below one heading stays together, unless it is more than two themes have on average. A group of one goes
    to the group that it is most like, if it is like any.
    """
    wanted = min(MOST_THEMES, max(1, round(sqrt(len(rows)))))
    found = _grouped(rows, _wholes(places, 2 * len(places) // wanted), places, wanted)
    for alone in [group for group in found if len(group) == 1]:
        if len(alone) > 1:  # another one has joined it
            continue
        others = [group for group in found if group is not alone]
        own = rows[alone[0]]
        near = [sum(likeness(own, rows[other]) for other in group) / len(group) for group in others]
        if near and max(near) > 0:
            others[near.index(max(near))].extend(alone)
            found = others
    return [sorted(group) for group in found]


def _wholes(places: Sequence[Place], most: int) -> list[Group]:
    """The passages below each heading, and all others one by one."""
    found = []
    for (_, heading), group in groupby(range(len(places)), key=lambda at: places[at]):
        members = list(group)
        found += [members] if heading and len(members) <= most else [[at] for at in members]
    return found


def points(own: Sequence[Vector], places: Sequence[Place], theme: Group) -> list[Group]:
    """The passages of a theme in groups of about A_POINT."""
    return _grouped(own, [[at] for at in theme], places, max(1, round(len(theme) / A_POINT)))


def _grouped(rows: Sequence[Vector], things: list[Group], places: Sequence[Place], wanted: int) -> list[Group]:
    """Things in groups of their members; of too many things, as many in a row of one side count as one."""
    length = ceil(len(things) / (_MOST - 1))
    if length > 1:
        sides = [[*own] for _, own in groupby(things, key=lambda thing: places[thing[0]].side)]
        chunks = [own[start : start + length] for own in sides for start in range(0, len(own), length)]
        things = [[at for thing in chunk for at in thing] for chunk in chunks]
    vectors = [joined([rows[at] for at in thing]) for thing in things]
    alike = matrix(vectors, [places[thing[0]].side for thing in things])
    return [sorted(at for number in group for at in things[number]) for group in agglomerate(alike, wanted)]


def agglomerate(alike: Matrix, wanted: int) -> list[Group]:
    """Group things until `wanted` groups are left, or those that are left have nothing in common.

    The two groups whose members are most alike on average come together first (average linkage), found by chains of
    nearest neighbours: Murtagh, *A Survey of Recent Advances in Hierarchical Clustering Algorithms* (1983).
    """
    steps = sorted(_steps([row[:] for row in alike]), key=lambda step: -step[0])
    group_of = {at: [at] for at in range(len(alike))}
    left = len(alike)
    for nearness, one, other in steps:
        if left <= wanted or nearness <= 0:
            break
        kept, gone = group_of[one], group_of[other]
        kept += gone
        for at in gone:
            group_of[at] = kept
        left -= 1
    return sorted({id(group): sorted(group) for group in group_of.values()}.values())


def _steps(alike: Matrix) -> list[tuple[float, int, int]]:
    """Every step of the grouping down to one group: how alike the two groups are, and a member of each."""
    size = dict.fromkeys(range(len(alike)), 1)
    steps: list[tuple[float, int, int]] = []
    chain: list[int] = []
    while len(size) > 1:
        if not chain:
            chain.append(min(size))
        last = chain[-1]
        row = alike[last]
        nearest = chain[-2] if len(chain) > 1 else -1
        best = row[nearest] if nearest >= 0 else -1.0
        for other in size:
            if other != last and row[other] > best:
                nearest, best = other, row[other]
        if len(chain) < 2 or nearest != chain[-2]:
            chain.append(nearest)
            continue
        del chain[-2:]
        one, other = sorted((last, nearest))
        steps.append((best, one, other))
        of_one, of_other = size[one], size.pop(other)
        size[one] += of_other
        for third in size:
            if third != one:
                both = (of_one * alike[one][third] + of_other * alike[other][third]) / size[one]
                alike[one][third] = alike[third][one] = both
    return steps
