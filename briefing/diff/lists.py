"""What has changed in a list of texts."""

from collections.abc import Iterator, Sequence

from briefing import unwritten
from briefing.diff.changes import Change, Kind, Part, texts
from briefing.diff.pairing import REWORDED, Pairs, alike, also_equal, equal, moved


def place(number: int) -> str:
    """The 1-based place of a 0-based one."""
    return str(number + 1)


def listed(part: Part, old: Sequence[str], new: Sequence[str], pairs: Pairs) -> Iterator[Change]:
    """What has changed in a list of texts, in the order of the new one; what was removed comes last."""
    partner = {j: i for i, j in pairs.items()}
    out_of_order = moved(pairs)
    for j, text in enumerate(new):
        if j not in partner:
            yield Change(Kind.ADDED, part, None, text)
            continue
        if (i := partner[j]) in out_of_order:
            yield Change(Kind.MOVED, part, place(i), place(j), within=text)
        yield from texts(part, old[i], text)
    for i, text in enumerate(old):
        if i not in pairs:
            yield Change(Kind.REMOVED, part, text, None)


def wordings(old: Sequence[str], new: Sequence[str]) -> Pairs:
    """Which texts are which: the equal ones, those that are another wording of what is gone, and what said TODO there.

    A text that said TODO is the one that now has its place.
    """
    pairs = alike([(text,) for text in old], [(text,) for text in new], equal(old, new), REWORDED)
    waiting = [None if unwritten.wanted(text) is None else place for place, text in enumerate(old)]
    return also_equal(pairs, waiting, range(len(new)))
