"""Every locator leads to a paragraph of an outline."""

import difflib
from collections.abc import Iterator

from briefing.checks.examples import BOTH_SPEAK
from briefing.checks.rule import Rule
from briefing.checks.walk import Said, statements
from briefing.errors import Finding, Severity
from briefing.loader import source_file
from briefing.model import Briefing, Section
from briefing.sources import Locator, sections
from briefing.strict_yaml import KeyPath
from briefing.text import counted

RULES = (
    Rule(
        name="unknown-locator",
        severity=Severity.ERROR,
        summary="A locator leads to no paragraph of any outline.",
        why=(
            "Evidence that cannot be looked up is none. A locator is source/section/paragraph: the section is the "
            "heading in lower case with hyphens, the paragraph is counted below it; what stands before the first "
            "heading is source/paragraph. It is looked for in the outlines, so no text is needed."
        ),
        wrong=BOTH_SPEAK.replace("rents/1", "rents/2"),
        right=BOTH_SPEAK,
    ),
    Rule(
        name="missing-outline",
        severity=Severity.WARNING,
        summary="A source has no outline.",
        why=(
            "Without one, no locator can be followed, and nobody can tell whether the text at hand is the text that "
            "was read. `briefing outline FILE` makes it from the text; it holds none of the text itself."
        ),
        wrong="""\
# sources/times.yaml
outline: []
""",
        right="""\
# sources/times.yaml
outline:
  - heading: null
    paragraphs:
      - {digest: 5bf4d9892628ed3a, words: 16}
  - heading: "Shops and Rents"
    paragraphs:
      - {digest: 0c48b4272f8800de, words: 21}
""",
    ),
)


def check(briefing: Briefing) -> Iterator[Finding]:
    """`unknown-locator`, and `missing-outline` where a source has nothing that a locator could lead to."""
    yield from _without_outline(briefing)
    known = [perspective.source for perspective in briefing.about.perspectives]
    outlines = {name: sections(source) for name, source in briefing.sources.items() if source.outline}
    for said in statements(briefing):
        for path, locator in said.locators():
            if locator.source not in known:
                yield _finding(said, path, locator, "there is no such source", _near_source(locator, known))
            elif locator.source in outlines:
                wrong = _wrong(locator, outlines[locator.source])
                if wrong:
                    yield _finding(said, path, locator, *wrong)


def _without_outline(briefing: Briefing) -> Iterator[Finding]:
    for source in briefing.sources.values():
        if not source.outline:
            yield Finding(
                file=source_file(source.id),
                path=("outline",),
                rule="missing-outline",
                message=f"the source `{source.id}` has no outline, so no locator can be checked against it",
                hint="Make one from its text with `briefing outline FILE`.",
                severity=Severity.WARNING,
                on_key=True,
            )


def _wrong(locator: Locator, outline: dict[str | None, Section]) -> tuple[str, str] | None:
    """What is wrong with a locator, and what to do; None if it leads somewhere."""
    section = outline.get(locator.section)
    if section is None and locator.section is None:
        return (
            f"`{locator.source}` has no paragraph before its first heading",
            f"Name the section too: {_listed(locator.source, outline)}.",
        )
    if section is None:
        return f"`{locator.source}` has no section `{locator.section}`", _near_section(locator, outline)
    count = len(section.paragraphs)
    if locator.paragraph > count:
        where = "before its first heading" if locator.section is None else f"in `{locator.section}`"
        last = locator._replace(paragraph=count)
        return f"`{locator.source}` has {counted(count, 'paragraph')} {where}", f"The last one is `{last}`."
    return None


def _near_source(locator: Locator, known: list[str]) -> str:
    near = difflib.get_close_matches(locator.source, known, 1)
    return f"Did you mean `{near[0]}`?" if near else f"The sources are {' and '.join(dict.fromkeys(known))}."


def _near_section(locator: Locator, outline: dict[str | None, Section]) -> str:
    near = difflib.get_close_matches(str(locator.section), [key for key in outline if key], 1)
    if near:
        return f"Did you mean `{locator._replace(section=near[0])}`?"
    return f"Its sections are: {_listed(locator.source, outline)}."


def _listed(source: str, outline: dict[str | None, Section]) -> str:
    return ", ".join(f"`{source}/{key}`" if key else f"`{source}` (before the first heading)" for key in outline)


def _finding(said: Said, path: KeyPath, locator: Locator, what: str, hint: str) -> Finding:
    return Finding(
        file=said.file,
        path=path,
        rule="unknown-locator",
        where=said.name,
        message=f"`{locator}` leads nowhere: {what}",
        hint=hint,
    )
