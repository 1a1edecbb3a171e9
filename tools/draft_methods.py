"""Ways to sort the paragraphs of two texts into themes: the one that `briefing draft` uses, others, and baselines."""

import importlib
import random
from collections.abc import Callable, Hashable, Mapping, Sequence
from math import sqrt
from typing import Any, NamedTuple
from unittest.mock import patch

from briefing.drafting import Draft, grouping, propose, similarity
from briefing.drafting.grouping import Group, Place
from briefing.drafting.similarity import Vector
from briefing.drafting.terms import Passage, Terms, passages, terms_of
from briefing.texts import SourceText

Texts = Mapping[str, SourceText]
"""The texts of the two sides, by perspective id."""


class Sorted(NamedTuple):
    """The group of each paragraph, by locator."""

    themes: dict[str, Hashable]
    """At the level of themes."""
    points: dict[str, Hashable]
    """At the level of points."""


Method = Callable[[Texts], Sorted]
"""A way to sort the paragraphs of two texts."""


class Read(NamedTuple):
    """What every method begins with."""

    passages: list[Passage]
    """The paragraphs of both sides."""
    sides: list[str]
    """The side of each."""
    places: list[Place]
    """Where each stands."""
    terms: Terms
    """Their terms."""
    own: list[Vector]
    """Their words."""
    whole: list[Vector]
    """Their words with those of the headings."""


def read(texts: Texts) -> Read:
    """The passages of both sides with their terms."""
    found = [passage for side, text in texts.items() for passage in passages(text, side)]
    terms = terms_of(found, {side: text.source.language for side, text in texts.items()})
    return Read(
        found,
        [passage.side for passage in found],
        [Place(passage.side, passage.section) for passage in found],
        terms,
        similarity.vectors(terms.own),
        similarity.vectors(terms.with_heading),
    )


def of_draft(draft: Draft) -> Sorted:
    """What a draft proposes; paragraphs without a home stand alone."""
    made = Sorted({}, {})
    for theme in draft.themes:
        for point in theme.points:
            for at in (at for locators in point.paragraphs.values() for at in locators):
                made.themes[at] = theme.id
                made.points[at] = (theme.id, point.id)
    return made


def drafted(texts: Texts) -> Sorted:
    """The method of `briefing draft`, with all that it does afterwards."""
    return of_draft(propose(texts))


def with_other_side(times: float) -> Method:
    """The same, if a likeness between the sides counted more or less."""

    def method(texts: Texts) -> Sorted:
        with patch.object(similarity, "OTHER_SIDE", times):
            return of_draft(propose(texts))

    return method


def _sorted(known: Read, groups: Sequence[Group]) -> Sorted:
    """Groups as themes, each divided into points as `briefing draft` does."""
    made = Sorted({}, {})
    for number, group in enumerate(groups):
        for letter, point in enumerate(grouping.points(known.own, known.places, group) if group else []):
            for at in point:
                made.themes[known.passages[at].at] = number
                made.points[known.passages[at].at] = (number, letter)
    return made


def _by_label(labels: Sequence[Any]) -> list[Group]:
    groups: dict[Any, Group] = {}
    for at, label in enumerate(labels):
        groups.setdefault(label, []).append(at)
    return list(groups.values())


def _how_many(known: Read) -> int:
    return max(1, round(sqrt(len(known.passages))))


def without_headings(texts: Texts) -> Sorted:
    """The method of `briefing draft`, if all paragraphs of a text followed each other without headings."""
    known = read(texts)
    return _sorted(known, grouping.themes(known.own, [Place(side, None) for side in known.sides]))


def with_neighbours(texts: Texts) -> Sorted:
    """Paragraphs one by one, a quarter of the words of their neighbours below the same heading counted with theirs."""
    known = read(texts)
    context = _in_context(known.whole, known.places)
    return _sorted(known, grouping.themes(context, [Place(side, None) for side in known.sides]))


def _in_context(rows: Sequence[Vector], places: Sequence[Place]) -> list[Vector]:
    found = []
    for at, row in enumerate(rows):
        near = [
            {term: weight / 4 for term, weight in rows[other].items()}
            for other in (at - 1, at + 1)
            if 0 <= other < len(rows) and places[other] == places[at]
        ]
        found.append(similarity.joined([row, *near]))
    return found


def by_words(texts: Texts) -> Sorted:
    """Paragraphs one by one, by their own words alone, both sides weighted alike."""
    known = read(texts)
    with patch.object(similarity, "OTHER_SIDE", 1.0):
        return _sorted(known, grouping.themes(known.own, [Place(side, None) for side in known.sides]))


def by_headings(texts: Texts) -> Sorted:
    """The sections of the text with more headings; each other paragraph goes to the one it is nearest to."""
    known = read(texts)
    places = [(passage.side, passage.section) for passage in known.passages]
    per_side = {side: list(dict.fromkeys(p for p in places if p[0] == side and p[1])) for side in texts}
    topics = max(per_side.values(), key=len)
    if not topics:
        return _sorted(known, [list(range(len(places)))])
    context = _in_context(known.whole, known.places)
    middle = [similarity.joined([known.whole[at] for at, p in enumerate(places) if p == topic]) for topic in topics]
    labels = []
    for at, place in enumerate(places):
        near = [similarity.likeness(context[at], each) for each in middle]
        labels.append(topics.index(place) if place in topics else near.index(max(near)))
    return _sorted(known, _by_label(labels))


def _dense(known: Read) -> Any:
    extraction = importlib.import_module("sklearn.feature_extraction")
    return extraction.DictVectorizer().fit_transform(known.whole)


def factorised(texts: Texts) -> Sorted:
    """Non-negative matrix factorisation: each paragraph goes to its strongest component."""
    known = read(texts)
    model = importlib.import_module("sklearn.decomposition").NMF(
        n_components=_how_many(known), init="nndsvda", max_iter=2000, random_state=0
    )
    return _sorted(known, _by_label([int(row.argmax()) for row in model.fit_transform(_dense(known))]))


def latent(texts: Texts) -> Sorted:
    """Latent semantic analysis in ten dimensions, then average linkage on the cosine."""
    known = read(texts)
    model = importlib.import_module("sklearn.decomposition").TruncatedSVD(10, random_state=0)
    clustering = importlib.import_module("sklearn.cluster").AgglomerativeClustering(
        _how_many(known), metric="cosine", linkage="average"
    )
    return _sorted(
        known, _by_label([int(label) for label in clustering.fit_predict(model.fit_transform(_dense(known)))])
    )


def one_theme(texts: Texts) -> Sorted:
    """All in one theme with one point."""
    every = {passage.at: 0 for passage in read(texts).passages}
    return Sorted({**every}, {**every})


def each_heading(texts: Texts) -> Sorted:
    """A theme, and a point, for what stands below each heading of each text."""
    every = {passage.at: (passage.side, passage.section) for passage in read(texts).passages}
    return Sorted({**every}, {**every})


def at_random(seed: int) -> Method:
    """As many themes and points as `briefing draft` looks for, and each paragraph in one by lot."""

    def method(texts: Texts) -> Sorted:
        known, lots = read(texts), random.Random(seed)
        places = [passage.at for passage in known.passages]
        return Sorted(
            {at: lots.randrange(_how_many(known)) for at in places},
            {at: lots.randrange(round(len(places) / grouping.A_POINT)) for at in places},
        )

    return method
