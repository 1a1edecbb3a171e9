"""How alike passages are: the cosine of their terms, each weighted by how few passages have it (TF-IDF)."""

from collections import Counter
from collections.abc import Sequence
from math import log, sqrt
from typing import Final

OTHER_SIDE: Final = 2.0
"""How many times as much likeness between the sides counts as likeness within one: a theme is what both speak to."""

Vector = dict[str, float]
"""The weight of each term, of length 1 in all; empty where there is none."""
Matrix = list[list[float]]
"""How alike each two things are, 0 to 1; 0 for a thing and itself."""


def vectors(counted: Sequence[Counter[str]]) -> list[Vector]:
    """The terms of passages as vectors; a term of one passage alone is left out, as it can show no likeness.

    Weighted with (1 + log tf) · log((1 + N) / df), as in Manning, Raghavan and Schütze, *Introduction to
    Information Retrieval* (2008), 6.2 and 6.4.1; the one keeps a weight for
    what all passages have.
    """
    times = Counter(term for terms in counted for term in terms)
    rarity = {term: log((1 + len(counted)) / count) for term, count in times.items() if count > 1}
    return [
        unit({term: (1 + log(count)) * rarity[term] for term, count in terms.items() if term in rarity})
        for terms in counted
    ]


def unit(vector: Vector) -> Vector:
    """The vector at length 1."""
    length = sqrt(sum(weight * weight for weight in vector.values()))
    return {term: weight / length for term, weight in vector.items()} if length else {}


def joined(parts: Sequence[Vector]) -> Vector:
    """The sum of vectors at length 1."""
    total: Vector = {}
    for part in parts:
        for term, weight in part.items():
            total[term] = total.get(term, 0.0) + weight
    return unit(total)


def matrix(rows: Sequence[Vector], sides: Sequence[str]) -> Matrix:
    """How alike each two vectors are, likeness between the sides weighted more."""
    having: dict[str, list[tuple[int, float]]] = {}
    alike = [[0.0] * len(rows) for _ in rows]
    for at, row in enumerate(rows):
        here = alike[at]
        for term, weight in row.items():
            known = having.setdefault(term, [])
            for other, its in known:
                here[other] += weight * its
            known.append((at, weight))
        for other in range(at):
            here[other] *= (OTHER_SIDE if sides[other] != sides[at] else 1.0) / OTHER_SIDE
            alike[other][at] = here[other]
    return alike


def likeness(one: Vector, other: Vector) -> float:
    """How alike two vectors are, 0 to 1."""
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other[term] for term, weight in one.items() if term in other)
