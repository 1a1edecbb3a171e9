"""How well groups of paragraphs agree with the curated ones of a briefing."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from itertools import combinations
from math import comb
from typing import NamedTuple

from briefing.model import Briefing, cited

Curated = dict[str, Counter[str]]
"""For each paragraph that a claim cites, the themes (or points) that cite it, and with how many claims."""
Groups = Mapping[str, Hashable]
"""The group of each paragraph, by locator; a paragraph that is not in it stands alone."""


class Agreement(NamedTuple):
    """How far two ways to group the same paragraphs agree; 1 is full agreement."""

    precision: float
    """Of the pairs that are together, the share that the curated groups have together."""
    recall: float
    """Of the pairs that the curated groups have together, the share that is together."""
    f1: float
    """The harmonic mean of both."""
    rand: float
    """The adjusted Rand index (Hubert and Arabie 1985): 0 is what chance gives."""


def curated(briefing: Briefing, *, by_point: bool) -> Curated:
    """Which theme, or which point, cites which paragraph."""
    found: Curated = {}
    for theme in briefing.themes:
        for point in theme.points:
            name = f"{theme.id}/{point.id}" if by_point else theme.id
            for claim in (claim for said in point.claims.values() for claim in said):
                for evidence in cited(claim.evidence):
                    found.setdefault(evidence.at, Counter())[name] += 1
    return found


def agreement(groups: Groups, wanted: Curated) -> Agreement:
    """Hold groups against the curated ones, over the paragraphs that a claim cites.

    A pair that shares any theme (or point) belongs together. The Rand index wants one theme for each paragraph: that
    with the most claims on it, the first of several.
    """
    of = {at: groups.get(at, ("alone", at)) for at in wanted}
    right = together = expected = 0
    for one, other in combinations(wanted, 2):
        is_together, is_expected = of[one] == of[other], bool(wanted[one].keys() & wanted[other].keys())
        right += is_together and is_expected
        together += is_together
        expected += is_expected
    precision, recall = _share(right, together), _share(right, expected)
    main = [themes.most_common(1)[0][0] for themes in wanted.values()]
    return Agreement(
        precision, recall, _share(2 * precision * recall, precision + recall), rand(main, list(of.values()))
    )


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def rand(one: Sequence[Hashable], other: Sequence[Hashable]) -> float:
    """The adjusted Rand index of two partitions of the same things."""
    both = sum(comb(times, 2) for times in Counter(zip(one, other, strict=True)).values())
    first, second = (sum(comb(times, 2) for times in Counter(groups).values()) for groups in (one, other))
    chance = first * second / comb(len(one), 2)
    most = (first + second) / 2
    return (both - chance) / (most - chance) if most != chance else 1.0 if both == most == first else 0.0
