"""What is different between two briefings, or between two states of one."""

from briefing.diff.changes import Change, Diff, Group, Kind, Of, Part
from briefing.diff.comparing import compare

__all__ = ["Change", "Diff", "Group", "Kind", "Of", "Part", "compare"]
