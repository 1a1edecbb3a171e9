"""Nothing in a source is passed over unnoticed."""

from collections.abc import Iterator

from briefing.checks.walk import claims
from briefing.errors import Finding, Severity
from briefing.loader import source_file
from briefing.model import Briefing
from briefing.sources import Locator, sections


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
