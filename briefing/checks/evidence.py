"""What a side says rests on its own source."""

from collections.abc import Iterator

from briefing.checks.examples import BOTH_SPEAK
from briefing.checks.rule import Rule
from briefing.checks.walk import statements
from briefing.errors import Finding, Severity
from briefing.model import Briefing, Claim, Voice

RULES = (
    Rule(
        name="missing-evidence",
        severity=Severity.ERROR,
        summary="A claim or a stance names no paragraph that it rests on.",
        why=(
            "The reader must be able to go and look. Only the editor's own remarks, marked `voice: editor`, may stand "
            "without evidence."
        ),
        wrong=BOTH_SPEAK.replace("[times/shops-and-rents/1]", "[]"),
        right=BOTH_SPEAK,
    ),
    Rule(
        name="other-side-evidence",
        severity=Severity.WARNING,
        summary="What one side says rests on the other side's source.",
        why=(
            "A side is shown in its own author's terms. What its opponent reports about it is hearsay; if it is said "
            "all the same, it is the editor who says it. Where both sides argue from one source, nothing is found."
        ),
        wrong=BOTH_SPEAK.replace("times/shops-and-rents/1", "post/2"),
        right=BOTH_SPEAK,
    ),
)


def check(briefing: Briefing) -> Iterator[Finding]:
    """`missing-evidence` and `other-side-evidence`; the editor's claims are free of both."""
    sources = {perspective.id: perspective.source for perspective in briefing.about.perspectives}
    for said in statements(briefing):
        is_claim = isinstance(said.statement, Claim)
        if isinstance(said.statement, Claim) and said.statement.voice is Voice.EDITOR:
            continue
        who = f"a {'claim' if is_claim else 'stance'} of `{said.side}`"
        own = sources[said.side]
        if not said.statement.evidence:
            yield Finding(
                file=said.file,
                path=(*said.path, "evidence"),
                rule="missing-evidence",
                where=said.name,
                message=f"{who} has no evidence",
                hint=f"Add `evidence:` with a paragraph of `{own}`.",
                hint_on_screen=f"Name a paragraph of `{own}` as its evidence.",
                or_as_editor=is_claim,
            )
        for path, locator in said.locators():
            if locator.source in sources.values() and locator.source != own:
                yield Finding(
                    file=said.file,
                    path=path,
                    rule="other-side-evidence",
                    where=said.name,
                    message=f"{who} cites the other side's source: `{locator}`",
                    hint=f"Cite a paragraph of `{own}`.",
                    severity=Severity.WARNING,
                    or_as_editor=is_claim,
                )
