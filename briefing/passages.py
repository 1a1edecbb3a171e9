"""What in a cited paragraph speaks for a claim: the words it quotes, and the figures it takes over."""

from briefing.figures import figures, matches
from briefing.model import Claim, Evidence, Voice
from briefing.quotes import find_quote


def quotation(claim: Claim, evidence: Evidence) -> str | None:
    """The words that a claim says stand in the paragraph: the evidence's quote, or the claim where it is one."""
    return evidence.quote or (claim.text if claim.voice is Voice.QUOTE else None)


def spoken_spans(claim: Claim, evidence: Evidence, text: str) -> list[tuple[int, int]]:
    """Where the quotation, and where the claim's figures, stand in the paragraph's text: starts and ends, in order.

    Places that overlap are one.
    """
    quote = quotation(claim, evidence)
    quoted = find_quote(quote, text) if quote else []
    claimed = figures(claim.text)
    taken = [
        (stated.start, stated.end)
        for stated in figures(text, small=True)
        if any(matches(figure, stated) for figure in claimed)
    ]
    return _joined([*quoted, *taken])


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((start, end))
    return joined
