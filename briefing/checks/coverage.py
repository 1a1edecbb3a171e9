"""Nothing in a source is passed over unnoticed."""

from collections.abc import Iterator

from briefing.checks.examples import one_speaks
from briefing.checks.rule import Rule
from briefing.citing import cited_by, covered
from briefing.errors import Finding, Severity
from briefing.loader import source_file
from briefing.model import Briefing
from briefing.sources import Locator, sections

_POINT = one_speaks(open="Lorries come before seven, while shops were closing.", looked_for="delivery, lorry, van")

RULES = (
    Rule(
        name="uncited-paragraph",
        severity=Severity.WARNING,
        summary="No written claim cites a paragraph of a source.",
        why=(
            "What a briefing leaves out, its reader never learns. Every paragraph of the outlines is gone through, so "
            "that nothing was passed over unnoticed. A claim that still says TODO counts as none. A paragraph that "
            "argues nothing can be let stand, with the reason: {digest: …, words: 9, allow: {uncited-paragraph: a "
            "byline}}. Nothing is said while a theme cannot be read."
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

_NONE = "Add a claim that rests on it, or leave it if it argues nothing."
_BEGUN = "Write the claim that rests on it and says TODO, or leave it if it argues nothing."


def check(briefing: Briefing) -> Iterator[Finding]:
    """`uncited-paragraph`; nothing while a theme is missing, since it may cite any paragraph."""
    if len(briefing.themes) < len(briefing.about.themes):
        return
    citing = cited_by(briefing)
    written = covered(citing)
    for source in briefing.sources.values():
        for index, (key, section) in enumerate(sections(source).items()):
            for number, paragraph in enumerate(section.paragraphs):
                locator = str(Locator(source.id, key, number + 1))
                if locator not in written:
                    is_begun = locator in citing
                    yield Finding(
                        file=source_file(source.id),
                        path=("outline", index, "paragraphs", number),
                        rule="uncited-paragraph",
                        message=f"no {'written ' if is_begun else ''}claim cites `{locator}` ({paragraph.words} words)",
                        hint=_BEGUN if is_begun else _NONE,
                        severity=Severity.WARNING,
                    )
