"""Nothing in a source is passed over unnoticed."""

from collections.abc import Iterator

from briefing.checks.examples import one_speaks
from briefing.checks.rule import Rule
from briefing.checks.walk import claims
from briefing.errors import Finding, Severity
from briefing.loader import source_file
from briefing.model import Briefing
from briefing.sources import Locator, sections

_POINT = one_speaks(open="Lorries come before seven, while shops were closing.", looked_for="delivery, lorry, van")

RULES = (
    Rule(
        name="uncited-paragraph",
        severity=Severity.WARNING,
        summary="No claim cites a paragraph of a source.",
        why=(
            "What a briefing leaves out, its reader never learns. Every paragraph of the outlines is gone through, so "
            "that nothing was passed over unnoticed. A paragraph that argues nothing can be let stand, with the "
            "reason: {digest: …, words: 9, allow: {uncited-paragraph: a byline}. Nothing is said while a theme "
            "cannot be read."
        ),
        wrong=_POINT,
        right=_POINT.replace("[post/3]", "[post/1, post/2, post/3]")
        .replace("    claims:", "    relation: talk-past\n    claims:")
        .replace(
            "    silence: {closed: [delivery, lorry, van]}\n",
            """\
      closed:
        - text: The street is quiet, and takings rose.
          evidence: [times/1, times/shops-and-rents/1]
""",
        ),
    ),
)


def check(briefing: Briefing) -> Iterator[Finding]:
    """`uncited-paragraph`; nothing while a theme is missing, since it may cite any paragraph."""
    if len(briefing.themes) < len(briefing.about.themes):
        return
    cited = {locator for said in claims(briefing) for _, locator in said.locators()}
    for source in briefing.sources.values():
        for index, (key, section) in enumerate(sections(source).items()):
            for number, paragraph in enumerate(section.paragraphs):
                locator = Locator(source.id, key, number + 1)
                if locator not in cited:
                    yield Finding(
                        file=source_file(source.id),
                        path=("outline", index, "paragraphs", number),
                        rule="uncited-paragraph",
                        message=f"no claim cites `{locator}` ({paragraph.words} words)",
                        hint="Add a claim that rests on it, or leave it if it argues nothing.",
                        severity=Severity.WARNING,
                    )
