"""Single claims and points with their citations as Markdown, ready to be pasted into another text."""

from collections.abc import Iterator, Sequence

from briefing.citations import address, position, record
from briefing.citing import ClaimRef
from briefing.export.markdown_text import block, inline, link_target
from briefing.model import Briefing, Evidence, Perspective, Point, Theme, Voice, cited
from briefing.wording import quoted, relation, sides, silent, spoken


def render(briefing: Briefing, claims: Sequence[ClaimRef], silences_on: str | None = None) -> str:
    """Each claim with who makes it, and below it the paragraphs that it rests on.

    `silences_on` is the `theme/point` of which the sides that do not speak to it are told as well.
    """
    blocks = [_claim(briefing, claim) for claim in claims]
    for theme in briefing.themes:
        for point in theme.points:
            if f"{theme.id}/{point.id}" == silences_on:
                blocks += [
                    _silence(point, side) for side in briefing.about.perspectives if not point.claims.get(side.id)
                ]
    return "\n\n".join(blocks) + "\n"


def answer(briefing: Briefing, theme: Theme, point: Point, side: str) -> str:
    """What one side says on a point, with the paragraphs that it rests on; or that it is silent."""
    return "\n\n".join(_answer(briefing, theme, point, briefing.about.perspective(side))) + "\n"


def point(briefing: Briefing, theme: Theme, point: Point, *, swapped: bool) -> str:
    """A question with how the answers stand to each other, and what both sides say."""
    blocks = [f"### {inline(point.question)}"]
    if found := relation(point):
        blocks.append(f"**{' '.join(found)}**")
    for side in sides(briefing, swapped=swapped):
        blocks += _answer(briefing, theme, point, side)
    return "\n\n".join(blocks) + "\n"


def _answer(briefing: Briefing, theme: Theme, point: Point, side: Perspective) -> list[str]:
    said = enumerate(point.claims.get(side.id, ()), 1)
    found = [_claim(briefing, ClaimRef(theme.id, point.id, side.id, number, claim)) for number, claim in said]
    return found or [_silence(point, side)]


def _silence(point: Point, side: Perspective) -> str:
    return f"**{inline(side.name)}:** {inline(silent(point, side.id))}"


def _claim(briefing: Briefing, ref: ClaimRef) -> str:
    side = briefing.about.perspective(ref.side)
    said = f"**{inline(side.name)}:** {inline(spoken(ref.claim))}"
    references = "\n".join(_references(briefing, ref))
    return f"{said}\n\n{references}" if references else said


def _references(briefing: Briefing, ref: ClaimRef) -> Iterator[str]:
    for evidence in cited(ref.claim.evidence):
        is_said = ref.claim.voice is Voice.QUOTE and evidence.quote == ref.claim.text
        yield f"- {_reference(briefing, evidence)}" + (
            f": {inline(quoted(evidence.quote))}" if evidence.quote and not is_said else ""
        )


def _reference(briefing: Briefing, evidence: Evidence) -> str:
    source = briefing.sources.get(evidence.at.split("/")[0])
    if source is None:
        return inline(evidence.at)
    where = address(source) or ""
    target = link_target(where)
    text = block(f"{record(source)}, {position(source, evidence.at)}")
    return text + (f", <{target}>" if target else f", {inline(where)}" if where else "")
