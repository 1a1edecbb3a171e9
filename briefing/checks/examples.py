"""The example that several rules are explained with."""

from typing import Final

BOTH_SPEAK: Final = """\
# themes/cost.yaml
points:
  - id: takings
    question: What happens to the shops?
    relation: differ
    claims:
      closed:
        - text: Takings rose in the second year.
          evidence: [times/shops-and-rents/1]
      open:
        - text: Many shops closed in the first year.
          evidence: [post/2]
"""
"""A point on which both sides make one claim each, with evidence."""
