"""Two texts -> a proposal for a briefing's themes and points. Nothing is written for the author but places to write."""

from briefing.drafting.proposal import Draft, Homeless, ProposedPoint, ProposedTheme, propose

__all__ = ["Draft", "Homeless", "ProposedPoint", "ProposedTheme", "propose"]
