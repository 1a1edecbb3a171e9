"""What has changed in a point, in a stance, and in what they rest on."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefing import wording
from briefing.diff.changes import Change, Kind, Part, allowed, inside, on_side, texts, values
from briefing.diff.ids import Ids
from briefing.diff.lists import listed, place
from briefing.diff.pairing import REWORDED, Pairs, alike, also_equal, equal, moved
from briefing.model import BriefingFile, Claim, Evidence, EvidenceList, Point, Scale, Stance, cited
from briefing.text import one_line
from briefing.unwritten import is_written


def points(old: Point, new: Point, ids: Ids) -> Iterator[Change]:
    """What has changed in a point, its id and its place aside."""
    return of_point(_points(old, new, ids), new)


def of_point(changes: Iterator[Change], point: Point) -> Iterator[Change]:
    """The changes as those of a point."""
    return (replace(change, point=point.id, question=point.question) for change in changes)


def _points(old: Point, new: Point, ids: Ids) -> Iterator[Change]:
    yield from texts(Part.QUESTION, old.question, new.question)
    yield from values(Part.PRIORITY, str(old.priority), str(new.priority))
    yield from values(Part.RELATION, old.relation and old.relation.label, new.relation and new.relation.label)
    said, silent = ids.by_side(old.claims), ids.by_side(old.silence)
    for side in dict.fromkeys((*new.claims, *said)):
        yield from on_side(_claims(said.get(side, ()), new.claims.get(side, ()), ids), side)
    for side in dict.fromkeys((*new.silence, *silent)):
        yield from on_side(
            values(Part.SILENCE, _looked_for(silent.get(side)), _looked_for(new.silence.get(side))), side
        )
    yield from allowed(old.allow, new.allow)


def _looked_for(words: Sequence[str] | None) -> str | None:
    return None if words is None else ", ".join(map(wording.quoted, words))


def _claims(old: Sequence[Claim], new: Sequence[Claim], ids: Ids) -> Iterator[Change]:
    pairs = _pairs(old, new, ids)
    partner = {j: i for i, j in pairs.items()}
    out_of_order = moved(pairs)
    for j, claim in enumerate(new):
        if j not in partner:
            yield Change(Kind.ADDED, Part.CLAIM, None, claim_text(claim))
            continue
        i = partner[j]
        before = old[i]
        if i in out_of_order:
            yield Change(Kind.MOVED, Part.CLAIM, place(i), place(j), within=claim.text)
        if not is_written(before) and is_written(claim):
            yield Change(Kind.WRITTEN, Part.CLAIM, claim_text(before), claim_text(claim))
        else:
            yield from texts(Part.CLAIM, before.text, claim.text)
            yield from inside(values(Part.VOICE, before.voice.value, claim.voice.value), claim.text)
            yield from inside(_evidence(before.evidence, claim.evidence, ids), claim.text)
        yield from inside(allowed(before.allow, claim.allow), claim.text)
    for i, claim in enumerate(old):
        if i not in pairs:
            yield Change(Kind.REMOVED, Part.CLAIM, claim_text(claim), None)


def _pairs(old: Sequence[Claim], new: Sequence[Claim], ids: Ids) -> Pairs:
    """Which claims are which: by their wording; those that said TODO by what they rest on, and then by their place."""
    before = [tuple(ids.evidence(item).at for item in cited(claim.evidence)) for claim in old]
    after = [tuple(item.at for item in cited(claim.evidence)) for claim in new]
    texts_before, texts_after = [claim.text for claim in old], [claim.text for claim in new]
    same = equal(list(zip(texts_before, before, strict=True)), list(zip(texts_after, after, strict=True)))
    written = [claim.text if is_written(claim) else None for claim in old]
    same = also_equal(same, written, texts_after)
    same = alike([(text or "",) for text in written], [(text,) for text in texts_after], same, REWORDED)
    same = also_equal(same, [None if text else at for text, at in zip(written, before, strict=True)], after)
    same = also_equal(same, texts_before, texts_after)
    return also_equal(same, [None if text else place for place, text in enumerate(written)], range(len(new)))


def stances(old: Stance | None, new: Stance | None, ids: Ids, scales: tuple[Scale, Scale]) -> Iterator[Change]:
    """What has changed in a stance; the scales are the old briefing's and the new one's."""
    if old is None or new is None:
        before, after = (
            None if each is None else stance_text(each, scale) for each, scale in zip((old, new), scales, strict=True)
        )
        yield from values(Part.STANCE, before, after)
        return
    if old.level != new.level:
        yield Change(
            Kind.CHANGED, Part.STANCE, wording.level(scales[0], old.level), wording.level(scales[1], new.level)
        )
    yield from texts(Part.REASON, old.reason, new.reason)
    yield from inside(_evidence(old.evidence, new.evidence, ids), new.reason)
    yield from inside(allowed(old.allow, new.allow), new.reason)


def _evidence(old: EvidenceList, new: EvidenceList, ids: Ids) -> Iterator[Change]:
    before, after = cited(old), cited(new)
    pairs = equal([ids.evidence(item) for item in before], list(after))
    for change in listed(Part.EVIDENCE, list(map(evidence_text, before)), list(map(evidence_text, after)), pairs):
        if change.kind in (Kind.ADDED, Kind.REMOVED):
            yield change
        elif change.kind is Kind.MOVED:
            yield replace(change, old=f"{change.old}: {change.within}", new=f"{change.new}: {change.within}")


def evidence_text(evidence: Evidence) -> str:
    """A locator, and what is quoted from there."""
    return evidence.at + (f" {wording.quoted(evidence.quote)}" if evidence.quote is not None else "")


def claim_text(claim: Claim) -> str:
    """A claim with its voice, and the paragraphs that it rests on."""
    places = ", ".join(dict.fromkeys(item.at for item in cited(claim.evidence)))
    return one_line(wording.spoken(claim)) + (f" [{places}]" if places else "")


def stance_text(stance: Stance, scale: Scale) -> str:
    """A stance with its reason."""
    return one_line(f"{wording.level(scale, stance.level)}: {stance.reason}")


def point_text(point: Point, about: BriefingFile) -> str:
    """A point in lines: its question, and what each side says."""
    lines = [one_line(point.question)]
    for side in about.perspectives:
        said = [claim_text(claim) for claim in point.claims.get(side.id, ())] or [wording.silent(point, side.id)]
        lines += [f"{one_line(side.name)}: {one_line(text)}" for text in said]
    return "\n".join(lines)
