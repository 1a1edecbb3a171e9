"""A quote stands word for word in the paragraph that is cited for it."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from briefing.checks.rule import Rule
from briefing.checks.walk import Said, at_hand, statements
from briefing.errors import Finding, Severity
from briefing.model import Briefing, Claim, Evidence, Voice, cited
from briefing.quotes import find_quote, nearest
from briefing.strict_yaml import KeyPath
from briefing.texts import SourceText

_CLAIM = """\
# themes/cost.yaml
points:
  - id: takings
    question: What happens to the shops?
    relation: differ
    claims:
      closed:
        - text: After a quiet start the shops sold more.
          evidence:
            - {at: times/shops-and-rents/1, quote: Takings rose by 12 percent}
      open:
        - text: Takings fell before they rose again.
          voice: quote
          evidence: [post/2]
"""
_TYPOGRAPHY = (
    "Only typography may differ: the shape of quotation marks, dashes, spaces and ellipses. Case, punctuation and "
    "every word must be the same, and the quote begins and ends where words do. A claim with `voice: quote` is held "
    "against all the paragraphs it cites. Without the source's text nothing is said."
)

RULES = (
    Rule(
        name="quote-not-found",
        severity=Severity.ERROR,
        summary="A quote is nowhere in the sources.",
        why=f"Quotation marks promise the author's own words. {_TYPOGRAPHY} The hint shows the nearest wording.",
        wrong=_CLAIM.replace("Takings rose by", "Takings grew by"),
        right=_CLAIM,
    ),
    Rule(
        name="quote-elsewhere",
        severity=Severity.ERROR,
        summary="A quote is in another paragraph than the one cited.",
        why=f"Whoever follows the locator finds nothing there. {_TYPOGRAPHY}",
        wrong=_CLAIM.replace("[post/2]", "[post/3]"),
        right=_CLAIM,
    ),
    Rule(
        name="quote-ambiguous",
        severity=Severity.WARNING,
        summary="A quote is in several places of what is cited for it.",
        why="The reader cannot see which place is meant. A few words more make it plain.",
        wrong=_CLAIM.replace("quote: Takings rose by 12 percent", "quote: in"),
        right=_CLAIM,
    ),
)


class _Quotation(NamedTuple):
    """Words that are said to stand in one of some paragraphs."""

    path: KeyPath
    text: str
    locators: tuple[str, ...]


def check(briefing: Briefing, texts: Mapping[str, SourceText]) -> Iterator[Finding]:
    """`quote-not-found`, `quote-elsewhere` and `quote-ambiguous`, where the cited paragraphs are at hand."""
    paragraphs = at_hand(texts)
    for said in statements(briefing):
        for quotation in _quotations(said):
            known = [locator for locator in quotation.locators if locator in paragraphs]
            times = sum(len(find_quote(quotation.text, paragraphs[locator])) for locator in known)
            if times > 1:
                yield _ambiguous(said, quotation, times)
            elif times == 0 and len(known) == len(quotation.locators):
                yield _missing(said, quotation, paragraphs)


def unchecked(briefing: Briefing, texts: Mapping[str, SourceText]) -> int:
    """How many quotes could not be held against the paragraphs cited for them, since these are not at hand."""
    paragraphs = at_hand(texts)
    return sum(
        not any(locator in paragraphs for locator in quotation.locators)
        for said in statements(briefing)
        for quotation in _quotations(said)
    )


def _quotations(said: Said) -> Iterator[_Quotation]:
    for index, item in enumerate(said.statement.evidence):
        if isinstance(item, Evidence) and item.quote is not None:
            yield _Quotation((*said.path, "evidence", index, "quote"), item.quote, (item.at,))
    if isinstance(said.statement, Claim) and said.statement.voice is Voice.QUOTE and said.statement.evidence:
        locators = tuple(dict.fromkeys(evidence.at for evidence in cited(said.statement.evidence)))
        yield _Quotation((*said.path, "text"), said.statement.text, locators)


def _ambiguous(said: Said, quotation: _Quotation, times: int) -> Finding:
    return Finding(
        file=said.file,
        path=quotation.path,
        rule="quote-ambiguous",
        where=said.name,
        message=f"the quote of `{said.side}` is {times} times in {_listed(quotation.locators)}",
        hint="Quote a few words more.",
        severity=Severity.WARNING,
    )


def _missing(said: Said, quotation: _Quotation, paragraphs: Mapping[str, str]) -> Finding:
    source = quotation.locators[0].split("/")[0]
    where = [locator for locator, text in paragraphs.items() if find_quote(quotation.text, text)]
    where.sort(key=lambda locator: locator.split("/")[0] != source)
    listed = _listed(quotation.locators)
    if where:
        rule, message = "quote-elsewhere", f"is not in {listed}, but in {_listed(where[:3])}"
        hint = f"Cite `{where[0]}`."
    else:
        rule, message = "quote-not-found", f"is not in {listed}"
        near = (nearest(quotation.text, paragraphs[locator]) for locator in quotation.locators)
        wording = next(filter(None, near), "")
        hint = f"The nearest wording there is “{wording}”." if wording else "Quote it word for word, or paraphrase it."
    return Finding(
        file=said.file,
        path=quotation.path,
        rule=rule,
        where=said.name,
        message=f"the quote of `{said.side}` {message}: “{quotation.text}”",
        hint=hint,
    )


def _listed(locators: tuple[str, ...] | list[str]) -> str:
    return " or ".join(f"`{locator}`" for locator in locators)
