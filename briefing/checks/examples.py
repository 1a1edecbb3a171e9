"""The points that rules are explained with; their sources are those of the briefing that the examples belong to."""

from typing import Final


def both_speak(*, closed: str, open: str) -> str:
    """A point on which each side makes one claim, with evidence."""
    return f"""\
# themes/cost.yaml
points:
  - id: takings
    question: What happens to the shops?
    relation: differ
    claims:
      closed:
        - text: {closed}
          evidence: [times/shops-and-rents/1]
      open:
        - text: {open}
          evidence: [post/2]
"""


def one_speaks(*, open: str, looked_for: str) -> str:
    """A point on which one side makes a claim and the other is silent; the words looked for stand as in a list."""
    return f"""\
# themes/cost.yaml
points:
  - id: deliveries
    question: Who delivers, and when?
    claims:
      open:
        - text: {open}
          evidence: [post/3]
    silence: {{closed: [{looked_for}]}}
"""


BOTH_SPEAK: Final = both_speak(closed="Takings rose in the second year.", open="Many shops closed in the first year.")
"""Such a point with claims that could be anyone's."""
