"""Writes docs/rules.md, the handbook of the rules of `briefing check`."""

from pathlib import Path

from briefing import checks
from briefing.reports import rules

HANDBOOK = Path(__file__).parent.parent / "docs" / "rules.md"


def main() -> None:
    """Replace the handbook by what the rules say now."""
    HANDBOOK.parent.mkdir(exist_ok=True)
    HANDBOOK.write_text(rules.handbook(checks.RULES.values()), "utf-8")


if __name__ == "__main__":
    main()
