"""What a side says rests on its own source."""

from collections.abc import Iterator

from briefing.checks.walk import statements
from briefing.errors import Finding, Severity
from briefing.model import Briefing, Claim, Voice


def check(briefing: Briefing) -> Iterator[Finding]:
    """`missing-evidence` and `other-side-evidence`; the editor's claims are free of both."""
    sources = {perspective.id: perspective.source for perspective in briefing.about.perspectives}
    for said in statements(briefing):
        is_claim = isinstance(said.statement, Claim)
        if isinstance(said.statement, Claim) and said.statement.voice is Voice.EDITOR:
            continue
        who = f"{said.name}: a {'claim' if is_claim else 'stance'} of `{said.side}`"
        own = sources[said.side]
        otherwise = ", or mark the claim with `voice: editor`." if is_claim else "."
        if not said.statement.evidence:
            yield Finding(
                file=said.file,
                path=(*said.path, "evidence"),
                rule="missing-evidence",
                message=f"{who} has no evidence",
                hint=f"Add `evidence:` with a paragraph of `{own}`{otherwise}",
            )
        for path, locator in said.locators():
            if locator.source in sources.values() and locator.source != own:
                yield Finding(
                    file=said.file,
                    path=path,
                    rule="other-side-evidence",
                    message=f"{who} cites the other side's source: `{locator}`",
                    hint=f"Cite a paragraph of `{own}`{otherwise}",
                    severity=Severity.WARNING,
                )
